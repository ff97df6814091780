//! Where the metadata is: in a text, a file, or a folder of files.

use std::path::Path;

use odata_entity_csdl::{Document, Overlay, OverlayError, Schema, decode, schema_files};

/// Reads metadata: a text that begins as XML does, or the path of a file, or of a folder whose files refer to each other.
pub(crate) fn read(csdl: &Path) -> Result<Schema, String> {
    let text = csdl.to_str().unwrap_or_default();
    if text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with(['<', '{'])
    {
        return Schema::parse(text).map_err(|error| format!("the metadata is faulty: {error}"));
    }
    let failed = |error: std::io::Error| format!("the metadata '{}' cannot be read: {error}", csdl.display());
    if !csdl.is_dir() {
        let document = document(csdl)?;
        let schema =
            Schema::parse_all([document]).map_err(|error| format!("the metadata is faulty: {error}"))?;
        return with_overlay(schema, csdl);
    }
    let files = schema_files(csdl).map_err(failed)?;
    if files.is_empty() {
        return Err(format!(
            "the folder '{}' has no metadata: no file in it ends in .csdl, .xml or .edmx",
            csdl.display()
        ));
    }
    let documents: Vec<Document> = files
        .iter()
        .map(|file| document(file))
        .collect::<Result<_, _>>()?;
    let schema = Schema::parse_all(documents).map_err(|error| format!("the metadata is faulty: {error}"))?;
    match files.first() {
        Some(first) => with_overlay(schema, first),
        None => Ok(schema),
    }
}

/// With what the overlay states that is beside the file, as the derives read it: `graph.overlay` for `graph.csdl`.
fn with_overlay(schema: Schema, file: &Path) -> Result<Schema, String> {
    let file = file.with_extension("overlay");
    if !file.is_file() {
        return Ok(schema);
    }
    let shown = file.display();
    let text = std::fs::read_to_string(&file)
        .map_err(|error| format!("the overlay '{shown}' cannot be read: {error}"))?;
    let wrong = |errors: &[OverlayError]| {
        let first = errors
            .first()
            .map(|error| format!(" in line {}: {}", error.line, error.message));
        format!("the overlay '{shown}' is faulty{}", first.unwrap_or_default())
    };
    let overlay = Overlay::parse(&text).map_err(|errors| wrong(&errors))?;
    let schema = schema.with_overlay(overlay);
    match schema.check_overlay() {
        errors if errors.is_empty() => Ok(schema),
        errors => Err(wrong(&errors)),
    }
}

fn document(file: &Path) -> Result<Document, String> {
    let shown = file.display();
    let bytes = std::fs::read(file).map_err(|error| {
        let folder = std::env::current_dir().unwrap_or_default();
        format!(
            "the metadata '{shown}' cannot be read: {error}; a relative path begins at '{}'",
            folder.display()
        )
    })?;
    let text = decode(bytes).map_err(|error| format!("the metadata '{shown}' is faulty: {error}"))?;
    Ok(Document {
        name: shown.to_string(),
        text,
    })
}
