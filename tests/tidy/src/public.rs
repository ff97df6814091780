//! What of a crate is public, by the name that its docs have it under.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use crate::docs::Docs;
use crate::items::{Declared, Modules, joined, modules};

/// A public item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PublicItem {
    /// Its path without the crate: `error::PathError`. Of several, that of the page in the docs, else the shortest.
    pub name: String,
    /// The file that declares or exports it, from the folder of the crate root on.
    pub file: String,
    /// Whether its docs have an example that is compiled.
    pub has_example: bool,
}

/// The public items of the crate with that root file: structs, enums, unions, traits, functions, type aliases, macros, and what it
/// exports of other packages with that prefix. What is hidden from the docs is left out, and what a macro makes is not seen.
///
/// # Errors
/// A file that cannot be read, or is no Rust.
pub fn public_items(root: &Path, siblings: &str) -> io::Result<Vec<PublicItem>> {
    let folder = root.parent().unwrap_or(Path::new(""));
    let name = root.file_name().unwrap_or_default().to_string_lossy();
    public_items_of(&name, siblings, |file| std::fs::read_to_string(folder.join(file)))
}

/// The same with files that `read` has.
///
/// # Errors
/// Those of `read`, and a file that is no Rust.
pub fn public_items_of(
    root: &str,
    siblings: &str,
    read: impl Fn(&str) -> io::Result<String>,
) -> io::Result<Vec<PublicItem>> {
    let modules = modules(root, &read)?;
    let mut walk = Walk {
        modules: &modules,
        siblings,
        seen: BTreeSet::new(),
        found: BTreeMap::new(),
    };
    walk.module("", "");
    let items = walk.found.into_values().map(|found| PublicItem {
        name: found.name.2,
        file: found.file,
        has_example: found.has_example,
    });
    Ok(items.collect())
}

/// What an item is known by: its module, its name, and which of that name it is.
type Id = (String, String, usize);

/// What a path leads to.
enum Target {
    Module(String),
    Item(Id),
    /// An item of another package.
    Foreign,
}

struct Found {
    /// Whether it is only a link, how many parts it has, and the name: the least is the item's.
    name: (bool, usize, String),
    file: String,
    has_example: bool,
}

struct Walk<'m> {
    modules: &'m Modules,
    siblings: &'m str,
    /// The modules by the names that they were walked under.
    seen: BTreeSet<(String, String)>,
    found: BTreeMap<Id, Found>,
}

impl Walk<'_> {
    /// Takes note of what a module has that is public, under this name.
    fn module(&mut self, path: &str, name: &str) {
        let Some(contents) = self.modules.get(path) else {
            return;
        };
        if !self.seen.insert((path.to_owned(), name.to_owned())) {
            return;
        }
        let is_shown = |declared: &&Declared| declared.is_public && !declared.docs.is_hidden;
        for (at, item) in contents.items.iter().enumerate() {
            if is_shown(&item) {
                let id = (path.to_owned(), item.name.clone(), at);
                self.note(id, joined(name, &item.name), &contents.file, &[&item.docs]);
            }
        }
        for child in contents.children.iter().filter(is_shown) {
            self.module(&joined(path, &child.name), &joined(name, &child.name));
        }
        for import in &contents.imports {
            if !import.is_public || import.docs.is_hidden {
                continue;
            }
            let exported = match import.name.as_str() {
                "*" => name.to_owned(),
                own => joined(name, own),
            };
            for target in self.targets(path, &import.path, 0) {
                match target {
                    Target::Module(module) => self.module(&module, &exported),
                    Target::Item(id) => self.export(id, exported.clone(), &import.docs),
                    Target::Foreign
                        if import
                            .path
                            .first()
                            .is_some_and(|name| name.starts_with(self.siblings)) =>
                    {
                        let id = (import.path.join("::"), exported.clone(), 0);
                        self.note(id, exported.clone(), &contents.file, &[&import.docs]);
                    }
                    Target::Foreign => {}
                }
            }
        }
    }

    /// Takes note of an item that is exported elsewhere; rustdoc puts the text of the `use` before its own.
    fn export(&mut self, id: Id, name: String, docs: &Docs) {
        let Some(contents) = self.modules.get(&id.0) else {
            return;
        };
        if let Some(item) = contents.items.get(id.2)
            && !item.docs.is_hidden
        {
            self.note(id, name, &contents.file, &[docs, &item.docs]);
        }
    }

    fn note(&mut self, id: Id, name: String, file: &str, docs: &[&Docs]) {
        let is_link = docs.iter().any(|docs| docs.is_link);
        let has_example = docs.iter().any(|docs| docs.has_example());
        let name = (is_link, name.split("::").count(), name);
        let found = self.found.entry(id).or_insert_with(|| Found {
            name: name.clone(),
            file: file.to_owned(),
            has_example,
        });
        found.has_example |= has_example;
        if name < found.name {
            found.name = name;
        }
    }

    /// What the path of a `use` in a module leads to, in each namespace.
    fn targets(&self, module: &str, path: &[String], depth: usize) -> Vec<Target> {
        let Some((first, rest)) = path.split_first() else {
            return vec![Target::Module(module.to_owned())];
        };
        match first.as_str() {
            "crate" => return self.targets("", rest, depth),
            "self" => return self.targets(module, rest, depth),
            "super" => {
                let outer = module.rsplit_once("::").map_or("", |(outer, _)| outer);
                return self.targets(outer, rest, depth);
            }
            _ => {}
        }
        let targets = self.named(module, first, depth);
        if targets.is_empty() {
            return vec![Target::Foreign];
        }
        if rest.is_empty() {
            return targets;
        }
        let modules = targets.into_iter().filter_map(|target| match target {
            Target::Module(module) => Some(module),
            Target::Item(_) | Target::Foreign => None,
        });
        modules
            .flat_map(|module| self.targets(&module, rest, depth))
            .collect()
    }

    /// What has that name in a module: what it declares, and what it imports.
    fn named(&self, module: &str, name: &str, depth: usize) -> Vec<Target> {
        // A path goes through few imports; more is a circle.
        let (Some(contents), true) = (self.modules.get(module), depth < 16) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        if contents.children.iter().any(|child| child.name == name) {
            out.push(Target::Module(joined(module, name)));
        }
        for (at, item) in contents.items.iter().enumerate() {
            if item.name == name {
                out.push(Target::Item((module.to_owned(), name.to_owned(), at)));
            }
        }
        for import in &contents.imports {
            if import.name == name {
                out.extend(self.targets(module, &import.path, depth + 1));
            } else if import.name == "*" {
                for target in self.targets(module, &import.path, depth + 1) {
                    if let Target::Module(other) = target {
                        out.extend(self.named(&other, name, depth + 1));
                    }
                }
            }
        }
        out
    }
}
