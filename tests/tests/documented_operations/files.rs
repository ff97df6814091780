//! Drives, workbooks, reports and teams.

use super::call::{Call, graph};
use chrono::{DateTime, FixedOffset, NaiveDate};
use odata_entity::{Action, ComplexType, Entity, EnumType, Flags, Function, Json, Media, Page, Single, path};
use serde_json::{Value, json};

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "microsoft.graph.driveItem",
    path(path = "/me/drive/items/{itemId}", root = "/me/drive/root")
)]
struct DriveItem {}

#[derive(Debug, Function)]
#[odata(name = "search", on = DriveItem, returns = Page<Json<Value>>)]
struct Search {
    q: String,
}

#[derive(Debug, Function)]
#[serde(rename_all = "camelCase")]
#[odata(path = "/drives/{driveId}/items/{itemId}/getActivitiesByInterval", returns = Page<Json<Value>>)]
struct ActivitiesByInterval {
    #[odata(quoted)]
    start_date_time: NaiveDate,
    #[odata(quoted)]
    end_date_time: NaiveDate,
    interval: String,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "createLink", on = DriveItem, returns = Json<Value>)]
struct CreateLink {
    r#type: String,
    scope: Option<String>,
    password: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.itemReference")]
struct ItemReference {
    drive_id: Option<String>,
    id: Option<String>,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "copy", on = DriveItem, returns = Json<Value>)]
struct Copy {
    parent_reference: Option<ItemReference>,
    name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "microsoft.graph.driveRecipient")]
struct DriveRecipient {
    email: Option<String>,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "invite", on = DriveItem, returns = Page<Json<Value>>)]
struct Invite {
    recipients: Vec<DriveRecipient>,
    message: Option<String>,
    require_sign_in: Option<bool>,
    send_invitation: Option<bool>,
    roles: Option<Vec<String>>,
    password: Option<String>,
    expiration_date_time: Option<DateTime<FixedOffset>>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "microsoft.graph.workbookRange",
    path = "/me/drive/items/{id}/workbook/names/{name}/range"
)]
struct Range {}

#[derive(Debug, Function)]
#[odata(name = "cell", on = Range, returns = Json<Value>)]
struct Cell {
    row: i32,
    column: i32,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "microsoft.graph.workbookWorksheet",
    path = "/me/drive/items/{id}/workbook/worksheets/{worksheetId}"
)]
struct Worksheet {}

#[derive(Debug, Function)]
#[odata(name = "range", on = Worksheet, returns = Json<Value>)]
struct WorksheetRange {
    address: Option<String>,
}

#[derive(Debug, Function)]
#[serde(rename_all = "camelCase")]
#[odata(name = "usedRange", on = Worksheet, returns = Json<Value>)]
struct UsedRange {
    values_only: Option<bool>,
}

#[derive(Debug, Function)]
#[serde(rename_all = "camelCase")]
#[odata(path = "/me/drive/items/{id}/workbook/worksheets/{sheet}/charts/{name}/image", returns = Single<String>)]
struct ChartImage {
    width: i32,
    height: Option<i32>,
    fitting_mode: Option<String>,
}

#[derive(Debug, Action)]
#[odata(path = "/me/drive/items/{id}/workbook/tables/{table}/rows/add", returns = Json<Value>)]
struct AddRows {
    index: Option<i32>,
    values: Value,
}

/// The bytes of a file, behind a redirect.
#[derive(Debug, Function)]
#[odata(path = "/reports/getTeamsUserActivityUserDetail", returns = Media)]
struct TeamsUserDetail {
    period: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.clonableTeamParts", flags)]
enum TeamParts {
    Apps = 1,
    Tabs = 2,
    Settings = 4,
    Channels = 8,
    Members = 16,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.teamVisibilityType")]
enum Visibility {
    Private,
    Public,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(path = "/teams/{id}/clone")]
struct CloneTeam {
    display_name: Option<String>,
    description: Option<String>,
    mail_nickname: Option<String>,
    parts_to_clone: Option<Flags<TeamParts>>,
    visibility: Option<Visibility>,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(path = "/teams/{teamId}/schedule/share")]
struct ShareSchedule {
    notify_team: Option<bool>,
    start_date_time: Option<DateTime<FixedOffset>>,
    end_date_time: Option<DateTime<FixedOffset>>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(
    type = "microsoft.graph.appHostedMediaConfig",
    base = "microsoft.graph.mediaConfig"
)]
struct AppHostedMediaConfig {
    blob: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.modality")]
enum Modality {
    Audio,
    Video,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(path = "/communications/calls/{id}/answer")]
struct Answer {
    callback_uri: String,
    media_config: AppHostedMediaConfig,
    accepted_modalities: Vec<Modality>,
    participant_capacity: Option<i32>,
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn instant(text: &str) -> Option<DateTime<FixedOffset>> {
    text.parse().ok()
}

pub fn calls() -> Vec<Call> {
    let mut calls = drives();
    calls.extend(workbooks());
    calls.extend([
        graph(
            "reportroot-getteamsuseractivityuserdetail",
            "GET /reports/getTeamsUserActivityUserDetail(period='D7')",
            "",
            TeamsUserDetail { period: some("D7") }.call(),
        ),
        graph(
            "team-clone",
            "POST /teams/{id}/clone",
            r#"{"displayName": "Library Assist", "description": "Self help community for library", "mailNickname": "libassist",
                "partsToClone": "apps,tabs,settings,channels,members", "visibility": "public"}"#,
            CloneTeam {
                display_name: some("Library Assist"),
                description: some("Self help community for library"),
                mail_nickname: some("libassist"),
                parts_to_clone: Some(Flags::from([
                    TeamParts::Apps,
                    TeamParts::Tabs,
                    TeamParts::Settings,
                    TeamParts::Channels,
                    TeamParts::Members,
                ])),
                visibility: Some(Visibility::Public),
            }
            .call("{id}"),
        ),
        graph(
            "schedule-share",
            "POST /teams/{teamId}/schedule/share",
            r#"{"notifyTeam": true, "startDateTime": "2018-10-08T00:00:00.000Z", "endDateTime": "2018-10-15T00:00:00.000Z"}"#,
            ShareSchedule {
                notify_team: Some(true),
                start_date_time: instant("2018-10-08T00:00:00.000Z"),
                end_date_time: instant("2018-10-15T00:00:00.000Z"),
            }
            .call("{teamId}"),
        ),
        graph(
            "call-answer",
            "POST /communications/calls/{id}/answer",
            r##"{"callbackUri": "callbackUri-value", "mediaConfig": {"@odata.type": "#microsoft.graph.appHostedMediaConfig",
                "blob": "<Media Session Configuration Blob>"}, "acceptedModalities": ["audio"], "participantCapacity": 200}"##,
            Answer {
                callback_uri: "callbackUri-value".to_owned(),
                media_config: AppHostedMediaConfig {
                    blob: some("<Media Session Configuration Blob>"),
                },
                accepted_modalities: vec![Modality::Audio],
                participant_capacity: Some(200),
            }
            .call("{id}"),
        ),
    ]);
    calls
}

fn drives() -> Vec<Call> {
    let item = DriveItem::path("{item-id}");
    vec![
        graph(
            "driveitem-search",
            "GET /me/drive/root/search(q='Contoso Project')",
            "",
            DriveItem::root().call(&Search {
                q: "Contoso Project".to_owned(),
            }),
        ),
        graph(
            "driveitem-search",
            "GET /me/drive/search(q='Contoso Project')",
            "",
            path!("/me/drive").call(&Search {
                q: "Contoso Project".to_owned(),
            }),
        ),
        graph(
            "itemactivitystat-getactivitybyinterval",
            "GET /drives/{drive-id}/items/{item-id}/getActivitiesByInterval(startDateTime='2017-01-01',\
             endDateTime='2017-01-10',interval='day')",
            "",
            ActivitiesByInterval {
                start_date_time: NaiveDate::from_ymd_opt(2017, 1, 1).unwrap(),
                end_date_time: NaiveDate::from_ymd_opt(2017, 1, 10).unwrap(),
                interval: "day".to_owned(),
            }
            .call("{drive-id}", "{item-id}"),
        ),
        graph(
            "driveitem-createlink",
            "POST /me/drive/items/{item-id}/createLink",
            r#"{"type": "view", "password": "ThisIsMyPrivatePassword", "scope": "anonymous"}"#,
            item.call(&CreateLink {
                r#type: "view".to_owned(),
                scope: some("anonymous"),
                password: some("ThisIsMyPrivatePassword"),
            }),
        ),
        graph(
            "driveitem-copy",
            "POST /me/drive/items/{item-id}/copy",
            r#"{"parentReference": {"driveId": "6F7D00BF-FC4D-4E62-9769-6AEA81F3A21B",
                "id": "DCD0D3AD-8989-4F23-A5A2-2C086050513F"}, "name": "contoso plan (copy).txt"}"#,
            item.call(&Copy {
                parent_reference: Some(ItemReference {
                    drive_id: some("6F7D00BF-FC4D-4E62-9769-6AEA81F3A21B"),
                    id: some("DCD0D3AD-8989-4F23-A5A2-2C086050513F"),
                }),
                name: some("contoso plan (copy).txt"),
            }),
        ),
        graph(
            "driveitem-invite",
            "POST /me/drive/items/{item-id}/invite",
            r#"{"recipients": [{"email": "ryan@contoso.com"}], "message": "Here's the file that we're collaborating on.",
                "requireSignIn": true, "sendInvitation": true, "roles": ["write"], "password": "password123",
                "expirationDateTime": "2018-07-15T14:00:00.000Z"}"#,
            item.call(&Invite {
                recipients: vec![DriveRecipient {
                    email: some("ryan@contoso.com"),
                }],
                message: some("Here's the file that we're collaborating on."),
                require_sign_in: Some(true),
                send_invitation: Some(true),
                roles: Some(vec!["write".to_owned()]),
                password: some("password123"),
                expiration_date_time: instant("2018-07-15T14:00:00.000Z"),
            }),
        ),
    ]
}

fn workbooks() -> Vec<Call> {
    let sheet = Worksheet::path("{id}", "{id|name}");
    vec![
        graph(
            "range-cell",
            "GET /me/drive/items/{id}/workbook/names/{name}/range/cell(row=5,column=6)",
            "",
            Range::path("{id}", "{name}").call(&Cell { row: 5, column: 6 }),
        ),
        graph(
            "worksheet-range",
            "GET /me/drive/items/{id}/workbook/worksheets/{id|name}/range(address='A1:B2')",
            "",
            sheet.call(&WorksheetRange {
                address: some("A1:B2"),
            }),
        ),
        graph(
            "worksheet-range",
            "GET /me/drive/items/{id}/workbook/worksheets/{id|name}/range",
            "",
            sheet.call(&WorksheetRange { address: None }),
        ),
        graph(
            "worksheet-usedrange",
            "GET /me/drive/items/{id}/workbook/worksheets/{id|name}/usedRange(valuesOnly=true)",
            "",
            sheet.call(&UsedRange {
                values_only: Some(true),
            }),
        ),
        graph(
            "chart-image",
            "GET /me/drive/items/{id}/workbook/worksheets/{id|name}/charts/{name}/image(width=640,height=480,fittingMode='fit')",
            "",
            ChartImage {
                width: 640,
                height: Some(480),
                fitting_mode: some("fit"),
            }
            .call("{id}", "{id|name}", "{name}"),
        ),
        graph(
            "tablerowcollection-add",
            "POST /me/drive/items/{id}/workbook/tables/{id|name}/rows/add",
            r#"{"index": 5, "values": [[1, 2, 3], [4, 5, 6]]}"#,
            AddRows {
                index: Some(5),
                values: json!([[1, 2, 3], [4, 5, 6]]),
            }
            .call("{id}", "{id|name}"),
        ),
    ]
}
