//! The name that somebody probably meant.

/// The candidate nearest to a name, or `None` if none is near enough to be proposed.
///
/// Case and underscores do not count (`device_name`, `deviceName`). Beyond them it is the smallest number of inserted, removed, replaced or
/// swapped characters, of which at most a third of the name's length may be needed; an insertion counts a little less, for what people
/// forget is most often the end. Of equally near candidates the first is taken. For a name of more than 256 characters only an equal one
/// is proposed, so that the work does not grow with the square of a name's length.
///
/// ```
/// use odata_entity_names::nearest;
/// assert_eq!(nearest("deviceStatus", ["deviceState", "deviceStatuses"]), Some("deviceStatuses"));
/// assert_eq!(nearest("deviceStatus", ["users", "groups"]), None);
/// ```
#[must_use = "this changes nothing: use what it returns"]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = letters(name);
    let mut best = None;
    let mut limit = match wanted.len() {
        0..=LONGEST => wanted.len().max(COST),
        _ => 0,
    };
    for candidate in candidates {
        // No letter of one name is more than four bytes of the other's, and names that long differ.
        if candidate.len() > 4 * (name.len() + limit) {
            continue;
        }
        let letters = letters(candidate);
        // Each character of difference in length costs at least one insertion.
        if letters.len().abs_diff(wanted.len()) * INSERTION > limit {
            continue;
        }
        let cost = match limit {
            0 => (wanted == letters).then_some(0),
            _ => distance(&wanted, &letters, limit),
        };
        if let Some(cost) = cost {
            best = Some(candidate);
            let Some(better) = cost.checked_sub(1) else {
                break;
            };
            limit = better;
        }
    }
    best
}

/// What a replacement, loss or swap costs: so many costs are allowed as the name has characters.
const COST: usize = 3;

/// What an insertion costs.
const INSERTION: usize = COST - 1;

/// The most characters of a name that is looked at closely. Longer ones than OData's 128 (CSDL 4.01, 15.2) are nobody's typing.
const LONGEST: usize = 256;

/// The characters of a name that count.
fn letters(name: &str) -> Vec<char> {
    name.chars()
        .filter(|c| *c != '_')
        .flat_map(char::to_lowercase)
        .collect()
}

/// What it costs to make `wanted` the candidate (optimal string alignment), unless that is more than `limit`.
fn distance(wanted: &[char], candidate: &[char], limit: usize) -> Option<usize> {
    // Row `i` holds the costs from each beginning of `wanted` to the first `i` characters of the candidate.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=wanted.len()).map(|i| i * COST).collect();
    let mut previous = None;
    for (row, c) in candidate.iter().enumerate() {
        let mut next = Vec::with_capacity(last.len());
        let mut left = (row + 1) * INSERTION;
        next.push(left);
        let mut smallest = left;
        for (column, w) in wanted.iter().enumerate() {
            let diagonal = last.get(column).copied()? + if w == c { 0 } else { COST };
            let above = last.get(column + 1).copied()? + INSERTION;
            left = diagonal.min(above).min(left + COST);
            let earlier = column
                .checked_sub(1)
                .and_then(|at| Some((*wanted.get(at)?, *before.get(at)?)));
            if let (Some((first, cost)), Some(p)) = (earlier, previous)
                && first == *c
                && *w == p
            {
                left = left.min(cost + COST);
            }
            next.push(left);
            smallest = smallest.min(left);
        }
        if smallest > limit {
            return None;
        }
        before = std::mem::replace(&mut last, next);
        previous = Some(*c);
    }
    last.last().copied().filter(|cost| *cost <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proposes_what_was_meant() {
        let names = [
            "deviceName",
            "deviceModel",
            "id",
            "userPrincipalName",
            "complianceState",
        ];
        assert_eq!(nearest("device_modle", names), Some("deviceModel"));
        assert_eq!(nearest("device_name", names), Some("deviceName"));
        assert_eq!(nearest("DeviceNmae", names), Some("deviceName"));
        assert_eq!(nearest("userPrincipleName", names), Some("userPrincipalName"));
        assert_eq!(nearest("ID", names), Some("id"));
        assert_eq!(nearest("xyz", names), None);
        assert_eq!(nearest("", names), None);
        assert_eq!(nearest("a", []), None);
    }

    #[test]
    fn attribute_keys_that_are_nearly_right_are_proposed_and_strangers_are_not() {
        let keys = [
            "non_nullable",
            "navigation",
            "read_only",
            "key",
            "evolved",
            "name",
        ];
        for (typed, meant) in [
            ("nonnullable", Some("non_nullable")),
            ("raed_only", Some("read_only")),
            ("Key", Some("key")),
            ("kye", Some("key")),
            ("evolv", Some("evolved")),
            ("nme", Some("name")),
            ("concurrency", None),
        ] {
            assert_eq!(nearest(typed, keys), meant, "{typed}");
        }
    }

    #[test]
    fn prefers_the_smaller_change() {
        assert_eq!(
            nearest("statuse", ["state", "status", "statuses"]),
            Some("statuses")
        );
        assert_eq!(
            nearest("dveice", ["deuce", "device"]),
            Some("device"),
            "a swap is one change"
        );
        assert_eq!(
            nearest("\u{e4}\u{f6}\u{fc}x", ["\u{e4}\u{f6}\u{fc}y"]),
            Some("\u{e4}\u{f6}\u{fc}y")
        );
    }

    #[test]
    fn names_that_nobody_types_are_not_compared_letter_by_letter() {
        let long = |last: char| format!("{}{last}", "a".repeat(100_000));
        let (typed, other, same) = (long('x'), long('y'), long('X'));
        assert_eq!(nearest(&typed, [other.as_str()]), None);
        assert_eq!(
            nearest(&typed, [other.as_str(), same.as_str()]),
            Some(same.as_str())
        );
        assert_eq!(nearest("device", [other.as_str(), "devise"]), Some("devise"));
    }
}
