//! Enumerations: names, unknown members, the sentinel, members that a service shows only on request.

use odata_entity::{Entity, EnumType, Error, Patch, UnknownMember};
use serde_json::json;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EnumType)]
#[odata(type = "microsoft.graph.complianceStatus")]
enum Compliance {
    Unknown,
    NotApplicable,
    #[odata(name = "other")]
    OtherMember,
    UnknownFutureValue,
    #[odata(evolved)]
    InGracePeriod,
    #[odata(other)]
    Unheard(String),
}

/// Without a fallback, and with names that camel case does not give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumType)]
#[odata(type = "n.protocol", rename_all = "SCREAMING_SNAKE_CASE")]
enum Protocol {
    PlainText,
    #[odata(name = "IPv6")]
    V6,
    #[odata(name = "tls13")]
    Tls,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumType)]
#[odata(type = "n.platform", rename_all = "PascalCase")]
enum Platform {
    AndroidForWork,
    r#Type,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.device", path = "/devices/{id}")]
struct Device {
    #[odata(key)]
    id: String,
    #[odata(non_nullable)]
    status: Option<Compliance>,
    history: Option<Vec<Compliance>>,
    protocol: Option<Protocol>,
}

fn device(status: &str) -> Device {
    serde_json::from_value(json!({"id": "1", "status": status})).unwrap()
}

fn prefer(request: odata_entity::Request<impl Sized>) -> Option<String> {
    let http = request.to_http("https://graph.example").unwrap();
    let header = http.headers().get("prefer")?;
    Some(header.to_str().unwrap().to_owned())
}

#[test]
fn names_follow_the_rule_and_what_is_named_by_hand() {
    let names: Vec<_> = Compliance::VARIANTS.iter().map(Compliance::as_str).collect();
    assert_eq!(
        names,
        [
            "unknown",
            "notApplicable",
            "other",
            "unknownFutureValue",
            "inGracePeriod"
        ]
    );
    let names: Vec<_> = Protocol::VARIANTS.iter().map(Protocol::as_str).collect();
    assert_eq!(names, ["PLAIN_TEXT", "IPv6", "tls13"]);
    let names: Vec<_> = Platform::VARIANTS.iter().map(Platform::as_str).collect();
    assert_eq!(names, ["AndroidForWork", "Type"]);
    assert_eq!(Compliance::TYPE_NAME, "microsoft.graph.complianceStatus");
}

#[test]
fn members_are_read_from_text_and_shown_as_text() {
    assert_eq!("notApplicable".parse(), Ok(Compliance::NotApplicable));
    assert_eq!("other".parse(), Ok(Compliance::OtherMember));
    assert_eq!("brandNew".parse(), Ok(Compliance::Unheard("brandNew".into())));
    // Names are compared as they are written: no case is folded.
    assert_eq!("Unknown".parse(), Ok(Compliance::Unheard("Unknown".into())));
    assert_eq!(Compliance::InGracePeriod.to_string(), "inGracePeriod");
    assert_eq!(Compliance::Unheard("brandNew".into()).to_string(), "brandNew");
    assert_eq!(
        format!("{:>8}|{:<8}|", Protocol::V6, Protocol::Tls),
        "    IPv6|tls13   |"
    );
}

#[test]
fn without_a_fallback_an_unknown_name_is_an_error_that_names_the_type() {
    let error: UnknownMember = "brandNew".parse::<Protocol>().unwrap_err();
    assert_eq!((error.type_name(), error.name()), ("n.protocol", "brandNew"));
    assert_eq!(
        error.to_string(),
        "`n.protocol` has no member \"brandNew\" in this build: a variant `#[odata(other)] Other(String)` would keep it"
    );
    let error = serde_json::from_value::<Protocol>(json!("brandNew")).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("`n.protocol` has no member \"brandNew\"")
    );
    assert!(serde_json::from_value::<Protocol>(json!(1)).is_err());
    assert!(serde_json::from_value::<Compliance>(json!(null)).is_err());
}

#[test]
fn serde_goes_both_ways_and_keeps_unknown_members() {
    for member in Compliance::VARIANTS {
        let json = serde_json::to_value(member).unwrap();
        assert_eq!(json, member.as_str());
        assert_eq!(&serde_json::from_value::<Compliance>(json).unwrap(), member);
    }
    let unheard: Compliance = serde_json::from_str(r#""brand\u004eew \"x\"""#).unwrap();
    assert_eq!(unheard, Compliance::Unheard("brandNew \"x\"".into()));
    assert_eq!(serde_json::to_string(&unheard).unwrap(), r#""brandNew \"x\"""#);
}

#[test]
fn an_unknown_member_is_sent_back_as_it_came() {
    let before = device("brandNew");
    assert_eq!(
        String::from_utf8(before.to_patch().to_json().unwrap()).unwrap(),
        r##"{"@odata.type":"#n.device","status":"brandNew"}"##
    );
    assert!(before.diff(&device("brandNew")).is_empty());
}

#[test]
fn the_sentinel_is_read_and_left_out() {
    let sentinel = device("unknownFutureValue");
    assert_eq!(sentinel.status, Some(Compliance::UnknownFutureValue));
    assert!(sentinel.to_patch().is_empty());
    let known = device("notApplicable");
    assert!(known.diff(&sentinel).is_empty());
    assert_eq!(
        String::from_utf8(sentinel.diff(&known).to_json().unwrap()).unwrap(),
        r##"{"@odata.type":"#n.device","status":"notApplicable"}"##
    );
    // Where the build does not know the sentinel, the name alone makes it one.
    let unheard = Compliance::Unheard("unknownFutureValue".into());
    let mut after = known.clone();
    after.status = Some(unheard);
    assert!(known.diff(&after).is_empty());
    // A list that holds one cannot be sent in part.
    after = known.clone();
    after.history = Some(vec![Compliance::Unknown, Compliance::UnknownFutureValue]);
    assert!(known.diff(&after).is_empty());
}

#[test]
fn the_sentinel_set_by_hand_is_an_error_that_names_the_property() {
    let error = Device::patch().status(Compliance::UnknownFutureValue).to_json();
    assert!(matches!(error, Err(Error::Sentinel { property }) if property == "status"));
    let patch = Device::patch().history(vec![Compliance::Unheard("unknownFutureValue".into())]);
    let error = Device::path("1")
        .patch(&patch)
        .to_http("https://graph.example")
        .unwrap_err();
    assert!(matches!(&error, Error::Sentinel { property } if property == "history"));
    assert_eq!(
        error.to_string(),
        "property `history` is `unknownFutureValue`, which can be read and not sent: leave it out or set a member"
    );
    let sentinel = device("unknownFutureValue");
    let error = Device::collection()
        .create(&sentinel)
        .to_http("https://graph.example");
    assert!(matches!(error, Err(Error::Sentinel { property }) if property == "status"));
    let error = Device::path("1").put(&sentinel).to_http("https://graph.example");
    assert!(matches!(error, Err(Error::Sentinel { property }) if property == "status"));
}

#[test]
fn in_a_filter_the_sentinel_is_allowed_and_literals_are_qualified() {
    assert_eq!(
        Device::STATUS.eq(Compliance::UnknownFutureValue).as_str(),
        Ok("status eq microsoft.graph.complianceStatus'unknownFutureValue'")
    );
    assert_eq!(
        Device::STATUS
            .is_in([Compliance::Unknown, Compliance::Unheard("it's".into())])
            .as_str(),
        Ok("status in (microsoft.graph.complianceStatus'unknown',microsoft.graph.complianceStatus'it''s')")
    );
    assert_eq!(Device::PROTOCOL.ne(None).as_str(), Ok("protocol ne null"));
}

#[test]
fn evolved_and_unknown_members_ask_the_service_to_show_them() {
    let path = Device::path("1");
    let ask = Some("include-unknown-enum-members".to_owned());
    let evolved = Device::patch().status(Compliance::InGracePeriod);
    assert_eq!(prefer(path.patch(&evolved)), ask);
    assert_eq!(prefer(path.patch(&device("brandNew").to_patch())), ask);
    assert_eq!(
        prefer(path.patch(&Device::patch().history(vec![Compliance::InGracePeriod]))),
        ask
    );
    assert_eq!(prefer(Device::collection().create(&device("inGracePeriod"))), ask);
    assert_eq!(prefer(path.put(&device("inGracePeriod"))), ask);
    assert_eq!(
        prefer(path.patch(&Device::patch().status(Compliance::Unknown))),
        None
    );
    assert_eq!(prefer(path.get()), None);
}

#[test]
fn preferences_are_one_header() {
    let request = Device::path("1")
        .patch(&Device::patch().status(Compliance::InGracePeriod))
        .prefer("return=minimal");
    assert_eq!(
        prefer(request.clone()).as_deref(),
        Some("return=minimal, include-unknown-enum-members")
    );
    assert_eq!(
        prefer(request.prefer("include-unknown-enum-members")).as_deref(),
        Some("return=minimal, include-unknown-enum-members")
    );
}
