//! Who may use the service: the bearer token of the moment.

use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::answer::Problem;
use crate::random::Random;

/// The token that is accepted, and whether any is needed.
#[derive(Debug)]
pub(crate) struct Access {
    token: Option<String>,
    is_expired: bool,
    random: Random,
}

/// The claims that a client has to ask a new token for, base64 of `{"access_token":{"nbf":{"essential":true,"value":"1600000000"}}}`.
const CLAIMS: &str =
    "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxNjAwMDAwMDAwIn19fQ==";

impl Access {
    /// `None` lets anybody in.
    pub(crate) fn new(token: Option<String>) -> Self {
        Self {
            token,
            is_expired: false,
            random: Random::new(0x70ce4),
        }
    }

    pub(crate) fn token(&self) -> String {
        self.token.clone().unwrap_or_default()
    }

    /// Makes a new token; the old one is refused from now on. Where no token is needed there is none to make.
    pub(crate) fn rotate(&mut self) -> String {
        if self.token.is_none() {
            return String::new();
        }
        let token = self.random.guid();
        self.token = Some(token.clone());
        self.is_expired = false;
        token
    }

    /// Refuses the current token until the next one is made.
    pub(crate) fn expire(&mut self) {
        self.is_expired = true;
    }

    /// Whether a request may go on (RFC 6750, section 3; Microsoft Entra, "Claims challenges").
    pub(crate) fn check(&self, headers: &HeaderMap) -> Result<(), Problem> {
        let Some(token) = &self.token else {
            return Ok(());
        };
        let refuse = |message: &str, challenge: String| {
            let problem = Problem::new(StatusCode::UNAUTHORIZED, "InvalidAuthenticationToken", message);
            let challenge = HeaderValue::from_str(&challenge).unwrap_or(HeaderValue::from_static("Bearer"));
            Err(problem.with_header(header::WWW_AUTHENTICATE, challenge))
        };
        let realm = "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\"";
        let sent = headers
            .get(header::AUTHORIZATION)
            .map(|value| value.to_str().unwrap_or_default());
        let bearer = sent
            .and_then(|sent| sent.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        match bearer {
            Some((_, sent)) if sent == token && !self.is_expired => Ok(()),
            None => refuse("Access token is empty.", realm.to_owned()),
            Some(_) => refuse(
                "Lifetime validation failed, the token is expired, or it is not one of this service.",
                format!(
                    "{realm}, error=\"invalid_token\", error_description=\"The access token is not valid\", claims=\"{CLAIMS}\""
                ),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_current_token_is_taken() {
        let mut access = Access::new(Some("one".into()));
        let check = |access: &Access, text: &str| {
            let headers = HeaderMap::from_iter([(header::AUTHORIZATION, text.parse().unwrap())]);
            access
                .check(&headers)
                .map_err(|problem| format!("{:?}", problem.headers))
        };
        assert!(check(&access, "Bearer one").is_ok() && check(&access, "bearer one").is_ok());
        assert!(check(&access, "Basic one").is_err_and(|challenge| !challenge.contains("claims")));
        let two = access.rotate();
        assert!(check(&access, "Bearer one").is_err_and(|challenge| challenge.contains("claims=")));
        assert!(check(&access, &format!("Bearer {two}")).is_ok());
        access.expire();
        assert!(check(&access, &format!("Bearer {two}")).is_err());
    }
}
