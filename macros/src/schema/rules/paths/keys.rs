//! Each key of a path has the type and the form that the schema has for it.

use super::route::PathCheck;
use crate::model::Reserved;
use crate::model::spelling::{Spelled, spelled};
use crate::schema::assert;
use crate::schema::warning::warning;
use crate::template::{Encode, Placeholder, Segment};
use odata_entity_csdl::{KeyPart, Kind, Location, Reached};
use odata_entity_names::Primitive;
use quote::quote;
use syn::Ident;

impl<'s> PathCheck<'_, 's> {
    /// A key in a separate segment is not for a service that takes none.
    pub(super) fn key_segments(&self) {
        let schema = self.check.schema();
        if schema.keys_as_segments().unwrap_or_default() != Some(false) {
            return;
        }
        let segments = &self.template.segments;
        let before = segments.iter();
        for (segment, before) in segments.iter().skip(1).zip(before) {
            let (
                Segment::Key {
                    plus: false,
                    placeholder,
                    ..
                },
                Segment::Name { name, .. },
            ) = (segment, before)
            else {
                continue;
            };
            let key = self
                .template
                .placeholders
                .get(*placeholder)
                .map_or("id", |key| &key.name);
            self.check.error_in_file(
                self.literal.span(),
                format_args!(
                    "the service takes no keys as segments (`Capabilities.KeyAsSegmentSupported` is false): write `{name}({{{key}}})`"
                ),
            );
        }
    }

    /// Looks at each key of a segment: its type, its form, and what else can be at its place.
    pub(super) fn keys(
        &self,
        segment: &Segment,
        here: &Location<'s>,
        before: Option<&Location<'_>>,
        reserved: &mut Vec<Reserved>,
    ) {
        let wanted = self.parts(here);
        let whole = matches!(segment, Segment::Key { plus: false, .. });
        if whole && wanted.len() > 1 {
            let names: Vec<String> = wanted
                .iter()
                .map(|part| format!("{0}={{{0}}}", part.name))
                .collect();
            self.check.error(
                self.literal.span(),
                format_args!("the key has {} parts: write `({})`", names.len(), names.join(",")),
                wanted.first().map_or(0, |part| part.offset),
            );
        }
        for key in segment.keys() {
            reserved.push(match before.and_then(|before| before.ty.as_ref()) {
                Some(ty) if whole => self.check.loaded().reserved(ty),
                _ => Reserved::default(),
            });
            let is_operation = matches!(here.reached, Reached::Operation(_));
            let part = match key.name {
                // Metadata and documentation write the names of some parameters in different case.
                Some(name) if is_operation => wanted.iter().find(|part| part.name.eq_ignore_ascii_case(name)),
                Some(name) => wanted.iter().find(|part| part.name == name),
                None => wanted.first().filter(|_| wanted.len() == 1),
            };
            let placeholder = self.template.placeholders.get(key.placeholder);
            if let (Some(part), Some(placeholder)) = (part, placeholder) {
                self.key(placeholder, part, key.is_quoted);
                if matches!(segment, Segment::Call { .. }) && !key.is_quoted {
                    self.untyped(placeholder, part);
                }
            }
        }
    }

    /// What the keys or arguments of a segment are called, and their types.
    fn parts(&self, here: &Location<'s>) -> Vec<Wanted> {
        if let Reached::Operation(operation) = &here.reached {
            let parameters = operation.arguments().iter();
            return parameters
                .map(|one| Wanted::new(&one.name, Some(one.ty.name.clone()), operation.offset))
                .collect();
        }
        let Some(ty) = here.type_name().filter(|_| !here.is_collection()) else {
            return Vec::new();
        };
        let offset = self.check.schema().structured_type(ty).map_or(0, |ty| ty.offset);
        let parts = self.check.schema().key_parts(ty).unwrap_or_default();
        let wanted = |part: KeyPart| {
            let edm = part.ty.map(|ty| self.underlying(ty.name));
            Wanted::new(&part.name, edm, offset)
        };
        parts.into_iter().map(wanted).collect()
    }

    /// A primitive type in place of a type definition of it.
    fn underlying(&self, name: String) -> String {
        let schema = self.check.schema();
        // To ask for a definition that is not there costs a search for the nearest name, which is for a message.
        if schema.type_kind(&name) != Some(Kind::TypeDefinition) {
            return name;
        }
        match schema.type_definition(&name) {
            Ok(definition) => definition.underlying.clone(),
            Err(_) => name,
        }
    }

    /// A literal that is not text has the type of its argument: without one a text goes out in quotes, and no service takes that.
    fn untyped(&self, placeholder: &Placeholder, part: &Wanted) {
        let edm = part.edm.as_deref().unwrap_or_default();
        let is_any = placeholder.ty.is_some() || placeholder.encode == Encode::Raw;
        // What the schema states no type for can be anything, and a collection or complex value is no key.
        let rust = match Primitive::of_edm(edm) {
            Some(ty) => ty.rust,
            None if self.check.schema().type_kind(edm) == Some(Kind::EnumType) => "YourEnum",
            None => return,
        };
        if is_any || edm == "Edm.String" {
            return;
        }
        let (name, place) = (&placeholder.name, self.check.loaded().place(part.offset));
        let message = format!(
            "`{}` is `{edm}`: write `{{{name}: {rust}}}`, as text in the place of `{{{name}}}` would go out in quotes ({place})",
            part.name
        );
        let at = Ident::new("KEY_WITHOUT_A_TYPE", self.literal.span());
        self.check.warn(warning(&at, "KEY_WITHOUT_A_TYPE", &message));
    }

    fn key(&self, placeholder: &Placeholder, part: &Wanted, quoted: bool) {
        let Some(edm) = part.edm.as_deref().filter(|edm| edm.starts_with("Edm.")) else {
            return;
        };
        let (name, span) = (&placeholder.name, self.literal.span());
        if quoted && edm != "Edm.String" && edm != "Edm.Duration" {
            self.check.error(
                span,
                format_args!(
                    "`{}` is `{edm}`, which is written without quotes: write `{{{name}}}`",
                    part.name
                ),
                part.offset,
            );
        }
        let Some(ty) = &placeholder.ty else { return };
        match spelled(ty) {
            Spelled::Surely(given) if given != edm => {
                let hint = Primitive::of_edm(edm)
                    .map_or_else(String::new, |ty| format!(": write `{{{name}: {}}}`", ty.rust));
                self.check.error(
                    span,
                    format_args!("`{}` is `{edm}`, and `{{{name}}}` is `{given}`{hint}", part.name),
                    part.offset,
                );
            }
            // Any value can be text.
            Spelled::Likely(given) if given != edm && edm != "Edm.String" => {
                let place = self.check.loaded().place(part.offset);
                let key = &part.name;
                let rust = Primitive::of_edm(edm).map_or("String", |ty| ty.rust);
                let proposal = format!("{{{name}: {rust}}}");
                let arguments = quote!(#key, #edm, #proposal, #place);
                self.check
                    .assert(assert::of_type(ty, "fits_key", &quote!(#ty), &arguments));
            }
            _ => {}
        }
    }
}

/// A key property or a parameter, as its placeholder must fill it.
struct Wanted {
    name: String,
    edm: Option<String>,
    /// Where it is in the schema.
    offset: usize,
}

impl Wanted {
    fn new(name: &str, edm: Option<String>, offset: usize) -> Self {
        Self {
            name: name.to_owned(),
            edm,
            offset,
        }
    }
}
