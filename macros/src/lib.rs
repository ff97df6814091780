//! The derive macros of `odata-entity`.
