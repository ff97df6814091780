//! Batches
/// How the URLs of requests in a batch are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchUrls {
    /// With a leading `/`, below the API version: as Graph has it.
    Rooted,
    /// Relative to the service: as the standard has it.
    Relative,
}
