//! The patch type: a struct of changes, and what the runtime needs to walk over it.

use super::checked::{Named, format};
use super::docs;
use super::generics::bounded;
use super::no_setter::{no_setter, without_setter};
use super::runtime::Runtime;
use super::setters::{change_type, setters};
use crate::attr::{Role, TypeKind};
use crate::model::{Field, Shape, TypeModel, is_carried};
use crate::spans::located;
use crate::text::{Text, raw};
use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{GenericParam, Generics, Ident, LitStr, Visibility};

/// The hidden field of a patch, what it has beside its changes. Its name is what the compiler reports of a literal that lacks
/// `..Default::default()`.
pub(super) const EXTRAS: &str = "__end_with_default_default";

/// The name of the patch type.
pub(super) fn patch_ident(model: &TypeModel<'_>) -> Ident {
    format_ident!(
        "{}Patch",
        model.input.ident.unraw(),
        span = model.input.ident.span()
    )
}

/// The struct itself, beside the user's type.
pub(super) fn definition(model: &TypeModel<'_>, runtime: &Runtime, out: &mut Text) {
    let (ident, vis) = (patch_ident(model), &model.input.vis);
    let entity = model.input.ident.unraw().to_string();
    let generics = bounded(model, &runtime.path);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let mut fields = Text::default();
    for field in model.writable() {
        member(field, vis, runtime, &mut fields);
    }
    fields.push("#[doc(hidden)]");
    fields.vis(vis);
    fields.write(format_args!(" {EXTRAS}: "));
    runtime.push(&mut fields);
    fields.push("::__private::Extras,");
    if !generics.params.is_empty() {
        let ident = &model.input.ident;
        fields.tokens(
            quote!(#[doc(hidden)] #vis __odata_type: ::core::marker::PhantomData<fn() -> #ident #type_generics>,),
        );
    }
    let doc = format!(
        "What changes of [`{entity}`]: {1}, and nothing that you do not set.\n\n\
         A field left [`Unchanged`]({0}::Change::Unchanged) is absent from the body, \
         [`Null`]({0}::Change::Null) is `null` in it. A literal ends with `..Default::default()`.{2}",
        runtime.doc,
        match model.kind {
            TypeKind::Entity => "the body of a PATCH",
            TypeKind::Complex => "part of the body of a PATCH",
        },
        without_setter(model),
    );
    out.write(format_args!("#[doc = {doc:?}]"));
    // Not that the type is deprecated: who holds a value of it is warned already.
    for attr in &model.input.attrs {
        if is_carried(attr) && attr.path().is_ident("allow") {
            out.tokens(attr);
        }
    }
    // A field's type may be less visible than the struct, which the compiler reports for the user's own field; a user's name may begin
    // with an underscore. Not as `reason = "…"`, which each user's build would read.
    out.push(
        "#[must_use = \"a patch changes nothing until it is sent\"] \
         #[allow(private_interfaces, clippy::pub_underscore_fields)]",
    );
    out.vis(vis);
    out.push(" struct ");
    out.ident(&ident);
    out.tokens(impl_generics);
    out.tokens(where_clause);
    out.braces(fields);
}

/// A field of the struct.
fn member(field: &Field<'_>, vis: &Visibility, runtime: &Runtime, out: &mut Text) {
    docs::own(field, out);
    out.vis(vis);
    out.ident(field.ident);
    out.push(":");
    if !field.is_certain() {
        let path = &runtime.path;
        out.tokens(change_type(
            field,
            &located(quote!(#path::__private), field.type_span()),
        ));
        out.push(",");
        return;
    }
    let change = match field.shape {
        Shape::Nullable | Shape::NullCollection => "Change",
        Shape::NonNullable | Shape::Required => "NonNullChange",
    };
    runtime.push(out);
    out.write(format_args!("::__private::{change}<"));
    out.spelled(&field.spelled);
    out.push(">,");
}

/// The impls of the patch.
///
/// `named` is a statement for functions that hold a patch and none of its fields.
pub(super) fn impls(model: &TypeModel<'_>, runtime: &Runtime, named: Named, out: &mut Text) {
    let ident = raw(&patch_ident(model));
    let generics = bounded(model, &runtime.path);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let mut items = own_functions(model, named);
    items.append(setters(model, runtime, named));
    items.tokens(no_setter(model));
    // As for the definition: setters take values of the fields' types.
    out.push("#[allow(private_interfaces)] impl");
    out.tokens(&impl_generics);
    out.write(format_args!(" {ident}"));
    out.tokens(&type_generics);
    out.tokens(where_clause);
    out.braces(items);
    traits(model, &generics, named, out);
    out.push("__odata::patch_impls!");
    if generics.params.is_empty() && where_clause.is_none() {
        out.write(format_args!("(() ({ident}) () ({named}) (<'de>));"));
        return;
    }
    let deserialize = super::read::with_lifetime(&generics);
    let (de_generics, _, _) = deserialize.split_for_impl();
    let ident = patch_ident(model);
    out.tokens(quote! {
        ((#impl_generics) (#ident #type_generics) (#where_clause) (#named) (#de_generics));
    });
}

/// The impls of `Patch` and `Default`.
fn traits(model: &TypeModel<'_>, generics: &Generics, named: Named, out: &mut Text) {
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let (entity, patch) = (raw(&model.input.ident), raw(&patch_ident(model)));
    let marker = match generics.params.is_empty() {
        true => "",
        false => "__odata_type: __odata::PhantomData,",
    };
    let head = |out: &mut Text, name: &str| {
        out.push("#[automatically_derived] impl");
        out.tokens(&impl_generics);
        out.write(format_args!(" __odata::{name} for {patch}"));
        out.tokens(&type_generics);
        out.tokens(where_clause);
    };
    let (mut items, mut body, mut fields) = (Text::default(), Text::default(), walk(model));
    items.write(format_args!("type Of = {entity}"));
    items.tokens(&type_generics);
    items.push("; fn walk<__W: __odata::Walk>(w: &mut __W, a: &Self, b: &Self) -> Self");
    fields.write(format_args!(
        "{EXTRAS}: w.extras(&a.{EXTRAS}, &b.{EXTRAS}), {marker}"
    ));
    body.push("Self");
    body.braces(fields);
    items.braces(body);
    items.tokens(groups(model, named));
    items.write(format_args!(
        "#[inline] fn extras_mut(&mut self) -> &mut __odata::Extras {{ &mut self.{EXTRAS} }}"
    ));
    head(out, "Patch");
    out.braces(items);
    let (mut items, mut body, mut fields) = (Text::default(), Text::default(), unchanged(model));
    fields.write(format_args!("{EXTRAS}: __odata::Extras::EMPTY, {marker}"));
    body.push("Self");
    body.braces(fields);
    items.push("#[inline] fn default() -> Self");
    items.braces(body);
    head(out, "Default");
    out.braces(items);
}

/// `is_empty` and `merge`, unless a property has that name: then its setter has it, and the trait has ours.
fn own_functions(model: &TypeModel<'_>, named: Named) -> Text {
    let vis = &model.input.vis;
    let free = |name: &str| model.writable().all(|field| field.ident.unraw() != name);
    let mut out = Text::default();
    if free("is_empty") {
        let (mut inside, mut visibility) = (Text::default(), Text::default());
        visibility.vis(vis);
        inside.parentheses(visibility);
        out.push("__odata::patch_is_empty!");
        out.parentheses(inside);
        out.push(";");
    }
    if free("merge") {
        let mut inside = Text::default();
        inside.vis(vis);
        inside.write(format_args!("({named})"));
        out.push("__odata::patch_merge!");
        out.parentheses(inside);
        out.push(";");
    }
    // A complex value is written before the base URL is known, which links need.
    let relations = model
        .fields()
        .iter()
        .filter(|field| matches!(field.role, Role::Navigation { .. }) && model.kind == TypeKind::Entity);
    let binds = relations.clone().next().is_some();
    let unbinds = relations.clone().any(|field| !field.is_vec());
    let [target, access, multiplicity] = ["T", "A", "M"].map(|name| parameter(model, name));
    let unbind = (unbinds && free("unbind")).then(|| {
        let entity = &model.input.ident;
        let generics = model.input.generics.split_for_impl().1;
        quote! {
            /// Unbinds a navigation property that leads to one entity: null in `"property@odata.bind"`.
            #vis fn unbind<#target, #access>(self, property: __odata::NavigationProperty<#entity #generics, __odata::One<#target, #access>>) -> Self {
                __odata::Patch::unbind(self, property)
            }
        }
    });
    let bind = (binds && free("bind")).then(|| {
        let entity = &model.input.ident;
        let generics = model.input.generics.split_for_impl().1;
        quote! {
            /// Binds a navigation property to the entity at a path (`"property@odata.bind"`); of a collection, adds it.
            #vis fn bind<#target, #access, #multiplicity: __odata::Multiplicity>(
                self,
                property: __odata::NavigationProperty<#entity #generics, #multiplicity>,
                target: &__odata::EntityPath<#target, #access>,
            ) -> Self {
                __odata::Patch::bind(self, property, target)
            }
        }
    });
    let grouped = model
        .writable()
        .any(|field| field.attrs.patch_group.is_set() || field.role == Role::Base);
    let split = (grouped && free("split")).then(|| {
        quote! {
            /// The patch in parts that the service takes in one request each: one a `patch_group`, one for the rest.
            #[must_use = "the parts change nothing until they are sent"]
            #vis fn split(self) -> __odata::Vec<Self> {
                #named
                __odata::Patch::split(self)
            }
        }
    });
    out.tokens(bind);
    out.tokens(unbind);
    out.tokens(split);
    out
}

/// The name of a type parameter of a function, as it reads best in the docs: another one where the user's type has it.
fn parameter(model: &TypeModel<'_>, name: &str) -> Ident {
    let is_taken = |ident: &Ident| ident.unraw() == name;
    let params = &model.input.generics.params;
    let taken = is_taken(&model.input.ident)
        || params.iter().any(|param| match param {
            GenericParam::Type(param) => is_taken(&param.ident),
            GenericParam::Const(param) => is_taken(&param.ident),
            GenericParam::Lifetime(_) => false,
        });
    match taken {
        true => format_ident!("__{name}"),
        false => format_ident!("{name}"),
    }
}

/// Which member is of which group, and how a group is taken out; nothing for the many types without groups.
fn groups(model: &TypeModel<'_>, named: Named) -> Option<TokenStream> {
    let grouped = |field: &Field<'_>| {
        field
            .attrs
            .patch_group
            .get()
            .map(LitStr::value)
            .unwrap_or_default()
    };
    let mut names: Vec<String> = model
        .writable()
        .map(grouped)
        .filter(|group| !group.is_empty())
        .collect();
    let base = model
        .writable()
        .find(|field| field.role == Role::Base)
        .map(|field| (field.at(), field.ident_at(field.at())));
    if names.is_empty() && base.is_none() {
        return None;
    }
    let of_base = base.as_ref().map(|(at, base)| {
        quote_spanned! {*at=>
            #[inline]
            fn group_names(&self, names: &mut __odata::Vec<&'static str>) {
                #named
                __odata::own_groups::<Self>(names);
                __odata::Patch::group_names(&self.#base, names);
            }
        }
    });
    let take_base = base.as_ref().map(
        |(at, base)| quote_spanned!(*at=> out.#base = __odata::Patch::take_group(&mut self.#base, group);),
    );
    let table = model.writable().filter(|_| !names.is_empty()).map(|field| {
        let (wire, group) = (&field.wire, grouped(field));
        quote!((#wire, #group))
    });
    let table = quote!(&[#(#table),*]);
    names.push(String::new());
    names.sort();
    names.dedup();
    let arms = names.iter().map(|name| {
        let fields = model
            .writable()
            .filter(|field| grouped(field) == *name && field.role != Role::Base)
            .map(|field| field.ident);
        quote!(#name => { #(__odata::swap(&mut out.#fields, &mut self.#fields);)* })
    });
    Some(quote! {
        const GROUPS: &'static [(&'static str, &'static str)] = #table;
        #of_base
        #[inline]
        fn take_group(&mut self, group: &str) -> Self {
            #named
            let mut out = <Self as __odata::Default>::default();
            #take_base
            match group { #(#arms)* _ => {} }
            out
        }
    })
}

fn unchanged(model: &TypeModel<'_>) -> Text {
    let mut out = Text::default();
    for field in model.writable() {
        let at = field.at();
        let value = match (field.role, field.shape) {
            (Role::Base | Role::Open, _) => "Default::default()",
            (_, Shape::Nullable | Shape::NullCollection) => "Change::Unchanged",
            _ => "NonNullChange::Unchanged",
        };
        if field.is_certain() {
            out.write(format_args!("{}: __odata::{value},", field.text));
            continue;
        }
        let ident = field.ident_at(at);
        out.tokens(match (field.role, field.shape) {
            (Role::Base | Role::Open, _) => quote_spanned!(at=> #ident: __odata::Default::default(),),
            (_, Shape::Nullable | Shape::NullCollection) => {
                quote_spanned!(at=> #ident: __odata::Change::Unchanged,)
            }
            _ => quote_spanned!(at=> #ident: __odata::NonNullChange::Unchanged,),
        });
    }
    out
}

/// One call a field, in the order in which members go out: annotations follow the type tag.
fn walk(model: &TypeModel<'_>) -> Text {
    let mut out = Text::default();
    let is_annotation = |field: &&Field<'_>| matches!(field.role, Role::Annotation(_));
    let (annotations, others): (Vec<_>, Vec<_>) = model.writable().partition(is_annotation);
    for field in annotations.into_iter().chain(others) {
        if field.is_certain() {
            let (text, member) = (&field.text, field.member_literal());
            let method = match field.shape {
                Shape::Nullable => "nullable",
                Shape::NullCollection => "null_collection",
                Shape::NonNullable | Shape::Required => "non_null",
            };
            out.write(format_args!(
                "{text}: w.{method}({member}, &a.{text}, &b.{text}),"
            ));
        } else {
            out.tokens(walk_field(field));
        }
    }
    out
}

fn walk_field(field: &Field<'_>) -> TokenStream {
    let at = field.at();
    let (ident, member) = (field.ident_at(at), field.member());
    match (field.role, field.shape) {
        (Role::Base, _) => quote_spanned!(at=> #ident: w.base(&a.#ident, &b.#ident),),
        (Role::Open, _) => quote_spanned!(at=> #ident: w.open(&a.#ident, &b.#ident),),
        (_, shape) if field.has_format() => {
            let format = format(field);
            let method = match shape {
                Shape::Nullable => "nullable",
                Shape::NullCollection => "null_collection",
                Shape::NonNullable | Shape::Required => "non_null",
            };
            let method = Ident::new(method, at);
            quote_spanned!(at=> #ident: { #format w.#method(#member, &a.#ident, &b.#ident) },)
        }
        (_, Shape::Nullable) => quote_spanned!(at=> #ident: w.nullable(#member, &a.#ident, &b.#ident),),
        (_, Shape::NullCollection) => {
            quote_spanned!(at=> #ident: w.null_collection(#member, &a.#ident, &b.#ident),)
        }
        _ => quote_spanned!(at=> #ident: w.non_null(#member, &a.#ident, &b.#ident),),
    }
}
