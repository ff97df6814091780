//! An action or a function: a struct of its parameters.

use super::facts::PathFacts;
use super::types::option_of;
use crate::attr::{OperationAttrs, ParameterAttrs, SerdeContainer, SerdeField};
use crate::ctxt::Ctxt;
use crate::template::{Segment, Template};
use odata_entity_names::RenameRule;
use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Fields, Ident, LitStr, Type};

/// Which of the two kinds of operation it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum OperationKind {
    Action,
    Function,
}

impl OperationKind {
    /// The name of the derive.
    pub(crate) fn derive(self) -> &'static str {
        match self {
            Self::Action => "Action",
            Self::Function => "Function",
        }
    }

    /// The kind as messages name it.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::Action => "an action",
            Self::Function => "a function",
        }
    }
}

/// What a derive of `Action` or `Function` knows of the user's struct.
pub(crate) struct Operation<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) kind: OperationKind,
    pub(crate) attrs: OperationAttrs,
    pub(crate) serde: SerdeContainer,
    pub(crate) parameters: Vec<Parameter<'a>>,
    /// The path of a call that is bound to no type.
    pub(crate) path: Option<OperationPath>,
    /// What only the compiler can compare with the schema.
    pub(crate) assertions: TokenStream,
}

/// The path of a call, its name at the end.
pub(crate) struct OperationPath {
    pub(crate) literal: LitStr,
    pub(crate) template: Template,
    /// What the schema adds; nothing without one.
    pub(crate) facts: PathFacts,
}

/// A parameter.
pub(crate) struct Parameter<'a> {
    pub(crate) ident: &'a Ident,
    /// The field's type.
    pub(crate) ty: &'a Type,
    /// The same without its `Option`.
    pub(crate) value_type: &'a Type,
    pub(crate) is_optional: bool,
    pub(crate) is_entity: bool,
    /// How it is written in the URL of a function.
    pub(crate) alias: Option<Span>,
    pub(crate) quoted: Option<Span>,
    pub(crate) serde: SerdeField,
    /// The name on the wire.
    pub(crate) wire: String,
    pub(crate) wire_span: Span,
}

impl Parameter<'_> {
    /// Whether it is no parameter but an annotation of the body: `@Redfish.OperationApplyTime`.
    pub(crate) fn is_annotation(&self) -> bool {
        let term = self.wire.strip_prefix('@');
        term.is_some_and(|term| {
            let is_name =
                |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_');
            term.contains('.') && term.split('.').all(is_name)
        })
    }
}

impl<'a> Operation<'a> {
    /// Reads the struct; `None` if it has no named fields.
    pub(crate) fn read(cx: &Ctxt, input: &'a DeriveInput, kind: OperationKind) -> Option<Self> {
        let attrs = OperationAttrs::read(cx, &input.attrs);
        let fields = match &input.data {
            Data::Struct(data) if !matches!(data.fields, Fields::Unnamed(_)) => &data.fields,
            _ => {
                cx.error(
                    &input.ident,
                    format_args!(
                        "`{}` is for a struct with a named field for each parameter: `struct Name {{ … }}`, or `struct Name;` without \
                         parameters",
                        kind.derive()
                    ),
                );
                return None;
            }
        };
        let serde = SerdeContainer::read(cx, &input.attrs);
        let rule = serde.rename_all.get().copied();
        let parameters = fields
            .iter()
            .filter_map(|field| Some(Parameter::read(cx, field, field.ident.as_ref()?, rule)));
        let parameters = parameters.collect();
        let path = OperationPath::read(cx, &attrs);
        Some(Self {
            input,
            kind,
            attrs,
            serde,
            parameters,
            path,
            assertions: TokenStream::new(),
        })
    }

    /// The name as it is in the URL; empty where it is missing, of which there is an error.
    pub(crate) fn name(&self) -> String {
        if let Some(name) = self.attrs.name.get() {
            return name.value();
        }
        match self.path.as_ref().and_then(|path| path.template.segments.last()) {
            Some(Segment::Name { name, colon: false }) => name.clone(),
            _ => String::new(),
        }
    }

    /// Where the name was given.
    #[cfg(feature = "schema")]
    pub(crate) fn name_span(&self) -> Span {
        let literal = self
            .attrs
            .name
            .get()
            .or(self.path.as_ref().map(|path| &path.literal));
        literal.map_or_else(|| self.input.ident.span(), LitStr::span)
    }
}

impl OperationPath {
    fn read(cx: &Ctxt, attrs: &OperationAttrs) -> Option<Self> {
        let literal = match (attrs.path.get(), attrs.on_path.get()) {
            (Some(path), _) => path.clone(),
            (None, Some(on)) => {
                let name = attrs.name.get().map(LitStr::value).unwrap_or_default();
                let on_text = on.value();
                LitStr::new(&format!("{}/{name}", on_text.trim_end_matches('/')), on.span())
            }
            (None, None) => return None,
        };
        let template = Template::read(cx, &literal);
        Some(Self {
            literal,
            template,
            facts: PathFacts::default(),
        })
    }
}

impl<'a> Parameter<'a> {
    fn read(cx: &Ctxt, field: &'a syn::Field, ident: &'a Ident, rule: Option<RenameRule>) -> Self {
        let attrs = ParameterAttrs::read(cx, &field.attrs);
        let serde = SerdeField::read(cx, &field.attrs);
        let (wire, wire_span) = match attrs.name.get().or(serde.rename.get()) {
            Some(name) => (name.value(), name.span()),
            None => {
                let name = ident.unraw().to_string();
                let name = rule.map_or_else(|| name.clone(), |rule| rule.field(&name));
                (name, ident.span())
            }
        };
        let value_type = option_of(&field.ty).unwrap_or(&field.ty);
        Self {
            ident,
            ty: &field.ty,
            value_type,
            is_optional: !std::ptr::eq(value_type, &field.ty),
            is_entity: attrs.entity.is_set(),
            alias: attrs.alias.span(),
            quoted: attrs.quoted.span(),
            serde,
            wire,
            wire_span,
        }
    }

    /// The span of the field's type.
    pub(crate) fn type_span(&self) -> Span {
        self.value_type.span()
    }
}
