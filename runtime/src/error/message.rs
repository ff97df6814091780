//! Messages with severities in an error: `@Message.ExtendedInfo` (DMTF DSP0266, "Error responses").

use super::body::ErrorDetail;
use crate::members::{each_item, each_member, text_of};
use serde_json::value::RawValue;

/// A message as a detail, and whether its severity is `OK`.
pub(super) fn read_message(json: &RawValue) -> (ErrorDetail, bool) {
    let mut detail = ErrorDetail::default();
    let mut severities = [None, None];
    each_member(json.get(), &mut |name, value| match name {
        "MessageId" => detail.code = text_of(value).unwrap_or_default(),
        "Message" => detail.message = text_of(value).unwrap_or_default(),
        "RelatedProperties" => each_item(value.get(), &mut |property| {
            detail.target = text_of(property);
            false
        }),
        "MessageSeverity" => severities[0] = text_of(value),
        "Severity" => severities[1] = text_of(value),
        _ => {}
    });
    // The newer of the two counts. Without any it is that of the message in its registry, of which only one is certain.
    let is_ok = match severities.iter().flatten().next() {
        Some(severity) => severity.eq_ignore_ascii_case("ok"),
        None => is_success_id(&detail.code),
    };
    (detail, is_ok)
}

/// Whether a message is the one for success of whatever version of a registry: `Base.1.0.Success`.
pub(super) fn is_success_id(id: &str) -> bool {
    id.rsplit('.').next() == Some("Success")
}

#[cfg(test)]
mod tests {
    use super::super::body::ErrorBody;

    #[test]
    fn messages_are_details_and_their_severities_decide() {
        let read = |messages: &str| {
            let body = format!(
                r#"{{"error":{{"code":"Base.1.0.GeneralError","@Message.ExtendedInfo":{messages}}}}}"#
            );
            let body = ErrorBody::read(body.as_bytes());
            (body.is_success, body.details)
        };
        for (messages, is_success) in [
            (r#"[{"MessageId":"Base.1.0.Success","Severity":"OK"}]"#, true),
            (r#"[{"MessageId":"Base.1.0.Success"}]"#, true),
            (
                r#"[{"MessageId":"X","MessageSeverity":"OK","Severity":"Warning"}]"#,
                true,
            ),
            (
                r#"[{"MessageId":"X","Severity":"OK"},{"MessageId":"Y","Severity":"Critical"}]"#,
                false,
            ),
            (r#"[{"MessageId":"X","Severity":"Warning"}]"#, false),
            (r#"[{"MessageId":"X"}]"#, false),
            ("[]", false),
        ] {
            assert_eq!(read(messages).0, is_success, "{messages}");
        }
        let (_, details) = read(r##"[{"MessageId":"X.1.0.A","Message":"m","RelatedProperties":["#/A"]}]"##);
        assert_eq!(
            (
                &*details[0].code,
                &*details[0].message,
                details[0].target.as_deref()
            ),
            ("X.1.0.A", "m", Some("#/A"))
        );
    }
}
