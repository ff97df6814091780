//! The Rust types of primitive Edm types.

/// A Rust type with the Edm type of its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Primitive {
    /// The name of the Rust type, without arguments: `DateTime`. A field, as the derives compare it for each of their users' fields.
    pub name: &'static str,
    /// `Edm.DateTimeOffset`
    pub edm: &'static str,
    /// The type as it is written where its parts are imported: `DateTime<FixedOffset>`.
    pub rust: &'static str,
    /// What is imported, each as module and item. Empty for types of the prelude, whose names nobody shadows.
    pub imports: &'static [(&'static str, &'static str)],
}

/// One type an entry; of several for one Edm type the first is the one to propose.
const ALL: [Primitive; 16] = [
    prelude("String", "Edm.String"),
    prelude("bool", "Edm.Boolean"),
    prelude("u8", "Edm.Byte"),
    prelude("i8", "Edm.SByte"),
    prelude("i16", "Edm.Int16"),
    prelude("i32", "Edm.Int32"),
    prelude("i64", "Edm.Int64"),
    prelude("f32", "Edm.Single"),
    prelude("f64", "Edm.Double"),
    Primitive {
        rust: "DateTime<FixedOffset>",
        ..imported(
            "DateTime",
            "Edm.DateTimeOffset",
            &[("chrono", "DateTime"), ("chrono", "FixedOffset")],
        )
    },
    imported("NaiveDate", "Edm.Date", &[("chrono", "NaiveDate")]),
    imported("NaiveTime", "Edm.TimeOfDay", &[("chrono", "NaiveTime")]),
    imported("Duration", "Edm.Duration", &[("odata_entity::edm", "Duration")]),
    imported("Binary", "Edm.Binary", &[("odata_entity::edm", "Binary")]),
    imported("Uuid", "Edm.Guid", &[("uuid", "Uuid")]),
    imported("Decimal", "Edm.Decimal", &[("rust_decimal", "Decimal")]),
];

impl Primitive {
    /// All entries.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn all() -> &'static [Primitive] {
        &ALL
    }

    /// The entry of a Rust type by its name.
    ///
    /// ```
    /// use odata_entity_names::Primitive;
    /// assert_eq!(Primitive::of_rust("DateTime").map(|ty| ty.edm), Some("Edm.DateTimeOffset"));
    /// assert_eq!(Primitive::of_rust("u64"), None);
    /// ```
    #[must_use = "this changes nothing: use what it returns"]
    pub fn of_rust(name: &str) -> Option<&'static Primitive> {
        ALL.iter().find(|ty| ty.name == name)
    }

    /// The entry of an Edm type. None for types without their own Rust type (`Edm.Untyped`, `Edm.Stream`,
    /// geographies).
    #[must_use = "this changes nothing: use what it returns"]
    pub fn of_edm(name: &str) -> Option<&'static Primitive> {
        ALL.iter().find(|ty| ty.edm == name)
    }

    /// Whether the name is one of the prelude's, so that it is surely this type.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_prelude(&self) -> bool {
        self.imports.is_empty()
    }
}

const fn prelude(name: &'static str, edm: &'static str) -> Primitive {
    imported(name, edm, &[])
}

const fn imported(
    name: &'static str,
    edm: &'static str,
    imports: &'static [(&'static str, &'static str)],
) -> Primitive {
    Primitive {
        name,
        edm,
        rust: name,
        imports,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_found_by_both_names() {
        for ty in &ALL {
            assert_eq!(Primitive::of_rust(ty.name), Some(ty));
            assert_eq!(Primitive::of_edm(ty.edm), Some(ty));
            let imported = ty.imports.iter().any(|(_, item)| *item == ty.name);
            assert_eq!(imported, !ty.is_prelude(), "{ty:?}");
        }
    }
}
