//! Asks everything of a document: it must answer or say what is wrong, without a panic and in reasonable time; and what the quick
//! way to the index finds must be what the full one finds.

#![no_main]

use libfuzzer_sys::fuzz_target;
use odata_entity_csdl::{Kind, Overlay, Schema, Segment};

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Err(errors) = Overlay::parse(text) {
        assert!(!errors.is_empty());
    }
    let Ok(schema) = Schema::parse(text) else { return };
    let faults = schema.check();
    for fault in &faults {
        assert!(!fault.to_string().is_empty());
    }
    let mut entity_types = Vec::new();
    for kind in [Kind::EntityType, Kind::ComplexType] {
        for name in schema.names(kind).take(20) {
            let _ = (
                schema.derived_types(&name),
                schema.key_parts(&name),
                schema.alternate_keys(&name),
            );
            let _ = (schema.description(&name), schema.deprecation(&name));
            for declared in schema.properties(&name).unwrap_or_default() {
                let _ = schema.facts(&name, &declared.property.name);
            }
            entity_types.extend(Some(name).filter(|_| kind == Kind::EntityType));
        }
    }
    follow_paths(&schema);
    let types: Vec<&str> = entity_types.iter().take(3).map(String::as_str).collect();
    if let Ok(small) = schema.prune(&types, &[]) {
        if let Err(error) = Schema::parse(small.as_str()) {
            panic!("{error}\n{small}");
        }
    }
    if faults.is_empty() {
        agree_with_full_reader(text, &schema);
    }
});

/// Follows all that lies one or two segments behind the root.
fn follow_paths(schema: &Schema) {
    let Ok(Some(container)) = schema.container() else {
        return;
    };
    for resource in container.resources.iter().take(20) {
        for name in schema
            .navigation_properties(&resource.entity_type)
            .unwrap_or_default()
            .iter()
            .take(20)
        {
            for path in [
                format!("/{}/{{id}}/{}/$ref", resource.name, name.property.name),
                format!(
                    "/{}/{}(a='b')/x.y/c(d=1)/$count",
                    resource.name, name.property.name
                ),
            ] {
                match schema.route(&Segment::split(&path)) {
                    Ok(route) => drop(route.end().map(|end| end.restrictions(schema))),
                    Err(error) => assert!(!error.to_string().is_empty()),
                }
            }
        }
    }
}

/// Compares with the same document plus an element that only the full reader knows.
fn agree_with_full_reader(text: &str, schema: &Schema) {
    let Some(at) = text.rfind("</Schema") else { return };
    let slow = format!("{}<x:y/>{}", &text[..at], &text[at..]);
    // Where the last closing tag is only text of a comment, the addition changes nothing or breaks something.
    let Ok(full) = Schema::parse(slow) else { return };
    for kind in [
        Kind::EntityType,
        Kind::ComplexType,
        Kind::EnumType,
        Kind::Action,
        Kind::Function,
    ] {
        assert!(
            schema.names(kind).eq(full.names(kind)),
            "the two ways to the index differ"
        );
    }
}
