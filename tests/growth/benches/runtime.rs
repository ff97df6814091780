//! Work of the runtime whose size a service decides, or the user's data.
//!
//! `cargo bench -p odata-entity-growth --bench runtime`

use std::collections::BTreeMap;
use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, SystemTime};

use odata_entity::batch::{Batch, BatchStep};
use odata_entity::edm::Binary;
use odata_entity::profile::BatchFormat;
use odata_entity::{
    AnswerUrl, ComplexType, Entity, EnumType, Error, Filter, Flags, Pager, Profile, Property, Request,
    RetryPolicy,
};
use odata_entity_growth::Case;
use serde_json::{Value, json};

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "n.right", flags)]
enum Right {
    None,
    #[odata(value = 1)]
    Read,
    #[odata(value = 2)]
    Write,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "n.size", base = "n.measure")]
struct Size {
    width: Option<i32>,
    unit: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "n.weight", base = "n.measure")]
struct Weight {
    grams: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "n.box", base = "n.measure")]
struct Crate {
    #[odata(with = "odata_entity::Boxed")]
    inner: Option<Box<Measure>>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "n.measure")]
enum Measure {
    Size(Size),
    Box(Crate),
    Weight(Weight),
    #[odata(other)]
    Other(Value),
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "n.item", path = "/items/{id}")]
struct Item {
    #[odata(key)]
    id: String,
    name: Option<String>,
    rights: Option<Flags<Right>>,
    sizes: Option<Vec<Size>>,
    measures: Option<Vec<Measure>>,
    names: Option<BTreeMap<String, String>>,
    bytes: Option<Binary>,
    any: Option<Value>,
    #[serde(flatten)]
    #[odata(open)]
    more: BTreeMap<String, Value>,
}

const NAME: Property<Item, String> = Property::new("name");

/// A URL without a path.
const BASE: &str = "https://service.example";

/// A text of parts that each have a number.
fn parts(size: usize, separator: &str, part: impl Fn(usize, &mut String)) -> String {
    let mut out = String::new();
    for number in 0..size {
        if number > 0 {
            out.push_str(separator);
        }
        part(number, &mut out);
    }
    out
}

fn numbered(size: usize, before: &str, separator: &str) -> String {
    parts(size, separator, |number, out| {
        let _ = write!(out, "{before}{number}");
    })
}

fn answer(status: u16, body: impl Into<Vec<u8>>) -> http::Response<Vec<u8>> {
    let mut answer = http::Response::new(body.into());
    *answer.status_mut() = http::StatusCode::from_u16(status).expect("a status");
    answer
}

fn read(body: &str) -> Result<Item, Error> {
    Item::path("1").get().read(answer(200, body))
}

/// Reads an entity with these members, changes nothing, and writes all that can be written.
fn there_and_back(members: &str) {
    let item = read(&format!("{{\"id\":\"1\",{members}}}")).expect("an entity");
    black_box(item == item.clone());
    black_box(Item::path("1").patch(&item.to_patch()).to_http(BASE).is_ok());
    black_box(Item::path("1").put(&item).to_http(BASE).is_ok());
    let mut other = item.clone();
    other.name = Some("other".to_owned());
    black_box(item.diff(&other).is_empty());
    black_box(Item::default().diff(&item).is_empty());
    black_box(item.diff(&Item::default()).is_empty());
    black_box(format!("{:?}", item.to_patch()).len());
    black_box(serde_json::to_string(&item.to_patch()).is_ok());
}

/// Runs a batch to its end. The first answer to each request has this status, the later ones are good.
fn run(batch: Batch, status: u16, limit: usize) {
    let mut profile = Profile::odata();
    profile.batch_limit = limit;
    let mut seen = vec![false; batch.len()];
    let mut run = batch.start(BASE, &profile, &RetryPolicy::new().jitter(0.0));
    let mut now = SystemTime::UNIX_EPOCH;
    loop {
        match run.step(now) {
            BatchStep::Send(request) => {
                let body = String::from_utf8_lossy(request.body());
                // Nothing is parsed here: what is measured is the work of the other side.
                let ids = body
                    .split("{\"id\":\"")
                    .skip(1)
                    .filter_map(|rest| rest.split('"').next());
                let mut answers = String::new();
                for id in ids {
                    let before = std::mem::replace(&mut seen[id.parse::<usize>().expect("a number")], true);
                    let status = if before { 204 } else { status };
                    let comma = if answers.is_empty() { "" } else { "," };
                    let _ = write!(
                        answers,
                        "{comma}{{\"id\":\"{id}\",\"status\":{status},\"headers\":{{\"retry-after\":\"1\"}}}}"
                    );
                }
                let answers = format!("{{\"responses\":[{answers}]}}");
                run.answered(Ok(answer(200, answers)), now);
            }
            BatchStep::Wait(wait) => now += wait.max(Duration::from_millis(1)),
            BatchStep::Done => break,
        }
    }
    let _ = black_box(run.into_results());
}

/// Runs a multipart batch of change sets of ten, whose answers have their parts in the opposite order and bodies with lines like delimiters.
fn run_multipart(size: usize) {
    let mut batch = Batch::new();
    for first in 0..size / 10 {
        let mut set = batch.change_set();
        for number in 0..10 {
            let _ = set.add(Item::path(format!("{first}-{number}")).delete());
        }
    }
    let profile = Profile::odata()
        .batch(BatchFormat::Multipart)
        .batch_limit(usize::MAX);
    let mut run = batch.start(BASE, &profile, &RetryPolicy::new());
    let BatchStep::Send(_) = run.step(SystemTime::UNIX_EPOCH) else {
        return;
    };
    let mut body = String::new();
    for first in 0..size / 10 {
        body.push_str("--b\nContent-Type: multipart/mixed; boundary=c\n\n");
        for id in (first * 10..first * 10 + 10).rev() {
            let _ = write!(
                body,
                "--c\nContent-ID: {id}\n\nHTTP/1.1 200 OK\n\n--\n--c-\n--bb\n"
            );
        }
        body.push_str("--c--\n");
    }
    body.push_str("--b--\n");
    let mut answer = answer(200, body);
    let kind = http::HeaderValue::from_static("multipart/mixed; boundary=b");
    answer.headers_mut().insert(http::header::CONTENT_TYPE, kind);
    run.answered(Ok(answer), SystemTime::UNIX_EPOCH);
    assert!(
        matches!(run.step(SystemTime::UNIX_EPOCH), BatchStep::Done),
        "all are answered"
    );
    let _ = black_box(run.into_results());
}

fn batch(size: usize, after: impl Fn(usize) -> Option<usize>) -> Batch {
    let mut batch = Batch::new();
    let mut ids = Vec::new();
    for number in 0..size {
        let request = Item::path(number.to_string()).delete();
        let after = after(number).and_then(|other| ids.get(other).copied());
        ids.push(batch.add_after(after, request).id());
    }
    batch
}

fn flags(text: &str) -> Flags<Right> {
    text.parse().expect("names")
}

const CASES: &[Case] = &[
    Case::here("flags with unknown names", 4_000, |size| {
        let text = numbered(size, "u", ",");
        there_and_back(&format!("\"rights\":\"{text}\""));
    }),
    Case::here("flags with names and numbers in turn", 4_000, |size| {
        let text = parts(size, ",", |number, out| {
            let _ = write!(out, "u{number},{}", number * 4);
        });
        black_box(flags(&text).to_string());
    }),
    Case::here("flags as sets", 4_000, |size| {
        let one = flags(&(numbered(size, "u", ",") + ",read"));
        let other = flags(&(numbered(size, "u1", ",") + ",write"));
        black_box(one.clone() | other.clone());
        black_box(one.clone() & other.clone());
        black_box(one.clone() - other.clone());
        black_box(one == other);
        black_box(one.into_iter().chain(other).collect::<Flags<Right>>());
    }),
    Case::here("a batch of single requests", 4_000, |size| {
        run(batch(size, |_| None), 204, 20);
    }),
    Case::here("a batch of requests that are all throttled once", 4_000, |size| {
        run(batch(size, |_| None), 429, 20);
    }),
    Case::here("a batch of groups that leave room", 400, |size| {
        run(
            batch(11 * size, |number| (number % 11 > 0).then(|| number - 1)),
            204,
            20,
        );
    }),
    Case::here("a batch that is one chain", 4_000, |size| {
        run(batch(size, |number| number.checked_sub(1)), 204, usize::MAX);
    }),
    Case::here("a multipart batch of change sets", 4_000, run_multipart),
    Case::here("a batch whose first request fails", 4_000, |size| {
        run(batch(size, |number| (number > 0).then_some(0)), 400, usize::MAX);
    }),
    Case::here(
        "a batch of more that depend on each other than it holds",
        4_000,
        |size| {
            run(batch(size, |number| number.checked_sub(1)), 204, 20);
        },
    ),
    Case::here("a page of items", 1_000, |size| {
        let items = parts(size, ",", |number, out| {
            let _ = write!(out, "{{\"id\":\"{number}\",\"name\":\"n\",\"x{number}\":1}}");
        });
        let list = Item::collection().list();
        black_box(list.read(answer(200, format!("{{\"value\":[{items}]}}"))).is_ok());
    }),
    Case::here("a page whose last item is wrong", 1_000, |size| {
        let items = parts(size, ",", |number, out| {
            let _ = write!(out, "{{\"id\":\"{number}\",\"name\":\"n\"}}");
        });
        let list = Item::collection().list();
        black_box(
            list.read(answer(200, format!("{{\"value\":[{items},{{\"id\":1}}]}}")))
                .is_err(),
        );
    }),
    Case::here("a page whose items are all wrong", 500, |size| {
        let items = parts(size, ",", |number, out| {
            let _ = write!(
                out,
                "{{\"id\":\"{number}\",\"sizes\":[{{\"width\":\"{number}\"}}]}}"
            );
        });
        let list = Item::collection().list();
        black_box(
            list.read(answer(200, format!("{{\"value\":[{items}]}}")))
                .is_err(),
        );
    }),
    Case::here("a page whose wrong items are kept", 2_000, |size| {
        let items = parts(size, ",", |number, out| {
            let _ = write!(out, "{{\"id\":{number}}},\n{{\"id\":\"{number}\"}}");
        });
        let list = Item::collection().list().lenient();
        let page = list
            .read(answer(200, format!("{{\"value\":[{items}]}}")))
            .expect("a page");
        for item in page.value {
            black_box(
                item.map_err(|error| (error.to_string(), error.property().len()))
                    .is_ok(),
            );
        }
    }),
    Case::here("a page of items of other types", 2_000, |size| {
        let items = parts(size, ",", |number, out| {
            let _ = write!(
                out,
                "{{\"@odata.type\":\"#n.other{number}\",\"id\":\"{number}\"}}"
            );
        });
        let list = Item::collection().list().skip_other_types();
        let page = list
            .read(answer(200, format!("{{\"value\":[{items}]}}")))
            .expect("a page");
        assert_eq!(page.value.len(), 0);
    }),
    Case::here("contexts and links in a page", 2_000, |size| {
        let items = parts(size, ",", |number, out| {
            let _ = write!(
                out,
                "{{\"id\":\"{number}\",\"@odata.context\":\"$metadata#x\",\"@odata.editLink\":\"items({number})\"}}"
            );
        });
        let mut answer = answer(
            200,
            format!("{{\"@odata.context\":\"../$metadata\",\"value\":[{items}]}}"),
        );
        let url = format!("{BASE}/items").parse().expect("a URL");
        answer.extensions_mut().insert(AnswerUrl(url));
        black_box(Item::collection().list().read(answer).is_ok());
    }),
    // Each object is looked through for its tag, so depth costs its square; but readers go no deeper than 128.
    Case::here("unions in unions", 20, |size| {
        let deep = format!(
            "{}{{\"@odata.type\":\"#n.weight\"}}{}",
            "{\"inner\":".repeat(50),
            ",\"@odata.type\":\"#n.box\"}".repeat(50)
        );
        there_and_back(&format!("\"measures\":[{}]", vec![deep; size].join(",")));
    }),
    Case::here("members that are applied", 1_000, |size| {
        let members = parts(size, ",", |number, out| {
            let _ = write!(out, "\"x{number}\":{number},\"y{number}\":null");
        });
        let json = format!("{{\"id\":\"1\",{members}}}");
        let mut item = read(&json).expect("an entity");
        black_box(item.apply(json.as_str()).is_ok());
        black_box(item.apply(json.as_str()).is_ok());
    }),
    Case::here("a wrong value in many members", 500, |size| {
        let members = parts(size, ",", |number, out| {
            let _ = write!(out, "\"x{number}\":{{\"y\":[{number}]}}");
        });
        black_box(read(&format!("{{\"id\":\"1\",{members},\"name\":7}}")).is_err());
    }),
    Case::here("a missing member among long names", 2_000, |size| {
        let inside = parts(size, ",", |number, out| {
            let _ = write!(out, "\"y{number}\":{{}}");
        });
        let long = "x".repeat(8 * size);
        black_box(read(&format!("{{\"{long}\":{{{inside}}},\"name\":7}}")).is_err());
    }),
    Case::here("a message with many quotes", 2_000, |size| {
        let error = read(&format!(
            "{{\"id\":\"1\",\"sizes\":\"{}\"}}",
            "`\\\"".repeat(size)
        ))
        .expect_err("a text");
        black_box((error.to_string(), format!("{error:?}")));
    }),
    Case::here("an open type", 1_000, |size| {
        let members = parts(size, ",", |number, out| {
            let _ = write!(
                out,
                "\"x{number}@odata.type\":\"#Int64\",\"x{number}\":{number},\"y{number}\":[\"unknownFutureValue\"]"
            );
        });
        there_and_back(&members);
    }),
    Case::here("a dictionary", 1_000, |size| {
        let members = parts(size, ",", |number, out| {
            let _ = write!(out, "\"x{number}\":\"v\"");
        });
        there_and_back(&format!("\"names\":{{{members}}}"));
    }),
    Case::here("a collection of complex values", 1_000, |size| {
        let items = parts(size, ",", |number, out| {
            let _ = write!(
                out,
                "{{\"@odata.type\":\"#n.size\",\"width\":{number},\"unit\":\"m\"}}"
            );
        });
        there_and_back(&format!("\"sizes\":[{items}]"));
    }),
    Case::here("a collection of a union", 500, |size| {
        let items = parts(size, ",", |number, out| {
            let _ = write!(
                out,
                "{{\"width\":{number},\"@odata.type\":\"#n.size\"}},{{\"@odata.type\":\"#n.x\",\"y\":{number}}}"
            );
        });
        there_and_back(&format!("\"measures\":[{items}]"));
    }),
    Case::here("untyped JSON", 1_000, |size| {
        let items = parts(size, ",", |number, out| {
            let _ = write!(
                out,
                "{{\"x{number}\":[{number},null,\"t\",\"unknownFutureValue\"]}}"
            );
        });
        there_and_back(&format!("\"any\":[{items}]"));
    }),
    Case::here("text that is escaped", 4_000, |size| {
        there_and_back(&format!("\"name\":\"{}\"", "\\u0001\\\"é".repeat(size)));
    }),
    Case::here("bytes", 4_000, |size| {
        there_and_back(&format!("\"bytes\":\"{}\"", "AAAA".repeat(size)));
    }),
    Case::here("an error with many details", 1_000, |size| {
        let details = parts(size, ",", |number, out| {
            let _ = write!(
                out,
                "{{\"code\":\"c{number}\",\"message\":\"m\",\"target\":\"t\"}}"
            );
        });
        let error = refused(&format!(
            "{{\"error\":{{\"code\":\"c\",\"message\":\"m\",\"details\":[{details}]}}}}"
        ));
        black_box((error.to_string(), format!("{error:?}")));
    }),
    Case::here("an error whose message is JSON", 4_000, |size| {
        let inner = json!({"Message": json!({"Message": "m\"".repeat(size)}).to_string()}).to_string();
        let error = refused(&json!({"error": {"code": "c", "message": inner}}).to_string());
        black_box((error.to_string(), format!("{error:?}")));
    }),
    Case::here("an error that is no JSON", 8_000, |size| {
        let error = refused(&"<p>\u{1b} no".repeat(size));
        black_box((error.to_string(), format!("{error:?}")));
    }),
    Case::here("pages, one link after the other", 500, |size| {
        let mut pager = Pager::new(Item::collection().list());
        for number in 0..size {
            let Some(request) = pager.request() else { break };
            black_box(request.to_http(BASE).is_ok());
            let body = format!("{{\"value\":[],\"@odata.nextLink\":\"{BASE}/items?$skiptoken={number}\"}}");
            let page = request.read(answer(200, body)).expect("a page");
            pager.turn(&page).expect("a new link");
        }
    }),
    Case::here("a long link", 2_000, |size| {
        for part in ["a/../", "%2e%2e/", "//", "a?b#", "\u{e9} "] {
            let link = format!("{BASE}/items/{}", part.repeat(size));
            black_box(Item::collection().list().from_link(link).to_http(BASE).is_ok());
            black_box(
                Item::collection()
                    .list()
                    .from_link(part.repeat(size))
                    .to_http(BASE)
                    .is_ok(),
            );
        }
    }),
    Case::here("a batch's answer with many answers", 1_000, |size| {
        answered(&parts(size, ",", |number, out| {
            let _ = write!(
                out,
                "{{\"id\":\"{number}\",\"status\":200,\"body\":{{\"x\":[{number}]}}}}"
            );
        }));
    }),
    Case::here("a batch's answer with many headers", 1_000, |size| {
        let headers = parts(size, ",", |number, out| {
            let _ = write!(out, "\"x-{number}\":\"v\"");
        });
        answered(&format!(
            "{{\"id\":\"0\",\"status\":200,\"headers\":{{{headers}}}}}"
        ));
    }),
    Case::here("an answer with many headers", 1_000, |size| {
        let mut answer = answer(429, "");
        for number in 0..size {
            let value = http::HeaderValue::from(number);
            for name in [
                "retry-after",
                "preference-applied",
                "www-authenticate",
                "ratelimit",
            ] {
                answer.headers_mut().append(name, value.clone());
            }
        }
        let error = Item::path("1").get().read(answer).expect_err("refused");
        black_box((error.to_string(), format!("{error:?}")));
    }),
    Case::here("a filter of many terms", 1_000, |size| {
        let terms = (0..size).map(|number| NAME.eq(number.to_string()));
        let filter = terms.reduce(Filter::or).unwrap_or_else(|| NAME.ne(None));
        black_box(Item::collection().list().filter(filter).to_http(BASE).is_ok());
    }),
    Case::here("a filter of terms joined in turn", 1_000, |size| {
        let mut filter = NAME.ne(None);
        for number in 0..size {
            let term = NAME.eq(number.to_string());
            filter = match number % 2 {
                0 => filter.or(term),
                _ => filter.and(term),
            };
        }
        black_box(Item::collection().list().filter(filter).to_http(BASE).is_ok());
    }),
    Case::here("a filter of many calls", 1_000, |size| {
        let mut list = Item::collection().list();
        for number in 0..size {
            list = list.filter(NAME.ne(number.to_string()));
        }
        black_box(list.to_http(BASE).is_ok());
    }),
    Case::here("many names in a query", 1_000, |size| {
        let mut list = Item::collection().list();
        for number in 0..size {
            list = list.query("$select", format!("p{number}"));
        }
        black_box(list.to_http(BASE).is_ok());
    }),
    Case::here("a filter with a long list", 2_000, |size| {
        let filter = NAME.is_in((0..=size).map(|number| number.to_string()));
        black_box(Item::collection().list().filter(filter).to_http(BASE).is_ok());
    }),
    Case::here("a long key", 8_000, |size| {
        for key in ["a", "/", "'", "\u{e9}"] {
            black_box(Item::path(key.repeat(size + 1)).get().to_http(BASE).is_ok());
        }
    }),
    Case::here("query options and preferences", 2_000, |size| {
        let list: Request<_> = Item::collection().list();
        let list = list
            .query("$search", "a b&".repeat(size))
            .prefer(format!("x=\"{}\"", "a,".repeat(size)));
        black_box(list.to_http(BASE).is_ok());
        black_box(list.explain().is_ok_and(|shown| shown.to_string().is_empty()));
    }),
];

fn refused(body: &str) -> Error {
    let refused = Item::path("1").get().read(answer(400, body));
    refused.expect_err("refused")
}

/// Reads the answer to a batch of one request.
fn answered(answers: &str) {
    let mut run = batch(1, |_| None).start(BASE, &Profile::odata(), &RetryPolicy::new());
    let now = SystemTime::UNIX_EPOCH;
    let _ = black_box(run.step(now));
    run.answered(Ok(answer(200, format!("{{\"responses\":[{answers}]}}"))), now);
    let _ = black_box(run.into_results());
}

fn main() {
    odata_entity_growth::main(CASES);
}
