//! Keys in paths.

use crate::error::Error;
use crate::path::error::StepError;
use crate::path::location::{Location, Reached};
use crate::path::segment::Argument;
use crate::schema::Schema;
use crate::structured::PropertyRef;
use crate::type_ref::TypeRef;

/// One property of a key, as a path names and types it.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let key = schema.key_parts("shop.book")?;
/// assert_eq!(key[0].name, "id");
/// assert_eq!(key[0].ty.as_ref().map(ToString::to_string).as_deref(), Some("Edm.Int32"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeyPart {
    /// The name in a key predicate: that of the property, or its alias.
    pub name: String,
    /// Its type. `None` if the key names a property that does not exist.
    pub ty: Option<TypeRef>,
}

impl Schema {
    /// The key of an entity type with the types of its parts.
    ///
    /// # Errors
    /// As [`Schema::lineage`].
    pub fn key_parts(&self, entity_type: &str) -> Result<Vec<KeyPart>, Error> {
        self.key(entity_type)?
            .iter()
            .map(|part| self.key_part(entity_type, part))
            .collect()
    }

    fn key_part(&self, entity_type: &str, part: &PropertyRef) -> Result<KeyPart, Error> {
        let mut ty = Some(TypeRef::single(entity_type));
        for name in part.path.split('/') {
            let Some(from) = ty.take().filter(|ty| !ty.is_primitive() && !ty.is_collection) else {
                break;
            };
            if let Some(property) = self.property(&from.name, name)? {
                ty = Some(property.property.ty.clone());
            } else if let Some(navigation) = self.navigation_property(&from.name, name)? {
                ty = Some(navigation.property.ty.clone());
            }
        }
        Ok(KeyPart {
            name: part.name().to_owned(),
            ty,
        })
    }

    /// Follows a key. `arguments` are those of a key predicate; none for a key in a separate segment.
    pub(crate) fn step_key<'s>(
        &'s self,
        from: &Location<'s>,
        ty: &TypeRef,
        arguments: &[Argument<'_>],
    ) -> Result<Location<'s>, StepError> {
        if !ty.is_collection || ty.is_primitive() {
            return Err(StepError::KeyOnSingle { ty: Some(ty.clone()) });
        }
        let given: Vec<String> = arguments
            .iter()
            .filter_map(|argument| argument.name.map(str::to_owned))
            .collect();
        if !given.is_empty() {
            let mut keys = vec![self.key(&ty.name)?.to_vec()];
            keys.extend(self.alternate_keys(&ty.name)?);
            keys.retain(|key| !key.is_empty());
            let keys: Vec<Vec<String>> = keys
                .iter()
                .map(|key| key.iter().map(|part| part.name().to_owned()).collect())
                .collect();
            let fits =
                |key: &Vec<String>| key.len() == given.len() && key.iter().all(|name| given.contains(name));
            if !keys.is_empty() && !keys.iter().any(fits) {
                return Err(StepError::KeyNames {
                    ty: ty.name.clone(),
                    given,
                    keys,
                });
            }
        }
        Ok(Location {
            ty: Some(TypeRef::single(ty.name.clone())),
            reached: Reached::Key,
            ..from.clone()
        })
    }
}
