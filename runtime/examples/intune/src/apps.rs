//! Apps: the content of a Win32 app, from its encrypted file to the version that devices get.

use crate::written;
use odata_entity::client::Content;
use odata_entity::edm::Binary;
use odata_entity::{Action, Client, ComplexType, Entity, EntityPath, EnumType, Error};

/// A Win32 app.
#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.win32LobApp",
    base = "microsoft.graph.mobileApp",
    path = "/deviceAppManagement/mobileApps/{mobileAppId}",
    scopes(delegated = "DeviceManagementApps.ReadWrite.All")
)]
pub struct Win32App {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// Its name.
    pub display_name: Option<String>,
    /// The installer.
    pub file_name: Option<String>,
    /// The version that devices get.
    pub committed_content_version: Option<String>,
}

/// A version of an app's content.
#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[odata(
    type = "microsoft.graph.mobileAppContent",
    path = "/deviceAppManagement/mobileApps/{mobileAppId}/microsoft.graph.win32LobApp/contentVersions/{mobileAppContentId}"
)]
pub struct AppContent {
    /// The key.
    #[odata(key)]
    pub id: String,
}

/// A file of a version.
#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.mobileAppContentFile",
    path = "/deviceAppManagement/mobileApps/{mobileAppId}/microsoft.graph.win32LobApp/contentVersions/{mobileAppContentId}/files/{mobileAppContentFileId}"
)]
pub struct ContentFile {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// How many bytes it has.
    #[odata(non_nullable)]
    pub size: Option<i64>,
    /// How many it has encrypted.
    #[odata(non_nullable)]
    pub size_encrypted: Option<i64>,
    /// Where it is uploaded to.
    #[odata(read_only)]
    pub azure_storage_uri: Option<String>,
    /// How far it is.
    #[odata(read_only)]
    pub upload_state: Option<UploadState>,
}

impl ContentFile {
    /// A file of so many bytes, plain and encrypted.
    #[must_use]
    pub fn of(size: i64, encrypted: u64) -> Self {
        Self {
            name: Some("app.intunewin".to_owned()),
            size: Some(size),
            size_encrypted: i64::try_from(encrypted).ok(),
            ..Self::default()
        }
    }
}

/// How far a file is.
#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.mobileAppContentFileUploadState")]
pub enum UploadState {
    /// The place to upload to is there.
    AzureStorageUriRequestSuccess,
    /// Another one is there.
    AzureStorageUriRenewalSuccess,
    /// The file is taken.
    CommitFileSuccess,
    /// It is being taken.
    CommitFilePending,
    /// It was not taken.
    CommitFileFailed,
    /// Any other state, as it came.
    #[odata(other)]
    Other(String),
}

/// How a file was encrypted.
#[derive(Debug, Clone, Default, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.fileEncryptionInfo")]
pub struct Encryption {
    /// The key.
    #[odata(secret)]
    pub encryption_key: Option<Binary>,
    /// The first block.
    pub initialization_vector: Option<Binary>,
    /// The code that shows that nobody changed it.
    pub mac: Option<Binary>,
    /// The key of that code.
    #[odata(secret)]
    pub mac_key: Option<Binary>,
    /// The digest of the plain file.
    pub file_digest: Option<Binary>,
    /// The algorithm of the digest: `SHA256`.
    pub file_digest_algorithm: Option<String>,
    /// `ProfileVersion1`.
    pub profile_identifier: Option<String>,
}

/// Says that a file is uploaded.
#[derive(Debug, Clone, Default, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "commit", on = ContentFile)]
pub struct Commit {
    /// How it was encrypted.
    pub file_encryption_info: Option<Encryption>,
}

/// Asks for another place to upload to, as one ends after some minutes.
#[derive(Debug, Clone, Action)]
#[odata(name = "renewUpload", on = ContentFile)]
pub struct RenewUpload;

/// Waits for a place to upload to.
async fn place(client: &Client, file: &EntityPath<ContentFile>, state: UploadState) -> Result<String, Error> {
    let is_there = |file: &ContentFile| file.upload_state.as_ref() == Some(&state);
    let file = client.poll_until(file.get(), is_there).await?;
    Ok(file.azure_storage_uri.unwrap_or_default())
}

impl ContentFile {
    /// Whether there is nothing more to wait for after a commit.
    fn is_over(&self) -> bool {
        matches!(
            self.upload_state,
            Some(UploadState::CommitFileSuccess | UploadState::CommitFileFailed)
        )
    }
}

/// Uploads an encrypted file as the content of an app, and gives it to devices. `size` is that of the plain file.
pub async fn upload(
    client: &Client,
    app: &str,
    content: Content,
    size: i64,
    encryption: Encryption,
) -> Result<(), Box<dyn std::error::Error>> {
    let new = AppContent::collection(app).create(&AppContent::default());
    let version = written(client.send(new).await?)?.id;
    let new = ContentFile::of(size, content.length());
    let new = ContentFile::collection(app, &version).create(&new);
    let file = ContentFile::path(app, &version, written(client.send(new).await?)?.id);

    let url = place(client, &file, UploadState::AzureStorageUriRequestSuccess).await?;
    let renew = async || {
        client.send(file.call(&RenewUpload)).await?;
        place(client, &file, UploadState::AzureStorageUriRenewalSuccess).await
    };
    client.put_blocks(url, content).renew(renew).await?;

    let commit = Commit {
        file_encryption_info: Some(encryption),
    };
    client.send(file.call(&commit)).await?;
    let done = client.poll_until(file.get(), ContentFile::is_over).await?;
    if done.upload_state != Some(UploadState::CommitFileSuccess) {
        return Err("Intune did not take the file".into());
    }
    let patch = Win32App::patch().committed_content_version(version);
    client.send(Win32App::path(app).patch(&patch)).await?;
    Ok(())
}
