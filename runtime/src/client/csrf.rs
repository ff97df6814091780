//! The session that writes of a client share, where its service wants one: fetched once, and anew when it is refused.

use super::Client;
use super::drive::Plan;
use crate::batch::copy;
use crate::call::csrf::{CsrfSession, fetches, is_required, is_write};
use crate::call::retry::Attempts;
use crate::call::{Reach, Tries};
use crate::error::{Error, SentToken};
use http::header::USER_AGENT;
use http::{Request, Response};
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::Mutex;

/// The lock is held while it is fetched, so that one request fetches it for all that wait.
#[derive(Default)]
pub(super) struct Csrf {
    /// How many fetches were begun.
    begun: AtomicU64,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    /// How often it was fetched.
    number: u64,
    session: Option<CsrfSession>,
    /// Which fetch failed last, and how; none after one that did not.
    failed: Option<(u64, Error)>,
}

impl Client {
    /// Whether a request is a write to a service that wants a session with it.
    pub(super) fn wants_csrf(&self, request: &Request<Vec<u8>>) -> bool {
        let inner = &*self.0;
        inner.profile.csrf && is_write(request.method()) && inner.configuration.origin.is_of(request.uri())
    }

    /// Sends a write with the session, and once more with another one where the service asks for that.
    pub(super) async fn drive_in_session(
        &self,
        request: Request<Vec<u8>>,
        plan: Plan<'_>,
        attempts: &mut Attempts,
    ) -> Result<Response<Vec<u8>>, Error> {
        let (number, session) = self.csrf_session(None).await?;
        let first = self
            .drive_with(&request, session.as_ref(), &plan, attempts)
            .await?;
        if !is_required(&first) {
            return Ok(first);
        }
        let (_, session) = self.csrf_session(Some(number)).await?;
        if session.is_none() {
            return Ok(first);
        }
        let mut second = self
            .drive_with(&request, session.as_ref(), &plan, attempts)
            .await?;
        let before = first.extensions().get::<Tries>().map_or(0, |tries| tries.0);
        if let Some(tries) = second.extensions_mut().get_mut::<Tries>() {
            tries.0 = tries.0.saturating_add(before);
        }
        Ok(second)
    }

    async fn drive_with(
        &self,
        request: &Request<Vec<u8>>,
        session: Option<&CsrfSession>,
        plan: &Plan<'_>,
        attempts: &mut Attempts,
    ) -> Result<Response<Vec<u8>>, Error> {
        let mut request = request.clone();
        if let Some(session) = session {
            session.put_on(&mut request);
        }
        let mut response = self.drive_call(request, plan, attempts).await?;
        if let Some(session) = session {
            let sent: &mut SentToken = response.extensions_mut().get_or_insert_default();
            sent.add(session.secrets());
        }
        Ok(response)
    }

    /// The session that is held, or another one where that with this number was refused.
    pub(super) async fn csrf_session(
        &self,
        refused: Option<u64>,
    ) -> Result<(u64, Option<CsrfSession>), Error> {
        let csrf = &self.0.csrf;
        let begun = csrf.begun.load(Ordering::SeqCst);
        let (mut held, has_waited) = match csrf.held.try_lock() {
            Ok(held) => (held, false),
            Err(_) => (csrf.held.lock().await, true),
        };
        if held.number != 0 && refused != Some(held.number) {
            return Ok((held.number, held.session.clone()));
        }
        // Who waited for a fetch shares its failure: otherwise each would wait for all before it.
        match &held.failed {
            Some((number, error)) if has_waited && *number >= begun => return Err(copy(error)),
            _ => {}
        }
        let number = csrf.begun.fetch_add(1, Ordering::SeqCst) + 1;
        held.failed = None;
        match self.fetch_csrf_session().await {
            Ok(session) => held.session = session,
            Err(error) => {
                held.failed = Some((number, copy(&error)));
                return Err(error);
            }
        }
        held.number += 1;
        Ok((held.number, held.session.clone()))
    }

    /// Asks the service root. An answer without a token, of whatever status, is none.
    async fn fetch_csrf_session(&self) -> Result<Option<CsrfSession>, Error> {
        let inner = &*self.0;
        let plan = Plan {
            template: "/",
            reach: Reach::Service,
            is_repeatable: true,
        };
        for mut request in fetches(&inner.base_url)? {
            inner.profile.finish(&mut request, &inner.base_url);
            request.headers_mut().insert(USER_AGENT, inner.user_agent.clone());
            let response = match self.drive_call(request, &plan, &mut Attempts::default()).await {
                Ok(response) => response,
                // It leads to a page for people, or in a circle: the other spelling may not.
                Err(Error::Link(_)) => continue,
                Err(error) => return Err(error),
            };
            if let Some(session) = CsrfSession::read(&inner.base_url, &response) {
                return Ok(Some(session));
            }
        }
        Ok(None)
    }
}
