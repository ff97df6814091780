use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "microsoft.graph.thing", scopes = "DeviceManagementApps.ReadWrite.All")]
struct Thing {
    #[odata(key)]
    id: String,
}

fn main() {}
