//! What has no documented example, and where an expression ends.

use crate::scope::*;

#[test]
fn what_has_no_documented_example_is_written_by_the_grammar() {
    let (start, end) = (
        p::<DateTime<FixedOffset>>("start"),
        p::<DateTime<FixedOffset>>("end"),
    );
    let length = p::<Duration>("length");
    let minutes = Duration::try_minutes(5).unwrap();
    for (filter, expected) in [
        (start.lt(Expr::now()), "start lt now()"),
        (start.gt(Expr::min_date_time()), "start gt mindatetime()"),
        (
            Expr::<_, DateTime<FixedOffset>>::max_date_time().gt(start),
            "maxdatetime() gt start",
        ),
        (
            start.date().eq(NaiveDate::from_ymd_opt(2020, 1, 2)),
            "date(start) eq 2020-01-02",
        ),
        (
            start.time().lt(NaiveTime::from_hms_opt(8, 0, 0)),
            "time(start) lt 08:00:00",
        ),
        (
            start.total_offset_minutes().ge(60),
            "totaloffsetminutes(start) ge 60",
        ),
        (
            start.add_duration(minutes).lt(end),
            "start add duration'PT5M' lt end",
        ),
        (end.since(start).gt(length), "end sub start gt length"),
        (
            length.neg().lt(length.add(minutes)),
            "-length lt length add duration'PT5M'",
        ),
        (length.total_seconds().eq(1.5), "totalseconds(length) eq 1.5"),
        (p::<i32>("a").add(p::<i32>("b")).neg().gt(-1), "-(a add b) gt -1"),
        (
            p::<i32>("a").sub(p::<i32>("b").sub(1)).eq(0),
            "a sub (b sub 1) eq 0",
        ),
        (
            p::<i32>("a").sub(p::<i32>("b")).sub(1).eq(0),
            "a sub b sub 1 eq 0",
        ),
        (
            p::<i32>("a").cast_to::<String>().eq("1"),
            "cast(a,Edm.String) eq '1'",
        ),
        (strings().has_any(), "tags/any()"),
        (p::<i32>("a").is_one_of([1, 2]), "(a eq 1 or a eq 2)"),
        (
            p::<i32>("a").is_one_of([1]).and(p::<i32>("b").eq(1)),
            "a eq 1 and b eq 1",
        ),
        (p::<i32>("a").is_one_of([1]).not(), "not (a eq 1)"),
    ] {
        assert_eq!(text(filter), expected);
    }
    // URL Conventions 4.01, 4.8: `/$count` takes a filter.
    assert_eq!(
        text(Customer::ORDERS.count_where(Order::FREIGHT.gt(5.0)).ge(2)),
        "Orders/$count($filter=Freight gt 5.0) ge 2"
    );
    assert_eq!(text(Order::CUSTOMER.is_null()), "Customer eq null");
    assert_eq!(
        text(VipCustomer::RANK.cast_from::<Customer>().gt(1)),
        "NorthwindModel.VIPCustomer/rank gt 1"
    );
    assert_eq!(
        text(
            Order::CUSTOMER
                .cast::<VipCustomer>()
                .then(VipCustomer::RANK)
                .gt(1)
        ),
        "Customer/NorthwindModel.VIPCustomer/rank gt 1"
    );
    assert_eq!(
        text(
            Order::CUSTOMER
                .then(Customer::ADDRESS.then(Address::CITY))
                .eq("Bonn")
        ),
        "Customer/Address/City eq 'Bonn'"
    );
    assert_eq!(text(Order::FREIGHT.of::<BigOrder>().gt(1.0)), "Freight gt 1.0");
}

fn strings() -> Property<Any, Vec<String>> {
    p("tags")
}

#[test]
fn each_nested_lambda_expression_has_a_variable_of_its_own() {
    let nested = Customer::ORDERS.any(|order| {
        order
            .clone()
            .then(Order::ITEMS)
            .all(|item| item.then(Item::TAGS).any(|tag| tag.eq(Customer::CITY)))
            .and(order.then(Order::FREIGHT).gt(1.0))
    });
    assert_eq!(
        text(nested.clone()),
        "Orders/any(x:x/Items/all(y:y/tags/any(z:z eq City)) and x/Freight gt 1.0)"
    );
    // Also where the inner one was made before, and does not begin with the outer one's variable.
    let inside = Customer::ORDERS.any(|order| nested.and(order.then(Order::FREIGHT).lt(9.0)));
    assert!(text(inside).starts_with("Orders/any(x:Orders/any(y:y/Items/all(z:z/tags/any(w:w eq City))"));
}

#[test]
fn a_variable_is_called_as_no_property_that_is_named_beside_it() {
    let filter =
        Customer::ORDERS.any(|order| order.then(Order::SHIPPING).then(Address::CITY).eq(Customer::X));
    assert_eq!(text(filter), "Orders/any(y:y/ShippingAddress/City eq x)");
    let raw = Customer::ORDERS.any(|order| order.then(Order::FREIGHT).gt(1.0).and(Filter::raw("x eq 'a'")));
    assert_eq!(text(raw), "Orders/any(y:y/Freight gt 1.0 and (x eq 'a'))");
}

#[test]
fn a_variable_outside_of_its_expression_is_an_error() {
    let mut escaped = None;
    let filter = strings().any(|tag| {
        escaped = Some(tag.clone());
        tag.eq("a")
    });
    let escaped = escaped.unwrap();
    let error = filter.and(escaped.eq("b")).as_str().unwrap_err().to_string();
    assert!(error.contains("outside of it"), "{error}");
}

#[test]
fn an_expression_can_be_long_but_not_endlessly_deep() {
    let wide = (0..20_000).fold(p::<i32>("a").eq(-1), |all, number| {
        all.or(p::<i32>("a").eq(number))
    });
    assert!(wide.as_str().is_ok());
    let deep = (0..20_000).fold(p::<i32>("a").eq(-1), |all, _| all.not());
    let error = deep.as_str().unwrap_err().to_string();
    assert!(error.contains("too deep"), "{error}");
    let sum = (0..20_000).fold(p::<i32>("a").add(1), |all, number| all.add(number));
    assert!(sum.eq(1).as_str().is_err());
}

#[test]
fn null_is_compared_and_is_no_argument() {
    let error = t("a").contains(None).as_str().unwrap_err().to_string();
    assert!(error.contains("contains") && error.contains("null"), "{error}");
}
