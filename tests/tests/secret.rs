//! A secret goes to the service, and is shown nowhere: not in the `Debug` of what is sent, at any depth, nor in an error.

use std::collections::BTreeMap;

use odata_entity::{Client, ComplexType, Entity, Error, FixedToken, Patch};
use odata_entity_testing::{ComplexType as Shape, EntityType, Property, Service};
use serde_json::{Value, json};

const SECRET: &str = "hunter2";

/// Debug by the derive: secrets are hidden in it too.
#[derive(Clone, PartialEq, Default, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.profile", base = "n.anyProfile", debug)]
struct Profile {
    #[odata(secret)]
    password: Option<String>,
    #[odata(secret, non_nullable)]
    pin: Option<f64>,
    force_change: Option<bool>,
}

#[derive(Clone, PartialEq, ComplexType)]
#[odata(type = "n.login", debug)]
struct Login {
    #[odata(write_only)]
    token: String,
    note: String,
}

#[derive(Clone, PartialEq, ComplexType)]
#[odata(type = "n.credential", debug)]
enum Credential {
    Login(Login),
    #[odata(other)]
    Other(Value),
}

#[derive(Clone, PartialEq, Default, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.person", path = "/persons/{id}", debug)]
struct Person {
    #[odata(key)]
    id: Option<String>,
    name: Option<String>,
    #[odata(secret)]
    password: Option<String>,
    #[odata(write_only, immutable)]
    invitation: Option<String>,
    #[serde(rename = "@n.proof")]
    #[odata(annotation, secret)]
    proof: Option<String>,
    /// In no body: hidden where the derive writes `Debug`.
    #[odata(read_only, secret)]
    recovery_key: Option<String>,
    profile: Option<Profile>,
    profiles: Option<Vec<Profile>>,
    #[odata(merge)]
    merged: Option<Profile>,
    credential: Option<Credential>,
    #[odata(secret)]
    codes: Option<BTreeMap<String, String>>,
    #[odata(navigation(deep))]
    helpers: Option<Vec<Person>>,
    #[serde(flatten)]
    #[odata(open, secret)]
    extra: BTreeMap<String, Value>,
}

/// Has what its base type has.
#[derive(Clone, PartialEq, Default, Entity)]
#[odata(type = "n.admin", path = "/admins/{id}", debug)]
struct Admin {
    #[serde(flatten)]
    #[odata(base)]
    person: Person,
    #[odata(secret)]
    key: Option<String>,
}

fn profile() -> Profile {
    Profile {
        password: Some(SECRET.to_owned()),
        pin: Some(1.5),
        force_change: Some(true),
    }
}

fn person() -> Person {
    Person {
        id: Some("p".to_owned()),
        name: Some("Ann".to_owned()),
        password: Some(SECRET.to_owned()),
        invitation: Some(SECRET.to_owned()),
        proof: Some(SECRET.to_owned()),
        recovery_key: Some(SECRET.to_owned()),
        profile: Some(profile()),
        profiles: Some(vec![profile()]),
        merged: Some(profile()),
        credential: Some(Credential::Login(Login {
            token: SECRET.to_owned(),
            note: "plain".to_owned(),
        })),
        codes: Some(BTreeMap::from([(SECRET.to_owned(), SECRET.to_owned())])),
        helpers: Some(vec![Person {
            password: Some(SECRET.to_owned()),
            ..Person::default()
        }]),
        extra: BTreeMap::from([("code".to_owned(), json!(SECRET))]),
    }
}

#[track_caller]
fn hides(shown: &str) {
    assert!(!shown.contains(SECRET), "{shown}");
    assert!(!shown.contains("1.5"), "{shown}");
    assert!(shown.contains('…'), "{shown}");
}

#[test]
fn no_debug_of_what_is_sent_shows_a_secret() {
    let full = person();
    let mut before = person();
    before.profile = Some(Profile::default());
    before.merged = Some(Profile::default());
    before.extra.clear();
    before.codes = None;
    before.proof = None;
    let before = Person {
        password: None,
        credential: None,
        profiles: None,
        ..before
    };

    for patch in [full.to_patch(), before.diff(&full)] {
        let body = String::from_utf8(patch.to_json().unwrap()).unwrap();
        for member in [
            "password",
            "@n.proof",
            "profile",
            "profiles",
            "merged",
            "credential",
            "codes",
            "code",
        ] {
            assert!(body.contains(&format!("\"{member}\":")), "{member}: {body}");
        }
        assert!(body.contains(SECRET) && body.contains("1.5"), "{body}");
        hides(&format!("{patch:?}"));
        hides(&format!("{patch:#?}"));
        hides(&format!("{:?}", patch.clone().split()));
        for part in [&patch.profile, &patch.merged] {
            hides(&format!("{part:?}"));
        }
        let mut merged = Person::patch().name("x");
        merged.merge(patch);
        hides(&format!("{merged:?}"));
    }
    hides(&format!("{:?}", full.to_create()));
    hides(&format!("{:?}", Profile::patch().password(SECRET)));
    hides(&format!(
        "{:?}",
        Person::patch().profile(Profile::patch().pin(1.5))
    ));
    let admin = Admin {
        person: full,
        key: Some(SECRET.to_owned()),
    };
    hides(&format!("{:?}", admin.to_patch()));
    hides(&format!("{:?}", admin.to_create()));
    hides(&format!("{admin:?}"));
}

#[test]
fn what_is_no_secret_is_shown_as_before() {
    let patch = Person::patch().name("Ann").password(None).profile(Profile {
        force_change: Some(true),
        ..profile()
    });
    assert_eq!(
        format!("{patch:?}"),
        r##"person patch {name: "Ann", password: null, profile: {"@odata.type":"#n.profile","password":…,"pin":…,"forceChange":true}}"##
    );
    assert_eq!(
        format!(
            "{:?}",
            Person {
                name: Some("Ann".to_owned()),
                helpers: None,
                ..Person::default()
            }
            .to_create()
        ),
        r##"CreateBody({"@odata.type":"#n.person","name":"Ann"})"##
    );
}

#[test]
fn the_derives_debug_is_that_of_std_without_secrets() {
    assert_eq!(
        format!("{:?}", profile()),
        "Profile { password: Some(…), pin: Some(…), force_change: Some(true) }"
    );
    assert_eq!(
        format!("{:?}", Profile::default()),
        "Profile { password: None, pin: None, force_change: None }"
    );
    assert_eq!(
        format!("{:?}", person().credential.unwrap()),
        r#"Login(Login { token: …, note: "plain" })"#
    );
    assert_eq!(
        format!(
            "{:#?}",
            Login {
                token: SECRET.to_owned(),
                note: String::new()
            }
        ),
        "Login {\n    token: …,\n    note: \"\",\n}"
    );
    hides(&format!("{:?}", person()));
}

#[test]
fn an_error_about_a_secret_does_not_show_it() {
    #[derive(Clone, Entity)]
    #[odata(type = "n.lock", path = "/locks/{id}")]
    struct Lock {
        #[odata(key)]
        id: String,
        #[odata(secret, with = "Code")]
        code: Option<String>,
    }

    /// A format that refuses every value.
    struct Code;

    impl odata_entity::EdmFormat<String> for Code {
        const EDM: odata_entity::EdmType = odata_entity::EdmType::primitive("Edm.Int32");

        fn write_json(value: &String, out: &mut odata_entity::JsonWriter) {
            let kind = odata_entity::edm::ValueErrorKind::Malformed;
            let reason = format!("`{value}` is no number");
            out.fail(odata_entity::edm::ValueError::new(
                kind,
                "Edm.Int32",
                value,
                reason,
            ));
        }
    }

    let lock = Lock {
        id: "1".to_owned(),
        code: Some(SECRET.to_owned()),
    };
    let path = Lock::path(&lock.id);
    for request in [
        path.patch(&Lock::patch().code(SECRET.to_owned()))
            .to_http("https://x"),
        path.patch(&lock.to_patch()).to_http("https://x"),
        path.put(&lock).to_http("https://x"),
        Lock::collection().create(&lock).to_http("https://x"),
    ] {
        let error = request.unwrap_err();
        assert!(
            matches!(&error, Error::Value { property, .. } if property == "code"),
            "{error}"
        );
        for shown in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
            hides(&shown);
        }
    }
    hides(&format!("{:?}", lock.to_patch()));
}

#[tokio::test]
async fn a_secret_reaches_the_service() {
    let profile = Shape::new("n.profile")
        .property(Property::string("password"))
        .property(Property::double("pin"));
    let service = Service::builder()
        .entity_set(
            "/persons",
            EntityType::new("n.person")
                .key("id")
                .property(Property::string("password"))
                .property(Property::complex("profile", profile)),
        )
        .insert("/persons/p", json!({}))
        .start()
        .await;
    let client = Client::new(service.base_url(), FixedToken::new(service.token())).unwrap();
    let patch = Person::patch()
        .password(SECRET)
        .profile(Profile::patch().password(SECRET));
    hides(&format!("{patch:?}"));
    client.send(Person::path("p").patch(&patch)).await.unwrap();
    let stored = service.entity("/persons/p").unwrap();
    assert_eq!(stored["password"], SECRET);
    assert_eq!(stored["profile"]["password"], SECRET);
}
