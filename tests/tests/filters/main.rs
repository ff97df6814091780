//! Filters: the text of what OData and Microsoft Graph document, lambda variables, the forms that services want.

mod canonical;
mod documented;
mod forms;
mod grammar;
mod literals;
mod scope;
