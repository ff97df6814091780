//! [`JsonWriter`]: JSON text, written once into one buffer, with what must be known of it beside it.

use crate::edm::{self, ValueError};
use crate::fault::Fault;
use crate::text::HIDDEN;
use crate::types::{BodyTag, TypeInfo, TypeTag};

/// Writes the JSON of values; what [`EdmValue::write_json`](crate::EdmValue::write_json) writes to.
///
/// It also keeps where type tags are, so that a request can still leave them out, and the first value
/// that could not be written, with the path of its property.
///
/// ```
/// use odata_entity::{EdmFormat, EdmType, JsonWriter};
///
/// /// Words as one text, with spaces between them.
/// struct Words;
///
/// impl EdmFormat<Vec<String>> for Words {
///     const EDM: EdmType = EdmType::primitive("Edm.String");
///
///     fn write_json(value: &Vec<String>, out: &mut JsonWriter) {
///         out.string(&value.join(" "));
///     }
/// }
///
/// // A test of the format.
/// let mut out = JsonWriter::new();
/// Words::write_json(&vec!["a".into(), "b".into()], &mut out);
/// assert_eq!(out.buffer(), br#""a b""#);
/// ```
#[derive(Debug, Default)]
pub struct JsonWriter {
    out: Vec<u8>,
    root: Option<RootTag>,
    nested: Vec<NestedTag>,
    depth: usize,
    force_tag: bool,
    default_tag: bool,
    ieee754: bool,
    unknown_members: bool,
    fault: Option<Located>,
    /// The type of the object that is being written.
    ty: Option<&'static TypeInfo>,
    /// Whether this is text to look at, in which secrets are not shown.
    is_shown: bool,
    /// Where the first entity is that is created together with this one, the comma before it included.
    deep_at: Option<usize>,
}

/// Where a type tag is in the text.
#[derive(Clone, Copy, Debug)]
struct Span {
    start: usize,
    end: usize,
}

/// The tag of the body.
#[derive(Clone, Copy, Debug)]
struct RootTag {
    span: Span,
    /// Whether it is the one that the value was read with, or that of a union's variant.
    is_read: bool,
    /// Whether what is of the type may be of one derived from it.
    is_polymorphic: bool,
}

/// The tag of a value inside the body.
#[derive(Clone, Copy, Debug)]
struct NestedTag {
    span: Span,
    /// Whether the type would be unknown without it.
    needed: bool,
}

/// A fault, and the depth of the object whose member it is next named by.
#[derive(Debug)]
struct Located {
    fault: Fault,
    depth: usize,
}

impl JsonWriter {
    /// A writer with an empty buffer.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn new() -> Self {
        Self::default()
    }

    /// A writer whose buffer holds `capacity` bytes before it grows.
    #[inline]
    #[must_use = "this changes nothing: use what it returns"]
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            out: Vec::with_capacity(capacity),
            ..Self::default()
        }
    }

    /// A writer of text to look at: secrets are not shown.
    pub(crate) fn shown() -> Self {
        Self {
            is_shown: true,
            ..Self::default()
        }
    }

    /// The text so far, to append to.
    #[inline]
    pub fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.out
    }

    /// Appends JSON text as it is.
    #[inline]
    pub fn raw(&mut self, json: &str) {
        self.out.extend_from_slice(json.as_bytes());
    }

    /// Appends a string, quoted and escaped.
    pub fn string(&mut self, text: &str) {
        edm::string::write_json(text, &mut self.out);
    }

    /// Appends an array; `item` writes each item.
    pub fn array<T>(&mut self, items: &[T], mut item: impl FnMut(&T, &mut Self)) {
        // What is asked of the tag of a value is asked of each item.
        let asked = (self.force_tag, self.default_tag);
        self.out.push(b'[');
        for (at, value) in items.iter().enumerate() {
            if at > 0 {
                self.out.push(b',');
            }
            (self.force_tag, self.default_tag) = asked;
            item(value, self);
        }
        self.out.push(b']');
    }

    /// Notes that a value has no form in OData; the first such fault is the one that is reported.
    #[cold]
    pub fn fail(&mut self, error: ValueError) {
        self.fault(Fault::value(error));
    }

    /// Notes that the sentinel `unknownFutureValue` was to be sent.
    #[cold]
    pub fn fail_sentinel(&mut self) {
        self.fault(Fault::sentinel());
    }

    /// Notes that an enumeration member was written that the service shows only on request.
    pub fn note_unknown_member(&mut self) {
        self.unknown_members = true;
    }

    /// Whether what was written has such a member.
    pub(crate) fn has_unknown_members(&self) -> bool {
        self.unknown_members
    }

    /// Whether the object that is being written is inside another.
    pub(crate) fn is_nested(&self) -> bool {
        self.depth > 1
    }

    /// Notes a fault that names a member of the object that is being written.
    pub(crate) fn member_fault(&mut self, fault: Fault) {
        let depth = self.depth.saturating_sub(1);
        self.fault.get_or_insert(Located { fault, depth });
    }

    /// Whether the sentinel is why the body cannot be sent.
    pub(crate) fn holds_sentinel(&self) -> bool {
        self.fault
            .as_ref()
            .is_some_and(|located| located.fault.is_sentinel())
    }

    pub(crate) fn fault(&mut self, fault: Fault) {
        let depth = self.depth;
        self.fault.get_or_insert(Located { fault, depth });
    }

    /// Makes the object that `value` writes carry its type tag whatever its type sets.
    pub(crate) fn force_tag(&mut self, value: impl FnOnce(&mut Self)) {
        self.force_tag = true;
        value(self);
        self.force_tag = false;
    }

    /// Makes the object that `value` writes carry its type tag unless its type sets another policy.
    pub(crate) fn default_tag(&mut self, value: impl FnOnce(&mut Self)) {
        self.default_tag = true;
        value(self);
        self.default_tag = false;
    }

    /// Writes 64-bit integers and decimals as strings
    /// ([OData JSON 4.01, 3.2](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ControllingtheRepresentationofNumber)).
    pub(crate) fn set_ieee754(&mut self, ieee754: bool) {
        self.ieee754 = ieee754;
    }

    /// Whether 64-bit integers and decimals are written as strings (`IEEE754Compatible=true`).
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_ieee754(&self) -> bool {
        self.ieee754
    }

    /// Writes the object of a structured type, its type tag first (OData JSON 4.01, 4.6.3: control information first): the one
    /// that the value was read with, or the type's own.
    #[inline]
    pub(crate) fn object(
        &mut self,
        ty: &'static TypeInfo,
        tag: Option<&str>,
        members: impl FnOnce(&mut Self),
    ) {
        let outer = self.ty.replace(ty);
        self.begin(ty, tag);
        members(self);
        self.end(outer);
    }

    /// Writes an object that has no type.
    pub(crate) fn untyped_object(&mut self, members: impl FnOnce(&mut Self)) {
        let outer = self.ty.take();
        self.depth += 1;
        self.out.push(b'{');
        members(self);
        self.end(outer);
    }

    fn begin(&mut self, ty: &TypeInfo, tag: Option<&str>) {
        self.depth += 1;
        let by_default = std::mem::take(&mut self.default_tag) && ty.type_tag.is_none();
        let is_known = std::mem::take(&mut self.force_tag);
        let forced = is_known || (by_default && (tag.is_some() || !ty.is_abstract));
        self.out.push(b'{');
        let nested = self.depth > 1;
        // There is no value of an abstract type, so its tag is never that of one.
        let is_of_no_value = ty.is_abstract && tag.is_none();
        if nested && !forced && (is_of_no_value || ty.type_tag == Some(TypeTag::Never)) {
            return;
        }
        let start = self.out.len();
        match tag {
            Some(tag) => self.write_tag(tag),
            None => {
                self.out.extend_from_slice(b"\"@odata.type\":\"#");
                self.out.extend_from_slice(ty.name.as_bytes());
                self.out.push(b'"');
            }
        }
        let span = Span {
            start,
            end: self.out.len(),
        };
        if nested {
            let is_other = tag.is_some_and(|tag| !ty.is_named(tag));
            self.nested.push(NestedTag {
                span,
                needed: forced || is_other || ty.needs_tag(),
            });
        } else {
            self.root = Some(RootTag {
                span,
                is_read: is_known || tag.is_some(),
                is_polymorphic: ty.is_polymorphic(),
            });
        }
    }

    /// A type tag that was read; its `#` may have been left out, which OData 4.0 does not allow.
    #[cold]
    fn write_tag(&mut self, tag: &str) {
        self.out.extend_from_slice(b"\"@odata.type\":");
        match tag.contains('#') {
            true => self.string(tag),
            false => self.string(&format!("#{tag}")),
        }
    }

    fn end(&mut self, outer: Option<&'static TypeInfo>) {
        self.depth = self.depth.saturating_sub(1);
        self.out.push(b'}');
        self.ty = outer;
    }

    /// Writes one member; `member` is `,"name":`.
    #[inline]
    pub(crate) fn member(&mut self, member: &'static str, value: impl FnOnce(&mut Self)) {
        let text = member.as_bytes();
        let from = usize::from(self.out.last() == Some(&b'{'));
        self.out.extend_from_slice(text.get(from..).unwrap_or_default());
        if self.is_shown && self.is_secret(member_name(member)) {
            return self.raw(HIDDEN);
        }
        value(self);
        if self.fault.is_some() {
            self.locate(member_name(member));
        }
    }

    /// Writes the member of an entity that is created together with this one. Links to bind go before the first such member.
    pub(crate) fn deep_member(&mut self, member: &'static str, value: impl FnOnce(&mut Self)) {
        if self.depth == 1 {
            self.deep_at.get_or_insert(self.out.len());
        }
        self.member(member, value);
    }

    /// Whether the value of that member of the object that is being written is not to be shown.
    fn is_secret(&self, member: &str) -> bool {
        self.ty.is_some_and(|ty| ty.is_secret(member))
    }

    /// Writes an undeclared member: an error if the type declares one of its name.
    pub(crate) fn undeclared_member(&mut self, name: &str, value: impl FnOnce(&mut Self)) {
        let is_declared = self.ty.is_some_and(|ty| ty.declares(name));
        self.named_member(name, |out| {
            if out.is_shown && out.is_secret("") {
                return out.raw(HIDDEN);
            }
            if is_declared {
                out.fault(Fault::member(
                    "is declared by the type and also an entry of the map of undeclared members: set the property, and remove \
                     the entry",
                ));
            }
            value(out);
        });
    }

    /// Writes one member whose name is not known before the program runs.
    pub(crate) fn named_member(&mut self, name: &str, value: impl FnOnce(&mut Self)) {
        if self.out.last() != Some(&b'{') {
            self.out.push(b',');
        }
        self.string(name);
        self.out.push(b':');
        value(self);
        if self.fault.is_some() {
            self.locate(name);
        }
    }

    #[cold]
    fn locate(&mut self, name: &str) {
        if let Some(located) = &mut self.fault
            && located.depth == self.depth
        {
            if self.ty.is_some_and(|ty| ty.is_secret(name)) {
                located.fault.hide_value();
            }
            located.fault.inside(name);
            located.depth = located.depth.saturating_sub(1);
        }
    }

    /// The text of a value by itself, with the tags it needs.
    pub(crate) fn into_fragment(mut self) -> Result<Vec<u8>, ValueError> {
        if let Some(error) = self
            .fault
            .take()
            .and_then(|located| located.fault.into_value_error())
        {
            return Err(error);
        }
        let body = self.into_body();
        Ok(body.into_bytes(true, false))
    }

    /// The body, or the first fault.
    #[inline]
    pub(crate) fn finish(mut self) -> Result<JsonBody, Fault> {
        match self.fault.take() {
            Some(located) => Err(located.fault),
            None => Ok(self.into_body()),
        }
    }

    /// The text as it is, and the first fault.
    pub(crate) fn into_parts(self) -> (Vec<u8>, Option<Fault>) {
        (self.out, self.fault.map(|located| located.fault))
    }

    #[inline]
    fn into_body(self) -> JsonBody {
        JsonBody {
            bytes: self.out,
            root: self.root,
            nested: self.nested,
            unknown_members: self.unknown_members,
            deep_at: self.deep_at,
        }
    }
}

/// What is before the text of a type tag.
const TAG_NAME_LEN: usize = "\"@odata.type\":\"".len();

/// The name in `,"name":`.
pub(crate) fn member_name(member: &'static str) -> &'static str {
    member.get(2..member.len().saturating_sub(2)).unwrap_or(member)
}

/// A written body, with its type tags still to be chosen from.
#[derive(Clone, Debug)]
pub(crate) struct JsonBody {
    bytes: Vec<u8>,
    root: Option<RootTag>,
    nested: Vec<NestedTag>,
    unknown_members: bool,
    deep_at: Option<usize>,
}

impl JsonBody {
    /// Whether it carries enumeration members that need `Prefer: include-unknown-enum-members`.
    pub(crate) fn has_unknown_members(&self) -> bool {
        self.unknown_members
    }

    /// The type tag that the body has, if it is sent with one. `changes` is whether it changes an entity that is there.
    #[inline]
    pub(crate) fn tag(&self, changes: bool) -> BodyTag<'_> {
        match self.root {
            Some(root) if root.is_read => BodyTag::Read(self.tag_text(root.span)),
            Some(root) if changes && root.is_polymorphic => BodyTag::Base,
            _ => BodyTag::Own,
        }
    }

    /// The text in `"@odata.type":"text"`.
    fn tag_text(&self, span: Span) -> &str {
        let text = self
            .bytes
            .get(span.start + TAG_NAME_LEN..span.end.saturating_sub(1));
        text.and_then(|text| std::str::from_utf8(text).ok())
            .unwrap_or_default()
    }

    /// The text: with the body's own tag or without, and with all tags inside or just the needed ones.
    #[inline]
    pub(crate) fn into_bytes(mut self, root: bool, all_nested: bool) -> Vec<u8> {
        let Some(dropped) = self.dropped(root, all_nested) else {
            return self.bytes;
        };
        let mut kept = 0;
        for (at, span) in dropped.iter().enumerate() {
            let next = dropped.get(at + 1).map_or(self.bytes.len(), |next| next.start);
            if at == 0 {
                kept = span.start;
            }
            self.bytes.copy_within(span.end..next, kept);
            kept += next - span.end;
        }
        self.bytes.truncate(kept);
        self.bytes
    }

    /// A copy of the text, like [`into_bytes`](Self::into_bytes).
    pub(crate) fn to_bytes(&self, root: bool, all_nested: bool) -> Vec<u8> {
        match self.dropped(root, all_nested) {
            None => self.bytes.clone(),
            Some(_) => self.clone().into_bytes(root, all_nested),
        }
    }

    /// The same with more members at the root, `"name":value` with commas between them: before the entities that are created
    /// together with this one, else at the end.
    pub(crate) fn to_bytes_with(&self, root: bool, all_nested: bool, members: &[u8]) -> Vec<u8> {
        let mut bytes = self.to_bytes(root, all_nested);
        if members.is_empty() {
            return bytes;
        }
        let end = bytes.len().saturating_sub(1);
        let at = self.deep_at.map_or(end, |at| self.moved(at, root, all_nested));
        let is_first = at == 1;
        let mut more = Vec::with_capacity(members.len() + 1);
        if !is_first {
            more.push(b',');
        }
        more.extend_from_slice(members);
        if is_first && at < end {
            more.push(b',');
        }
        bytes.splice(at..at, more);
        bytes
    }

    /// Where a place of the text is once tags are left out.
    fn moved(&self, at: usize, root: bool, all_nested: bool) -> usize {
        let dropped = self.dropped(root, all_nested).unwrap_or_default();
        let before = dropped.iter().filter(|span| span.start < at);
        at - before.map(|span| span.end.min(at) - span.start).sum::<usize>()
    }

    /// The spans to leave out, in order, each with the comma behind it; `None` if everything stays.
    #[inline]
    fn dropped(&self, root: bool, all_nested: bool) -> Option<Vec<Span>> {
        if (root || self.root.is_none()) && (all_nested || self.nested.is_empty()) {
            return None;
        }
        self.some_dropped(root, all_nested)
    }

    fn some_dropped(&self, root: bool, all_nested: bool) -> Option<Vec<Span>> {
        let root = self.root.filter(|_| !root).map(|root| root.span);
        let nested = self
            .nested
            .iter()
            .filter(|tag| !(tag.needed || all_nested))
            .map(|tag| tag.span);
        let mut spans: Vec<Span> = root.into_iter().chain(nested).collect();
        for span in &mut spans {
            span.end += usize::from(self.bytes.get(span.end) == Some(&b','));
        }
        (!spans.is_empty()).then_some(spans)
    }
}
