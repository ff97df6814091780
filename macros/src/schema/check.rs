//! The check of one derive: finds the schema, asks each rule, and collects what is to be emitted.

use super::cache::{Loaded, Outcome, load};
use super::find::{Origin, Setting, setting};
use super::once::is_first;
use super::{
    check_base, check_key, check_members, check_names, check_paths, check_properties, check_roles,
    check_types, check_values, emit,
};
use crate::attr::{ContainerKind, SchemaAttr};
use crate::ctxt::Ctxt;
use crate::model::{Enumeration, Newtype, Structure, Union};
use crate::template::Template;
use odata_entity_csdl::Schema;
use proc_macro2::{Span, TokenStream};
use std::cell::RefCell;
use std::fmt::Display;
use syn::Ident;

/// The check of one type: the schema, and where mistakes go.
pub(super) struct Check<'a> {
    cx: &'a Ctxt,
    loaded: &'a Loaded,
    /// Whether the package is a copy that cargo made.
    foreign: bool,
    /// What the compiler is left to check.
    questions: RefCell<TokenStream>,
    /// What is emitted beside the type.
    warnings: RefCell<TokenStream>,
}

impl<'a> Check<'a> {
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
            format_args!("{message} ({})", self.loaded.name),
        ));
    }

    /// The same for a mistake that underlines several tokens.
    pub(super) fn error_at(&self, at: impl quote::ToTokens, message: impl Display, offset: usize) {
        let place = self.loaded.place(offset);
        self.cx.error(at, format_args!("{message} ({place})"));
    }

    /// Whether a template has mistakes of its own, which have been told.
    pub(super) fn is_faulty_template(&self, literal: &syn::LitStr) -> bool {
        if self.cx.is_empty() {
            return false;
        }
        let unheard = Ctxt::default();
        Template::read(&unheard, literal);
        !unheard.is_empty()
    }

    /// Leaves something to the compiler, which finds the runtime as `__odata`.
    ///
    /// (To append a stream and not its tokens, one by one, is a tenth of the work.)
    pub(super) fn ask(&self, question: TokenStream) {
        self.questions.borrow_mut().extend(Some(question));
    }

    /// All that is left to the compiler until now.
    fn questions(&self) -> TokenStream {
        match self.foreign {
            true => TokenStream::new(),
            false => self.questions.take(),
        }
    }

    /// Emits a warning.
    pub(super) fn warn(&self, warning: TokenStream) {
        self.warnings.borrow_mut().extend(Some(warning));
    }
}

/// Checks a struct and takes over what the schema says of it.
pub(crate) fn structure(cx: &Ctxt, model: &mut Structure<'_>, kind: ContainerKind) -> TokenStream {
    let Some(loaded) = begin(cx, model.attrs.schema.get(), &model.input.ident) else {
        return emit::tracking(&model.input.ident, None);
    };
    loaded.run(cx, &model.input.ident, |check| {
        let Some(ty) = check_types::structure(check, model, kind) else {
            return;
        };
        check_names::forgotten_rule(check, model, &ty);
        let found = check_properties::all(check, model, &ty);
        check_base::structure(check, model, &ty);
        check_base::take_over(check, model, &ty);
        check_key::all(check, model, &ty, &found);
        check_values::all(check, model, &found);
        check_roles::all(check, model, &ty, &found);
        model.facts.paths = check_paths::all(
            check,
            &ty,
            &model.attrs.paths,
            &model.templates,
            ty.own.is_abstract,
        );
        model.facts.questions = check.questions();
    })
}

/// Checks a union.
pub(crate) fn union(cx: &Ctxt, model: &mut Union<'_>, kind: ContainerKind) -> TokenStream {
    let Some(loaded) = begin(cx, model.attrs.schema.get(), &model.input.ident) else {
        return emit::tracking(&model.input.ident, None);
    };
    loaded.run(cx, &model.input.ident, |check| {
        let Some(ty) = check_types::union(check, model, kind) else {
            return;
        };
        check_base::union(check, model, &ty);
        model.facts.paths = check_paths::all(check, &ty, &model.attrs.paths, &model.templates, false);
        model.facts.questions = check.questions();
    })
}

/// Checks an enumeration and takes over what the schema says of its members.
pub(crate) fn enumeration(cx: &Ctxt, model: &mut Enumeration<'_>) -> TokenStream {
    let Some(loaded) = begin(cx, model.attrs.schema.get(), &model.input.ident) else {
        return emit::tracking(&model.input.ident, None);
    };
    loaded.run(cx, &model.input.ident, |check| {
        if let Some(ty) = check_types::enumeration(check, model) {
            check_members::all(check, model, ty);
        }
    })
}

/// Checks a newtype that has a type definition's name.
pub(crate) fn newtype(cx: &Ctxt, model: &Newtype<'_>) -> TokenStream {
    let Some(loaded) = begin(cx, model.attrs.schema.get(), &model.input.ident) else {
        return emit::tracking(&model.input.ident, None);
    };
    loaded.run(cx, &model.input.ident, |check| {
        if let Some(ty) = check_types::newtype(check, model) {
            check_values::newtype(check, model, ty);
        }
    })
}

/// A schema at hand, and whether what it shows is to be told.
struct Begun {
    loaded: std::sync::Arc<Loaded>,
    foreign: bool,
}

/// Finds and reads the schema; nothing if there is none, or none that can be used.
fn begin(cx: &Ctxt, attr: Option<&SchemaAttr>, ident: &Ident) -> Option<Begun> {
    let source = match setting(attr) {
        Setting::Off => return None,
        Setting::Wrong(message) => {
            if is_first("the setting", ident) {
                cx.error(ident, message);
            }
            return None;
        }
        Setting::File(source) => source,
    };
    let first = |what: &str| is_first(&format!("{what} {}", source.file.display()), ident);
    match load(&source) {
        Outcome::Loaded(loaded) => {
            if !source.foreign && !loaded.overlay.is_empty() && first("the overlay") {
                for message in &loaded.overlay {
                    cx.error(ident, message);
                }
            }
            Some(Begun {
                loaded,
                foreign: source.foreign,
            })
        }
        Outcome::Absent => None,
        Outcome::Faulty(_) if source.foreign => None,
        Outcome::Faulty(message) => {
            if first("the file") {
                match (attr, &source.origin) {
                    (Some(SchemaAttr::File(literal)), Origin::Attribute) => cx.error(literal, message),
                    _ => cx.error(ident, message),
                }
            }
            None
        }
    }
}

impl Begun {
    /// Runs the rules. In a copy that cargo made only what is taken over counts: its mistakes are not its user's.
    fn run(&self, cx: &Ctxt, ident: &Ident, rules: impl FnOnce(&Check<'_>)) -> TokenStream {
        let unheard = Ctxt::default();
        let check = Check {
            cx: if self.foreign { &unheard } else { cx },
            loaded: &self.loaded,
            foreign: self.foreign,
            questions: RefCell::default(),
            warnings: RefCell::default(),
        };
        rules(&check);
        if self.foreign {
            return TokenStream::new();
        }
        let mut out = emit::tracking(ident, Some(&self.loaded));
        out.extend(Some(check.warnings.into_inner()));
        out
    }
}
