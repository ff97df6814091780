//! One field of a struct.

use super::facts::Forbidden;
use super::unusable::unusable;
use super::{spelling, types};
use crate::attr::{FieldAttrs, Role, Sent, SerdeContainer, SerdeField};
use crate::ctxt::Ctxt;
use crate::spans::{at, located};
use crate::text::{Spelled, raw};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use std::cell::OnceCell;
use syn::ext::IdentExt;
use syn::{Attribute, Expr, ExprLit, Ident, Lit, Meta, Type};

/// A field, with its role resolved.
pub(crate) struct Field<'a> {
    pub(crate) ident: &'a Ident,
    /// Its text, as a raw identifier.
    pub(crate) text: String,
    pub(crate) ty: &'a Type,
    /// The type without its `Option`.
    pub(crate) value_type: &'a Type,
    /// Read once, as comparing an identifier takes a call to the compiler.
    is_std_primitive: bool,
    is_vec: bool,
    /// Named `gen`: a keyword in the edition of this crate, though not in older ones, and the place of a token has an edition.
    is_gen: bool,
    pub(crate) shape: Shape,
    pub(crate) role: Role,
    /// The member's name on the wire.
    pub(crate) wire: String,
    pub(crate) wire_span: Span,
    /// The name by which serde's derive would read it, where `#[odata(name)]` has another one.
    pub(crate) serde_name: String,
    pub(crate) attrs: FieldAttrs,
    pub(crate) serde: SerdeField,
    /// The lines of the user's own doc comment.
    pub(crate) docs: Docs,
    /// The value type, for what is emitted of a field whose type is known to be right.
    pub(crate) spelled: Spelled,
    /// The location of tokens that can fail over the type, see [`at`].
    at: OnceCell<Span>,
    member: OnceCell<String>,
    /// Attributes that what is generated for the field has too: the lints that are allowed, and that it is deprecated.
    pub(crate) carried: Vec<&'a Attribute>,
    /// Why the property should not be used any more, from the schema.
    pub(crate) deprecated: Option<String>,
    /// What cannot be done behind the navigation property, from the schema.
    pub(crate) forbidden: Forbidden,
    /// Whether the value is not to be shown, by an attribute or by the schema.
    pub(crate) is_secret: bool,
}

/// The member that is the type tag.
pub(crate) const TYPE_TAG: &str = "@odata.type";

/// Whether a property can be null, by its Rust type and attributes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shape {
    /// `Option<T>`: null clears it.
    Nullable,
    /// `Option<T>` of a collection that the service clears with null rather than `[]`.
    NullCollection,
    /// `#[odata(non_nullable)] Option<T>`: absent when not selected, never null.
    NonNullable,
    /// `T`: always there.
    Required,
}

impl<'a> Field<'a> {
    pub(crate) fn read(
        cx: &Ctxt,
        field: &'a syn::Field,
        ident: &'a Ident,
        container: &SerdeContainer,
    ) -> Self {
        let attrs = FieldAttrs::read(cx, &field.attrs);
        let serde = SerdeField::read(cx, &field.attrs);
        let text = raw(ident);
        let name = text.trim_start_matches("r#").to_owned();
        let by_rule = || match container.rename_all.get() {
            Some(rule) => rule.field(&name),
            None => name.clone(),
        };
        let (wire, wire_span) = match attrs.name.get().or(serde.rename.get()) {
            _ if attrs.role.get() == Some(&Role::Tag) => (TYPE_TAG.to_owned(), ident.span()),
            Some(literal) => (literal.value(), literal.span()),
            None => (by_rule(), ident.span()),
        };
        let value_type = types::option_of(&field.ty).map(types::without_options);
        let shape = match (
            value_type.is_some(),
            attrs.non_nullable.is_set(),
            attrs.null_collection.is_set(),
        ) {
            (false, ..) => Shape::Required,
            (true, true, _) => Shape::NonNullable,
            (true, false, true) => Shape::NullCollection,
            (true, false, false) => Shape::Nullable,
        };
        let role = resolve_role(&attrs, &serde, &wire, &field.ty);
        let serde_name = match (attrs.name.get(), serde.rename.get()) {
            (Some(_), None) => by_rule(),
            _ => String::new(),
        };
        let is_secret = attrs.secret.is_set() || attrs.write_only.is_set();
        let value_type = value_type.unwrap_or(&field.ty);
        let (role, attrs) = if unusable(cx, &attrs, role, value_type) {
            (Role::Skip, FieldAttrs::default())
        } else {
            (role, attrs)
        };
        Self {
            ident,
            text,
            ty: &field.ty,
            value_type,
            is_std_primitive: spelling::is_std_primitive(value_type),
            is_vec: types::is_vec(value_type),
            is_gen: name == "gen",
            shape,
            role,
            wire,
            wire_span,
            serde_name,
            attrs,
            serde,
            docs: docs(&field.attrs),
            spelled: Spelled::new(value_type),
            at: OnceCell::new(),
            member: OnceCell::new(),
            carried: field.attrs.iter().filter(|attr| is_carried(attr)).collect(),
            deprecated: None,
            forbidden: Forbidden::default(),
            is_secret,
        }
    }

    /// Whether the patch carries the value type as it is, seen from the spelling alone.
    pub(crate) fn is_std_primitive(&self) -> bool {
        self.is_std_primitive
    }

    /// Whether the type is known to be right, seen from the spelling alone.
    pub(crate) fn is_certain(&self) -> bool {
        self.is_std_primitive() && !self.has_format() && !matches!(self.role, Role::Base | Role::Open)
    }

    /// Where an error about the type of the value is to be.
    pub(crate) fn type_span(&self) -> Span {
        match self.role {
            Role::Base | Role::Open => types::span(self.value_type),
            _ => types::value_span(self.value_type),
        }
    }

    /// The location of tokens that can fail over the type.
    pub(crate) fn at(&self) -> Span {
        // A call to the compiler.
        *self.at.get_or_init(|| at(self.type_span()))
    }

    /// The field's name as a token at another place.
    pub(crate) fn ident_at(&self, span: Span) -> Ident {
        if self.is_gen {
            return Ident::new_raw("gen", span);
        }
        let mut ident = self.ident.clone();
        ident.set_span(span);
        ident
    }

    /// Whether the value is written by a format, as its type is no Edm value.
    pub(crate) fn has_format(&self) -> bool {
        self.attrs.with.is_set() || self.attrs.serde.is_set()
    }

    /// The Edm value that the field is: its type without `Option`, in a format if it has one; `runtime` is how the runtime is named
    /// at that place.
    pub(crate) fn value_type_in(&self, runtime: &TokenStream) -> TokenStream {
        let ty = self.value_type;
        match (self.attrs.with.get(), self.attrs.serde.is_set()) {
            (Some(format), _) => located(quote!(#runtime::With<#ty, #format>), self.type_span()),
            (None, true) => located(
                quote!(#runtime::With<#ty, #runtime::SerdeFormat>),
                self.type_span(),
            ),
            (None, false) if self.is_std_primitive() => quote!(#ty),
            (None, false) => located(ty, self.type_span()),
        }
    }

    /// Whether the value is written `Vec<…>`.
    pub(crate) fn is_vec(&self) -> bool {
        self.is_vec
    }

    /// Whether a patch has the field.
    pub(crate) fn is_in_patch(&self) -> bool {
        matches!(
            self.role,
            Role::Property | Role::Base | Role::Open | Role::Annotation(Sent::Always)
        )
    }

    /// Whether the field is flattened and has a role that cannot be.
    pub(crate) fn is_flattened_wrongly(&self) -> bool {
        self.serde.flatten && !matches!(self.role, Role::Base | Role::Open | Role::Skip)
    }

    /// Whether an error reports the field's type, so that looking at its values would be a second error.
    pub(crate) fn is_told(&self) -> bool {
        self.is_double_option() || self.is_flattened_wrongly()
    }

    /// Whether the value is itself an `Option`.
    pub(crate) fn is_double_option(&self) -> bool {
        types::option_of(self.ty).is_some_and(|inner| types::option_of(inner).is_some())
    }

    /// The member's name with what is around it in a JSON object: `,"name":`.
    pub(crate) fn member(&self) -> String {
        format!(",\"{}\":", self.wire)
    }

    /// The literal of [`member`](Self::member).
    pub(crate) fn member_literal(&self) -> &str {
        self.member.get_or_init(|| format!("{:?}", self.member()))
    }

    /// The name of the property constant.
    pub(crate) fn constant(&self) -> Ident {
        let name = self.ident.unraw().to_string().to_uppercase();
        Ident::new(&name, self.ident.span())
    }
}

fn resolve_role(attrs: &FieldAttrs, serde: &SerdeField, wire: &str, ty: &Type) -> Role {
    match attrs.role.get() {
        Some(Role::Navigation { deep }) => Role::Navigation {
            deep: *deep || attrs.deep.is_set(),
        },
        Some(role) => *role,
        None if serde.skip => Role::Skip,
        None if serde.flatten && types::is_map(ty) => Role::Open,
        None if serde.flatten => Role::Base,
        None if wire.contains('@') => Role::Annotation(Sent::Never),
        None if serde.skip_serializing => Role::ReadOnly,
        None => Role::Property,
    }
}

/// A doc comment.
pub(crate) enum Docs {
    /// What is between the quotes of its literal; empty if there is none.
    Text(String),
    /// A line of it is no literal (`#[doc = include_str!("…")]`).
    Attributes(TokenStream),
}

fn docs(attrs: &[Attribute]) -> Docs {
    let mut text = String::new();
    for attr in attrs.iter().filter(|attr| is_doc(attr)) {
        let Some(line) = line(attr) else {
            let lines = attrs.iter().filter(|attr| is_doc(attr));
            return Docs::Attributes(quote!(#(#lines)*));
        };
        if !text.is_empty() {
            text.push_str("\\n");
        }
        text.push_str(&line);
    }
    Docs::Text(text)
}

/// What is between the quotes of a doc attribute's literal.
fn line(attr: &Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &attr.meta else {
        return None;
    };
    let Expr::Lit(ExprLit { lit, .. }) = &meta.value else {
        return None;
    };
    let literal = match lit {
        Lit::Str(text) => text.token(),
        Lit::Verbatim(literal) => literal.clone(),
        _ => return None,
    };
    // What the compiler makes of `///` needs no look at what is in it.
    let token = literal.to_string();
    if let Some(text) = token.strip_prefix('"') {
        return text.strip_suffix('"').map(str::to_owned);
    }
    match Lit::new(literal) {
        Lit::Str(text) => Some(text.value().escape_debug().to_string()),
        _ => None,
    }
}

/// Whether what is generated has the attribute too.
pub(crate) fn is_carried(attr: &Attribute) -> bool {
    let path = attr.path();
    path.is_ident("allow") || path.is_ident("deprecated")
}

/// Whether it is a line of a doc comment.
fn is_doc(attr: &Attribute) -> bool {
    matches!(&attr.meta, Meta::NameValue(meta) if meta.path.is_ident("doc"))
}
