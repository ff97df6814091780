//! Preconditions, preferences, versions, hints and explanations, over TCP.

mod common;

use common::service::{STATUS, STATUS_ID, STATUSES, client, device_status, statuses, stored};
use common::{DeviceStatus, documented};
use odata_entity::{Client, Error, FixedToken, Profile, Written, profile::graph};
use odata_entity_testing::{ErrorStyle, Fault, Service};
use serde_json::json;

fn path() -> odata_entity::EntityPath<DeviceStatus> {
    DeviceStatus::path("config-id", STATUS_ID)
}

#[tokio::test]
async fn an_upsert_creates_what_is_missing() {
    let service = Service::builder()
        .entity_set(STATUSES, device_status().client_keys())
        .start()
        .await;
    let client = client(&service);
    let patch = documented().to_patch();
    assert!(matches!(
        client.send(path().patch(&patch)).await,
        Err(Error::NotFound(_))
    ));
    client.send(path().patch(&patch).upsert()).await.unwrap();
    assert_eq!(service.requests()[1].header("prefer"), Some("create-if-missing"));
    assert_eq!(service.entity(STATUS).unwrap(), stored());
}

#[tokio::test]
async fn preferences_go_into_one_header_and_what_was_applied_is_read() {
    let service = statuses().start().await;
    let request = path()
        .patch(&DeviceStatus::patch().user_name("Ann"))
        .return_representation()
        .prefer("outlook.timezone=\"W. Europe Standard Time\"")
        .include_unknown_enum_members()
        .return_minimal();
    let answer = client(&service).exchange(request).await.unwrap();
    assert!(matches!(answer.value, Written::NoContent { etag: Some(_), .. }));
    assert_eq!(answer.applied(), ["return=minimal"]);
    let sent = &service.requests()[0];
    assert_eq!(
        sent.header("prefer"),
        Some("outlook.timezone=\"W. Europe Standard Time\", include-unknown-enum-members, return=minimal")
    );
    assert_eq!(
        sent.headers
            .iter()
            .filter(|(name, _)| name.as_str() == "prefer")
            .count(),
        1
    );
}

#[tokio::test]
async fn graph_s_habits_are_in_its_profile_and_nowhere_else() {
    let service = statuses().start().await;
    let plain = client(&service);
    plain.send(path().get()).await.unwrap();
    let graph = Client::builder(service.base_url(), FixedToken::new(service.token()))
        .profile(graph::profile())
        .user_agent("my-tool/1.2")
        .build()
        .unwrap();
    graph.send(path().get()).await.unwrap();
    graph.send(path().get()).await.unwrap();
    let requests = service.requests();
    let ids: Vec<_> = requests
        .iter()
        .map(|request| request.header("client-request-id"))
        .collect();
    assert!(
        ids[0].is_none() && ids[1].is_some() && ids[1] != ids[2],
        "{ids:?}"
    );
    let library = format!("odata-entity/{}", env!("CARGO_PKG_VERSION"));
    assert_eq!(requests[0].header("user-agent"), Some(library.as_str()));
    assert_eq!(
        requests[1].header("user-agent"),
        Some(format!("my-tool/1.2 {library}").as_str())
    );
    assert!(Profile::odata().write_limits.is_empty());
}

#[tokio::test]
async fn intune_s_messages_that_are_json_are_read_to_their_words() {
    let service = statuses().error_style(ErrorStyle::Intune).start().await;
    let error = client(&service)
        .send(DeviceStatus::path("config-id", "nobody").get())
        .await
        .unwrap_err();
    let message = error.service().unwrap().message();
    assert!(
        message.starts_with("Resource 'nobody' does not exist"),
        "{message}"
    );
    assert!(error.service().unwrap().request_id().is_some() && error.service().unwrap().date().is_some());
    assert!(
        std::str::from_utf8(error.body().unwrap())
            .unwrap()
            .contains("_version")
    );
}

#[tokio::test]
async fn a_refused_tag_is_hinted_at() {
    let service = statuses().start().await;
    let body = json!({"error": {"code": "BadRequest", "message": "The annotation '@odata.type' is not allowed here."}});
    service.inject(Fault::status(400).body("application/json", body.to_string()));
    let client = client(&service);
    let error = client
        .send(path().patch(&DeviceStatus::patch().user_name("x")))
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("type_tag = \"never\"") && !error.contains('\n'),
        "{error}"
    );
    let error = client.send(path().get()).await.unwrap_err().to_string();
    assert!(!error.contains("type_tag"), "{error}");
}

#[test]
fn a_request_explains_itself_as_text_and_as_a_curl_line() {
    let request = DeviceStatus::path("config-id", "o'neil")
        .patch(&DeviceStatus::patch().user_name("O'Neil"))
        .if_match("W/\"1\"");
    let explanation = request.explain().unwrap();
    let expected = "PATCH /deviceAppManagement/mobileAppConfigurations/config-id/deviceStatuses/o%27neil\n\
        accept: application/json\n\
        odata-version: 4.0\n\
        odata-maxversion: 4.0\n\
        content-type: application/json\n\
        if-match: W/\"1\"\n\
        \n\
        {\"@odata.type\":\"#microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus\",\"userName\":\"O'Neil\"}";
    assert_eq!(explanation.to_string(), expected);
    let curl = explanation.curl();
    assert_eq!(
        curl,
        "curl -X PATCH \"$BASE_URL/deviceAppManagement/mobileAppConfigurations/config-id/deviceStatuses/o%27neil\" \
         -H \"Authorization: Bearer $TOKEN\" -H 'accept: application/json' -H 'odata-version: 4.0' \
         -H 'odata-maxversion: 4.0' -H 'content-type: application/json' -H 'if-match: W/\"1\"' \
         --data-binary '{\"@odata.type\":\"#microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus\",\"userName\":\"O'\\''Neil\"}'"
    );
    let list = DeviceStatus::collection("c")
        .list()
        .top(1)
        .explain()
        .unwrap()
        .curl();
    assert!(
        list.contains("\"$BASE_URL/deviceAppManagement/mobileAppConfigurations/c/deviceStatuses?\\$top=1\""),
        "{list}"
    );
    let client = Client::new("https://graph.microsoft.com/v1.0", FixedToken::new("my-secret")).unwrap();
    let whole = client.explain(&request).unwrap();
    assert!(
        whole
            .curl()
            .contains("\"https://graph.microsoft.com/v1.0/deviceAppManagement/"),
        "{}",
        whole.curl()
    );
    assert!(!format!("{whole} {} {whole:?}", whole.curl()).contains("my-secret"));
    assert!(matches!(
        DeviceStatus::path("c", "").get().explain(),
        Err(Error::Path(_))
    ));
}

#[test]
fn prefer_is_one_header_however_it_is_said() {
    let request = path()
        .get()
        .prefer("return=minimal")
        .with_header("Prefer", "outlook.timezone=\"UTC\"");
    let http = request
        .prefer("odata.maxpagesize=2")
        .to_http("https://graph.microsoft.com/v1.0")
        .unwrap();
    let values: Vec<_> = http.headers().get_all("prefer").into_iter().collect();
    assert_eq!(
        values,
        ["return=minimal, outlook.timezone=\"UTC\", odata.maxpagesize=2"]
    );
}

#[test]
fn an_explanation_has_no_credentials_of_any_kind() {
    let request = path()
        .get()
        .with_header("Authorization", "Bearer secret")
        .with_header("Proxy-Authorization", "Basic secret")
        .with_header("Cookie", "a=secret");
    let explained = request.explain().unwrap();
    let shown = format!("{explained} {} {explained:?}", explained.curl());
    assert!(!shown.contains("secret"), "{shown}");
}
