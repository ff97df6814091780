//! The documented calls of Graph's device management, by the entity set of `odata-entity-graph-example`: example body →
//! struct → patch → the same body, in content and order; the documented answer is read; the path is the documented URL.
//!
//! The documentation is not part of this repository: where `shared/corpus` is not found in a folder above the
//! package, nothing is compared, and the test reports that on the standard error, past the harness.

#[path = "common/documented/compared.rs"]
mod compared;
#[path = "common/documented/ordered.rs"]
mod ordered;

use std::fmt::Debug;

use compared::Compared;
use odata_entity::{Entity, EntityPath, Structured, TypeTag, Written};
use odata_entity_graph_example::{
    app_assignments::*, app_configurations::*, app_protection::*, apps::*, compliance::*, configurations::*,
    devices::*, endpoint_protection::*, enrollment::*, information_protection::*, ios_features::*,
    ios_general::*, management::*, office::*, oma_settings::*, roles::*, windows10_general::*,
};
use odata_entity_needs::{needed, needs};
use ordered::{Ordered, differences};
use serde::de::DeserializeOwned;

/// Where the documentation's example is itself wrong: the type, the property, and why our body differs.
const SLIPS: &[(&str, &str, &str)] = &[
    (
        "windowsOfficeClientConfiguration",
        "userPreferencePayload",
        "a stream has no value in a body: it is written at its own URL",
    ),
    (
        "windowsOfficeClientConfiguration",
        "policyPayload",
        "a stream has no value in a body: it is written at its own URL",
    ),
    (
        "windowsOfficeClientConfiguration",
        "@odata.type",
        "the example leaves out the tag that the set of several types needs",
    ),
    (
        "windowsOfficeClientConfiguration",
        "(url)",
        "the example of the v1.0 page calls the beta version",
    ),
    (
        "windowsOfficeClientConfiguration",
        "(path)",
        "the template says `{key}`, the URL of the same page `{officeClientConfigurationId}`",
    ),
];

/// The calls of one type: each path that is documented for it, its placeholders filled with `1`, `2`, ….
struct Case {
    entity: &'static str,
    run: fn(&Call<'_>) -> Vec<Difference>,
    /// Path template and the path it gives.
    paths: Vec<(&'static str, String)>,
}

macro_rules! cases {
    ($($ty:ident: $($path:ident($($key:literal),*))+;)+) => {
        vec![$(Case {
            entity: $ty::TYPE_NAME.rsplit('.').next().unwrap(),
            run: |call| run(call, $ty::to_patch, |template| {
                let paths = [$($ty::$path($($key),*)),+];
                paths.into_iter().find(|path| path.template() == template)
            }),
            paths: vec![$({
                let path = $ty::$path($($key),*);
                (path.template(), path.to_string())
            }),+],
        }),+]
    };
}

fn cases() -> Vec<Case> {
    cases! {
        IosLobApp: path("1");
        ManagedIosLobApp: path("1");
        AndroidLobApp: path("1");
        ManagedAndroidStoreApp: path("1");
        MobileAppAssignment: path("1", "2");
        ManagedEBookAssignment: path("1", "2");
        IosVppEBookAssignment: path("1", "2");
        MobileAppCategory: path("1") by_mobile_apps("1", "2");
        IosMobileAppConfiguration: path("1");
        ManagedDeviceMobileAppConfigurationDeviceStatus: path("1", "2");
        ManagedDeviceMobileAppConfigurationAssignment: path("1", "2");
        ManagedDeviceMobileAppConfigurationUserSummary: path("1");
        DefaultManagedAppProtection: path("1");
        ManagedAppOperation: path("1", "2");
        MdmWindowsInformationProtectionPolicy: path("1");
        WindowsInformationProtectionNetworkLearningSummary: path("1");
        DeviceConfigurationDeviceStatus: path("1", "2");
        IosCustomConfiguration: path("1");
        MacOsCustomConfiguration: path("1");
        IosUpdateConfiguration: path("1");
        SharedPcConfiguration: path("1");
        Windows10SecureAssessmentConfiguration: path("1");
        WindowsDefenderAdvancedThreatProtectionConfiguration: path("1");
        AndroidWorkProfileCustomConfiguration: path("1");
        WindowsPhone81CustomConfiguration: path("1");
        IosDeviceFeaturesConfiguration: path("1");
        IosGeneralDeviceConfiguration: path("1");
        Windows10GeneralConfiguration: path("1");
        Windows10EndpointProtectionConfiguration: path("1");
        AndroidCompliancePolicy: path("1");
        IosCompliancePolicy: path("1");
        DeviceCompliancePolicyAssignment: path("1", "2");
        DeviceComplianceScheduledActionForRule: path("1", "2");
        DeviceComplianceUserStatus: path("1", "2");
        DeviceManagement: path();
        DeviceAppManagement: path();
        ReportRoot: path();
        Organization: path("1");
        User: path("1");
        ManagedDevice: path("1", "2") by_managed_devices("1") by_detected_apps("1", "2");
        ManagedDeviceOverview: path();
        DetectedApp: path("1");
        RoleDefinition: path("1") by_role_definitions("1", "2");
        DeviceAndAppManagementRoleDefinition: path("1") by_role_definitions("1", "2");
        DeviceAndAppManagementRoleAssignment: path("1");
        VppToken: path("1");
        DeviceEnrollmentPlatformRestrictionsConfiguration: path("1");
        NotificationMessageTemplate: path("1");
        ComplianceManagementPartner: path("1");
        WindowsOfficeClientConfiguration: path("1");
    }
}

/// One documented call.
struct Call<'a> {
    url: &'a str,
    body: &'a Ordered,
    answer: &'a Ordered,
}

/// Where a call and the documentation differ: the property, or another part of the call, and what is different.
type Difference = (String, String);

/// Sends the documented body as ours and reads the documented answer; reports every difference.
fn run<E>(
    call: &Call<'_>,
    to_patch: fn(&E) -> E::Patch,
    path: impl Fn(&str) -> Option<EntityPath<E>>,
) -> Vec<Difference>
where
    E: Entity + Structured + DeserializeOwned + Debug + PartialEq,
{
    let mut found = Vec::new();
    let (_, template) = call.url.split_at(BASE_URL.len());
    if !call.url.starts_with(BASE_URL) {
        found.push(("(url)".to_owned(), call.url.to_owned()));
    }
    let template = &template[template.find('/').unwrap_or_default()..];
    let Some(path) = path(template) else {
        return vec![("(url)".to_owned(), format!("no path has the template {template}"))];
    };
    let documented: E = match read_body(call.body) {
        Ok(entity) => entity,
        Err(error) => return vec![("(body)".to_owned(), error)],
    };
    let send = |entity: &E| {
        let request = path.patch(&to_patch(entity)).type_tag(TypeTag::Always);
        // Some examples of singletons are the bare tag.
        request.allow_empty().to_http(BASE_URL).unwrap()
    };
    let http = send(&documented);
    assert_eq!(http.uri().to_string(), format!("{BASE_URL}{}", filled(template)));
    found.extend(differences(call.body, &json(http.body())));
    let answer = http::Response::new(call.answer.to_json().into_bytes());
    match path.patch(&to_patch(&documented)).read(answer) {
        // It has the same as the request, and what the service computes.
        Ok(Written::Entity(answered)) => {
            found.extend(differences(&json(http.body()), &json(send(&answered).body())));
        }
        other => found.push(("(answer)".to_owned(), format!("{other:?}"))),
    }
    found
}

const BASE_URL: &str = "https://graph.microsoft.com/v1.0";

fn json(body: &[u8]) -> Ordered {
    serde_json::from_slice(body).unwrap()
}

/// The entity that the body of a request describes; such a body has no key, so it is given one.
fn read_body<E: DeserializeOwned>(body: &Ordered) -> Result<E, String> {
    let Ordered::Object(members) = body else {
        return Err("not an object".to_owned());
    };
    let mut members = members.clone();
    members.push(("id".to_owned(), Ordered::Leaf("1".into())));
    serde_json::from_str(&Ordered::Object(members).to_json()).map_err(|error| error.to_string())
}

/// The template with `1`, `2`, … in place of its placeholders.
fn filled(template: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    for number in 1.. {
        let Some((before, after)) = rest.split_once('{') else {
            break;
        };
        out.push_str(before);
        out.push_str(&number.to_string());
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    out + rest
}

#[needs("corpus/intune-v1.0-update.json")]
#[test]
fn documented_calls_are_what_the_entities_send_and_read() {
    let cases = cases();
    let corpus = json(&std::fs::read(needed!("corpus/intune-v1.0-update.json")).unwrap());
    let mut found: Vec<(&str, Difference)> = Vec::new();
    let mut compared = Compared::default();
    for case in &cases {
        let is_own = |call: &&Ordered| call.get("entity").map(Ordered::text) == Some(case.entity);
        let calls: Vec<_> = corpus.items().iter().filter(is_own).collect();
        assert!(!calls.is_empty(), "{} is not documented", case.entity);
        for call in calls {
            compared.add(case.entity, call);
            let differences = compare(case, call);
            found.extend(
                differences
                    .into_iter()
                    .map(|difference| (case.entity, difference)),
            );
        }
    }
    compared.is_all();
    let is_slip = |slip: &(&str, &str, &str), entity: &str, (property, _): &Difference| {
        (slip.0, slip.1) == (entity, property)
    };
    let faults: Vec<_> = found
        .iter()
        .filter(|(entity, difference)| !SLIPS.iter().any(|slip| is_slip(slip, entity, difference)))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let gone: Vec<_> = SLIPS
        .iter()
        .filter(|slip| {
            !found
                .iter()
                .any(|(entity, difference)| is_slip(slip, entity, difference))
        })
        .collect();
    assert!(
        gone.is_empty(),
        "these differences are no longer there: {gone:#?}"
    );
}

/// Compares one documented call, and the paths documented beside it.
fn compare(case: &Case, call: &Ordered) -> Vec<Difference> {
    let part = |of: &str, part: &str| call.get(of).and_then(|of| of.get(part)).unwrap();
    let mut found = (case.run)(&Call {
        url: part("request", "url").text(),
        body: part("request", "body"),
        answer: part("response", "body"),
    });
    for template in call.get("paths").unwrap().items().iter().map(Ordered::text) {
        match case.paths.iter().find(|(ours, _)| *ours == template) {
            Some((_, path)) if *path == filled(template) => {}
            other => found.push(("(path)".to_owned(), format!("{template} is {other:?}"))),
        }
    }
    found
}
