//! What types are to each other.

use odata_entity_csdl::{Schema, StructuredType};

use crate::failure::Failure;
use crate::versions::newest;

/// A type and those derived from it, without the abstract ones: what a value that is declared as the type can be. Of versions
/// it is the newest.
pub(crate) fn concrete(schema: &Schema, ty: &str) -> Result<Vec<String>, Failure> {
    let mut all = vec![schema.canonical(ty)];
    all.extend(schema.derived_types(ty));
    let mut concrete = Vec::new();
    for name in newest(all) {
        let is_usable = |ty: &StructuredType| !ty.is_abstract && schema.lineage(&ty.name).is_ok();
        if schema.structured_type(&name).is_ok_and(is_usable) {
            concrete.push(name);
        }
    }
    Ok(concrete)
}

/// The base that is embedded in a type: not one that only has the key, as the root of Graph's types does.
pub(crate) fn embedded_base<'s>(
    schema: &'s Schema,
    ty: &StructuredType,
) -> Result<Option<&'s StructuredType>, Failure> {
    match schema.lineage(&ty.name)?.get(1) {
        Some(base) if !is_bare(base) => Ok(Some(base)),
        _ => Ok(None),
    }
}

/// How many properties a type may have that is nothing but a key.
const KEY_PARTS: usize = 16;

/// Whether a type has no base and no properties but its key.
pub(crate) fn is_bare(ty: &StructuredType) -> bool {
    let is_key = |name: &str| ty.key.iter().any(|part| part.path == name);
    ty.is_abstract
        && ty.base.is_none()
        && ty.properties.len() <= KEY_PARTS
        && ty.properties.iter().all(|property| is_key(&property.name))
}

/// Whether a complex type means any JSON: Graph has a `Json` without properties, whose values are lists and numbers
/// as well.
pub(crate) fn is_json(schema: &Schema, name: &str) -> bool {
    name.ends_with(".Json")
        && schema
            .complex_type(name)
            .is_ok_and(|ty| ty.properties.is_empty() && ty.base.is_none())
}
