//! Driving a [`Call`] with a transport, a clock and the held token.

use super::observer::{Event, What};
use super::{Client, Inner};
use crate::call::auth::TokenRequest;
use crate::call::retry::Attempts;
use crate::call::{Call, Reach, Step};
use crate::error::Error;
use http::{Method, Request, Response};

/// What a call is named by, and what it may do.
pub(super) struct Plan<'p> {
    pub(super) template: &'p str,
    pub(super) reach: Reach,
    pub(super) is_repeatable: bool,
}

impl Client {
    /// Sends a request with all retries, redirects and tokens that it takes.
    pub(super) async fn drive(
        &self,
        request: Request<Vec<u8>>,
        plan: Plan<'_>,
        attempts: &mut Attempts,
    ) -> Result<Response<Vec<u8>>, Error> {
        match self.wants_csrf(&request) {
            // Boxed, so that the other calls do not carry it with them.
            true => Box::pin(self.drive_in_session(request, plan, attempts)).await,
            false => self.drive_call(request, &plan, attempts).await,
        }
    }

    /// Sends a request as it is.
    pub(super) async fn drive_call(
        &self,
        request: Request<Vec<u8>>,
        plan: &Plan<'_>,
        attempts: &mut Attempts,
    ) -> Result<Response<Vec<u8>>, Error> {
        let inner = &*self.0;
        let method = request.method().clone();
        let mut call = Call::new(
            &inner.configuration,
            request,
            plan.reach,
            plan.is_repeatable,
            attempts.clone(),
        );
        let span = super::trace::Span::new(&method, plan.template);
        let result = span.scope(inner.follow(&mut call, &method, plan.template)).await;
        *attempts = call.attempts().clone();
        span.end(&result, call.sent());
        if let Err(error) = &result {
            inner.notify(&method, plan.template, call.sent(), What::Failed { error });
        }
        result
    }
}

impl Inner {
    async fn follow(
        &self,
        call: &mut Call<'_>,
        method: &Method,
        template: &str,
    ) -> Result<Response<Vec<u8>>, Error> {
        loop {
            match call.step() {
                Step::Authorize(request) => self.authorize(call, &request).await?,
                Step::Send(request) => {
                    let sent = call.sent();
                    self.notify(method, template, sent, What::Sending);
                    let result = self.transport.send(request).await;
                    let what = match &result {
                        Ok(response) => What::Answered {
                            status: response.status(),
                            headers: response.headers(),
                        },
                        Err(error) => What::Lost { error },
                    };
                    self.notify(method, template, sent, what);
                    call.answered(result, self.time.now());
                }
                Step::Wait(time) => {
                    self.notify(method, template, call.sent(), What::Waiting { time });
                    self.time.sleep(time).await;
                }
                Step::Done(result) => return *result,
            }
        }
    }

    pub(super) async fn authorize(&self, call: &mut Call<'_>, request: &TokenRequest) -> Result<(), Error> {
        let refused = call.refused_credential().filter(|_| request.refused).cloned();
        let credential = self.tokens.credential(request, refused.as_ref()).await?;
        call.authorized_by(credential);
        Ok(())
    }

    pub(super) fn notify(&self, method: &Method, template: &str, sent: u32, what: What<'_>) {
        if let Some(observer) = &self.observer {
            observer.event(&Event {
                method,
                template,
                sent,
                what,
            });
        }
    }
}
