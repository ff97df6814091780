//! The name that somebody probably meant.

/// The candidate nearest to a name, or `None` if none is near enough to be proposed.
///
/// Equal but for case and underscores is nearest (`device_name`, `deviceName`). Else it is the smallest number of inserted, removed,
/// replaced or swapped characters, of which at most a third of the name's length may be needed. Of equally near candidates the first
/// is taken.
///
/// ```
/// use odata_entity_csdl::nearest;
/// assert_eq!(nearest("deviceStatus", ["deviceState", "deviceStatuses"]), Some("deviceStatuses"));
/// assert_eq!(nearest("deviceStatus", ["users", "groups"]), None);
/// ```
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = name.chars().collect();
    let mut best = None;
    // An insertion is cheaper than a loss: what people forget is most often the end.
    let mut limit = COST * (wanted.len().max(3) / 3);
    for candidate in candidates {
        if is_same(name, candidate) {
            return Some(candidate);
        }
        // Each character of difference in length costs at least one insertion.
        if candidate.len().abs_diff(name.len()) > limit {
            continue;
        }
        if let Some(distance) = distance(&wanted, candidate, limit) {
            best = Some(candidate);
            let Some(better) = distance.checked_sub(1) else {
                break;
            };
            limit = better;
        }
    }
    best
}

/// What a replacement, loss or swap costs. An insertion costs one less.
const COST: usize = 3;

/// Whether two names are equal but for case and underscores.
fn is_same(a: &str, b: &str) -> bool {
    let letters = |text: &'_ str| -> String {
        text.chars()
            .filter(|c| *c != '_')
            .flat_map(char::to_lowercase)
            .collect()
    };
    // Only names of nearly one length are worth the work.
    a.len().abs_diff(b.len()) <= 8
        && a.as_bytes().first().map(u8::to_ascii_lowercase)
            == b.as_bytes().first().map(u8::to_ascii_lowercase)
        && letters(a) == letters(b)
}

/// What it costs to make `wanted` the candidate (optimal string alignment), unless that is more than `limit`.
fn distance(wanted: &[char], candidate: &str, limit: usize) -> Option<usize> {
    // Row `i` holds the costs from the first `i` characters of the candidate to each beginning of `wanted`.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=wanted.len()).map(|i| i * COST).collect();
    let mut previous = None;
    for (row, c) in candidate.chars().enumerate() {
        let mut next = Vec::with_capacity(last.len());
        let mut left = (row + 1) * (COST - 1);
        next.push(left);
        let mut smallest = left;
        for (column, w) in wanted.iter().enumerate() {
            let diagonal = last.get(column).copied()? + if *w == c { 0 } else { COST };
            let above = last.get(column + 1).copied()? + COST - 1;
            left = diagonal.min(above).min(left + COST);
            let earlier = column
                .checked_sub(1)
                .and_then(|at| Some((*wanted.get(at)?, *before.get(at)?)));
            if let (Some((first, cost)), Some(p)) = (earlier, previous)
                && first == c
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
        previous = Some(c);
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
        assert_eq!(nearest("DeviceName", names), Some("deviceName"));
        assert_eq!(nearest("userPrincipleName", names), Some("userPrincipalName"));
        assert_eq!(nearest("ID", names), Some("id"));
        assert_eq!(nearest("xyz", names), None);
        assert_eq!(nearest("", names), None);
        assert_eq!(nearest("a", []), None);
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
}
