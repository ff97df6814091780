//! Hold values of your own types in properties: formats for types of other crates, and what reads and writes them.
//!
//! Structs, enums and newtypes need a derive only: [`ComplexType`](derive@crate::ComplexType),
//! [`EnumType`](derive@crate::EnumType), [`EdmValue`](derive@crate::EdmValue).
//!
//! ```
//! use odata_entity::error::ReadError;
//! use odata_entity::values::{EdmFormat, EdmType, JsonReader, JsonWriter};
//! use odata_entity::{Entity, Patch};
//! use std::net::IpAddr;
//!
//! /// An IP address as `Edm.String`.
//! struct Address;
//!
//! impl EdmFormat<IpAddr> for Address {
//!     const EDM: EdmType = EdmType::primitive("Edm.String");
//!
//!     fn write_json(value: &IpAddr, out: &mut JsonWriter) {
//!         out.string(&value.to_string());
//!     }
//!
//!     fn read_json(from: &mut JsonReader<'_>) -> Result<IpAddr, ReadError> {
//!         from.text()?.parse().map_err(|_| from.fail("expected an IP address"))
//!     }
//! }
//!
//! #[derive(Clone, Entity)]
//! #[odata(type = "contoso.server", path = "/servers/{id}")]
//! struct Server {
//!     #[odata(with = "Address")]
//!     address: Option<IpAddr>,
//! }
//!
//! let patch = Server::patch().address("::1".parse::<IpAddr>()?);
//! assert!(patch.to_json()?.ends_with(br#""address":"::1"}"#));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub use crate::flags::FlagsType;
pub use crate::json::JsonWriter;
pub use crate::reader::JsonReader;
pub use crate::structure::union::UnionType;
pub use crate::value::{Boxed, EdmFormat, EdmKind, EdmType, With};
