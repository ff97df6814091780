//! The Rust type of each field is a value of the property's Edm type.

use crate::attr::Role;
use crate::concrete::is_concrete;
use crate::model::spelling::{Spelled, spelled};
use crate::model::types::{innermost, span};
use crate::model::{Field, Newtype, Operation, TypeModel};
use crate::schema::assert;
use crate::schema::context::{self, Check, Found};
use crate::schema::text::{self, Listed};
use crate::spans::at;
use crate::type_id::type_id;
use odata_entity_csdl::{self as csdl, Kind, NavigationProperty, Property, TypeDefinition, TypeRef};
use odata_entity_names::Primitive;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;

/// What the metadata wants of a value.
struct Wanted<'s> {
    /// The type, or its items' if it is a collection.
    name: &'s str,
    kind: Option<Kind>,
    is_collection: bool,
    /// The other types that are as good: those derived from a complex type, the underlying type of a type definition.
    others: Vec<String>,
}

/// What is known of a value without the compiler.
enum Verdict {
    Fits,
    Wrong(String),
    Unknown,
}

/// Compares the type of every field.
pub(crate) fn all(check: &Check<'_>, model: &TypeModel<'_>, of: &context::Type<'_>, found: &[Found<'_>]) {
    for (field, found) in model.fields().iter().zip(found) {
        let can_assert = is_concrete(field.ty, &model.input.generics);
        match found {
            Found::Property(property) if field.role != Role::Stream => {
                one(check, field, property, can_assert.then_some(of));
            }
            Found::Navigation(property) => {
                navigation(check, field, property);
                if can_assert {
                    entity(check, field, property);
                }
            }
            _ => {}
        }
    }
}

/// One field; `of` is the type in the schema, unless the compiler cannot be asked for the field's.
fn one(check: &Check<'_>, field: &Field<'_>, property: &Property, of: Option<&context::Type<'_>>) {
    if field.attrs.serde.is_set() {
        return;
    }
    let Some(wanted) = Wanted::of(check, &property.ty) else {
        return;
    };
    let ty = field.value_type;
    let format = field.attrs.with.get();
    let verdict = match format {
        Some(_) => Verdict::Unknown,
        None => wanted.verdict(&spelled(ty)),
    };
    match verdict {
        Verdict::Fits => {}
        Verdict::Unknown => {
            let Some(of) = of else { return };
            check.assert(wanted.assertion(check, field, property));
            if text::is_text(check, &property.ty) {
                let list = check.schema().allowed_values_in(&of.lineage, &property.name);
                let listed = Listed {
                    what: &property.name,
                    list,
                    offset: property.offset,
                };
                text::compare(check, ty, &field.value_type_in(&quote!(__odata)), listed);
            }
        }
        Verdict::Wrong(edm) => check.error_at(
            ty,
            format_args!(
                "the property `{}` is `{wanted}`, and `{}` is `{edm}`: write {}",
                property.name,
                spelling(ty),
                wanted.proposal(),
            ),
            property.offset,
        ),
    }
}

/// A newtype with a type definition's name wraps the underlying type of the definition.
pub(crate) fn newtype(check: &Check<'_>, model: &Newtype<'_>, ty: &TypeDefinition) {
    let wanted = Wanted {
        name: &ty.underlying,
        kind: None,
        is_collection: false,
        others: Vec::new(),
    };
    if let Verdict::Wrong(edm) = wanted.verdict(&spelled(model.inner)) {
        check.error_at(
            model.inner,
            format_args!(
                "`{}` is a type definition of `{wanted}`, and `{}` is `{edm}`: write {}",
                ty.name,
                spelling(model.inner),
                wanted.proposal()
            ),
            ty.offset,
        );
    }
}

/// Compares the type of every parameter.
pub(crate) fn parameters(check: &Check<'_>, model: &Operation<'_>, operation: &csdl::Operation) {
    for parameter in &model.parameters {
        let can_assert = is_concrete(parameter.value_type, &model.input.generics);
        let arguments = operation.arguments().iter();
        let mut arguments = arguments.filter(|one| one.name.eq_ignore_ascii_case(&parameter.wire));
        let Some(argument) = arguments.next() else {
            continue;
        };
        let is_entity = check.schema().type_kind(&argument.ty.name) == Some(Kind::EntityType);
        let ty = parameter.value_type;
        if parameter.is_entity || is_entity {
            if !parameter.is_entity && spelled(ty) != Spelled::Json {
                check.error_at(
                    ty,
                    format_args!(
                        "the parameter `{}` is `{}`, an entity: mark it `#[odata(entity)]`",
                        argument.name, argument.ty
                    ),
                    operation.offset,
                );
            } else if parameter.is_entity && !is_entity {
                check.error_at(
                    ty,
                    format_args!(
                        "the parameter `{}` is `{}`, no entity: drop `entity`",
                        argument.name, argument.ty
                    ),
                    operation.offset,
                );
            }
            continue;
        }
        let Some(wanted) = Wanted::of(check, &argument.ty) else {
            continue;
        };
        match wanted.verdict(&spelled(ty)) {
            Verdict::Fits => {}
            Verdict::Wrong(edm) => check.error_at(
                ty,
                format_args!(
                    "the parameter `{}` is `{wanted}`, and `{}` is `{edm}`: write {}",
                    argument.name,
                    spelling(ty),
                    wanted.proposal(),
                ),
                operation.offset,
            ),
            Verdict::Unknown if can_assert => {
                let what = format!("@{}", argument.name);
                let what = (what.as_str(), Some(wanted.proposal()));
                let name = what.0;
                let assertion = wanted.asserted_of(check, ty, &quote!(#ty), what, operation.offset);
                check.assert(assertion);
                if text::is_text(check, &argument.ty) {
                    // The values of all overloads, as one enum may be for all.
                    let target = format!("{}/{}", operation.name, argument.name);
                    let listed = Listed {
                        what: name,
                        list: check.schema().allowed_values(&target),
                        offset: operation.offset,
                    };
                    text::compare(check, ty, &quote!(#ty), listed);
                }
            }
            Verdict::Unknown => {}
        }
    }
}

/// One entity or several.
fn navigation(check: &Check<'_>, field: &Field<'_>, property: &NavigationProperty) {
    let (name, ty) = (&property.name, &property.ty);
    let is_list = matches!(spelled(field.value_type), Spelled::List(_));
    let item = innermost(field.value_type);
    let entity = || format!("that derives `Entity` with `type = \"{}\"`", ty.name);
    if let Spelled::Surely(edm) = spelled(item)
        && is_list == ty.is_collection
        && matches!(field.role, Role::Navigation { .. })
        && !field.has_format()
    {
        let message = format!(
            "`{name}` leads to `{ty}`, and `{}` is `{edm}`: write a type {}",
            spelling(item),
            entity()
        );
        return check.error_at(item, message, property.offset);
    }
    let message = match (is_list, ty.is_collection) {
        (true, false) => format!(
            "`{name}` leads to one `{}`, not to several: drop the `Vec`",
            ty.name
        ),
        (false, true) if spelled(field.value_type) != Spelled::Json => {
            let proposal = match spelled(item) {
                Spelled::Own => format!("`Vec<{}>`", spelling(item)),
                _ => format!("a `Vec` of a type {}", entity()),
            };
            format!("`{name}` leads to several `{}`: write {proposal}", ty.name)
        }
        _ => return,
    };
    check.error_at(field.value_type, message, property.offset);
}

/// An entity of the type that it leads to, of a base or of a derived type. What no derive has named may be anything.
fn entity(check: &Check<'_>, field: &Field<'_>, property: &NavigationProperty) {
    let (ty, name) = (innermost(field.value_type), &property.ty.name);
    let schema = check.schema();
    if spelled(ty) != Spelled::Own || property.ty.is_primitive() {
        return;
    }
    // A type of another document is not known.
    let Ok(lineage) = schema.lineage(name) else { return };
    let mut fitting: Vec<String> = lineage.iter().map(|ty| ty.name.clone()).collect();
    fitting.extend(schema.derived_types(name));
    let asserted = check.asked(&asserted(check, &fitting, &property.name, property.offset));
    let name = quote!(__odata::schema::Named::<#ty>::NAME);
    check.assert(assert::of_name(ty, "leads_to", &name, &asserted));
}

/// What is asserted, as the runtime reads it: `type|type…⏎property⏎place`; of a value `⏎` and what to write follow.
fn asserted<'a>(
    check: &Check<'_>,
    types: impl IntoIterator<Item = &'a String>,
    property: &str,
    offset: usize,
) -> String {
    let place = check.loaded().place(offset);
    let mut asserted = String::new();
    for (number, name) in types.into_iter().enumerate() {
        if number > 0 {
            asserted.push('|');
        }
        asserted.push_str(name);
    }
    for part in [property, &place] {
        asserted.push('\n');
        asserted.push_str(part);
    }
    asserted
}

/// A type as the user wrote it.
fn spelling(ty: &syn::Type) -> String {
    let text = ty.to_token_stream().to_string();
    text.replace(" < ", "<")
        .replace(" >", ">")
        .replace(" :: ", "::")
        .replace(" ,", ",")
}

impl<'s> Wanted<'s> {
    /// What a property wants; nothing if it takes anything.
    fn of(check: &Check<'_>, ty: &'s TypeRef) -> Option<Self> {
        let name = ty.name.as_str();
        let mut wanted = Self {
            name,
            kind: None,
            is_collection: ty.is_collection,
            others: Vec::new(),
        };
        if ty.is_primitive() {
            let is_abstract = matches!(
                name,
                "Edm.Untyped" | "Edm.PrimitiveType" | "Edm.ComplexType" | "Edm.EntityType"
            );
            if name.ends_with("Path") {
                // Paths to elements of the model are text in JSON (OData JSON 4.01, 7.1).
                wanted.others.push("Edm.String".to_owned());
            }
            return (!is_abstract).then_some(wanted);
        }
        let schema = check.schema();
        // A type of another document is not known.
        let kind = schema.type_kind(name)?;
        wanted.kind = Some(kind);
        match kind {
            Kind::ComplexType => wanted.others = schema.derived_types(name),
            Kind::TypeDefinition => {
                wanted
                    .others
                    .extend(schema.type_definition(name).map(|ty| ty.underlying.clone()));
            }
            _ => {}
        }
        Some(wanted)
    }

    fn verdict(&self, spelled: &Spelled) -> Verdict {
        match spelled {
            Spelled::Json => Verdict::Fits,
            Spelled::Own => Verdict::Unknown,
            Spelled::List(item) if !self.is_collection => Verdict::Wrong(match **item {
                Spelled::Surely(edm) | Spelled::Likely(edm) => format!("Collection({edm})"),
                _ => "a collection".to_owned(),
            }),
            Spelled::List(item) => match self.item(item) {
                Verdict::Wrong(edm) => Verdict::Wrong(format!("Collection({edm})")),
                other => other,
            },
            Spelled::Surely(edm) if self.is_collection => Verdict::Wrong((*edm).to_owned()),
            _ if self.is_collection => Verdict::Unknown,
            item => self.item(item),
        }
    }

    fn item(&self, spelled: &Spelled) -> Verdict {
        let fits = |edm: &str| self.name == edm || self.others.iter().any(|other| other == edm);
        match spelled {
            Spelled::Json => Verdict::Fits,
            Spelled::Surely(edm) | Spelled::Likely(edm) if fits(edm) => Verdict::Fits,
            Spelled::Surely(edm) => Verdict::Wrong((*edm).to_owned()),
            _ => Verdict::Unknown,
        }
    }

    /// The call that lets the compiler compare.
    fn assertion(&self, check: &Check<'_>, field: &Field<'_>, property: &Property) -> TokenStream {
        let ty = field.value_type_in(&quote!(__odata));
        // Of a format it is the format that is of another type.
        let proposal = (!field.has_format()).then(|| self.proposal());
        let what = (property.name.as_str(), proposal);
        self.asserted_of(check, field.value_type, &ty, what, property.offset)
    }

    /// The same of a type, which fills what `what` names; with what to write in its place.
    fn asserted_of(
        &self,
        check: &Check<'_>,
        written: &Type,
        ty: &TokenStream,
        (what, proposal): (&str, Option<String>),
        offset: usize,
    ) -> TokenStream {
        let name = self.name.to_owned();
        let types = std::iter::once(&name).chain(&self.others);
        let mut asserted = asserted(check, types, what, offset);
        if let Some(proposal) = proposal {
            asserted.push('\n');
            asserted.push_str(&proposal);
        }
        let asserted = check.asked(&asserted);
        let id = type_id(self.name);
        let function = match self.is_collection {
            true => "fits_collection",
            false => "fits",
        };
        let found = quote_spanned!(at(span(written))=> <#ty as __odata::EdmValue>::EDM);
        assert::of_value(written, function, &quote!(#found, #id, #asserted))
    }

    fn proposal(&self) -> String {
        let derive = match self.kind {
            Some(Kind::EnumType) => "EnumType",
            Some(Kind::ComplexType) => "ComplexType",
            _ => {
                let primitive = self.others.first().map_or(self.name, String::as_str);
                let rust = Primitive::of_edm(primitive).map_or("serde_json::Value", |ty| ty.rust);
                return match self.is_collection {
                    true => format!("`Vec<{rust}>`"),
                    false => format!("`{rust}`"),
                };
            }
        };
        let what = if self.is_collection {
            "a `Vec` of a type"
        } else {
            "a type"
        };
        format!("{what} that derives `{derive}` with `type = \"{}\"`", self.name)
    }
}

impl std::fmt::Display for Wanted<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.is_collection {
            true => write!(f, "Collection({})", self.name),
            false => f.write_str(self.name),
        }
    }
}
