//! The modules of a crate, as its files are.

use std::fs;
use std::io;
use std::path::Path;

use crate::paths::{Found, Paths, paths};

/// The modules of a crate, each in a separate file; those of tests are left out.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The modules; the crate root, whose path is empty, is the first.
    pub modules: Vec<Module>,
}

/// A module in a separate file.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its path from the crate root on: `a::b`.
    pub path: String,
    /// Its file, from the folder of the crate root on.
    pub file: String,
    /// What it uses and declares.
    pub paths: Paths,
}

impl Tree {
    /// Reads a crate from its root file on, along its `mod` lines.
    ///
    /// # Errors
    /// A file cannot be read, or a module that is declared has none.
    pub fn read(root: &Path) -> io::Result<Tree> {
        let folder = root.parent().unwrap_or(Path::new(""));
        let name = root
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let read = |file: &str| fs::read_to_string(folder.join(file));
        Tree::of(&name, read)
    }

    /// The same with files that `read` has.
    ///
    /// # Errors
    /// Those of `read`, and a module that is declared and has no file.
    pub fn of(root: &str, read: impl Fn(&str) -> io::Result<String>) -> io::Result<Tree> {
        let mut tree = Tree::default();
        let mut queue = vec![(String::new(), root.to_owned())];
        while let Some((path, file)) = queue.pop() {
            let paths = paths(&read(&file)?, &path);
            for child in paths.children.iter().flatten() {
                let child = match path.as_str() {
                    "" => child.clone(),
                    path => format!("{path}::{child}"),
                };
                let stem = child.replace("::", "/");
                let files = [format!("{stem}.rs"), format!("{stem}/mod.rs")];
                let found = files.into_iter().find(|file| read(file).is_ok());
                let found = found.ok_or_else(|| {
                    io::Error::new(
                        io::ErrorKind::NotFound,
                        format!("`{file}` declares `{child}`, which has no file"),
                    )
                })?;
                queue.push((child, found));
            }
            tree.modules.push(Module { path, file, paths });
        }
        tree.modules.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(tree)
    }

    /// The module that a path leads into: the longest beginning of it that is a module in a file.
    fn module_of<'p>(&self, path: &'p str) -> &'p str {
        let mut end = path.len();
        loop {
            let part = path.get(..end).unwrap_or_default();
            if part.is_empty() || self.modules.iter().any(|module| module.path == part) {
                return part;
            }
            end = part.rfind("::").unwrap_or(0);
        }
    }
}

impl Module {
    /// The other modules that it uses, as often as it names them.
    pub fn uses<'t>(&'t self, tree: &'t Tree) -> impl Iterator<Item = Found> + 't {
        let uses = self.paths.found.iter().map(|found| Found {
            path: tree.module_of(&found.path).to_owned(),
            line: found.line,
        });
        uses.filter(|found| found.path != self.path)
    }
}
