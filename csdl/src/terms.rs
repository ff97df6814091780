//! The terms of OData's own vocabularies that this reader has accessors for.

/// The service computes the value; what a client sends for it is ignored or refused.
pub const COMPUTED: &str = "Org.OData.Core.V1.Computed";
/// The value can be given when the entity is created, and not changed afterwards.
pub const IMMUTABLE: &str = "Org.OData.Core.V1.Immutable";
/// What a client may do with a property: read, write.
pub const PERMISSIONS: &str = "Org.OData.Core.V1.Permissions";
/// A short description.
pub const DESCRIPTION: &str = "Org.OData.Core.V1.Description";
/// A long description.
pub const LONG_DESCRIPTION: &str = "Org.OData.Core.V1.LongDescription";
/// A short name for people, of SAP's services.
pub const LABEL: &str = "com.sap.vocabularies.Common.v1.Label";
/// A short name for people, of Dataverse.
pub const DISPLAY_NAME: &str = "OData.Community.Display.V1.DisplayName";
/// A description, of Dataverse.
pub const DISPLAY_DESCRIPTION: &str = "OData.Community.Display.V1.Description";
/// The values that a property can have.
pub const ALLOWED_VALUES: &str = "Org.OData.Validation.V1.AllowedValues";
/// A name for a value that is to be used in code.
pub const SYMBOLIC_NAME: &str = "Org.OData.Core.V1.SymbolicName";
/// What was added, changed or deprecated, and when.
pub const REVISIONS: &str = "Org.OData.Core.V1.Revisions";
/// Other properties that identify an entity.
pub const ALTERNATE_KEYS: &str = "Org.OData.Core.V1.AlternateKeys";
/// The same before it was in the standard, of Dataverse and Business Central.
pub const COMMUNITY_ALTERNATE_KEYS: &str = "OData.Community.Keys.V1.AlternateKeys";
/// Whether keys can be separate segments in paths.
pub const KEY_AS_SEGMENT_SUPPORTED: &str = "Org.OData.Capabilities.V1.KeyAsSegmentSupported";
/// Changes need an entity tag.
pub const OPTIMISTIC_CONCURRENCY: &str = "Org.OData.Core.V1.OptimisticConcurrency";
/// Whether and how entities can be changed.
pub const UPDATE_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.UpdateRestrictions";
/// Whether and how entities can be created.
pub const INSERT_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.InsertRestrictions";
/// Whether and how entities can be deleted.
pub const DELETE_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.DeleteRestrictions";
/// Whether and how entities can be read.
pub const READ_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.ReadRestrictions";
/// Whether and by what entities can be filtered.
pub const FILTER_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.FilterRestrictions";
/// Whether and by what entities can be sorted.
pub const SORT_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.SortRestrictions";
/// Whether entities can be counted.
pub const COUNT_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.CountRestrictions";
/// Whether entities can be searched.
pub const SEARCH_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.SearchRestrictions";
/// Whether related entities can be had in the same response.
pub const EXPAND_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.ExpandRestrictions";
/// Whether changes can be asked for.
pub const CHANGE_TRACKING: &str = "Org.OData.Capabilities.V1.ChangeTracking";
/// All of these for what lies behind a navigation property.
pub const NAVIGATION_RESTRICTIONS: &str = "Org.OData.Capabilities.V1.NavigationRestrictions";
