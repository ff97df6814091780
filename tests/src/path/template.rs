//! A path template: literal segments, and a key wherever a placeholder is.

use super::key::Key;
use crate::answer::Problem;

/// One segment of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Literal(String),
    Key,
}

/// A path template such as `/deviceAppManagement/mobileAppConfigurations/{id}/deviceStatuses`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template {
    pub(crate) parts: Vec<Part>,
}

impl Template {
    /// Reads a template; the message of an error states what is wrong with it.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let wrong = |what: &str| Err(format!("the path template '{text}' {what}"));
        let Some(path) = text.strip_prefix('/') else {
            return wrong("does not begin with '/'");
        };
        let mut parts = Vec::new();
        for segment in path.split('/') {
            let (literal, placeholder) = match segment
                .find(['{', '('])
                .and_then(|at| segment.split_at_checked(at))
            {
                Some((literal, rest)) => (literal, rest),
                None => (segment, ""),
            };
            if literal.is_empty() && placeholder.is_empty() {
                return wrong("has an empty segment");
            }
            if !literal.is_empty() {
                parts.push(Part::Literal(literal.to_owned()));
            }
            let is_plain = literal.is_empty() && placeholder.ends_with('}');
            let is_predicate =
                placeholder.starts_with('(') && placeholder.ends_with(')') && placeholder.contains('{');
            match placeholder {
                "" => {}
                _ if is_plain || is_predicate => parts.push(Part::Key),
                _ => return wrong("has a segment that is neither a name nor one key"),
            }
        }
        match parts.first() {
            Some(Part::Literal(_)) => Ok(Self { parts }),
            _ => wrong("does not begin with a name"),
        }
    }

    /// Drops the key at the end, if there is one: the template of an entity becomes that of its set.
    pub(crate) fn into_set(mut self) -> Self {
        self.parts.pop_if(|part| *part == Part::Key);
        self
    }

    /// The keys for the placeholders, the key predicate on the last segment, and the segments after the template;
    /// `None` where the path is not of this template.
    pub(crate) fn matches<'s>(&self, segments: &'s [String]) -> Result<Option<Match<'s>>, Problem> {
        let mut keys = Vec::new();
        let mut predicate = None;
        let mut rest = segments;
        for part in &self.parts {
            if *part == Part::Key
                && let Some(key) = predicate.take()
            {
                keys.push(key);
                continue;
            }
            let Some((segment, after)) = rest.split_first() else {
                return Ok(None);
            };
            rest = after;
            match part {
                _ if predicate.is_some() => return Ok(None),
                Part::Key if segment.starts_with('$') => return Ok(None),
                Part::Key => keys.push(Key::Segment(segment.clone())),
                Part::Literal(name) if name == segment => {}
                Part::Literal(name) => match with_predicate(segment, name) {
                    Some(inside) => predicate = Some(Key::predicate(inside)?),
                    None => return Ok(None),
                },
            }
        }
        Ok(Some(Match {
            keys,
            predicate,
            rest,
        }))
    }

    /// For each key, how many parts of the template are before it.
    pub(crate) fn key_positions(&self) -> impl Iterator<Item = usize> {
        self.parts
            .iter()
            .enumerate()
            .filter(|(_, part)| **part == Part::Key)
            .map(|(position, _)| position)
    }

    /// The path from the service root, each key written by `key` after the name it belongs to.
    pub(crate) fn fill(&self, keys: &[String], key: impl Fn(&str) -> String) -> String {
        let mut keys = keys.iter();
        let mut path = String::new();
        for part in &self.parts {
            match part {
                Part::Literal(name) => {
                    path.push('/');
                    path.push_str(name);
                }
                Part::Key => path.push_str(&key(keys.next().map_or("", String::as_str))),
            }
        }
        path
    }

    /// How many literal segments there are: of two templates that fit, the one with more is more specific.
    pub(crate) fn weight(&self) -> usize {
        self.parts.iter().filter(|part| **part != Part::Key).count()
    }
}

/// What is between the parentheses of `name(…)`.
pub(crate) fn with_predicate<'s>(segment: &'s str, name: &str) -> Option<&'s str> {
    segment.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')')
}

/// A path that begins as a template does.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Match<'s> {
    pub(crate) keys: Vec<Key>,
    pub(crate) predicate: Option<Key>,
    pub(crate) rest: &'s [String],
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::segment::segments;

    #[test]
    fn keys_are_taken_in_both_forms() {
        let template = Template::parse("/a/{x}/b/{y}").unwrap().into_set();
        for path in ["/a/1/b/2", "/a('1')/b/2"] {
            let segments = segments(path).unwrap();
            let found = template.matches(&segments).unwrap().unwrap();
            assert_eq!(
                (found.keys.len(), found.rest),
                (1, ["2".to_owned()].as_slice()),
                "{path}"
            );
        }
        let path = segments("/a/1/b('2')").unwrap();
        let found = template.matches(&path).unwrap().unwrap();
        assert!(found.predicate.is_some() && found.rest.is_empty());
    }

    #[test]
    fn other_paths_do_not_match() {
        let template = Template::parse("/a/{x}/b").unwrap();
        for path in [
            "/",
            "/a",
            "/a/1",
            "/a/1/c",
            "/a/$count/b",
            "/A/1/b",
            "/a('1')/2/b",
        ] {
            assert_eq!(
                template.matches(&segments(path).unwrap()).unwrap(),
                None,
                "{path}"
            );
        }
    }

    #[test]
    fn bad_templates_are_refused() {
        for text in [
            "", "a", "/", "/a//b", "/{x}", "/a/{x", "/a/x{y}", "/a/f(x)", "/a/{x}y",
        ] {
            assert!(Template::parse(text).is_err(), "{text}");
        }
    }
}
