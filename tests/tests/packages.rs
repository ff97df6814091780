//! What the packages take along into a user's build, as cargo resolves it: dependencies of dependencies, and their features.

use std::process::Command;

/// Each package of a user's build of `odata-entity` with these features, with its own features.
fn build(features: &str) -> Vec<(String, Vec<String>)> {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--locked",
            "-p",
            "odata-entity",
            "--edges",
            "normal",
            "--prefix",
            "none",
        ])
        .args([
            "--no-default-features",
            "--features",
            features,
            "--format",
            "{p}|{f}",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).expect("text");
    let packages = text
        .lines()
        .filter_map(|line| line.split_once('|'))
        .map(|(package, features)| {
            let name = package.split(' ').next().unwrap_or_default();
            let features = features.trim_end_matches(" (*)").split(',').map(str::to_owned);
            (name.to_owned(), features.collect())
        });
    let packages: Vec<_> = packages.collect();
    assert!(packages.iter().any(|(name, _)| name == "serde_json"), "{text}");
    packages
}

#[test]
fn the_client_takes_no_runtime_of_threads_and_no_other_tls_along() {
    let packages = build("client");
    let (_, tokio) = packages.iter().find(|(name, _)| name == "tokio").expect("tokio");
    for feature in ["full", "rt-multi-thread", "macros", "fs", "process", "signal"] {
        assert!(
            !tokio.iter().any(|other| other == feature),
            "{feature} in {tokio:?}"
        );
    }
    for name in ["native-tls", "openssl", "openssl-sys", "azure_core"] {
        assert!(!packages.iter().any(|(other, _)| other == name), "{name}");
    }
}

#[test]
fn without_features_there_is_no_http_client_and_no_runtime() {
    let packages = build("");
    for name in [
        "reqwest",
        "tokio",
        "hyper",
        "rustls",
        "futures-core",
        "tracing",
        "azure_core",
        "uuid",
        "rust_decimal",
        "odata-entity-csdl",
        "odata-entity-testing",
    ] {
        assert!(
            !packages.iter().any(|(other, _)| other == name),
            "{name} in {packages:?}"
        );
    }
}
