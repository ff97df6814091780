//! The places where a value can be: each is a member of JSON that an entity is read from.

use std::collections::BTreeMap;
use std::fmt::Debug;

use odata_entity::{ComplexType, EdmValue, Entity, Error, FromResponse, JsonReader, Page, Request};

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.bare", path = "/bare/{id}")]
pub(crate) struct Bare<T: EdmValue> {
    #[odata(key)]
    id: String,
    value: T,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.holder", path = "/holders/{id}")]
pub(crate) struct Holder<T: EdmValue> {
    #[odata(key(client))]
    pub(crate) id: String,
    pub(crate) option: Option<T>,
    pub(crate) list: Vec<T>,
    pub(crate) sparse: Option<Vec<Option<T>>>,
    pub(crate) dictionary: Option<BTreeMap<String, T>>,
    pub(crate) inner: Option<Inner<T>>,
    #[serde(flatten)]
    #[odata(open)]
    pub(crate) open: BTreeMap<String, T>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "n.inner")]
pub(crate) struct Inner<T: EdmValue> {
    pub(crate) option: Option<T>,
    pub(crate) list: Option<Vec<T>>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.derived", path = "/holders/{id}", declared = "n.holder")]
pub(crate) struct Derived<T: EdmValue> {
    #[serde(flatten)]
    #[odata(base)]
    pub(crate) base: Holder<T>,
    pub(crate) own: Option<T>,
}

/// An entity that has the value in every place.
pub(crate) fn everywhere<T: EdmValue>(value: &T) -> Holder<T> {
    let one = || BTreeMap::from([("entry".to_owned(), value.clone())]);
    Holder {
        id: "1".to_owned(),
        option: Some(value.clone()),
        list: vec![value.clone(), value.clone()],
        sparse: Some(vec![None, Some(value.clone())]),
        dictionary: Some(one()),
        inner: Some(Inner {
            option: Some(value.clone()),
            list: Some(vec![value.clone()]),
        }),
        open: one(),
    }
}

impl<T: EdmValue> Holder<T> {
    /// The values in all places.
    pub(crate) fn values(&self) -> Vec<&T> {
        let inner = self.inner.iter();
        self.option
            .iter()
            .chain(&self.list)
            .chain(self.sparse.iter().flatten().flatten())
            .chain(self.dictionary.iter().flat_map(BTreeMap::values))
            .chain(inner.flat_map(|inner| inner.option.iter().chain(inner.list.iter().flatten())))
            .chain(self.open.values())
            .collect()
    }
}

/// What reading a value in one place gives: the value, or the error's path and words.
pub(crate) type Read<T> = Result<T, (String, String)>;

/// A place with the path of the property in it.
pub(crate) struct Place<T> {
    pub(crate) name: &'static str,
    pub(crate) path: &'static str,
    pub(crate) read: Read<T>,
}

/// Reads the answer to a request, as a program does.
pub(crate) fn answer<R: FromResponse>(request: &Request<R>, body: String) -> Read<R> {
    match request.read(http::Response::new(body.into_bytes())) {
        Ok(read) => Ok(read),
        Err(Error::Decode(error)) => Err((error.property().to_owned(), error.to_string())),
        Err(error) => panic!("{error}"),
    }
}

fn empty<T: EdmValue>() -> Holder<T> {
    Holder {
        id: "1".to_owned(),
        option: None,
        list: Vec::new(),
        sparse: None,
        dictionary: None,
        inner: None,
        open: BTreeMap::new(),
    }
}

/// Reads a JSON value in every place but those of a union, which has no type parameters.
pub(crate) fn read_everywhere<T: EdmValue + Debug + PartialEq>(json: &str) -> Vec<Place<T>> {
    let holder = |members: String| {
        answer(
            &Holder::<T>::path("1").get(),
            format!("{{\"id\":\"1\",{members}}}"),
        )
    };
    let page = |members: String| -> Read<Page<Holder<T>>> {
        let body = format!("{{\"value\":[{{\"id\":\"1\",{members}}}]}}");
        answer(&Holder::<T>::collection().list(), body)
    };
    let derived = |members: String| {
        answer(
            &Derived::<T>::path("1").get(),
            format!("{{{members},\"id\":\"1\"}}"),
        )
    };
    let applied = |members: String| {
        let mut value = empty::<T>();
        let read = value.apply(format!("{{{members}}}"));
        read.map(|()| value)
            .map_err(|error| (error.path().to_owned(), error.to_string()))
    };
    let patched = |members: String| {
        let patch: HolderPatch<T> = serde_json::from_str(&format!("{{{members}}}")).map_err(|error| {
            let words = error.to_string();
            (words.split('`').nth(1).unwrap_or_default().to_owned(), words)
        })?;
        let mut value = empty::<T>();
        value.apply(&patch).expect("a patch can be applied");
        Ok(value)
    };
    let bare = Bare::<T>::path("1").get();
    let place = |name, path, read| Place { name, path, read };
    let first = |list: Vec<T>| list.into_iter().next().expect("an item");
    let entry = |map: BTreeMap<String, T>| map.into_values().next().expect("an entry");
    vec![
        place(
            "field",
            "value",
            answer(&bare, format!("{{\"id\":\"1\",\"value\":{json}}}")).map(|bare: Bare<T>| bare.value),
        ),
        place(
            "Option",
            "option",
            holder(format!("\"option\":{json}")).map(|read| read.option.expect("a value")),
        ),
        place(
            "Vec",
            "list[0]",
            holder(format!("\"list\":[{json}]")).map(|read| first(read.list)),
        ),
        place(
            "Vec of Option",
            "sparse[1]",
            holder(format!("\"sparse\":[null, {json}]")).map(|read| {
                read.sparse
                    .into_iter()
                    .flatten()
                    .flatten()
                    .next()
                    .expect("an item")
            }),
        ),
        place(
            "dictionary",
            "dictionary.entry",
            holder(format!(
                "\"dictionary\":{{\"entry@odata.type\":\"#x\",\"entry\":{json}}}"
            ))
            .map(|read| entry(read.dictionary.expect("a map"))),
        ),
        place(
            "open map",
            "entry",
            holder(format!("\"entry\":{json}")).map(|read| entry(read.open)),
        ),
        place(
            "complex value",
            "inner.option",
            holder(format!("\"inner\":{{\"option\":{json}}}"))
                .map(|read| read.inner.and_then(|inner| inner.option).expect("a value")),
        ),
        place(
            "page",
            "value[0].inner.list[0]",
            page(format!("\"inner\":{{\"list\":[{json}]}}")).map(|mut page| {
                let inner = page.value.remove(0).inner.expect("a complex value");
                first(inner.list.expect("a list"))
            }),
        ),
        place(
            "base",
            "option",
            derived(format!("\"option\":{json}")).map(|read| read.base.option.expect("a value")),
        ),
        place(
            "beside a base",
            "own",
            derived(format!("\"own\":{json}")).map(|read| read.own.expect("a value")),
        ),
        place(
            "applied",
            "option",
            applied(format!("\"option\":{json}")).map(|read| read.option.expect("a value")),
        ),
        place(
            "patch",
            "option",
            patched(format!("\"option\":{json}")).map(|read| read.option.expect("a value")),
        ),
    ]
}

/// The JSON of a value.
pub(crate) fn written<T: EdmValue>(value: &T) -> String {
    let http = Bare::collection()
        .create(&Bare {
            id: "1".to_owned(),
            value: value.clone(),
        })
        .to_http("https://x")
        .expect("a body");
    let body = String::from_utf8(http.into_body()).expect("text");
    let (_, json) = body.split_once("\"value\":").expect("the member");
    json.strip_suffix('}').expect("the last member").to_owned()
}

/// Reads one JSON value, and nothing but it.
pub(crate) fn read_value<T: EdmValue>(json: &str) -> T {
    let mut from = JsonReader::new(json);
    let value = T::read_json(&mut from).expect("a value");
    from.end().expect("its end");
    value
}
