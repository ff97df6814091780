//! [`BlockUpload`]: an Azure block blob, such as the content of an app in Intune.

use super::content::Content;
use super::drive::Sending;
use super::session::no_answer;
use super::{Report, Transferred};
use crate::call::retry::Attempts;
use crate::client::Client;
use crate::client::transport::BoxFuture;
use crate::error::{Error, ServiceError, TransferError, TransferErrorKind};
use crate::transfer::{Blocks, sas_end};
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, Method, Response, StatusCode};
use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

/// The size of blocks unless another one is set.
const BLOCK: u64 = 4 << 20;

/// A URL is renewed when it ends within this time.
const SOON: Duration = Duration::from_secs(60);

const BLOB_TYPE: HeaderName = HeaderName::from_static("x-ms-blob-type");

/// What gives another URL.
type Renew<'a> = Box<dyn FnMut() -> BoxFuture<'a, Result<String, Error>> + Send + 'a>;

/// An upload in blocks on its way; made by [`Client::put_blocks`]. Await it.
///
/// ```
/// use odata_entity::client::Content;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let service = odata_entity_testing::Service::builder().start().await;
/// # let client = odata_entity::Client::new(service.base_url(), odata_entity::FixedToken::new(service.token()))?;
/// # let azure_storage_uri = service.new_blob();
/// // Or `Content::file("app.intunewin.bin").await?`.
/// let content = Content::from("encrypted".to_owned());
/// let mut sent = 0;
/// client
///     .put_blocks(&azure_storage_uri, content)
///     .block_size(8 << 20)
///     .progress(|transferred| sent = transferred.bytes)
///     .await?;
/// assert_eq!(sent, 9);
/// # assert_eq!(service.blob(&azure_storage_uri).as_deref(), Some(&b"encrypted"[..]));
/// # Ok(())
/// # }
/// ```
#[must_use = "it sends nothing until it is awaited"]
pub struct BlockUpload<'a> {
    client: &'a Client,
    url: String,
    content: Content,
    size: u64,
    renew: Option<Renew<'a>>,
    report: Option<Report<'a>>,
    /// Whether the end of a URL is one by this machine's time of day: not where a new URL ends just now, too.
    trusts_end: bool,
}

impl Client {
    /// Uploads content to a block blob of Azure storage, whose URL is signed: the `azureStorageUri` of Intune's
    /// `mobileAppContentFile`. The blocks go first, then the list of them, which makes the blob.
    ///
    /// ```no_run
    /// # use odata_entity::{Client, Entity, EntityPath, Error, client::Content, path};
    /// # #[derive(Entity)]
    /// # #[odata(type = "microsoft.graph.mobileAppContentFile", path = "/files/{id}")]
    /// # struct ContentFile { #[serde(rename = "azureStorageUri")] azure_storage_uri: Option<String> }
    /// # async fn example(client: Client, file: EntityPath<ContentFile>, url: String) -> Result<(), Error> {
    /// let content = Content::file("app.intunewin.bin").await?;
    /// client.put_blocks(url, content).renew(async || {
    ///     client.send(path!("/files/{id}/renewUpload", "f").post::<()>(&serde_json::json!({}))).await?;
    ///     let renewed = client.poll_until(file.get(), |file| file.azure_storage_uri.is_some()).await?;
    ///     Ok(renewed.azure_storage_uri.unwrap_or_default())
    /// }).await
    /// # }
    /// ```
    ///
    /// Neither token nor headers of the client go there. A block is held in memory, no more; one whose answer is lost is sent
    /// again as the [`RetryPolicy`](crate::RetryPolicy) allows, which replaces it.
    ///
    /// # Errors
    ///
    /// [`TransferErrorKind::UrlExpired`] where the URL is refused (403) and there is no other; the storage's error for a block;
    /// content that cannot be read or is not as long as its length.
    pub fn put_blocks(&self, url: impl Into<String>, content: impl Into<Content>) -> BlockUpload<'_> {
        BlockUpload {
            client: self,
            url: url.into(),
            content: content.into(),
            size: BLOCK,
            renew: None,
            report: None,
            trusts_end: true,
        }
    }
}

impl<'a> BlockUpload<'a> {
    /// The size of the blocks in bytes; 4 MiB unless set. It is larger where there would be more than 50,000 of them.
    pub fn block_size(mut self, bytes: u64) -> Self {
        self.size = bytes;
        self
    }

    /// What gives another URL of the same blob: called where the one at hand ends within a minute (its `se`), or is refused
    /// (403). What was uploaded to the old one stays.
    pub fn renew<F>(mut self, mut renew: impl FnMut() -> F + Send + 'a) -> Self
    where
        F: Future<Output = Result<String, Error>> + Send + 'a,
    {
        self.renew = Some(Box::new(move || Box::pin(renew())));
        self
    }

    /// Is called after each block.
    pub fn progress(mut self, report: impl FnMut(Transferred) + Send + 'a) -> Self {
        self.report = Some(Box::new(report));
        self
    }

    async fn run(mut self) -> Result<(), Error> {
        let total = self.content.length();
        let blocks = Blocks::new(total, self.size)?;
        if total == 0 {
            // Nothing follows what is empty, either.
            self.content.piece(0, 0).await?;
        }
        for number in 0..blocks.count() {
            let (first, end) = blocks.range(number);
            let bytes = self.content.piece(first, end).await?;
            self.put(
                |url| Blocks::block_url(url, number),
                bytes,
                "application/octet-stream",
            )
            .await?;
            if let Some(report) = &mut self.report {
                report(Transferred { bytes: end, total });
            }
        }
        self.put(Blocks::list_url, blocks.list().into(), "application/xml")
            .await
    }

    async fn put(
        &mut self,
        url: impl Fn(&str) -> String,
        bytes: Bytes,
        media_type: &'static str,
    ) -> Result<(), Error> {
        if self.trusts_end && self.is_ending() && self.renewed().await? {
            self.trusts_end = !self.is_ending();
        }
        let mut is_renewed = false;
        let attempts = &mut Attempts::default();
        loop {
            let mut request = self.client.to_session(Method::PUT, &url(&self.url), None)?;
            let headers = request.headers_mut();
            headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
            headers.insert(BLOB_TYPE, HeaderValue::from_static("BlockBlob"));
            let sending = Sending::Piece(bytes.clone());
            let response = self.client.send_signed(request, sending, true, attempts).await?;
            match response.status() {
                status if status.is_success() => return Ok(()),
                StatusCode::FORBIDDEN if !is_renewed && self.renewed().await? => is_renewed = true,
                StatusCode::FORBIDDEN => return Err(expired(response)),
                // A block replaces itself, so it can be sent again whatever became of it.
                StatusCode::INTERNAL_SERVER_ERROR if self.client.wait_after(&no_answer(), attempts).await => {
                }
                _ => return Err(ServiceError::of(response).into()),
            }
        }
    }

    fn is_ending(&self) -> bool {
        let now = self.client.0.time.now();
        sas_end(&self.url).is_some_and(|end| end <= now + SOON)
    }

    /// Gets another URL, if that can be.
    async fn renewed(&mut self) -> Result<bool, Error> {
        let Some(renew) = &mut self.renew else {
            return Ok(false);
        };
        self.url = renew().await?;
        Ok(true)
    }
}

fn expired(response: Response<Vec<u8>>) -> Error {
    let reason = "the storage refused the signed URL, which ends after some minutes: give the upload a way to another one (`renew`), or \
                  begin anew with a new URL";
    let error = TransferError::new(TransferErrorKind::UrlExpired, reason);
    error.answered(ServiceError::of(response)).into()
}

impl<'a> IntoFuture for BlockUpload<'a> {
    type Output = Result<(), Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

/// How much; neither URL nor bytes.
impl fmt::Debug for BlockUpload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockUpload")
            .field("content", &self.content)
            .field("block_size", &self.size)
            .finish_non_exhaustive()
    }
}
