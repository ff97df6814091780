//! The segments of a path.

/// One segment of a path, as far as the schema knows it.
///
/// ```
/// use odata_entity_csdl::Segment;
///
/// assert_eq!(
///     Segment::split("/books/{id}/title"),
///     [Segment::Name("books"), Segment::Key, Segment::Name("title")]
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment<'a> {
    /// A name: an entity set, a property, a cast, an operation, `$count`.
    Name(&'a str),
    /// A key in a separate segment: `{id}`.
    Key,
    /// A name with parentheses: `users('{id}')`, `delta()`, `range(address='{address}')`.
    Call {
        /// The name before the parentheses.
        name: &'a str,
        /// What is in them.
        arguments: Vec<Argument<'a>>,
    },
    /// A path of the service's own below the entity before it, as OneDrive has them: `{+path}:` in `/drive/root:/{+path}:/content`.
    Relative,
}

/// A value in parentheses.
///
/// ```
/// use odata_entity_csdl::Segment;
///
/// let segments = Segment::split("/books(isbn='{isbn}')");
/// if let [Segment::Call { name, arguments }] = &segments[..] {
///     assert_eq!((*name, arguments[0].name), ("books", Some("isbn")));
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argument<'a> {
    /// The name before its `=`; `None` for a lone key value.
    pub name: Option<&'a str>,
}

impl<'a> Segment<'a> {
    /// The segments of a path such as `/users/{id}/microsoft.graph.delta()`; what is in braces is a key, with a `+` a
    /// [`Segment::Relative`].
    ///
    /// This does not check the form of the path: that is the work of whoever lets people write one.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn split(path: &'a str) -> Vec<Segment<'a>> {
        let mut segments = Vec::new();
        let (mut start, mut depth) = (0, 0_usize);
        for (offset, c) in path.char_indices().chain([(path.len(), '/')]) {
            match c {
                '(' | '{' => depth += 1,
                ')' | '}' => depth = depth.saturating_sub(1),
                '/' if depth == 0 || offset == path.len() => {
                    segments.extend(
                        path.get(start..offset)
                            .filter(|text| !text.is_empty())
                            .map(Segment::of),
                    );
                    start = offset + 1;
                }
                _ => {}
            }
        }
        segments
    }

    fn of(text: &'a str) -> Segment<'a> {
        let text = text.strip_suffix(':').unwrap_or(text);
        if text.starts_with("{+") {
            return Segment::Relative;
        }
        match text.strip_suffix(')').and_then(|text| text.split_once('(')) {
            Some((name, inside)) => Segment::Call {
                name,
                arguments: Argument::split(inside),
            },
            // `{id}`, or a name before it: `id={id}`.
            None if text.ends_with('}') => Segment::Key,
            None => Segment::Name(text),
        }
    }

    /// The text that an error about the segment quotes.
    pub(crate) fn name(&self) -> &'a str {
        match self {
            Segment::Name(name) | Segment::Call { name, .. } => name,
            Segment::Key => "{key}",
            Segment::Relative => "{+path}",
        }
    }
}

impl<'a> Argument<'a> {
    fn split(inside: &'a str) -> Vec<Argument<'a>> {
        let mut arguments = Vec::new();
        let mut quoted = false;
        let mut start = 0;
        for (offset, c) in inside.char_indices().chain([(inside.len(), ',')]) {
            match c {
                '\'' => quoted = !quoted,
                ',' if !quoted || offset == inside.len() => {
                    let text = inside.get(start..offset).unwrap_or_default().trim();
                    let name = text.split_once('=').map(|(name, _)| name.trim());
                    if !text.is_empty() {
                        // A `=` inside the quotes of a value names nothing.
                        arguments.push(Argument {
                            name: name.filter(|name| !name.contains(['\'', '{'])),
                        });
                    }
                    start = offset + 1;
                }
                _ => {}
            }
        }
        arguments
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call<'a>(name: &'a str, names: &[Option<&'a str>]) -> Segment<'a> {
        Segment::Call {
            name,
            arguments: names.iter().map(|name| Argument { name: *name }).collect(),
        }
    }

    #[test]
    fn splits_paths() {
        assert_eq!(
            Segment::split("/users/{id}/drive/root:/{+path}:/children"),
            [
                Segment::Name("users"),
                Segment::Key,
                Segment::Name("drive"),
                Segment::Name("root"),
                Segment::Relative,
                Segment::Name("children")
            ]
        );
        assert_eq!(
            Segment::split("users('{id}')/delta()"),
            [call("users", &[None]), call("delta", &[])]
        );
        assert_eq!(
            Segment::split("/f(a='x/y,z=1',b={b})"),
            [call("f", &[Some("a"), Some("b")])],
            "neither the slash nor the comma inside quotes separates"
        );
        assert_eq!(Segment::split("/a('b=c')"), [call("a", &[None])]);
        assert!(Segment::split("/").is_empty());
        assert_eq!(Segment::split("a)(/{b").len(), 1);
    }
}
