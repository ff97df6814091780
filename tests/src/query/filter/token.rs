//! The words of a filter.

use crate::answer::Problem;

/// One word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Open,
    Close,
    Comma,
    /// A string literal, its quotes taken off and undoubled.
    Text(String),
    /// `duration'…'`, `binary'…'` or an enumeration literal: what is before the quotes, and in them.
    Prefixed(String, String),
    /// Anything else up to the next space, parenthesis or comma: an operator, a property path, a number, a date.
    Word(String),
}

/// Splits a filter into its words.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Problem> {
    let mut tokens = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let token = match character {
            ' ' | '\t' => continue,
            '(' => Token::Open,
            ')' => Token::Close,
            ',' => Token::Comma,
            '\'' => Token::Text(quoted(&mut characters, text)?),
            first => {
                let mut word = String::from(first);
                while let Some(next) = characters.next_if(|next| !" \t(),'".contains(*next)) {
                    word.push(next);
                }
                match characters.next_if_eq(&'\'') {
                    Some(_) => Token::Prefixed(word, quoted(&mut characters, text)?),
                    None => Token::Word(word),
                }
            }
        };
        tokens.push(token);
    }
    Ok(tokens)
}

/// The rest of a string whose first quote was read.
fn quoted(characters: &mut std::iter::Peekable<std::str::Chars<'_>>, text: &str) -> Result<String, Problem> {
    let mut value = String::new();
    loop {
        match characters.next() {
            Some('\'') if characters.next_if_eq(&'\'').is_none() => return Ok(value),
            Some(character) => value.push(character),
            None => {
                return Err(Problem::bad_request(format!(
                    "There is an unterminated string literal in '{text}'."
                )));
            }
        }
    }
}
