//! A key as it is written in a path: a plain segment, or a predicate in parentheses (URL Conventions 4.01, section
//! 4.3).

use crate::answer::Problem;

/// A key as the client wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// A whole segment: unquoted, quotes not doubled.
    Segment(String),
    /// The parts of a predicate, each with its name if it has one.
    Predicate(Vec<(Option<String>, KeyLiteral)>),
    /// The stored text of the key of an entity that a link leads to: no client wrote it.
    Stored(String),
}

/// One value in a predicate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyLiteral {
    pub(crate) text: String,
    pub(crate) is_quoted: bool,
}

impl Key {
    /// Reads what is between the parentheses of a predicate.
    pub(crate) fn predicate(inside: &str) -> Result<Self, Problem> {
        let malformed = || Problem::bad_request(format!("The key predicate '({inside})' is malformed."));
        let mut parts = Vec::new();
        let mut rest = inside;
        loop {
            let name_end = rest
                .find(['=', '\''])
                .filter(|at| rest.as_bytes().get(*at) == Some(&b'='));
            let name = match name_end.and_then(|at| rest.split_at_checked(at)) {
                Some((name, value)) => {
                    rest = value.strip_prefix('=').ok_or_else(malformed)?;
                    Some(name.trim().to_owned())
                }
                None => None,
            };
            let (literal, after) = KeyLiteral::read(rest).ok_or_else(malformed)?;
            parts.push((name, literal));
            match after.strip_prefix(',') {
                Some(more) => rest = more,
                None if after.is_empty() => break,
                None => return Err(malformed()),
            }
        }
        let named = parts.iter().filter(|(name, _)| name.is_some()).count();
        let is_sound = named == parts.len() || (named == 0 && parts.len() == 1);
        if is_sound {
            Ok(Self::Predicate(parts))
        } else {
            Err(malformed())
        }
    }

    /// The key as one text, for a parent whose set the service does not know.
    pub(crate) fn into_text(self) -> String {
        match self {
            Self::Segment(text) | Self::Stored(text) => text,
            Self::Predicate(parts) => {
                let texts = parts.into_iter().map(|(name, literal)| match name {
                    Some(name) => format!("{name}={}", literal.text),
                    None => literal.text,
                });
                texts.collect::<Vec<_>>().join(",")
            }
        }
    }
}

impl KeyLiteral {
    /// Reads one literal; gives it and what follows it.
    fn read(text: &str) -> Option<(Self, &str)> {
        let Some(mut rest) = text.strip_prefix('\'') else {
            let end = text.find(',').unwrap_or(text.len());
            let (bare, after) = text.split_at_checked(end)?;
            // `ns.type'member'`, `binary'…'` and `duration'…'` keep their prefix: they are typed by it.
            let is_typed = bare.ends_with('\'') && bare.matches('\'').count() == 2;
            let is_sound =
                !bare.is_empty() && !bare.contains([' ', '(', ')']) && (is_typed || !bare.contains('\''));
            return is_sound.then(|| {
                (
                    Self {
                        text: bare.to_owned(),
                        is_quoted: false,
                    },
                    after,
                )
            });
        };
        let mut value = String::new();
        loop {
            let (before, after) = rest.split_once('\'')?;
            value.push_str(before);
            match after.strip_prefix('\'') {
                Some(more) => {
                    value.push('\'');
                    rest = more;
                }
                None => {
                    return Some((
                        Self {
                            text: value,
                            is_quoted: true,
                        },
                        after,
                    ));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> KeyLiteral {
        KeyLiteral {
            text: text.to_owned(),
            is_quoted: true,
        }
    }

    #[test]
    fn predicates_are_read() {
        assert_eq!(
            Key::predicate("'O''Neil, (a)=b'").unwrap(),
            Key::Predicate(vec![(None, quoted("O'Neil, (a)=b"))])
        );
        let bare = KeyLiteral {
            text: "-7".into(),
            is_quoted: false,
        };
        let two = Key::Predicate(vec![
            (Some("order".into()), bare),
            (Some("line".into()), quoted("x")),
        ]);
        assert_eq!(Key::predicate("order=-7,line='x'").unwrap(), two);
        assert_eq!(
            Key::predicate("''").unwrap(),
            Key::Predicate(vec![(None, quoted(""))])
        );
    }

    #[test]
    fn malformed_predicates_are_refused() {
        for inside in [
            "", "'a", "a'", "'a'b", "1,2", "x=1,2", "'a','b'", "=1,", "1 2", "x=",
        ] {
            assert!(Key::predicate(inside).is_err(), "{inside}");
        }
    }
}
