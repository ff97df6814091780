//! 10,000 device statuses, updated in batches as fast as the service lets them through; can be stopped and taken up again.
//!
//! ```text
//! cargo run --release -p odata-entity --features client --example bulk_update
//! ```
//!
//! Ctrl-C stops it: what was sent is seen through, and Enter goes on with the rest. Options: `--count N`, `--stop-after N`
//! (stops once by itself, and goes on at once), `--journal FILE` (which updates are done; a later run goes on from there, also
//! after a crash: `journal.rs` has what that can do twice).
//!
//! It runs against the embedded service, which throttles at 1,000 writes a second. With `ODATA_BASE_URL` and `ODATA_TOKEN` in
//! the environment it talks to that service instead, and takes the ids from `--ids FILE`, one a line. `--serve` is the
//! embedded service by itself, to run against from another terminal: it prints how to, and at its end what came in.

mod embedded;
mod journal;

use futures_util::stream;
use indicatif::{ProgressBar, ProgressStyle};
use journal::Journal;
use odata_entity::{Client, Entity, FixedToken, RetryPolicy};
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal};
use std::path::PathBuf;
use std::pin::pin;

/// The status of an app configuration on a device.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus",
    path = "/deviceAppManagement/mobileAppConfigurations/{configurationId}/deviceStatuses/{statusId}"
)]
struct DeviceStatus {
    #[odata(key)]
    id: String,
    user_name: Option<String>,
    device_model: Option<String>,
}

const CONFIGURATION: &str = "config-id";

struct Options {
    count: usize,
    stop_after: Option<usize>,
    journal: Option<PathBuf>,
    ids: Option<PathBuf>,
    serve: bool,
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options {
        count: 10_000,
        stop_after: None,
        journal: None,
        ids: None,
        serve: false,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        if name == "--serve" {
            options.serve = true;
            continue;
        }
        let value = arguments.next().ok_or_else(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--count" => options.count = value.parse()?,
            "--stop-after" => options.stop_after = Some(value.parse()?),
            "--journal" => options.journal = Some(value.into()),
            "--ids" => options.ids = Some(value.into()),
            _ => return Err(format!("there is no option {name}").into()),
        }
    }
    Ok(options)
}

/// Updates what the journal has not, until it is done or stopped; whether it is done.
async fn update(
    client: &Client,
    ids: &[String],
    journal: &mut Journal,
    stop_after: Option<usize>,
) -> Result<bool, Box<dyn Error>> {
    let bar = ProgressBar::new(ids.len() as u64).with_position(journal.len() as u64);
    let style = "{elapsed_precise} {bar:40} {pos}/{len} {per_sec} {msg}";
    bar.set_style(ProgressStyle::with_template(style)?);
    let left: Vec<String> = ids.iter().filter(|id| !journal.has(id)).cloned().collect();
    // With the id as its key, as a path has it percent-encoded.
    let updates = left.into_iter().map(|id| {
        let patch = DeviceStatus::patch()
            .user_name(None)
            .device_model(embedded::model(&id));
        let request = DeviceStatus::path(CONFIGURATION, &id).patch(&patch);
        (id, request)
    });
    let mut results = client.send_all(stream::iter(updates));
    let (mut is_stopped, mut ended) = (false, 0);
    // Listens all the time, so that no Ctrl-C gets lost between two results.
    let mut interrupt = pin!(tokio::signal::ctrl_c());
    loop {
        let update = tokio::select! {
            update = results.next() => update,
            _ = &mut interrupt, if !is_stopped => {
                is_stopped = true;
                results.stop();
                continue;
            }
        };
        let Some(update) = update else { break };
        match update.result {
            Ok(_) => journal.note(&update.key)?,
            Err(error) if results.given_up().is_none() => bar.println(format!("{}: {error}", update.key)),
            // All that follow are the same: not tried, for the reason that is shown at the end.
            Err(_) => results.stop(),
        }
        ended += 1;
        bar.inc(1);
        let progress = results.progress();
        bar.set_message(format!(
            "failed {}, sent again {}",
            progress.failed, progress.retried
        ));
        if stop_after.is_some_and(|most| ended >= most) && !is_stopped {
            is_stopped = true;
            results.stop();
        }
    }
    bar.abandon();
    if std::io::stderr().is_terminal() {
        // The bar leaves the cursor on its line.
        eprintln!();
    }
    let progress = results.progress();
    println!(
        "{} updated, {} failed, {} sent again",
        progress.succeeded, progress.failed, progress.retried
    );
    if let Some(cause) = results.given_up() {
        let left = ids.len() - journal.len();
        return Err(format!("given up with {left} not done: {cause}").into());
    }
    Ok(!is_stopped)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    let ids: Vec<String> = match &options.ids {
        Some(path) => BufReader::new(File::open(path)?)
            .lines()
            .collect::<Result<_, _>>()?,
        None => (0..options.count)
            .map(|number| format!("status-{number}"))
            .collect(),
    };
    if options.serve {
        return embedded::serve(&ids).await;
    }
    let temporary = std::env::temp_dir().join(format!("odata-entity-bulk-update-{}", std::process::id()));
    let mut journal = Journal::open(options.journal.as_ref().unwrap_or(&temporary))?;
    let retry = RetryPolicy::new().tries(10);
    let elsewhere = std::env::var("ODATA_BASE_URL")
        .ok()
        .zip(std::env::var("ODATA_TOKEN").ok());
    let service = match elsewhere {
        Some(_) => None,
        None => Some(embedded::start(&ids, Some(&journal), 0).await),
    };
    let client = match (elsewhere, &service) {
        (Some((base_url, token)), _) => Client::builder(base_url, FixedToken::new(token)),
        (None, Some(service)) => Client::builder(service.base_url(), FixedToken::new(service.token())),
        (None, None) => return Err("there is no service".into()),
    };
    let client = client.retry(retry).build()?;

    let mut stop_after = options.stop_after;
    while !update(&client, &ids, &mut journal, stop_after.take()).await? {
        println!("stopped: {} of {} are done", journal.len(), ids.len());
        if options.stop_after.is_none() {
            if !std::io::stdin().is_terminal() {
                return Ok(());
            }
            println!("Enter goes on");
            let (sender, receiver) = tokio::sync::oneshot::channel();
            std::thread::spawn(move || sender.send(std::io::stdin().read_line(&mut String::new()).is_ok()));
            tokio::select! {
                _ = receiver => {}
                _ = tokio::signal::ctrl_c() => return Ok(()),
            }
        }
    }
    if let Some(service) = &service {
        let updated = embedded::updated(service);
        println!(
            "the service has {updated} of {} updated; each was confirmed once",
            ids.len()
        );
    }
    std::fs::remove_file(&temporary).or_else(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    })?;
    Ok(())
}
