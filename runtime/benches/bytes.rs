//! Memory while a lot of bytes goes down and up through the client, against the embedded service in another process.
//!
//! `cargo bench -p odata-entity --features client --profile dev --bench bytes` prints the resident memory after each eighth, for 1 GiB; a number
//! behind `--` is another size, in MiB. It ends with an error if the memory grows.

use futures_util::{Stream, TryStreamExt, stream};
use odata_entity::client::{Content, Transferred};
use odata_entity::transfer::UploadSession;
use odata_entity::{Client, Error, FixedToken, path};
use odata_entity_testing::{Digest, Service, UploadSessions};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Instant;

type Failure = Box<dyn std::error::Error>;

const MIB: u64 = 1 << 20;
const CHUNK: u64 = 128 << 10;

/// How much the memory may grow after the first eighth, in KiB: buffers of the allocator, no share of the bytes.
const GROWTH: u64 = 16 << 10;

/// Resident memory in KiB, where the system reports it.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(0)
}

/// The memory after each eighth.
#[derive(Clone)]
struct Memory(Arc<Mutex<(u64, Vec<u64>)>>, u64);

impl Memory {
    fn of(total: u64) -> Self {
        Self(Arc::default(), total)
    }

    fn at(&self, position: u64) {
        let mut state = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        while state.0 < 8 && position >= (state.0 + 1) * self.1 / 8 {
            state.0 += 1;
            state.1.push(resident());
        }
    }

    fn report(&self, what: &str, start: Instant) -> Result<(), Failure> {
        let state = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let seconds = start.elapsed().as_secs_f64();
        println!("| {what} | {} | {seconds:.1} | {:?} |", self.1 / MIB, state.1);
        let (first, last) = (
            state.1.first().copied().unwrap_or(0),
            state.1.iter().max().copied().unwrap_or(0),
        );
        match last.saturating_sub(first) > GROWTH {
            true => Err(format!("the memory grew by {} KiB while bytes went by", last - first).into()),
            false => Ok(()),
        }
    }
}

fn chunks(total: u64) -> impl Stream<Item = Result<Vec<u8>, Error>> {
    let chunks = (0..total.div_ceil(CHUNK)).map(move |at| (at * CHUNK, total.min((at + 1) * CHUNK)));
    stream::iter(chunks.map(|(first, end)| Ok(Service::made_up(first, end))))
}

fn expected(total: u64) -> Digest {
    let mut digest = Digest::default();
    for at in 0..total.div_ceil(CHUNK) {
        digest.add(&Service::made_up(at * CHUNK, total.min((at + 1) * CHUNK)));
    }
    digest
}

/// The service's own process: its memory is no matter of the client's.
async fn serve(total: u64) -> Result<(), Failure> {
    let service = Service::builder()
        .sink("/content", total)
        .upload_sessions("/items/{id}/createUploadSession", UploadSessions::Drive)
        .keep_digests()
        .keep_requests(0)
        .start()
        .await;
    println!(
        "{} {} {}",
        service.base_url(),
        service.token(),
        service.new_blob()
    );
    // Each line asks what came.
    for line in std::io::stdin().lines() {
        match line?.as_str() {
            "sunk" => println!("{:?}", service.sunk("/content").pop()),
            _ => println!("{:?}", service.digest("/items/i/createUploadSession")),
        }
    }
    Ok(())
}

struct Other {
    child: Child,
    lines: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

impl Other {
    fn line(&mut self) -> Result<String, Failure> {
        Ok(self.lines.next().ok_or("the service is gone")??)
    }

    fn ask(&mut self, what: &str) -> Result<String, Failure> {
        use std::io::Write;
        let stdin = self.child.stdin.as_mut().ok_or("the service has no input")?;
        writeln!(stdin, "{what}")?;
        self.line()
    }
}

async fn measure(total: u64) -> Result<(), Failure> {
    let mut child = Command::new(std::env::current_exe()?)
        .args(["--serve", &(total / MIB).to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
    let mut other = Other { child, lines };
    let line = other.line()?;
    let [base, token, blob] = line.split(' ').collect::<Vec<_>>()[..] else {
        return Err("the service gave no address".into());
    };
    let client = Client::new(base, FixedToken::new(token))?;
    let whole = expected(total);
    let sent = format!("{:?}", Some(whole));
    println!("| what | MiB | seconds | resident memory after each eighth, KiB |\n|---|---|---|---|");

    let (start, memory, mut digest) = (Instant::now(), Memory::of(total), Digest::default());
    let mut download = client.download(path!("/content").bytes()).await?;
    while let Some(bytes) = download.try_next().await? {
        digest.add(&bytes);
        memory.at(digest.length);
    }
    memory.report("download", start)?;
    assert_eq!(digest, whole, "the bytes are those of the service");

    let (start, memory) = (Instant::now(), Memory::of(total));
    let (counting, mut at) = (memory.clone(), 0);
    let content = chunks(total).inspect_ok(move |bytes| {
        at += bytes.len() as u64;
        counting.at(at);
    });
    let upload = path!("/content").put_bytes::<()>("application/octet-stream");
    client.upload(upload, Content::stream(total, content)).await?;
    memory.report("upload in one request", start)?;
    assert_eq!(other.ask("sunk")?, sent, "the service has the bytes");

    let (start, memory) = (Instant::now(), Memory::of(total));
    let create = path!("/items/{id}/createUploadSession", "i").post(&serde_json::json!({}));
    let session: UploadSession = client.send(create).await?;
    let upload = client.upload_session::<()>(&session, Content::stream(total, chunks(total)));
    upload.progress(|sent: Transferred| memory.at(sent.bytes)).await?;
    memory.report("upload session", start)?;
    assert_eq!(other.ask("digest")?, sent, "the service has the bytes");

    // The service holds these.
    let total = total / 4;
    let (start, memory) = (Instant::now(), Memory::of(total));
    let upload = client.put_blocks(blob, Content::stream(total, chunks(total)));
    upload.progress(|sent: Transferred| memory.at(sent.bytes)).await?;
    memory.report("blocks", start)?;
    drop(other.child.stdin.take());
    other.child.wait()?;
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let size = arguments
        .iter()
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(1024)
        * MIB;
    match arguments.iter().any(|argument| argument == "--serve") {
        true => serve(size).await,
        false => measure(size).await,
    }
}
