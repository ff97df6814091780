//! Paths that the metadata lists are written from the service root or from the host on.
use odata_entity::Entity;

#[derive(Clone, Entity)]
#[odata(
    type = "Rack.Rack",
    schema = "schemas/bmc.csdl",
    path = "/Racks/{id}",
    path(by_hall = "/redfish/v1/Halls/{hall}/Racks/{rack}")
)]
struct Rack {
    #[odata(key, name = "Id")]
    id: String,
}

fn main() {
    assert_eq!(Rack::path("1").as_str(), Ok("/Racks/1"));
    assert_eq!(Rack::collection().as_str(), Ok("/Racks"));
    assert_eq!(Rack::by_hall("a", "b").as_str(), Ok("/redfish/v1/Halls/a/Racks/b"));
}
