//! Credentials of the Azure SDK as token providers, with the feature `azure`.

use super::provider::TokenProvider;
use super::transport::{BoxError, BoxFuture};
use crate::call::auth::{AccessToken, TokenRequest};
use azure_core::credentials::TokenCredential;
use std::fmt;
use std::sync::Arc;

/// A credential of `azure_identity`, or any other [`TokenCredential`].
///
/// The scopes are those of the client: `https://graph.microsoft.com/.default` for Graph; for other services set them
/// with [`scopes`](super::ClientBuilder::scopes). A claims challenge cannot be handed on, as the SDK's trait has no
/// place for it: the credential is asked again without, and the service's 401 comes back if that is not enough.
///
/// ```
/// use azure_core::credentials::TokenCredential;
/// use odata_entity::Client;
/// use odata_entity::client::AzureCredential;
/// use std::sync::Arc;
///
/// /// With `azure_identity`, the credential is `DeveloperToolsCredential::new(None)?` or `ManagedIdentityCredential::new(None)?`.
/// fn graph(credential: Arc<dyn TokenCredential>) -> Result<Client, odata_entity::Error> {
///     Client::new("https://graph.microsoft.com/v1.0", AzureCredential::new(credential))
/// }
/// ```
#[derive(Clone)]
pub struct AzureCredential(Arc<dyn TokenCredential>);

impl AzureCredential {
    /// This credential.
    pub fn new(credential: Arc<dyn TokenCredential>) -> Self {
        Self(credential)
    }
}

impl From<Arc<dyn TokenCredential>> for AzureCredential {
    fn from(credential: Arc<dyn TokenCredential>) -> Self {
        Self::new(credential)
    }
}

impl fmt::Debug for AzureCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AzureCredential(…)")
    }
}

impl TokenProvider for AzureCredential {
    fn token<'a>(
        &'a self,
        request: &'a TokenRequest,
    ) -> BoxFuture<'a, Result<Option<AccessToken>, BoxError>> {
        Box::pin(async move {
            let scopes: Vec<&str> = request.scopes.iter().map(String::as_str).collect();
            let token = self.0.get_token(&scopes, None).await?;
            let secret = AccessToken::new(token.token.secret());
            Ok(Some(secret.expires_on(token.expires_on.into())))
        })
    }
}
