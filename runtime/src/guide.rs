//! The guide: one short page for each task.
//!
//! | you want to | page |
//! |---|---|
//! | see everything on one page | [tour] |
//! | do one of thirty tasks of Graph and Intune by name | [cookbook] |
//! | change some properties, set null | [patches] |
//! | read, all or in part; derived types | [reading] |
//! | reach an entity; keys with odd characters | [paths] |
//! | filter, select, expand, sort, count | [queries] |
//! | follow, add and remove relationships; `$ref`, bind | [navigation] |
//! | call actions and functions | [operations] |
//! | send many requests | [batch] |
//! | fetch and send bytes: streams, ranges, upload sessions | [bytes](mod@bytes) |
//! | keep a local copy in step with changes | [delta](crate::delta) |
//! | wait for work that takes long | [long_work] |
//! | handle errors, retries, conflicts | [errors] |
//! | get a token | [authentication] |
//! | test your code | [testing] |
//! | check your types against the service | [schema] |
//! | have your types written for you | [scaffolding] |
//! | talk to Dataverse, Business Central, SAP, Redfish, any OData service | [services] |
//! | come from `json!` or a generated SDK | [migrating] |
//! | keep builds fast | [builds] |
//! | find an answer | [questions] |
//!
//! The whole reference of the attributes is at the derives: [`Entity`](derive@crate::Entity), [`ComplexType`](derive@crate::ComplexType),
//! [`EnumType`](derive@crate::EnumType), [`Action`](derive@crate::Action), [`Function`](derive@crate::Function),
//! [`Projection`](derive@crate::Projection), [`EdmValue`](derive@crate::EdmValue).

macro_rules! pages {
    ($($page:ident)+) => {$(
        #[doc = include_str!(concat!("../docs/guide/", stringify!($page), ".md"))]
        pub mod $page {}
    )+};
}

pages! {
    tour patches reading paths queries navigation operations batch bytes long_work errors authentication testing schema scaffolding services migrating builds
    questions
}

// Its code is compiled and run where its types are, in the example library: a test of this crate without features has no client.
#[cfg_attr(not(doctest), doc = include_str!("../docs/guide/cookbook.md"))]
pub mod cookbook {}
