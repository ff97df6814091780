//! [`IntoFilter`]: what `filter` takes.

use super::expr::Expr;
use super::filter::Filter;
use super::path::PropertyPath;
use super::property::Property;

/// What `filter` of a list of `E` takes: a [`Filter`], or a Boolean property that is to be true.
///
/// ```
/// # use odata_entity::Entity;
/// #[derive(Entity)]
/// #[serde(rename_all = "camelCase")]
/// #[odata(type = "microsoft.graph.device", path = "/devices/{deviceId}")]
/// struct Device {
///     is_managed: Option<bool>,
/// }
///
/// let managed = Device::collection().list().filter(Device::IS_MANAGED);
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no filter of `{E}`",
    label = "not a filter of `{E}`",
    note = "compare its properties by their methods: `.filter(Device::NAME.eq(\"a\"))`; join filters by `.and(…)`, `.or(…)` and `.not()`, and not by \
            operators",
    note = "text is not checked: `Filter::raw(\"…\")` takes an expression that has no method here"
)]
pub trait IntoFilter<E> {
    /// The filter.
    fn into_filter(self) -> Filter<E>;
}

impl<E> IntoFilter<E> for Filter<E> {
    fn into_filter(self) -> Filter<E> {
        self
    }
}

macro_rules! boolean {
    ($($name:ident)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<E> IntoFilter<E> for $name<E, bool> {
            fn into_filter(self) -> Filter<E> {
                self.eq(true)
            }
        }
    )+};
}

boolean!(Property PropertyPath Expr);
