//! How a set reports its changes, as a test declares it.

/// How a set reports its changes; for [`crate::ServiceBuilder::change_tracking`].
///
/// By default it has the function `delta` and takes `Prefer: odata.track-changes`, sends a changed entity with all selected
/// properties, and a removed one as Microsoft Graph does.
///
/// ```
/// use odata_entity_testing::{ChangeTracking, EntityType, RemovedForm, Service};
///
/// let tracking = ChangeTracking::new().removed(RemovedForm::Id).only_changed_properties();
/// let service = Service::builder()
///     .entity_set("/users", EntityType::new("n.user").key("id"))
///     .change_tracking("/users", tracking)
///     .start_blocking();
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "it is given to a service"]
pub struct ChangeTracking {
    pub(super) removed: RemovedForm,
    pub(super) reason: Option<String>,
    pub(super) only_changed: bool,
    pub(super) no_function: bool,
    pub(super) no_preference: bool,
    pub(super) at: Option<String>,
    pub(super) expired_code: Option<&'static str>,
    pub(super) no_location: bool,
}

/// How a removed entity is written.
///
/// ```
/// use odata_entity_testing::{ChangeTracking, RemovedForm};
///
/// let as_drives_do = ChangeTracking::new().removed(RemovedForm::Facet);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RemovedForm {
    /// Its key, and `@removed` with the reason.
    #[default]
    Key,
    /// `@removed` with the reason, and `@id` (JSON Format 4.01, section 15.3).
    Id,
    /// Its key, and `@removed` without anything.
    Bare,
    /// A context URL that ends in `/$deletedEntity`, `id` and `reason` (JSON Format 4.0, section 15.3).
    DeletedEntity,
    /// The same with the key as `id`, as Dataverse writes it.
    DeletedKey,
    /// Its key, and a facet `deleted`, as drives of Microsoft Graph write it.
    Facet,
}

impl ChangeTracking {
    /// The default.
    pub fn new() -> Self {
        Self::default()
    }

    /// How a removed entity is written.
    pub fn removed(mut self, form: RemovedForm) -> Self {
        self.removed = form;
        self
    }

    /// The reason for which entities are removed; `deleted` by default.
    pub fn reason(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    /// Sends of a changed entity only the key and the properties that changed.
    pub fn only_changed_properties(mut self) -> Self {
        self.only_changed = true;
        self
    }

    /// Has no function `delta`.
    pub fn by_preference_only(mut self) -> Self {
        self.no_function = true;
        self
    }

    /// Does not look at `Prefer: odata.track-changes`.
    pub fn by_function_only(mut self) -> Self {
        self.no_preference = true;
        self
    }

    /// Has the function at this path, which ends in its name: `/me/drive/root/delta`. Its option is `token`, and not `$deltatoken`.
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.at = Some(path.into());
        self
    }

    /// The code of the error of a link that expired; `resyncRequired` by default.
    pub fn expired_code(mut self, code: &'static str) -> Self {
        self.expired_code = Some(code);
        self
    }

    /// Answers to a link that expired without `Location`.
    pub fn without_location(mut self) -> Self {
        self.no_location = true;
        self
    }
}
