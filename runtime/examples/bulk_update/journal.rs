//! [`Journal`]: which updates are done, one id a line, in a file that outlives a crash.
//!
//! # What a crash can do twice
//!
//! A line is written when the service has confirmed its update, never before. So what the journal has is done; but an update
//! that the service has done, and whose result was not noted when the program ended, is not in it, and the next run sends it
//! again. These are at most the 160 that the program holds at a time: those on their way, and those that are answered and not
//! noted. They are PATCH requests with the same values, so twice does what once does. Where it does not, as with a create,
//! give the entity its key, or send `If-Match`, so that the service refuses the second one.
//!
//! A line is one `write`, so a program that is killed leaves complete lines. A system that loses power or has no space left can
//! leave the beginning of one: `status-1` of `status-10`. A last line without its end is therefore no line: its id counts as
//! not done, and it is cut off before anything is written behind it. Nothing is synced to the disk, so after a loss of power
//! the last lines can be missing too, and their updates are sent again.

use std::collections::HashSet;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::path::Path;

/// Which updates are done.
pub struct Journal {
    done: HashSet<String>,
    file: File,
}

impl Journal {
    /// Reads the journal, or makes an empty one. It belongs to one program at a time.
    pub fn open(path: &Path) -> Result<Self> {
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .read(true)
            .open(path)?;
        // Where the file system knows no locks, there is none.
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            let reason = "another run writes this journal";
            return Err(Error::new(ErrorKind::WouldBlock, reason));
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let complete = bytes
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        if complete < bytes.len() {
            bytes.truncate(complete);
            file.set_len(complete as u64)?;
        }
        let text = String::from_utf8(bytes).map_err(|_| Error::new(ErrorKind::InvalidData, "no journal"))?;
        let done = text.split_terminator('\n').map(str::to_owned).collect();
        Ok(Self { done, file })
    }

    /// How many updates are done.
    pub fn len(&self) -> usize {
        self.done.len()
    }

    /// Whether an update is done.
    pub fn has(&self, id: &str) -> bool {
        self.done.contains(id)
    }

    /// Notes that an update is done.
    pub fn note(&mut self, id: &str) -> Result<()> {
        if id.contains('\n') {
            return Err(Error::new(ErrorKind::InvalidInput, "the id has a line break"));
        }
        if self.has(id) {
            return Err(Error::other(format!("{id} was done twice")));
        }
        // The line with its end in one `write`.
        self.file.write_all(format!("{id}\n").as_bytes())?;
        self.done.insert(id.to_owned());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// A file of its own, gone at the end.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str, content: &str) -> Self {
            let path = std::env::temp_dir().join(format!("journal-{}-{name}", std::process::id()));
            std::fs::write(&path, content).unwrap();
            Self(path)
        }

        fn content(&self) -> String {
            std::fs::read_to_string(&self.0).unwrap()
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = std::fs::remove_file(&self.0);
        }
    }

    #[test]
    fn wherever_a_journal_is_cut_no_beginning_of_an_id_is_taken_for_one() {
        let ids = ["status-10", "status-1", "status-", "status-100", "é"];
        let all: String = ids.iter().map(|id| format!("{id}\n")).collect();
        for cut in 0..=all.len() {
            let scratch = Scratch::new("cut", "");
            std::fs::write(&scratch.0, &all.as_bytes()[..cut]).unwrap();
            let mut journal = Journal::open(&scratch.0).unwrap();
            let lines = all.as_bytes()[..cut]
                .iter()
                .filter(|byte| **byte == b'\n')
                .count();
            assert_eq!(journal.len(), lines, "{cut}");
            assert!(ids[..lines].iter().all(|id| journal.has(id)));
            assert!(!ids[lines..].iter().any(|id| journal.has(id)), "{cut}");
            // Those that are not in it are done again, each on a line for itself.
            for id in &ids[lines..] {
                journal.note(id).unwrap();
            }
            drop(journal);
            assert_eq!(scratch.content(), all, "{cut}");
        }
    }

    #[test]
    fn a_journal_is_one_program_s_and_notes_each_id_once() {
        let scratch = Scratch::new("one", "a\n");
        let mut journal = Journal::open(&scratch.0).unwrap();
        assert!(Journal::open(&scratch.0).is_err());
        assert!(journal.note("a").is_err() && journal.note("b\nc").is_err());
        journal.note("b").unwrap();
        assert_eq!((scratch.content().as_str(), journal.len()), ("a\nb\n", 2));
        std::fs::write(&scratch.0, b"\xff\n").unwrap();
        drop(journal);
        assert!(Journal::open(&scratch.0).is_err());
    }
}
