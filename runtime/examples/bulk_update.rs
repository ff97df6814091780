//! 10,000 device statuses, updated in batches as fast as the service lets them through; can be stopped and taken up again.
//!
//! ```text
//! cargo run --release -p odata-entity --features client --example bulk_update
//! ```
//!
//! Ctrl-C stops it: what was sent is seen through, and Enter goes on with the rest. Options: `--count N`, `--stop-after N`
//! (stops once by itself, and goes on at once), `--journal FILE` (which updates are done; a later run goes on from there).
//!
//! It runs against the embedded service, which throttles at 1,000 writes a second. With `ODATA_BASE_URL` and `ODATA_TOKEN` in
//! the environment it talks to that service instead, and takes the ids from `--ids FILE`, one a line. `--serve` is the
//! embedded service by itself, to run against from another terminal: it says how to, and at its end what came in.

use futures_util::{StreamExt, stream};
use indicatif::{ProgressBar, ProgressStyle};
use odata_entity::{Client, Entity, FixedToken, RetryPolicy};
use odata_entity_testing::{EntityType, Property, RetryAfter, Service, Throttle};
use serde::Deserialize;
use serde_json::json;
use std::collections::HashSet;
use std::error::Error;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::path::PathBuf;
use std::pin::pin;
use std::time::Duration;

/// The status of an app configuration on a device.
#[derive(Debug, Clone, PartialEq, Deserialize, Entity)]
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

/// Which updates are done, one id a line: written when the service has confirmed it, so that nothing is lost; read at the
/// start, so that nothing is done twice.
struct Journal {
    done: HashSet<String>,
    file: File,
}

impl Journal {
    fn open(path: &PathBuf) -> std::io::Result<Self> {
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .read(true)
            .open(path)?;
        let done = BufReader::new(File::open(path)?)
            .lines()
            .collect::<Result<_, _>>()?;
        Ok(Self { done, file })
    }

    fn note(&mut self, id: &str) -> std::io::Result<()> {
        writeln!(self.file, "{id}")?;
        if !self.done.insert(id.to_owned()) {
            return Err(std::io::Error::other(format!("{id} was done twice")));
        }
        Ok(())
    }
}

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

const SET: &str = "/deviceAppManagement/mobileAppConfigurations/config-id/deviceStatuses";

/// The embedded service. That of an earlier run is gone, so what was done then is put into this one.
async fn embedded(ids: &[String], done: &HashSet<String>, keep_requests: usize) -> Service {
    let status = EntityType::new("microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus")
        .key("id")
        .property(Property::string("userName"))
        .property(Property::string("deviceModel"));
    let throttle = Throttle::writes(1000, Duration::from_secs(1)).retry_after(RetryAfter::Decimal);
    let service = Service::builder()
        .entity_set(SET, status)
        .throttle(throttle)
        .keep_requests(keep_requests);
    let service = ids.iter().fold(service, |service, id| {
        let entity = match done.contains(id) {
            true => json!({"id": id, "userName": null, "deviceModel": model(id)}),
            false => json!({"id": id, "userName": "Ann", "deviceModel": "Surface"}),
        };
        service.insert(SET, entity)
    });
    service.start().await
}

fn model(id: &str) -> String {
    format!("model of {id}")
}

/// How many entities of the service are as the updates have them.
fn updated(service: &Service) -> usize {
    let is_updated =
        |entity: &serde_json::Value| entity["userName"].is_null() && entity["deviceModel"] != "Surface";
    let entities = service.entities(SET);
    entities.iter().filter(|entity| is_updated(entity)).count()
}

/// The service by itself, until Ctrl-C.
async fn serve(ids: &[String]) -> Result<(), Box<dyn Error>> {
    let service = embedded(ids, &HashSet::new(), usize::MAX).await;
    let (base_url, token) = (service.base_url(), service.token());
    println!("export ODATA_BASE_URL={base_url} ODATA_TOKEN={token}");
    tokio::signal::ctrl_c().await?;
    let batches = service.requests();
    let batches = batches.iter().filter_map(|request| request.json());
    let writes: usize = batches
        .filter_map(|body| body["requests"].as_array().map(Vec::len))
        .sum();
    println!(
        "{} of {} are updated; {writes} writes came in",
        updated(&service),
        ids.len()
    );
    Ok(())
}

/// Updates what the journal has not, until it is done or stopped; whether it is done.
async fn update(
    client: &Client,
    ids: &[String],
    journal: &mut Journal,
    stop_after: Option<usize>,
) -> Result<bool, Box<dyn Error>> {
    let bar = ProgressBar::new(ids.len() as u64).with_position(journal.done.len() as u64);
    let style = "{elapsed_precise} {bar:40} {pos}/{len} {per_sec} {msg}";
    bar.set_style(ProgressStyle::with_template(style)?);
    let left: Vec<String> = ids
        .iter()
        .filter(|id| !journal.done.contains(*id))
        .cloned()
        .collect();
    let updates = left.into_iter().map(|id| {
        let patch = DeviceStatus::patch().user_name(None).device_model(model(&id));
        (DeviceStatus::path(CONFIGURATION, &id), patch)
    });
    let mut results = client.update_all(stream::iter(updates));
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
            Ok(_) => journal.note(update.key.as_str()?.rsplit('/').next().unwrap_or_default())?,
            Err(error) => bar.println(format!("{}: {error}", update.key)),
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
        return serve(&ids).await;
    }
    let temporary = std::env::temp_dir().join(format!("odata-entity-bulk-update-{}", std::process::id()));
    let mut journal = Journal::open(options.journal.as_ref().unwrap_or(&temporary))?;
    let retry = RetryPolicy::new().tries(10);
    let elsewhere = std::env::var("ODATA_BASE_URL")
        .ok()
        .zip(std::env::var("ODATA_TOKEN").ok());
    let service = match elsewhere {
        Some(_) => None,
        None => Some(embedded(&ids, &journal.done, 0).await),
    };
    let client = match (elsewhere, &service) {
        (Some((base_url, token)), _) => Client::builder(base_url, FixedToken::new(token)),
        (None, Some(service)) => Client::builder(service.base_url(), FixedToken::new(service.token())),
        (None, None) => return Err("there is no service".into()),
    };
    let client = client.retry(retry).build()?;

    let mut stop_after = options.stop_after;
    while !update(&client, &ids, &mut journal, stop_after.take()).await? {
        println!("stopped: {} of {} are done", journal.done.len(), ids.len());
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
        let updated = updated(service);
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
