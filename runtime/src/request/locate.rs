//! Which property of a body cannot be read.
//!
//! Reading keeps track of the way into a body, but not through what serde reads in two steps: flattened fields (the base
//! type) and unions. So the rest of the way is found by leaving out: what can go without the fault changing is not at
//! fault. It costs some more readings, and only of a body that could not be read.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The readings that a search may take.
const READINGS: usize = 64;

/// The bytes that a search may look at, all readings together: some milliseconds of work, whatever the body.
const BYTES: usize = 4 << 20;

/// The longest body that is searched: as a tree it takes up many times its length.
const LONGEST: usize = 256 << 10;

/// The path of the property that cannot be read, which begins with `known`; `known` itself where no more can be told.
pub(super) fn locate<T: DeserializeOwned>(body: &[u8], known: String) -> String {
    if body.len() > LONGEST {
        return known;
    }
    let readings = READINGS.min(BYTES / body.len().max(1));
    let length = body.len();
    let Ok(body) = serde_json::from_slice::<Value>(body) else {
        return known;
    };
    let Some(fault) = fault::<T>(&body) else {
        return known;
    };
    let mut search = Search::<T> {
        body,
        fault,
        readings,
        length,
        left: BYTES,
        reads: std::marker::PhantomData,
    };
    if let Some(name) = missing_field(&search.fault).map(str::to_owned) {
        let holder = search.lacking(&known, "", "", &name).unwrap_or(known);
        return member_path(&holder, &name);
    }
    let (mut path, mut pointer) = (String::new(), String::new());
    while let Some((step, token)) = search.narrow(&pointer) {
        match step {
            Step::Item(at) => path.push_str(&format!("[{at}]")),
            Step::Member(name) => path = member_path(&path, &name),
        }
        pointer.push_str(&token);
    }
    if path.starts_with(&known) { path } else { known }
}

fn member_path(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

/// The name of the member that serde says is missing.
fn missing_field(fault: &str) -> Option<&str> {
    let (_, rest) = fault.split_once("missing field `")?;
    rest.split_once('`').map(|(name, _)| name)
}

/// Why the body is not a `T`.
fn fault<T: DeserializeOwned>(body: &Value) -> Option<String> {
    T::deserialize(body).err().map(|error| error.to_string())
}

struct Search<T> {
    /// The body, less and less of it.
    body: Value,
    fault: String,
    readings: usize,
    /// How long the body was.
    length: usize,
    /// The bytes that may still be looked at.
    left: usize,
    reads: std::marker::PhantomData<fn() -> T>,
}

/// A way down from a value.
#[derive(Clone)]
enum Step {
    Item(usize),
    Member(String),
}

impl<T: DeserializeOwned> Search<T> {
    /// The path of the object that lacks the member: the one in which a null of that name makes another fault, or none.
    /// It is `known`, or stands somewhere in there.
    fn lacking(&mut self, known: &str, path: &str, pointer: &str, name: &str) -> Option<String> {
        // To come here took a path and a pointer, and the pointer is followed several times.
        self.left = self.left.checked_sub(8 * (path.len() + pointer.len()) + 64)?;
        if !(path.starts_with(known) || known.starts_with(path)) || self.readings == 0 {
            return None;
        }
        let value = self.body.pointer_mut(pointer)?;
        if let Value::Object(members) = value
            && path.starts_with(known)
            && !members.contains_key(name)
        {
            members.insert(name.to_owned(), Value::Null);
            self.readings -= 1;
            self.left = self.left.saturating_sub(self.length);
            let changed = fault::<T>(&self.body).as_ref() != Some(&self.fault);
            if let Some(Value::Object(members)) = self.body.pointer_mut(pointer) {
                members.remove(name);
            }
            if changed {
                return Some(path.to_owned());
            }
        }
        let inside: Vec<Step> = match self.body.pointer(pointer)? {
            Value::Array(items) => (0..items.len()).map(Step::Item).collect(),
            Value::Object(members) => members.keys().cloned().map(Step::Member).collect(),
            _ => Vec::new(),
        };
        inside.into_iter().find_map(|step| match step {
            Step::Item(at) => self.lacking(known, &format!("{path}[{at}]"), &format!("{pointer}/{at}"), name),
            Step::Member(member) => {
                let token = member.replace('~', "~0").replace('/', "~1");
                self.lacking(
                    known,
                    &member_path(path, &member),
                    &format!("{pointer}/{token}"),
                    name,
                )
            }
        })
    }

    /// Leaves all out of the value at `pointer` that is not at fault, and tells what is, with its token in a JSON pointer.
    fn narrow(&mut self, pointer: &str) -> Option<(Step, String)> {
        let original = self.body.pointer(pointer)?.clone();
        let steps = steps(&original);
        let mut kept = vec![true; steps.len()];
        let mut found = Vec::new();
        self.leave_out(
            pointer,
            &original,
            &steps,
            &mut kept,
            (0, steps.len()),
            &mut found,
        );
        // Of several, those whose lack is another fault are there just because they must be.
        let certain = found.iter().find(|(_, certain)| *certain).or(found.first());
        let step = certain.and_then(|(at, _)| steps.get(*at)).cloned();
        self.put(pointer, &original, &steps, &kept);
        step.map(|step| {
            let token = match &step {
                Step::Item(at) => kept.iter().take(*at).filter(|kept| **kept).count().to_string(),
                Step::Member(name) => name.replace('~', "~0").replace('/', "~1"),
            };
            (step, format!("/{token}"))
        })
    }

    /// Leaves out the steps of a range at once; where that changes the fault, each half of them.
    fn leave_out(
        &mut self,
        pointer: &str,
        original: &Value,
        steps: &[Step],
        kept: &mut [bool],
        (from, to): (usize, usize),
        found: &mut Vec<(usize, bool)>,
    ) {
        if from == to || self.readings == 0 {
            return;
        }
        self.readings -= 1;
        set(kept, from, to, false);
        self.put(pointer, original, steps, kept);
        let fault = fault::<T>(&self.body);
        if fault.as_ref() == Some(&self.fault) {
            return;
        }
        set(kept, from, to, true);
        if to - from == 1 {
            let missing = fault.is_some_and(|fault| fault.contains("missing field"));
            found.push((from, !missing));
            return;
        }
        let middle = from.midpoint(to);
        self.leave_out(pointer, original, steps, kept, (from, middle), found);
        self.leave_out(pointer, original, steps, kept, (middle, to), found);
    }

    /// Puts the value at `pointer` together of the steps that are kept, and of its type tag.
    fn put(&mut self, pointer: &str, original: &Value, steps: &[Step], kept: &[bool]) {
        let kept = steps
            .iter()
            .zip(kept)
            .filter(|(_, kept)| **kept)
            .map(|(step, _)| step);
        let value = match original {
            Value::Array(items) => {
                let item = |step: &Step| match step {
                    Step::Item(at) => items.get(*at).cloned(),
                    Step::Member(_) => None,
                };
                Value::Array(kept.filter_map(item).collect())
            }
            Value::Object(members) => {
                let member = |step: &Step| match step {
                    Step::Member(name) => Some((name.clone(), members.get(name)?.clone())),
                    Step::Item(_) => None,
                };
                let tags = members.iter().filter(|(name, _)| is_tag(name));
                let tags = tags.map(|(name, tag)| (name.clone(), tag.clone()));
                Value::Object(kept.filter_map(member).chain(tags).collect::<Map<_, _>>())
            }
            other => other.clone(),
        };
        if let Some(place) = self.body.pointer_mut(pointer) {
            *place = value;
        }
    }
}

/// The ways down; the type tag is none, as without it a value is of another type.
fn steps(value: &Value) -> Vec<Step> {
    match value {
        Value::Array(items) => (0..items.len()).map(Step::Item).collect(),
        Value::Object(members) => {
            let names = members.keys().filter(|name| !is_tag(name));
            names.map(|name| Step::Member(name.clone())).collect()
        }
        _ => Vec::new(),
    }
}

fn is_tag(name: &str) -> bool {
    matches!(name, "@odata.type" | "@type")
}

fn set(kept: &mut [bool], from: usize, to: usize, value: bool) {
    if let Some(range) = kept.get_mut(from..to) {
        range.fill(value);
    }
}
