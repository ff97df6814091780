//! A property: its name, its type, and what a request may do with it.

use serde_json::{Map, Value, json};

use super::complex_type::ComplexType;
use super::deferred::Deferred;
use super::entity_type::EntityType;
use super::enum_type::EnumType;
use super::primitive::Primitive;
use super::shape::{Family, Shape};

/// The type of a property.
#[derive(Clone, Debug)]
pub(crate) enum PropertyType {
    Primitive(Primitive),
    Enum(EnumType),
    Complex(Deferred<ComplexType>),
    Navigation(Deferred<EntityType>),
    Untyped,
}

/// When a request may have a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Writable,
    /// In a create body, never in an update.
    Immutable,
    /// Never.
    ReadOnly,
}

/// What a PATCH makes of a complex value in its body; Microsoft Graph has services of both kinds.
///
/// ```
/// use odata_entity_testing::{ComplexType, ComplexUpdate, Property};
///
/// let address = ComplexType::new("n.address").property(Property::string("city"));
/// let home = Property::complex("home", address).complex_update(ComplexUpdate::Replace);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ComplexUpdate {
    /// Members that the body leaves out keep their values (Protocol 4.01, section 11.4.3).
    #[default]
    Merge,
    /// The value of the body takes the place of the old one; members it leaves out become null or their default.
    Replace,
}

/// A property of an entity type or complex type (CSDL 4.01, section 7). Nullable, writable, and not a collection, by
/// default.
///
/// ```
/// use odata_entity_testing::{EnumType, Property};
///
/// let properties = [
///     Property::string("displayName"),
///     Property::date_time_offset("createdDateTime").non_nullable().read_only(),
///     Property::string("roleScopeTagIds").collection(),
///     Property::enumeration("status", ["unknown", "compliant", "error"]),
///     Property::enumeration("scopes", EnumType::new(["user", "device"]).flags()),
/// ];
/// # assert_eq!(properties.len(), 5);
/// ```
#[derive(Clone, Debug)]
#[must_use = "a declaration changes nothing until a service has it"]
pub struct Property {
    pub(crate) name: String,
    pub(crate) kind: PropertyType,
    pub(crate) is_collection: bool,
    pub(crate) is_nullable: bool,
    pub(crate) is_required: bool,
    pub(crate) access: Access,
    pub(crate) default: Option<Value>,
    pub(crate) complex_update: ComplexUpdate,
    /// Of a navigation property: its entities exist in the one that has it, and nowhere else.
    pub(crate) is_contained: bool,
    /// Of a navigation property that contains nothing: the path of the set that its entities are in, if it is known.
    pub(crate) set: Option<String>,
}

macro_rules! primitives {
    ($($function:ident $variant:ident),* $(,)?) => {$(
        #[doc = concat!("A property of type [`Edm.", stringify!($variant), "`](Primitive::", stringify!($variant), ").")]
        pub fn $function(name: impl Into<String>) -> Self {
            Self::primitive(name, Primitive::$variant)
        }
    )*};
}

impl Property {
    primitives! {
        string String, boolean Boolean, byte Byte, sbyte SByte, int16 Int16, int32 Int32, int64 Int64, single Single,
        double Double, decimal Decimal, date_time_offset DateTimeOffset, date Date, time_of_day TimeOfDay,
        duration Duration, guid Guid, binary Binary, stream Stream,
    }

    pub(crate) fn new(name: impl Into<String>, kind: PropertyType) -> Self {
        Self {
            name: name.into(),
            kind,
            is_collection: false,
            is_nullable: true,
            is_required: false,
            access: Access::Writable,
            default: None,
            complex_update: ComplexUpdate::default(),
            is_contained: false,
            set: None,
        }
    }

    /// A property of a primitive type.
    pub fn primitive(name: impl Into<String>, primitive: Primitive) -> Self {
        Self::new(name, PropertyType::Primitive(primitive))
    }

    /// A property of an enumeration type: an [`EnumType`], or just its members.
    pub fn enumeration(name: impl Into<String>, members: impl Into<EnumType>) -> Self {
        Self::new(name, PropertyType::Enum(members.into()))
    }

    /// A property of a complex type.
    pub fn complex(name: impl Into<String>, complex: ComplexType) -> Self {
        Self::new(name, PropertyType::Complex(complex.into()))
    }

    /// A property that takes any JSON, `Edm.Untyped`.
    pub fn untyped(name: impl Into<String>) -> Self {
        Self::new(name, PropertyType::Untyped)
    }

    /// A navigation property. A create body may hold the related entity inline (deep insert), create and update bodies may bind
    /// it (`name@odata.bind`), an update body may not hold it. Answers leave it out unless `$expand` names it.
    ///
    /// A link below the service root must lead to an entity; one of a collection is added by an update, null ends the relation to
    /// one entity, unless it is [`non_nullable`](Self::non_nullable). In a create body bindings come before inline entities.
    pub fn navigation(name: impl Into<String>, target: EntityType) -> Self {
        Self::new(name, PropertyType::Navigation(target.into()))
    }

    /// Makes a navigation property contain its entities: they are there in their owner's path alone, such as
    /// `/orders/{id}/lines/{id}`, and end with it (CSDL 4.01, section 8.4). Otherwise it refers to entities that are elsewhere:
    /// by `@odata.bind`, or by requests to `…/$ref`.
    pub fn contained(mut self) -> Self {
        self.is_contained = true;
        self
    }

    /// Makes the property a collection of its type. A collection is replaced whole, is never null, and its items are not null.
    pub fn collection(mut self) -> Self {
        self.is_collection = true;
        self.is_nullable = false;
        self
    }

    /// Refuses null. Where nothing is given, the property holds its default, or the zero of its type.
    pub fn non_nullable(mut self) -> Self {
        self.is_nullable = false;
        self
    }

    /// Takes null again, for a collection too.
    pub fn nullable(mut self) -> Self {
        self.is_nullable = true;
        self
    }

    /// Refuses to create or replace an entity whose body does not have the property.
    pub fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    /// Refuses the property in any request body; only [`crate::Service::insert`] gives it a value.
    pub fn read_only(mut self) -> Self {
        self.access = Access::ReadOnly;
        self
    }

    /// Takes the property in a create body and refuses it in an update.
    pub fn immutable(mut self) -> Self {
        self.access = Access::Immutable;
        self
    }

    /// The value of a new entity whose body does not give one.
    pub fn default_value(mut self, value: impl Into<Value>) -> Self {
        self.default = Some(value.into());
        self
    }

    /// What a PATCH makes of a complex value; of use for complex properties only.
    pub fn complex_update(mut self, update: ComplexUpdate) -> Self {
        self.complex_update = update;
        self
    }

    /// The type of its value or items, if that has properties.
    pub(crate) fn structure(&self) -> Option<(&Family, &Shape)> {
        let family = match &self.kind {
            PropertyType::Complex(complex) => &complex.family,
            PropertyType::Navigation(entity) => &entity.family,
            PropertyType::Primitive(_) | PropertyType::Enum(_) | PropertyType::Untyped => return None,
        };
        Some((family, &family.declared))
    }

    /// The type of the entities that a navigation property leads to.
    pub(crate) fn target(&self) -> Option<&EntityType> {
        match &self.kind {
            PropertyType::Navigation(target) => Some(target),
            _ => None,
        }
    }

    pub(crate) fn is_navigation(&self) -> bool {
        matches!(self.kind, PropertyType::Navigation(_))
    }

    /// Whether a PUT with this body resets the property.
    pub(crate) fn is_reset_by(&self, key: &[String], body: &Map<String, Value>) -> bool {
        let is_kept = self.access != Access::Writable || self.is_navigation() || key.contains(&self.name);
        !is_kept && !body.contains_key(&self.name)
    }

    /// The value where nothing was given.
    pub(crate) fn initial(&self) -> Value {
        if let Some(default) = &self.default {
            return default.clone();
        }
        match &self.kind {
            _ if self.is_nullable => Value::Null,
            _ if self.is_collection => json!([]),
            PropertyType::Primitive(primitive) => primitive.zero(),
            PropertyType::Enum(enumeration) => json!(enumeration.members.first()),
            PropertyType::Complex(complex) => {
                let members = complex.family.declared.properties.iter();
                members
                    .map(|property| (property.name.clone(), property.initial()))
                    .collect()
            }
            PropertyType::Navigation(_) | PropertyType::Untyped => Value::Null,
        }
    }

    /// The qualified name of the type, for messages.
    pub(crate) fn type_name(&self) -> String {
        let name = match &self.kind {
            PropertyType::Primitive(primitive) => primitive.name(),
            PropertyType::Enum(enumeration) => enumeration
                .name
                .clone()
                .unwrap_or_else(|| "enumeration".to_owned()),
            PropertyType::Complex(complex) => complex.family.declared.name.clone(),
            PropertyType::Navigation(target) => target.family.declared.name.clone(),
            PropertyType::Untyped => "Edm.Untyped".to_owned(),
        };
        if self.is_collection {
            format!("Collection({name})")
        } else {
            name
        }
    }
}

impl<M: Into<String>, const N: usize> From<[M; N]> for EnumType {
    fn from(members: [M; N]) -> Self {
        Self::new(members)
    }
}

impl<M: Into<String>> From<Vec<M>> for EnumType {
    fn from(members: Vec<M>) -> Self {
        Self::new(members)
    }
}
