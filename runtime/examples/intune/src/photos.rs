//! Photos of users.

use odata_entity::{Client, Error, path};

/// The photo of a user; `None` where there is none.
pub async fn photo(client: &Client, user: &str) -> Result<Option<Vec<u8>>, Error> {
    match client.send(path!("/users/{user}/photo/$value").bytes()).await {
        Ok(photo) => Ok(photo.into_bytes()),
        Err(Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Replaces the photo of a user.
pub async fn set_photo(client: &Client, user: &str, jpeg: Vec<u8>) -> Result<(), Error> {
    let photo = path!("/users/{user}/photo/$value");
    client.upload(photo.put_bytes("image/jpeg"), jpeg).await
}
