//! Block blobs of Azure storage ([Put Block](https://learn.microsoft.com/rest/api/storageservices/put-block),
//! [Put Block List](https://learn.microsoft.com/rest/api/storageservices/put-block-list)), which Intune takes app content by.

use std::collections::HashMap;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, SecondsFormat, Utc};
use http::{HeaderName, Method, StatusCode, header};
use percent_encoding::percent_decode_str;

use super::lock;
use crate::answer::{Call, Reply};
use crate::service::Service;

#[derive(Debug, Default)]
struct Blob {
    /// Of the URL that is good now; none where none is.
    signature: Option<String>,
    blocks: HashMap<String, Vec<u8>>,
    committed: Option<Vec<u8>>,
}

/// All blobs by the id in their URL.
#[derive(Debug, Default)]
pub(super) struct Blobs(HashMap<String, Blob>);

impl Service {
    /// A new block blob: the signed URL that it is written to, such as an `azureStorageUri`. It ends after ten minutes by its `se`,
    /// and by [`Service::expire_blob`] at once.
    pub fn new_blob(&self) -> String {
        let id = self.shared.new_id();
        lock(&self.shared.bytes.blobs)
            .0
            .insert(id.clone(), Blob::default());
        self.sign(&id)
    }

    /// Another signed URL of the same blob; the ones before are refused from now on. What was written stays.
    pub fn renew_blob(&self, url: &str) -> String {
        self.sign(blob_id(url))
    }

    /// Has the URL of a blob refused (403) from now on, as after its end.
    pub fn expire_blob(&self, url: &str) {
        if let Some(blob) = lock(&self.shared.bytes.blobs).0.get_mut(blob_id(url)) {
            blob.signature = None;
        }
    }

    /// The bytes of a blob, once its list of blocks was written.
    pub fn blob(&self, url: &str) -> Option<Vec<u8>> {
        lock(&self.shared.bytes.blobs)
            .0
            .get(blob_id(url))?
            .committed
            .clone()
    }

    fn sign(&self, id: &str) -> String {
        let signature = self.shared.new_id();
        let end = DateTime::<Utc>::from(SystemTime::now() + Duration::from_secs(600));
        let end = end.to_rfc3339_opts(SecondsFormat::Secs, true).replace(':', "%3A");
        if let Some(blob) = lock(&self.shared.bytes.blobs).0.get_mut(id) {
            blob.signature = Some(signature.clone());
        }
        format!(
            "{}/$blob/{id}?sv=2021-08-06&se={end}&sr=b&sp=rcw&sig={signature}",
            self.base_url()
        )
    }
}

fn blob_id(url: &str) -> &str {
    let path = url.split('?').next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

/// Answers a request to a blob, in the storage's own form.
pub(super) fn answer(blobs: &mut Blobs, id: &str, call: &Call<'_>) -> Reply {
    let option = |name: &str| {
        let found = call.query.split('&').filter_map(|option| option.split_once('='));
        let mut found = found.filter(|(known, _)| *known == name);
        found
            .next()
            .map(|(_, value)| percent_decode_str(value).decode_utf8_lossy().into_owned())
    };
    let Some(blob) = blobs.0.get_mut(id) else {
        return refusal(StatusCode::NOT_FOUND, "BlobNotFound");
    };
    if call.headers.contains_key(header::AUTHORIZATION) {
        return refusal(StatusCode::BAD_REQUEST, "InvalidHeaderValue");
    }
    if blob.signature.is_none() || option("sig") != blob.signature {
        return refusal(StatusCode::FORBIDDEN, "AuthenticationFailed");
    }
    if *call.method != Method::PUT {
        return refusal(StatusCode::METHOD_NOT_ALLOWED, "UnsupportedHttpVerb");
    }
    match (option("comp").as_deref(), option("blockid")) {
        (Some("block"), Some(id)) => {
            // All ids of a blob have one length.
            if id.is_empty() || blob.blocks.keys().any(|known| known.len() != id.len()) {
                return refusal(StatusCode::BAD_REQUEST, "InvalidBlobOrBlock");
            }
            blob.blocks.insert(id, call.body.to_vec());
            Reply::empty(StatusCode::CREATED)
        }
        (Some("blocklist"), _) => commit(blob, call.body),
        _ => refusal(StatusCode::BAD_REQUEST, "InvalidQueryParameterValue"),
    }
}

fn commit(blob: &mut Blob, list: &[u8]) -> Reply {
    let text = String::from_utf8_lossy(list);
    let ids = text
        .split("<Latest>")
        .skip(1)
        .map(|rest| rest.split("</Latest>").next().unwrap_or_default());
    let mut bytes = Vec::new();
    for id in ids {
        match blob.blocks.get(id) {
            Some(block) => bytes.extend_from_slice(block),
            None => return refusal(StatusCode::BAD_REQUEST, "InvalidBlockList"),
        }
    }
    if !text.contains("<BlockList>") {
        return refusal(StatusCode::BAD_REQUEST, "InvalidXmlDocument");
    }
    blob.blocks.clear();
    blob.committed = Some(bytes);
    Reply::empty(StatusCode::CREATED)
}

fn refusal(status: StatusCode, code: &str) -> Reply {
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>Refused.</Message></Error>"
    );
    Reply::text(status, "application/xml", body).with(HeaderName::from_static("x-ms-error-code"), code)
}
