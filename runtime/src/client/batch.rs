//! Sending batches.

use super::Client;
use super::drive::Plan;
use crate::batch::{Batch, BatchResults, BatchStep};
use crate::call::Reach;
use crate::call::retry::Attempts;
use crate::error::Error;
use crate::profile::BatchFormat;
use http::header::USER_AGENT;
use http::{Request, Response};

impl Client {
    /// Sends a batch, in parts as large as the service allows, and gives the results by the handles of its requests
    /// ([`BatchResults::take`]), which have the errors too. Where a service
    /// has no batches ([`Profile::batch`](crate::Profile::batch)), the requests are sent one by one.
    ///
    /// Requests that are throttled, or whose answer was lost and that may be repeated, are sent again without the
    /// others. Each request has its own result: one that fails does not affect the others. Where one `$batch` after
    /// the other fails, those that are left end as [`Error::NotTried`], as in
    /// [`update_all`](Self::update_all).
    ///
    /// ```no_run
    /// # use odata_entity::{Client, Error, FromResponse, Request};
    /// # async fn example<A: FromResponse, B: FromResponse>(client: Client, write: Request<A>, read: Request<B>) -> Result<(), Error> {
    /// use odata_entity::batch::Batch;
    ///
    /// let mut batch = Batch::new();
    /// let written = batch.add(write);
    /// let read = batch.add_after([written.id()], read);
    /// let mut results = client.send_batch(batch).await;
    /// let entity = results.take(read)?;
    /// let _ = results.take(written)?;
    /// # Ok(())
    /// # }
    /// ```
    #[doc(alias("$batch", "BatchRequestContent"))]
    pub async fn send_batch(&self, batch: Batch) -> BatchResults {
        let inner = &*self.0;
        let mut run = batch.start(&inner.base_url, &inner.profile, &inner.configuration.retry);
        loop {
            match run.step(inner.time.steady()) {
                BatchStep::Send(request) => {
                    let result = self.post_batch(*request).await;
                    run.answered(result, inner.time.now());
                }
                BatchStep::Wait(time) => inner.time.sleep(time).await,
                BatchStep::Done => return run.into_results(),
            }
        }
    }

    /// Sends one `$batch`. It is tried again as a whole only where the service refused it as a whole; a request by itself, where the
    /// service has no batches, is tried again by the run.
    async fn post_batch(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Error> {
        let mut attempts = match self.profile().batch {
            BatchFormat::None => Attempts::spent(),
            _ => Attempts::default(),
        };
        self.post(request, &mut attempts).await
    }

    /// Sends one `$batch`, once: the caller decides what is sent again.
    pub(super) async fn post_batch_once(
        &self,
        request: Request<Vec<u8>>,
    ) -> Result<Response<Vec<u8>>, Error> {
        self.post(request, &mut Attempts::spent()).await
    }

    async fn post(
        &self,
        mut request: Request<Vec<u8>>,
        attempts: &mut Attempts,
    ) -> Result<Response<Vec<u8>>, Error> {
        let inner = &*self.0;
        inner.profile.finish(&mut request, &inner.base_url);
        request.headers_mut().insert(USER_AGENT, inner.user_agent.clone());
        let plan = Plan {
            template: match inner.profile.batch {
                // The paths of these have keys in them, which are not for logs.
                BatchFormat::None => "-",
                _ => "/$batch",
            },
            reach: Reach::Service,
            is_repeatable: false,
        };
        self.drive(request, plan, attempts).await
    }
}
