//! Properties whose names are those of generated items, in a function body, with no name of the prelude in scope.
#![no_implicit_prelude]

fn main() {
    #[derive(::odata_entity::Entity)]
    #[odata(type = "microsoft.graph.thing", path(new = "/things/{self}/{type}"))]
    struct Thing {
        #[odata(key)]
        self_: ::std::string::String,
        r#type: ::std::option::Option<::std::string::String>,
        patch: ::std::option::Option<i32>,
        path: ::std::option::Option<i32>,
        is_empty: ::std::option::Option<bool>,
        merge: ::std::option::Option<bool>,
    }
    let patch = Thing::patch().patch(1).path(::std::option::Option::None).is_empty(true).merge(false).r#type("a");
    let _ = Thing::new("a", 5).patch(&patch);
}
