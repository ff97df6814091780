//! What can be written and not read is not shown, and what always leads somewhere cannot be unbound.

use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.locker", schema = "schemas/fleet.csdl", debug)]
struct Locker {
    #[odata(key)]
    id: String,
    code: Option<String>,
    #[odata(secret)]
    master_code: Option<String>,
    #[odata(write_only)]
    hint: Option<String>,
    #[odata(navigation)]
    site: Option<Person>,
    #[odata(navigation)]
    keeper: Option<Person>,
}

#[derive(Clone, Debug, Entity)]
#[odata(type = "fleet.graph.person", schema = "schemas/fleet.csdl")]
struct Person {
    #[odata(key)]
    id: String,
}

fn main() {
    assert_eq!(
        format!("{:?}", Locker::patch().code("1234").hint("door")),
        "locker patch {code: …, hint: …}"
    );
    let locker = Locker {
        id: "1".to_owned(),
        code: Some("1234".to_owned()),
        master_code: Some("5678".to_owned()),
        hint: None,
        site: None,
        keeper: None,
    };
    assert_eq!(
        format!("{locker:?}"),
        r#"Locker { id: "1", code: Some(…), master_code: Some(…), hint: None, site: None, keeper: None }"#
    );
    assert!(!Locker::SITE.is_nullable() && Locker::KEEPER.is_nullable());
}
