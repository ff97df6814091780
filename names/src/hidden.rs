//! Characters that are not seen.

/// Whether a character is invisible and changes what is visible: a control character, a line break of Unicode's, one
/// that changes the direction of the text behind it. Names of a metadata file may have them, and are shown in
/// messages.
#[must_use = "this changes nothing: use what it returns"]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}
