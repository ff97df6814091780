//! An enumeration type: its members, and which of them old clients are not shown.

/// The member that replaces those in an answer that a client did not ask for.
const SENTINEL: &str = "unknownFutureValue";

/// An enumeration type (CSDL 4.01, section 10), whose values are written as member names.
///
/// ```
/// use odata_entity_testing::{EnumType, Property};
///
/// let state = EnumType::new(["active", "asleep"]).named("n.state").evolved(["retired"]);
/// let property = Property::enumeration("state", state).non_nullable();
/// ```
#[derive(Clone, Debug)]
#[must_use = "a declaration changes nothing until a service has it"]
pub struct EnumType {
    pub(crate) name: Option<String>,
    pub(crate) members: Vec<String>,
    pub(crate) evolved: Vec<String>,
    pub(crate) is_flags: bool,
}

impl EnumType {
    /// An enumeration of these members, in the order of their values.
    pub fn new<M: Into<String>>(members: impl IntoIterator<Item = M>) -> Self {
        Self {
            name: None,
            members: members.into_iter().map(Into::into).collect(),
            evolved: Vec::new(),
            is_flags: false,
        }
    }

    /// The qualified name, with which a literal may be written in a filter: `microsoft.graph.complianceStatus'error'`.
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Members added after the sentinel `unknownFutureValue`. They are accepted in requests; an answer shows the sentinel in
    /// their place, unless the request has `Prefer: include-unknown-enum-members` (Microsoft Graph, "Handling future members in
    /// evolvable enumerations"). This adds the sentinel to the members; in a request body it is refused.
    pub fn evolved<M: Into<String>>(mut self, members: impl IntoIterator<Item = M>) -> Self {
        if !self.members.iter().any(|member| member == SENTINEL) {
            self.members.push(SENTINEL.to_owned());
        }
        self.evolved.extend(members.into_iter().map(Into::into));
        self
    }

    /// Lets a value be several members, separated by commas.
    pub fn flags(mut self) -> Self {
        self.is_flags = true;
        self
    }

    /// Whether `text` is a member, or with flags a list of members.
    pub(crate) fn accepts(&self, text: &str) -> bool {
        if self.is_flags {
            text.split(',').all(|member| self.has(member.trim()))
        } else {
            self.has(text)
        }
    }

    /// Whether a value holds the sentinel, which no request can mean.
    pub(crate) fn has_sentinel(text: &str) -> bool {
        text.split(',').any(|member| member.trim() == SENTINEL)
    }

    fn has(&self, member: &str) -> bool {
        self.members
            .iter()
            .chain(&self.evolved)
            .any(|known| known == member)
    }

    /// The value as a client may see it that does not know of evolved members.
    pub(crate) fn without_evolved(&self, text: &str) -> Option<String> {
        let is_evolved = |member: &str| self.evolved.iter().any(|known| known == member);
        if !text.split(',').any(|member| is_evolved(member.trim())) {
            return None;
        }
        let mut shown: Vec<&str> = Vec::new();
        for member in text.split(',').map(str::trim) {
            let member = if is_evolved(member) { SENTINEL } else { member };
            if !shown.contains(&member) {
                shown.push(member);
            }
        }
        Some(shown.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evolved_members_are_shown_as_the_sentinel() {
        let plain = EnumType::new(["a", "b"]).evolved(["c"]);
        assert!(plain.accepts("c") && plain.accepts(SENTINEL) && !plain.accepts("a,b"));
        assert_eq!(plain.without_evolved("c").as_deref(), Some(SENTINEL));
        assert_eq!(plain.without_evolved("a"), None);
        let flags = EnumType::new(["a", "b"]).evolved(["c", "d"]).flags();
        assert!(flags.accepts("a, c") && !flags.accepts("a,x") && !flags.accepts(""));
        assert_eq!(
            flags.without_evolved("a,c,d").as_deref(),
            Some("a,unknownFutureValue")
        );
    }
}
