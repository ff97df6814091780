//! Batches as `multipart/mixed`
//! ([OData Protocol 4.01, 11.7.7](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_MultipartBatchFormat)).

mod parts;
mod read;
mod write;

pub(super) use parts::boundary;
pub(super) use read::read_multipart;
pub(super) use write::{write_multipart, write_request};
