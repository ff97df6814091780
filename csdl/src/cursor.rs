//! A walk over the bytes of an XML text that is quick without optimisation.
//!
//! Derive macros run at opt-level 0 in their users' dev builds, and so does everything that is compiled for them. There, a loop
//! over bytes, an iterator adaptor and even the search functions of the `memchr` crate cost 5 to 30 times what they cost optimised.
//! What stays quick is code that std brings compiled: [`BufRead::skip_until`] on a slice is little more than a call of std's
//! own byte search, about 45 ns a hop unoptimised. Everything here is made of such hops.

use std::io::BufRead;

/// A position in a text, moved forwards by hops from one given byte to the next.
#[derive(Clone)]
pub(crate) struct Cursor<'a> {
    whole: &'a [u8],
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// A cursor at `offset` of `text`; at its end if the text is shorter.
    pub(crate) fn new(text: &'a str, offset: usize) -> Self {
        let whole = text.as_bytes();
        Cursor {
            whole,
            rest: whole.get(offset..).unwrap_or_default(),
        }
    }

    /// The offset of the next byte, from the start of the text.
    pub(crate) fn offset(&self) -> usize {
        self.whole.len() - self.rest.len()
    }

    /// Everything from the cursor to the end.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Moves behind the next `byte`. False if there is none: the cursor then is at the end.
    pub(crate) fn pass(&mut self, byte: u8) -> bool {
        // Reading from a slice cannot fail; an error would mean "not found" just as well.
        let passed = self.rest.skip_until(byte).unwrap_or(0);
        // At the end it is unknown whether the byte was found there or not at all.
        !self.rest.is_empty() || passed > 0 && self.whole.last() == Some(&byte)
    }

    /// Moves `count` bytes on, at most to the end.
    pub(crate) fn skip(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    /// Moves behind `written` if that is here.
    pub(crate) fn skip_written(&mut self, written: &[u8]) -> bool {
        let is_written = self.rest.starts_with(written);
        if is_written {
            self.skip(written.len());
        }
        is_written
    }

    /// Moves behind `written`, which ends in a quotation mark, and behind the next quotation mark. False if that is
    /// not what is here: the cursor then is anywhere.
    pub(crate) fn skip_quoted(&mut self, written: &[u8]) -> bool {
        self.skip_written(written) && self.pass(b'"')
    }

    /// Whether what is here can follow the value of an attribute: white space, or the end of the tag.
    pub(crate) fn is_behind_value(&self) -> bool {
        matches!(self.rest, [b' ' | b'\n' | b'\t' | b'\r' | b'/' | b'>', ..])
    }

    /// Moves to the first byte that is not white space.
    pub(crate) fn skip_space(&mut self) {
        while let [b' ' | b'\n' | b'\t' | b'\r', rest @ ..] = self.rest {
            self.rest = rest;
        }
    }

    /// Moves to the end of a name.
    pub(crate) fn skip_name(&mut self) {
        // The attributes that a file is full of; a loop over their letters takes five times as long.
        match self.rest {
            [b'N', b'a', b'm', b'e', b'=', ..]
            | [b'T', b'y', b'p', b'e', b'=', ..]
            | [b'T', b'e', b'r', b'm', b'=', ..] => return self.skip(4),
            [b'V', b'a', b'l', b'u', b'e', b'=', ..] => return self.skip(5),
            [b'N', b'u', b'l', b'l', b'a', b'b', b'l', b'e', b'=', ..] => return self.skip(8),
            _ => {}
        }
        while let [byte, rest @ ..] = self.rest {
            if matches!(
                byte,
                b' ' | b'\n' | b'\t' | b'\r' | b'/' | b'>' | b'=' | b'<' | b'"' | b'\''
            ) {
                break;
            }
            self.rest = rest;
        }
    }

    /// The byte `distance` before the cursor.
    pub(crate) fn behind(&self, distance: usize) -> Option<u8> {
        self.whole.get(self.offset().checked_sub(distance)?).copied()
    }

    /// Moves behind the end of a comment or processing instruction, standing behind its `<`. `None` if it is neither (a CDATA
    /// section, a document type) or not closed.
    pub(crate) fn pass_miscellaneous(&mut self) -> Option<()> {
        let (close, length) = match self.rest {
            [b'!', b'-', b'-', ..] => ([b'-', b'-'], 3),
            [b'?', ..] => ([0, b'?'], 1),
            _ => return None,
        };
        self.skip(length);
        let start = self.offset();
        while self.pass(b'>') {
            let inside = self.offset() - start;
            let closed = match close {
                [0, last] => inside >= 2 && self.behind(2) == Some(last),
                [first, last] => inside >= 3 && self.behind(2) == Some(last) && self.behind(3) == Some(first),
            };
            if closed {
                return Some(());
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passes_bytes_to_the_end() {
        let mut cursor = Cursor::new("a<b<", 0);
        assert!(cursor.pass(b'<'));
        assert_eq!(cursor.offset(), 2);
        assert!(cursor.pass(b'<'));
        assert!(!cursor.pass(b'<'), "at the end");
        assert_eq!(cursor.rest(), b"");
        let mut cursor = Cursor::new("<ab", 0);
        assert!(cursor.pass(b'<'));
        assert!(!cursor.pass(b'<'), "no other");
        assert_eq!(cursor.offset(), 3);
        assert_eq!(Cursor::new("ab", 7).rest(), b"");
    }

    #[test]
    fn passes_comments_and_instructions_whole() {
        let end = |text: &str| {
            let mut cursor = Cursor::new(text, 1);
            cursor.pass_miscellaneous().map(|()| cursor.offset())
        };
        assert_eq!(end("<!-- a > b -> c -->x"), Some(19));
        assert_eq!(
            end("<!-->-->x"),
            Some(8),
            "the dashes that open a comment do not close it"
        );
        assert_eq!(end("<?pi a > b?>x"), Some(12));
        assert_eq!(end("<?>?>x"), Some(5));
        assert_eq!(end("<!-- a ->"), None);
        assert_eq!(end("<![CDATA[a]]>"), None);
        assert_eq!(end("<!DOCTYPE a>"), None);
    }
}
