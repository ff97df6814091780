//! `Members`: the names of a type's members, the value in which all are absent, and one call a member that reads it.

use super::generics::bounded;
use super::runtime::Runtime;
use crate::attr::{Role, derive_of_deserialize};
use crate::model::{Field, Shape, TypeModel, types};
use crate::spans::located;
use crate::text::{Text, raw};
use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Generics, Ident};

/// The impls that read a struct: its own, or those that leave it to serde.
pub(super) fn read(model: &TypeModel<'_>, runtime: &Runtime, out: &mut Text) {
    let ident = &model.input.ident;
    let generics = bounded(model, &runtime.path);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    if model.attrs.by_serde.is_set() {
        out.tokens(
            quote!(__odata::by_serde_impls!((#impl_generics) (#ident #type_generics) (#where_clause));),
        );
        return;
    }
    out.push("#[automatically_derived] impl");
    out.tokens(&impl_generics);
    out.push(" __odata::Members for ");
    out.push(&raw(ident));
    out.tokens(&type_generics);
    out.tokens(where_clause);
    out.braces(items(model));
    // One beside it is reported, and two would be an error more.
    if derive_of_deserialize(&model.input.attrs).is_none() {
        let generics = with_lifetime(&generics);
        let (de_generics, _, _) = generics.split_for_impl();
        out.tokens(quote! {
            __odata::drop_serdes_derive_of_Deserialize_or_add_odata_deserialize_false!(
                (#de_generics) (#ident #type_generics) (#where_clause)
            );
        });
    }
    out.tokens(placeholders(model));
}

/// The items of the impl.
fn items(model: &TypeModel<'_>) -> Text {
    let mut out = Text::default();
    out.push("const NAMES: &'static __odata::Names = &");
    out.append(names(model));
    out.push("; #[inline] fn absent() -> Self");
    out.braces(absent(model));
    out.push(
        "#[inline] fn field(&mut self, index: usize, from: &mut __odata::JsonReader<'_>) -> __odata::Result<(), __odata::ReadError>",
    );
    out.braces(fields(model));
    out
}

/// The generics with the lifetime of what is deserialized.
pub(super) fn with_lifetime(generics: &Generics) -> Generics {
    let mut generics = generics.clone();
    generics.params.insert(0, syn::parse_quote!('de));
    generics
}

/// Whether the field is a member of the object, by its own name.
fn is_member(field: &Field<'_>) -> bool {
    !matches!(field.role, Role::Skip | Role::Base | Role::Open) && !field.is_told()
}

fn members<'m, 'a>(model: &'m TypeModel<'a>) -> impl Iterator<Item = &'m Field<'a>> {
    model.fields().iter().filter(|field| is_member(field))
}

fn field_of<'m, 'a>(model: &'m TypeModel<'a>, role: Role) -> Option<&'m Field<'a>> {
    model
        .fields()
        .iter()
        .find(|field| field.role == role && !field.is_told())
}

/// The constant with the members' names.
fn names(model: &TypeModel<'_>) -> Text {
    let mut out = Text::default();
    out.push("__odata::names(&[");
    for field in members(model) {
        out.write(format_args!("{:?},", field.wire));
    }
    out.push("], &[");
    // A collection that is not there is empty.
    let required = members(model)
        .enumerate()
        .filter(|(_, field)| field.shape == Shape::Required && !field.is_vec());
    for (index, _) in required {
        out.write(format_args!("{index},"));
    }
    out.write(format_args!("], b\"{}\")", marks(model).escape_ascii()));
    if let Some(base) = field_of(model, Role::Base) {
        let members = base_members(base);
        out.tokens(quote!(.with_base(#members::NAMES)));
    }
    if field_of(model, Role::Open).is_some() {
        out.push(".with_open()");
    }
    out.tokens(navigation(model));
    out
}

/// The navigation properties, and what the entities are read from that they lead to.
fn navigation(model: &TypeModel<'_>) -> Option<TokenStream> {
    let properties: Vec<_> = members(model)
        .enumerate()
        .filter(|(_, field)| matches!(field.role, Role::Navigation { .. }))
        .map(|(index, field)| {
            let index = Literal::usize_unsuffixed(index);
            if field.has_format() {
                return quote!((#index, __odata::no_fields));
            }
            let ty = located(types::boxed(field.ty).unwrap_or(field.ty), field.type_span());
            quote_spanned!(field.at()=> (#index, <#ty as __odata::NavigationField>::fields))
        })
        .collect();
    (!properties.is_empty()).then(|| quote!(.with_navigation(&[#(#properties),*])))
}

/// Two bytes made of each name, in order, by which a constant finds a name of two types.
fn marks(model: &TypeModel<'_>) -> Vec<u8> {
    let mark = |name: &str| {
        let hash = name.bytes().fold(0x811c_9dc5, |hash: u32, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        let [a, b, c, d] = hash.to_be_bytes();
        [a ^ c, b ^ d]
    };
    let mut marks: Vec<_> = members(model).map(|field| mark(&field.wire)).collect();
    marks.sort_unstable();
    marks.concat()
}

/// The value in which every member is absent.
fn absent(model: &TypeModel<'_>) -> Text {
    let mut out = Text::default();
    if model.fields().iter().any(Field::is_told) {
        // An error was reported for a field, of which no value can be made.
        out.push("loop {}");
        return out;
    }
    let mut fields = Text::default();
    for field in model.fields() {
        if field.is_certain() && field.shape != Shape::Required && field.role != Role::Skip {
            fields.write(format_args!("{}: __odata::None,", field.text));
            continue;
        }
        let at = field.at();
        let ident = field.ident_at(at);
        let value = match field.role {
            Role::Skip => skipped(field),
            Role::Open => quote_spanned!(at=> __odata::Default::default()),
            Role::Base => {
                let members = base_members(field);
                quote_spanned!(at=> #members::absent())
            }
            _ if field.shape != Shape::Required => quote_spanned!(at=> __odata::None),
            _ if field.has_format() => unread(field),
            _ if field.is_vec() => quote_spanned!(at=> __odata::Vec::new()),
            Role::Navigation { .. } => quote_spanned!(at=> __odata::Members::absent()),
            _ => {
                let ty = located(field.value_type, field.type_span());
                quote_spanned!(at=> <#ty as __odata::EdmValue>::placeholder())
            }
        };
        fields.tokens(quote_spanned!(at=> #ident: #value,));
    }
    out.push("Self");
    out.braces(fields);
    out
}

/// The value of a field that is not of the service: its default, or that of serde's `default = "path"`.
fn skipped(field: &Field<'_>) -> TokenStream {
    match field.serde.default.get() {
        Some(function) => quote!(#function()),
        None => unread(field),
    }
}

/// The default of the field's type, an error about which is where the user wrote the type.
fn unread(field: &Field<'_>) -> TokenStream {
    let at = field.at();
    let ty = located(field.ty, field.type_span());
    quote_spanned!(at=> <#ty as __odata::Unread>::unread())
}

/// The body of `field`: where each member is, or how it is read; what has another index is the base type's, or undeclared.
///
/// A member of a type that is known by its spelling is only looked up, as a call for each would cost the compiler twice as much.
fn fields(model: &TypeModel<'_>) -> Text {
    let mut arms = Text::default();
    let mut count = 0;
    let mut is_looked_up = false;
    for field in members(model) {
        if is_plain(field) {
            arms.write(format_args!("{count} => &mut self.{},", field.text));
            is_looked_up = true;
        } else {
            let (call, index) = (read_field(field), Literal::usize_unsuffixed(count));
            arms.tokens(quote!(#index => return #call,));
        }
        count += 1;
    }
    match rest(model, count) {
        Some(rest) => arms.tokens(rest),
        None => arms.push("_ => return from.skip(),"),
    }
    let mut out = Text::default();
    if is_looked_up {
        out.push("let to: &mut dyn __odata::ReadField = match index");
        out.braces(arms);
        out.push("; to.read_field(from)");
    } else {
        out.push("match index");
        out.braces(arms);
    }
    out
}

/// The arms for what is no member of the type's own, after `count` of these.
fn rest(model: &TypeModel<'_>, count: usize) -> Option<TokenStream> {
    let open = field_of(model, Role::Open);
    if let Some(base) = field_of(model, Role::Base) {
        let at = base.at();
        let (ident, count) = (base.ident_at(at), Literal::usize_unsuffixed(count));
        let members = base_members(base);
        let open = open.map(|open| {
            let entry = open_entry(open);
            quote!(__odata::UNDECLARED => return #entry,)
        });
        Some(quote_spanned! {at=>
            #open
            _ => return #members::field(&mut self.#ident, __odata::base_index(index, #count), from),
        })
    } else {
        let entry = open_entry(open?);
        Some(quote!(_ => return #entry,))
    }
}

/// Whether the field holds a value that is read in the one usual way, seen from the spelling alone.
fn is_plain(field: &Field<'_>) -> bool {
    field.is_certain() && !field.attrs.merge.is_set() && !matches!(field.role, Role::Navigation { .. })
}

/// How the base type is read: by way of its patch, of which an error is reported if the type has none.
fn base_members(field: &Field<'_>) -> TokenStream {
    let (at, ty) = (field.at(), located(field.ty, field.type_span()));
    quote_spanned!(at=> <__odata::PatchOf<#ty> as __odata::EmbeddedPatch>)
}

/// The call that reads an undeclared member. What the patch holds is named first, so that a type that is no map is the same error here
/// as in the definition of the patch.
fn open_entry(field: &Field<'_>) -> TokenStream {
    let at = field.at();
    let (ident, ty) = (field.ident_at(at), located(field.ty, field.type_span()));
    quote_spanned!(at=> {
        let _: __odata::Option<__odata::OpenPatch<#ty>> = __odata::None;
        <#ty as __odata::OpenMap>::read_entry(&mut self.#ident, from)
    })
}

fn read_field(field: &Field<'_>) -> TokenStream {
    let at = field.at();
    let ident = field.ident_at(at);
    let is_option = field.shape != Shape::Required;
    if matches!(field.role, Role::Navigation { .. }) && field.attrs.serde.is_set() {
        let method = Ident::new(
            if is_option {
                "serde_option"
            } else {
                "serde_required"
            },
            at,
        );
        let ty = located(field.value_type, field.type_span());
        // First by the trait, an error of which names no function of ours.
        return quote_spanned!(at=> {
            let _ = <#ty as __odata::ReadBySerde>::read_by_serde;
            from.#method(&mut self.#ident)
        });
    }
    if matches!(field.role, Role::Navigation { .. }) && field.attrs.with.is_set() {
        // An error was reported: it has no format.
        return quote_spanned!(at=> from.skip());
    }
    if field.has_format() {
        let format = match field.attrs.with.get() {
            Some(format) => located(format, field.type_span()),
            None => quote_spanned!(at=> __odata::SerdeFormat),
        };
        let method = if is_option { "read_option" } else { "read_required" };
        let (ty, method) = (
            located(field.value_type, field.type_span()),
            Ident::new(method, at),
        );
        return quote_spanned!(at=> <#format as __odata::EdmFormat<#ty>>::#method(&mut self.#ident, from));
    }
    if let Role::Navigation { .. } = field.role {
        let boxed = is_boxed(field.ty);
        let method = Ident::new(if boxed { "boxed_navigation" } else { "navigation" }, at);
        return quote_spanned!(at=> from.#method(&mut self.#ident));
    }
    let method = match (is_option, field.attrs.merge.is_set()) {
        (true, false) => "option",
        (false, false) => "required",
        (true, true) => "merge_option",
        (false, true) => "merge_required",
    };
    let method = Ident::new(method, at);
    if field.is_std_primitive() {
        return quote_spanned!(at=> from.#method(&mut self.#ident));
    }
    // By the trait, so that a type that is no Edm value is reported where the user wrote it, and not once more here.
    let ty = located(field.value_type, field.type_span());
    quote_spanned!(at=> <#ty as __odata::EdmValue>::#method(&mut self.#ident, from))
}

/// Whether the type is written `Option<Box<…>>`.
pub(super) fn is_boxed(ty: &syn::Type) -> bool {
    types::boxed(ty).is_some()
}

/// Const assertions on the types: a field without `Option` has a placeholder, and no property is its base's too.
fn placeholders(model: &TypeModel<'_>) -> TokenStream {
    if !model.input.generics.params.is_empty() {
        // A constant cannot name them.
        return TokenStream::new();
    }
    let mut out = TokenStream::new();
    if let Some(base) = field_of(model, Role::Base) {
        let (at, ident) = (base.at(), &model.input.ident);
        out.extend(
            quote_spanned!(at=> const _: () = __odata::repeats_no_base(<#ident as __odata::Members>::NAMES);),
        );
    }
    for field in members(model) {
        if field.role == Role::Tag && field.shape != Shape::Required && !field.is_std_primitive() {
            let at = field.at();
            let ty = located(field.value_type, field.type_span());
            let message = format!(
                "`{}` is the field for a type tag, which is text: write `Option<String>`",
                field.ident
            );
            out.extend(quote_spanned!(at=> const _: () = __odata::assert!(<#ty as __odata::EdmValue>::EDM.is_text(), #message);));
        }
        let is_value = !matches!(field.role, Role::Navigation { .. }) && !field.has_format();
        if field.shape == Shape::Required && is_value && !field.is_std_primitive() && !field.is_vec() {
            let at = field.at();
            let ty = located(field.value_type, field.type_span());
            let message = format!(
                "`{}` needs an `Option`: its type has no value for a member that was not read yet",
                field.ident
            );
            out.extend(quote_spanned!(at=> const _: () = __odata::assert!(<#ty as __odata::EdmValue>::HAS_PLACEHOLDER, #message);));
        }
    }
    out
}
