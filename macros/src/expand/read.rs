//! `Members`: the names of a type's members, the value in which all are absent, and one call a member that reads it.

use super::generics::bounded;
use super::runtime::Runtime;
use crate::attr::{Role, derive_of_deserialize};
use crate::model::{Field, Shape, TypeModel, types};
use crate::spans::{at, located};
use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Generics, Ident};

/// The impls that read a struct: its own, or those that leave it to serde.
pub(super) fn read(model: &TypeModel<'_>, runtime: &Runtime) -> TokenStream {
    let ident = &model.input.ident;
    let generics = bounded(model, &runtime.path);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    if model.attrs.by_serde.is_set() {
        return quote!(__odata::by_serde_impls!((#impl_generics) (#ident #type_generics) (#where_clause)););
    }
    let (names, absent, fields, checks) = (names(model), absent(model), fields(model), placeholders(model));
    // One beside it is reported, and two would be an error more.
    let deserialize = derive_of_deserialize(&model.input.attrs).is_none().then(|| {
        let generics = with_lifetime(&generics);
        let (de_generics, _, _) = generics.split_for_impl();
        quote! {
            __odata::drop_serdes_derive_of_Deserialize_or_add_odata_deserialize_false!(
                (#de_generics) (#ident #type_generics) (#where_clause)
            );
        }
    });
    quote! {
        #[automatically_derived]
        impl #impl_generics __odata::Members for #ident #type_generics #where_clause {
            const NAMES: &'static __odata::Names = &#names;
            #[inline]
            fn absent() -> Self { #absent }
            #[inline]
            fn field(&mut self, index: usize, from: &mut __odata::JsonReader<'_>) -> __odata::Read<()> {
                match index { #fields }
            }
        }
        #deserialize
        #checks
    }
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
fn names(model: &TypeModel<'_>) -> TokenStream {
    let own = members(model).map(|field| &field.wire);
    // A collection that is not there is empty.
    let required = members(model)
        .enumerate()
        .filter(|(_, field)| field.shape == Shape::Required && !field.is_vec())
        .map(|(index, _)| Literal::usize_unsuffixed(index));
    let mut out = quote!(__odata::Names::new(&[#(#own),*], &[#(#required),*]));
    let marks = Literal::byte_string(&marks(model));
    out.extend(quote!(.with_marks(#marks)));
    if let Some(base) = field_of(model, Role::Base) {
        let members = base_members(base);
        out.extend(quote!(.with_base(#members::NAMES)));
    }
    if field_of(model, Role::Open).is_some() {
        out.extend(quote!(.with_open()));
    }
    out.extend(navigation(model));
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
            quote_spanned!(at(field.type_span())=> (#index, <#ty as __odata::NavigationField>::fields))
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
fn absent(model: &TypeModel<'_>) -> TokenStream {
    if model.fields().iter().any(Field::is_told) {
        // An error tells of a field, of which no value can be made.
        return quote!(loop {});
    }
    let fields = model.fields().iter().map(|field| {
        let at = at(field.type_span());
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
        quote_spanned!(at=> #ident: #value,)
    });
    quote!(Self { #(#fields)* })
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
    let at = at(field.type_span());
    let ty = located(field.ty, field.type_span());
    quote_spanned!(at=> <#ty as __odata::Unread>::unread())
}

/// One call a member; what has another index is the base type's, or undeclared.
fn fields(model: &TypeModel<'_>) -> TokenStream {
    let mut out = TokenStream::new();
    let mut count = 0;
    for field in members(model) {
        let (call, index) = (read_field(field), Literal::usize_unsuffixed(count));
        out.extend(quote!(#index => #call,));
        count += 1;
    }
    if let Some(base) = field_of(model, Role::Base) {
        let at = at(base.type_span());
        let (ident, count) = (base.ident_at(at), Literal::usize_unsuffixed(count));
        let members = base_members(base);
        let open = field_of(model, Role::Open).map(|open| {
            let entry = open_entry(open);
            quote!(__odata::UNDECLARED => #entry,)
        });
        out.extend(quote_spanned! {at=>
            #open
            _ => #members::field(&mut self.#ident, __odata::base_index(index, #count), from),
        });
    } else if let Some(open) = field_of(model, Role::Open) {
        let entry = open_entry(open);
        out.extend(quote!(_ => #entry,));
    } else {
        out.extend(quote!(_ => from.skip(),));
    }
    out
}

/// How the base type is read: by way of its patch, of which an error is reported if the type has none.
fn base_members(field: &Field<'_>) -> TokenStream {
    let (at, ty) = (at(field.type_span()), located(field.ty, field.type_span()));
    quote_spanned!(at=> <<__odata::PatchOf<#ty> as __odata::Patch>::Of as __odata::Members>)
}

/// The call that reads an undeclared member.
fn open_entry(field: &Field<'_>) -> TokenStream {
    let at = at(field.type_span());
    let (ident, ty) = (field.ident_at(at), located(field.ty, field.type_span()));
    quote_spanned!(at=> <#ty as __odata::OpenMap>::read_entry(&mut self.#ident, from))
}

fn read_field(field: &Field<'_>) -> TokenStream {
    let at = at(field.type_span());
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
        return quote_spanned!(at=> from.#method(&mut self.#ident));
    }
    if matches!(field.role, Role::Navigation { .. }) && field.attrs.with.is_set() {
        // An error tells that it has no format.
        return quote_spanned!(at=> from.skip());
    }
    if field.has_format() {
        let format = match field.attrs.with.get() {
            Some(format) => located(format, field.type_span()),
            None => quote_spanned!(at=> __odata::SerdeFormat),
        };
        let ty = located(field.value_type, field.type_span());
        let method = Ident::new(
            if is_option {
                "format_option"
            } else {
                "format_required"
            },
            at,
        );
        return quote_spanned!(at=> from.#method::<#ty, #format>(&mut self.#ident));
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

/// What the compiler is asked of the types: a field without `Option` has a placeholder, and no property is its base's too.
fn placeholders(model: &TypeModel<'_>) -> TokenStream {
    if !model.input.generics.params.is_empty() {
        // A constant cannot name them.
        return TokenStream::new();
    }
    let mut out = TokenStream::new();
    if let Some(base) = field_of(model, Role::Base) {
        let (at, ident) = (at(base.type_span()), &model.input.ident);
        out.extend(
            quote_spanned!(at=> const _: () = __odata::repeats_no_base(<#ident as __odata::Members>::NAMES);),
        );
    }
    for field in members(model) {
        if field.role == Role::Tag && field.shape != Shape::Required && !field.is_std_primitive() {
            let at = at(field.type_span());
            let ty = located(field.value_type, field.type_span());
            let message = format!(
                "`{}` is the field for a type tag, which is text: write `Option<String>`",
                field.ident
            );
            out.extend(quote_spanned!(at=> const _: () = __odata::assert!(<#ty as __odata::EdmValue>::EDM.is_text(), #message);));
        }
        let is_value = !matches!(field.role, Role::Navigation { .. }) && !field.has_format();
        if field.shape == Shape::Required && is_value && !field.is_std_primitive() && !field.is_vec() {
            let at = at(field.type_span());
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
