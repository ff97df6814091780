//! A path with two keys, against `format!` with no encoding at all.
//!
//! `cargo bench -p odata-entity --bench path`

mod measure;

use measure::Case;
use odata_entity::Entity;
use std::hint::black_box;

#[derive(Entity)]
#[odata(
    type = "microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus",
    path = "/deviceAppManagement/mobileAppConfigurations/{configurationId}/deviceStatuses/{statusId}"
)]
struct DeviceStatus {
    #[odata(key)]
    id: String,
}

const CONFIGURATION: &str = "0d1e5b4c-5b4c-0d1e-4c5b-1e0d4c5b1e0d";
const STATUS: &str = "477d3651-3651-477d-5136-7d4751367d47";

fn main() {
    measure::main(&[
        Case {
            name: "two GUIDs as text",
            ours: || {
                let path = DeviceStatus::path(black_box(CONFIGURATION), black_box(STATUS));
                black_box(path.as_str().is_ok());
            },
            by_hand: || {
                let (configuration, status) = (black_box(CONFIGURATION), black_box(STATUS));
                black_box(format!(
                    "/deviceAppManagement/mobileAppConfigurations/{configuration}/deviceStatuses/{status}"
                ));
            },
            budget: 1.0,
            allocations: 1,
            runs: 4_000,
        },
        Case {
            name: "two short keys",
            ours: || {
                let path = DeviceStatus::path(black_box("config-id"), black_box("status-id"));
                black_box(path.as_str().is_ok());
            },
            by_hand: || {
                let (configuration, status) = (black_box("config-id"), black_box("status-id"));
                black_box(format!(
                    "/deviceAppManagement/mobileAppConfigurations/{configuration}/deviceStatuses/{status}"
                ));
            },
            budget: 1.0,
            allocations: 1,
            runs: 4_000,
        },
    ]);
}
