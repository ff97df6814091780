//! How much of the documentation was compared.

use std::collections::BTreeSet;

use crate::ordered::Ordered;

/// What was compared, so that a test which compares less than it claims does not pass.
#[derive(Debug, Default)]
pub struct Compared {
    types: BTreeSet<&'static str>,
    calls: usize,
    /// Members of all bodies, at any depth.
    members: usize,
    /// The types whose documented body has over 100 members.
    wide: BTreeSet<&'static str>,
    /// The types whose documented body has complex values three deep.
    deep: BTreeSet<&'static str>,
}

impl Compared {
    /// A call of a type is to be compared.
    pub fn add(&mut self, entity: &'static str, call: &Ordered) {
        let body = call
            .get("request")
            .and_then(|request| request.get("body"))
            .unwrap();
        let Ordered::Object(members) = body else {
            panic!("{entity} has no body");
        };
        self.types.insert(entity);
        self.calls += 1;
        self.members += count(body);
        if members.len() > 100 {
            self.wide.insert(entity);
        }
        if depth(body) > 3 {
            self.deep.insert(entity);
        }
    }

    /// At least what the set had when this was written.
    pub fn is_all(&self) {
        assert!(
            self.types.len() >= 50 && self.calls >= 60 && self.members >= 1_234,
            "{self:?}"
        );
        assert_eq!(
            Vec::from_iter(self.wide.iter().copied()),
            ["iosGeneralDeviceConfiguration", "windows10GeneralConfiguration"]
        );
        assert!(self.deep.contains("iosDeviceFeaturesConfiguration"), "{self:?}");
    }
}

/// The members of an object and of all objects inside.
fn count(value: &Ordered) -> usize {
    match value {
        Ordered::Object(members) => {
            members.len() + members.iter().map(|(_, value)| count(value)).sum::<usize>()
        }
        Ordered::Array(items) => items.iter().map(count).sum(),
        Ordered::Leaf(_) => 0,
    }
}

/// How many objects are in one another, the body's own among them.
fn depth(value: &Ordered) -> usize {
    match value {
        Ordered::Object(members) => 1 + members.iter().map(|(_, value)| depth(value)).max().unwrap_or(0),
        Ordered::Array(items) => items.iter().map(depth).max().unwrap_or(0),
        Ordered::Leaf(_) => 0,
    }
}
