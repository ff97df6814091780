//! Values on their way through a URL.

use crate::scope::*;
use proptest::prelude::*;

/// The value of `$filter` as a service reads it off the URL.
fn sent<T: EdmValue>(value: T) -> String {
    let filter = Property::<Order, T>::new("a").eq(value);
    filter_at(&Profile::odata(), filter)
}

proptest! {
    #[test]
    fn any_text_survives_the_url(value in any::<String>()) {
        let sent = sent(value.clone());
        let literal = sent.strip_prefix("a eq '").and_then(|rest| rest.strip_suffix('\'')).unwrap();
        prop_assert!(!literal.replace("''", "").contains('\''));
        prop_assert_eq!(literal.replace("''", "'"), value);
    }

    #[test]
    fn any_text_survives_in_an_expansion(value in any::<String>()) {
        let expand = Customer::ORDERS.expand().filter(Order::SHIPPING.then(Address::CITY).eq(value.clone())).top(1);
        let http = Customer::path("1").get().expand(expand).to_http("https://x/v1").unwrap();
        let url = Url::parse(&http.uri().to_string()).unwrap();
        let (_, sent) = url.query_pairs().next().unwrap();
        let literal = sent
            .strip_prefix("Orders($filter=ShippingAddress/City eq '")
            .and_then(|rest| rest.strip_suffix("';$top=1)"))
            .unwrap();
        prop_assert_eq!(literal.replace("''", "'"), value);
    }

    #[test]
    fn any_value_survives_the_url(
        int in any::<i64>(),
        double in any::<f64>().prop_filter("finite", |value| value.is_finite()),
        seconds in -60_000_000_000_i64..60_000_000_000,
        guid in any::<u128>(),
        flag in any::<bool>(),
    ) {
        prop_assert_eq!(sent(int), format!("a eq {int}"));
        prop_assert_eq!(sent(flag), format!("a eq {flag}"));
        prop_assert_eq!(sent(Uuid::from_u128(guid)), format!("a eq {}", Uuid::from_u128(guid)));
        let text = sent(double);
        prop_assert_eq!(text.strip_prefix("a eq ").unwrap().parse::<f64>().unwrap(), double);
        let at = DateTime::from_timestamp(seconds, 0).unwrap().fixed_offset();
        let text = sent(at);
        prop_assert_eq!(DateTime::parse_from_rfc3339(text.strip_prefix("a eq ").unwrap()).unwrap(), at);
    }
}
