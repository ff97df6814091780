//! What the packages take along into a user's build.

use serde_json::Value;
use std::process::Command;

fn package(name: &str) -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let found = packages.iter().find(|package| package["name"] == name);
    found.expect("the package is in the workspace").clone()
}

/// The dependencies that a user's build has.
fn dependencies(package: &Value) -> Vec<Value> {
    let all = package["dependencies"].as_array().expect("dependencies").iter();
    all.filter(|dependency| dependency["kind"] != "dev")
        .cloned()
        .collect()
}

#[test]
fn the_client_takes_of_tokio_its_locks_tasks_and_timers_and_nothing_else() {
    let package = package("odata-entity");
    let client = package["features"]["client"].as_array().expect("features");
    let of_tokio: Vec<_> = client
        .iter()
        .filter_map(|feature| feature.as_str()?.strip_prefix("tokio/"))
        .collect();
    assert_eq!(of_tokio, ["rt", "sync", "time"]);
    let dependencies = dependencies(&package);
    let tokio = dependencies
        .iter()
        .find(|dependency| dependency["name"] == "tokio")
        .expect("tokio");
    assert_eq!(
        (
            &tokio["features"],
            &tokio["uses_default_features"],
            &tokio["optional"]
        ),
        (&Value::Array(Vec::new()), &Value::Bool(false), &Value::Bool(true))
    );
}

#[test]
fn without_features_there_is_no_http_client_and_no_runtime() {
    let package = package("odata-entity");
    let always: Vec<_> = dependencies(&package)
        .iter()
        .filter(|dependency| dependency["optional"] == false)
        .map(|dependency| dependency["name"].as_str().unwrap_or_default().to_owned())
        .collect();
    for name in [
        "reqwest",
        "tokio",
        "futures-core",
        "tracing",
        "azure_core",
        "uuid",
        "rust_decimal",
        "odata-entity-testing",
    ] {
        assert!(!always.iter().any(|other| other == name), "{name} in {always:?}");
    }
    assert_eq!(
        package["features"]
            .get("default")
            .and_then(Value::as_array)
            .map_or(0, Vec::len),
        0
    );
}
