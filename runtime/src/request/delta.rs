//! What a request of a delta has that others do not: how it starts, and what of it is kept.

use super::Request;
use crate::headers::{is_of_the_connection, is_secret};
use http::{HeaderName, HeaderValue};

/// How a delta is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Started {
    /// Not at all, or by a path of the user's own.
    #[default]
    Otherwise,
    /// By the function `delta` of one entity.
    OfOne,
    /// By the preference `odata.track-changes`.
    ByPreference,
}

impl<R> Request<R> {
    /// As the delta of what is below one entity, such as the root of a drive.
    pub(crate) fn of_one(mut self) -> Self {
        self.parts.started = Started::OfOne;
        self
    }

    /// With the preference that changes are tracked.
    pub(crate) fn tracking(mut self) -> Self {
        self.parts.started = Started::ByPreference;
        self.prefer("odata.track-changes")
    }

    /// The query option and value for a delta that starts now: drives have one of their own.
    pub(crate) fn latest_option(&self) -> &'static str {
        match self.parts.started {
            Started::OfOne => "token",
            Started::Otherwise | Started::ByPreference => "$deltatoken",
        }
    }

    /// At the beginning again, without a link.
    pub(crate) fn without_link(mut self) -> Self {
        self.parts.link = None;
        self
    }

    /// The headers that are particular to this request, for those that go on from its answer: none that has a secret, and no
    /// condition.
    pub(crate) fn kept_headers(&self) -> Vec<(String, String)> {
        let mut out = Vec::new();
        for (name, value) in &self.parts.headers {
            if let Ok(value) = value.to_str()
                && !is_secret(name)
            {
                out.push((name.as_str().to_owned(), value.to_owned()));
            }
        }
        // What a filter asks for of itself, a link asks for without it.
        let unknown = self.parts.query.has_unknown_members();
        if let Some(Ok(value)) = super::prefer::header(&self.parts.prefer, unknown, None)
            && let Ok(value) = value.to_str()
        {
            out.push(("prefer".to_owned(), value.to_owned()));
        }
        out
    }

    /// Whether numbers travel as text.
    pub(crate) fn has_text_numbers(&self) -> bool {
        self.parts.ieee754
    }

    /// With the headers that were kept of an earlier request; those that this one has itself stay.
    pub(crate) fn with_kept(mut self, headers: &[(String, String)], has_text_numbers: bool) -> Self {
        self.parts.ieee754 |= has_text_numbers;
        for (name, value) in headers {
            if name == "prefer" {
                let own = std::mem::take(&mut self.parts.prefer);
                self = self.prefer(value);
                for preference in own {
                    self = self.prefer(preference);
                }
                continue;
            }
            let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) else {
                return self.bad_header("a header of the kept link");
            };
            if is_secret(&name) || is_of_the_connection(&name) {
                return self.bad_header("a header of the kept link");
            }
            self.parts.headers.entry(name).or_insert(value);
        }
        self
    }
}
