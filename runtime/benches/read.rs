//! Reading a page, against serde's derive and chrono on the same structs; a faulty page against a good one.
//!
//! `cargo bench -p odata-entity --bench read`

mod measure;

use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::LazyLock;

use measure::Case;
use odata_entity::{Page, Request};
use serde::de::DeserializeOwned;

/// As the derives of this project read them.
mod ours {
    use chrono::{DateTime, FixedOffset};
    use odata_entity::{ComplexType, Entity, EnumType};

    #[derive(Entity)]
    #[serde(rename_all = "camelCase")]
    #[odata(
        type = "microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus",
        path = "/deviceStatuses/{id}"
    )]
    pub struct DeviceStatus {
        #[odata(key)]
        pub id: String,
        pub device_display_name: Option<String>,
        pub user_name: Option<String>,
        pub device_model: Option<String>,
        #[odata(non_nullable)]
        pub compliance_grace_period_expiration_date_time: Option<DateTime<FixedOffset>>,
        #[odata(non_nullable)]
        pub status: Option<ComplianceStatus>,
        #[odata(non_nullable)]
        pub last_reported_date_time: Option<DateTime<FixedOffset>>,
        pub user_principal_name: Option<String>,
    }

    #[derive(Debug, Clone, PartialEq, Eq, EnumType)]
    #[odata(type = "microsoft.graph.complianceStatus")]
    pub enum ComplianceStatus {
        Unknown,
        NotApplicable,
        Compliant,
        Remediated,
        NonCompliant,
        Error,
        Conflict,
        NotAssigned,
        #[odata(other)]
        Other(String),
    }

    #[derive(Entity)]
    #[serde(rename_all = "camelCase")]
    #[odata(type = "microsoft.graph.mobileApp", path = "/mobileApps/{id}", is_base)]
    pub struct MobileApp {
        #[odata(key)]
        pub id: String,
        pub display_name: Option<String>,
        pub description: Option<String>,
        pub publisher: Option<String>,
        #[odata(non_nullable)]
        pub created_date_time: Option<DateTime<FixedOffset>>,
        #[odata(non_nullable)]
        pub last_modified_date_time: Option<DateTime<FixedOffset>>,
        #[odata(non_nullable)]
        pub is_featured: Option<bool>,
        pub notes: Option<String>,
    }

    #[derive(Entity)]
    #[serde(rename_all = "camelCase")]
    #[odata(
        type = "microsoft.graph.win32LobApp",
        path = "/mobileApps/{id}",
        declared = "microsoft.graph.mobileApp"
    )]
    pub struct Win32LobApp {
        #[serde(flatten)]
        #[odata(base)]
        pub base: MobileApp,
        pub file_name: Option<String>,
        #[odata(non_nullable)]
        pub size: Option<i64>,
        pub install_command_line: Option<String>,
        pub minimum_memory_in_m_b: Option<i32>,
        pub install_experience: Option<InstallExperience>,
    }

    #[derive(Debug, Clone, PartialEq, ComplexType)]
    #[serde(rename_all = "camelCase")]
    #[odata(type = "microsoft.graph.win32LobAppInstallExperience")]
    pub struct InstallExperience {
        pub run_as_account: Option<String>,
        pub device_restart_behavior: Option<String>,
    }

    #[derive(Entity)]
    #[serde(rename_all = "camelCase")]
    #[odata(
        type = "microsoft.graph.iosStoreApp",
        path = "/mobileApps/{id}",
        declared = "microsoft.graph.mobileApp"
    )]
    pub struct IosStoreApp {
        #[serde(flatten)]
        #[odata(base)]
        pub base: MobileApp,
        pub bundle_id: Option<String>,
        pub app_store_url: Option<String>,
    }

    #[derive(Entity)]
    #[odata(type = "microsoft.graph.mobileApp", path = "/mobileApps/{id}")]
    pub enum AnyApp {
        Win32(Win32LobApp),
        Ios(IosStoreApp),
    }
}

/// As serde's derive reads them, dates by chrono. The enum keeps no unknown member: with a fallback serde would buffer each.
#[expect(dead_code, reason = "what is read is not looked at")]
mod serdes {
    use chrono::{DateTime, FixedOffset};
    use serde::Deserialize;

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct DeviceStatus {
        pub id: String,
        pub device_display_name: Option<String>,
        pub user_name: Option<String>,
        pub device_model: Option<String>,
        pub compliance_grace_period_expiration_date_time: Option<DateTime<FixedOffset>>,
        pub status: Option<ComplianceStatus>,
        pub last_reported_date_time: Option<DateTime<FixedOffset>>,
        pub user_principal_name: Option<String>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "camelCase")]
    pub enum ComplianceStatus {
        Unknown,
        NotApplicable,
        Compliant,
        Remediated,
        NonCompliant,
        Error,
        Conflict,
        NotAssigned,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct MobileApp {
        pub id: String,
        pub display_name: Option<String>,
        pub description: Option<String>,
        pub publisher: Option<String>,
        pub created_date_time: Option<DateTime<FixedOffset>>,
        pub last_modified_date_time: Option<DateTime<FixedOffset>>,
        pub is_featured: Option<bool>,
        pub notes: Option<String>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct Win32LobApp {
        #[serde(flatten)]
        pub base: MobileApp,
        pub file_name: Option<String>,
        pub size: Option<i64>,
        pub install_command_line: Option<String>,
        pub minimum_memory_in_m_b: Option<i32>,
        pub install_experience: Option<InstallExperience>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct InstallExperience {
        pub run_as_account: Option<String>,
        pub device_restart_behavior: Option<String>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct IosStoreApp {
        #[serde(flatten)]
        pub base: MobileApp,
        pub bundle_id: Option<String>,
        pub app_store_url: Option<String>,
    }

    #[derive(Deserialize)]
    #[serde(tag = "@odata.type")]
    pub enum AnyApp {
        #[serde(rename = "#microsoft.graph.win32LobApp")]
        Win32(Win32LobApp),
        #[serde(rename = "#microsoft.graph.iosStoreApp")]
        Ios(IosStoreApp),
    }

    #[derive(Deserialize)]
    pub struct Page<E> {
        pub value: Vec<E>,
        #[serde(rename = "@odata.nextLink")]
        pub next_link: Option<String>,
        #[serde(rename = "@odata.count")]
        pub count: Option<u64>,
    }
}

const STATES: [&str; 4] = ["notApplicable", "compliant", "nonCompliant", "notAssigned"];

/// A page as Graph writes it: compact, the next link behind the context.
fn page(set: &str, count: usize, item: impl Fn(&mut String, usize)) -> String {
    let mut out = format!(
        "{{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#{set}\",\
         \"@odata.nextLink\":\"https://graph.microsoft.com/v1.0/{set}?$skiptoken=ABC\",\"value\":["
    );
    for index in 0..count {
        if index > 0 {
            out.push(',');
        }
        item(&mut out, index);
    }
    out.push_str("]}");
    out
}

fn status(out: &mut String, index: usize) {
    let (minute, tick, state) = (index % 60, index * 7_919 % 10_000_000, STATES[index % 4]);
    write!(
        out,
        "{{\"@odata.type\":\"#microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus\",\
         \"id\":\"8e5d8d1c-8d1c-8e5d-1c8d-5d8e1c8d{index:04}\",\"deviceDisplayName\":\"Device {index}\",\
         \"userName\":\"User Name {index}\",\"deviceModel\":\"Surface Laptop {}\",\
         \"complianceGracePeriodExpirationDateTime\":\"2016-12-31T23:{minute:02}:44.9511109-08:00\",\
         \"status\":\"{state}\",\"lastReportedDateTime\":\"2017-01-01T00:{minute:02}:17.{tick:07}Z\",\
         \"userPrincipalName\":\"user{index}@contoso.com\"}}",
        index % 7
    )
    .expect("text grows");
}

fn base(out: &mut String, index: usize) {
    let minute = index % 60;
    write!(
        out,
        "\"id\":\"0177548a-548a-0177-8a54-77018a54{index:04}\",\"displayName\":\"App {index}\",\
         \"description\":\"What the app number {index} is for, in a sentence or two.\",\"publisher\":\"Contoso\",\
         \"createdDateTime\":\"2017-01-01T00:{minute:02}:35.1329464-08:00\",\
         \"lastModifiedDateTime\":\"2017-01-01T00:{minute:02}:35.1329464Z\",\"isFeatured\":true,\"notes\":null,"
    )
    .expect("text grows");
}

fn win32(out: &mut String, index: usize) {
    base(out, index);
    write!(
        out,
        "\"fileName\":\"setup{index}.intunewin\",\"size\":{},\"installCommandLine\":\"setup.exe /quiet\",\
         \"minimumMemoryInMB\":8,\"installExperience\":{{\"runAsAccount\":\"user\",\
         \"deviceRestartBehavior\":\"allow\"}}}}",
        index * 4_096
    )
    .expect("text grows");
}

fn ios(out: &mut String, index: usize) {
    base(out, index);
    write!(
        out,
        "\"bundleId\":\"com.contoso.app{index}\",\"appStoreUrl\":\"https://apps.apple.com/app/id{index}\"}}"
    )
    .expect("text grows");
}

static STATUSES: LazyLock<String> = LazyLock::new(|| page("deviceStatuses", 1_000, status));

static DERIVED: LazyLock<String> = LazyLock::new(|| {
    page("mobileApps", 1_000, |out, index| {
        out.push('{');
        win32(out, index);
    })
});

static APPS: LazyLock<String> = LazyLock::new(|| {
    page("mobileApps", 1_000, |out, index| {
        let (name, members): (_, fn(&mut String, usize)) =
            [("win32LobApp", win32 as _), ("iosStoreApp", ios as _)][index % 2];
        write!(out, "{{\"@odata.type\":\"#microsoft.graph.{name}\",").expect("text grows");
        members(out, index);
    })
});

/// 4.8 MB.
static LARGE: LazyLock<String> = LazyLock::new(|| page("deviceStatuses", 9_700, status));

/// The same with a fault in the last entity.
static FAULTY: LazyLock<String> = LazyLock::new(|| {
    let at = LARGE.rfind("\"2017-").expect("the page has dates");
    let (before, after) = LARGE.split_at(at);
    format!("{before}{}", after.replacen("\"2017-", "\"2O17-", 1))
});

fn read<E>(list: &Request<Page<E>>, body: &str) -> Result<Page<E>, odata_entity::Error>
where
    Page<E>: odata_entity::FromResponse,
{
    let body = black_box(body).as_bytes().to_vec();
    list.read(http::Response::new(body))
}

fn by_serde<E: DeserializeOwned>(body: &str) -> serdes::Page<E> {
    // An answer's body is bytes, and owned, for both.
    let body = black_box(body).as_bytes().to_vec();
    serde_json::from_slice(&body).expect("the page is one")
}

fn statuses(body: &str) -> Result<Page<ours::DeviceStatus>, odata_entity::Error> {
    read(&ours::DeviceStatus::collection().list(), body)
}

/// Both read the same, so that the same work is compared.
fn check() {
    let (ours, theirs) = (
        statuses(&STATUSES).expect("a page"),
        by_serde::<serdes::DeviceStatus>(&STATUSES),
    );
    assert_eq!((ours.value.len(), theirs.value.len()), (1_000, 1_000));
    assert_eq!(ours.next_link, theirs.next_link);
    assert_eq!(ours.count, theirs.count);
    for (ours, theirs) in ours.value.iter().zip(&theirs.value) {
        assert_eq!(ours.id, theirs.id);
        assert_eq!(
            ours.last_reported_date_time
                .as_ref()
                .map(chrono::DateTime::to_rfc3339),
            theirs
                .last_reported_date_time
                .as_ref()
                .map(chrono::DateTime::to_rfc3339)
        );
        assert_eq!(
            format!("{:?}", ours.status.as_ref().expect("a state")),
            format!("{:?}", theirs.status.as_ref().expect("a state"))
        );
    }
    let error = statuses(&FAULTY).err().expect("a fault");
    assert!(
        error.to_string().contains("value[9699].lastReportedDateTime"),
        "{error}"
    );
}

fn main() {
    if std::env::args().len() < 3 {
        check();
    }
    measure::main(&[
        Case {
            name: "a page of 1,000 device statuses",
            ours: || drop(black_box(statuses(&STATUSES))),
            by_hand: || drop(black_box(by_serde::<serdes::DeviceStatus>(&STATUSES))),
            budget: 0.9,
            allocations: usize::MAX,
            runs: 8,
        },
        // serde_json looks for the end of each entity before this project's reader has it.
        Case {
            name: "the same in a struct that serde's derive reads",
            ours: || drop(black_box(by_serde::<ours::DeviceStatus>(&STATUSES))),
            by_hand: || drop(black_box(by_serde::<serdes::DeviceStatus>(&STATUSES))),
            budget: 1.0,
            allocations: usize::MAX,
            runs: 8,
        },
        Case {
            name: "1,000 entities with a base",
            ours: || drop(black_box(read(&ours::Win32LobApp::collection().list(), &DERIVED))),
            by_hand: || drop(black_box(by_serde::<serdes::Win32LobApp>(&DERIVED))),
            budget: 0.75,
            allocations: usize::MAX,
            runs: 8,
        },
        Case {
            name: "1,000 entities of a union, each with a base",
            ours: || drop(black_box(read(&ours::AnyApp::collection().list(), &APPS))),
            by_hand: || drop(black_box(by_serde::<serdes::AnyApp>(&APPS))),
            budget: 0.75,
            allocations: usize::MAX,
            runs: 8,
        },
        Case {
            name: "4.8 MB with a fault at the end; by hand: a good one by ours",
            ours: || drop(black_box(statuses(&FAULTY))),
            by_hand: || drop(black_box(statuses(&LARGE))),
            budget: 1.2,
            allocations: usize::MAX,
            runs: 1,
        },
    ]);
}
