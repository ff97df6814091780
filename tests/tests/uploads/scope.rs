//! The service, its sessions, and what all of these tests use.

pub(crate) use crate::common::clock::TestClock;
pub(crate) use futures_util::stream;
pub(crate) use odata_entity::client::{Content, Transferred};
pub(crate) use odata_entity::transfer::{TransferErrorKind, UploadSession};
pub(crate) use odata_entity::{Client, Error, FixedToken, Json, RetryPolicy, Written, path};
pub(crate) use odata_entity_testing::{Fault, Service, UploadSessions};
pub(crate) use serde_json::{Value, json};

pub(crate) const PIECE: u64 = 327_680;
pub(crate) const TOTAL: u64 = 3 * PIECE + 1000;
pub(crate) const DRIVE: &str = "/drive/items/i/createUploadSession";
pub(crate) const OUTLOOK: &str = "/messages/m/attachments/createUploadSession";
pub(crate) const PRINT: &str = "/print/documents/d/createUploadSession";

pub(crate) async fn service() -> Service {
    let builder = Service::builder()
        .upload_sessions("/drive/items/{id}/createUploadSession", UploadSessions::Drive)
        .upload_sessions(
            "/messages/{id}/attachments/createUploadSession",
            UploadSessions::Outlook,
        )
        .upload_sessions("/print/documents/{id}/createUploadSession", UploadSessions::Print);
    builder.start().await
}

pub(crate) fn client(service: &Service) -> Client {
    client_with(service, RetryPolicy::new())
}

pub(crate) fn client_with(service: &Service, policy: RetryPolicy) -> Client {
    let builder = Client::builder(service.base_url(), FixedToken::new(service.token()));
    builder.clock(TestClock::new()).retry(policy).build().unwrap()
}

pub(crate) fn bytes() -> Vec<u8> {
    Service::made_up(0, TOTAL)
}

pub(crate) async fn session(client: &Client, path: &str) -> UploadSession {
    let body = json!({"item": {}});
    let request = match path {
        DRIVE => path!("/drive/items/i/createUploadSession").post(&body),
        OUTLOOK => path!("/messages/m/attachments/createUploadSession").post(&body),
        _ => path!("/print/documents/d/createUploadSession").post(&body),
    };
    client.send(request).await.unwrap()
}

pub(crate) fn kind(error: &Error) -> Option<TransferErrorKind> {
    match error {
        Error::Transfer(error) => Some(error.kind()),
        _ => None,
    }
}

/// What was sent to sessions: the method, and the range if there is one.
pub(crate) fn sent(service: &Service) -> Vec<String> {
    let requests = service.requests();
    let requests = requests
        .iter()
        .filter(|request| request.path().contains("/$upload/"));
    requests
        .map(|request| match request.header("content-range") {
            Some(range) => range
                .trim_start_matches("bytes ")
                .split('/')
                .next()
                .unwrap()
                .to_owned(),
            None => request.method.to_string(),
        })
        .collect()
}

pub(crate) const IN_ORDER: [&str; 4] = ["0-327679", "327680-655359", "655360-983039", "983040-984039"];
