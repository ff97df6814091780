//! `etag` takes two words.
use odata_entity::Entity;

#[derive(Entity)]
#[odata(type = "n.task", path = "/tasks/{taskId}", etag = "always")]
struct Task {
    #[odata(key)]
    id: String,
}

fn main() {}
