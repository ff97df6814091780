//! Credentials of the Azure SDK, with the feature `azure`.

mod common;

use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::time::OffsetDateTime;
use common::DeviceStatus;
use common::service::{STATUS_ID, statuses};
use odata_entity::Client;
use odata_entity::client::AzureCredential;
use std::sync::{Arc, Mutex};

#[derive(Debug)]
struct Credential {
    token: String,
    scopes: Mutex<Vec<String>>,
}

#[async_trait::async_trait]
impl TokenCredential for Credential {
    async fn get_token(
        &self,
        scopes: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        self.scopes
            .lock()
            .unwrap()
            .extend(scopes.iter().map(|scope| (*scope).to_owned()));
        let end = OffsetDateTime::now_utc() + azure_core::time::Duration::hours(1);
        Ok(AccessToken::new(self.token.clone(), end))
    }
}

#[tokio::test]
async fn a_credential_of_the_azure_sdk_is_asked_once_for_the_client_s_scopes() {
    let service = statuses().start().await;
    let credential = Arc::new(Credential {
        token: service.token(),
        scopes: Mutex::default(),
    });
    let provider = AzureCredential::new(credential.clone());
    assert!(!format!("{provider:?}").contains(&service.token()));
    let client =
        Client::builder(service.base_url(), provider).scopes(["https://graph.microsoft.com/.default"]);
    let client = client.build().unwrap();
    for _ in 0..2 {
        client
            .send(DeviceStatus::path("config-id", STATUS_ID).get())
            .await
            .unwrap();
    }
    assert_eq!(
        *credential.scopes.lock().unwrap(),
        ["https://graph.microsoft.com/.default"]
    );
}
