//! What a module uses from elsewhere.

use std::collections::{BTreeMap, BTreeSet};

/// The items that a module names, by the module that has them; and what of Cargo this needs.
#[derive(Default)]
pub(crate) struct Imports {
    items: BTreeMap<&'static str, BTreeSet<&'static str>>,
    /// Features of `odata-entity`.
    features: BTreeSet<&'static str>,
    /// Crates that are named by their paths only.
    crates: BTreeSet<&'static str>,
}

impl Imports {
    /// Imports an item.
    pub(crate) fn add(&mut self, module: &'static str, item: &'static str) {
        self.items.entry(module).or_default().insert(item);
        let name = module.split("::").next().unwrap_or(module);
        if name != "std" {
            self.crates.insert(name);
        }
        self.feature(name);
    }

    /// Notes a crate that is named by its path.
    pub(crate) fn path(&mut self, path: &'static str) {
        let name = path.split("::").next().unwrap_or(path);
        self.crates.insert(name);
        self.feature(name);
    }

    fn feature(&mut self, name: &str) {
        match name {
            "uuid" => self.features.insert("uuid"),
            "rust_decimal" => self.features.insert("decimal"),
            _ => false,
        };
    }

    /// The `use` lines, in rustfmt's order.
    pub(crate) fn lines(&self) -> Vec<String> {
        let line = |(module, items): (&&str, &BTreeSet<&str>)| {
            let items: Vec<&str> = items.iter().copied().collect();
            match items.as_slice() {
                [item] => format!("use {module}::{item};"),
                several => format!("use {module}::{{{}}};", several.join(", ")),
            }
        };
        let mut lines: Vec<(bool, String)> = self
            .items
            .iter()
            .map(|entry| (*entry.0 == "odata_entity", line(entry)))
            .collect();
        // A module's own items come behind those of its modules.
        if let Some(at) = lines.iter().position(|(own, _)| *own)
            && lines
                .get(at + 1)
                .is_some_and(|(_, next)| next.starts_with("use odata_entity::"))
        {
            lines.swap(at, at + 1);
        }
        lines.into_iter().map(|(_, line)| line).collect()
    }

    /// The `[dependencies]` that the module needs.
    pub(crate) fn dependencies(&self) -> Vec<String> {
        let features: Vec<String> = self.features.iter().map(|name| format!("{name:?}")).collect();
        let mut lines = Vec::new();
        for name in &self.crates {
            let version = env!("CARGO_PKG_VERSION");
            lines.push(match *name {
                "odata_entity" if features.is_empty() => format!("odata-entity = {version:?}"),
                "odata_entity" => {
                    format!(
                        "odata-entity = {{ version = {version:?}, features = [{}] }}",
                        features.join(", ")
                    )
                }
                "chrono" => "chrono = \"0.4\"".to_owned(),
                other => format!("{other} = \"1\""),
            });
        }
        lines
    }
}
