//! What a call notes in the answer that it gives.

/// How often a request was sent; noted in the answer by the client.
#[derive(Clone, Copy)]
pub(crate) struct Tries(pub(crate) u32);

/// Noted in an answer by the client: an earlier try of the request was sent, and its answer lost.
#[derive(Clone, Copy)]
pub(crate) struct LostAnswer;
