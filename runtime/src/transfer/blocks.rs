//! [`Blocks`]: the parts of an Azure block blob, and the URLs they go to
//! ([Put Block](https://learn.microsoft.com/rest/api/storageservices/put-block),
//! [Put Block List](https://learn.microsoft.com/rest/api/storageservices/put-block-list)).

use crate::edm::binary;
use crate::error::{TransferError, TransferErrorKind};
use crate::link::decode;
use chrono::DateTime;
use std::time::{Duration, SystemTime};

/// A blob has no more blocks.
const MOST: u64 = 50_000;

/// A block has no more bytes.
const LONGEST: u64 = 4_000 << 20;

/// How the bytes of a blob are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Blocks {
    total: u64,
    size: u64,
}

impl Blocks {
    /// Of so many bytes; in blocks of this size, or of more where they would be too many.
    pub(crate) fn new(total: u64, size: u64) -> Result<Self, TransferError> {
        let size = size.max(total.div_ceil(MOST));
        if size == 0 && total > 0 || size > LONGEST {
            let reason = format!("a blob has blocks of 1 to {LONGEST} bytes, and these would have {size}");
            return Err(TransferError::new(TransferErrorKind::PieceSize, reason));
        }
        Ok(Self {
            total,
            size: size.max(1),
        })
    }

    pub(crate) fn count(self) -> u64 {
        self.total.div_ceil(self.size)
    }

    /// The bytes of a block: from the first to before the second.
    pub(crate) fn range(self, number: u64) -> (u64, u64) {
        let first = number.saturating_mul(self.size);
        (first, first.saturating_add(self.size).min(self.total))
    }

    /// The id of a block: base64 of as many bytes for each.
    pub(crate) fn id(number: u64) -> String {
        let mut id = Vec::new();
        // Of these letters and digits base64 is the same in both of its alphabets.
        binary::write_key(format!("block-{number:06}").as_bytes(), &mut id);
        String::from_utf8_lossy(&id).into_owned()
    }

    /// The URL of a block.
    pub(crate) fn block_url(url: &str, number: u64) -> String {
        // Ids have letters, digits, `+`, `/` and `=`.
        let id = Self::id(number)
            .replace('+', "%2B")
            .replace('/', "%2F")
            .replace('=', "%3D");
        with_query(url, &format!("comp=block&blockid={id}"))
    }

    /// The URL of the list.
    pub(crate) fn list_url(url: &str) -> String {
        with_query(url, "comp=blocklist")
    }

    /// The list, which makes the blob of its blocks.
    pub(crate) fn list(self) -> Vec<u8> {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>");
        for number in 0..self.count() {
            out.push_str("<Latest>");
            out.push_str(&Self::id(number));
            out.push_str("</Latest>");
        }
        out.push_str("</BlockList>");
        out.into_bytes()
    }
}

fn with_query(url: &str, more: &str) -> String {
    let url = crate::url::without_fragment(url);
    let sign = match url.split_once('?') {
        None => "?",
        Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
        Some(_) => "&",
    };
    format!("{url}{sign}{more}")
}

/// When the signature of a URL ends, by its `se`
/// ([shared access signatures](https://learn.microsoft.com/rest/api/storageservices/create-service-sas)).
pub(crate) fn sas_end(url: &str) -> Option<SystemTime> {
    let (_, query) = crate::url::without_fragment(url).split_once('?')?;
    let end = query.split('&').find_map(|option| option.strip_prefix("se="))?;
    let end = DateTime::parse_from_rfc3339(&decode(end)).ok()?.timestamp();
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(end).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_cover_the_bytes_and_have_ids_of_one_length() {
        for (total, size) in [(0, 4), (1, 4), (4, 4), (9, 4), (1 << 40, 4 << 20)] {
            let blocks = Blocks::new(total, size).unwrap();
            assert!(blocks.count() <= MOST);
            let mut at = 0;
            for number in 0..blocks.count() {
                let (first, end) = blocks.range(number);
                assert!(first == at && end > first);
                at = end;
                assert_eq!(Blocks::id(number).len(), Blocks::id(0).len());
            }
            assert_eq!(at, total);
        }
        assert!(Blocks::new(u64::MAX, 4).is_err() && Blocks::new(5, LONGEST + 1).is_err());
    }

    #[test]
    fn urls_and_the_list_are_those_of_azure() {
        let url = "https://h.blob.core.windows.net/c/f?sv=2021&sig=a%2Bb";
        assert_eq!(
            Blocks::block_url(url, 7),
            format!("{url}&comp=block&blockid=YmxvY2stMDAwMDA3")
        );
        assert_eq!(Blocks::list_url("https://h/c/f"), "https://h/c/f?comp=blocklist");
        assert_eq!(Blocks::list_url("https://h/c/f?"), "https://h/c/f?comp=blocklist");
        let list = String::from_utf8(Blocks::new(5, 4).unwrap().list()).unwrap();
        assert!(list.ends_with(
            "<BlockList><Latest>YmxvY2stMDAwMDAw</Latest><Latest>YmxvY2stMDAwMDAx</Latest></BlockList>"
        ));
    }

    #[test]
    fn the_end_of_a_signature_is_read() {
        let at = |seconds| Some(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        assert_eq!(
            sas_end("https://h/f?sv=1&se=2016-02-01T08%3A00%3A00Z&sig=x"),
            at(1_454_313_600)
        );
        assert_eq!(sas_end("https://h/f?se=2016-02-01T08:00:00Z"), at(1_454_313_600));
        for url in [
            "https://h/f",
            "https://h/f?se=",
            "https://h/f?se=soon",
            "https://h/f?use=2016-02-01T08:00:00Z",
        ] {
            assert_eq!(sas_end(url), None, "{url}");
        }
    }
}
