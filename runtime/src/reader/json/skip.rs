//! Values that nothing is made of: passed over, and judged all the same.

use super::{JsonReader, ReadError};

impl<'a> JsonReader<'a> {
    /// Passes over a value.
    ///
    /// # Errors
    ///
    /// What is no JSON, with its path in the value.
    pub fn skip(&mut self) -> Result<(), ReadError> {
        let before = self.mark();
        self.pass().or_else(|_| {
            self.back_to(before);
            self.walk()
        })
    }

    /// Passes over a value; the error has no path.
    fn pass(&mut self) -> Result<(), ReadError> {
        match self.peek() {
            Some(b'"') => self.skip_text(),
            Some(b'{') => {
                self.enter()?;
                if !self.eat(b'}') {
                    loop {
                        if self.peek() != Some(b'"') {
                            return Err(self.fail("expected a member's name"));
                        }
                        self.skip_text()?;
                        self.colon()?;
                        self.pass()?;
                        if !self.next_member()? {
                            break;
                        }
                    }
                }
                self.depth -= 1;
                Ok(())
            }
            Some(b'[') => self.list(&mut Self::pass),
            Some(b't' | b'f') => self.boolean().map(|_| ()),
            Some(b'n') if self.null() => Ok(()),
            Some(b'-' | b'0'..=b'9') => self.number().map(|_| ()),
            _ => Err(self.expected("a JSON value")),
        }
    }

    /// The same, with names that are kept for the error.
    #[cold]
    fn walk(&mut self) -> Result<(), ReadError> {
        match self.peek() {
            Some(b'{') => self.object(&mut |_, from| from.walk()),
            Some(b'[') => self.list(&mut Self::walk),
            _ => self.pass(),
        }
    }

    /// Passes over a value, and gives its text.
    ///
    /// # Errors
    ///
    /// What is no JSON.
    pub fn raw(&mut self) -> Result<&'a str, ReadError> {
        self.peek();
        let start = self.at;
        self.skip()?;
        Ok(self.slice(start, self.at))
    }
}
