//! Permissions and notes: constants of the entity, and the hint of a refusal.

use http::{Response, StatusCode};
use odata_entity::{Entity, TypeTag};

/// As the table in the documentation has them, cell by cell.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "n.policy",
    path = "/policies/{id}",
    scopes(
        delegated = "DeviceManagementApps.ReadWrite.All, DeviceManagementApps.Read.All",
        application = "Not supported."
    ),
    note = "An active Intune license is required."
)]
struct Policy {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.plain", path = "/plain/{id}")]
struct Plain {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

fn answer(status: StatusCode, message: &str) -> Response<Vec<u8>> {
    let body = serde_json::json!({"error": {"code": "c", "message": message}});
    let mut answer = Response::new(body.to_string().into_bytes());
    *answer.status_mut() = status;
    answer
}

#[test]
fn the_cells_become_lists_of_names() {
    assert_eq!(
        Policy::SCOPES.delegated,
        [
            "DeviceManagementApps.ReadWrite.All",
            "DeviceManagementApps.Read.All"
        ]
    );
    assert!(
        Policy::SCOPES.application.is_empty(),
        "\"Not supported.\" is no permission"
    );
    assert_eq!(Policy::NOTE, Some("An active Intune license is required."));
    assert!(Plain::SCOPES.delegated.is_empty() && Plain::SCOPES.application.is_empty());
    assert_eq!(Plain::NOTE, None);
}

#[test]
fn a_403_names_what_the_token_needs() {
    let request = Policy::path("1").patch(&Policy::patch().name("x"));
    let error = request
        .read(answer(StatusCode::FORBIDDEN, "Forbidden"))
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the service answered 403 Forbidden: c: Forbidden (the token needs one of the permissions: delegated \
         DeviceManagementApps.ReadWrite.All or DeviceManagementApps.Read.All; An active Intune license is required.)"
    );
    let error = Policy::path("1")
        .get()
        .read(answer(StatusCode::FORBIDDEN, "no"))
        .unwrap_err();
    assert!(error.to_string().contains("the token needs one of"), "{error}");
    let error = request.read(answer(StatusCode::CONFLICT, "no")).unwrap_err();
    assert!(!error.to_string().contains("the token needs"), "{error}");
    let error = Plain::path("1")
        .get()
        .read(answer(StatusCode::FORBIDDEN, "no"))
        .unwrap_err();
    assert_eq!(error.to_string(), "the service answered 403 Forbidden: c: no");
}

#[test]
fn a_400_that_is_about_the_tag_says_how_to_leave_it_out() {
    let refused = "The annotation '@odata.type' is not expected";
    let request = Plain::path("1").patch(&Plain::patch().name("x"));
    let error = request
        .read(answer(StatusCode::BAD_REQUEST, refused))
        .unwrap_err();
    assert!(
        error.to_string().ends_with("needs `type_tag = \"never\"`)"),
        "{error}"
    );
    let other = request
        .read(answer(StatusCode::BAD_REQUEST, "name is too long"))
        .unwrap_err();
    assert!(
        other
            .to_string()
            .ends_with("which a few workloads refuse: `type_tag = \"never\"` leaves it out)"),
        "{other}"
    );
    let untagged = request.type_tag(TypeTag::Never);
    let error = untagged
        .read(answer(StatusCode::BAD_REQUEST, refused))
        .unwrap_err();
    assert!(!error.to_string().contains("type_tag"), "{error}");
}
