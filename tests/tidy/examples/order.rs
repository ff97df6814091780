//! The order that the modules of a crate could have, and the knots that have none: `cargo run -p odata-entity-tidy --example order
//! runtime/src/lib.rs`

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use odata_entity_tidy::Tree;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = std::env::args().nth(1).ok_or("usage: order ROOT_FILE")?;
    let tree = Tree::read(Path::new(&root))?;
    let mut uses: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for module in &tree.modules {
        let others = module.uses(&tree).map(|found| found.path);
        uses.insert(&module.path, others.collect());
    }
    // Modules whose uses are all placed come next; what is left in the end is in knots, or uses one.
    let mut placed: BTreeSet<String> = BTreeSet::new();
    loop {
        let is_free = |name: &str| uses.get(name).is_some_and(|others| others.is_subset(&placed));
        let next: Vec<&str> = uses.keys().copied().filter(|name| is_free(name)).collect();
        if next.is_empty() {
            break;
        }
        println!("{}", next.join(" "));
        for name in next {
            uses.remove(name);
            placed.insert(name.to_owned());
        }
    }
    for (name, others) in &uses {
        let open: Vec<&str> = others.difference(&placed).map(String::as_str).collect();
        println!("in a knot, or uses one: {name} uses {}", open.join(" "));
    }
    Ok(())
}
