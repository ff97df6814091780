//! [`PollUntil`]: work that takes long, and shows in what is read.

use super::Client;
use super::transport::BoxFuture;
use crate::call::Unfinished;
use crate::call::retry::Attempts;
use crate::error::Error;
use crate::limits::retry_after;
use crate::request::{FromResponse, Request};
use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

/// The shortest delay between two requests, also where the service asks for less.
const LEAST: Duration = Duration::from_secs(1);

/// A request that is sent until its answer meets a condition; made by [`Client::poll_until`]. Await it.
///
/// ```
/// use odata_entity::Entity;
/// use std::time::Duration;
///
/// #[derive(Entity)]
/// #[odata(type = "microsoft.graph.deviceManagementExportJob", path = "/deviceManagement/reports/exportJobs/{id}")]
/// struct ExportJob {
///     status: Option<String>,
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let job = odata_entity_testing::EntityType::new("microsoft.graph.deviceManagementExportJob")
/// #     .key("id")
/// #     .property(odata_entity_testing::Property::string("status"));
/// # let service = odata_entity_testing::Service::builder()
/// #     .entity_set("/deviceManagement/reports/exportJobs", job)
/// #     .insert("/deviceManagement/reports/exportJobs/j", serde_json::json!({"status": "completed"}))
/// #     .start()
/// #     .await;
/// # let client = odata_entity::Client::new(service.base_url(), odata_entity::FixedToken::new(service.token()))?;
/// let job = client
///     .poll_until(ExportJob::path("j").get(), |job| job.status.as_deref() != Some("inProgress"))
///     .every(Duration::from_secs(2), Duration::from_secs(60))
///     .limit(Duration::from_secs(300))
///     .await?;
/// assert_eq!(job.status.as_deref(), Some("completed"));
/// # Ok(())
/// # }
/// ```
#[must_use = "it sends nothing until it is awaited"]
pub struct PollUntil<'a, R, F> {
    client: &'a Client,
    request: Request<R>,
    is_done: F,
    first: Duration,
    longest: Duration,
    limit: Duration,
}

impl Client {
    /// Sends a request again and again until its answer meets a condition, and gives that answer: an entity whose state
    /// changes, a function that reports one.
    ///
    /// ```no_run
    /// # use odata_entity::{Client, Entity, Error};
    /// use std::time::Duration;
    ///
    /// #[derive(Entity)]
    /// #[odata(type = "microsoft.graph.deviceManagementExportJob", path = "/deviceManagement/reports/exportJobs/{id}")]
    /// struct ExportJob {
    ///     status: Option<String>,
    ///     url: Option<String>,
    /// }
    ///
    /// # async fn example(client: Client) -> Result<(), Error> {
    /// let is_over = |job: &ExportJob| matches!(job.status.as_deref(), Some("completed" | "failed"));
    /// let job = client.poll_until(ExportJob::path("j").get(), is_over).limit(Duration::from_secs(300)).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Let the condition hold for a failure as well, and look at what came back: else a job that failed is polled until the limit.
    /// Between two requests it waits as long as the service asks (`Retry-After`), else 1 s at first, twice as long each time, and at
    /// most 30 s. Each request is sent again as the [`RetryPolicy`](crate::RetryPolicy) allows.
    ///
    /// # Errors
    ///
    /// [`Error::Unfinished`] with the last answer where the limit is reached: 10 minutes of waiting unless set. Those of
    /// [`send`](Self::send).
    #[doc(alias("polling", "wait until"))]
    pub fn poll_until<R, F>(&self, request: Request<R>, is_done: F) -> PollUntil<'_, R, F>
    where
        R: FromResponse,
        F: FnMut(&R) -> bool + Send,
    {
        PollUntil {
            client: self,
            request,
            is_done,
            first: LEAST,
            longest: Duration::from_secs(30),
            limit: Duration::from_secs(600),
        }
    }
}

impl<R, F> PollUntil<'_, R, F> {
    /// The longest total wait; 10 minutes unless set. A wait that does not fit is not begun.
    pub fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// The delay after the first answer and the longest one, where the service asks for none; 1 s and 30 s unless set. It doubles
    /// each time; two of one length are a steady delay. It is 1 s at least.
    pub fn every(mut self, first: Duration, longest: Duration) -> Self {
        self.first = first.max(LEAST);
        self.longest = longest.max(self.first);
        self
    }
}

impl<R: FromResponse, F: FnMut(&R) -> bool + Send> PollUntil<'_, R, F> {
    async fn run(mut self) -> Result<R, Error> {
        let (mut polls, mut waited, mut attempts) = (0_u32, Duration::ZERO, Attempts::default());
        loop {
            attempts.next_page();
            let response = self.client.respond(&self.request, &mut attempts).await?;
            let asked = retry_after(response.headers(), self.client.0.time.now());
            let (status, body) = (response.status(), response.body().clone());
            {
                let value = self.request.read(response)?;
                if (self.is_done)(&value) {
                    return Ok(value);
                }
            }
            let backoff = self.first.saturating_mul(1 << polls.min(16)).min(self.longest);
            let wait = asked.map_or(backoff, |asked| asked.max(LEAST));
            polls = polls.saturating_add(1);
            let after = waited.saturating_add(wait);
            if after > self.limit {
                let last = Unfinished::new(polls, waited, status, body);
                return Err(Error::Unfinished(Box::new(last)));
            }
            self.client.0.time.sleep(wait).await;
            waited = after;
        }
    }
}

impl<'a, R, F> IntoFuture for PollUntil<'a, R, F>
where
    R: FromResponse + 'a,
    F: FnMut(&R) -> bool + Send + 'a,
{
    type Output = Result<R, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl<R, F> fmt::Debug for PollUntil<'_, R, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PollUntil")
            .field("request", &self.request)
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}
