//! [`UploadSession`]: where an upload in pieces goes, and what the service still wants of it.

use crate::error::Error;
use crate::request::{FromResponse, Json};
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An upload session, as the service made it: `let session: UploadSession = client.send(path!("…/createUploadSession").post(&item))`.
///
/// It is written and read as the service's JSON, so that it can be kept and taken up in a later process
/// (`Client::upload_session` asks the service what it still wants). What is kept is a secret: whoever has the URL can write
/// there. `Debug` does not show it.
///
/// ```
/// use odata_entity::transfer::UploadSession;
///
/// // What `createUploadSession` answers, or what you kept of it.
/// let json = r#"{"uploadUrl":"https://up.example/s?t=x","expirationDateTime":"2026-01-29T09:21:55Z","nextExpectedRanges":["26-"]}"#;
/// let session: UploadSession = serde_json::from_str(json)?;
/// assert_eq!(session.expected_ranges(), ["26-"]);
/// assert!(session.expires().is_some());
/// assert!(!format!("{session:?}").contains("up.example"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UploadSession {
    upload_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    expiration_date_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_expected_ranges: Option<Vec<String>>,
    /// Whether it is the answer that made it: only then is known what the service has.
    #[serde(skip)]
    is_new: bool,
}

impl UploadSession {
    /// The session at a URL that the service gave out.
    pub fn new(upload_url: impl Into<String>) -> Self {
        Self {
            upload_url: upload_url.into(),
            expiration_date_time: None,
            next_expected_ranges: None,
            is_new: false,
        }
    }

    /// Where the pieces go: a secret, as it is all that is needed to write there.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn upload_url(&self) -> &str {
        &self.upload_url
    }

    /// When it ends, if the service states it. Some services put that off with each piece.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn expires(&self) -> Option<DateTime<FixedOffset>> {
        DateTime::parse_from_rfc3339(self.expiration_date_time.as_deref()?).ok()
    }

    /// The ranges that the service still wanted when it answered last, as it wrote them: `0-`, `26-99`, `26`.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn expected_ranges(&self) -> &[String] {
        self.next_expected_ranges.as_deref().unwrap_or_default()
    }

    /// The same after an answer.
    #[cfg(feature = "client")]
    pub(crate) fn now(&self, answer: Progressed) -> Self {
        Self {
            upload_url: self.upload_url.clone(),
            expiration_date_time: answer.expires.or_else(|| self.expiration_date_time.clone()),
            next_expected_ranges: answer.ranges,
            is_new: false,
        }
    }

    #[cfg(feature = "client")]
    pub(crate) fn is_new(&self) -> bool {
        self.is_new
    }

    /// What the answer that made it lists.
    #[cfg(feature = "client")]
    pub(crate) fn listed(&self) -> Option<&[String]> {
        self.next_expected_ranges.as_deref()
    }
}

/// It shows no URL, as that is a credential.
impl fmt::Debug for UploadSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UploadSession")
            .field("upload_url", &format_args!("…"))
            .field("expires", &self.expiration_date_time)
            .field("expected_ranges", &self.next_expected_ranges)
            .finish()
    }
}

/// The members as services write them: some with capitals.
#[derive(Deserialize)]
struct Wire {
    #[serde(alias = "UploadUrl", rename = "uploadUrl")]
    upload_url: String,
    #[serde(flatten)]
    rest: Progressed,
}

/// What an answer to a piece, or to the question how far it is, has of a session.
#[derive(Default, Deserialize)]
pub(crate) struct Progressed {
    #[serde(alias = "ExpirationDateTime", rename = "expirationDateTime", default)]
    pub(crate) expires: Option<String>,
    #[serde(alias = "NextExpectedRanges", rename = "nextExpectedRanges", default)]
    pub(crate) ranges: Option<Vec<String>>,
}

impl<'de> Deserialize<'de> for UploadSession {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let wire = Wire::deserialize(from)?;
        if wire.upload_url.trim().is_empty() {
            return Err(serde::de::Error::custom("`uploadUrl` is empty"));
        }
        Ok(Self {
            upload_url: wire.upload_url,
            expiration_date_time: wire.rest.expires,
            next_expected_ranges: wire.rest.ranges,
            is_new: false,
        })
    }
}

#[diagnostic::do_not_recommend]
impl FromResponse for UploadSession {
    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error> {
        let Json(session) = Json::<Self>::from_response(response)?;
        Ok(Self {
            is_new: true,
            ..session
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_kept_as_the_service_wrote_it_and_never_shown() {
        let json = r##"{"@odata.context":"x#microsoft.graph.uploadSession","UploadUrl":"https://h/up?sig=SECRET",
            "expirationDateTime":"2015-01-29T09:21:55.523Z","NextExpectedRanges":["0-"]}"##;
        let session: UploadSession = serde_json::from_str(json).unwrap();
        assert_eq!(session.expires().unwrap().timestamp(), 1_422_523_315);
        assert_eq!(session.expected_ranges(), ["0-"]);
        assert!(!format!("{session:?}").contains("SECRET"), "{session:?}");
        let kept = serde_json::to_string(&session).unwrap();
        assert_eq!(serde_json::from_str::<UploadSession>(&kept).unwrap(), session);
        for bad in ["{}", r#"{"uploadUrl":""}"#, r#"{"uploadUrl":null}"#, "[]"] {
            assert!(serde_json::from_str::<UploadSession>(bad).is_err(), "{bad}");
        }
    }
}
