//! Fields whose names are those of generated functions, their arguments and their variables.

use ::std::option::Option;
use ::std::string::String;

/// A thing with the names of generated functions and of what they name.
#[derive(::odata::Entity)]
#[odata(
    type = "microsoft.graph.thing",
    path = "/things/{self}/{type}/{value}",
    crate = "::odata"
)]
pub struct Thing {
    /// A name of ours.
    #[odata(key)]
    pub self_: String,
    /// A name of ours.
    pub r#type: Option<String>,
    /// A name of ours.
    pub patch: Option<String>,
    /// A name of ours.
    pub path: Option<String>,
    /// A name of ours.
    pub is_empty: Option<bool>,
    /// A name of ours.
    pub merge: Option<bool>,
    /// A name of ours.
    pub result: Option<String>,
    /// A name of ours.
    pub url: Option<String>,
    /// A name of ours.
    pub id: Option<String>,
    /// A name of ours.
    pub key: Option<String>,
    /// A name of ours.
    pub v: Option<String>,
    /// A name of ours.
    pub s: Option<String>,
    /// A name of ours.
    pub other: Option<String>,
    /// A name of ours.
    pub value: Option<String>,
    /// A name of ours.
    pub before: Option<String>,
    /// A name of ours.
    pub after: Option<String>,
    /// A name of ours.
    pub odata: Option<String>,
    /// A name of ours.
    pub visit: Option<String>,
    /// A name of ours.
    pub notes: Option<String>,
    /// A name of ours.
    pub default: Option<String>,
    /// A name of ours.
    pub clone: Option<String>,
    /// A name of ours.
    pub diff: Option<String>,
    /// A name of ours.
    pub to_patch: Option<String>,
    /// A name of ours.
    pub changes: Option<String>,
    /// A name of ours.
    pub f: Option<String>,
    /// A name of ours.
    pub eq: Option<String>,
    /// A name of ours.
    pub to_json: Option<String>,
}

/// Members with the names of what is generated.
#[derive(
    ::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq, ::std::cmp::Eq, ::odata::EnumType,
)]
#[odata(type = "microsoft.graph.names", crate = "::odata")]
pub enum Names {
    /// Not the one of the prelude.
    None,
    /// Not the one of the prelude.
    Some,
    /// Not the one of the prelude.
    Ok,
    /// Not the one of the prelude.
    Err,
    /// A name of ours.
    Other,
    /// The fallback.
    #[odata(other)]
    Unknown(String),
}

/// Sets each of them.
pub fn set() -> ThingPatch {
    fn inner() -> bool {
        /// A thing that a function has for itself.
        #[derive(::odata::Entity)]
        #[odata(type = "microsoft.graph.inner", path = "/inner/{innerId}", crate = "::odata")]
        struct Inner {
            name: Option<String>,
        }
        let inner = Inner { name: Option::None };
        inner.to_patch().is_empty() && Inner::path("a").as_str().is_ok()
    }
    let mut patch = Thing::patch()
        .patch("a")
        .path("a")
        .is_empty(inner())
        .merge(true)
        .result("r")
        .url("u");
    ::odata::Patch::merge(
        &mut patch,
        Thing::patch().r#type("a").value("b").default("c").clone("d"),
    );
    patch
}
