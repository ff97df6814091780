//! Uploads a file to an upload session, and goes on where it was after it was stopped or killed.
//!
//! ```text
//! cargo run --release -p odata-entity --features client --example resumed_upload
//! cargo run --release -p odata-entity --features client --example resumed_upload -- FILE
//! ```
//!
//! Alone, it starts a service on this machine, stops an upload of 20 MiB in the middle, and takes it up. With a file it uploads that
//! to the service of `ODATA_BASE_URL`, with the token `ODATA_TOKEN`.
//!
//! The session is kept in `FILE.session` until the upload is complete: start it again after Ctrl-C, and it asks the service what it
//! has, and sends the rest. Option: `--piece BYTES`, a multiple of 327,680.
//!
//! `--serve FILE` is the embedded service by itself, to run against from another terminal: it prints how to, and at its end (Ctrl-C)
//! writes what was uploaded into that file.

use indicatif::{ProgressBar, ProgressStyle};
use odata_entity::client::Content;
use odata_entity::transfer::{TransferErrorKind, UploadSession};
use odata_entity::{Client, Error, FixedToken, Json, path};
use odata_entity_testing::{Service, UploadSessions};
use serde_json::{Value, json};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use tokio::sync::Notify;

/// Where sessions are made, and where the one of this program is.
const CREATE: &str = "/me/drive/items/{id}/createUploadSession";
const CREATED: &str = "/me/drive/items/folder/createUploadSession";

type Failure = Box<dyn std::error::Error>;

struct Options {
    file: Option<PathBuf>,
    piece: u64,
    serve: bool,
}

fn options() -> Result<Options, Failure> {
    let (mut file, mut piece, mut serve) = (None, 3_932_160, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--serve" => serve = true,
            "--piece" => piece = arguments.next().ok_or("--piece needs a value")?.parse()?,
            _ if argument.starts_with("--") => return Err(format!("there is no option {argument}").into()),
            _ => file = Some(argument.into()),
        }
    }
    Ok(Options { file, piece, serve })
}

/// The session of an earlier run, or a new one. It is kept before anything is sent.
async fn session(client: &Client, kept: &Path) -> Result<UploadSession, Failure> {
    if let Ok(text) = std::fs::read_to_string(kept) {
        return Ok(serde_json::from_str(&text)?);
    }
    let item = json!({"item": {"@microsoft.graph.conflictBehavior": "replace"}});
    let create = path!("/me/drive/items/{id}/createUploadSession", "folder").post(&item);
    let session: UploadSession = client.send(create).await?;
    // A secret: whoever reads it can write to the session.
    let mut file = std::fs::File::create(kept)?;
    file.write_all(serde_json::to_string(&session)?.as_bytes())?;
    file.sync_all()?;
    Ok(session)
}

/// Uploads the file; with `stop_at` only until the service has so many bytes.
async fn upload(client: &Client, file: &Path, piece: u64, stop_at: Option<u64>) -> Result<(), Failure> {
    let kept = file.with_added_extension("session");
    let session = session(client, &kept).await?;
    let content = Content::file(file).await?;
    let style = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {bytes_per_sec} {eta}")?;
    let bar = ProgressBar::new(content.length()).with_style(style);
    let is_terminal = std::io::stderr().is_terminal();
    let stop = Notify::new();
    let upload = client
        .upload_session(&session, content)
        .piece_size(piece)
        .progress(|sent| {
            bar.set_position(sent.bytes);
            if !is_terminal {
                println!("{} of {}", sent.bytes, sent.total);
            }
            if stop_at.is_some_and(|stop_at| sent.bytes >= stop_at) {
                stop.notify_one();
            }
        });
    let result: Result<Json<Value>, Error> = tokio::select! {
        biased;
        // What was sent is not lost: the service has it, and the session is in its file.
        () = stop.notified() => return Ok(()),
        result = upload => result,
    };
    match result {
        Ok(Json(item)) => println!("complete: {item}"),
        // The next run makes a new one.
        Err(Error::Transfer(error)) if error.kind() == TransferErrorKind::SessionOver => {
            std::fs::remove_file(kept)?;
            return Err(error.into());
        }
        // The session goes on: the next run takes it up.
        Err(error) => return Err(error.into()),
    }
    bar.finish();
    std::fs::remove_file(kept)?;
    Ok(())
}

/// The embedded service, until Ctrl-C.
async fn serve(out: &Path) -> Result<(), Failure> {
    let service = Service::builder().upload_sessions(CREATE, UploadSessions::Drive);
    let service = service.keep_requests(0).start().await;
    println!(
        "export ODATA_BASE_URL={} ODATA_TOKEN={}",
        service.base_url(),
        service.token()
    );
    tokio::signal::ctrl_c().await?;
    let uploaded = service.uploaded(CREATED);
    println!("{} uploads were completed", service.completed_uploads());
    std::fs::write(out, uploaded.ok_or("nothing was uploaded")?)?;
    Ok(())
}

/// An upload to a service on this machine that is stopped, and taken up.
async fn show(piece: u64) -> Result<(), Failure> {
    let service = Service::builder().upload_sessions(CREATE, UploadSessions::Drive);
    let service = service.keep_requests(0).start().await;
    let client = Client::new(service.base_url(), FixedToken::new(service.token()))?;
    let folder = std::env::temp_dir().join(format!("resumed_upload.{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("content");
    let content: Vec<u8> = (0..20_u32 << 18).flat_map(u32::to_le_bytes).collect();
    std::fs::write(&file, &content)?;
    println!("An upload of {} bytes, stopped in the middle:", content.len());
    upload(&client, &file, piece, Some(content.len() as u64 / 2)).await?;
    println!("The same, taken up:");
    upload(&client, &file, piece, None).await?;
    std::fs::remove_dir_all(folder)?;
    if service.uploaded(CREATED).as_ref() != Some(&content) {
        return Err("the service has other bytes than those that were sent".into());
    }
    println!("The service has all bytes of the file, in their order.");
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let options = options()?;
    let file = match &options.file {
        Some(file) if options.serve => return serve(file).await,
        Some(file) => file,
        None if options.serve => {
            return Err("write the name of a file for what is uploaded behind --serve".into());
        }
        None => return show(options.piece).await,
    };
    let setting = |name: &str| {
        std::env::var(name).map_err(|_| {
            format!("{name} is not set: start it without a file to see an upload on this machine")
        })
    };
    let client = Client::new(
        setting("ODATA_BASE_URL")?,
        FixedToken::new(setting("ODATA_TOKEN")?),
    )?;
    upload(&client, file, options.piece, None).await?;
    println!("{} is uploaded.", file.display());
    Ok(())
}
