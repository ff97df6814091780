//! Any service: the standard's settings, each of which can be set.

use super::{Atomicity, BatchFormat, BatchUrls, EntityTags, ErrorInSuccess, Profile, Upsert};
use crate::query::Forms;

/// The profile of a service that keeps to the standard and publishes no limits; what [`Profile::odata`] gives.
///
/// | setting | value | source |
/// |---|---|---|
/// | `batch` | JSON | [OData JSON 4.01, 19](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_BatchRequestsandResponses); services of version 4.0 have [`BatchFormat::Multipart`] |
/// | `atomicity` | groups | the same, 19.1 |
/// | `batch_limit` | 20 | no limit is published; the smallest known one |
/// | `batch_urls` | `People('a')` | [OData Protocol 4.01, 11.7.2](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_BatchRequests) |
/// | `batch_references` | yes | the same, 11.7.3.1 |
/// | `continue_on_error` | yes | the same, 8.2.8.3: a batch is of requests that have nothing to do with each other, unless you order them |
/// | `entity_tags` | by type | the same, 8.2.4 |
/// | `guards_updates` | no | the same, 8.2.4: `If-Match` is the client's to send |
/// | `upsert` | a PATCH without `If-Match`, with `Prefer: create-if-missing` | the same, 11.4.4; a service that does not know the preference passes over it ([RFC 7240, 2](https://www.rfc-editor.org/rfc/rfc7240#section-2)) |
/// | `csrf` | no | the standard has none |
/// | `items` | `value` | [OData JSON 4.01, 12](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_CollectionofEntities) |
/// | `bare_tag` | taken | the same, 4.6.3: a tag is no change |
/// | `unbinds_with_null` | yes | the same, 8.5 |
/// | `forms` | [`Forms::standard`] | [OData URL Conventions 4.01, 5.1.1](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_SystemQueryOptionfilter) |
/// | `empty_parentheses` | yes | the same, 4.5 |
///
/// ```
/// use odata_entity::profile::{BatchFormat, generic};
///
/// // The same as `Profile::odata()`; setters are for where a service differs.
/// let profile = generic::profile().batch(BatchFormat::Multipart).batch_limit(50);
/// assert_eq!(profile.batch_limit, 50);
/// ```
pub fn profile() -> Profile {
    Profile {
        batch: BatchFormat::Json,
        atomicity: Atomicity::Groups,
        batch_limit: 20,
        batch_urls: BatchUrls::Relative,
        continue_on_error: true,
        batch_references: true,
        request_id: None,
        scope: None,
        write_limits: &[],
        entity_tags: EntityTags::ByType,
        guards_updates: false,
        upsert: Upsert::CreateIfMissing,
        csrf: false,
        items: "value",
        bare_tag: true,
        error_in_success: ErrorInSuccess::Failure,
        bind_limit: None,
        unbinds_with_null: true,
        forms: Forms::standard(),
        empty_parentheses: true,
        alias: None,
        rewrite: None,
    }
}
