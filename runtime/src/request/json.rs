//! [`Json`] and [`Single`]: answers that are no entities.

use super::response::{FromResponse, content, decode};
use crate::error::{DecodeError, Error};
use crate::reader::{JsonReader, ReadError, Readable};
use crate::structure::read::plain;
use crate::text::without_mark;
use crate::value::EdmValue;
use http::{Response, StatusCode};
use serde::de::DeserializeOwned;

/// An answer that serde reads: any type with `Deserialize`, such as a struct of your own, [`serde_json::Value`], or a
/// complex type. No type tag is looked at.
///
/// An error has the path of the property at which serde gave up. Of a page of such values: `Page<Json<T>>`.
///
/// ```
/// use odata_entity::{Json, path};
///
/// #[derive(serde::Deserialize)]
/// struct ExportJob {
///     id: String,
/// }
///
/// let request = path!("/deviceManagement/reports/exportJobs")
///     .post::<Json<ExportJob>>(&serde_json::json!({"reportName": "Devices"}));
/// let answer = http::Response::builder().status(201).body(br#"{"id":"a"}"#.to_vec())?;
/// let Json(job) = request.read(answer)?;
/// assert_eq!(job.id, "a");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Json<T>(pub T);

impl<T> Json<T> {
    /// The value.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> std::ops::Deref for Json<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> Readable for Json<T> {
    type Leads = Self;

    fn read(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        from.by_serde_located().map(Self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> FromResponse for Json<T> {
    fn from_response(response: Response<Vec<u8>>) -> Result<Self, Error> {
        // Null is a value for some types.
        if response.status() == StatusCode::ACCEPTED || without_mark(response.body()).trim_ascii() != b"null"
        {
            let (parts, body) = content(response, "read the answer as `()`, or as an `Option` of this")?;
            return decode(&parts, body);
        }
        let (parts, body) = response.into_parts();
        decode(&parts, body)
    }
}

/// An answer that is one value of an Edm type, which OData writes as `{"value": 42}`
/// ([OData JSON 4.01, 11](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_IndividualPropertyorOperationRespons)):
/// that of an operation that returns a primitive value or an enumeration member, or of one property. A collection of values is
/// a `Single<Vec<T>>`; a complex value is [`Json`] of its type, as it is not wrapped so.
///
/// ```
/// # use odata_entity::Single;
/// // The answer to a function that returns `Edm.Int32`.
/// let count = Single(42);
/// assert_eq!(*count, 42);
/// assert_eq!(count.into_inner(), 42);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Single<T>(pub T);

impl<T> Single<T> {
    /// The value.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> std::ops::Deref for Single<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

#[diagnostic::do_not_recommend]
impl<T: EdmValue> Readable for Single<T> {
    type Leads = Self;

    fn read(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        let mut value = None;
        from.object(&mut |name, from| {
            match plain(name).as_ref() {
                "value" => value = Some(T::read_json(from)?),
                _ => from.skip()?,
            }
            Ok(())
        })?;
        match value {
            Some(value) => Ok(Self(value)),
            None => Err(from.fail("missing field `value`").within("value")),
        }
    }
}

const ABSENT_VALUE: &str = "a service answers so for a value that is null; read that as an `Option` of this";

#[diagnostic::do_not_recommend]
impl<T: EdmValue> FromResponse for Single<T> {
    fn from_response(response: Response<Vec<u8>>) -> Result<Self, Error> {
        let (parts, body) = content(response, ABSENT_VALUE)?;
        decode(&parts, body)
    }
}

/// Numbers: how many there are, by `/$count`, which is plain text
/// ([OData Protocol 4.01, 11.2.10](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_RequestingtheNumberofItemsinaCollect));
/// or `{"value": 42}`, as [`Single`] reads it.
macro_rules! numbers {
    ($($ty:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl FromResponse for $ty {
            fn from_response(response: Response<Vec<u8>>) -> Result<Self, Error> {
                let (parts, body) = content(response, ABSENT_VALUE)?;
                match number(&body) {
                    Some(text) => text.parse().map_err(|_| no_number(parts.status, &body, stringify!($ty))),
                    None => decode::<Counted>(&parts, body.clone())?
                        .0
                        .parse()
                        .map_err(|_| no_number(parts.status, &body, stringify!($ty))),
                }
            }
        }
    )*};
}

numbers!(u32, u64, usize, i32, i64);

/// The text, if it is no JSON object.
fn number(body: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(without_mark(body)).ok()?.trim();
    (!text.starts_with('{')).then_some(text)
}

fn no_number(status: StatusCode, body: &[u8], ty: &str) -> Error {
    let reason = format!("expected a number that is a `{ty}`");
    Error::Decode(Box::new(DecodeError::new(status, body.to_vec(), reason)))
}

/// The text of the number in `{"value": 42}`, which is text there too where numbers travel so.
struct Counted(String);

impl Readable for Counted {
    type Leads = Self;

    fn read(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        let mut value = None;
        from.object(&mut |name, from| {
            match name {
                "value" if from.is_text() => value = Some(from.text()?.into_owned()),
                "value" => value = Some(from.number()?.to_owned()),
                _ => from.skip()?,
            }
            Ok(())
        })?;
        value
            .map(Self)
            .ok_or_else(|| from.fail("missing field `value`").within("value"))
    }
}
