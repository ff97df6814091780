//! One request with all bytes.

use super::content::Content;
use super::drive::{Sending, share};
use crate::call::csrf::is_required;
use crate::call::retry::Attempts;
use crate::client::Client;
use crate::client::drive::Plan;
use crate::client::transport::{BodyStream, collect};
use crate::error::{Error, SentToken, TransportError, TransportErrorKind};
use crate::request::{FromResponse, Upload};
use http::{Request, Response};

/// The most of an answer to an upload that is read.
const ANSWER_BYTES: usize = 64 << 20;

impl Client {
    /// Sends a request with these bytes as its body, which are not held in memory: a file, a stream, or what is in memory
    /// already.
    ///
    /// ```no_run
    /// # use odata_entity::{Client, Error, client::Content, path};
    /// # async fn example(client: Client) -> Result<(), Error> {
    /// let photo = Content::file("photo.jpg").await?;
    /// client.upload(path!("/me/photo/$value").put_bytes::<()>("image/jpeg"), photo).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Content that can be read again is sent again as the [`RetryPolicy`](crate::RetryPolicy) allows. A stream is sent once, and
    /// after that only where nothing of it was read yet. [`ClientBuilder::timeout`](crate::client::ClientBuilder::timeout) is here
    /// the time in which nothing is sent and nothing comes.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send); [`Error::Transfer`] for content that cannot be read or is not as long as its length.
    pub async fn upload<R: FromResponse>(
        &self,
        upload: Upload<R>,
        content: impl Into<Content>,
    ) -> Result<R, Error> {
        let (request, mut content) = (upload.into_request(), content.into());
        if content.length() == 0 {
            // A body without bytes is never asked for any.
            content.piece(0, 0).await?;
        }
        let plan = Plan {
            template: request.template(),
            reach: request.reach(),
            is_repeatable: request.is_repeatable() && content.is_rereadable(),
        };
        let is_rereadable = content.is_rereadable();
        let sending = Sending::All(share(content));
        let http = self.build(&request)?;
        let mut response = match self.wants_csrf(&http) {
            true => self.upload_in_session(http, sending, plan, is_rereadable).await?,
            false => self.upload_once(http, sending, &plan).await?,
        };
        self.0.profile.mark(&mut response);
        request.read(response)
    }
}

impl Client {
    async fn upload_once(
        &self,
        http: Request<Vec<u8>>,
        sending: Sending,
        plan: &Plan<'_>,
    ) -> Result<Response<Vec<u8>>, Error> {
        let attempts = &mut Attempts::default();
        joined(self.drive_bytes(http, sending, plan, attempts).await?).await
    }

    /// With the session of writes, and once more with another one where the service asks for that and the content can be read
    /// again.
    async fn upload_in_session(
        &self,
        http: Request<Vec<u8>>,
        sending: Sending,
        plan: Plan<'_>,
        is_rereadable: bool,
    ) -> Result<Response<Vec<u8>>, Error> {
        let mut refused = None;
        loop {
            let (number, session) = self.csrf_session(refused).await?;
            let mut with = http.clone();
            if let Some(session) = &session {
                session.put_on(&mut with);
            }
            let mut response = self.upload_once(with, sending.clone(), &plan).await?;
            if let Some(session) = &session {
                let sent: &mut SentToken = response.extensions_mut().get_or_insert_default();
                sent.add(session.secrets());
            }
            let is_again = is_required(&response) && refused.is_none() && is_rereadable && session.is_some();
            if !is_again {
                return Ok(response);
            }
            refused = Some(number);
        }
    }
}

/// An answer with its body.
pub(super) async fn joined(
    (response, stream): (Response<Vec<u8>>, Option<BodyStream>),
) -> Result<Response<Vec<u8>>, Error> {
    let Some(stream) = stream else {
        return Ok(response);
    };
    let (parts, _) = response.into_parts();
    let (body, is_more) = collect(stream, ANSWER_BYTES)
        .await
        .map_err(|error| match error.kind() {
            TransportErrorKind::Timeout => Error::Timeout(error),
            _ => Error::Transport(error),
        })?;
    if is_more {
        let reason = format!("more than {ANSWER_BYTES} bytes");
        return Err(Error::Transport(TransportError::new(
            TransportErrorKind::TooLarge,
            reason,
        )));
    }
    Ok(Response::from_parts(parts, body))
}
