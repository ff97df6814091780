//! Microsoft Dynamics 365 Business Central: its API and web services.

use super::{Atomicity, BatchFormat, BatchUrls, EntityTags, Profile, generic, host};
use crate::query::Forms;

/// Whether a base URL is of the service in Microsoft's cloud. One on your own machines is known by no name: give its client the
/// profile.
pub(super) fn is_of(base_url: &str) -> bool {
    host::parts(base_url)
        .is_some_and(|(host, _)| host.eq_ignore_ascii_case("api.businesscentral.dynamics.com"))
}

/// The profile of Business Central. A client for `api.businesscentral.dynamics.com` has it by default.
///
/// | setting | value | source |
/// |---|---|---|
/// | `batch` | JSON | [Using OData transactional $batch requests](https://learn.microsoft.com/dynamics365/business-central/dev-itpro/webservices/use-odata-batch) |
/// | `atomicity` | of the batch as one, with `Isolation: snapshot` | the same |
/// | `batch_limit` | 100 | [Operational limits, "Max batch size"](https://learn.microsoft.com/dynamics365/business-central/dev-itpro/administration/operational-limits-online) |
/// | `batch_urls` | `items(…)` | the page on batches, in its examples |
/// | `scope` | `/.default` | [Service-to-service authentication](https://learn.microsoft.com/dynamics365/business-central/dev-itpro/administration/automation-apis-using-s2s-authentication) |
/// | `entity_tags` | of PATCH and DELETE; `*` is taken | [Update customer](https://learn.microsoft.com/dynamics365/business-central/dev-itpro/api-reference/v2.0/api/dynamics_customer_update), [Delete customer](https://learn.microsoft.com/dynamics365/business-central/dev-itpro/api-reference/v2.0/api/dynamics_customer_delete) |
/// | `forms.in_operator` | no: only with `$schemaversion=2.1` is it taken | [Filter expressions](https://learn.microsoft.com/dynamics365/business-central/dev-itpro/webservices/use-filter-expressions-in-odata-uris) |
///
/// It refuses `or` between different properties (the page on filters): ask for each on its own.
///
/// ```
/// use odata_entity::profile::business_central;
///
/// let profile = business_central::profile();
/// assert_eq!(profile.batch_limit, 100);
/// ```
pub fn profile() -> Profile {
    Profile {
        batch: BatchFormat::Json,
        atomicity: Atomicity::Snapshot,
        batch_limit: 100,
        batch_urls: BatchUrls::Relative,
        scope: Some("/.default"),
        entity_tags: EntityTags::Changes,
        forms: Forms {
            in_operator: false,
            ..Forms::standard()
        },
        ..generic::profile()
    }
}
