//! The requests of a path that no type has.

use crate::operation::{self, Operation};
use crate::path::AnyPath;
use crate::request::{FromResponse, Media, Request};
use http::Method;
use serde::Serialize;

/// What a request at a path of no type can send: any value that serde writes, or a patch or create body.
///
/// ```
/// use odata_entity::bounds::JsonBody;
/// use odata_entity::{Json, Request, path};
/// use serde_json::Value;
///
/// /// Starts the export of a report, whatever describes it.
/// fn export(report: &impl JsonBody) -> Request<Json<Value>> {
///     path!("/deviceManagement/reports/exportJobs").post(report)
/// }
/// let request = export(&serde_json::json!({"reportName": "Devices"}));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent as a body",
    label = "does not implement `Serialize`",
    note = "add `#[derive(serde::Serialize)]` to it, or send `serde_json::json!({{…}})`, a patch or `entity.to_create()`"
)]
pub trait JsonBody: Serialize {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> JsonBody for T {}

impl AnyPath {
    /// `GET`. A path that ends in `/$count` asks for plain text, which is read as a number.
    pub fn get<R: FromResponse>(&self) -> Request<R> {
        let request = Request::untyped(Method::GET, self.endpoint());
        match self.as_str().is_ok_and(|path| path.ends_with("/$count")) {
            true => request.accept("text/plain, application/json"),
            false => request,
        }
    }

    /// `POST` with this body: any value that serde writes, or a patch or create body, which goes out as at the path of its
    /// own type. A value that cannot be written as JSON is an error when the request is built.
    ///
    /// It is not sent again when its answer is lost, unless [`repeatable`](Request::repeatable) allows that.
    pub fn post<R: FromResponse>(&self, body: &(impl JsonBody + ?Sized)) -> Request<R> {
        Request::untyped(Method::POST, self.endpoint()).with_given(body)
    }

    /// `PATCH` with this body, as of [`post`](Self::post). An empty one, or a type tag alone, is an error when the request is
    /// built, unless [`allow_empty`](Request::allow_empty) allows that.
    pub fn patch<R: FromResponse>(&self, body: &(impl JsonBody + ?Sized)) -> Request<R> {
        Request::untyped(Method::PATCH, self.endpoint()).with_given(body)
    }

    /// `PUT` with this body, as of [`post`](Self::post).
    pub fn put<R: FromResponse>(&self, body: &(impl JsonBody + ?Sized)) -> Request<R> {
        Request::untyped(Method::PUT, self.endpoint()).with_given(body)
    }

    /// `DELETE`. Of a navigation property without `/$ref` at the end this deletes the related entity itself, on Microsoft Graph
    /// too.
    pub fn delete(&self) -> Request<()> {
        Request::untyped(Method::DELETE, self.endpoint())
    }

    /// Calls an action or a function on what the path leads to. Whether it is bound to that is not checked here.
    pub fn call<O: Operation>(&self, operation: &O) -> Request<O::Returns> {
        operation::call(self.endpoint(), None, operation)
    }

    /// `GET`: the bytes of a stream property, of `$value`, or of a function that returns a stream. A redirect elsewhere is
    /// followed over https, without the token.
    pub fn bytes(&self) -> Request<Media> {
        self.get()
    }
}
