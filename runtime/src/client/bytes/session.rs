//! [`SessionUpload`]: an upload in pieces.

use super::content::Content;
use super::drive::Sending;
use super::upload::joined;
use super::{Report, Transferred};
use crate::call::Reach;
use crate::call::retry::{Attempts, RetryCause, When};
use crate::client::Client;
use crate::client::drive::Plan;
use crate::client::transport::BoxFuture;
use crate::error::{
    Error, ServiceError, TransferError, TransferErrorKind, TransportError, TransportErrorKind,
    holds_only_error,
};
use crate::request::FromResponse;
use crate::status::Meaning;
use crate::transfer::{Next, Outcome, Pieces, Progressed, UploadSession};
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_RANGE, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;

/// The size of pieces that all known services take: below Outlook's 4 MB, and a multiple of what drives want.
const PIECE: u64 = 3_932_160;

/// The name in metrics: a URL that is a secret has none.
const TEMPLATE: &str = "-";

/// An upload in pieces on its way; made by [`Client::upload_session`]. Await it.
///
/// ```
/// use odata_entity::client::Content;
/// use odata_entity::transfer::UploadSession;
/// use odata_entity::{Json, path};
/// use serde_json::{Value, json};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let service = odata_entity_testing::Service::builder()
/// #     .upload_sessions("/me/drive/items/{id}/createUploadSession", odata_entity_testing::UploadSessions::Drive)
/// #     .start()
/// #     .await;
/// # let client = odata_entity::Client::new(service.base_url(), odata_entity::FixedToken::new(service.token()))?;
/// let create = path!("/me/drive/items/{id}/createUploadSession", "i").post(&json!({}));
/// let session: UploadSession = client.send(create).await?;
/// // Or `Content::file("big.iso").await?`.
/// let content = Content::from(vec![0; 1_000_000]);
/// let mut sent = 0;
/// let upload = client.upload_session(&session, content).piece_size(327_680);
/// let Json(item): Json<Value> = upload.progress(|transferred| sent = transferred.bytes).await?;
/// assert_eq!(sent, 1_000_000);
/// # Ok(())
/// # }
/// ```
#[must_use = "it sends nothing until it is awaited"]
pub struct SessionUpload<'a, R> {
    client: &'a Client,
    session: UploadSession,
    content: Content,
    piece: u64,
    is_deferred: bool,
    report: Option<Report<'a>>,
    answer: PhantomData<fn() -> R>,
}

impl Client {
    /// Uploads content to a session in pieces, and reads the answer to the last one: the item, [`Written`](crate::Written) of it
    /// where a service answers without one (Outlook), or `()`.
    ///
    /// ```no_run
    /// # use odata_entity::{Client, Error, client::Content, path, transfer::UploadSession, Json};
    /// # use serde_json::{Value, json};
    /// # async fn example(client: Client) -> Result<(), Error> {
    /// let item = json!({"item": {"@microsoft.graph.conflictBehavior": "replace"}});
    /// let create = path!("/me/drive/root:/{+path}:/createUploadSession", "images/big.iso").post(&item);
    /// let session: UploadSession = client.send(create).await?;
    /// let Json(item): Json<Value> = client.upload_session(&session, Content::file("big.iso").await?).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Pieces go in order, each once, unless the service asks for one again. Where an answer is lost, or a piece is refused (416), the
    /// service is asked what it wants. So it is before anything is sent, where the session does not come from the
    /// answer that made it: keep the session (it is written and read by serde), and a later process goes on where this one
    /// ended. No token and no header of the client goes to the session's URL. A piece is held in memory, no more.
    ///
    /// # Errors
    ///
    /// [`Error::Transfer`] with its [kind](TransferErrorKind): a session that is over (404, 410), ranges that cannot be, content that
    /// is not as long as its length; the service's error for a piece; a connection that broke more often than the
    /// [`RetryPolicy`](crate::RetryPolicy) tries. After the latter two the session can be taken up again.
    #[doc(alias("createUploadSession", "LargeFileUploadTask"))]
    pub fn upload_session<R: FromResponse>(
        &self,
        session: &UploadSession,
        content: impl Into<Content>,
    ) -> SessionUpload<'_, R> {
        SessionUpload {
            client: self,
            session: session.clone(),
            content: content.into(),
            piece: PIECE,
            is_deferred: false,
            report: None,
            answer: PhantomData,
        }
    }

    /// Asks a session what it still wants: the session with its `expected_ranges` as they are now, to keep.
    ///
    /// # Errors
    ///
    /// [`TransferErrorKind::SessionOver`] where it is over; those of [`send_external`](Self::send_external).
    pub async fn session_status(&self, session: &UploadSession) -> Result<UploadSession, Error> {
        let answer = self.ask(session, false, &mut Attempts::default()).await?;
        Ok(session.now(answer))
    }

    /// Cancels a session: the service forgets what it has.
    ///
    /// # Errors
    ///
    /// [`TransferErrorKind::SessionOver`] where it is over already: completed, expired or cancelled.
    pub async fn cancel_session(&self, session: &UploadSession) -> Result<(), Error> {
        let request = self.to_session(Method::DELETE, session.upload_url(), None)?;
        let attempts = &mut Attempts::default();
        let response = self
            .send_signed(request, Sending::Nothing, true, attempts)
            .await?;
        match response.status() {
            status if status.is_success() => Ok(()),
            _ => Err(refused(response, false)),
        }
    }

    /// What a session still wants.
    async fn ask(
        &self,
        session: &UploadSession,
        may_be_done: bool,
        attempts: &mut Attempts,
    ) -> Result<Progressed, Error> {
        let request = self.to_session(Method::GET, session.upload_url(), None)?;
        let response = self
            .send_signed(request, Sending::Nothing, true, attempts)
            .await?;
        if !response.status().is_success() {
            return Err(refused(response, may_be_done));
        }
        progressed(&response)
    }

    pub(super) fn to_session(
        &self,
        method: Method,
        url: &str,
        header: Option<(HeaderName, &str)>,
    ) -> Result<Request<Vec<u8>>, Error> {
        let mut request = Request::new(Vec::new());
        *request.method_mut() = method;
        *request.uri_mut() = self.absolute(url)?;
        if let Some((name, value)) = header
            && let Ok(value) = HeaderValue::from_str(value)
        {
            request.headers_mut().insert(name, value);
            let bytes = HeaderValue::from_static("application/octet-stream");
            request.headers_mut().insert(CONTENT_TYPE, bytes);
        }
        request
            .headers_mut()
            .insert(ACCEPT, HeaderValue::from_static("application/json"));
        Ok(request)
    }

    /// Waits as the policy has it after an answer was lost; not at all where it gives up.
    pub(super) async fn wait_after(&self, lost: &TransportError, attempts: &mut Attempts) -> bool {
        let (cause, at) = (RetryCause::Transport(lost), When::new(self.0.time.now()));
        let Some(wait) = self.0.configuration.retry.wait(attempts, cause, true, at) else {
            return false;
        };
        attempts.waited = attempts.waited.saturating_add(wait);
        self.0.time.sleep(wait).await;
        true
    }

    /// Sends to a URL that is a credential itself.
    pub(super) async fn send_signed(
        &self,
        request: Request<Vec<u8>>,
        sending: Sending,
        is_repeatable: bool,
        attempts: &mut Attempts,
    ) -> Result<Response<Vec<u8>>, Error> {
        let plan = Plan {
            template: TEMPLATE,
            reach: Reach::Signed,
            is_repeatable,
        };
        joined(self.drive_bytes(request, sending, &plan, attempts).await?).await
    }
}

impl<'a, R: FromResponse> SessionUpload<'a, R> {
    /// The size of the pieces in bytes: a multiple of 327,680 below 60 MiB, as drives want it; 3,932,160 unless set, which fits
    /// all services. Larger ones are quicker where the way is long; Outlook takes less than 4 MB, print less than 10 MB.
    ///
    /// Another size is an error when the upload is awaited.
    pub fn piece_size(mut self, bytes: u64) -> Self {
        self.piece = bytes;
        self
    }

    /// The session was made with `deferCommit`: after the last piece the upload is completed with a POST without a body.
    pub fn deferred_commit(mut self) -> Self {
        self.is_deferred = true;
        self
    }

    /// Is called after each piece, and first with what the service has already.
    pub fn progress(mut self, report: impl FnMut(Transferred) + Send + 'a) -> Self {
        self.report = Some(Box::new(report));
        self
    }

    async fn run(mut self) -> Result<R, Error> {
        let (is_new, listed) = (self.session.is_new(), self.session.listed());
        let mut pieces = Pieces::new(self.content.length(), self.piece, is_new, listed)?;
        let mut attempts = Attempts::default();
        loop {
            match pieces.next() {
                Next::Ask => {
                    let may_be_done = pieces.may_be_complete();
                    attempts.next_page();
                    let answer = self.client.ask(&self.session, may_be_done, &mut attempts).await?;
                    pieces.asked(&answer)?;
                    self.note(&pieces);
                }
                Next::Put(first, end) => {
                    let put = self.put(&mut pieces, first, end, &mut attempts).await?;
                    self.note(&pieces);
                    if let Some(response) = put {
                        return self.read(response);
                    }
                }
                Next::Commit if self.is_deferred => {
                    let request = self
                        .client
                        .to_session(Method::POST, self.session.upload_url(), None)?;
                    attempts.next_page();
                    let sent = self
                        .client
                        .send_signed(request, Sending::Nothing, false, &mut attempts);
                    let response = sent.await?;
                    return match response.status().is_success() {
                        true => self.read(response),
                        false => Err(refused(response, false)),
                    };
                }
                Next::Commit => {
                    let reason = "the service has all bytes and did not complete the upload: a session made with `deferCommit` is \
                                  completed with `deferred_commit()`";
                    return Err(TransferError::new(TransferErrorKind::NotCompleted, reason).into());
                }
            }
        }
    }

    fn note(&mut self, pieces: &Pieces) {
        if let Some(report) = &mut self.report {
            report(Transferred {
                bytes: pieces.done(),
                total: self.content.length(),
            });
        }
    }

    /// Sends a piece; the answer, if that completed the upload.
    async fn put(
        &mut self,
        pieces: &mut Pieces,
        first: u64,
        end: u64,
        attempts: &mut Attempts,
    ) -> Result<Option<Response<Vec<u8>>>, Error> {
        pieces.sending(first, end)?;
        let bytes: Bytes = self.content.piece(first, end).await?;
        let range = format!("bytes {first}-{}/{}", end - 1, self.content.length());
        let header = Some((CONTENT_RANGE, range.as_str()));
        let request = self
            .client
            .to_session(Method::PUT, self.session.upload_url(), header)?;
        attempts.next_page();
        // Not sent again by itself: what became of a lost one is asked first.
        let sent = self
            .client
            .send_signed(request, Sending::Piece(bytes), false, attempts)
            .await;
        let response = match sent {
            Ok(response) => response,
            Err(error) => {
                let (Error::Transport(lost) | Error::Timeout(lost)) = &error else {
                    return Err(error);
                };
                let can_be_asked = lost.may_be_done() && lost.kind() != TransportErrorKind::TooLarge;
                return match can_be_asked
                    && pieces.uncertain(end, true)
                    && self.client.wait_after(lost, attempts).await
                {
                    true => Ok(None),
                    false => Err(error),
                };
            }
        };
        let status = response.status();
        if status.is_success() {
            let answer = progressed(&response)?;
            let outcome = pieces.taken(first, end, status, &answer)?;
            return Ok((outcome == Outcome::Complete).then_some(response));
        }
        let is_again = match Meaning::of(status) {
            _ if status == StatusCode::RANGE_NOT_SATISFIABLE => pieces.uncertain(end, false),
            Meaning::Failed | Meaning::Unanswered => {
                let lost = no_answer();
                pieces.uncertain(end, true) && self.client.wait_after(&lost, attempts).await
            }
            _ => false,
        };
        match is_again {
            true => Ok(None),
            false => Err(refused(response, false)),
        }
    }

    /// The answer that completed the upload.
    fn read(&self, mut response: Response<Vec<u8>>) -> Result<R, Error> {
        self.client.0.profile.mark(&mut response);
        if R::is_answer(response.status()) && !holds_only_error(response.body()) {
            return R::from_response(response);
        }
        Err(ServiceError::of(response).into())
    }
}

impl<'a, R: FromResponse + 'a> IntoFuture for SessionUpload<'a, R> {
    type Output = Result<R, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

/// Why a request is sent again that a service failed at, or that a gateway gave up.
pub(super) fn no_answer() -> TransportError {
    TransportError::new(TransportErrorKind::Interrupted, "no answer of the service itself")
}

/// What an answer has of the session; nothing where its body is of something else.
fn progressed(response: &Response<Vec<u8>>) -> Result<Progressed, Error> {
    let body = crate::text::without_mark(response.body());
    if body.trim_ascii().is_empty() {
        return Ok(Progressed::default());
    }
    serde_json::from_slice(body).or_else(|error| match response.status() {
        // An item of any form, or text, after the last piece.
        StatusCode::OK | StatusCode::CREATED => Ok(Progressed::default()),
        _ => {
            let reason = format!("the service's answer to a piece cannot be read: {error}");
            let kind = TransferErrorKind::UnexpectedRange;
            Err(TransferError::new(kind, crate::text::without_values(&reason)).into())
        }
    })
}

/// The error of an answer.
fn refused(response: Response<Vec<u8>>, may_be_done: bool) -> Error {
    let answer = ServiceError::of(response);
    if !matches!(answer.status(), StatusCode::NOT_FOUND | StatusCode::GONE) {
        return answer.into();
    }
    let reason = match may_be_done {
        true => {
            "the answer to the last piece was lost, and the session is over: the upload may be complete, so look for the item \
                 before you begin anew"
        }
        false => {
            "the upload session is over: completed, cancelled or expired; make a new one, and begin anew"
        }
    };
    let error = TransferError::new(TransferErrorKind::SessionOver, reason).answered(answer);
    error.perhaps_done(may_be_done).into()
}

/// How much; neither URL nor bytes.
impl<R> fmt::Debug for SessionUpload<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionUpload")
            .field("session", &self.session)
            .field("content", &self.content)
            .finish_non_exhaustive()
    }
}
