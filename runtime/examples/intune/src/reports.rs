//! Reports: an export job, from its start to its bytes.

use crate::written;
use http::Request;
use odata_entity::{Client, Entity, EnumType};
use std::error::Error;

/// An export of a report.
#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.deviceManagementExportJob",
    path = "/deviceManagement/reports/exportJobs/{deviceManagementExportJobId}",
    scopes(delegated = "DeviceManagementManagedDevices.Read.All")
)]
pub struct ExportJob {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// The report.
    #[odata(non_nullable)]
    pub report_name: Option<String>,
    /// Which rows.
    pub filter: Option<String>,
    /// Which columns.
    pub select: Option<Vec<String>>,
    /// How far it is.
    #[odata(read_only)]
    pub status: Option<ReportStatus>,
    /// Where the file is.
    #[odata(read_only)]
    pub url: Option<String>,
}

/// How far an export is.
#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.deviceManagementReportStatus")]
pub enum ReportStatus {
    /// Not known.
    Unknown,
    /// It waits.
    NotStarted,
    /// It is on its way.
    InProgress,
    /// It is there.
    Completed,
    /// It failed.
    Failed,
    /// What this build does not know, as it came.
    #[odata(other)]
    Other(String),
}

impl ExportJob {
    /// A job that exports all of a report.
    #[must_use]
    pub fn of(report: &str) -> Self {
        Self {
            report_name: Some(report.to_owned()),
            ..Self::default()
        }
    }

    /// Whether there is nothing more to wait for.
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(self.status, Some(ReportStatus::Completed | ReportStatus::Failed))
    }
}

/// Exports a report, and gives its file: a zip archive.
pub async fn export(client: &Client, report: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let create = ExportJob::collection().create(&ExportJob::of(report));
    let job = written(client.send(create).await?)?;
    let poll = client.poll_until(ExportJob::path(&job.id).get(), ExportJob::is_over);
    let Some(url) = poll.await?.url else {
        return Err(format!("the export of {report} failed").into());
    };
    let file = client.send_external(Request::get(url).body(Vec::new())?).await?;
    match file.status().is_success() {
        true => Ok(file.into_body()),
        false => Err(format!("the file of {report}: {}", file.status()).into()),
    }
}
