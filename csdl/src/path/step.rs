//! One segment of a path.

use odata_entity_names::nearest;

use crate::error::Error;
use crate::inheritance::Declared;
use crate::kind::Kind;
use crate::path::error::StepError;
use crate::path::location::{Location, Reached};
use crate::path::segment::{Argument, Segment};
use crate::schema::Schema;
use crate::structured::StructuredType;
use crate::type_ref::TypeRef;

impl Schema {
    /// Follows one segment of a path (OData URL Conventions 4.01, section 4).
    ///
    /// Operations may be called by their qualified and by their unqualified names; functions without parameters also without
    /// parentheses, as the documentation of many services writes them.
    ///
    /// # Errors
    /// The segment leads nowhere, with the nearest one that would; or the metadata is faulty there.
    pub fn step<'s>(&'s self, from: &Location<'s>, segment: &Segment<'_>) -> Result<Location<'s>, StepError> {
        if matches!(from.reached, Reached::Ref | Reached::Count | Reached::Value) {
            return Err(nothing_behind(from, segment));
        }
        let Some(ty) = &from.ty else {
            return match from.reached {
                Reached::Root => self.step_from_root(segment),
                _ => Err(nothing_behind(from, segment)),
            };
        };
        match segment {
            Segment::Key => self.step_key(from, ty, &[]),
            Segment::Relative if ty.is_collection => Err(nothing_behind(from, segment)),
            Segment::Relative => Ok(Location {
                reached: Reached::Relative,
                way: None,
                ..from.clone()
            }),
            Segment::Name(name @ ("$ref" | "$count" | "$value")) => step_system(from, ty, name),
            Segment::Name(name) => self.step_name(from, ty, name, None),
            Segment::Call { name, arguments } => self.step_name(from, ty, name, Some(arguments)),
        }
    }

    fn step_from_root<'s>(&'s self, segment: &Segment<'_>) -> Result<Location<'s>, StepError> {
        let (name, arguments) = match segment {
            Segment::Name(name) => (*name, None),
            Segment::Call { name, arguments } => (*name, Some(arguments.as_slice())),
            Segment::Key | Segment::Relative => return Err(StepError::KeyOnSingle { ty: None }),
        };
        let unknown = |nearest: Option<&str>| StepError::UnknownResource {
            name: name.to_owned(),
            nearest: nearest.map(str::to_owned),
        };
        let Some(container) = self.container()? else {
            return Err(unknown(None));
        };
        if let Some(resource) = container.resource(name) {
            let way = resource.target();
            let ty = TypeRef {
                name: resource.entity_type.clone(),
                is_collection: !resource.is_singleton,
            };
            let reached = Reached::Resource(resource);
            let targets = vec![way.clone(), ty.name.clone()];
            let location = Location {
                ty: Some(ty),
                reached,
                targets,
                way: Some(way),
            };
            return self.step_predicate(location, arguments);
        }
        if let Some(import) = container.import(name) {
            return self.step_import(import, arguments.unwrap_or_default());
        }
        let resources = container.resources.iter().map(|resource| resource.name.as_str());
        Err(unknown(nearest(
            name,
            resources.chain(container.imports.iter().map(|import| import.name.as_str())),
        )))
    }

    /// Follows a key in parentheses behind a name, if there is one.
    fn step_predicate<'s>(
        &'s self,
        location: Location<'s>,
        arguments: Option<&[Argument<'_>]>,
    ) -> Result<Location<'s>, StepError> {
        match (arguments, location.ty.clone()) {
            (Some(arguments), Some(ty)) => {
                let entity = self.step_key(&location, &ty, arguments)?;
                Ok(Location {
                    reached: location.reached,
                    ..entity
                })
            }
            _ => Ok(location),
        }
    }

    /// Follows a name behind a resource, with what is in parentheses behind it.
    fn step_name<'s>(
        &'s self,
        from: &Location<'s>,
        ty: &TypeRef,
        name: &str,
        arguments: Option<&[Argument<'_>]>,
    ) -> Result<Location<'s>, StepError> {
        if ty.is_primitive() && ty.name != "Edm.Untyped" {
            return Err(StepError::NothingBehind {
                what: format!("a value of the type `{ty}`"),
                name: name.to_owned(),
            });
        }
        if name.contains('.')
            && let Some(Kind::EntityType | Kind::ComplexType) = self.type_kind(name)
        {
            let cast = self.step_cast(from, ty, name)?;
            return self.step_predicate(cast, arguments);
        }
        let lineage = match self.type_kind(&ty.name) {
            Some(Kind::EntityType | Kind::ComplexType) => self.lineage(&ty.name)?,
            _ => Vec::new(),
        };
        if !ty.is_collection
            && let Some(location) = step_member(from, &lineage, name)
        {
            return self.step_predicate(location, arguments);
        }
        if let Some(location) = self.step_operation(ty, &lineage, name, arguments)? {
            return Ok(location);
        }
        if ty.name == "Edm.Untyped" && !name.contains('.') {
            return Err(StepError::BehindUntyped {
                name: name.to_owned(),
                declared: !matches!(from.reached, Reached::Dynamic),
            });
        }
        let error = self.no_member(ty, &lineage, name)?;
        let is_open = lineage.is_empty() || lineage.iter().any(|ty| ty.is_open);
        match error {
            // An open type has any property, but a name so near to a declared one is rather a slip.
            StepError::UnknownMember {
                nearest: None,
                derived: None,
                ..
            } if is_open && !ty.is_collection && arguments.is_none() => {
                let ty = Some(TypeRef::single("Edm.Untyped"));
                Ok(Location {
                    ty,
                    reached: Reached::Dynamic,
                    targets: Vec::new(),
                    way: None,
                })
            }
            error => Err(error),
        }
    }

    fn step_cast<'s>(
        &'s self,
        from: &Location<'s>,
        ty: &TypeRef,
        to: &str,
    ) -> Result<Location<'s>, StepError> {
        let to = self.structured_type(to)?.name.clone();
        let is_related = ty.name == "Edm.Untyped"
            || matches!(ty.name.as_str(), "Edm.EntityType" | "Edm.ComplexType")
            || self.is_derived_from(&to, &ty.name)?
            || self.is_derived_from(&ty.name, &to)?;
        if !is_related {
            return Err(StepError::Unrelated { ty: ty.clone(), to });
        }
        let mut location = Location {
            reached: Reached::Cast,
            ..from.clone()
        };
        if let Some(way) = &mut location.way {
            *way = format!("{way}/{to}");
            location.targets.insert(0, way.clone());
        }
        location.targets.push(to.clone());
        location.ty = Some(TypeRef {
            name: to,
            is_collection: ty.is_collection,
        });
        Ok(location)
    }

    /// The error for a name that a type does not have.
    fn no_member(&self, ty: &TypeRef, lineage: &[&StructuredType], name: &str) -> Result<StepError, Error> {
        if name.contains('.') {
            let is = |kind: Kind| kind.is_operation() || matches!(kind, Kind::EntityType | Kind::ComplexType);
            return Ok(StepError::UnknownQualified {
                name: name.to_owned(),
                nearest: self.nearest_name(name, is),
            });
        }
        let mut members = Vec::new();
        for ty in lineage {
            members.extend(ty.properties.iter().map(|property| property.name.as_str()));
            members.extend(ty.navigation.iter().map(|property| property.name.as_str()));
        }
        if ty.is_collection && members.contains(&name) {
            return Ok(StepError::KeyMissing {
                ty: ty.clone(),
                name: name.to_owned(),
            });
        }
        if ty.is_collection {
            // What its items have is not to be proposed for the collection.
            members.clear();
        }
        let callable = self.callable_names(ty)?;
        let near = nearest(
            name,
            members.into_iter().chain(callable.iter().map(String::as_str)),
        )
        .map(str::to_owned);
        let derived = if ty.is_collection {
            None
        } else {
            self.derived_with(&ty.name, name)?
        };
        Ok(StepError::UnknownMember {
            ty: ty.clone(),
            name: name.to_owned(),
            nearest: near,
            derived,
        })
    }

    /// The first of the types that extend a type which has a member of this name.
    fn derived_with(&self, base: &str, name: &str) -> Result<Option<String>, Error> {
        for derived in self.derived_types(base) {
            let ty = self.structured_type(&derived)?;
            if ty.property(name).is_some() || ty.navigation_property(name).is_some() {
                return Ok(Some(derived));
            }
        }
        Ok(None)
    }
}

/// Follows a property or navigation property.
fn step_member<'s>(from: &Location<'s>, lineage: &[&'s StructuredType], name: &str) -> Option<Location<'s>> {
    for by in lineage {
        let target = || format!("{}/{name}", by.name);
        if let Some(property) = by.navigation_property(name) {
            let way = from.way.as_ref().map(|way| format!("{way}/{name}"));
            let mut targets: Vec<String> = way.iter().cloned().collect();
            targets.extend([target(), property.ty.name.clone()]);
            let reached = Reached::Navigation(Declared { by, property });
            return Some(Location {
                ty: Some(property.ty.clone()),
                reached,
                targets,
                way,
            });
        }
        if let Some(property) = by.property(name) {
            let reached = Reached::Property(Declared { by, property });
            let way = from.way.as_ref().map(|way| format!("{way}/{name}"));
            return Some(Location {
                ty: Some(property.ty.clone()),
                reached,
                targets: vec![target()],
                way,
            });
        }
    }
    None
}

/// Follows `$ref`, `$count` or `$value`.
fn step_system<'s>(from: &Location<'s>, ty: &TypeRef, name: &str) -> Result<Location<'s>, StepError> {
    let (fits, to, reached) = match name {
        "$ref" => {
            let by_navigation = matches!(
                from.reached,
                Reached::Navigation(_) | Reached::Key | Reached::Cast | Reached::Resource(_)
            );
            (by_navigation, ty.clone(), Reached::Ref)
        }
        "$count" => (ty.is_collection, TypeRef::single("Edm.Int32"), Reached::Count),
        _ => {
            // The media of an entity, or a property in its plain form.
            let to = if ty.is_primitive() {
                ty.name.as_str()
            } else {
                "Edm.Stream"
            };
            (!ty.is_collection, TypeRef::single(to), Reached::Value)
        }
    };
    if !fits {
        return Err(StepError::System {
            name: name.to_owned(),
            what: describe(from),
        });
    }
    Ok(Location {
        ty: Some(to),
        reached,
        targets: from.targets.clone(),
        way: None,
    })
}

fn nothing_behind(from: &Location<'_>, segment: &Segment<'_>) -> StepError {
    StepError::NothingBehind {
        what: describe(from),
        name: segment.name().to_owned(),
    }
}

/// What a location is, in the words of a message.
fn describe(location: &Location<'_>) -> String {
    match (&location.reached, &location.ty) {
        (Reached::Ref, _) => "`$ref`".to_owned(),
        (Reached::Count, _) => "`$count`".to_owned(),
        (Reached::Value, _) => "`$value`".to_owned(),
        (Reached::Operation(operation), None) => format!("`{}`, which returns nothing", operation.name),
        (Reached::Import(import), None) => format!("`{}`, which returns nothing", import.name),
        (Reached::Property(_), Some(ty)) => format!("a property of the type `{ty}`"),
        (_, Some(ty)) => format!("`{ty}`"),
        (_, None) => "the root".to_owned(),
    }
}
