//! With a schema, restrictions of the way hold through navigation, and nothing else does not.

use odata_entity::bounds::{Allowed, No, RelatedEntities, RelatedMember, Yes};
use odata_entity::{CollectionPath, Entity, EntityPath, Many, NavigationProperty, Projection};

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "ways.person", schema = "schemas/ways.csdl", path = "/people/{id}")]
struct Person {
    #[odata(key)]
    id: String,
    name: Option<String>,
    #[odata(navigation)]
    manager: Option<Box<Person>>,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "ways.thing", schema = "schemas/ways.csdl")]
struct Thing {
    name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "ways.team", schema = "schemas/ways.csdl", path = "/teams/{id}")]
struct Team {
    #[odata(navigation)]
    members: Option<Vec<Person>>,
    #[odata(navigation)]
    guests: Option<Vec<Person>>,
    #[odata(navigation)]
    records: Option<Vec<Thing>>,
    #[odata(navigation)]
    lead: Option<Box<Person>>,
    #[odata(navigation)]
    free: Option<Vec<Thing>>,
}

/// Of two paths, whose entity sets differ, the navigation property alone restricts what is behind it.
#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(
    type = "ways.team",
    schema = "schemas/ways.csdl",
    path(path = "/teams/{id}", open = "/openTeams/{id}")
)]
struct TwoWays {
    #[odata(navigation)]
    members: Option<Vec<Person>>,
    #[odata(navigation)]
    records: Option<Vec<Thing>>,
}

/// The same of a type that is never at the root.
#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "ways.loose", schema = "schemas/ways.csdl")]
struct Loose {
    #[odata(navigation)]
    records: Option<Vec<Thing>>,
    #[odata(navigation)]
    members: Option<Vec<Person>>,
}

/// What a path allows, as the compiler has it.
fn is<T>(_: &T) {}

#[test]
fn what_an_entity_set_restricts_behind_it_is_restricted() {
    type NotInsertable = Allowed<Yes, No, Yes>;
    let members: CollectionPath<Person, RelatedEntities<NotInsertable>> = Team::path("t").to(Team::MEMBERS);
    let member: EntityPath<Person, RelatedMember<NotInsertable>> = members.key("m");
    let patch = member.patch(&Person::patch().name("x"));
    assert_eq!(patch.template(), "/teams/{id}/members/{key}");
    is::<CollectionPath<Person, RelatedEntities<NotInsertable>>>(&members.cast::<Person>());
    // It is read, and its members come and go.
    let _ = (members.list(), member.get(), members.count());
    let _ = members.add_ref(&Person::path("p"));
    let _ = members.remove_ref(&Person::path("p"));
    let _ = Team::patch().bind(Team::MEMBERS, &Person::path("p"));
    // Where the metadata is wrong, the service has the last word.
    let _ = members.unrestricted().create(&Person::default());
}

#[test]
fn what_a_navigation_property_restricts_is_restricted_whatever_the_way() {
    type ReadOnly = Allowed<No, No, Yes>;
    is::<CollectionPath<Thing, RelatedEntities<ReadOnly>>>(&Team::path("t").to(Team::RECORDS));
    is::<CollectionPath<Thing, RelatedEntities<ReadOnly>>>(&TwoWays::open("t").to(TwoWays::RECORDS));
    is::<NavigationProperty<Loose, Many<Thing, ReadOnly>>>(&Loose::RECORDS);
}

#[test]
fn what_is_not_restricted_everywhere_is_not_restricted() {
    is::<NavigationProperty<TwoWays, Many<Person>>>(&TwoWays::MEMBERS);
    is::<NavigationProperty<Loose, Many<Person>>>(&Loose::MEMBERS);
    is::<NavigationProperty<Team, Many<Thing>>>(&Team::FREE);
    let free = Team::path("t").to(Team::FREE);
    let _ = free.create(&Thing::default());
    let _ = TwoWays::path("t").to(TwoWays::MEMBERS).create(&Person::default());
    // Behind one that is restricted, another one is not.
    let manager = Team::path("t").to(Team::LEAD).to(Person::MANAGER);
    let _ = manager.patch(&Person::patch().name("x"));
    let _ = Team::path("t").to(Team::LEAD).set_ref(&Person::path("p"));
}

#[derive(Debug, PartialEq, Projection)]
#[odata(of = Team)]
struct Roster {
    #[odata(navigation)]
    members: Option<Vec<Person>>,
    #[odata(navigation)]
    lead: Option<Box<Person>>,
}

#[test]
fn queries_take_restricted_navigation_properties_as_others() {
    let list = Team::collection().list_as::<Roster>().filter(
        Team::LEAD
            .then(Person::NAME)
            .eq("x")
            .and(Team::MEMBERS.any(|m| m.then(Person::NAME).eq("y"))),
    );
    let url = list.to_http("https://h/s").unwrap().uri().to_string();
    assert!(url.contains("$expand=members"), "{url}");
    let expand = Team::path("t")
        .get()
        .expand(Team::MEMBERS.expand().select(Person::NAME).top(1));
    assert!(
        expand
            .to_http("https://h/s")
            .unwrap()
            .uri()
            .query()
            .unwrap()
            .contains("members(")
    );
    let unbind = Team::patch().unbind(Team::LEAD);
    assert!(!unbind.is_empty());
}
