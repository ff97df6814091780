//! Upload sessions as drives, Outlook and print have them
//! ([driveItem](https://learn.microsoft.com/graph/api/driveitem-createuploadsession),
//! [attachment](https://learn.microsoft.com/graph/api/attachment-createuploadsession),
//! [printDocument](https://learn.microsoft.com/graph/api/printdocument-createuploadsession)).

use std::collections::HashMap;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, SecondsFormat, Utc};
use http::{Method, StatusCode, header};
use serde_json::{Map, Value, json};

use super::digest::Digest;
use super::lock;
use super::range::content_range;
use crate::answer::{Call, Problem, Reply};
use crate::path::{Template, segments};
use crate::service::shared::Shared;
use crate::service::{Service, ServiceBuilder};

/// Pieces of drives are multiples of this, but for the last.
const STEP: usize = 327_680;

/// How a service takes uploads in pieces.
///
/// ```
/// use odata_entity_testing::{EntityType, Service, UploadSessions};
///
/// let service = Service::builder()
///     .entity_set("/items", EntityType::new("n.item").key("id"))
///     .upload_sessions("/items/{id}/createUploadSession", UploadSessions::Drive);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UploadSessions {
    /// As drives: 202 with `nextExpectedRanges` (`26-`), 201 with the item; multiples of 327,680 bytes below 60 MiB; `deferCommit`.
    Drive,
    /// As Outlook: 200 with `NextExpectedRanges` (`26`), 201 with `Location` and no body; below 4 MB.
    Outlook,
    /// As print: 202 with `nextExpectedRanges` (`26-127`), 201 with the document; below 10 MB.
    Print,
}

impl UploadSessions {
    fn most(self) -> usize {
        match self {
            Self::Drive => 60 << 20,
            Self::Outlook => 4_000_000,
            Self::Print => 10_000_000,
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Declared {
    path: Template,
    kind: UploadSessions,
}

/// What came, and its end if it is complete.
#[derive(Debug)]
struct Session {
    kind: UploadSessions,
    /// The path of the request that made it.
    path: String,
    signature: String,
    total: Option<u64>,
    bytes: Vec<u8>,
    digest: Digest,
    is_deferred: bool,
}

/// All sessions that are open, by the id in their URL, and what was completed.
#[derive(Debug, Default)]
pub(super) struct Sessions {
    open: HashMap<String, Session>,
    done: Vec<(String, Digest, Vec<u8>)>,
}

impl Sessions {
    pub(super) fn end_all(&mut self) {
        self.open.clear();
    }
}

impl ServiceBuilder {
    /// Declares upload sessions: a POST to `path`, such as `/me/drive/items/{id}/createUploadSession`, makes one.
    ///
    /// The URL that comes back is all that is needed to write there: a request to it that has a token is refused.
    pub fn upload_sessions(mut self, path: &str, kind: UploadSessions) -> Self {
        match Template::parse(path) {
            Ok(path) => self.bytes.sessions.push(Declared { path, kind }),
            Err(error) => self.faulty = self.faulty.or(Some(error)),
        }
        self
    }

    /// Keeps of uploads in sessions no bytes, but what [`Service::digest`] gives.
    pub fn keep_digests(mut self) -> Self {
        self.bytes.keeps_digests = true;
        self
    }
}

impl Service {
    /// The bytes of the latest upload that was completed, of those whose session was made at this path.
    pub fn uploaded(&self, path: &str) -> Option<Vec<u8>> {
        let sessions = lock(&self.shared.bytes.sessions);
        let found = sessions.done.iter().rev().find(|(known, ..)| known == path);
        found.map(|(.., bytes)| bytes.clone())
    }

    /// The digest of the same.
    pub fn digest(&self, path: &str) -> Option<Digest> {
        let sessions = lock(&self.shared.bytes.sessions);
        let found = sessions.done.iter().rev().find(|(known, ..)| known == path);
        found.map(|(_, digest, _)| *digest)
    }

    /// How many uploads were completed.
    pub fn completed_uploads(&self) -> usize {
        lock(&self.shared.bytes.sessions).done.len()
    }

    /// Ends all upload sessions that are open, as time does: their URLs answer 404.
    pub fn end_uploads(&self) {
        self.shared.bytes.end_sessions();
    }
}

/// Makes a session, if that is what a request asks for.
pub(super) fn create(shared: &Shared, call: &Call<'_>) -> Option<Result<Reply, Problem>> {
    let segments = segments(call.path).ok()?;
    let declared = shared.bytes.declared.sessions.iter().find(|declared| {
        let found = declared.path.matches(&segments);
        found.is_ok_and(|found| found.is_some_and(|found| found.rest.is_empty()))
    })?;
    if *call.method != Method::POST {
        return Some(Err(Problem::method_not_allowed("POST")));
    }
    let body: Value = serde_json::from_slice(call.body).unwrap_or_default();
    let is_deferred = body["deferCommit"] == json!(true) || body["item"]["deferCommit"] == json!(true);
    let (id, signature) = (shared.new_id(), shared.new_id());
    let url = format!("{}/$upload/{id}?tempauth={signature}", call.root.url);
    let session = Session {
        kind: declared.kind,
        path: call.path.to_owned(),
        signature,
        total: None,
        bytes: Vec::new(),
        digest: Digest::default(),
        is_deferred,
    };
    let mut answer = session.answer(Some(&url));
    answer.insert(
        "@odata.context".to_owned(),
        json!("$metadata#microsoft.graph.uploadSession"),
    );
    lock(&shared.bytes.sessions).open.insert(id, session);
    Some(Ok(Reply::json(StatusCode::OK, &answer)))
}

impl Session {
    fn has(&self) -> u64 {
        self.digest.length
    }

    /// What is still expected, as the service writes it.
    fn answer(&self, url: Option<&str>) -> Map<String, Value> {
        let expires = DateTime::<Utc>::from(SystemTime::now() + Duration::from_secs(3600));
        let next = self.has();
        let last = self.total.map(|total| total - 1);
        let range = match (self.kind, last) {
            _ if self.total == Some(next) => None,
            (UploadSessions::Outlook, _) => Some(next.to_string()),
            (UploadSessions::Print, Some(last)) => Some(format!("{next}-{last}")),
            _ => Some(format!("{next}-")),
        };
        let ranges = match self.kind {
            UploadSessions::Outlook => "NextExpectedRanges",
            _ => "nextExpectedRanges",
        };
        let mut out = Map::new();
        if let Some(url) = url {
            out.insert("uploadUrl".to_owned(), json!(url));
        }
        out.insert(
            "expirationDateTime".to_owned(),
            json!(expires.to_rfc3339_opts(SecondsFormat::Millis, true)),
        );
        out.insert(ranges.to_owned(), json!(Vec::from_iter(range)));
        out
    }

    /// Takes a piece: the next one, or none.
    fn take(&mut self, call: &Call<'_>, keeps_bytes: bool) -> Result<(), Problem> {
        let Some((first, end, total)) = content_range(call.headers) else {
            return Err(Problem::bad_request("'Content-Range' is missing or malformed."));
        };
        let length = call.body.len();
        if length as u64 != end - first || self.total.is_some_and(|known| known != total) {
            return Err(Problem::bad_request(
                "'Content-Range' does not match the piece or the earlier ones.",
            ));
        }
        if length > self.kind.most() || (self.kind == UploadSessions::Drive && length == self.kind.most()) {
            let message = "The piece is too large.";
            return Err(Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "RequestEntityTooLarge",
                message,
            ));
        }
        if first != self.has() {
            let message = "The range is not the one that is expected next.";
            return Err(Problem::new(
                StatusCode::RANGE_NOT_SATISFIABLE,
                "invalidRange",
                message,
            ));
        }
        if self.kind == UploadSessions::Drive && end != total && !length.is_multiple_of(STEP) {
            return Err(Problem::bad_request(
                "The length of the piece is no multiple of 327680.",
            ));
        }
        self.total = Some(total);
        self.digest.add(call.body);
        if keeps_bytes {
            self.bytes.extend_from_slice(call.body);
        }
        Ok(())
    }
}

/// Answers a request to the URL of a session.
pub(super) fn answer(shared: &Shared, id: &str, call: &Call<'_>) -> Result<Reply, Problem> {
    let missing = || {
        Problem::new(
            StatusCode::NOT_FOUND,
            "itemNotFound",
            "There is no such upload session.",
        )
    };
    let mut sessions = lock(&shared.bytes.sessions);
    let session = sessions.open.get_mut(id).ok_or_else(missing)?;
    if call
        .query
        .split('&')
        .all(|option| option.strip_prefix("tempauth=") != Some(&session.signature))
    {
        return Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "unauthenticated",
            "The URL is not signed.",
        ));
    }
    match *call.method {
        Method::GET => return Ok(Reply::json(StatusCode::OK, &session.answer(None))),
        Method::DELETE => {
            sessions.open.remove(id);
            return Ok(Reply::empty(StatusCode::NO_CONTENT));
        }
        Method::PUT => session.take(call, !shared.bytes.declared.keeps_digests)?,
        Method::POST if session.is_deferred && session.total == Some(session.has()) => {
            return Ok(complete(&mut sessions, id, call));
        }
        _ => return Err(Problem::method_not_allowed("GET, PUT, DELETE")),
    }
    if session.total == Some(session.has()) && !session.is_deferred {
        return Ok(complete(&mut sessions, id, call));
    }
    let status = match session.kind {
        UploadSessions::Outlook => StatusCode::OK,
        _ => StatusCode::ACCEPTED,
    };
    Ok(Reply::json(status, &session.answer(None)))
}

fn complete(sessions: &mut Sessions, id: &str, call: &Call<'_>) -> Reply {
    let Some(session) = sessions.open.remove(id) else {
        return Reply::empty(StatusCode::NOT_FOUND);
    };
    let reply = match session.kind {
        UploadSessions::Drive => {
            let item = json!({"id": id, "name": "item", "size": session.digest.length});
            Reply::json(StatusCode::CREATED, &item)
        }
        UploadSessions::Outlook => {
            let url = format!("{}/me/messages/m/attachments/{id}", call.root.url);
            Reply::empty(StatusCode::CREATED).with(header::LOCATION, &url)
        }
        UploadSessions::Print => {
            let document = json!({"id": id, "documentName": "item", "size": session.digest.length});
            Reply::json(StatusCode::CREATED, &document)
        }
    };
    sessions.done.push((session.path, session.digest, session.bytes));
    reply
}
