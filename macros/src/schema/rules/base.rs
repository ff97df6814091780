//! The base types that a type has by its attributes.

use crate::attr::Role;
use crate::concrete::is_concrete;
use crate::model::{Known, TypeModel, Union};
use crate::schema::assert;
use crate::schema::context::{Check, Type};
use crate::type_id::caseless_id;
use odata_entity_csdl::Kind;
use quote::quote;

/// How many types are listed that a value cannot be of. All are where a schema is as small as one that was pruned; of others it is
/// the nearest, as the list is in the program for each type.
const OTHERS: usize = 64;

/// Takes over which types are derived from it, and which are not, on which type tags depend (OData JSON 4.01, 4.6.3).
pub(crate) fn take_over(check: &Check<'_>, model: &mut TypeModel<'_>, ty: &Type<'_>) {
    let (schema, name) = (check.schema(), &ty.own.name);
    if ty.own.kind == Kind::ComplexType {
        model.facts.base.clone_from(&ty.own.base);
    }
    let namespace = name.rsplit_once('.').map_or("", |(namespace, _)| namespace);
    let list = |types: Vec<String>| {
        let short = |name: &String| match name.strip_prefix(namespace) {
            Some(local) if local.rfind('.') == Some(0) => local.to_owned(),
            _ => name.clone(),
        };
        types.iter().map(short).collect::<Vec<_>>().join(" ")
    };
    model.facts.known = Known {
        derived: list(schema.derived_types(name)),
        others: list(schema.other_types(name, OTHERS)),
        alias: schema
            .alias_of(name)
            .map(|alias| format!("{alias} {namespace}"))
            .unwrap_or_default(),
    };
}

/// `base` and `is_base`.
pub(crate) fn named(check: &Check<'_>, model: &TypeModel<'_>, ty: &Type<'_>) {
    let name = &ty.own.name;
    let bases = bases(ty);
    if let Some(literal) = model.attrs.base.get()
        && !bases.contains(&check.schema().canonical(&literal.value()).as_str())
    {
        let what = match bases.first() {
            None => "has no base type: drop `base`".to_owned(),
            Some(first) => format!(
                "is not derived from `{}`, but from `{first}`: write `base = \"{first}\"`",
                literal.value()
            ),
        };
        check.error(literal.span(), format_args!("`{name}` {what}"), ty.own.offset);
    }
    if let Some(span) = model.attrs.is_base.span()
        && !check.schema().has_derived_types(name)
    {
        check.error(
            span,
            format_args!("no type is derived from `{name}`: drop `is_base`"),
            ty.own.offset,
        );
    }
}

/// The embedded base type of a struct.
pub(crate) fn embedded(check: &Check<'_>, model: &TypeModel<'_>, ty: &Type<'_>) {
    let (name, bases) = (&ty.own.name, bases(ty));
    let embedded = model.fields().iter().find(|field| field.role == Role::Base);
    let Some(field) = embedded else { return };
    if bases.is_empty() {
        check.error(
            field.ident.span(),
            format_args!("`{name}` has no base type: drop the field, or mark a map of undeclared members `#[odata(open)]`"),
            ty.own.offset,
        );
    } else if is_concrete(field.ty, &model.input.generics) {
        let (base, place) = (field.ty, check.loaded().place(ty.own.offset));
        let arguments = quote!(#name, &[#(#bases),*], #place);
        check.assert(assert::of_type(base, "is_base", &quote!(#base), &arguments));
    }
}

/// The names of the type's bases, the nearest first.
fn bases<'t>(ty: &Type<'t>) -> Vec<&'t str> {
    ty.lineage.iter().skip(1).map(|base| base.name.as_str()).collect()
}

/// The types of a union's variants are derived from its base type, or that type.
pub(crate) fn union(check: &Check<'_>, shape: &Union<'_>, ty: &Type<'_>) {
    let name = &ty.own.name;
    let mut known = vec![name.clone()];
    known.extend(check.schema().derived_types(name));
    let place = check.loaded().place(ty.own.offset);
    let arguments = quote!(__KNOWN, #name, #place);
    let calls = shape
        .variants
        .iter()
        .map(|(_, ty)| assert::of_type(ty, "is_derived", &quote!(#ty), &arguments));
    let known = known.iter().map(|name| caseless_id(name));
    check.assert(quote! {
        const __KNOWN: &[u64] = &[#(#known),*];
        #(#calls)*
    });
}
