//! SAP: OData V4 services of S/4HANA and SAP Gateway.

use super::{Atomicity, BatchFormat, BatchUrls, Profile, generic, host};
use crate::query::Forms;

/// Whether a base URL is below the path of SAP Gateway's OData V4 services.
pub(super) fn is_of(base_url: &str) -> bool {
    host::path(base_url).is_some_and(|path| host::begins_with(path, "/sap/opu/odata4"))
}

/// The profile of SAP's OData V4 services. A client for a base URL with the path `/sap/opu/odata4` has it by default; services of CAP,
/// of BTP and behind gateways are known by no name: give their clients the profile.
///
/// | setting | value | source |
/// |---|---|---|
/// | `batch` | multipart | [SAP Gateway, "$batch Processing"](https://help.sap.com/saphelp_gateway20sp12/helpdata/en/90/dc8363306c47d3b2fca1398f5de94b/content.htm); that of JSON batches is not documented |
/// | `atomicity` | change sets | the same; [SAP Cloud SDK, "Batch"](https://sap.github.io/cloud-sdk/docs/js/features/odata/common/batch/batch-intro) |
/// | `batch_limit` | 100 | not documented for SAP Gateway; of a service of CAP its configuration sets one (`cds.odata.batch_limit`, [CAP, "Security aspects"](https://cap.cloud.sap/docs/guides/security/aspects)). Yours may have another: set it with [`Profile::batch_limit`] |
/// | `batch_urls` | `Bank(…)` | not documented; SAP CAP takes no others |
/// | `entity_tags` | by type: `Core.OptimisticConcurrency` | [CAP, "Concurrency control"](https://cap.cloud.sap/docs/guides/providing-services#etag) |
/// | `csrf` | yes | [SAP Cloud SDK, "CSRF Fetching"](https://sap.github.io/cloud-sdk/docs/js/features/connectivity/csrf), [SAP Gateway, "Cross-Site Request Forgery Protection"](https://help.sap.com/saphelp_em92/helpdata/en/b3/5c22518bc72214e10000000a44176d/content.htm) |
/// | `forms.in_operator` | no: it is of OData 4.01, and the service documents announce 4.0 | [OData URL Conventions 4.01, 5.1.1.1.10](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_In) |
///
/// ```
/// use odata_entity::profile::{BatchFormat, sap};
///
/// // Of a service of CAP that is known to take batches in JSON, and wants no token with a write.
/// let profile = sap::profile().batch(BatchFormat::Json).csrf(false);
/// assert!(!profile.csrf);
/// ```
pub fn profile() -> Profile {
    Profile {
        batch: BatchFormat::Multipart,
        atomicity: Atomicity::Groups,
        batch_limit: 100,
        batch_urls: BatchUrls::Relative,
        csrf: true,
        forms: Forms {
            in_operator: false,
            ..Forms::standard()
        },
        ..generic::profile()
    }
}
