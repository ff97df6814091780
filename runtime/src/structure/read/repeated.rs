//! The const assertion that a type does not repeat a property of its embedded base type.

use super::Names;

/// A const assertion: no property of the type is one of its base type's too, which would be written twice.
///
/// Constants are evaluated slowly, and this one is evaluated for each type with a base. So the hashes of both are compared, which
/// the derives put in order, and names only where these are equal.
#[track_caller]
pub const fn repeats_no_base(names: &Names) {
    let mut base = names.base;
    while let Some(of) = base {
        if let Some(name) = common(names, of) {
            let (text, len) = message(name);
            if let Ok(text) = std::str::from_utf8(text.split_at(len).0) {
                panic!("{}", text);
            }
        }
        base = of.base;
    }
}

/// A name that both types declare themselves.
const fn common(a: &Names, b: &Names) -> Option<&'static str> {
    let (mut mine, mut theirs) = (a.marks, b.marks);
    while let ([x, y, after @ ..], [z, w, behind @ ..]) = (mine, theirs) {
        if *x < *z || (*x == *z && *y < *w) {
            mine = after;
        } else if *x != *z || *y != *w {
            theirs = behind;
        } else {
            // Two names may have one hash: from here on, the names count.
            return common_name(a.own, b.own);
        }
    }
    None
}

const fn common_name(a: &[&'static str], b: &[&'static str]) -> Option<&'static str> {
    let mut at = 0;
    while at < a.len() {
        let mut other = 0;
        while other < b.len() {
            if is_equal(a[at].as_bytes(), b[other].as_bytes()) {
                return Some(a[at]);
            }
            other += 1;
        }
        at += 1;
    }
    None
}

const fn is_equal(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Room for the longest name of OData's, 128 characters (CSDL 4.01, 15.2), and the words around it.
const ROOM: usize = 512;

const fn message(name: &str) -> ([u8; ROOM], usize) {
    let out = ([0; ROOM], 0);
    let out = push(out, "the base type has the property `");
    let out = push(out, name);
    push(out, "` already: drop the field with this name")
}

/// Adds a text that has room.
const fn push((mut out, mut len): ([u8; ROOM], usize), text: &str) -> ([u8; ROOM], usize) {
    let text = text.as_bytes();
    let mut at = 0;
    if len + text.len() <= ROOM {
        while at < text.len() {
            out[len] = text[at];
            len += 1;
            at += 1;
        }
    }
    (out, len)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: Names = Names::new(&["id", "name"], &[]).with_marks(&[1, 9, 2, 0]);
    const DERIVED: Names = Names::new(&["size"], &[]).with_marks(&[1, 8]).with_base(&BASE);

    #[test]
    fn a_property_of_a_base_is_found_again() {
        assert_eq!(common(&DERIVED, &BASE), None);
        let same = Names::new(&["kind", "id"], &[]).with_marks(&[0, 1, 1, 9]);
        assert_eq!(common(&same, &BASE), Some("id"));
        // Equal hashes of different names.
        let other = Names::new(&["color"], &[]).with_marks(&[2, 0]);
        assert_eq!(common(&other, &BASE), None);
    }

    #[test]
    #[should_panic(expected = "the base type has the property `name` already: drop the field with this name")]
    fn the_base_of_the_base_counts() {
        repeats_no_base(&Names::new(&["name"], &[]).with_marks(&[2, 0]).with_base(&DERIVED));
    }
}
