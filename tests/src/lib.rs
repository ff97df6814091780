//! The embedded OData service.
