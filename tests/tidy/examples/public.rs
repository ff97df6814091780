//! Lists the public items of a crate that have no example: `cargo run -p odata-entity-tidy --example public FILE`.

fn main() -> std::io::Result<()> {
    let file = std::env::args().nth(1).unwrap_or_default();
    let items = odata_entity_tidy::public_items(file.as_ref(), "odata_entity")?;
    let lacking: Vec<_> = items.iter().filter(|item| !item.has_example).collect();
    for item in &lacking {
        println!("{} ({})", item.name, item.file);
    }
    println!(
        "{} of {} public items have no example",
        lacking.len(),
        items.len()
    );
    Ok(())
}
