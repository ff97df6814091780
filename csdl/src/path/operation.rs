//! Actions and functions in paths.

use std::collections::HashSet;

use crate::bindings::{Bindings, Bound};
use crate::container::Import;
use crate::cursor::Cursor;
use crate::error::Error;
use crate::index::Entry;
use crate::kind::{Kind, is_tag};
use crate::operation::{Operation, Parameter};
use crate::path::error::StepError;
use crate::path::location::{Location, Reached};
use crate::path::segment::Argument;
use crate::schema::{Item, Schema};
use crate::structured::StructuredType;
use crate::tag::{Tag, is_special};
use crate::type_ref::TypeRef;

impl Schema {
    /// The actions and functions of a name that can be called on a resource: of its own type first, then of its bases. The name is
    /// qualified or not.
    ///
    /// # Errors
    /// As [`Schema::lineage`]; or the element of an operation of this name is faulty.
    pub fn bound_operations(&self, ty: &TypeRef, name: &str) -> Result<Vec<&Operation>, Error> {
        let lineage = match self.type_kind(&ty.name) {
            Some(Kind::EntityType | Kind::ComplexType) => self.lineage(&ty.name)?,
            _ => Vec::new(),
        };
        Ok(bound(&self.operations(name)?, ty, &lineage))
    }

    /// The actions and functions that can be called on a resource: those of its own type first, then those of its bases that no nearer
    /// one is called in place of, each in the order of the document.
    ///
    /// # Errors
    /// As [`Schema::lineage`]; or the element of an operation is faulty.
    pub fn operations_on(&self, ty: &TypeRef) -> Result<Vec<&Operation>, Error> {
        let mut types = vec![ty.name.clone()];
        if let Some(Kind::EntityType | Kind::ComplexType) = self.type_kind(&ty.name) {
            types = self.lineage(&ty.name)?.iter().map(|ty| ty.name.clone()).collect();
        }
        let bindings = self.bindings()?;
        let mut found: Vec<&Operation> = Vec::new();
        let mut replaced = HashSet::new();
        for name in &types {
            let here = bindings.get(name).map(Vec::as_slice).unwrap_or_default();
            let nearer = found.len();
            for bound in here
                .iter()
                .filter(|bound| bound.is_collection == ty.is_collection)
            {
                if let Some(Item::Operation(operation)) = self.item(bound.operation)?
                    && !replaced.contains(&called(operation))
                {
                    found.push(operation);
                }
            }
            replaced.extend(found.iter().skip(nearer).map(|operation| called(operation)));
        }
        Ok(found)
    }

    /// The names that mean something other than a key behind a resource: the operations that can be called on it,
    /// unqualified and qualified, and the types it can be cast to. Parses next to nothing.
    ///
    /// A key equal to one of them does not lead to an entity in a separate segment.
    ///
    /// # Errors
    /// As [`Schema::lineage`]; or the element of an operation is faulty.
    pub fn callable_names(&self, ty: &TypeRef) -> Result<Vec<String>, Error> {
        let mut names = Vec::new();
        let mut types = vec![ty.name.clone()];
        if let Some(Kind::EntityType | Kind::ComplexType) = self.type_kind(&ty.name) {
            types = self.lineage(&ty.name)?.iter().map(|ty| ty.name.clone()).collect();
            names.extend(types.iter().cloned());
            names.extend(self.derived_types(&ty.name));
        }
        let bindings = self.bindings()?;
        let mut known = HashSet::new();
        for ty_name in &types {
            let here = bindings.get(ty_name).map(Vec::as_slice).unwrap_or_default();
            let fitting = here
                .iter()
                .filter(|binding| binding.is_collection == ty.is_collection);
            for entry in fitting.filter_map(|binding| self.index.entry(binding.operation)) {
                let qualified = self.index.qualified(entry);
                if known.insert(qualified.clone()) {
                    names.extend([entry.name.clone(), qualified]);
                }
            }
        }
        Ok(names)
    }

    /// Follows an operation that is bound to a resource. `None` if there is none of this name at all.
    pub(crate) fn step_operation<'s>(
        &'s self,
        ty: &TypeRef,
        lineage: &[&'s StructuredType],
        name: &str,
        arguments: Option<&[Argument<'_>]>,
    ) -> Result<Option<Location<'s>>, StepError> {
        let overloads = self.operations(name)?;
        let callable = bound(&overloads, ty, lineage);
        if callable.is_empty() {
            let bound_to: Vec<TypeRef> = overloads
                .iter()
                .filter_map(|operation| operation.binding().cloned())
                .collect();
            if bound_to.is_empty() {
                return Ok(None);
            }
            return Err(StepError::NotCallable {
                name: name.to_owned(),
                ty: ty.clone(),
                bound_to,
            });
        }
        let operation = choose(&callable, name, arguments.unwrap_or_default())?;
        Ok(Some(Location {
            ty: operation.returns.as_ref().map(|returns| returns.ty.clone()),
            reached: Reached::Operation(operation),
            targets: vec![operation.name.clone()],
            way: None,
        }))
    }

    /// Follows an action import or function import.
    pub(crate) fn step_import<'s>(
        &'s self,
        import: &'s Import,
        arguments: &[Argument<'_>],
    ) -> Result<Location<'s>, StepError> {
        let mut overloads = self.operations(&import.operation)?;
        overloads.retain(|operation| !operation.is_bound);
        if overloads.is_empty() {
            return Err(self
                .unknown(&import.operation, "unbound operation", Kind::is_operation)
                .into());
        }
        let operation = choose(&overloads, &import.name, arguments)?;
        let ty = operation.returns.as_ref().map(|returns| returns.ty.clone());
        Ok(Location {
            ty,
            reached: Reached::Import(import),
            targets: vec![operation.name.clone()],
            way: None,
        })
    }

    /// The operations that are bound to each type.
    pub(crate) fn bindings(&self) -> Result<&Bindings, Error> {
        match self.bindings.get_or_init(|| self.read_bindings()) {
            Ok(bindings) => Ok(bindings),
            Err(error) => Err(error.clone()),
        }
    }

    fn read_bindings(&self) -> Result<Bindings, Error> {
        let mut bindings = Bindings::default();
        for number in self.index.operations.iter().copied() {
            let Some(entry) = self.index.entry(number) else {
                continue;
            };
            let ty = match self.glance_at_binding(entry) {
                Some(ty) => ty,
                None => match self.item(number)? {
                    Some(Item::Operation(operation)) => operation.binding().cloned(),
                    _ => None,
                },
            };
            if let Some(TypeRef { name, is_collection }) = ty {
                let bound = Bound {
                    operation: number,
                    is_collection,
                };
                bindings.entry(name).push(bound);
            }
        }
        Ok(bindings)
    }

    /// What an operation is bound to, from its first two tags; `None` where only parsing it is certain.
    fn glance_at_binding(&self, entry: &Entry) -> Option<Option<TypeRef>> {
        let mut cursor = Cursor::new(&self.text, entry.start + 1);
        cursor.skip(entry.kind.element().len());
        // What is nearly always written is passed by comparing it; only what is not is taken apart.
        let bound = cursor.skip_quoted(b" Name=\"") && cursor.skip_written(b" IsBound=\"true\">");
        if !bound {
            cursor = Cursor::new(&self.text, entry.start + 1);
            let tag = Tag::read(&self.text, &mut cursor)?;
            match tag.get("IsBound") {
                Some("true") => {}
                None | Some("false") => return Some(None),
                _ => return None,
            }
            if tag.self_closing {
                return None;
            }
        }
        if !cursor.pass(b'<') || !is_tag(cursor.rest(), "Parameter") {
            return None;
        }
        let mut ahead = cursor.clone();
        let quick = ahead.skip_quoted(b"Parameter Name=\"") && ahead.skip_written(b" Type=\"");
        let start = ahead.offset();
        let written = if quick && ahead.pass(b'"') && ahead.is_behind_value() {
            self.text.get(start..ahead.offset() - 1)?
        } else {
            Tag::read(&self.text, &mut cursor)?.get("Type")?
        };
        if written.is_empty() || is_special(written) {
            return None;
        }
        let (name, is_collection) = TypeRef::split(written);
        Some(Some(TypeRef {
            name: self.index.canonical(name, entry.schema),
            is_collection,
        }))
    }
}

/// What an operation of a derived type has in common with the one of its base that it is called in place of: of actions the name, of
/// functions the names of parameters too (OData CSDL 4.01, 12.1.1 and 12.2.1).
fn called(operation: &Operation) -> (Kind, &str, Vec<String>) {
    let mut names: Vec<String> = Vec::new();
    if operation.kind == Kind::Function {
        let arguments = operation.arguments().iter();
        names.extend(arguments.map(|parameter| parameter.name.to_lowercase()));
        names.sort_unstable();
    }
    (operation.kind, &operation.name, names)
}

/// The operations that can be called on a resource, those of its own type first.
fn bound<'s>(overloads: &[&'s Operation], ty: &TypeRef, lineage: &[&StructuredType]) -> Vec<&'s Operation> {
    let depth = |operation: &Operation| {
        let binding = operation
            .binding()
            .filter(|binding| binding.is_collection == ty.is_collection)?;
        if binding.name == ty.name {
            return Some(0);
        }
        lineage
            .iter()
            .position(|ty| ty.name == binding.name)
            .or(match binding.name.as_str() {
                "Edm.EntityType" | "Edm.ComplexType" | "Edm.Untyped" => Some(usize::MAX),
                _ => None,
            })
    };
    let mut found: Vec<(usize, &Operation)> = overloads
        .iter()
        .filter_map(|operation| Some((depth(operation)?, *operation)))
        .collect();
    found.sort_by_key(|(depth, _)| *depth);
    found.into_iter().map(|(_, operation)| operation).collect()
}

/// The overload that arguments fit.
fn choose<'s>(
    overloads: &[&'s Operation],
    name: &str,
    arguments: &[Argument<'_>],
) -> Result<&'s Operation, StepError> {
    let given: Vec<&str> = arguments
        .iter()
        .map(|argument| argument.name.unwrap_or_default())
        .collect();
    let fits = |operation: &&&Operation| match operation.kind {
        // The parameters of an action are in the body.
        Kind::Action => given.is_empty(),
        _ => {
            let parameters = operation.arguments();
            // Metadata and documentation write the names of some parameters in different case.
            let is = |parameter: &Parameter, name: &str| parameter.name.eq_ignore_ascii_case(name);
            given
                .iter()
                .all(|name| parameters.iter().any(|parameter| is(parameter, name)))
                && parameters
                    .iter()
                    .all(|parameter| parameter.is_optional() || given.iter().any(|name| is(parameter, name)))
        }
    };
    overloads
        .iter()
        .find(fits)
        .copied()
        .ok_or_else(|| StepError::Arguments {
            name: name.to_owned(),
            given: given.iter().map(|name| (*name).to_owned()).collect(),
            overloads: overloads
                .iter()
                .map(|operation| url_parameters(operation))
                .collect(),
        })
}

fn url_parameters(operation: &Operation) -> Vec<String> {
    match operation.kind {
        Kind::Action => Vec::new(),
        _ => operation
            .arguments()
            .iter()
            .map(|parameter| parameter.name.clone())
            .collect(),
    }
}
