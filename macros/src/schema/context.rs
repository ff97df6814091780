//! What a rule has at hand: the schema, the type in it, and where mistakes and assertions go.

use super::assert::When;
use super::cache::Loaded;
use crate::ctxt::Ctxt;
use odata_entity_csdl::{NavigationProperty, Property, Schema, StructuredType};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use std::cell::{Cell, RefCell};
use std::fmt::Display;

/// The check of one type against a schema.
pub(super) struct Check<'a> {
    cx: &'a Ctxt,
    loaded: &'a Loaded,
    /// Whether the package is a copy that cargo made, in which nothing is asserted.
    foreign: bool,
    /// Whether a mistake has been reported that a pruned schema may be the cause of.
    is_hinted: Cell<bool>,
    /// The types that the check is for, where only the compiler knows the type.
    when: Option<When>,
    /// What the compiler is left to check.
    assertions: RefCell<TokenStream>,
    /// What is emitted beside the type.
    warnings: RefCell<TokenStream>,
}

/// A structured type of the schema with its bases.
pub(super) struct Type<'s> {
    pub(super) own: &'s StructuredType,
    /// The type itself and its bases, the root of the hierarchy last.
    pub(super) lineage: Vec<&'s StructuredType>,
}

/// What a field is in the schema.
#[derive(Clone, Copy)]
pub(super) enum Found<'s> {
    /// A property of the type or of a base.
    Property(&'s Property),
    /// A navigation property.
    Navigation(&'s NavigationProperty),
    /// Nothing that the schema knows, which is a mistake reported already, or none of its business.
    Nothing,
}

impl<'a> Check<'a> {
    pub(super) fn new(cx: &'a Ctxt, loaded: &'a Loaded, foreign: bool) -> Self {
        Self {
            cx,
            loaded,
            foreign,
            is_hinted: Cell::new(false),
            when: None,
            assertions: RefCell::default(),
            warnings: RefCell::default(),
        }
    }

    /// A check of the same schema whose mistakes go elsewhere, and whose assertions are for some types only.
    pub(super) fn when<'b>(&'b self, cx: &'b Ctxt, when: When) -> Check<'b> {
        Check {
            when: Some(when),
            ..Check::new(cx, self.loaded, self.foreign)
        }
    }

    /// The text of an assertion, or, where the check is for some types only, an expression that is empty for all others.
    pub(super) fn asked(&self, question: &str) -> TokenStream {
        match &self.when {
            None => quote!(#question),
            Some(When { constant, types }) => {
                quote!(__odata::schema::asked(#constant, &[#(#types),*], #question))
            }
        }
    }

    pub(super) fn schema(&self) -> &'a Schema {
        &self.loaded.schema
    }

    pub(super) fn loaded(&self) -> &'a Loaded {
        self.loaded
    }

    /// Notes a mistake, with the place in the schema that shows it to be one.
    pub(super) fn error(&self, span: Span, message: impl Display, offset: usize) {
        let place = self.loaded.place(offset);
        self.cx
            .push(syn::Error::new(span, format_args!("{message} ({place})")));
    }

    /// The same for a fault of the schema itself, or of a name that it has not.
    pub(super) fn error_in_file(&self, span: Span, message: impl Display) {
        self.cx.push(syn::Error::new(
            span,
            format_args!("{message} ({})", self.loaded.name()),
        ));
    }

    /// The same for what the schema lacks; of a pruned schema the first such mistake of a type that is no misspelling has also which argument of
    /// `odata-entity prune` may add it. `offset` is the place that shows that it is missing.
    pub(super) fn missing(&self, span: Span, message: impl Display, offset: Option<usize>, argument: &str) {
        let place = offset.map_or_else(|| self.loaded.name(), |offset| self.loaded.place(offset));
        let mut message = format!("{message} ({place})");
        // What has a name beside it that is nearly the same is misspelled: a larger file has it neither.
        let is_misspelled = message.contains("; the nearest is `");
        if self.schema().is_pruned() && !is_misspelled && !self.is_hinted.replace(true) {
            message += &format!(
                "; the file is a part of the metadata: if the service has it, `odata-entity prune` with {argument} adds it"
            );
        }
        self.cx.push(syn::Error::new(span, message));
    }

    /// The same for a mistake that underlines several tokens.
    pub(super) fn error_at(&self, at: impl quote::ToTokens, message: impl Display, offset: usize) {
        let place = self.loaded.place(offset);
        self.cx.error(at, format_args!("{message} ({place})"));
    }

    /// Leaves a comparison to the compiler, which finds the runtime as `__odata`.
    ///
    /// (To append a stream and not its tokens, one by one, is a tenth of the work.)
    pub(super) fn assert(&self, assertion: TokenStream) {
        if !self.foreign {
            self.assertions.borrow_mut().extend(Some(assertion));
        }
    }

    /// All that is left to the compiler until now.
    pub(super) fn assertions(&self) -> TokenStream {
        self.assertions.take()
    }

    /// Emits a warning.
    pub(super) fn warn(&self, warning: TokenStream) {
        self.warnings.borrow_mut().extend(Some(warning));
    }

    /// All that is emitted beside the type.
    pub(super) fn into_warnings(self) -> TokenStream {
        self.warnings.into_inner()
    }

    /// The text of a deprecation warning, if the target is deprecated.
    pub(super) fn deprecation(&self, target: &str) -> Option<String> {
        let revision = self.schema().deprecation(target).ok()??;
        Some(
            format!("`{target}` is deprecated {revision}")
                .trim_end()
                .to_owned(),
        )
    }
}

impl Type<'_> {
    /// Whether instances may have properties that are not declared.
    pub(super) fn is_open(&self) -> bool {
        self.lineage.iter().any(|ty| ty.is_open)
    }

    /// Whether a property or navigation property has this name.
    pub(super) fn has_member(&self, name: &str) -> bool {
        self.lineage
            .iter()
            .any(|ty| ty.property(name).is_some() || ty.navigation_property(name).is_some())
    }

    /// The names of all properties and navigation properties, the type's own first.
    pub(super) fn members(&self) -> impl Iterator<Item = &str> {
        self.lineage.iter().flat_map(|ty| {
            let properties = ty.properties.iter().map(|property| property.name.as_str());
            properties.chain(ty.navigation.iter().map(|property| property.name.as_str()))
        })
    }
}
