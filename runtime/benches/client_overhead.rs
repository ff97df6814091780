//! What a request through `Client` costs beside the same call by bare reqwest, in CPU instructions of this process.
//!
//! ```text
//! cargo bench -p odata-entity --features client --bench client_overhead
//! ```
//!
//! It starts itself under `valgrind --tool=callgrind`, once for each way and number of requests, and prints the
//! instructions of one request: the difference of two runs, so that starting up does not count. Without valgrind it
//! prints times instead, which say less.
//!
//! Both ways send the same PATCH over the same connection to the same loopback service, which runs as a process of its
//! own, and read the same entity from the answer. The bare way does what its author would write by hand: a URL by
//! `format!`, a body by serde, `bearer_auth`, the answer by serde.

use chrono::{DateTime, FixedOffset};
use odata_entity::{Client, Entity, EnumType, FixedToken};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::Instant;

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
    device_display_name: Option<String>,
    user_name: Option<String>,
    device_model: Option<String>,
    #[odata(non_nullable)]
    compliance_grace_period_expiration_date_time: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    status: Option<ComplianceStatus>,
    #[odata(non_nullable)]
    last_reported_date_time: Option<DateTime<FixedOffset>>,
    user_principal_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.complianceStatus")]
enum ComplianceStatus {
    Unknown,
    NotApplicable,
    Compliant,
    #[odata(other)]
    Other(String),
}

/// The entity as it is read by hand: by serde's derive, and chrono's.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "to read it is the work")]
struct Answered {
    id: String,
    device_display_name: Option<String>,
    user_name: Option<String>,
    device_model: Option<String>,
    compliance_grace_period_expiration_date_time: Option<DateTime<FixedOffset>>,
    status: Option<ComplianceStatus>,
    last_reported_date_time: Option<DateTime<FixedOffset>>,
    user_principal_name: Option<String>,
}

/// The body as it is written by hand.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'b> {
    #[serde(rename = "@odata.type")]
    tag: &'b str,
    #[serde(skip_serializing_if = "Option::is_none")]
    device_display_name: Option<&'b str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_name: Option<&'b str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    device_model: Option<&'b str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compliance_grace_period_expiration_date_time: Option<&'b str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'b str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_reported_date_time: Option<&'b str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_principal_name: Option<&'b str>,
}

const ANSWER: &str = r##"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#x/$entity","@odata.type":"#microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus","id":"477d3651-3651-477d-5136-7d4751367d47","deviceDisplayName":"Device Display Name value","userName":"User Name value","deviceModel":"Device Model value","complianceGracePeriodExpirationDateTime":"2016-12-31T23:56:44.951111-08:00","status":"notApplicable","lastReportedDateTime":"2017-01-01T00:00:17.7769392-08:00","userPrincipalName":"User Principal Name value"}"##;

const KEYS: [&str; 2] = [
    "2b3c1d4e-3651-477d-5136-7d4751367d47",
    "477d3651-3651-477d-5136-7d4751367d47",
];
/// What a request through the client may cost, as a share of the same by bare reqwest.
const BUDGET: f64 = 1.05;
const TOKEN: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.bench";

async fn through_client(base: &str, count: u32) {
    let client = Client::new(base, FixedToken::new(TOKEN)).expect("a loopback URL");
    for _ in 0..count {
        let patch = DeviceStatus::patch()
            .device_model("Device Model value")
            .user_name("User Name value")
            .status(ComplianceStatus::NotApplicable);
        let path = DeviceStatus::path(KEYS[0], KEYS[1]);
        let written = client.send(path.patch(&patch)).await.expect("an answer");
        assert!(written.entity().is_some());
    }
}

async fn by_hand(base: &str, count: u32) {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    for _ in 0..count {
        let body = Body {
            tag: "#microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus",
            device_display_name: None,
            user_name: Some("User Name value"),
            device_model: Some("Device Model value"),
            compliance_grace_period_expiration_date_time: None,
            status: Some("notApplicable"),
            last_reported_date_time: None,
            user_principal_name: None,
        };
        let [configuration, status] = KEYS;
        let url = format!(
            "{base}/deviceAppManagement/mobileAppConfigurations/{configuration}/deviceStatuses/{status}"
        );
        let request = client
            .patch(url)
            .bearer_auth(TOKEN)
            .header("accept", "application/json")
            .header("odata-version", "4.0")
            .header("odata-maxversion", "4.0")
            .header("content-type", "application/json")
            .body(serde_json::to_vec(&body).expect("a body"));
        let response = request
            .send()
            .await
            .and_then(reqwest::Response::error_for_status)
            .expect("an answer");
        let bytes = response.bytes().await.expect("a body");
        let entity: Answered = serde_json::from_slice(&bytes).expect("an entity");
        assert!(!entity.id.is_empty());
    }
}

/// Answers every request with the same entity, as a process of its own, so that only the client is counted.
fn serve() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    println!("http://{}/v1.0", listener.local_addr().expect("an address"));
    for stream in listener.incoming().flatten() {
        std::thread::spawn(move || answer(stream));
    }
}

fn answer(mut stream: TcpStream) -> Option<()> {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nrequest-id: 0\r\n\r\n{ANSWER}",
        ANSWER.len()
    );
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    loop {
        let (mut length, mut line) = (0, String::new());
        while line != "\r\n" {
            line.clear();
            if reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().ok()?;
            }
        }
        reader.by_ref().take(length).read_to_end(&mut Vec::new()).ok()?;
        stream.write_all(head.as_bytes()).ok()?;
    }
}

fn run(way: &str, base: &str, count: u32) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        match way {
            "client" => through_client(base, count).await,
            _ => by_hand(base, count).await,
        }
    });
}

/// Instructions, or nanoseconds without valgrind, of one run in a process of its own.
fn measure(way: &str, base: &str, count: u32, has_valgrind: bool) -> f64 {
    let me = std::env::current_exe().expect("the path of this program");
    let count = count.to_string();
    let start = Instant::now();
    if !has_valgrind {
        let status = Command::new(&me)
            .args(["run", way, base, &count])
            .status()
            .expect("this program runs");
        assert!(status.success());
        return start.elapsed().as_nanos() as f64;
    }
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(&me)
        .args(["run", way, base, &count])
        .output()
        .expect("valgrind runs");
    let text = String::from_utf8_lossy(&output.stderr);
    let collected = text.lines().find_map(|line| line.split("Collected :").nth(1));
    collected
        .and_then(|number| number.trim().parse().ok())
        .unwrap_or_else(|| panic!("no count in: {text}"))
}

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["serve"] => return serve(),
        ["run", way, base, count] => return run(way, base, count.parse().expect("a number")),
        _ => {}
    }
    let me = std::env::current_exe().expect("the path of this program");
    let mut server = Command::new(me)
        .arg("serve")
        .stdout(Stdio::piped())
        .spawn()
        .expect("the service starts");
    let mut base = String::new();
    if let Some(stdout) = server.stdout.take() {
        BufReader::new(stdout)
            .read_line(&mut base)
            .expect("the service tells its URL");
    }
    let base = base.trim();
    let has_valgrind = Command::new("valgrind").arg("--version").output().is_ok();
    let (few, many) = (50, 550);
    let per_request = |way: &str| {
        let [few_cost, many_cost] = [few, many].map(|count| measure(way, base, count, has_valgrind));
        (many_cost - few_cost) / f64::from(many - few)
    };
    let (bare, client) = (per_request("bare"), per_request("client"));
    let unit = if has_valgrind {
        "instructions"
    } else {
        "ns (no valgrind)"
    };
    println!("bare reqwest: {bare:9.0} {unit} a request");
    println!("Client:       {client:9.0} {unit} a request");
    println!("ratio:        {:9.3} (budget {BUDGET})", client / bare);
    let _ = server.kill();
    let _ = server.wait();
    // Times of a busy machine prove nothing.
    if has_valgrind && client / bare > BUDGET {
        eprintln!("over budget");
        std::process::exit(1);
    }
}
