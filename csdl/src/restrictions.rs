//! What can be done with the entities of a set, or behind a navigation property.

use crate::annotation::{Annotation, Value};
use crate::error::Error;
use crate::kind::Kind;
use crate::schema::Schema;
use crate::structured::{PropertyRef, StructuredType};
use crate::terms;

/// What the capability annotations state; `None` where they state nothing, and the operation can be expected to
/// exist.
///
/// ```
/// use odata_entity_csdl::{Schema, Segment};
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let route = schema.route(&Segment::split("/books"))?;
/// let restrictions = route.end().expect("a path with segments").restrictions(&schema)?;
/// assert_eq!(restrictions.deletable, Some(false));
/// assert_eq!(restrictions.insertable, None, "nothing is stated");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Restrictions {
    /// PATCH.
    pub updatable: Option<bool>,
    /// POST.
    pub insertable: Option<bool>,
    /// DELETE.
    pub deletable: Option<bool>,
    /// GET.
    pub readable: Option<bool>,
    /// `$filter`.
    pub filterable: Option<bool>,
    /// `$orderby`.
    pub sortable: Option<bool>,
    /// `$count`.
    pub countable: Option<bool>,
    /// `$search`.
    pub searchable: Option<bool>,
    /// `$expand`.
    pub expandable: Option<bool>,
    /// Whether changes need an entity tag (`Core.OptimisticConcurrency` of the set, `OptimisticConcurrencyControl` of what is behind
    /// a navigation property).
    pub needs_etag: Option<bool>,
    /// Changes since an earlier request, by `Prefer: odata.track-changes` or a function.
    pub tracks_changes: Option<bool>,
    /// The properties that a PATCH may not mention.
    pub non_updatable_properties: Vec<String>,
    /// The properties that a POST may not mention.
    pub non_insertable_properties: Vec<String>,
    /// The properties that `$filter` cannot use.
    pub non_filterable_properties: Vec<String>,
    /// The properties that `$orderby` cannot use.
    pub non_sortable_properties: Vec<String>,
}

impl Restrictions {
    /// Takes over what `value`, the value of a term, states and what was not stated yet.
    fn take(&mut self, term: &str, value: &Value) {
        let (flag, field) = match term {
            terms::UPDATE_RESTRICTIONS => (&mut self.updatable, "Updatable"),
            terms::INSERT_RESTRICTIONS => (&mut self.insertable, "Insertable"),
            terms::DELETE_RESTRICTIONS => (&mut self.deletable, "Deletable"),
            terms::READ_RESTRICTIONS => (&mut self.readable, "Readable"),
            terms::FILTER_RESTRICTIONS => (&mut self.filterable, "Filterable"),
            terms::SORT_RESTRICTIONS => (&mut self.sortable, "Sortable"),
            terms::COUNT_RESTRICTIONS => (&mut self.countable, "Countable"),
            terms::SEARCH_RESTRICTIONS => (&mut self.searchable, "Searchable"),
            terms::EXPAND_RESTRICTIONS => (&mut self.expandable, "Expandable"),
            terms::CHANGE_TRACKING => (&mut self.tracks_changes, "Supported"),
            _ => return,
        };
        let stated = value.field(field).and_then(Value::as_bool);
        // The term alone states it: `Supported` is true unless it is given.
        let stated = stated.or((term == terms::CHANGE_TRACKING).then_some(true));
        *flag = flag.or(stated);
        let (list, field) = match term {
            terms::UPDATE_RESTRICTIONS => (&mut self.non_updatable_properties, "NonUpdatableProperties"),
            terms::INSERT_RESTRICTIONS => (&mut self.non_insertable_properties, "NonInsertableProperties"),
            terms::FILTER_RESTRICTIONS => (&mut self.non_filterable_properties, "NonFilterableProperties"),
            terms::SORT_RESTRICTIONS => (&mut self.non_sortable_properties, "NonSortableProperties"),
            _ => return,
        };
        if list.is_empty() {
            let paths = value.field(field).map(Value::items).unwrap_or_default();
            list.extend(paths.iter().filter_map(Value::as_str).map(str::to_owned));
        }
    }

    fn take_all(&mut self, annotations: &[&Annotation]) {
        for annotation in annotations {
            self.take(&annotation.term, &annotation.value);
            if annotation.term == terms::OPTIMISTIC_CONCURRENCY {
                self.needs_etag = self.needs_etag.or(Some(true));
            }
        }
    }

    /// Takes over what the `NavigationRestrictions` of an entity set or singleton state about what is behind `path`.
    fn take_navigation(&mut self, annotations: &[&Annotation], path: &str) {
        for annotation in annotations
            .iter()
            .filter(|annotation| annotation.term == terms::NAVIGATION_RESTRICTIONS)
        {
            let properties = annotation
                .value
                .field("RestrictedProperties")
                .map(Value::items)
                .unwrap_or_default();
            for property in properties {
                if property.field("NavigationProperty").and_then(Value::as_str) == Some(path)
                    && let Value::Record(record) = property
                {
                    let control = property.field("OptimisticConcurrencyControl");
                    self.needs_etag = self.needs_etag.or(control.and_then(Value::as_bool));
                    for (field, value) in &record.fields {
                        self.take(&format!("Org.OData.Capabilities.V1.{field}"), value);
                    }
                }
            }
        }
    }
}

impl Schema {
    /// What can be done at the first of these annotation targets that states it; `targets` as `Location::targets` has
    /// them.
    ///
    /// Of a target that begins with an entity set or singleton, `ns.Container/set/navigation`, what the set's
    /// `NavigationRestrictions` state counts as stated on it.
    ///
    /// # Errors
    /// As [`Schema::annotations`].
    pub fn restrictions<'a>(
        &self,
        targets: impl IntoIterator<Item = &'a str>,
    ) -> Result<Restrictions, Error> {
        let mut restrictions = Restrictions::default();
        for target in targets {
            restrictions.take_all(&self.annotations(target)?);
            let Some((container, path)) = target.split_once('/') else {
                continue;
            };
            if let Some((resource, path)) = path.split_once('/') {
                restrictions.take_navigation(&self.annotations(&format!("{container}/{resource}"))?, path);
            }
        }
        Ok(restrictions)
    }

    /// Whether keys can be separate segments in paths, if the service states it (`Capabilities.KeyAsSegmentSupported`
    /// on its container).
    ///
    /// # Errors
    /// As [`Schema::container`]; or an annotation is faulty.
    pub fn keys_as_segments(&self) -> Result<Option<bool>, Error> {
        let Some(container) = self.container()? else {
            return Ok(None);
        };
        let found = self.annotation(&container.name, terms::KEY_AS_SEGMENT_SUPPORTED)?;
        Ok(found.map(|annotation| annotation.value.is_true()))
    }

    /// The paths that the metadata lists for an entity type or for the nearest of its bases that has some: the annotation
    /// `Redfish.Uris`. Placeholders are in braces. Empty for the types of most services, whose paths begin at the entity container.
    ///
    /// # Errors
    /// As [`Schema::lineage`]; or an annotation is faulty.
    pub fn uris(&self, entity_type: &str) -> Result<Vec<&str>, Error> {
        for ty in self.lineage(entity_type)? {
            if let Some(found) = uris_of(ty) {
                return Ok(found.value.items().iter().filter_map(Value::as_str).collect());
            }
        }
        Ok(Vec::new())
    }

    /// All paths that the metadata lists (see [`Schema::uris`]), each with the entity type that it is listed for. Faulty types are passed
    /// over, and types without such a list are not parsed.
    pub fn all_uris(&self) -> &[(String, String)] {
        self.uris.get_or_init(|| {
            let mut all = Vec::new();
            for entry in &self.index.entries {
                let text = self.text.get(entry.start..entry.end).unwrap_or_default();
                if entry.kind != Kind::EntityType || !text.contains(".Uris\"") {
                    continue;
                }
                let Ok(ty) = self.entity_type(&self.index.qualified(entry)) else {
                    continue;
                };
                let paths = uris_of(ty).map_or(&[][..], |found| found.value.items());
                let paths = paths.iter().filter_map(Value::as_str);
                all.extend(paths.map(|path| (path.to_owned(), ty.name.clone())));
            }
            all
        })
    }

    /// The alternate keys of an entity type and of its bases, each a list of properties with the names that a key predicate uses.
    ///
    /// # Errors
    /// As [`Schema::lineage`]; or an annotation is faulty.
    pub fn alternate_keys(&self, entity_type: &str) -> Result<Vec<Vec<PropertyRef>>, Error> {
        let mut keys = Vec::new();
        for ty in self.lineage(entity_type)? {
            let annotations = self.annotations(&ty.name)?;
            let found = annotations.iter().filter(|annotation| {
                [terms::ALTERNATE_KEYS, terms::COMMUNITY_ALTERNATE_KEYS].contains(&annotation.term.as_str())
            });
            for key in found.flat_map(|annotation| annotation.value.items()) {
                let parts = key.field("Key").map(Value::items).unwrap_or_default();
                keys.push(parts.iter().filter_map(PropertyRef::of_record).collect());
            }
        }
        Ok(keys)
    }
}

/// The list of paths in a type's own element.
fn uris_of(ty: &StructuredType) -> Option<&Annotation> {
    ty.annotations.iter().find(|annotation| {
        annotation.term.starts_with("RedfishExtensions.") && annotation.term.ends_with(".Uris")
    })
}
