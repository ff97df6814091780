//! The source of a generated crate: its manifest and its one `lib.rs`.

use std::fmt::Write as _;
use std::path::Path;
use std::{fmt, fs, io};

use crate::shape::{Entity, Enum, Property, Shapes, Union};

/// The name of every generated crate: what the measuring wrapper waits for.
pub(crate) const CRATE_NAME: &str = "shapes";

/// What a generated crate does with its entities.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// Declares them.
    Nothing,
    /// Reads each once, by a function of its own: a debug build makes the code of what is called.
    Reading,
}

/// Which derives the structs and enums carry besides `Debug, Clone, PartialEq`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Variant {
    /// None.
    Plain,
    /// serde's pair.
    Serde,
    /// serde's reading half, declared and not called.
    Declared,
    /// serde's reading half.
    Deserialize,
    /// This project's, which write and read.
    Entity,
    /// This project's beside serde's reading half, not called: `deserialize = false`. Over `Declared` it is what writing costs.
    Writing,
}

impl Variant {
    /// What is compared of a crate that is compiled only, and of one in which each entity is read once.
    pub(crate) fn compared(use_of: Use, complex: bool) -> &'static [Self] {
        match (use_of, complex) {
            (Use::Nothing, _) => &[Self::Plain, Self::Serde, Self::Entity],
            // serde's attributes of unions are none that the derives take.
            (Use::Reading, true) => &[Self::Plain, Self::Deserialize, Self::Entity],
            (Use::Reading, false) => &[
                Self::Plain,
                Self::Declared,
                Self::Deserialize,
                Self::Writing,
                Self::Entity,
            ],
        }
    }

    /// Whether its entities can be read.
    fn reads(self) -> bool {
        !matches!(self, Self::Plain | Self::Declared | Self::Writing)
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Serde => "serde",
            Self::Declared => "declared",
            Self::Deserialize => "deserialize",
            Self::Entity => "entity",
            Self::Writing => "writing",
        }
    }

    fn on_structs(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Serde => ", Serialize, Deserialize",
            Self::Declared | Self::Deserialize => ", Deserialize",
            Self::Writing => ", Deserialize, Entity",
            Self::Entity => ", Entity",
        }
    }

    fn on_enums(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Serde => ", Serialize, Deserialize",
            Self::Declared | Self::Deserialize => ", Deserialize",
            Self::Entity | Self::Writing => ", EnumType",
        }
    }

    fn on_complexes(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Serde => ", Serialize, Deserialize",
            Self::Declared | Self::Deserialize => ", Deserialize",
            Self::Writing => ", Deserialize, ComplexType",
            Self::Entity => ", ComplexType",
        }
    }

    fn on_unions(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Serde => ", Serialize, Deserialize",
            Self::Declared | Self::Deserialize => ", Deserialize",
            Self::Writing => ", Deserialize, ComplexType",
            Self::Entity => ", ComplexType",
        }
    }

    /// What the types of a crate need, with complex ones or without.
    fn imports(self, complex: bool) -> &'static str {
        match (self, complex) {
            (Self::Plain, _) => "",
            (Self::Serde, _) => "use serde::{Deserialize, Serialize};\n",
            (Self::Declared | Self::Deserialize, _) => "use serde::Deserialize;\n",
            (Self::Writing, _) => "use odata_entity::{Entity, EnumType};\nuse serde::Deserialize;\n",
            (Self::Entity, false) => "use odata_entity::{Entity, EnumType};\n",
            (Self::Entity, true) => "use odata_entity::{ComplexType, Entity, EnumType};\n",
        }
    }

    fn has_odata(self) -> bool {
        matches!(self, Self::Entity | Self::Writing)
    }

    fn has_serde(self) -> bool {
        matches!(self, Self::Serde | Self::Declared | Self::Deserialize)
    }
}

/// A package: where it lies and what it depends on.
pub(crate) struct Package<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) dependencies: &'a str,
    pub(crate) source: &'a str,
}

impl Package<'_> {
    /// Writes the package with the workspace's own lock file beside it, so that versions agree and nothing is fetched.
    pub(crate) fn write(&self) -> io::Result<()> {
        let src = self.folder.join("src");
        fs::create_dir_all(&src)?;
        let manifest = format!(
            "[package]\nname = \"{CRATE_NAME}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{}\n[workspace]\n",
            self.dependencies
        );
        fs::write(self.folder.join("Cargo.toml"), manifest)?;
        fs::write(src.join("lib.rs"), self.source)?;
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        if lock.exists() {
            fs::copy(lock, self.folder.join("Cargo.lock"))?;
        }
        Ok(())
    }
}

/// serde (with its derives), serde_json and chrono, as the workspace has them.
pub(crate) const REGISTRY: &str = "\
    chrono = { version = \"0.4\", default-features = false, features = [\"alloc\", \"std\", \"serde\"] }\n\
    serde = { version = \"1\", features = [\"derive\"] }\n\
    serde_json = \"1\"\n";

/// [`REGISTRY`] and `odata-entity` with its default features.
pub(crate) fn with_odata_entity() -> String {
    format!(
        "odata-entity = {{ path = {:?} }}\n{REGISTRY}",
        env!("CARGO_MANIFEST_DIR")
    )
}

/// The crate's one file.
pub(crate) fn source(shapes: &Shapes, variant: Variant, use_of: Use) -> Result<String, fmt::Error> {
    let mut out = String::from("//! Entities of generated shapes.\n\nuse chrono::{DateTime, FixedOffset};\n");
    out.push_str(variant.imports(!shapes.complexes.is_empty()));
    for (index, item) in shapes.enums.iter().enumerate() {
        enum_item(&mut out, index, item, variant)?;
    }
    for (index, item) in shapes.complexes.iter().enumerate() {
        complex_item(&mut out, index, item, variant.on_complexes(), variant)?;
    }
    for (index, item) in shapes.unions.iter().enumerate() {
        union_item(&mut out, index, item, variant)?;
    }
    for (index, item) in shapes.entities.iter().enumerate() {
        struct_item(&mut out, index, item, variant)?;
    }
    if use_of == Use::Reading && variant.reads() {
        (0..shapes.entities.len()).try_for_each(|index| reading_item(&mut out, index))?;
    }
    Ok(out)
}

fn enum_item(out: &mut String, index: usize, item: &Enum, variant: Variant) -> fmt::Result {
    let derives = variant.on_enums();
    writeln!(out, "\n/// The states of kind {index}.")?;
    writeln!(out, "#[derive(Debug, Clone, PartialEq, Eq{derives})]")?;
    match variant {
        Variant::Plain => {}
        Variant::Serde | Variant::Declared | Variant::Deserialize => {
            writeln!(out, "#[serde(rename_all = \"camelCase\")]")?;
        }
        Variant::Entity | Variant::Writing => {
            writeln!(out, "#[odata(type = \"microsoft.graph.enum{index}\")]")?;
        }
    }
    writeln!(out, "pub enum Enum{index} {{")?;
    for member in &item.members {
        writeln!(out, "    /// The state `{member}`.\n    {member},")?;
    }
    writeln!(out, "    /// A member that this build does not know.")?;
    match variant {
        Variant::Plain => {}
        Variant::Serde | Variant::Declared | Variant::Deserialize => writeln!(out, "    #[serde(untagged)]")?,
        Variant::Entity | Variant::Writing => writeln!(out, "    #[odata(other)]")?,
    }
    writeln!(out, "    Other(String),\n}}")
}

fn complex_item(
    out: &mut String,
    index: usize,
    item: &Entity,
    derives: &str,
    variant: Variant,
) -> fmt::Result {
    writeln!(out, "\n/// A value of kind {index}, as the service keeps it.")?;
    writeln!(out, "#[derive(Debug, Clone, PartialEq{derives})]")?;
    if variant != Variant::Plain {
        writeln!(out, "#[serde(rename_all = \"camelCase\")]")?;
    }
    if variant.has_odata() {
        writeln!(out, "#[odata(type = \"microsoft.graph.complex{index}\")]")?;
    }
    writeln!(out, "pub struct Complex{index} {{")?;
    for property in &item.properties {
        field(out, property, variant)?;
    }
    writeln!(out, "}}")
}

fn union_item(out: &mut String, index: usize, item: &Union, variant: Variant) -> fmt::Result {
    let derives = variant.on_unions();
    writeln!(out, "\n/// One of the values of kind {index}.")?;
    writeln!(out, "#[derive(Debug, Clone, PartialEq{derives})]")?;
    match variant {
        Variant::Plain => {}
        Variant::Serde | Variant::Declared | Variant::Deserialize => {
            writeln!(out, "#[serde(tag = \"@odata.type\")]")?;
        }
        Variant::Entity | Variant::Writing => {
            writeln!(out, "#[odata(type = \"microsoft.graph.union{index}\")]")?;
        }
    }
    writeln!(out, "pub enum Union{index} {{")?;
    for complex in &item.variants {
        writeln!(out, "    /// The derived type {complex}.")?;
        if variant.has_serde() {
            writeln!(
                out,
                "    #[serde(rename = \"#microsoft.graph.complex{complex}\")]"
            )?;
        }
        writeln!(out, "    Complex{complex}(Complex{complex}),")?;
    }
    writeln!(out, "    /// A type that this build does not know.")?;
    match variant {
        Variant::Plain => {}
        Variant::Serde | Variant::Declared | Variant::Deserialize => writeln!(out, "    #[serde(untagged)]")?,
        Variant::Entity | Variant::Writing => writeln!(out, "    #[odata(other)]")?,
    }
    writeln!(out, "    Other(serde_json::Value),\n}}")
}

fn struct_item(out: &mut String, index: usize, item: &Entity, variant: Variant) -> fmt::Result {
    let derives = variant.on_structs();
    writeln!(out, "\n/// An object of kind {index}, as the service keeps it.")?;
    writeln!(out, "#[derive(Debug, Clone, PartialEq{derives})]")?;
    if variant != Variant::Plain {
        writeln!(out, "#[serde(rename_all = \"camelCase\")]")?;
    }
    if variant.has_odata() {
        writeln!(out, "#[odata(\n    type = \"microsoft.graph.entity{index}\",")?;
        if variant == Variant::Writing {
            writeln!(out, "    deserialize = false,")?;
        }
        writeln!(
            out,
            "    path = \"/things{index}/{{thingId}}/parts/{{partId}}\"\n)]"
        )?;
    }
    writeln!(out, "pub struct Entity{index} {{\n    /// Key of the object.")?;
    if variant.has_odata() {
        writeln!(out, "    #[odata(key)]")?;
    }
    writeln!(out, "    pub id: String,")?;
    for property in &item.properties {
        field(out, property, variant)?;
    }
    writeln!(out, "}}")
}

fn reading_item(out: &mut String, index: usize) -> fmt::Result {
    writeln!(out, "\n/// Reads an object of kind {index}.")?;
    writeln!(
        out,
        "pub fn read{index}(text: &str) -> serde_json::Result<Entity{index}> {{"
    )?;
    writeln!(out, "    serde_json::from_str(text)\n}}")
}

fn field(out: &mut String, property: &Property, variant: Variant) -> fmt::Result {
    let Property {
        name,
        ty,
        non_nullable,
    } = property;
    let words = name.replace('_', " ");
    // Graph's descriptions of properties have 95 characters on average.
    writeln!(
        out,
        "    /// The {words} that was reported for this object the last time it was seen by the service."
    )?;
    if *non_nullable && variant.has_odata() {
        writeln!(out, "    #[odata(non_nullable)]")?;
    }
    writeln!(out, "    pub {name}: {ty},")
}
