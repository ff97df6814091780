//! Lifetimes, type parameters and const parameters.

use odata_entity::{EdmValue, Entity, Patch};
use std::borrow::Cow;
use std::marker::PhantomData;

#[derive(Clone, Entity)]
#[odata(type = "microsoft.graph.thing", path = "/things/{thingId}", debug)]
struct Thing<'a, T = String, const N: usize = 1> {
    #[odata(key)]
    id: Cow<'a, str>,
    name: Option<Cow<'a, str>>,
    extension: Option<T>,
    #[odata(secret)]
    code: Option<T>,
    #[odata(non_nullable)]
    sizes: Option<Vec<T>>,
    #[serde(skip)]
    lengths: PhantomData<[(); N]>,
}

#[derive(Entity)]
#[odata(type = "microsoft.graph.bounded")]
struct Bounded<T>
where
    T: std::fmt::Debug + Clone,
{
    value: T,
}

fn rename<'a, T: EdmValue>(name: &'a str) -> impl Patch + use<'a, T> {
    Thing::<'a, T, 2>::patch().name(Cow::Borrowed(name))
}

fn main() {
    let _ = rename::<i32>("a");
    let text = String::from("b");
    let patch = Thing::<'_, i64>::patch().name(Cow::Borrowed(text.as_str())).extension(5);
    let _ = Thing::<'_, i64>::path("a").patch(&patch);
    let _ = Bounded::<i32>::patch().value(5);
}
