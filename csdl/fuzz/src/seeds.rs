//! Cuts small documents out of a large one, as seeds: `seeds FILE FOLDER`.

use std::error::Error;
use std::fs;
use std::path::Path;

use odata_entity_csdl::{Kind, Schema};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(file), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: seeds FILE FOLDER".into());
    };
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    let text = fs::read_to_string(file)?;
    let schema = Schema::parse(text.as_str())?;
    let mut count = 0;
    let mut seed = |content: &str| {
        count += 1;
        fs::write(folder.join(format!("seed-{count}")), content)
    };
    // Elements as they stand in the file, a few at a time.
    for (element, step) in [
        ("EntityType", 40),
        ("ComplexType", 90),
        ("EnumType", 60),
        ("Action", 50),
        ("Function", 30),
        ("Annotations", 150),
    ] {
        for (at, _) in text.match_indices(&format!("<{element} ")).step_by(step) {
            let end = text[at..]
                .char_indices()
                .nth(1500)
                .map_or(text.len(), |(end, _)| at + end);
            let part = &text[at..end];
            let close = format!("</{element}>");
            if let Some(end) = part.rfind(&close) {
                seed(&document(&part[..end + close.len()]))?;
            }
        }
    }
    // Whole small documents: types with what they need.
    for name in schema.names(Kind::EntityType).step_by(100) {
        if let Ok(small) = schema.prune(&[&name], &[]) {
            if small.len() < 20_000 {
                seed(&small)?;
            }
        }
    }
    seed("# overlay\nmicrosoft.graph.device/deviceId = read-only, immutable, non-nullable, filterable\n")?;
    println!("{count} seeds");
    Ok(())
}

fn document(children: &str) -> String {
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
         <Schema Namespace=\"microsoft.graph\" Alias=\"graph\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\
         {children}</Schema></edmx:DataServices></edmx:Edmx>"
    )
}
