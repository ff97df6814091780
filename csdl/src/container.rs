//! The entity container: where paths begin.

use crate::annotation::Annotation;
use crate::element::Element;
use crate::error::Error;
use crate::places::Places;
use crate::reading::Reading;

/// What a service offers at its root.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let container = schema.container()?.expect("it has one");
/// let sets: Vec<&str> = container.resources.iter().map(|set| &*set.name).collect();
/// assert_eq!(sets, ["books", "authors"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct EntityContainer {
    /// The qualified name.
    pub name: String,
    /// The qualified name of the container that it extends.
    pub extends: Option<String>,
    /// The entity sets and singletons, in document order; those of the extended container in front.
    pub resources: Vec<Resource>,
    /// The action imports and function imports, in document order; those of the extended container in front.
    pub imports: Vec<Import>,
    /// The annotations in its element.
    pub annotations: Vec<Annotation>,
    /// Where its element begins, in bytes of the file.
    pub offset: usize,
    /// The places of resources and of imports by name.
    pub(crate) places: (Places, Places),
}

/// An entity set or a singleton.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let container = schema.container()?.expect("it has one");
/// let books = container.resource("books").expect("an entity set");
/// assert_eq!((&*books.entity_type, books.is_singleton), ("shop.book", false));
/// assert_eq!(books.target(), "shop.service/books");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Resource {
    /// Its name, which is the first segment of paths.
    pub name: String,
    /// The qualified name of its entity type.
    pub entity_type: String,
    /// Whether it is one entity and not a set.
    pub is_singleton: bool,
    /// Where the entities are that its navigation properties lead to.
    pub bindings: Vec<Binding>,
    /// The annotations in its element.
    pub annotations: Vec<Annotation>,
    /// The qualified name of the container that declares it, for annotation targets.
    pub container: String,
    /// Where its element begins, in bytes of the file.
    pub offset: usize,
}

/// Where the entities are that a navigation property leads to.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let container = schema.container()?.expect("it has one");
/// let books = container.resource("books").expect("an entity set");
/// // The author of a book is one of `authors`.
/// assert_eq!((&*books.bindings[0].path, &*books.bindings[0].target), ("author", "authors"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Binding {
    /// The path to the navigation property: `owners`, `microsoft.graph.user/manager`.
    pub path: String,
    /// The entity set or singleton, or a path to a contained set: `directoryObjects`, `policies/appManagementPolicies`.
    pub target: String,
}

/// An action or function that is called at the service's root.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let container = schema.container()?.expect("it has one");
/// let cheapest = container.import("cheapest").expect("a function import");
/// assert_eq!((&*cheapest.operation, cheapest.is_action), ("shop.cheapest", false));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Import {
    /// Its name, which is the first segment of paths.
    pub name: String,
    /// The qualified name of the action or function.
    pub operation: String,
    /// Whether it is an action.
    pub is_action: bool,
    /// The entity set that its result belongs to.
    pub entity_set: Option<String>,
    /// The annotations in its element.
    pub annotations: Vec<Annotation>,
    /// Where its element begins, in bytes of the file.
    pub offset: usize,
}

impl EntityContainer {
    pub(crate) fn read(
        at: &Reading<'_>,
        name: String,
        element: &Element<'_>,
    ) -> Result<EntityContainer, Error> {
        let mut container = EntityContainer {
            extends: at.qualified(element, "Extends"),
            annotations: at.annotations(element)?,
            offset: element.attributes.start,
            name,
            ..EntityContainer::default()
        };
        for child in &element.children {
            let name = &container.name;
            match &*child.name {
                "EntitySet" => container
                    .resources
                    .push(Resource::read(at, name, child, "EntityType")?),
                "Singleton" => container.resources.push(Resource::read(at, name, child, "Type")?),
                "ActionImport" => container.imports.push(Import::read(at, child, "Action")?),
                "FunctionImport" => container.imports.push(Import::read(at, child, "Function")?),
                _ => {}
            }
        }
        Ok(container)
    }

    /// The entity set or singleton of a name.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn resource(&self, name: &str) -> Option<&Resource> {
        self.places
            .0
            .find(&self.resources, name, |resource| &resource.name)
    }

    /// The action import or function import of a name.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn import(&self, name: &str) -> Option<&Import> {
        self.places.1.find(&self.imports, name, |import| &import.name)
    }
}

impl Resource {
    fn read(at: &Reading<'_>, container: &str, element: &Element<'_>, ty: &str) -> Result<Resource, Error> {
        let mut bindings = Vec::new();
        for binding in element.children_named("NavigationPropertyBinding") {
            bindings.push(Binding {
                path: at.required(binding, "Path")?.to_owned(),
                target: at.required(binding, "Target")?.to_owned(),
            });
        }
        Ok(Resource {
            name: at.required(element, "Name")?.to_owned(),
            entity_type: at.index.canonical(at.required(element, ty)?, at.schema),
            is_singleton: element.name == "Singleton",
            bindings,
            annotations: at.annotations(element)?,
            container: container.to_owned(),
            offset: element.attributes.start,
        })
    }

    /// What annotations in the metadata call it: `microsoft.graph.GraphService/users`.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn target(&self) -> String {
        format!("{}/{}", self.container, self.name)
    }
}

impl Import {
    fn read(at: &Reading<'_>, element: &Element<'_>, operation: &str) -> Result<Import, Error> {
        Ok(Import {
            name: at.required(element, "Name")?.to_owned(),
            operation: at.index.canonical(at.required(element, operation)?, at.schema),
            is_action: operation == "Action",
            entity_set: element.attributes.get("EntitySet").map(str::to_owned),
            annotations: at.annotations(element)?,
            offset: element.attributes.start,
        })
    }
}
