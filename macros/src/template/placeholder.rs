//! One `{…}` of a template.

use odata_entity_names::argument;
use proc_macro2::Span;
use syn::LitStr;

/// A `{…}`.
pub(crate) struct Placeholder {
    /// As written: `managedDeviceId`.
    pub(crate) name: String,
    /// The argument: `managed_device_id`; no other placeholder of the template has it.
    pub(crate) argument: String,
    /// `{x: Type}`: the caller's own key type.
    pub(crate) ty: Option<syn::Type>,
    pub(crate) encode: Encode,
}

/// How often and from what a key is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encode {
    Once,
    /// `!raw`: the text is the literal itself, so nothing is quoted or prefixed; still percent-encoded.
    Raw,
    /// `!twice`: for the few endpoints that decode twice.
    Twice,
}

/// A `{…}` as read: the placeholder, and whether it keeps its slashes.
pub(super) struct Read {
    pub(super) placeholder: Placeholder,
    pub(super) plus: bool,
}

/// Reads the inside of `{…}`. On a mistake: the message, and a substitute so that reading goes on.
///
/// Types have the span `at`.
pub(super) fn read(inside: &str, segment_before: &str, at: Span) -> (Read, Option<String>) {
    let (plus, rest) = match inside.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, inside),
    };
    let (rest, encode, mut problem) = match rest.split_once('!') {
        Some((rest, "raw")) => (rest, Encode::Raw, None),
        Some((rest, "twice")) => (rest, Encode::Twice, None),
        Some((rest, other)) => (rest, Encode::Once, Some(unknown_mode(inside, other))),
        None => (rest, Encode::Once, None),
    };
    let (name, ty) = match rest.split_once(':') {
        Some((name, ty)) => match LitStr::new(ty, at).parse::<syn::Type>() {
            Ok(parsed) => (name.trim(), Some(parsed)),
            Err(_) => {
                problem = Some(format!(
                    "`{}` in the placeholder `{{{inside}}}` is not a Rust type: write `{{name: Type}}`",
                    ty.trim()
                ));
                (name.trim(), None)
            }
        },
        None => (rest, None),
    };
    let name = if is_name(name) {
        name.to_owned()
    } else {
        let proposal = propose(name, segment_before);
        problem = Some(if name.trim().is_empty() {
            format!("the placeholder `{{{inside}}}` has no name: write `{{{proposal}}}`")
        } else {
            format!("`{{{inside}}}` is not a placeholder name: write `{{{proposal}}}`")
        });
        proposal
    };
    let argument = argument(&name);
    (
        Read {
            placeholder: Placeholder {
                name,
                argument,
                ty,
                encode,
            },
            plus,
        },
        problem,
    )
}

fn unknown_mode(inside: &str, mode: &str) -> String {
    format!("unknown `!{mode}` in the placeholder `{{{inside}}}`: expected `!raw` or `!twice`")
}

/// A letter or `_` first, then letters, digits, `_` and `-`; not `_` alone.
fn is_name(name: &str) -> bool {
    let mut chars = name.chars();
    chars
        .next()
        .is_some_and(|first| first.is_alphabetic() || first == '_')
        && chars.all(|ch| ch.is_alphanumeric() || ch == '_' || ch == '-')
        && name.chars().any(char::is_alphanumeric)
}

/// A name for a placeholder that has none: made of the words that are there, else of the segment before it.
pub(super) fn propose(name: &str, segment_before: &str) -> String {
    let joined = name.replace('|', " or ");
    let words: Vec<&str> = joined
        .split(|ch: char| !ch.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let Some((first, rest)) = words.split_first() else {
        return singular(segment_before) + "Id";
    };
    let mut out = (*first).to_owned();
    for word in rest {
        out.push_str(&odata_entity_names::capitalized(word));
    }
    if out.starts_with(|ch: char| ch.is_ascii_digit()) {
        format!("id{out}")
    } else {
        out
    }
}

/// A plain guess at an English singular, for a proposal only.
fn singular(segment: &str) -> String {
    let name = segment.rsplit('.').next().unwrap_or(segment);
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    if let Some(stem) = name.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for plural in ["sses", "ches", "shes", "xes", "uses"] {
        if name.ends_with(plural) {
            return name[..name.len() - 2].to_owned();
        }
    }
    match name.strip_suffix('s') {
        Some(stem) if !stem.ends_with('s') && !stem.is_empty() => stem.to_owned(),
        _ if name.is_empty() || name.starts_with(|ch: char| ch.is_ascii_digit()) => "item".to_owned(),
        _ => name,
    }
}
