//! One batch on its way, and what its answer means for each of its requests.

use super::{Held, SendAll};
use crate::batch::{Part, Refused, Slot, Verdict, answers_of, batch_request, cause, copy, health};
use crate::call::FreshConnection;
use crate::call::retry::{Health, Reaction, When};
use crate::error::{Error, ServiceError};
use crate::limits::retry_after;
use crate::request::FromResponse;
use crate::status::{self, Meaning};
use futures_core::Stream;
use http::{HeaderMap, Response, StatusCode};
use std::sync::Arc;
use std::task::Context;
use std::time::Duration;

/// The requests of a batch, and what came back.
pub(super) struct Landed<K, R> {
    held: Vec<Held<K, R>>,
    /// Whether it was sent to see if the service works again.
    is_probe: bool,
    result: Result<Response<Vec<u8>>, Error>,
}

/// When a batch was answered: by the time of day, and by the time that waits are measured by.
#[derive(Clone, Copy)]
struct At {
    when: When,
    elapsed: Duration,
}

impl<S, K, R> SendAll<S, K, R>
where
    S: Stream,
    K: Send + 'static,
    R: FromResponse + 'static,
{
    /// Sends what can be sent now; whether anything was.
    pub(super) fn launch(&mut self) -> bool {
        let now = self.client.0.time.elapsed();
        let mut has_sent = false;
        while self.flights.len() < self.limiter.concurrency() {
            if self.brake.is_on() && !self.flights.is_empty() {
                break;
            }
            let size = if self.brake.is_on() { 1 } else { self.batch_size };
            let most = size.min(self.limiter.allowed(now));
            let held = self.ready(most, now);
            if held.is_empty() {
                break;
            }
            self.limiter.sent(held.len(), now);
            self.fly(held);
            has_sent = true;
        }
        has_sent
    }

    /// What goes into the next batch. A batch that is not full waits while others are on their way and more can come.
    fn ready(&mut self, most: usize, now: Duration) -> Vec<Held<K, R>> {
        let is_ready = |held: &Held<K, R>| held.not_before.is_none_or(|time| time <= now);
        let count = self
            .waiting
            .iter()
            .filter(|held| is_ready(held))
            .take(most)
            .count();
        if count == 0 || (count < most && !self.has_ended && !self.flights.is_empty()) {
            return Vec::new();
        }
        let mut taken = Vec::with_capacity(count);
        let mut index = 0;
        while taken.len() < count && index < self.waiting.len() {
            match self.waiting.get(index).is_some_and(is_ready) {
                true => taken.extend(self.waiting.remove(index)),
                false => index += 1,
            }
        }
        taken
    }

    fn fly(&mut self, mut held: Vec<Held<K, R>>) {
        for held in &mut held {
            held.was_sent = true;
            held.job.sent();
        }
        self.progress.in_flight += held.len();
        let entries = held
            .iter()
            .enumerate()
            .map(|(id, held)| Part::single(id, &held.job.entry));
        let mut request = batch_request(self.client.base_url(), self.client.profile(), entries, false);
        if std::mem::take(&mut self.is_fresh) {
            request.extensions_mut().insert(FreshConnection);
        }
        let (client, is_probe) = (self.client.clone(), self.brake.is_on());
        self.flights.push(Box::pin(async move {
            let result = client.post_batch_once(request).await;
            Landed {
                held,
                is_probe,
                result,
            }
        }));
    }

    /// Takes the batches that are answered; whether there were any.
    pub(super) fn land(&mut self, cx: &mut Context<'_>) -> bool {
        let mut landed = Vec::new();
        self.flights.retain_mut(|flight| match flight.as_mut().poll(cx) {
            std::task::Poll::Ready(batch) => {
                landed.push(batch);
                false
            }
            std::task::Poll::Pending => true,
        });
        let is_any = !landed.is_empty();
        for batch in landed {
            self.progress.in_flight -= batch.held.len();
            self.settle(batch);
        }
        is_any
    }

    fn settle(&mut self, batch: Landed<K, R>) {
        let at = At {
            when: When::new(self.client.0.time.now()),
            elapsed: self.client.0.time.elapsed(),
        };
        let mut throttled = None;
        let count = batch.held.len();
        let format = self.client.profile().batch;
        let slots = (0..count).map(Slot::single);
        let answers = answers_of(batch.result, format, |id| id < count, slots);
        let health = health(&answers, 0..count);
        let policy = &self.client.0.configuration.retry;
        let reaction = self.brake.answered(health, batch.is_probe, policy, at.when);
        if reaction == Reaction::Stop {
            self.given_up = Some(Arc::new(cause(&answers)));
        }
        match answers {
            Ok(mut answers) => {
                for (id, mut held) in batch.held.into_iter().enumerate() {
                    match answers.take(id) {
                        Ok(answer) => self.answered(held, answer, &mut throttled, at),
                        // The service stopped at another's error, which does not concern this one.
                        Err(Error::NotDone(_)) => {
                            held.job.unsent();
                            self.waiting.push_front(held);
                        }
                        Err(error) => self.lost(held, error, at),
                    }
                }
            }
            Err(Refused::Lost(error)) => {
                for held in batch.held {
                    self.lost(held, copy(&error), at);
                }
            }
            Err(Refused::Whole(error)) => self.refused(batch.held, &error, &mut throttled, at),
        }
        match health {
            Health::Fails => self.limiter.failed(at.elapsed),
            _ => self.limiter.answered(throttled, at.elapsed),
        }
        match reaction {
            Reaction::GoOn => {}
            Reaction::Wait(wait) => self.limiter.brake(at.elapsed.saturating_add(wait)),
            Reaction::Stop => self.give_up(),
        }
    }

    /// Ends all requests that wait: those sent before with their outcome, the others as not tried.
    fn give_up(&mut self) {
        let Some(cause) = self.given_up.clone() else {
            return;
        };
        for held in std::mem::take(&mut self.waiting) {
            let result = held.job.given_up(&cause);
            let result = result.and_then(|response| held.request.read(response));
            self.end(held.index, held.key, result);
        }
    }

    /// The batch was refused as a whole: a smaller one may do where it was too large. The answer is kept once for all
    /// requests.
    fn refused(
        &mut self,
        held: Vec<Held<K, R>>,
        error: &ServiceError,
        throttled: &mut Option<Duration>,
        at: At,
    ) {
        if Meaning::of(error.status()) == Meaning::TooLarge && held.len() > 1 {
            self.batch_size = self.batch_size.min(held.len() / 2);
            for mut held in held.into_iter().rev() {
                held.job.unsent();
                self.waiting.push_front(held);
            }
            return;
        }
        self.is_fresh = status::wants_fresh_connection(error.status());
        self.limiter.heard(error.headers(), at.elapsed);
        let asked = self.asked(error.status(), error.headers(), at.when);
        for mut held in held {
            let own = held.request.hinted(error.share());
            let verdict = held.job.refused(own, &self.client.0.configuration.retry, at.when);
            *throttled = (*throttled).max(throttling(asked, &verdict));
            self.conclude(held, verdict, at.elapsed);
        }
    }

    fn answered(
        &mut self,
        mut held: Held<K, R>,
        mut answer: Response<Vec<u8>>,
        throttled: &mut Option<Duration>,
        at: At,
    ) {
        self.limiter.heard(answer.headers(), at.elapsed);
        self.client.0.profile.mark(&mut answer);
        let asked = self.asked(answer.status(), answer.headers(), at.when);
        let verdict = held
            .job
            .answered(answer, &self.client.0.configuration.retry, at.when);
        *throttled = (*throttled).max(throttling(asked, &verdict));
        self.conclude(held, verdict, at.elapsed);
    }

    /// How long a throttling answer asks to wait; zero where it asks for none, or for more than the policy allows.
    fn asked(&self, status: StatusCode, headers: &HeaderMap, at: When) -> Option<Duration> {
        let policy = &self.client.0.configuration.retry;
        let asked = || {
            let wait = retry_after(headers, at.now).filter(|wait| policy.allows(*wait))?;
            Some(wait.saturating_add(policy.by_chance(wait, at.chance)))
        };
        (Meaning::of(status) == Meaning::Throttled).then(|| asked().unwrap_or_default())
    }

    fn lost(&mut self, mut held: Held<K, R>, error: Error, at: At) {
        let verdict = held.job.lost(error, &self.client.0.configuration.retry, at.when);
        self.conclude(held, verdict, at.elapsed);
    }

    fn conclude(&mut self, mut held: Held<K, R>, verdict: Verdict, elapsed: Duration) {
        match verdict {
            Verdict::Done(response) => {
                let result = held.request.read(response);
                self.end(held.index, held.key, result);
            }
            Verdict::Failed(error) => self.end(held.index, held.key, Err(error)),
            Verdict::Again(wait) => {
                self.progress.retried += 1;
                held.not_before = Some(elapsed.saturating_add(wait));
                self.waiting.push_front(held);
            }
        }
    }
}

/// How long the others wait for one that was throttled, also where that one is given up.
fn throttling(asked: Option<Duration>, verdict: &Verdict) -> Option<Duration> {
    match verdict {
        Verdict::Again(wait) => asked.map(|_| *wait),
        _ => asked,
    }
}
