//! Hosts and paths of base URLs, looked at without reading the URL as one.

/// The host of an https URL without user information, and the path behind it.
pub(super) fn parts(base_url: &str) -> Option<(&str, &str)> {
    let rest = base_url.strip_prefix("https://")?;
    let end = rest.find('/').unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let host = authority.strip_suffix(":443").unwrap_or(authority);
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-';
    host.bytes().all(is_host).then_some((host, path))
}

/// The path of an http or https URL, from the first `/` on.
pub(super) fn path(base_url: &str) -> Option<&str> {
    let (_, rest) = base_url.split_once("://")?;
    rest.find('/').map(|at| &rest[at..])
}

/// Whether text ends so, without regard to case.
pub(super) fn ends_with(text: &str, end: &str) -> bool {
    let at = text.len().checked_sub(end.len());
    at.and_then(|at| text.get(at..))
        .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

/// Whether a path has these segments at its begin, without regard to case.
pub(super) fn begins_with(path: &str, begin: &str) -> bool {
    let head = path.get(..begin.len());
    let is_whole = matches!(path.as_bytes().get(begin.len()), None | Some(b'/'));
    is_whole && head.is_some_and(|head| head.eq_ignore_ascii_case(begin))
}

#[cfg(test)]
mod tests {
    use crate::profile::Profile;

    /// Which service a base URL is known to be of, by settings that only that one has.
    fn name(base_url: &str) -> &'static str {
        let profile = Profile::of(base_url);
        match () {
            () if profile.alias.is_some() => "graph",
            () if profile.guards_updates => "dataverse",
            () if profile.batch_limit == 100 && !profile.csrf => "business central",
            () if profile.csrf => "sap",
            () if profile.items == "Members" => "redfish",
            () => "odata",
        }
    }

    #[test]
    fn services_are_known_by_their_hosts_and_paths_alone() {
        for (base_url, expected) in [
            ("https://graph.microsoft.com/v1.0", "graph"),
            ("https://contoso.crm.dynamics.com/api/data/v9.2", "dataverse"),
            (
                "https://contoso.api.crm4.dynamics.com/api/data/v9.2/",
                "dataverse",
            ),
            ("https://Contoso.CRM9.Dynamics.com/api/data/v9.2", "dataverse"),
            (
                "https://contoso.crm.microsoftdynamics.us/api/data/v9.2",
                "dataverse",
            ),
            (
                "https://contoso.crm.dynamics.com.evil.example/api/data/v9.2",
                "odata",
            ),
            ("https://crm.dynamics.com/api/data/v9.2", "odata"),
            ("https://contoso.crmx.dynamics.com/api/data/v9.2", "odata"),
            ("http://contoso.crm.dynamics.com/api/data/v9.2", "odata"),
            ("https://a@contoso.crm.dynamics.com/api/data/v9.2", "odata"),
            (
                "https://api.businesscentral.dynamics.com/v2.0/production/api/v2.0",
                "business central",
            ),
            ("https://api.businesscentral.dynamics.com.x/v2.0", "odata"),
            (
                "https://s4.example/sap/opu/odata4/sap/api_bank/srvd_a2x/sap/bank/0001",
                "sap",
            ),
            ("https://s4.example:44300/SAP/opu/odata4/x", "sap"),
            ("https://s4.example/sap/opu/odata4x", "odata"),
            ("https://bmc.example/redfish/v1", "redfish"),
            ("https://127.0.0.1:8443/redfish/v1/", "redfish"),
            ("https://bmc.example/redfish/v12", "odata"),
            ("https://services.odata.org/V4", "odata"),
            ("", "odata"),
            ("https://", "odata"),
        ] {
            assert_eq!(name(base_url), expected, "{base_url}");
        }
    }
}
