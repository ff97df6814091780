//! `@odata.type`: when it goes out, set by the type, by a path and by a request.

use odata_entity::{CollectionPath, Entity, EntityPath, Patch, TypeTag};

/// The default, and a path of each policy.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "n.policy",
    path(
        plain = "/policies/{id}",
        silent(template = "/silent/{id}", type_tag = "never"),
        own(template = "/own/{id}", type_tag = "declared", declared = "n.policy"),
        other(template = "/other/{id}", type_tag = "declared", declared = "n.base"),
        unsaid(template = "/unsaid/{id}", type_tag = "declared"),
    )
)]
struct Policy {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.quiet", type_tag = "never", path = "/quiet/{id}")]
struct Quiet {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

/// `declared` on the type, with the type that all its paths declare.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "n.derived",
    type_tag = "declared",
    declared = "n.base",
    path(
        bases = "/bases/{id}",
        cast(template = "/bases/n.derived/{id}", declared = "n.derived")
    )
)]
struct Derived {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

/// `declared` where it is unknown what the paths declare, of a type with a base: then it is taken to be the base.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "n.leaf",
    type_tag = "declared",
    base = "n.base",
    path = "/leaves/{id}"
)]
struct Leaf {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

/// What a body begins with.
macro_rules! tagged {
    ($request:expr) => {{
        let http = $request.to_http("https://graph.example").unwrap();
        let body = String::from_utf8(http.into_body()).unwrap();
        match body.strip_suffix(r#""name":"x"}"#).unwrap() {
            "{" => false,
            tag => {
                assert!(
                    tag.starts_with(r##"{"@odata.type":"#n."##) && tag.ends_with("\","),
                    "{body}"
                );
                true
            }
        }
    }};
}

fn policy(path: EntityPath<Policy>) -> bool {
    tagged!(path.patch(&Policy::patch().name("x")))
}

#[test]
fn the_default_is_to_send_it() {
    assert!(policy(Policy::plain("1")));
}

#[test]
fn a_type_can_refuse_it() {
    assert!(!tagged!(Quiet::path("1").patch(&Quiet::patch().name("x"))));
    assert_eq!(Quiet::patch().name("x").to_json().unwrap(), br#"{"name":"x"}"#);
    assert_eq!(
        serde_json::to_string(&Quiet::patch().name("x")).unwrap(),
        r#"{"name":"x"}"#
    );
}

#[test]
fn a_path_can_say_otherwise_than_the_type() {
    assert!(!policy(Policy::silent("1")));
    assert!(!policy(Policy::own("1")));
    assert!(policy(Policy::other("1")));
    // It is unknown what the path declares, and the type has no base, so it is its own.
    assert!(!policy(Policy::unsaid("1")));
    assert!(policy(Policy::silent("1").type_tag(TypeTag::Always)));
}

#[test]
fn declared_sends_it_where_the_type_is_not_the_declared_one() {
    let patch = Derived::patch().name("x");
    assert!(tagged!(Derived::bases("1").patch(&patch)));
    assert!(!tagged!(Derived::cast("1").patch(&patch)));
    assert!(tagged!(Leaf::path("1").patch(&Leaf::patch().name("x"))));
}

#[test]
fn a_request_has_the_last_word() {
    let patch = Policy::patch().name("x");
    assert!(!tagged!(
        Policy::plain("1").patch(&patch).type_tag(TypeTag::Never)
    ));
    assert!(tagged!(
        Policy::silent("1").patch(&patch).type_tag(TypeTag::Always)
    ));
    assert!(tagged!(
        Policy::plain("1")
            .type_tag(TypeTag::Never)
            .patch(&patch)
            .type_tag(TypeTag::Always)
    ));
    let quiet = Quiet::patch().name("x");
    assert!(tagged!(Quiet::path("1").patch(&quiet).type_tag(TypeTag::Always)));
    assert!(!tagged!(
        Derived::bases("1")
            .patch(&Derived::patch().name("x"))
            .type_tag(TypeTag::Never)
    ));
}

#[test]
fn collections_keep_the_policy_of_their_path() {
    let entity = Policy {
        id: "1".into(),
        name: Some("x".into()),
    };
    let create = |collection: CollectionPath<Policy>| tagged!(collection.create(&entity));
    assert!(create(Policy::plain_collection()));
    assert!(!create(Policy::silent_collection()));
    assert!(!create(Policy::own_collection()));
    assert!(create(Policy::other_collection()));
    assert!(!create(Policy::plain_collection().type_tag(TypeTag::Never)));
    assert!(tagged!(Policy::plain("1").put(&entity)));
}

#[test]
fn an_allowed_empty_patch_is_the_bare_tag() {
    let request = Policy::plain("1").patch(&Policy::patch()).allow_empty();
    let body = |request: &odata_entity::Request<_>| request.to_http("https://x").unwrap().into_body();
    assert_eq!(body(&request), br##"{"@odata.type":"#n.policy"}"##);
    assert_eq!(body(&request.clone().type_tag(TypeTag::Never)), b"{}");
}

#[test]
fn on_read_the_tag_is_taken_with_and_without_number_sign_in_any_case_and_as_a_url() {
    for tag in [
        "#n.policy",
        "n.policy",
        "#N.Policy",
        "https://host/$metadata#n.policy",
    ] {
        let json = serde_json::json!({"@odata.type": tag, "id": "1"});
        let read: Policy = serde_json::from_value(json).unwrap();
        assert_eq!(read.id, "1");
    }
}

#[test]
fn the_trait_tells_the_name() {
    assert_eq!(Policy::TYPE_NAME, "n.policy");
}
