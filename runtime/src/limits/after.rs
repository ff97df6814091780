//! How long a service asks to wait.

use chrono::NaiveDateTime;
use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};
use std::time::{Duration, SystemTime};

/// How long an answer asks to wait, never less; `None` if it asks for no wait, or in no known form.
///
/// `retry-after-ms` (Azure), `Retry-After` as seconds, as seconds with a fraction (Intune sends `2.128`; the fraction
/// is rounded up to a millisecond) or as an HTTP date
/// ([RFC 9110, 10.2.3](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)). A date counts from the answer's own
/// `Date`, so that clocks that differ do no harm; `now` is used where there is none. Of several the longest counts,
/// also of those that a proxy joined into one header (`0,120`).
///
/// ```
/// use odata_entity::retry_after;
/// use std::time::{Duration, SystemTime};
///
/// let answer = http::Response::builder().status(429).header("retry-after", "2.128").body(())?;
/// let wait = retry_after(answer.headers(), SystemTime::now());
/// assert_eq!(wait, Some(Duration::from_millis(2128)));
/// # Ok::<(), http::Error>(())
/// ```
#[must_use = "this changes nothing: use what it returns"]
pub fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let milliseconds = texts(headers, "retry-after-ms").filter_map(|text| decimal(text, 0));
    let others = texts(headers, RETRY_AFTER.as_str())
        .filter_map(|text| decimal(text, 3).or_else(|| until(text, headers, now)));
    milliseconds.chain(others).max()
}

fn texts<'h>(headers: &'h HeaderMap, name: &'h str) -> impl Iterator<Item = &'h str> {
    headers
        .get_all(name)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(split)
}

/// The values of headers of one name that were joined (RFC 9110, 5.3). The comma behind a day of the week separates nothing.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut commas = text.match_indices(',').map(|(at, _)| at);
        let end = commas.find(|at| !is_weekday(&text[..*at]));
        rest = end.map(|at| &text[at + 1..]);
        Some(text[..end.unwrap_or(text.len())].trim())
    })
}

fn is_weekday(text: &str) -> bool {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let text = text.trim().to_ascii_lowercase();
    text.bytes().all(|byte| byte.is_ascii_alphabetic()) && days.iter().any(|day| text.starts_with(day))
}

/// A decimal number, moved `places` to the left of the point and rounded up, in milliseconds. Text, not a float: `2.128`
/// is no double.
fn decimal(text: &str, places: usize) -> Option<Duration> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let split = places.min(fraction.len());
    let (kept, rest) = fraction.split_at(split);
    let scaled = format!("{whole}{kept:0<places$}");
    // What no u64 holds is longer than anyone waits, and still a wait.
    let milliseconds: u64 = scaled.parse().unwrap_or(u64::MAX);
    let up = u64::from(rest.bytes().any(|digit| digit != b'0'));
    Some(Duration::from_millis(milliseconds.saturating_add(up)))
}

fn until(text: &str, headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let then = http_date(text)?;
    let sent = headers
        .get(DATE)
        .and_then(|value| value.to_str().ok())
        .and_then(http_date);
    // A date that is past asks for no wait.
    Some(then.duration_since(sent.unwrap_or(now)).unwrap_or(Duration::ZERO))
}

/// The three forms of RFC 9110, 5.6.7. None for a date that the system's clock cannot hold; one before 1970 is as past as
/// 1970.
fn http_date(text: &str) -> Option<SystemTime> {
    let forms = [
        "%a, %d %b %Y %H:%M:%S GMT",
        "%A, %d-%b-%y %H:%M:%S GMT",
        "%a %b %e %H:%M:%S %Y",
    ];
    let time = forms
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())?;
    let seconds = u64::try_from(time.and_utc().timestamp()).unwrap_or(0);
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(headers: &[(&'static str, &str)]) -> Option<Duration> {
        let headers = headers
            .iter()
            .map(|(name, value)| (http::HeaderName::from_static(name), value.parse().unwrap()))
            .collect();
        let now = http_date("Sun, 06 Nov 1994 08:49:30 GMT").unwrap();
        retry_after(&headers, now)
    }

    #[test]
    fn each_form_is_understood_and_never_shortened() {
        for (text, milliseconds) in [
            ("0", 0),
            ("3", 3000),
            ("2.128", 2128),
            ("2.1", 2100),
            ("2.1280001", 2129),
            ("2.", 2000),
            (" 7 ", 7000),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 7000),
            ("Sunday, 06-Nov-94 08:49:37 GMT", 7000),
            ("Sun Nov  6 08:49:37 1994", 7000),
            ("Sun, 06 Nov 1994 08:49:29 GMT", 0),
        ] {
            assert_eq!(
                wait(&[("retry-after", text)]),
                Some(Duration::from_millis(milliseconds)),
                "{text}"
            );
        }
        assert_eq!(
            wait(&[("retry-after-ms", "2128")]),
            Some(Duration::from_millis(2128))
        );
        assert_eq!(
            wait(&[("retry-after-ms", "2128.5")]),
            Some(Duration::from_millis(2129))
        );
        assert!(wait(&[("retry-after", "99999999999999999999999")]) > Some(Duration::from_secs(1 << 50)));
        assert_eq!(
            wait(&[("retry-after", "Sun, 06 Nov 1894 08:49:37 GMT")]),
            None,
            "that was a Tuesday"
        );
        assert_eq!(
            wait(&[("retry-after", "Tue, 06 Nov 1894 08:49:37 GMT")]),
            Some(Duration::ZERO)
        );
        for text in [
            "",
            "-1",
            "-0",
            "soon",
            "1e3",
            ".5",
            "1.2.3",
            "+1",
            "NaN",
            "inf",
            "0x10",
            ",",
            "soon,",
            "Sun, 1",
            "Sun, 31 Feb 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 25:49:37 GMT",
            "Sun, 06 Nov 99999999999999 08:49:37 GMT",
            "Sun, 06 Nov 1994",
        ] {
            assert_eq!(wait(&[("retry-after", text)]), None, "{text}");
        }
    }

    #[test]
    fn of_headers_that_were_joined_the_longest_counts() {
        let date = "Sun, 06 Nov 1994 08:49:37 GMT";
        let later = "Sunday, 06-Nov-94 08:49:40 GMT";
        for (text, seconds) in [
            ("0,120".to_owned(), 120),
            ("120, 0".to_owned(), 120),
            ("1, 2 ,3".to_owned(), 3),
            ("soon, 4".to_owned(), 4),
            (",5,".to_owned(), 5),
            (format!("{date}, 3"), 7),
            (format!("8,{date}"), 8),
            (format!("{date}, {later}"), 10),
            (format!("{later},{date},9"), 10),
            (format!("{date},Sun, 1"), 7),
        ] {
            assert_eq!(
                wait(&[("retry-after", &text)]),
                Some(Duration::from_secs(seconds)),
                "{text}"
            );
        }
        assert_eq!(
            wait(&[("retry-after-ms", "0,1500")]),
            Some(Duration::from_millis(1500))
        );
    }

    #[test]
    fn a_date_counts_from_the_date_of_the_answer() {
        let headers = [
            ("date", "Mon, 07 Nov 1994 08:00:00 GMT"),
            ("retry-after", "Mon, 07 Nov 1994 08:00:09 GMT"),
        ];
        assert_eq!(wait(&headers), Some(Duration::from_secs(9)));
        assert_eq!(
            wait(&[("retry-after", "1"), ("retry-after-ms", "1500")]),
            Some(Duration::from_millis(1500))
        );
    }
}
