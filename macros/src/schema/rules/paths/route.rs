//! A path of a template as the schema follows it.

use crate::schema::context::{Check, Type};
use crate::template::{Segment, Template};
use odata_entity_csdl::{self as csdl, Error, PathError, StepError};
use syn::LitStr;

/// One path under check.
pub(super) struct PathCheck<'a, 's> {
    pub(super) check: &'a Check<'s>,
    /// The type that it is a path of, if it is one's.
    pub(super) ty: Option<&'a Type<'s>>,
    pub(super) literal: &'a LitStr,
    pub(super) template: &'a Template,
    /// `declared = "…"`
    pub(super) declared: Option<&'a LitStr>,
    /// The names of the type's navigation properties.
    pub(super) navigation: &'a [String],
}

impl PathCheck<'_, '_> {
    /// The error for a segment that leads nowhere, with the place of what it should have been a part of.
    pub(super) fn unknown_segment(&self, error: &PathError) {
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
        let offset = offset.ok();
        if error.error.is_missing() {
            let argument = format!("`--path '{}'`", self.literal.value());
            return self.check.missing(self.literal.span(), error, offset, &argument);
        }
        match offset {
            Some(offset) => self.check.error(self.literal.span(), error, offset),
            None => self.check.error_in_file(self.literal.span(), error),
        }
    }
}

/// A segment as the schema follows it.
pub(super) fn routed(segment: &Segment) -> csdl::Segment<'_> {
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
