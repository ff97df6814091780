//! Microsoft Graph: its clouds, limits and behaviour.

use super::{
    Atomicity, BatchFormat, BatchUrls, EntityTags, ErrorInSuccess, Profile, Upsert, WriteLimit, generic, host,
};
use crate::query::Forms;
use std::time::Duration;

/// The key that means the signed-in user: a path `/users/{userId}/…` filled with it is sent as `/me/…`, so that one
/// template serves both. It is what Microsoft's own clients use.
///
/// `/me` needs a token for a signed-in user; with a token for an application Graph answers 400.
pub const ME: &str = "me-token-to-replace";

/// A national cloud ([National cloud deployments](https://learn.microsoft.com/graph/deployments)).
///
/// ```
/// use odata_entity::profile::graph::Cloud;
///
/// assert_eq!(Cloud::Global.base_url("v1.0"), "https://graph.microsoft.com/v1.0");
/// assert_eq!(Cloud::of("https://graph.microsoft.us/v1.0/me"), Some(Cloud::UsGovernment));
/// assert_eq!(Cloud::of("https://example.com"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cloud {
    /// The global service.
    Global,
    /// US Government L4.
    UsGovernment,
    /// US Government L5 (DOD).
    UsDefense,
    /// China, operated by 21Vianet.
    China,
}

impl Cloud {
    const ALL: [Self; 4] = [Self::Global, Self::UsGovernment, Self::UsDefense, Self::China];

    /// The root URL, without the API version.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn root(self) -> &'static str {
        match self {
            Self::Global => "https://graph.microsoft.com",
            Self::UsGovernment => "https://graph.microsoft.us",
            Self::UsDefense => "https://dod-graph.microsoft.us",
            Self::China => "https://microsoftgraph.chinacloudapi.cn",
        }
    }

    /// The base URL of an API version: `v1.0` or `beta`. It is percent-encoded, so that it stays one segment.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn base_url(self, version: &str) -> String {
        let mut url = format!("{}/", self.root());
        crate::path::push_segment(&mut url, version);
        url
    }

    /// The cloud that a URL belongs to.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn of(url: &str) -> Option<Self> {
        let (host, _) = host::parts(url)?;
        let is_of = |cloud: &Self| {
            let root = host::parts(cloud.root());
            root.is_some_and(|(root, _)| root.eq_ignore_ascii_case(host))
        };
        Self::ALL.into_iter().find(is_of)
    }
}

const WINDOW: Duration = Duration::from_secs(20);

/// [Microsoft Graph service-specific throttling limits, Intune](https://learn.microsoft.com/graph/throttling-limits#intune-service-limits):
/// writes of one app in one tenant.
const WRITE_LIMITS: &[WriteLimit] = &[
    WriteLimit {
        path: "/deviceAppManagement",
        writes: 100,
        per: WINDOW,
    },
    WriteLimit {
        path: "/deviceManagement",
        writes: 100,
        per: WINDOW,
    },
    WriteLimit {
        path: "/deviceManagement/managedDevices",
        writes: 200,
        per: WINDOW,
    },
];

/// Whether a base URL is of one of the clouds.
pub(super) fn is_of(base_url: &str) -> bool {
    Cloud::of(base_url).is_some()
}

/// The types whose delta reports a removed entity by a facet `deleted`, and not by `@removed`
/// ([driveItem: delta](https://learn.microsoft.com/graph/api/driveitem-delta)).
const DELETED_FACET: [&str; 3] = [
    "microsoft.graph.baseItem",
    "microsoft.graph.driveItem",
    "microsoft.graph.listItem",
];

/// Whether a removed entity of this type has a facet `deleted`.
pub(super) fn has_deleted_facet(type_name: &str) -> bool {
    DELETED_FACET
        .iter()
        .any(|name| name.eq_ignore_ascii_case(type_name))
}

/// Whether the last segment of an entity's id is a type of the directory:
/// `…/directoryObjects/{id}/Microsoft.DirectoryServices.User`.
pub(super) fn is_directory_type(segment: &str) -> bool {
    const NAMESPACE: &str = "Microsoft.DirectoryServices.";
    let namespace = segment.get(..NAMESPACE.len());
    namespace.is_some_and(|namespace| namespace.eq_ignore_ascii_case(NAMESPACE))
}

/// The profile of Microsoft Graph. A client for one of its clouds has it by default.
///
/// | setting | value | source |
/// |---|---|---|
/// | `batch`, `batch_limit` | JSON, 20 requests | [JSON batching](https://learn.microsoft.com/graph/json-batching) |
/// | `batch_urls` | `/me` | the same |
/// | `continue_on_error` | not sent: a request that fails stops no other | the same |
/// | `batch_references` | no: not documented | the same |
/// | `atomicity` | none: `atomicityGroup` is ignored | the same, which does not have it |
/// | `request_id` | `client-request-id` | [Best practices](https://learn.microsoft.com/graph/best-practices-concept#reliability-and-support) |
/// | `scope` | `/.default` | [Get access without a user](https://learn.microsoft.com/graph/auth-v2-service) |
/// | `write_limits` | Intune's | [Throttling limits](https://learn.microsoft.com/graph/throttling-limits#intune-service-limits) |
/// | `entity_tags` | by type: Planner's need one | [Planner, "Resource versioning"](https://learn.microsoft.com/graph/api/resources/planner-overview#planner-resource-versioning) |
/// | `upsert` | `Prefer: create-if-missing` | [Upsert application](https://learn.microsoft.com/graph/api/application-upsert) |
/// | `bind_limit` | 20, of updates and creations | [Add members](https://learn.microsoft.com/graph/api/group-post-members), [Create group](https://learn.microsoft.com/graph/api/group-post-groups) |
/// | `unbinds_with_null` | no: `DELETE …/$ref` | [Remove manager](https://learn.microsoft.com/graph/api/user-delete-manager) |
/// | `forms.quoted_type_names` | `isof('microsoft.graph.user')` | [Filter](https://learn.microsoft.com/graph/filter-query-parameter), all examples |
/// | `empty_parentheses` | no: `/users/delta` | [Delta query](https://learn.microsoft.com/graph/delta-query-overview) |
/// | `alias` | [`ME`] | Microsoft's own clients |
///
/// ```
/// use odata_entity::profile::{Atomicity, graph};
///
/// let profile = graph::profile();
/// assert_eq!((profile.batch_limit, profile.atomicity), (20, Atomicity::None));
/// ```
pub fn profile() -> Profile {
    Profile {
        batch: BatchFormat::Json,
        atomicity: Atomicity::None,
        batch_limit: 20,
        batch_urls: BatchUrls::Rooted,
        continue_on_error: false,
        batch_references: false,
        request_id: Some("client-request-id"),
        scope: Some("/.default"),
        write_limits: WRITE_LIMITS,
        entity_tags: EntityTags::ByType,
        upsert: Upsert::CreateIfMissing,
        error_in_success: ErrorInSuccess::Failure,
        bind_limit: Some(20),
        unbinds_with_null: false,
        forms: Forms {
            quoted_type_names: true,
            ..Forms::standard()
        },
        empty_parentheses: false,
        alias: Some((concat!("/users/", "me-token-to-replace"), "/me")),
        ..generic::profile()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::BatchUrls;

    #[test]
    fn each_cloud_is_known_by_its_host_alone() {
        assert_eq!(
            Cloud::China.base_url("beta"),
            "https://microsoftgraph.chinacloudapi.cn/beta"
        );
        assert_eq!(
            Cloud::of("https://graph.microsoft.us/v1.0"),
            Some(Cloud::UsGovernment)
        );
        for other in [
            "https://graph.microsoft.com.evil.example/v1.0",
            "http://graph.microsoft.com/v1.0",
            "x",
        ] {
            assert_eq!(Cloud::of(other), None, "{other}");
        }
        assert_eq!(
            Profile::of("https://graph.microsoft.com/beta").batch_urls,
            BatchUrls::Rooted
        );
        assert_eq!(
            Profile::of("https://services.odata.org/V4").batch_urls,
            BatchUrls::Relative
        );
    }

    #[test]
    fn intune_s_limits_are_those_of_the_longest_path() {
        let writes = |path: &str| profile().write_limit(path).map(|limit| limit.writes);
        assert_eq!(writes("/deviceAppManagement/mobileApps/x"), Some(100));
        assert_eq!(writes("/deviceManagement/managedDevices/x"), Some(200));
        assert_eq!(writes("/deviceManagement/managedDevicesX"), Some(100));
        assert_eq!(writes("/users/x"), None);
    }

    #[test]
    fn the_signed_in_user_is_me() {
        let base = "https://graph.microsoft.com/v1.0";
        for (path, expected) in [
            ("/users/me-token-to-replace", "/me"),
            (
                "/users/me-token-to-replace/messages?$top=1",
                "/me/messages?$top=1",
            ),
            ("/users/me-token-to-replace2", "/users/me-token-to-replace2"),
            (
                "/groups/g/users/me-token-to-replace",
                "/groups/g/users/me-token-to-replace",
            ),
            (
                "/users/x?$filter=a%20eq%20'/users/me-token-to-replace'",
                "/users/x?$filter=a%20eq%20'/users/me-token-to-replace'",
            ),
        ] {
            let mut request = http::Request::get(format!("{base}{path}"))
                .body(Vec::new())
                .unwrap();
            profile().finish(&mut request, base);
            assert_eq!(request.uri().to_string(), format!("{base}{expected}"));
            assert_eq!(request.headers()["client-request-id"].len(), 36);
        }
    }
}
