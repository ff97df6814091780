//! Runs all tasks of this library against a service that it starts itself.
//!
//! ```console
//! cargo run -p odata-entity-intune-example
//! ```

use std::collections::HashMap;

use odata_entity::client::Content;
use odata_entity_intune_example::service::{PHOTO, Tenant};
use odata_entity_intune_example::{
    apps, compliance, configurations, devices, directory, photos, reports, written,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let tenant = Tenant::start().await?;
    let client = &tenant.client;

    for device in devices::noncompliant(client).await? {
        devices::rename(
            client,
            &device.id,
            &format!("{}-old", device.device_name.unwrap_or_default()),
        )
        .await?;
        devices::sync(client, &device.id).await?;
    }
    devices::wipe(client, "d3").await?;
    println!("devices: two were renamed and asked to sync, one was wiped");

    let policy = compliance::create(client, "Encrypted disks").await?;
    let id = written(policy)?.id;
    let assigned = compliance::assign(client, &id, "sales").await?;
    let policies = compliance::policies(client).await?;
    println!(
        "policies: {} in all, the new one is assigned to {assigned} group",
        policies.len()
    );

    for status in configurations::failed_devices(client, "mail").await? {
        configurations::set_aside(client, "mail", &status.id).await?;
    }
    let users = configurations::users(client, "mail").await?;
    let failed = configurations::failed_devices(client, "mail").await?;
    println!(
        "app configurations: {} user, {} devices failed",
        users.len(),
        failed.len()
    );

    let (mut copy, link) = (HashMap::new(), None);
    let link = directory::follow(client, &mut copy, link).await?;
    let new = directory::create_user(client, "Dan", "dan", "example.org").await?;
    directory::set_manager(client, &new, "eve").await?;
    directory::add_member(client, "sales", &new).await?;
    directory::add_member(client, "sales", "ann").await?;
    directory::remove_member(client, "sales", "ann").await?;
    directory::follow(client, &mut copy, link.as_ref()).await?;
    let members = directory::members(client, "sales").await?;
    println!(
        "directory: {} users are known, {} is in the group",
        copy.len(),
        members.len()
    );

    let report = reports::export(client, "Devices").await?;
    println!("reports: the export has {} bytes", report.len());

    assert_eq!(photos::photo(client, "ann").await?.as_deref(), Some(PHOTO));
    photos::set_photo(client, "bob", b"\xff\xd8\xff another".to_vec()).await?;
    println!(
        "photos: one was read, one was set, and Eve has none: {:?}",
        photos::photo(client, "eve").await?
    );

    let content = Content::from(vec![7; 10_000_000]);
    apps::upload(client, "viewer", content, 9_999_000, apps::Encryption::default()).await?;
    println!("apps: 10 MB were uploaded and committed");

    println!("All tasks of the library are done.");
    Ok(())
}
