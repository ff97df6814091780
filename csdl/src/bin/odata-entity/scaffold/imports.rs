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

    /// The command lines that add what the module needs to a package.
    ///
    /// The features of `odata-entity` are those that the module needs, and two that nearly every program has: `client` sends requests, and
    /// `schema` checks the module against the metadata.
    pub(crate) fn commands(&self) -> Vec<String> {
        let mut features = self.features.clone();
        features.extend(["client", "schema"]);
        let features: Vec<&str> = features.into_iter().collect();
        // Cargo takes features of one crate a call.
        let mut lines = vec![format!(
            "cargo add odata-entity@{} --features {}",
            env!("CARGO_PKG_VERSION"),
            features.join(",")
        )];
        let others: Vec<String> = self
            .crates
            .iter()
            .filter(|name| **name != "odata_entity")
            .map(|name| match *name {
                "chrono" => "chrono@0.4".to_owned(),
                other => format!("{other}@1"),
            })
            .collect();
        if !others.is_empty() {
            lines.push(format!("cargo add {}", others.join(" ")));
        }
        lines
    }
}
