//! Microsoft Dataverse: the Web API of Dynamics 365 and Power Apps.

use super::{Atomicity, BatchFormat, BatchUrls, Profile, Upsert, generic, host};
use crate::query::Forms;

/// Where organizations are
/// ([Datacenter regions](https://learn.microsoft.com/power-platform/admin/new-datacenter-regions)): the number of the region is behind
/// `crm`.
const DOMAINS: [&str; 4] = [
    ".dynamics.com",
    ".microsoftdynamics.us",
    ".appsplatform.us",
    ".dynamics.cn",
];

/// Whether a base URL is of an organization: `https://contoso.api.crm4.dynamics.com`.
pub(super) fn is_of(base_url: &str) -> bool {
    let Some((host, _)) = host::parts(base_url) else {
        return false;
    };
    let domain = DOMAINS.iter().find(|domain| host::ends_with(host, domain));
    let Some(organization) = domain.and_then(|domain| host.get(..host.len() - domain.len())) else {
        return false;
    };
    let Some((_, region)) = organization.rsplit_once('.') else {
        return false;
    };
    let number = region.get(3..).filter(|_| {
        let name = region.get(..3);
        name.is_some_and(|name| name.eq_ignore_ascii_case("crm"))
    });
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The profile of Microsoft Dataverse. A client for a host of it (`contoso.crm.dynamics.com`) has it by default.
///
/// | setting | value | source |
/// |---|---|---|
/// | `batch`, `batch_limit` | multipart, 1,000 requests | [Execute batch operations](https://learn.microsoft.com/power-apps/developer/data-platform/webapi/execute-batch-operations-using-web-api) |
/// | `atomicity` | change sets | the same, "Change sets" |
/// | `batch_urls` | `/api/data/v9.2/accounts` | the same, in all examples |
/// | `scope` | `/.default` | [Authenticate with OAuth](https://learn.microsoft.com/power-apps/developer/data-platform/authenticate-oauth) |
/// | `guards_updates` | yes: a PATCH creates what is not there | [Conditional operations, "Prevent create in upsert"](https://learn.microsoft.com/power-apps/developer/data-platform/webapi/perform-conditional-operations-using-web-api#prevent-create-in-upsert) |
/// | `upsert` | a PATCH without `If-Match` | [Upsert a record](https://learn.microsoft.com/power-apps/developer/data-platform/webapi/update-delete-entities-using-web-api#upsert-a-record) |
/// | `unbinds_with_null` | yes | [Disassociate with a single-valued navigation property](https://learn.microsoft.com/power-apps/developer/data-platform/webapi/associate-disassociate-entities-using-web-api) |
/// | `forms.in_operator` | no: it is not among the operators | [Filter rows](https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/filter-rows) |
///
/// ```
/// use odata_entity::profile::{BatchFormat, dataverse};
///
/// let profile = dataverse::profile();
/// assert_eq!(profile.batch, BatchFormat::Multipart);
/// // A PATCH is sent with `If-Match: *`, so that it creates nothing.
/// assert!(profile.guards_updates);
/// ```
pub fn profile() -> Profile {
    Profile {
        batch: BatchFormat::Multipart,
        atomicity: Atomicity::Groups,
        batch_limit: 1000,
        batch_urls: BatchUrls::FromHost,
        scope: Some("/.default"),
        guards_updates: true,
        upsert: Upsert::Plain,
        unbinds_with_null: true,
        forms: Forms {
            in_operator: false,
            ..Forms::standard()
        },
        ..generic::profile()
    }
}
