//! Control information of collections: links and counts.

use super::{JsonReader, ReadError};

/// A link; none if it is null or blank.
pub(crate) fn link(from: &mut JsonReader<'_>) -> Result<Option<String>, ReadError> {
    if from.null() {
        return Ok(None);
    }
    let link = from.text()?;
    Ok((!link.trim().is_empty()).then(|| link.into_owned()))
}

/// A count, which is text under `IEEE754Compatible=true` (OData JSON 4.01, 4.1).
pub(crate) fn count(from: &mut JsonReader<'_>) -> Result<Option<u64>, ReadError> {
    if from.null() {
        return Ok(None);
    }
    let count = if from.is_text() {
        from.text()?
    } else {
        from.number()?.into()
    };
    let number = count
        .parse()
        .ok()
        .filter(|_| count.bytes().all(|byte| byte.is_ascii_digit()));
    number
        .map(Some)
        .ok_or_else(|| from.fail("expected how many entities there are, a number"))
}
