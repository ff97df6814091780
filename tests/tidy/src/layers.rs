//! The list of a crate's modules in layers.

use std::collections::HashMap;

use crate::tree::Tree;
use crate::{Fault, shown};

/// A list of modules, each of which uses only those before it.
///
/// It is a text with a layer on each line, its modules parted by spaces; `#` begins a comment. A module means those
/// in it that the list does not name. The crate root may use everything.
#[derive(Clone, Debug)]
pub struct Layers {
    name: String,
    places: HashMap<String, usize>,
}

impl Layers {
    /// Reads a list; `name` is what messages call it.
    ///
    /// # Errors
    /// A module that is named twice.
    pub fn parse(name: &str, text: &str) -> Result<Layers, String> {
        let mut places = HashMap::new();
        let lines = text
            .lines()
            .map(|line| line.split('#').next().unwrap_or_default());
        for module in lines.flat_map(str::split_whitespace) {
            let place = places.len();
            if places.insert(module.to_owned(), place).is_some() {
                return Err(format!("{name}: `{module}` is named twice"));
            }
        }
        let name = name.to_owned();
        Ok(Layers { name, places })
    }

    /// The place of a module: its own, or that of the module around it which the list names. The crate root is behind all.
    #[must_use = "the place is what it finds"]
    pub fn place(&self, module: &str) -> Option<usize> {
        if module.is_empty() {
            return Some(self.places.len());
        }
        let mut part = module;
        loop {
            if let Some(place) = self.places.get(part) {
                return Some(*place);
            }
            part = part.rsplit_once("::")?.0;
        }
    }

    /// What the list and the crate do not have in common, and where the crate root declares modules in another order.
    pub(crate) fn compare(&self, tree: &Tree) -> Vec<Fault> {
        let mut faults = Vec::new();
        let fault = |file: &str, message: String| Fault {
            file: file.to_owned(),
            line: 0,
            message,
        };
        for module in &tree.modules {
            if self.place(&module.path).is_none() {
                let message = format!(
                    "`{}` is in no layer: add it to {}",
                    shown(&module.path),
                    self.name
                );
                faults.push(fault(&module.file, message));
            }
        }
        let exists = |name: &str| tree.modules.iter().any(|module| module.path == name);
        let mut gone: Vec<&String> = self.places.keys().filter(|name| !exists(name)).collect();
        gone.sort_unstable();
        for name in gone {
            faults.push(fault(&self.name, format!("the crate has no module `{name}`")));
        }
        let root = tree.modules.iter().find(|module| module.path.is_empty());
        if let Some(root) = root {
            faults.extend(self.compare_groups(&root.file, &root.paths.children));
        }
        faults
    }

    /// The crate root declares its modules in groups, of which each uses only those before it: rustfmt orders a group by name.
    fn compare_groups(&self, file: &str, groups: &[Vec<String>]) -> Option<Fault> {
        let mut last: Option<(usize, &String)> = None;
        for group in groups {
            let places = || group.iter().filter_map(|name| Some((self.place(name)?, name)));
            let first = places().min();
            if let (Some((before, earlier)), Some((place, later))) = (last, first)
                && place < before
            {
                return Some(Fault {
                    file: file.to_owned(),
                    line: 0,
                    message: format!(
                        "`{earlier}` is declared in a group before `{later}`, and is after it in {}",
                        self.name
                    ),
                });
            }
            last = places().max().max(last);
        }
        None
    }
}
