//! The same requests, retries and rules with a blocking HTTP client of another crate: ureq, and no async runtime.
//!
//! ```text
//! cargo run -p odata-entity --example blocking_client
//! ```
//!
//! A request is a value and a [`Call`] a state machine that does no I/O: what to send, how long to wait, when to get
//! another token, which redirects to follow. All that is left is the loop in [`send`].

use odata_entity::call::{Call, Configuration, Step};
use odata_entity::{
    AccessToken, Attempts, Entity, Error, FromResponse, Request, TransportError, TransportErrorKind,
};
use odata_entity_testing::{EntityType, Fault, Property, RetryAfter, Service};
use serde_json::json;
use std::time::{Duration, SystemTime};

/// A user's configuration on a device.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.deviceConfigurationUserStatus",
    path = "/statuses/{statusId}"
)]
struct UserStatus {
    #[odata(key)]
    id: String,
    user_display_name: Option<String>,
    devices_count: Option<i32>,
}

/// Sends a request with ureq, as `configuration` say.
fn send<R: FromResponse>(
    agent: &ureq::Agent,
    configuration: &Configuration,
    base_url: &str,
    token: &str,
    request: &Request<R>,
) -> Result<R, Error> {
    let http = request.to_http(base_url)?;
    let mut call = Call::new(
        configuration,
        http,
        request.reach(),
        request.is_repeatable(),
        Attempts::default(),
    );
    loop {
        match call.step() {
            Step::Authorize(_) => call.authorized(Some(AccessToken::new(token)))?,
            Step::Send(http) => {
                println!("{} {}", http.method(), http.uri().path());
                call.answered(exchange(agent, http), SystemTime::now());
            }
            Step::Wait(time) => {
                println!("  wait {time:?}");
                std::thread::sleep(time);
            }
            Step::Done(answer) => return request.read((*answer)?),
        }
    }
}

/// One exchange. What could not be connected was not sent, and may be sent again whatever it is.
fn exchange(
    agent: &ureq::Agent,
    request: http::Request<Vec<u8>>,
) -> Result<http::Response<Vec<u8>>, TransportError> {
    let failed = |error: ureq::Error| {
        let kind = match error {
            ureq::Error::ConnectionFailed | ureq::Error::HostNotFound => TransportErrorKind::Connect,
            ureq::Error::Timeout(_) => TransportErrorKind::Timeout,
            _ => TransportErrorKind::Interrupted,
        };
        TransportError::new(kind, error)
    };
    let (parts, mut body) = agent.run(request).map_err(failed)?.into_parts();
    println!("  {}", parts.status);
    let bytes = body.read_to_vec().map_err(failed)?;
    Ok(http::Response::from_parts(parts, bytes))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let status = EntityType::new("microsoft.graph.deviceConfigurationUserStatus")
        .key("id")
        .property(Property::string("userDisplayName"))
        .property(Property::int32("devicesCount"));
    let service = Service::builder()
        .entity_set("/statuses", status)
        .insert(
            "/statuses",
            json!({"id": "1", "userDisplayName": "Ann", "devicesCount": 2}),
        )
        .start_blocking();
    let wait = RetryAfter::Decimal(Duration::from_millis(120));
    service.inject(Fault::status(429).retry_after(wait).method("PATCH").once());

    // Redirects and errors are the call's affair, so the agent leaves both alone.
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .allow_non_standard_methods(true)
        .proxy(None)
        .timeout_global(Some(Duration::from_secs(100)))
        .build()
        .into();
    let (base_url, token) = (service.base_url(), service.token());
    let configuration = Configuration::new(base_url)?;

    let path = UserStatus::path("1");
    let before = send(&agent, &configuration, base_url, &token, &path.get())?;
    let mut after = before.clone();
    after.user_display_name = Some("Ann Other".into());
    let written = send(
        &agent,
        &configuration,
        base_url,
        &token,
        &path.patch(&before.diff(&after)),
    )?;
    assert_eq!(written.into_entity(), Some(after));
    let error = send(
        &agent,
        &configuration,
        base_url,
        &token,
        &UserStatus::path("2").get(),
    )
    .err();
    println!("{}", error.ok_or("there is no second status")?);
    println!(
        "The update was sent again after 429, and what is not there is an error with all that the service wrote."
    );
    Ok(())
}
