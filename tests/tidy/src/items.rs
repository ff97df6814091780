//! The items of a crate and how they are exported, as its sources have them. What a macro makes is not seen.

use std::collections::BTreeMap;
use std::io;

use syn::{Item, UseTree, Visibility};

use crate::docs::Docs;

/// The modules of a crate by their paths; that of the root is empty.
pub(crate) type Modules = BTreeMap<String, Contents>;

/// What a module declares.
#[derive(Clone, Debug, Default)]
pub(crate) struct Contents {
    /// Its file, from the folder of the crate root on.
    pub(crate) file: String,
    /// Its structs, enums, unions, traits, functions, type aliases, and exported macros.
    pub(crate) items: Vec<Declared>,
    /// The modules in it.
    pub(crate) children: Vec<Declared>,
    /// What it imports, one name each.
    pub(crate) imports: Vec<Import>,
}

/// An item or module.
#[derive(Clone, Debug)]
pub(crate) struct Declared {
    pub(crate) name: String,
    pub(crate) is_public: bool,
    pub(crate) docs: Docs,
}

/// One name of a `use`; that of a glob is `*`.
#[derive(Clone, Debug)]
pub(crate) struct Import {
    pub(crate) path: Vec<String>,
    pub(crate) name: String,
    pub(crate) is_public: bool,
    pub(crate) docs: Docs,
}

/// Reads a crate from its root file on; `read` has the text of a file, which is named from the folder of the root on.
///
/// # Errors
/// Those of `read`, a file that is no Rust, a module without a file.
pub(crate) fn modules(root: &str, read: &impl Fn(&str) -> io::Result<String>) -> io::Result<Modules> {
    let mut reader = Reader {
        read,
        modules: Modules::new(),
        macros: Vec::new(),
    };
    reader.file("", root, "")?;
    if let Some(contents) = reader.modules.get_mut("") {
        contents.items.append(&mut reader.macros);
    }
    Ok(reader.modules)
}

struct Reader<'r, R> {
    read: &'r R,
    modules: Modules,
    /// The macros that are exported.
    macros: Vec<Declared>,
}

impl<R: Fn(&str) -> io::Result<String>> Reader<'_, R> {
    /// Reads the module in a file, whose child modules are in `folder`.
    fn file(&mut self, module: &str, file: &str, folder: &str) -> io::Result<()> {
        let source = syn::parse_file(&(self.read)(file)?);
        let source = source.map_err(|error| io::Error::other(format!("{file}: {error}")))?;
        self.module(module, file, folder, &source.items)
    }

    fn module(&mut self, module: &str, file: &str, folder: &str, items: &[Item]) -> io::Result<()> {
        let mut contents = Contents {
            file: file.to_owned(),
            ..Contents::default()
        };
        for item in items {
            self.item(module, folder, item, &mut contents)?;
        }
        self.modules.insert(module.to_owned(), contents);
        Ok(())
    }

    fn item(&mut self, module: &str, folder: &str, item: &Item, contents: &mut Contents) -> io::Result<()> {
        let (attributes, vis, name) = match item {
            Item::Struct(item) => (&item.attrs, Some(&item.vis), item.ident.to_string()),
            Item::Enum(item) => (&item.attrs, Some(&item.vis), item.ident.to_string()),
            Item::Union(item) => (&item.attrs, Some(&item.vis), item.ident.to_string()),
            Item::Trait(item) => (&item.attrs, Some(&item.vis), item.ident.to_string()),
            Item::Type(item) => (&item.attrs, Some(&item.vis), item.ident.to_string()),
            Item::Fn(item) => (&item.attrs, Some(&item.vis), item.sig.ident.to_string()),
            Item::Mod(item) => (&item.attrs, Some(&item.vis), item.ident.to_string()),
            Item::Use(item) => (&item.attrs, Some(&item.vis), String::new()),
            Item::Macro(item) => (
                &item.attrs,
                None,
                item.ident.as_ref().map(ToString::to_string).unwrap_or_default(),
            ),
            _ => return Ok(()),
        };
        let base = contents
            .file
            .rsplit_once('/')
            .map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let docs = Docs::read(attributes, |file| (self.read)(&format!("{base}{file}")))?;
        let declared = Declared {
            is_public: vis.is_some_and(|vis| matches!(vis, Visibility::Public(_))),
            name,
            docs,
        };
        match item {
            Item::Use(item) => imports(&item.tree, &mut Vec::new(), &declared, &mut contents.imports),
            // It is at the root, wherever it is written.
            Item::Macro(_) if declared.docs.is_exported => self.macros.push(Declared {
                is_public: true,
                ..declared
            }),
            Item::Macro(_) => {}
            Item::Mod(_) if declared.docs.is_hidden => {}
            Item::Mod(item) => {
                let path = joined(module, &declared.name);
                let inner = joined_folder(folder, &declared.name);
                match &item.content {
                    Some((_, items)) => self.module(&path, &contents.file, &inner, items)?,
                    None => {
                        let files = [format!("{inner}.rs"), format!("{inner}/mod.rs")];
                        let found = files.into_iter().find(|file| (self.read)(file).is_ok());
                        let missing = || io::Error::other(format!("`{path}` has no file"));
                        self.file(&path, &found.ok_or_else(missing)?, &inner)?;
                    }
                }
                contents.children.push(declared);
            }
            _ => contents.items.push(declared),
        }
        Ok(())
    }
}

/// The names of a `use`.
fn imports(tree: &UseTree, before: &mut Vec<String>, declared: &Declared, out: &mut Vec<Import>) {
    let mut add = |path: Vec<String>, name: String| {
        out.push(Import {
            path,
            name,
            is_public: declared.is_public,
            docs: declared.docs.clone(),
        });
    };
    let with = |name: &str| {
        before
            .iter()
            .cloned()
            .chain([name.to_owned()])
            .collect::<Vec<_>>()
    };
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            imports(&path.tree, before, declared, out);
            before.pop();
        }
        UseTree::Name(name) if name.ident == "self" => {
            add(before.clone(), before.last().cloned().unwrap_or_default());
        }
        UseTree::Name(name) => add(with(&name.ident.to_string()), name.ident.to_string()),
        UseTree::Rename(name) => add(with(&name.ident.to_string()), name.rename.to_string()),
        UseTree::Glob(_) => add(before.clone(), "*".to_owned()),
        UseTree::Group(group) => {
            for tree in &group.items {
                imports(tree, before, declared, out);
            }
        }
    }
}

/// The path of a name in a module.
pub(crate) fn joined(module: &str, name: &str) -> String {
    match module {
        "" => name.to_owned(),
        module => format!("{module}::{name}"),
    }
}

fn joined_folder(folder: &str, name: &str) -> String {
    match folder {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    }
}
