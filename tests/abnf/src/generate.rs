//! Generated queries, paths and calls; the same in each run.

use crate::model::{Address, Color, Device, Part, Person, Phone, Report, State, Total, Wipe};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta};
use odata_entity::edm::{Binary, Duration};
use odata_entity::query::Expr;
use odata_entity::{Filter, Flags, Request};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use rust_decimal::Decimal;
use uuid::Uuid;

/// So many URLs. What no URL can carry (an empty key, `.`) is refused by the library and left out here.
pub fn urls(number: usize, base: &str) -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    let kinds = [lists(base), entities(base), calls(base), expanded(base)];
    let mut urls = Vec::new();
    for kind in kinds.iter().cycle() {
        if urls.len() >= number {
            break;
        }
        if let Ok(tree) = kind.new_tree(&mut runner)
            && let Some(url) = tree.current()
        {
            urls.push(url);
        }
    }
    urls
}

type Url = BoxedStrategy<Option<String>>;

fn url<R>(request: &Request<R>, base: &str) -> Option<String> {
    let http = request.to_http(base).ok()?;
    Some(http.uri().to_string())
}

fn lists(base: &str) -> Url {
    let base = base.to_owned();
    let options = (
        filter(),
        prop::option::of(0..6_usize),
        prop::option::of(any::<u32>()),
        prop::option::of(any::<u32>()),
        any::<bool>(),
        prop::option::of("[a-z]{1,8}( (AND|OR) [a-z]{1,8})?"),
    );
    options
        .prop_map(move |(filter, order, top, skip, count, search)| {
            let mut request = Device::collection().list().filter(filter);
            request = match order {
                Some(0) => request.order_by(Device::NAME),
                Some(1) => request.order_by((Device::COUNT.desc(), Device::NAME.asc())),
                Some(2) => request.order_by(Device::ADDRESS.then(Address::CITY).desc()),
                Some(3) => request.select((Device::ID, Device::STATE, Device::TAGS)),
                Some(4) => request.select(Device::ADDRESS.then(Address::CITY)),
                Some(_) => request.select_fields(),
                None => request,
            };
            if let Some(top) = top {
                request = request.top(top);
            }
            if let Some(skip) = skip {
                request = request.skip(skip);
            }
            if count {
                request = request.count();
            }
            if let Some(search) = search {
                request = request.search(search);
            }
            url(&request, &base)
        })
        .boxed()
}

fn expanded(base: &str) -> Url {
    let base = base.to_owned();
    let parts = (text(), any::<u32>(), any::<bool>(), 1..9_u32, text());
    parts
        .prop_map(move |(label, top, count, levels, name)| {
            let mut parts = Device::PARTS
                .expand()
                .select(Part::LABEL)
                .filter(Part::LABEL.contains(label).or(Part::WEIGHT.gt(1.5)))
                .order_by(Part::WEIGHT.desc())
                .top(top)
                .expand(Part::MAKER.expand().select((Person::NAME, Person::AGE)));
            if count {
                parts = parts.count();
            }
            let request = Device::by_segment("x")
                .get()
                .expand((parts, Device::OWNER.expand().levels(levels)));
            let people = Person::path(1, name)
                .to(Person::DEVICES)
                .list()
                .expand(Device::OWNER);
            url(&request, &base)
                .filter(|_| count)
                .or_else(|| url(&people, &base))
        })
        .boxed()
}

fn entities(base: &str) -> Url {
    let base = base.to_owned();
    (text(), any::<i32>(), any::<u128>(), 0..10_usize)
        .prop_map(move |(key, number, id, kind)| {
            let id = Uuid::from_u128(id);
            let device = Device::path(&key);
            match kind {
                0 => url(&device.get(), &base),
                1 => url(&Device::by_segment(&key).get(), &base),
                2 => url(&Person::path(number, &key).get(), &base),
                3 => url(&Part::path(id).get(), &base),
                4 => url(
                    &Phone::path(number).to(Phone::DEVICE).to(Device::PARTS).count(),
                    &base,
                ),
                5 => url(&device.to(Device::PARTS).refs(), &base),
                6 => url(&device.to(Device::PARTS).key(id).get(), &base),
                7 => url(
                    &Device::by_segment(&key)
                        .cast::<Phone>()
                        .get()
                        .select(Phone::NUMBER),
                    &base,
                ),
                8 => url(&device.get_property(Device::STATE), &base),
                _ => url(&device.to(Device::PARTS).remove_ref_by_id(&Part::path(id)), &base),
            }
        })
        .boxed()
}

fn calls(base: &str) -> Url {
    let base = base.to_owned();
    let parameters = (
        (
            prop::option::of(text()),
            prop::option::of(any::<i64>()),
            prop::option::of(day()),
            prop::option::of(instant()),
        ),
        (
            prop::option::of(any::<u128>()),
            prop::option::of(duration()),
            prop::option::of(state()),
            any::<bool>(),
        ),
        (
            prop::option::of(state()),
            prop::option::of(text()),
            prop::option::of(prop::collection::vec(text(), 0..3)),
        ),
        (prop::option::of(text()), text(), 0..5_usize),
    );
    parameters
        .prop_map(
            move |(
                (text, number, day, seen),
                (serial, lasts, state, colors),
                (kind, title, tags),
                (city, key, on),
            )| {
                let report = Report {
                    text,
                    number,
                    day,
                    seen,
                    serial: serial.map(Uuid::from_u128),
                    lasts,
                    state,
                    colors: colors.then(|| Flags::from([Color::Red, Color::Blue])),
                    kind,
                    title,
                    tags,
                    address: city.map(|city| Address {
                        city: Some(city),
                        number: number.and_then(|number| i32::try_from(number).ok()),
                    }),
                };
                match on {
                    0 => url(&Total.call(), &base),
                    1 => url(&Device::path(key).call(&Wipe {}), &base),
                    2 => url(&Device::collection().call(&report), &base),
                    3 => url(
                        &Device::collection().call(&report).filter(Device::NAME.eq("a")),
                        &base,
                    ),
                    _ => url(&Device::path(key).call(&report), &base),
                }
            },
        )
        .boxed()
}

/// Text of all kinds, with the characters that have a meaning in URLs more often than by chance.
fn text() -> BoxedStrategy<String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{0,12}",
        "['/?#%&+$@;,:()é ]{0,8}",
        "[a-z]{1,8}"
    ]
    .boxed()
}

fn state() -> BoxedStrategy<State> {
    prop_oneof![
        Just(State::Ready),
        Just(State::InError),
        "[A-Za-z][A-Za-z0-9]{0,8}".prop_map(State::Other)
    ]
    .boxed()
}

fn day() -> BoxedStrategy<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default();
    (0..3_000_000_u32)
        .prop_map(move |days| first + TimeDelta::days(i64::from(days)))
        .boxed()
}

fn time() -> BoxedStrategy<NaiveTime> {
    (0..86_400_u32, 0..10_000_000_u32)
        .prop_filter_map("a time", |(seconds, ticks)| {
            NaiveTime::from_num_seconds_from_midnight_opt(seconds, ticks * 100)
        })
        .boxed()
}

fn instant() -> BoxedStrategy<DateTime<FixedOffset>> {
    (day(), time(), -14 * 60..=14 * 60)
        .prop_filter_map("a time with an offset", |(day, time, minutes)| {
            let offset = FixedOffset::east_opt(minutes * 60)?;
            day.and_time(time).and_local_timezone(offset).single()
        })
        .boxed()
}

fn duration() -> BoxedStrategy<Duration> {
    ("-?", 0..9_000_u32, 0..24_u8, 0..60_u8, 0..10_000_000_u32)
        .prop_filter_map("a duration", |(sign, days, hours, minutes, ticks)| {
            format!("{sign}P{days}DT{hours}H{minutes}M1.{ticks:07}S")
                .parse()
                .ok()
        })
        .boxed()
}

fn filter() -> BoxedStrategy<Filter<Device>> {
    let leaf = prop_oneof![texts(), numbers(), times(), others()];
    leaf.prop_recursive(3, 12, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a.and(b)),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a.or(b)),
            inner.prop_map(|a| a.not()),
        ]
    })
    .boxed()
}

fn texts() -> BoxedStrategy<Filter<Device>> {
    (text(), 0..12_usize, prop::collection::vec(text(), 1..4))
        .prop_map(|(text, kind, many)| match kind {
            0 => Device::NAME.eq(text),
            1 => Device::NAME.is_in(many),
            2 => Device::NAME.to_lower().starts_with(text),
            3 => Device::NAME.trim().ends_with(text),
            4 => Device::NAME.concat(text).eq("x"),
            5 => Device::NAME.substring(1).contains(text),
            6 => Device::NAME.index_of(text).gt(-1),
            7 => Device::TAGS.any(|tag| tag.eq(text)),
            8 => Device::TAGS.all(|tag| tag.to_upper().ne(text)),
            9 => Device::OWNER.then(Person::NAME).eq(text),
            10 => Device::ADDRESS.then(Address::CITY).eq(text),
            _ => Device::PARTS.any(|part| part.then(Part::LABEL).eq(text).and(Device::NAME.is_not_null())),
        })
        .boxed()
}

fn numbers() -> BoxedStrategy<Filter<Device>> {
    (
        any::<i32>(),
        any::<i64>(),
        any::<f64>(),
        any::<(i64, u8)>(),
        0..12_usize,
    )
        .prop_map(|(small, large, double, (units, scale), kind)| match kind {
            0 => Device::COUNT.gt(small),
            1 => Device::SIZE.le(large),
            2 => Device::RATIO.lt(double),
            3 => Device::PRICE.ge(Decimal::new(units, u32::from(scale % 20))),
            4 => Device::COUNT.add(small).eq(5),
            5 => Device::COUNT.mul(2).sub(small).ne(Device::COUNT),
            6 => Device::RATIO.div(2.5).round().eq(1.0),
            7 => Device::COUNT.modulo(7).eq(0),
            8 => Device::COUNT.neg().lt(small),
            9 => Device::TAGS.count().gt(2),
            10 => Device::PARTS.count_where(Part::WEIGHT.gt(double)).gt(1),
            _ => Device::COUNT.is_in([small, 1, -1]),
        })
        .boxed()
}

fn times() -> BoxedStrategy<Filter<Device>> {
    (instant(), day(), time(), duration(), 0..9_usize)
        .prop_map(|(instant, day, time, duration, kind)| match kind {
            0 => Device::SEEN.ge(instant),
            1 => Device::DAY.lt(day),
            2 => Device::AT.eq(time),
            3 => Device::LASTS.gt(duration),
            4 => Device::SEEN.year().eq(2024),
            5 => Device::SEEN.date().eq(day),
            6 => Device::SEEN.add_duration(duration).lt(Expr::now()),
            7 => Device::SEEN.is_in([instant]),
            _ => Device::LASTS.total_seconds().gt(5.0),
        })
        .boxed()
}

fn others() -> BoxedStrategy<Filter<Device>> {
    (
        any::<u128>(),
        prop::collection::vec(any::<u8>(), 0..9),
        state(),
        any::<bool>(),
        0..10_usize,
    )
        .prop_map(|(id, bytes, state, is_on, kind)| match kind {
            0 => Device::SERIAL.eq(Uuid::from_u128(id)),
            1 => Device::RAW.eq(Binary::from(bytes)),
            2 => Device::STATE.eq(state),
            3 => Device::STATE.is_in([state, State::Ready]),
            4 => Device::COLORS.has(Color::Red),
            5 => Device::IS_ON.eq(is_on),
            6 => Device::NAME.is_null(),
            7 => Filter::is_of::<Phone>(),
            8 => Device::OWNER.is_null(),
            _ => Device::PARTS.any(|part| part.then(Part::MAKER).then(Person::AGE).gt(30)),
        })
        .boxed()
}
