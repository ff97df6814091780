//! Where in the changes a request is, by its tokens.

use crate::answer::Problem;
use crate::query::unescape;

/// Where in the changes a request is.
#[derive(Clone, Copy)]
pub(super) struct Position {
    /// The version that the client has; 0 if it has nothing.
    pub(super) since: u64,
    /// The version at which the round began.
    pub(super) from: u64,
    /// The version up to which changes were given out.
    pub(super) at: u64,
}

impl Position {
    pub(super) fn link(self) -> String {
        format!("{}-{}-{}", self.since, self.from, self.at)
    }

    /// Reads a token: of a next link all three, of a delta link the first.
    pub(super) fn read(token: &str, now: u64) -> Option<Self> {
        let numbers: Result<Vec<u64>, _> = token.split('-').map(str::parse).collect();
        match *numbers.ok()?.as_slice() {
            [since] => Some(Self {
                since,
                from: now,
                at: since,
            }),
            [since, from, at] => Some(Self { since, from, at }),
            _ => None,
        }
    }
}

/// What a query has beyond the options of a list.
#[derive(Default)]
pub(super) struct Tokens {
    pub(super) skip: Option<String>,
    pub(super) delta: Option<String>,
    /// The rest, as it was written.
    pub(super) rest: String,
}

impl Tokens {
    pub(super) fn read(query: &str) -> Result<Self, Problem> {
        let mut out = Self::default();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            match unescape(name)?.as_str() {
                "$skiptoken" => out.skip = Some(unescape(value)?),
                "$deltatoken" | "token" => out.delta = Some(unescape(value)?),
                "again" => {}
                _ => {
                    let separator = if out.rest.is_empty() { "" } else { "&" };
                    out.rest = format!("{}{separator}{pair}", out.rest);
                }
            }
        }
        Ok(out)
    }

    /// Whether the link is one of a delta, and not of a list.
    pub(super) fn is_delta(&self) -> bool {
        self.delta.is_some() || self.skip.as_deref().is_some_and(|token| token.contains('-'))
    }
}
