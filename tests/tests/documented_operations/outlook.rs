//! Mail, calendars and people.

use super::call::{Call, graph};
use odata_entity::{Action, ComplexType, Entity, EnumType, Flags, Function, Json, Page, path};
use serde_json::Value;

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "microsoft.graph.message", path = "/me/messages/{messageId}")]
struct Message {
    #[serde(rename = "toRecipients")]
    to: Option<Vec<Recipient>>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.recipient")]
struct Recipient {
    email_address: Option<EmailAddress>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "microsoft.graph.emailAddress")]
struct EmailAddress {
    address: Option<String>,
    name: Option<String>,
}

fn recipient(address: &str, name: &str) -> Recipient {
    Recipient {
        email_address: Some(EmailAddress {
            address: Some(address.to_owned()),
            name: Some(name.to_owned()),
        }),
    }
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.messageTo")]
struct MessageTo {
    to_recipients: Option<Vec<Recipient>>,
}

#[derive(Debug, Action)]
#[odata(name = "reply", on = Message)]
struct Reply {
    message: Option<MessageTo>,
    comment: Option<String>,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "forward", on = Message)]
struct Forward {
    comment: Option<String>,
    to_recipients: Option<Vec<Recipient>>,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "move", on = Message, returns = Message)]
struct Move {
    destination_id: String,
}

#[derive(Debug, Action)]
#[odata(name = "send", on = Message)]
struct Send;

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "microsoft.graph.event", path = "/me/events/{eventId}")]
struct Event {}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.dateTimeTimeZone")]
struct DateTimeTimeZone {
    date_time: Option<String>,
    time_zone: Option<String>,
}

fn time(date_time: &str, time_zone: &str) -> DateTimeTimeZone {
    DateTimeTimeZone {
        date_time: Some(date_time.to_owned()),
        time_zone: Some(time_zone.to_owned()),
    }
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "accept", on = Event)]
struct Accept {
    comment: Option<String>,
    send_response: Option<bool>,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "snoozeReminder", on = Event)]
struct SnoozeReminder {
    new_reminder_time: DateTimeTimeZone,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(path = "/me/calendar/getSchedule", returns = Page<Json<Value>>)]
struct GetSchedule {
    schedules: Vec<String>,
    start_time: DateTimeTimeZone,
    end_time: DateTimeTimeZone,
    availability_view_interval: Option<i32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.mailTipsType", flags)]
enum MailTips {
    AutomaticReplies = 1,
    MailboxFullStatus = 2,
}

#[derive(Debug, Action)]
#[serde(rename_all = "PascalCase")]
#[odata(path = "/me/getMailTips", returns = Page<Json<Value>>)]
struct GetMailTips {
    email_addresses: Vec<String>,
    mail_tips_options: Option<Flags<MailTips>>,
}

#[derive(Debug, Function)]
#[serde(rename_all = "camelCase")]
#[odata(path = "/me/reminderView", returns = Page<Json<Value>>)]
struct ReminderView {
    start_date_time: String,
    end_date_time: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.timeZoneStandard")]
#[serde(rename_all = "PascalCase")]
enum TimeZoneStandard {
    Windows,
    Iana,
}

#[derive(Debug, Function)]
#[serde(rename_all = "PascalCase")]
#[odata(path = "/me/outlook/supportedTimeZones", returns = Page<Json<Value>>)]
struct SupportedTimeZones {
    time_zone_standard: Option<TimeZoneStandard>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.exchangeIdFormat")]
enum IdFormat {
    RestId,
    RestImmutableEntryId,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(path = "/me/translateExchangeIds", returns = Page<Json<Value>>)]
struct TranslateIds {
    input_ids: Vec<String>,
    source_id_type: IdFormat,
    target_id_type: IdFormat,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.contact",
    path = "/me/contactFolders/{folderId}/contacts/{contactId}"
)]
struct Contact {
    display_name: Option<String>,
}

#[derive(Debug, Function)]
#[odata(name = "delta", on(collection = Contact), returns = Page<Contact>)]
struct ContactDelta;

#[derive(Debug, Action)]
#[odata(path = "/communications/getPresencesByUserId", returns = Page<Json<Value>>)]
struct PresencesByUserId {
    ids: Vec<String>,
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub fn calls() -> Vec<Call> {
    let mut calls = mail();
    calls.extend([
        graph(
            "event-accept",
            "POST /me/events/{id}/accept",
            r#"{"comment": "comment-value", "sendResponse": true}"#,
            Event::path("{id}").call(&Accept {
                comment: some("comment-value"),
                send_response: Some(true),
            }),
        ),
        graph(
            "event-snoozereminder",
            "POST /me/events/{id}/snoozeReminder",
            r#"{"newReminderTime": {"dateTime": "dateTime-value", "timeZone": "timeZone-value"}}"#,
            Event::path("{id}").call(&SnoozeReminder {
                new_reminder_time: time("dateTime-value", "timeZone-value"),
            }),
        ),
        graph(
            "calendar-getschedule",
            "POST /me/calendar/getSchedule",
            r#"{"schedules": ["adelev@contoso.onmicrosoft.com", "meganb@contoso.onmicrosoft.com"],
                "startTime": {"dateTime": "2019-03-15T09:00:00", "timeZone": "Pacific Standard Time"},
                "endTime": {"dateTime": "2019-03-15T18:00:00", "timeZone": "Pacific Standard Time"},
                "availabilityViewInterval": 60}"#,
            GetSchedule {
                schedules: vec![
                    "adelev@contoso.onmicrosoft.com".to_owned(),
                    "meganb@contoso.onmicrosoft.com".to_owned(),
                ],
                start_time: time("2019-03-15T09:00:00", "Pacific Standard Time"),
                end_time: time("2019-03-15T18:00:00", "Pacific Standard Time"),
                availability_view_interval: Some(60),
            }
            .call(),
        ),
        graph(
            "user-reminderview",
            "GET /me/reminderView(startDateTime='2017-06-05T10:00:00.0000000',endDateTime='2017-06-11T11:00:00.0000000')",
            "",
            ReminderView {
                start_date_time: "2017-06-05T10:00:00.0000000".to_owned(),
                end_date_time: some("2017-06-11T11:00:00.0000000"),
            }
            .call(),
        ),
        graph(
            "outlookuser-supportedtimezones",
            "GET /me/outlook/supportedTimeZones",
            "",
            SupportedTimeZones { time_zone_standard: None }.call(),
        ),
        graph(
            "outlookuser-supportedtimezones",
            "GET /me/outlook/supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'Iana')",
            "",
            SupportedTimeZones {
                time_zone_standard: Some(TimeZoneStandard::Iana),
            }
            .call(),
        ),
        graph(
            "contact-delta",
            "GET /me/contactFolders/{id}/contacts/delta?$select=displayName",
            "",
            Contact::collection("{id}")
                .call(&ContactDelta)
                .select(Contact::DISPLAY_NAME),
        ),
        graph(
            "cloudcommunications-getpresencesbyuserid",
            "POST /communications/getPresencesByUserId",
            r#"{"ids": ["fa8bf3dc-eca7-46b7-bad1-db199b62afc3", "66825e03-7ef5-42da-9069-724602c31f6b"]}"#,
            PresencesByUserId {
                ids: vec![
                    "fa8bf3dc-eca7-46b7-bad1-db199b62afc3".to_owned(),
                    "66825e03-7ef5-42da-9069-724602c31f6b".to_owned(),
                ],
            }
            .call(),
        ),
    ]);
    calls
}

fn mail() -> Vec<Call> {
    let message = "AAMkADA1MTAAAAqldOAAA=";
    vec![
        graph(
            "message-reply",
            "POST /me/messages/AAMkADA1MTAAAAqldOAAA=/reply",
            r#"{"message": {"toRecipients": [
                {"emailAddress": {"address": "samanthab@contoso.onmicrosoft.com", "name": "Samantha Booth"}},
                {"emailAddress": {"address": "randiw@contoso.onmicrosoft.com", "name": "Randi Welch"}}]},
                "comment": "Samantha, Randi, would you name the group please?"}"#,
            Message::path(message).call(&Reply {
                message: Some(MessageTo {
                    to_recipients: Some(vec![
                        recipient("samanthab@contoso.onmicrosoft.com", "Samantha Booth"),
                        recipient("randiw@contoso.onmicrosoft.com", "Randi Welch"),
                    ]),
                }),
                comment: some("Samantha, Randi, would you name the group please?"),
            }),
        ),
        graph(
            "message-forward",
            "POST /me/messages/{id}/forward",
            r#"{"comment": "comment-value",
                "toRecipients": [{"emailAddress": {"name": "name-value", "address": "address-value"}}]}"#,
            Message::path("{id}").call(&Forward {
                comment: some("comment-value"),
                to_recipients: Some(vec![recipient("address-value", "name-value")]),
            }),
        ),
        graph(
            "message-move",
            "POST /me/messages/AAMkADhAAATs28OAAA=/move",
            r#"{"destinationId": "deleteditems"}"#,
            path!("/me/messages/{message}", "AAMkADhAAATs28OAAA=").call(&Move {
                destination_id: "deleteditems".to_owned(),
            }),
        ),
        graph(
            "message-send",
            "POST /me/messages/{id}/send",
            "",
            Message::path("{id}").call(&Send),
        ),
        graph(
            "user-getmailtips",
            "POST /me/getMailTips",
            r#"{"EmailAddresses": ["danas@contoso.onmicrosoft.com", "fannyd@contoso.onmicrosoft.com"],
                "MailTipsOptions": "automaticReplies, mailboxFullStatus"}"#,
            GetMailTips {
                email_addresses: vec![
                    "danas@contoso.onmicrosoft.com".to_owned(),
                    "fannyd@contoso.onmicrosoft.com".to_owned(),
                ],
                mail_tips_options: Some(Flags::from([
                    MailTips::AutomaticReplies,
                    MailTips::MailboxFullStatus,
                ])),
            }
            .call(),
        ),
        graph(
            "user-translateexchangeids",
            "POST /me/translateExchangeIds",
            r#"{"inputIds": ["{rest-formatted-id-1}", "{rest-formatted-id-2}"], "sourceIdType": "restId",
                "targetIdType": "restImmutableEntryId"}"#,
            TranslateIds {
                input_ids: vec![
                    "{rest-formatted-id-1}".to_owned(),
                    "{rest-formatted-id-2}".to_owned(),
                ],
                source_id_type: IdFormat::RestId,
                target_id_type: IdFormat::RestImmutableEntryId,
            }
            .call(),
        ),
    ]
}
