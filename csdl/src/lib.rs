//! A reader of OData v4 metadata (CSDL in XML) that indexes a document once and parses only what is asked for.
//!
//! It serves the derive macros of `odata-entity`, which run unoptimised in their users' builds and still must ask a document of
//! 3.4 MB a few questions for each struct, and the tools around them.
//!
//! ```
//! use odata_entity_csdl::Schema;
//!
//! let schema = Schema::parse(r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
//!   <edmx:DataServices>
//!     <Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
//!       <EntityType Name="item"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType>
//!       <EntityType Name="book" BaseType="shop.item"><Property Name="title" Type="Edm.String"/></EntityType>
//!     </Schema>
//!   </edmx:DataServices>
//! </edmx:Edmx>"#)?;
//! let names: Vec<&str> = schema.properties("shop.book")?.iter().map(|declared| declared.property.name.as_str()).collect();
//! assert_eq!(names, ["id", "title"]);
//! let error = schema.entity_type("shop.boook").expect_err("misspelt");
//! assert_eq!(error.to_string(), "the schema has no entity type `shop.boook`; the nearest is `shop.book`");
//! # Ok::<(), odata_entity_csdl::Error>(())
//! ```
//!
//! What is read is the vocabulary of [OData CSDL XML 4.01](https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/); elements that it
//! does not know are passed over, as that document wants it.

#![doc(test(attr(deny(unused_imports))))]

// Each module uses only those before it.
mod cursor;
mod kind;
mod position;
pub mod terms;
mod type_ref;

mod error;
mod files;
mod namespaces;
mod places;
mod table;
mod tag;

mod attributes;
mod element;
mod index;

mod full;
mod reading;
mod scan;

mod annotation;
mod property;
mod revision;

mod container;
mod enumeration;
mod operation;
mod structured;

mod bindings;
mod derived;
mod overlay;

mod schema;

mod inheritance;
mod lookup;

mod allowed;
mod annotated;
mod check;
mod facts;
mod overlaid;
mod restrictions;

mod path;

mod prune;

pub use allowed::{AllowedValue, AllowedValues};
pub use annotated::Description;
pub use annotation::{Annotation, Record, Value};
pub use container::{Binding, EntityContainer, Import, Resource};
pub use enumeration::{EnumType, Member, TypeDefinition};
pub use error::Error;
pub use facts::Facts;
pub use files::{decode, schema_files};
pub use inheritance::Declared;
pub use kind::Kind;
pub use operation::{Operation, Parameter, ReturnType};
pub use overlay::{Marks, Overlay, OverlayEntry, OverlayError};
pub use path::{Argument, KeyPart, Location, PathError, Reached, Route, Segment, StepError};
pub use position::Position;
pub use property::{Facets, NavigationProperty, Property, ReferentialConstraint, Scale};
pub use prune::PruneError;
pub use restrictions::Restrictions;
pub use revision::Revision;
pub use schema::{Document, Schema};
pub use structured::{PropertyRef, StructuredType};
pub use type_ref::TypeRef;

/// The code of this package's README, compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
