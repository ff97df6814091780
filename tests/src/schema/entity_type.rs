//! An entity type, with the rules its entity set follows where services differ.

use super::property::Property;
use super::shape::Family;

/// What a service makes of `@odata.type` in a request body.
///
/// ```
/// use odata_entity_testing::{EntityType, Service, TypeTags};
///
/// // Refused by the service, but for one type.
/// let app = EntityType::new("n.app").key("id").type_tags(TypeTags::Required);
/// let service = Service::builder().type_tags(TypeTags::Refused).entity_set("/apps", app);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TypeTags {
    /// OData's own rule: it may be there and must then be right; without it the body is read as the type that the
    /// path declares.
    #[default]
    Checked,
    /// Any tag is refused with 400, as some workloads of Microsoft Graph do.
    Refused,
    /// A body of an entity without a tag is refused with 400, as Intune does on polymorphic sets.
    Required,
}

/// What a successful PATCH or PUT answers when the request states no preference.
///
/// ```
/// use odata_entity_testing::{EntityType, UpdateAnswer};
///
/// let user = EntityType::new("n.user").key("id").update_answer(UpdateAnswer::NoContent);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UpdateAnswer {
    /// 200 with the whole entity, as Intune answers.
    #[default]
    Entity,
    /// 204 with no body, as much of Microsoft Graph answers.
    NoContent,
}

/// What a service asks of `If-Match` in a request that changes an entity.
///
/// ```
/// use odata_entity_testing::{EntityType, IfMatch};
///
/// let task = EntityType::new("n.plannerTask").key("id").if_match(IfMatch::Required);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IfMatch {
    /// It may be sent and is then checked.
    #[default]
    Optional,
    /// 428 without it.
    Required,
    /// The entities have no entity tags; the header is not looked at.
    NoEntityTags,
}

/// An entity type (CSDL 4.01, section 6) and how the service treats entities of it.
///
/// ```
/// use odata_entity_testing::{EntityType, Property};
///
/// let user = EntityType::new("microsoft.graph.user")
///     .key("id")
///     .alternate_key(["userPrincipalName"])
///     .property(Property::string("userPrincipalName").non_nullable())
///     .property(Property::string("city"));
/// ```
#[derive(Clone, Debug)]
#[must_use = "a declaration changes nothing until a service has it"]
pub struct EntityType {
    pub(crate) family: Family,
    pub(crate) key: Vec<String>,
    pub(crate) alternate_keys: Vec<Vec<String>>,
    pub(crate) takes_client_keys: bool,
    pub(crate) type_tags: Option<TypeTags>,
    pub(crate) if_match: IfMatch,
    pub(crate) update_answer: UpdateAnswer,
}

impl EntityType {
    /// An entity type with this qualified name, such as `microsoft.graph.user`, and no properties yet.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            family: Family::new(name.into()),
            key: Vec::new(),
            alternate_keys: Vec::new(),
            takes_client_keys: false,
            type_tags: None,
            if_match: IfMatch::default(),
            update_answer: UpdateAnswer::default(),
        }
    }

    /// Names the key property; called again, the key has several parts, in that order. The property is a non-nullable string
    /// unless [`EntityType::property`] declares another type for it.
    pub fn key(mut self, name: impl Into<String>) -> Self {
        let name = name.into();
        if self.family.declared.property(&name).is_none() {
            self.family.put(&Property::string(name.clone()).non_nullable());
        }
        self.key.push(name);
        self
    }

    /// Names properties by which an entity can be addressed too, in the form `users(userPrincipalName='a@b')`.
    pub fn alternate_key<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.alternate_keys
            .push(names.into_iter().map(Into::into).collect());
        self
    }

    /// Lets a create body give the key. Without this the service makes the key and refuses one in a body.
    pub fn client_keys(mut self) -> Self {
        self.takes_client_keys = true;
        self
    }

    /// Adds a property, or replaces the one of that name; derived types have it too.
    pub fn property(mut self, property: Property) -> Self {
        self.family.put(&property);
        self
    }

    /// Adds a type that derives from this one. Key and rules of the set are this type's; of the derived type only name,
    /// properties, and whether it is open or abstract, count.
    pub fn derived(mut self, derived: EntityType) -> Self {
        self.family.derive(derived.family);
        self
    }

    /// Makes this an open type: members it does not declare are kept, and null removes one.
    pub fn open(mut self) -> Self {
        self.family.open();
        self
    }

    /// Makes this an abstract type: a request body must name a derived one in `@odata.type`, or its path must cast to one.
    pub fn is_abstract(mut self) -> Self {
        self.family.declared.is_abstract = true;
        self
    }

    /// What becomes of `@odata.type` in request bodies, for this type only; else the rule of the service holds.
    pub fn type_tags(mut self, rule: TypeTags) -> Self {
        self.type_tags = Some(rule);
        self
    }

    /// What is asked of `If-Match`.
    pub fn if_match(mut self, rule: IfMatch) -> Self {
        self.if_match = rule;
        self
    }

    /// What PATCH and PUT answer when the request has no `Prefer: return=…`.
    pub fn update_answer(mut self, answer: UpdateAnswer) -> Self {
        self.update_answer = answer;
        self
    }
}
