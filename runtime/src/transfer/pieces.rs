//! [`Pieces`]: which piece of an upload session comes next, and what an answer to one means.

use super::Progressed;
use crate::error::{TransferError, TransferErrorKind};
use crate::ranges::Missing;
use http::StatusCode;

/// Pieces of drives are multiples of this, but for the last.
pub(crate) const STEP: u64 = 327_680;

/// A piece of a drive is shorter than this.
const BELOW: u64 = 60 << 20;

/// How often in a row a piece can be refused or its answer be lost, each time with the question what the service wants.
const REFUSALS: u32 = 3;

/// How far an upload is.
#[derive(Debug)]
pub(crate) struct Pieces {
    total: u64,
    size: u64,
    missing: Missing,
    /// What was sent by nobody, as far as that is known: whatever the service lists, it cannot have these.
    unsent: Missing,
    /// Whether that is known.
    was_asked: bool,
    /// Whether the service is to be asked what it wants before anything is sent.
    is_unknown: bool,
    /// Bytes sent in all, those that were sent again included.
    sent: u64,
    refusals: u32,
    /// Whether the end of the last piece was sent, and its answer did not come.
    is_end_lost: bool,
}

/// What is to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Ask the service what it wants.
    Ask,
    /// Send the bytes from the first to before the second.
    Put(u64, u64),
    /// Nothing is missing: commit.
    Commit,
}

/// What an answer to a piece means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Go on.
    GoOn,
    /// The upload is complete: this is its answer.
    Complete,
}

fn fault<T>(kind: TransferErrorKind, reason: impl Into<String>) -> Result<T, TransferError> {
    Err(TransferError::new(kind, reason.into()))
}

fn unexpected<T>(reason: impl Into<String>) -> Result<T, TransferError> {
    fault(TransferErrorKind::UnexpectedRange, reason)
}

impl Pieces {
    /// Of so many bytes, in pieces of this size. `listed` is what the session wants, if that is known.
    pub(crate) fn new(
        total: u64,
        size: u64,
        is_new: bool,
        listed: Option<&[String]>,
    ) -> Result<Self, TransferError> {
        if size == 0 || !size.is_multiple_of(STEP) || size >= BELOW {
            let reason = format!(
                "a piece of {size} bytes is refused by services: write a multiple of {STEP} below {BELOW}"
            );
            return fault(TransferErrorKind::PieceSize, reason);
        }
        if total == 0 {
            let reason =
                "an upload session takes at least one byte: send empty content without one (`put_media`)";
            return fault(TransferErrorKind::Content, reason);
        }
        let mut pieces = Self {
            total,
            size,
            missing: Missing::all(total),
            // Of an earlier process, it is known once the service was asked.
            was_asked: is_new,
            unsent: if is_new {
                Missing::all(total)
            } else {
                Missing::default()
            },
            is_unknown: !is_new,
            sent: 0,
            refusals: 0,
            is_end_lost: false,
        };
        if let Some(listed) = listed.filter(|listed| is_new && !listed.is_empty()) {
            pieces.missing = pieces.read(listed)?;
            if pieces.missing != Missing::all(total) {
                return unexpected(format!(
                    "a session that is new wants the bytes {}, and there are {total} that were not sent",
                    listed.join(", ")
                ));
            }
        }
        Ok(pieces)
    }

    /// What a list means: the bytes in it, and those that were never sent, as the list need not be complete.
    fn wanted(&self, listed: &[String]) -> Result<Missing, TransferError> {
        let wanted = self.read(listed)?;
        let first = |missing: &Missing| missing.first().map_or(self.total, |(first, _)| first);
        let (next, unsent) = (first(&wanted), first(&self.unsent));
        if next > unsent {
            return unexpected(format!(
                "the service goes on at byte {next}, and those from {unsent} on were not sent"
            ));
        }
        Ok(wanted.with(self.unsent.clone()))
    }

    fn read(&self, listed: &[String]) -> Result<Missing, TransferError> {
        Missing::read(listed, self.total).or_else(|text| {
            unexpected(format!(
                "the service asks for the bytes {:?}, and there are {}",
                crate::text::one_line(text),
                self.total
            ))
        })
    }

    /// How many bytes the service has.
    pub(crate) fn done(&self) -> u64 {
        self.total - self.missing.bytes()
    }

    /// What is to be done next.
    pub(crate) fn next(&self) -> Next {
        if self.is_unknown {
            return Next::Ask;
        }
        match self.missing.first() {
            Some((first, end)) => Next::Put(first, end.min(first.saturating_add(self.size))),
            None => Next::Commit,
        }
    }

    /// A piece goes out. What a service asks for again and again is not sent without end.
    pub(crate) fn sending(&mut self, first: u64, end: u64) -> Result<(), TransferError> {
        self.unsent = self.unsent.without(first, end);
        let most = self
            .total
            .saturating_mul(4)
            .saturating_add(self.size.saturating_mul(8));
        self.sent = self.sent.saturating_add(end - first);
        if self.sent > most {
            return unexpected(format!(
                "the service asked for the same bytes again and again: {} were sent of {}",
                self.sent, self.total
            ));
        }
        Ok(())
    }

    /// A piece was taken.
    pub(crate) fn taken(
        &mut self,
        first: u64,
        end: u64,
        status: StatusCode,
        answer: &Progressed,
    ) -> Result<Outcome, TransferError> {
        (self.refusals, self.is_end_lost) = (0, false);
        let left = self.missing.without(first, end);
        let is_on_its_way = status == StatusCode::ACCEPTED || answer.ranges.is_some();
        if !is_on_its_way {
            if left.first().is_some() {
                return unexpected(format!(
                    "the service completed the upload ({}) before it had all bytes: {} of {} were not sent",
                    status.as_u16(),
                    left.bytes(),
                    self.total
                ));
            }
            self.missing = left;
            return Ok(Outcome::Complete);
        }
        self.missing = match &answer.ranges {
            None => left,
            Some(listed) => {
                let wanted = self.wanted(listed)?;
                let next = wanted.first().map_or(self.total, |(first, _)| first);
                // Of what earlier answers want, this one may list no more than the first.
                left.without(0, next).with(wanted)
            }
        };
        Ok(Outcome::GoOn)
    }

    /// A piece was refused as one that is not wanted, or its answer was lost: whether the service is asked what it wants.
    pub(crate) fn uncertain(&mut self, end: u64, is_lost: bool) -> bool {
        self.refusals += 1;
        self.is_unknown = true;
        self.is_end_lost = is_lost && end == self.total;
        self.refusals <= REFUSALS
    }

    /// The service was asked what it wants.
    pub(crate) fn asked(&mut self, answer: &Progressed) -> Result<(), TransferError> {
        if let Some(listed) = &answer.ranges {
            self.missing = self.wanted(listed)?;
        }
        if !self.was_asked {
            self.unsent = self.missing.clone();
        }
        self.was_asked = true;
        (self.is_unknown, self.is_end_lost) = (false, false);
        Ok(())
    }

    /// Whether the upload may be complete, where its session is over.
    pub(crate) fn may_be_complete(&self) -> bool {
        self.is_end_lost
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIZE: u64 = STEP;
    const TOTAL: u64 = 3 * STEP + 5;

    fn new() -> Pieces {
        Pieces::new(TOTAL, SIZE, true, None).unwrap()
    }

    fn answer(ranges: Option<&[&str]>) -> Progressed {
        Progressed {
            expires: None,
            ranges: ranges.map(|ranges| ranges.iter().map(|text| (*text).to_owned()).collect()),
        }
    }

    fn take(pieces: &mut Pieces, status: u16, ranges: Option<&[&str]>) -> Result<Outcome, TransferErrorKind> {
        let Next::Put(first, end) = pieces.next() else {
            panic!("{:?}", pieces.next());
        };
        let status = StatusCode::from_u16(status).unwrap();
        pieces.sending(first, end).map_err(|error| error.kind())?;
        pieces
            .taken(first, end, status, &answer(ranges))
            .map_err(|error| error.kind())
    }

    #[test]
    fn pieces_follow_each_other_in_every_form_that_services_answer_in() {
        let next = [
            SIZE.to_string(),
            format!("{}-", 2 * SIZE),
            format!("{}-{}", 3 * SIZE, TOTAL - 1),
        ];
        for (status, listed, last) in [
            (202, true, 201),
            (200, true, 201),
            (202, false, 200),
            (202, true, 200),
        ] {
            let mut pieces = new();
            for (at, text) in next.iter().enumerate() {
                assert_eq!(pieces.next(), Next::Put(at as u64 * SIZE, (at as u64 + 1) * SIZE));
                let ranges = [text.as_str()];
                assert_eq!(
                    take(&mut pieces, status, listed.then_some(&ranges[..])),
                    Ok(Outcome::GoOn)
                );
            }
            assert_eq!(pieces.next(), Next::Put(3 * SIZE, TOTAL));
            assert_eq!(
                take(&mut pieces, last, None),
                Ok(Outcome::Complete),
                "{status} {last}"
            );
            assert_eq!(pieces.done(), TOTAL);
        }
    }

    #[test]
    fn a_last_piece_that_is_on_its_way_waits_for_the_commit() {
        let nothing: &[&str] = &[];
        for ranges in [Some(nothing), None] {
            let mut pieces = new();
            for _ in 0..3 {
                assert_eq!(take(&mut pieces, 202, None).unwrap(), Outcome::GoOn);
            }
            assert_eq!(take(&mut pieces, 202, ranges).unwrap(), Outcome::GoOn);
            assert_eq!(pieces.next(), Next::Commit, "{ranges:?}");
        }
    }

    #[test]
    fn ranges_that_cannot_be_are_an_error_and_nothing_more_is_sent() {
        for ranges in [
            &["x"][..],
            &["5-4"],
            &["99999999999-"],
            &["983045-"],
            &["655360-"], // The service claims a piece that was never sent.
            &[],
        ] {
            let mut pieces = new();
            let kind = take(&mut pieces, 202, Some(ranges)).unwrap_err();
            assert_eq!(kind, TransferErrorKind::UnexpectedRange, "{ranges:?}");
        }
        let early = take(&mut new(), 201, None).unwrap_err();
        assert_eq!(early, TransferErrorKind::UnexpectedRange);
        let listed = ["5-".to_owned()];
        assert!(Pieces::new(TOTAL, SIZE, true, Some(&listed)).is_err());
    }

    #[test]
    fn what_is_asked_for_again_is_sent_again_and_not_without_end() {
        let mut pieces = new();
        take(&mut pieces, 202, Some(&["0-"])).unwrap();
        assert_eq!(pieces.next(), Next::Put(0, SIZE));
        let mut sends = 0;
        let error = loop {
            let Next::Put(first, end) = pieces.next() else {
                panic!()
            };
            if let Err(error) = pieces.sending(first, end) {
                break error;
            }
            let again = answer(Some(&["0-"]));
            pieces.taken(first, end, StatusCode::ACCEPTED, &again).unwrap();
            sends += 1;
        };
        assert_eq!(error.kind(), TransferErrorKind::UnexpectedRange);
        assert!(sends < 30, "{sends}");
    }

    #[test]
    fn what_was_never_sent_is_not_taken_for_received_whatever_an_answer_lists() {
        // Asked after a lost answer, the service claims a piece that nobody sent.
        let mut pieces = new();
        pieces.sending(0, SIZE).unwrap();
        assert!(pieces.uncertain(SIZE, true));
        let claimed = (2 * SIZE).to_string();
        let error = pieces.asked(&answer(Some(&[&claimed]))).unwrap_err();
        assert_eq!(error.kind(), TransferErrorKind::UnexpectedRange);
        // A list that is not complete leaves the rest wanted.
        let mut pieces = new();
        pieces.sending(0, SIZE).unwrap();
        assert!(pieces.uncertain(SIZE, true));
        pieces.asked(&answer(Some(&["0-99"]))).unwrap();
        assert_eq!(pieces.missing, Missing::all(TOTAL).without(100, SIZE));
        // What was sent, asked for again, and then acknowledged is not sent a third time.
        let mut pieces = new();
        take(&mut pieces, 202, None).unwrap();
        let next = (2 * SIZE).to_string();
        take(&mut pieces, 202, Some(&["0-"])).unwrap();
        take(&mut pieces, 202, Some(&[&next])).unwrap();
        assert_eq!(pieces.next(), Next::Put(2 * SIZE, 3 * SIZE));
    }

    #[test]
    fn a_session_of_an_earlier_process_is_asked_first() {
        let listed = ["0-".to_owned()];
        let mut pieces = Pieces::new(TOTAL, SIZE, false, Some(&listed)).unwrap();
        assert_eq!(pieces.next(), Next::Ask);
        pieces.asked(&answer(Some(&["100-199", "300-"]))).unwrap();
        assert_eq!(pieces.done(), 200);
        assert_eq!(pieces.next(), Next::Put(100, 200));
        // Only the rest is listed, and the first range is done.
        take(&mut pieces, 202, Some(&["300-"])).unwrap();
        assert_eq!(pieces.next(), Next::Put(300, 300 + SIZE));
    }

    #[test]
    fn a_refused_piece_is_asked_about_a_few_times() {
        let mut pieces = new();
        for _ in 0..REFUSALS {
            assert!(pieces.uncertain(TOTAL, true));
            assert_eq!(pieces.next(), Next::Ask);
            assert!(pieces.may_be_complete());
            pieces.asked(&answer(None)).unwrap();
        }
        assert!(!pieces.uncertain(5, true) && !pieces.may_be_complete());
    }

    #[test]
    fn a_piece_size_is_one_that_services_take() {
        for size in [0, 1, STEP + 1, BELOW] {
            assert!(Pieces::new(TOTAL, size, true, None).is_err(), "{size}");
        }
        assert!(Pieces::new(TOTAL, 3_932_160, true, None).is_ok());
        assert!(Pieces::new(0, SIZE, true, None).is_err());
    }

    #[test]
    fn whatever_a_service_answers_ends_and_loses_nothing() {
        let form = prop::collection::vec((0_u64..TOTAL + 9, prop::option::of(0_u64..TOTAL + 9)), 0..3);
        let answers = prop::collection::vec((any::<bool>(), prop::option::of(form)), 1..80);
        proptest!(|(answers in answers)| {
            let mut pieces = new();
            let mut sent = Missing::all(TOTAL);
            for (is_ok, ranges) in answers {
                let Next::Put(first, end) = pieces.next() else { break };
                if pieces.sending(first, end).is_err() {
                    break;
                }
                sent = sent.without(first, end);
                let ranges = ranges.map(|ranges| ranges.iter().map(|(a, b)| match b {
                    Some(b) => format!("{a}-{b}"),
                    None => format!("{a}-"),
                }).collect());
                let status = StatusCode::from_u16(if is_ok { 201 } else { 202 }).unwrap();
                match pieces.taken(first, end, status, &Progressed { expires: None, ranges }) {
                    Ok(Outcome::Complete) => {
                        prop_assert_eq!(&sent, &Missing::default());
                        break;
                    }
                    Ok(Outcome::GoOn) => {}
                    Err(_) => break,
                }
                // Nothing that was never sent is taken for done.
                prop_assert_eq!(pieces.missing.clone().with(sent.clone()), pieces.missing.clone());
            }
        });
    }
}
