use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(type = "ways.person", schema = "schemas/ways.csdl", path = "/people/{id}")]
struct Person {
    name: Option<String>,
}

#[derive(Clone, Entity)]
#[odata(type = "ways.team", schema = "schemas/ways.csdl", path = "/teams/{id}")]
struct Team {
    #[odata(navigation)]
    lead: Option<Box<Person>>,
}

fn main() {
    _ = Team::path("t").to(Team::LEAD).patch(&Person::patch().name("x"));
}
