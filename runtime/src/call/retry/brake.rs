//! [`Brake`]: what a run of batches does when one after the other fails.

use super::{Attempts, RetryPolicy, When};
use crate::status::Meaning;
use std::time::Duration;

/// After so many failed batches in a row one request at a time is sent, to see whether the service works again.
const TOLERATED: u32 = 3;

/// Keeps a run of batches from running into a service that fails or refuses them all.
///
/// It goes by batches, not by their requests: what the service answers to a request by itself is that request's own
/// affair. Throttling does not put it on.
#[derive(Debug, Default)]
pub(crate) struct Brake {
    failures: u32,
    /// Failed probes, the failure that put the brake on included, and the time waited for them.
    probes: Attempts,
}

/// What the answer to a batch shows of the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Health {
    /// It works, or it refuses for the batch's own size.
    Works,
    /// It works and asks for time.
    Throttles,
    /// It does not work, or takes no batch of this client.
    Fails,
}

impl Health {
    /// What one status in answer to all of a batch shows.
    pub(crate) fn of_whole(meaning: Meaning) -> Self {
        match meaning {
            Meaning::TooLarge => Self::Works,
            Meaning::Throttled => Self::Throttles,
            _ => Self::Fails,
        }
    }

    /// What the answers to the requests of a batch show; none for a request that has no answer.
    pub(crate) fn of_parts(mut answers: impl Iterator<Item = Option<Meaning>> + Clone) -> Self {
        if answers
            .clone()
            .flatten()
            .any(|meaning| meaning == Meaning::Throttled)
        {
            Self::Throttles
        } else if answers.all(|meaning| meaning.is_none_or(Meaning::is_outage)) {
            Self::Fails
        } else {
            Self::Works
        }
    }
}

/// What is to be done about a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reaction {
    /// Nothing.
    GoOn,
    /// Send nothing for so long, then one request.
    Wait(Duration),
    /// Send nothing any more.
    Stop,
}

impl Brake {
    /// Whether one request at a time is sent.
    pub(crate) fn is_on(&self) -> bool {
        self.failures >= TOLERATED
    }

    /// A batch was answered. `is_probe`: it was sent while the brake was on.
    pub(crate) fn answered(
        &mut self,
        health: Health,
        is_probe: bool,
        policy: &RetryPolicy,
        at: When,
    ) -> Reaction {
        match health {
            Health::Works => *self = Self::default(),
            // It answers, so it can be asked as before, at the pace that it wants.
            Health::Throttles if is_probe => *self = Self::default(),
            Health::Throttles => {}
            Health::Fails => return self.failed(is_probe, policy, at),
        }
        Reaction::GoOn
    }

    fn failed(&mut self, is_probe: bool, policy: &RetryPolicy, at: When) -> Reaction {
        if self.is_on() && !is_probe {
            // It was on its way when the brake went on, so it shows nothing new.
            return Reaction::GoOn;
        }
        self.failures = self.failures.saturating_add(1);
        if !self.is_on() {
            return Reaction::GoOn;
        }
        self.probes.tries = self.probes.tries.saturating_add(1);
        match policy.probe_wait(&self.probes, at) {
            Some(wait) => {
                self.probes.waited = self.probes.waited.saturating_add(wait);
                Reaction::Wait(wait)
            }
            None => Reaction::Stop,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> When {
        When::new(std::time::SystemTime::UNIX_EPOCH)
    }

    fn fail(brake: &mut Brake, policy: &RetryPolicy) -> Reaction {
        brake.answered(Health::Fails, brake.is_on(), policy, now())
    }

    #[test]
    fn the_third_failure_in_a_row_brakes_and_the_probes_are_as_many_as_the_tries() {
        for (tries, waits) in [(1, &[3][..]), (2, &[3]), (3, &[3, 6]), (5, &[3, 6, 12, 24])] {
            let policy = RetryPolicy::new().tries(tries).jitter(0.0);
            let mut brake = Brake::default();
            for _ in 0..2 {
                assert_eq!(fail(&mut brake, &policy), Reaction::GoOn);
            }
            for wait in waits {
                assert!(
                    fail(&mut brake, &policy) == Reaction::Wait(Duration::from_secs(*wait)) && brake.is_on()
                );
            }
            assert_eq!(fail(&mut brake, &policy), Reaction::Stop, "{tries}");
        }
    }

    #[test]
    fn what_works_lets_go_and_what_was_on_its_way_does_not_count() {
        let (policy, mut brake) = (RetryPolicy::new().jitter(0.0), Brake::default());
        let answer = |brake: &mut Brake, health, is_probe| {
            brake.answered(health, is_probe, &policy, now());
            brake.is_on()
        };
        assert!(!answer(&mut brake, Health::Fails, false) && !answer(&mut brake, Health::Fails, false));
        assert!(!answer(&mut brake, Health::Works, false));
        assert!(!answer(&mut brake, Health::Fails, false) && !answer(&mut brake, Health::Fails, false));
        // Throttling is no failure, and no success either.
        assert!(!answer(&mut brake, Health::Throttles, false));
        assert!(answer(&mut brake, Health::Fails, false));
        for _ in 0..9 {
            assert_eq!(
                brake.answered(Health::Fails, false, &policy, now()),
                Reaction::GoOn
            );
        }
        assert!(!answer(&mut brake, Health::Throttles, true));
    }

    #[test]
    fn a_batch_fails_if_the_service_fails_at_all_of_it() {
        let health = |statuses: &[u16]| {
            let meanings = statuses.iter().map(|status| match status {
                0 => None,
                _ => Some(Meaning::of(http::StatusCode::from_u16(*status).unwrap())),
            });
            Health::of_parts(meanings)
        };
        assert_eq!(health(&[500, 502, 504, 401, 0]), Health::Fails);
        assert_eq!(health(&[500, 429]), Health::Throttles);
        for own in [200, 204, 400, 403, 404, 409, 412] {
            assert_eq!(health(&[500, own]), Health::Works, "{own}");
        }
    }
}
