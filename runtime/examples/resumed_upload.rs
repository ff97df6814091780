//! Uploads a file to an upload session, and goes on where it was after it was stopped or killed.
//!
//! ```text
//! cargo run --release -p odata-entity --features client --example resumed_upload -- FILE
//! ```
//!
//! The session is kept in `FILE.session` until the upload is complete: start it again after Ctrl-C, and it asks the service what it
//! has, and sends the rest. Option: `--piece BYTES`, a multiple of 327,680.
//!
//! It talks to the service of `ODATA_BASE_URL` and `ODATA_TOKEN`. `--serve FILE` is the embedded service by itself, to run against
//! from another terminal: it prints how to, and at its end (Ctrl-C) writes what was uploaded into that file.

use indicatif::{ProgressBar, ProgressStyle};
use odata_entity::client::Content;
use odata_entity::transfer::{TransferErrorKind, UploadSession};
use odata_entity::{Client, Error, FixedToken, Json, path};
use odata_entity_testing::{Service, UploadSessions};
use serde_json::{Value, json};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

type Failure = Box<dyn std::error::Error>;

struct Options {
    file: PathBuf,
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
    let file = file.ok_or("write the name of the file")?;
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

async fn upload(client: &Client, options: &Options) -> Result<(), Failure> {
    let kept = options.file.with_added_extension("session");
    let session = session(client, &kept).await?;
    let content = Content::file(&options.file).await?;
    let style = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {bytes_per_sec} {eta}")?;
    let bar = ProgressBar::new(content.length()).with_style(style);
    let is_terminal = std::io::stderr().is_terminal();
    let upload = client
        .upload_session(&session, content)
        .piece_size(options.piece)
        .progress(|sent| {
            bar.set_position(sent.bytes);
            if !is_terminal {
                println!("{} of {}", sent.bytes, sent.total);
            }
        });
    let result: Result<Json<Value>, Error> = upload.await;
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
    let template = "/me/drive/items/{id}/createUploadSession";
    let service = Service::builder().upload_sessions(template, UploadSessions::Drive);
    let service = service.keep_requests(0).start().await;
    println!(
        "export ODATA_BASE_URL={} ODATA_TOKEN={}",
        service.base_url(),
        service.token()
    );
    tokio::signal::ctrl_c().await?;
    let uploaded = service.uploaded("/me/drive/items/folder/createUploadSession");
    println!("{} uploads were completed", service.completed_uploads());
    std::fs::write(out, uploaded.ok_or("nothing was uploaded")?)?;
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let options = options()?;
    if options.serve {
        return serve(&options.file).await;
    }
    let client = Client::new(
        std::env::var("ODATA_BASE_URL")?,
        FixedToken::new(std::env::var("ODATA_TOKEN")?),
    )?;
    upload(&client, &options).await
}
