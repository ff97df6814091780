//! Each segment of each path leads somewhere, and the last one to the type.

use crate::attr::Role;
use crate::model::spelling::{Spelled, spelled};
use crate::model::{Fixed, Forbidden, Operation, OperationKind, PathCall, PathFacts, Reserved, TypeModel};
use crate::schema::assert;
use crate::schema::context::{Check, Type};
use crate::template::{Placeholder, Segment, Template};
use odata_entity_csdl::{
    self as csdl, Error, KeyPart, Kind, Location, PathError, Reached, Route, StepError, StructuredType,
};
use odata_entity_names::{Primitive, nearest};
use quote::quote;
use syn::LitStr;

/// Checks every path and takes over what can be done there.
pub(crate) fn all(check: &Check<'_>, ty: &Type<'_>, model: &mut TypeModel<'_>) {
    let is_not_created = model.facts.is_abstract && !model.has_tag();
    for path in &mut model.paths {
        let path_check = PathCheck {
            check,
            ty: Some(ty),
            literal: &path.attr.template,
            template: &path.template,
            declared: path.attr.declared.as_ref(),
        };
        let mut facts = path_check.check().unwrap_or_default();
        facts.many.insert |= is_not_created;
        path.facts = facts;
    }
    fixed(check, ty, model);
}

/// Takes over which properties a service does not update (`UpdateRestrictions/NonUpdatableProperties`, OData Capabilities
/// vocabulary): where all paths of the type have it so, or the type itself, they are in create bodies at most.
fn fixed(check: &Check<'_>, ty: &Type<'_>, model: &mut TypeModel<'_>) {
    let of_type = check
        .schema()
        .restrictions([ty.own.name.as_str()])
        .unwrap_or_default();
    let paths = &model.paths;
    let everywhere = |name: &str, list: fn(&Fixed) -> &Vec<String>, of_type: &[String]| {
        let mut lists = paths.iter().map(|path| list(&path.facts.fixed));
        of_type.iter().any(|fixed| fixed == name)
            || (!paths.is_empty() && lists.all(|list| list.iter().any(|fixed| fixed == name)))
    };
    let mut roles = Vec::new();
    for field in model.fields() {
        let is_fixed = everywhere(
            &field.wire,
            |fixed| &fixed.on_update,
            &of_type.non_updatable_properties,
        );
        let is_never = is_fixed
            && everywhere(
                &field.wire,
                |fixed| &fixed.on_creation,
                &of_type.non_insertable_properties,
            );
        roles.push(match field.role {
            Role::Property | Role::Immutable if is_never => Some(Role::ReadOnly),
            Role::Property if is_fixed => Some(Role::Immutable),
            _ => None,
        });
    }
    for (field, role) in model.fields_mut().iter_mut().zip(roles) {
        field.role = role.unwrap_or(field.role);
    }
}

/// Checks the path of a call, which may lead to anything.
pub(crate) fn call(check: &Check<'_>, call: &mut PathCall) {
    let path_check = PathCheck {
        check,
        ty: None,
        literal: &call.literal,
        template: &call.template,
        declared: None,
    };
    call.facts = path_check.check().unwrap_or_default();
}

/// Checks the path of an operation that is bound to no type, and finds which it leads to.
pub(crate) fn operation<'s>(check: &Check<'s>, model: &mut Operation<'_>) -> Option<&'s csdl::Operation> {
    let names: Vec<String> = model.parameters.iter().map(|one| one.wire.clone()).collect();
    let is_function = model.kind == OperationKind::Function;
    let path = model.path.as_mut()?;
    let path_check = PathCheck {
        check,
        ty: None,
        literal: &path.literal,
        template: &path.template,
        declared: None,
    };
    let mut segments: Vec<csdl::Segment<'_>> = path.template.segments.iter().map(routed).collect();
    if is_function
        && let Some(last) = segments.last_mut()
        && let csdl::Segment::Name(name) = *last
    {
        let arguments = names.iter().map(|name| csdl::Argument { name: Some(name) });
        let arguments = arguments.collect();
        *last = csdl::Segment::Call { name, arguments };
    }
    if path.template.is_faulty {
        return None;
    }
    let route = match check.schema().route(&segments) {
        Ok(route) => route,
        Err(error) => {
            path_check.unknown_segment(&error);
            return None;
        }
    };
    let facts = path_check.facts(&route);
    let end = route.end()?;
    let found = match &end.reached {
        Reached::Operation(operation) => Some(*operation),
        Reached::Import(import) => {
            let overloads = check.schema().operations(&import.operation).unwrap_or_default();
            let is_it = |operation: &&csdl::Operation| {
                !operation.is_bound && operation.arguments().len() >= names.len()
            };
            overloads.into_iter().find(is_it)
        }
        _ => {
            check.error_in_file(
                path.literal.span(),
                format_args!("the path does not lead to {}", model.kind.noun()),
            );
            None
        }
    };
    path.facts = facts;
    let is_kind = |operation: &csdl::Operation| (operation.kind == Kind::Function) == is_function;
    if let Some(other) = found.filter(|operation| !is_kind(operation)) {
        let derive = if is_function { "Action" } else { "Function" };
        check.error(
            path.literal.span(),
            format_args!("`{}` is not {}: derive `{derive}`", other.name, model.kind.noun()),
            other.offset,
        );
        return None;
    }
    found
}

/// One path under check.
struct PathCheck<'a, 's> {
    check: &'a Check<'s>,
    /// The type that it is a path of, if it is one's.
    ty: Option<&'a Type<'s>>,
    literal: &'a LitStr,
    template: &'a Template,
    /// `declared = "…"`
    declared: Option<&'a LitStr>,
}

impl<'s> PathCheck<'_, 's> {
    fn check(&self) -> Option<PathFacts> {
        let segments = &self.template.segments;
        if self.template.is_faulty {
            return None;
        }
        let parsed: Vec<csdl::Segment<'_>> = segments.iter().map(routed).collect();
        match self.listed(&parsed) {
            Ok(None) => {}
            Ok(Some(declared)) => {
                return Some(PathFacts {
                    declared: Some(declared),
                    ..PathFacts::default()
                });
            }
            Err(message) => {
                self.check.error_in_file(self.literal.span(), message);
                return None;
            }
        }
        self.key_segments();
        let route = match self.check.schema().route(&parsed) {
            Ok(route) => route,
            Err(error) => {
                self.unknown_segment(&error);
                return None;
            }
        };
        let end = route.end()?;
        if let Some(ty) = self.ty {
            self.end(end, ty.own);
        }
        let mut facts = PathFacts {
            declared: self.declared(end),
            ..PathFacts::default()
        };
        self.restrictions(&route, &mut facts);
        facts.reserved = self.facts(&route).reserved;
        Some(facts)
    }

    /// What can be at the places of keys.
    fn facts(&self, route: &Route<'s>) -> PathFacts {
        let mut facts = PathFacts::default();
        let segments = &self.template.segments;
        let before = std::iter::once(None).chain(route.locations.iter().map(Some));
        for ((segment, here), before) in segments.iter().zip(&route.locations).zip(before) {
            self.keys(segment, here, before, &mut facts.reserved);
        }
        if facts.reserved.iter().all(|reserved| reserved.names.is_empty()) {
            facts.reserved.clear();
        }
        facts
    }

    /// The type that a path leads to which the metadata lists, as Redfish's does for each type; nothing for other services, whose paths
    /// begin at the container. The error proposes the path that is meant.
    fn listed(&self, segments: &[csdl::Segment<'_>]) -> Result<Option<String>, String> {
        let Some(ty) = self.ty else { return Ok(None) };
        let schema = self.check.schema();
        let uris = schema.uris(&ty.own.name).unwrap_or_default();
        if uris.is_empty() {
            return Ok(None);
        }
        if uris.iter().any(|uri| is_listed(uri, segments)) {
            return Ok(Some(ty.own.name.clone()));
        }
        let below: Vec<&str> = uris.iter().map(|uri| below_root(uri)).collect();
        let near = nearest(&self.template.text, below.iter().copied()).or(below.first().copied());
        let near = near.map_or_else(String::new, |near| format!("; write {near:?}"));
        Err(format!(
            "the metadata lists {} for `{}` (`Redfish.Uris`), and this is none of them{near}",
            match below.len() {
                1 => "one path".to_owned(),
                number => format!("{number} paths"),
            },
            ty.own.name
        ))
    }

    /// A key in a separate segment is not for a service that takes none.
    fn key_segments(&self) {
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

    /// The error for a segment that leads nowhere, with the place of what it should have been a part of.
    fn unknown_segment(&self, error: &PathError) {
        let schema = self.check.schema();
        let offset = match &error.error {
            StepError::UnknownMember { ty, .. }
            | StepError::KeyMissing { ty, .. }
            | StepError::Unrelated { ty, .. } => schema.structured_type(&ty.name).map(|ty| ty.offset),
            StepError::KeyNames { ty, .. } => schema.structured_type(ty).map(|ty| ty.offset),
            StepError::KeyOnSingle { ty: Some(ty) } => schema.structured_type(&ty.name).map(|ty| ty.offset),
            StepError::UnknownResource { .. } => match schema.container() {
                Ok(Some(container)) => Ok(container.offset),
                _ => Err(Error::Json),
            },
            StepError::NotCallable { name, .. } | StepError::Arguments { name, .. } => {
                match schema.operations(name).unwrap_or_default().first() {
                    Some(operation) => Ok(operation.offset),
                    None => Err(Error::Json),
                }
            }
            _ => Err(Error::Json),
        };
        match offset {
            Ok(offset) => self.check.error(self.literal.span(), error, offset),
            Err(_) => self.check.error_in_file(self.literal.span(), error),
        }
    }

    /// The path leads to one entity of the type, of a base, or of a derived type.
    fn end(&self, end: &Location<'_>, to: &StructuredType) {
        // The media of an entity, or a number.
        if matches!(end.reached, Reached::Value | Reached::Count) {
            return;
        }
        let (span, own) = (self.literal.span(), &to.name);
        let Some(ty) = &end.ty else {
            return self.check.error(
                span,
                format_args!("the path leads to an operation that returns nothing, not to `{own}`"),
                to.offset,
            );
        };
        let schema = self.check.schema();
        let related = |a: &str, b: &str| schema.is_derived_from(a, b).unwrap_or(false);
        if ty.name.starts_with("Edm.") && matches!(ty.name.as_str(), "Edm.Untyped" | "Edm.EntityType") {
            return;
        }
        if !related(own, &ty.name) && !related(&ty.name, own) {
            let offset = schema.structured_type(&ty.name).map_or(to.offset, |ty| ty.offset);
            self.check.error(
                span,
                format_args!("the path leads to `{ty}`, not to `{own}` or a type related to it"),
                offset,
            );
        } else if ty.is_collection && !matches!(end.reached, Reached::Ref) {
            let name = ty.name.rsplit('.').next().unwrap_or_default();
            self.check.error(
                span,
                format_args!(
                    "the path leads to a collection of `{}`: end it with a key, `/{{{name}Id}}`",
                    ty.name
                ),
                to.offset,
            );
        }
    }

    /// The type that the path declares, which `declared` may repeat and not contradict.
    fn declared(&self, end: &Location<'_>) -> Option<String> {
        let declared = end
            .ty
            .as_ref()
            .map(|ty| ty.name.clone())
            .filter(|name| !name.starts_with("Edm."))?;
        if let Some(literal) = self.declared
            && self.check.schema().canonical(&literal.value()) != declared
        {
            self.check.error(
                literal.span(),
                format_args!("the path declares `{declared}`: write that, or drop `declared`"),
                self.ty.map_or(0, |ty| ty.own.offset),
            );
        }
        Some(declared)
    }

    fn restrictions(&self, route: &Route<'_>, facts: &mut PathFacts) {
        let at = |location: Option<&Location<'_>>| {
            let restrictions = location.and_then(|location| location.restrictions(self.check.schema()).ok());
            let restrictions = restrictions.unwrap_or_default();
            Forbidden {
                update: restrictions.updatable == Some(false),
                insert: restrictions.insertable == Some(false),
                delete: restrictions.deletable == Some(false),
            }
        };
        facts.one = at(route.end());
        let end = route
            .end()
            .and_then(|end| end.restrictions(self.check.schema()).ok());
        let end = end.unwrap_or_default();
        facts.fixed = Fixed {
            on_update: end.non_updatable_properties,
            on_creation: end.non_insertable_properties,
        };
        if self.template.collection().is_some() {
            // A key in parentheses is in one segment with the collection, whose restrictions count for both.
            facts.many = match self.template.segments.last() {
                Some(Segment::Key { .. }) => at(route.locations.iter().rev().nth(1)),
                _ => facts.one,
            };
        }
    }

    /// Looks at each key of a segment: its type, its form, and what else can be at its place.
    fn keys(
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
        match self.check.schema().type_definition(&name) {
            Ok(definition) => definition.underlying.clone(),
            Err(_) => name,
        }
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
                let arguments = quote!(#key, #edm, #place);
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

/// What Redfish's paths begin with, and the base URL ends with (DSP0266, "Service root").
const ROOT: &str = "/redfish/v1";

fn below_root(uri: &str) -> &str {
    uri.strip_prefix(ROOT)
        .filter(|rest| rest.starts_with('/'))
        .unwrap_or(uri)
}

/// Whether a path is a listed one, written from the service root or from the host on. What is in braces may have another name.
fn is_listed(uri: &str, segments: &[csdl::Segment<'_>]) -> bool {
    let listed = csdl::Segment::split(uri.trim_end_matches('/'));
    let below = csdl::Segment::split(below_root(uri).trim_end_matches('/'));
    listed == segments || below == segments
}

/// A segment as the schema follows it.
fn routed(segment: &Segment) -> csdl::Segment<'_> {
    match segment {
        Segment::Name { name, .. } | Segment::Faulty(name) => csdl::Segment::Name(name),
        Segment::Key { plus: true, .. } => csdl::Segment::Relative,
        Segment::Key { .. } | Segment::Named { .. } => csdl::Segment::Key,
        Segment::Call { name, arguments } => {
            let arguments = arguments.iter();
            csdl::Segment::Call {
                name,
                arguments: arguments
                    .map(|argument| csdl::Argument {
                        name: argument.name.as_deref(),
                    })
                    .collect(),
            }
        }
    }
}
