//! Actions and functions.

use crate::annotation::Annotation;
use crate::element::Element;
use crate::error::Error;
use crate::kind::Kind;
use crate::property::Facets;
use crate::reading::Reading;
use crate::type_ref::TypeRef;

/// One overload of an action or function.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let overloads = schema.operations("shop.reserve")?;
/// assert_eq!(overloads[0].binding().map(|ty| &*ty.name), Some("shop.book"));
/// assert_eq!(overloads[0].arguments().len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Operation {
    /// [`Kind::Action`] or [`Kind::Function`].
    pub kind: Kind,
    /// The qualified name.
    pub name: String,
    /// Whether it is called on a resource, which then is the first parameter.
    pub is_bound: bool,
    /// Whether a path may go on behind it.
    pub is_composable: bool,
    /// The path from the binding parameter to the entities that it returns.
    pub entity_set_path: Option<String>,
    /// Its parameters in order, with the binding parameter.
    pub parameters: Vec<Parameter>,
    /// What it returns.
    pub returns: Option<ReturnType>,
    /// The annotations in its element.
    pub annotations: Vec<Annotation>,
    /// Where its element begins, in bytes of the file.
    pub offset: usize,
}

/// A parameter of an action or function.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let reserve = schema.operations("shop.reserve")?[0];
/// for parameter in reserve.arguments() {
///     println!("{}: {}", parameter.name, parameter.ty);
/// }
/// let needed = reserve.arguments().iter().filter(|parameter| !parameter.is_optional());
/// assert_eq!(needed.count(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: TypeRef,
    /// Whether null may be given; true where the metadata does not state it.
    pub nullable: bool,
    /// What limits its values.
    pub facets: Facets,
    /// The annotations in its element.
    pub annotations: Vec<Annotation>,
}

/// What an action or function returns.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let returned = schema.operations("shop.reserve")?[0].returns.as_ref().expect("it returns something");
/// assert_eq!((&*returned.ty.name, returned.nullable), ("Edm.Boolean", false));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReturnType {
    /// Its type.
    pub ty: TypeRef,
    /// Whether it may be null; true where the metadata does not state it.
    pub nullable: bool,
    /// What limits its values.
    pub facets: Facets,
}

impl Operation {
    pub(crate) fn read(
        at: &Reading<'_>,
        kind: Kind,
        name: String,
        element: &Element<'_>,
    ) -> Result<Operation, Error> {
        let parameters = element.children_named("Parameter").map(|child| {
            Ok(Parameter {
                name: at.required(child, "Name")?.to_owned(),
                ty: at.type_ref(child, "Type")?,
                nullable: at.boolean(child, "Nullable")?.unwrap_or(true),
                facets: Facets::read(at, child)?,
                annotations: at.annotations(child)?,
            })
        });
        let returns = element.children_named("ReturnType").next().map(|child| {
            Ok::<_, Error>(ReturnType {
                ty: at.type_ref(child, "Type")?,
                nullable: at.boolean(child, "Nullable")?.unwrap_or(true),
                facets: Facets::read(at, child)?,
            })
        });
        Ok(Operation {
            kind,
            name,
            is_bound: at.boolean(element, "IsBound")?.unwrap_or(false),
            is_composable: at.boolean(element, "IsComposable")?.unwrap_or(false),
            entity_set_path: element.attributes.get("EntitySetPath").map(str::to_owned),
            parameters: parameters.collect::<Result<_, Error>>()?,
            returns: returns.transpose()?,
            annotations: at.annotations(element)?,
            offset: element.attributes.start,
        })
    }

    /// The name without its namespace.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn local_name(&self) -> &str {
        self.name.rsplit_once('.').map_or(&*self.name, |(_, local)| local)
    }

    /// What it is called on, if it is bound.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn binding(&self) -> Option<&TypeRef> {
        self.parameters
            .first()
            .filter(|_| self.is_bound)
            .map(|parameter| &parameter.ty)
    }

    /// The parameters that a caller gives: all but the binding parameter.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn arguments(&self) -> &[Parameter] {
        self.parameters
            .get(usize::from(self.is_bound)..)
            .unwrap_or_default()
    }
}

impl Parameter {
    /// Whether an operation can be called without it (`Core.OptionalParameter`).
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_optional(&self) -> bool {
        self.annotations
            .iter()
            .any(|annotation| annotation.term == "Org.OData.Core.V1.OptionalParameter")
    }
}
