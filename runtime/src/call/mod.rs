//! Send requests with an HTTP library of your own: [`Call`] is one request with its retries, redirects and token, as a state machine
//! that does no I/O.
//!
//! ```
//! use odata_entity::call::{Call, Configuration, Reach, Step};
//! use odata_entity::{AccessToken, Attempts, Error, path};
//! use std::time::SystemTime;
//!
//! /// Sends a request by `http`, which knows nothing of tokens and retries.
//! fn send(
//!     configuration: &Configuration,
//!     request: http::Request<Vec<u8>>,
//!     http: impl Fn(http::Request<Vec<u8>>) -> http::Response<Vec<u8>>,
//! ) -> Result<http::Response<Vec<u8>>, Error> {
//!     let mut call = Call::new(configuration, request, Reach::Service, true, Attempts::default());
//!     loop {
//!         match call.step() {
//!             Step::Authorize(_) => call.authorized(Some(AccessToken::new("eyJ0eXAi")))?,
//!             Step::Send(request) => call.answered(Ok(http(request)), SystemTime::now()),
//!             Step::Wait(time) => std::thread::sleep(time),
//!             Step::Done(answer) => return *answer,
//!         }
//!     }
//! }
//!
//! let configuration = Configuration::new("https://graph.microsoft.com/v1.0")?;
//! let me = path!("/me").get::<()>();
//! me.read(send(&configuration, me.to_http("https://graph.microsoft.com/v1.0")?, |_| http::Response::new(b"{}".to_vec()))?)?;
//! # Ok::<(), Error>(())
//! ```

pub(crate) mod auth;
mod configuration;
pub mod csrf;
mod debug;
mod framing;
mod noted;
mod redirect;
pub(crate) mod retry;

#[doc(no_inline)]
pub use crate::error::Unfinished;
pub use configuration::Configuration;
pub(crate) use debug::{Bytes, Outcome};
pub(crate) use noted::{LostAnswer, Tries};

use crate::error::{Error, LinkError, SentToken, TransportError, TransportErrorKind};
use crate::link::AnswerUrl;
use crate::status::{self, Meaning};
use auth::{AccessToken, Credential, TokenRequest, claims_of};
use http::header::AUTHORIZATION;
use http::{HeaderName, Request, Response};
use redirect::Redirect;
use retry::{Attempts, RetryCause, When};
use std::time::{Duration, SystemTime};

/// Where a request may go, and what goes with it.
///
/// ```
/// use odata_entity::call::{Call, Configuration, Reach, Step};
/// use odata_entity::Attempts;
///
/// let configuration = Configuration::new("https://graph.microsoft.com/v1.0")?;
/// // The URL of an upload session: whoever has it can write there, so no token goes along.
/// let piece = http::Request::put("https://contoso.sharepoint.com/up?tempauth=x").body(vec![1, 2, 3]).unwrap();
/// let mut call = Call::new(&configuration, piece, Reach::Signed, true, Attempts::default());
/// assert!(matches!(call.step(), Step::Send(_)));
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// A call of the API: only to the client's scheme, host and port. A redirect elsewhere is an error.
    Service,
    /// Bytes: begins at the service, and may be redirected elsewhere over https, without token and client headers.
    Media,
    /// A URL that the service gave out, such as that of a monitor: the token goes with it only if it is of the client's scheme,
    /// host and port.
    External,
    /// A URL that is a credential itself, such as that of an upload session: never with the token, wherever it is.
    Signed,
}

/// What a [`Call`] wants done next. `Debug` shows neither URLs nor headers nor bodies.
///
/// ```
/// use odata_entity::call::{Call, Configuration, Reach, Step};
/// use odata_entity::{AccessToken, Attempts};
///
/// let configuration = Configuration::new("https://graph.microsoft.com/v1.0")?;
/// let request = http::Request::get("https://graph.microsoft.com/v1.0/me").body(Vec::new()).unwrap();
/// let mut call = Call::new(&configuration, request, Reach::Service, true, Attempts::default());
/// let Step::Authorize(_) = call.step() else { panic!("no token is asked for") };
/// call.authorized(Some(AccessToken::new("token")))?;
/// assert!(matches!(call.step(), Step::Send(request) if request.headers().contains_key("authorization")));
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[must_use = "a step is done by who drives the call"]
pub enum Step {
    /// Get a token, and give it to [`Call::authorized`].
    Authorize(TokenRequest),
    /// Send this, and give what comes back to [`Call::answered`].
    Send(Request<Vec<u8>>),
    /// Wait this long, then go on.
    Wait(Duration),
    /// It is over: the answer of the service, of any status, or why there is none.
    Done(Box<Result<Response<Vec<u8>>, Error>>),
}

/// Asks the transport for a new connection: set on the extensions of a request that is sent again after a 503, as the
/// connection leads to the instance that is out of order.
///
/// ```
/// use odata_entity::call::FreshConnection;
///
/// /// In your transport: which pool of connections the request goes through.
/// fn pool(request: &http::Request<Vec<u8>>) -> &'static str {
///     match request.extensions().get::<FreshConnection>() {
///         Some(FreshConnection) => "one that keeps no connection",
///         None => "the usual one",
///     }
/// }
/// assert_eq!(pool(&http::Request::default()), "the usual one");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct FreshConnection;

/// One request on its way: which tries, redirects and tokens it takes.
///
/// `Client` drives it with reqwest and tokio; with another HTTP library, drive it yourself: take a
/// [`step`](Self::step), do it, and repeat until the call is done.
///
/// ```
/// use odata_entity::call::{Call, Reach, Configuration, Step};
/// use odata_entity::{AccessToken, Attempts};
/// use std::time::SystemTime;
///
/// # fn main() -> Result<(), odata_entity::Error> {
/// let configuration = Configuration::new("https://graph.microsoft.com/v1.0")?;
/// let request = http::Request::get("https://graph.microsoft.com/v1.0/me").body(Vec::new()).unwrap();
/// let mut call = Call::new(&configuration, request, Reach::Service, true, Attempts::default());
/// let answer = loop {
///     match call.step() {
///         Step::Authorize(_) => call.authorized(Some(AccessToken::new("token")))?,
///         // An HTTP library would send the request here.
///         Step::Send(request) => {
///             assert_eq!(request.headers()["authorization"], "Bearer token");
///             call.answered(Ok(http::Response::new(b"{}".to_vec())), SystemTime::now());
///         }
///         Step::Wait(time) => std::thread::sleep(time),
///         Step::Done(answer) => break (*answer)?,
///     }
/// };
/// assert_eq!(answer.body(), b"{}");
/// # Ok(())
/// # }
/// ```
#[must_use = "a call sends nothing: it gives the steps to take"]
pub struct Call<'r> {
    configuration: &'r Configuration,
    request: Request<Vec<u8>>,
    reach: Reach,
    is_repeatable: bool,
    attempts: Attempts,
    sent: u32,
    redirects: u32,
    state: State,
    /// The header that the service refused, and whether a second one was asked for already.
    refused: Option<Credential>,
    /// The header that has the token.
    authorized: Option<HeaderName>,
    has_left: bool,
    is_answer_lost: bool,
}

enum State {
    Unauthorized(TokenRequest),
    Ready,
    Waiting(Duration),
    Done(Result<Response<Vec<u8>>, Error>),
    Over,
}

impl<'r> Call<'r> {
    /// A call of this request. `is_repeatable` is whether it may be sent again when its answer is lost
    /// ([`Request::is_repeatable`](crate::Request::is_repeatable)); `attempts` is what related earlier calls have
    /// used up.
    pub fn new(
        configuration: &'r Configuration,
        request: Request<Vec<u8>>,
        reach: Reach,
        is_repeatable: bool,
        attempts: Attempts,
    ) -> Self {
        let mut call = Self {
            configuration,
            request,
            reach,
            is_repeatable,
            attempts,
            sent: 0,
            redirects: 0,
            state: State::Over,
            refused: None,
            authorized: None,
            has_left: false,
            is_answer_lost: false,
        };
        call.state = call.start();
        call
    }

    fn start(&mut self) -> State {
        // Whatever the caller put there was not checked against the place it goes to.
        self.request.headers_mut().remove(AUTHORIZATION);
        if let Err(error) = framing::take_off(&mut self.request) {
            return State::Done(Err(error));
        }
        let uri = self.request.uri();
        if self.configuration.origin.is_of(uri) {
            if self.reach == Reach::Signed {
                self.leave();
                return State::Ready;
            }
            return self.to_be_authorized();
        }
        let refuse = |reason| State::Done(Err(Error::Link(LinkError::new("URL", Some(uri), reason))));
        match crate::origin::Origin::of(uri) {
            _ if !matches!(self.reach, Reach::External | Reach::Signed) => {
                refuse("it is not of the scheme, host and port that the client was made for")
            }
            Some(origin) if self.configuration.may_leave_for(&origin) => {
                self.leave();
                State::Ready
            }
            _ => refuse("it is not https, or has user information"),
        }
    }

    /// What the call wants done next.
    pub fn step(&mut self) -> Step {
        match std::mem::replace(&mut self.state, State::Over) {
            State::Unauthorized(request) => Step::Authorize(request),
            State::Ready => {
                self.attempts.tries = self.attempts.tries.saturating_add(1);
                self.sent = self.sent.saturating_add(1);
                Step::Send(self.request.clone())
            }
            State::Waiting(time) => {
                self.attempts.waited = self.attempts.waited.saturating_add(time);
                // A token can run out while waiting.
                self.state = if self.has_left {
                    State::Ready
                } else {
                    self.to_be_authorized()
                };
                Step::Wait(time)
            }
            State::Done(result) => Step::Done(Box::new(result)),
            State::Over => Step::Done(Box::new(Err(Error::Transport(TransportError::new(
                TransportErrorKind::Unsendable,
                "the call was asked for a step before it had the result of the last one",
            ))))),
        }
    }

    /// Gives the token asked for, or none to go without.
    ///
    /// # Errors
    ///
    /// [`Error::Token`] for an invalid token: empty, with a scheme in front of it, or with white space in it.
    pub fn authorized(&mut self, token: Option<AccessToken>) -> Result<(), Error> {
        let credential = token.map(|token| token.credential().map_err(Error::token));
        self.authorized_by(credential.transpose()?);
        Ok(())
    }

    /// The same with a header that is made already.
    pub(crate) fn authorized_by(&mut self, credential: Option<Credential>) {
        self.state = State::Ready;
        if let Some(before) = self.authorized.take() {
            self.request.headers_mut().remove(before);
        }
        if let Some(Credential { name, value }) = credential {
            self.request.headers_mut().insert(name.clone(), value);
            self.authorized = Some(name);
        }
    }

    /// The token that the request has.
    fn credential(&self) -> Option<Credential> {
        let name = self.authorized.clone()?;
        let value = self.request.headers().get(&name)?.clone();
        Some(Credential { name, value })
    }

    /// Hands over what came back: an answer of any status, or how it was lost. `now` is the time of day, for waits that are given as a
    /// date.
    pub fn answered(&mut self, result: Result<Response<Vec<u8>>, TransportError>, now: SystemTime) {
        self.state = match result {
            Ok(response) => self.judge(response, now),
            Err(error) => self.lost(error, now),
        };
    }

    fn lost(&mut self, error: TransportError, now: SystemTime) -> State {
        let cause = RetryCause::Transport(&error);
        match self
            .configuration
            .retry
            .wait(&self.attempts, cause, self.is_repeatable, When::new(now))
        {
            Some(wait) => {
                self.is_answer_lost |= error.may_be_done();
                State::Waiting(wait)
            }
            None => State::Done(Err(match error.kind() {
                TransportErrorKind::Timeout => Error::Timeout(error),
                _ => Error::Transport(error),
            })),
        }
    }

    fn judge(&mut self, response: Response<Vec<u8>>, now: SystemTime) -> State {
        let status = response.status();
        if status.is_success() {
            let (method, uri) = (self.request.method(), self.request.uri());
            self.configuration.retry.succeeded(method, uri, &response, now);
            return self.done(response);
        }
        if redirect::is_redirect(status) {
            return match redirect::follow(
                self.configuration,
                &self.request,
                self.reach,
                self.redirects,
                &response,
            ) {
                Ok(Some(redirect)) => self.redirected(redirect),
                Ok(None) => self.done(response),
                Err(error) => State::Done(Err(Error::Link(error))),
            };
        }
        if Meaning::of(status) == Meaning::Unauthorized {
            return self.refused(response);
        }
        let policy = &self.configuration.retry;
        let (uri, extensions) = (self.request.uri(), self.request.extensions());
        let cause = policy.cause(uri, extensions, &response, now);
        match policy.wait(&self.attempts, cause, self.is_repeatable, When::new(now)) {
            Some(wait) => {
                if status::wants_fresh_connection(status) {
                    self.request.extensions_mut().insert(FreshConnection);
                }
                self.is_answer_lost |= Meaning::of(status).may_be_done();
                State::Waiting(wait)
            }
            None => self.done(response),
        }
    }

    /// One more try with another token, once. A refusal uses up no try.
    fn refused(&mut self, response: Response<Vec<u8>>) -> State {
        let (Some(sent), None) = (self.credential(), &self.refused) else {
            return self.done(response);
        };
        self.attempts.tries = self.attempts.tries.saturating_sub(1);
        self.refused = Some(sent);
        let claims = claims_of(response.headers());
        State::Unauthorized(TokenRequest {
            scopes: self.configuration.scopes.clone(),
            claims,
            refused: true,
        })
    }

    /// The token that the service refused, while another is asked for.
    #[cfg(feature = "client")]
    pub(crate) fn refused_credential(&self) -> Option<&Credential> {
        self.refused.as_ref()
    }

    fn redirected(&mut self, redirect: Redirect) -> State {
        self.redirects += 1;
        // Following a redirect is not another try: the attempts go on as they were.
        self.attempts.tries = self.attempts.tries.saturating_sub(1);
        redirect.apply(&mut self.request);
        if redirect.leaves {
            self.leave();
        }
        State::Ready
    }

    /// From here on the request goes to somebody else, for good: only what describes the bytes goes along.
    fn leave(&mut self) {
        self.has_left = true;
        self.authorized = None;
        redirect::strip(self.request.headers_mut());
    }

    fn to_be_authorized(&self) -> State {
        State::Unauthorized(TokenRequest {
            scopes: self.configuration.scopes.clone(),
            ..TokenRequest::default()
        })
    }

    fn done(&self, mut response: Response<Vec<u8>>) -> State {
        response.extensions_mut().insert(Tries(self.sent));
        response
            .extensions_mut()
            .insert(AnswerUrl(self.request.uri().clone()));
        let token = self.authorized.as_ref();
        if let Some(value) = token.and_then(|name| self.request.headers().get(name)) {
            response.extensions_mut().insert(SentToken::new(value));
        }
        if self.is_answer_lost && Meaning::of(response.status()) == Meaning::Misfit {
            response.extensions_mut().insert(LostAnswer);
        }
        State::Done(Ok(response))
    }

    /// How often it was sent, redirects included.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn sent(&self) -> u32 {
        self.sent
    }

    /// What is used up of the retry policy.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn attempts(&self) -> &Attempts {
        &self.attempts
    }
}
