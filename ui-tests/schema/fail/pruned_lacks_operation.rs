use odata_entity::{Action, Entity};

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.deviceAppManagement", schema = "schemas/part.csdl")]
struct Management {
    #[odata(key, name = "id")]
    id: String,
}

#[derive(Action)]
#[odata(name = "syncApps", on = Management, schema = "schemas/part.csdl")]
struct Sync;

fn main() {}
