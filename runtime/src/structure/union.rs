//! Unions: an enum of the types that derive from one base type, distinguished by `@odata.type`.

use super::{BodyKind, Structured};
use crate::json::JsonWriter;
use crate::reader::{JsonReader, ReadError};
use crate::types::TypeInfo;
use crate::value::{Detail, EdmFormat, EdmType, EdmValue, With};
use serde_json::Value;

/// An enum over derived types. Derive it with `ComplexType` or `Entity` on an enum.
///
/// ```
/// use odata_entity::{ComplexType, UnionType};
///
/// #[derive(Debug, Clone, PartialEq, ComplexType)]
/// #[odata(type = "microsoft.graph.basicAuthentication", base = "microsoft.graph.apiAuthenticationConfigurationBase")]
/// struct Basic {
///     username: Option<String>,
/// }
///
/// #[derive(Debug, Clone, PartialEq, ComplexType)]
/// #[odata(type = "microsoft.graph.apiAuthenticationConfigurationBase")]
/// enum Authentication {
///     Basic(Basic),
///     #[odata(other)]
///     Other(serde_json::Value),
/// }
///
/// let read: Authentication = serde_json::from_str(r##"{"@odata.type":"#microsoft.graph.basicAuthentication","username":"a"}"##)?;
/// assert_eq!(read, Authentication::Basic(Basic { username: Some("a".into()) }));
/// assert_eq!(Authentication::TYPE_NAME, "microsoft.graph.apiAuthenticationConfigurationBase");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait UnionType: Sized {
    /// The base type's qualified name.
    const TYPE_NAME: &'static str;

    /// Writes the variant's value.
    #[doc(hidden)]
    fn write_variant(&self, kind: BodyKind, out: &mut JsonWriter);

    /// Writes the variant's value in the place of another, with null for what is gone of the same variant's.
    #[doc(hidden)]
    fn write_change(&self, after: &Self, lossy: bool, out: &mut JsonWriter) {
        let _ = lossy;
        after.write_variant(BodyKind::Value, out);
    }
}

/// What is known of a variant's type.
#[must_use = "this changes nothing: use what it returns"]
pub const fn type_of<T: Structured>() -> &'static TypeInfo {
    T::TYPE
}

/// Asserts, when the user's crate is compiled, that no variant before the one with this index has a type of the same name, as
/// which all values of that name would be read. Case does not count.
///
/// There are as many pairs as the square of the variants, and Graph has a union of four hundred: numbers are compared, as the
/// compiler takes a thousand times as long for a constant's names.
#[track_caller]
pub const fn is_of_its_own_type(types: &[&TypeInfo], index: usize) {
    let this = types[index];
    let mut other = 0;
    while other < index {
        if types[other].id == this.id {
            assert!(
                !types[other].name.eq_ignore_ascii_case(this.name),
                "the type of this variant has the same name as that of another variant, as which it would be read: keep one"
            );
        }
        other += 1;
    }
}

/// How a union is written and read. A patch holds a union of complex types as [`With`] this format.
///
/// ```
/// use odata_entity::bounds::UnionFormat;
/// use odata_entity::{EdmValue, UnionType, With};
///
/// /// A value of a union as a patch holds it.
/// fn in_patch<U: UnionType + EdmValue>(value: U) -> With<U, UnionFormat> {
///     With::new(value)
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub enum UnionFormat {}

impl<U: UnionType + EdmValue> EdmFormat<U> for UnionFormat {
    const EDM: EdmType = U::EDM;

    fn write_json(value: &U, out: &mut JsonWriter) {
        value.write_variant(BodyKind::Value, out);
    }

    fn read_json(from: &mut JsonReader<'_>) -> Result<U, ReadError> {
        <U as EdmValue>::read_json(from)
    }

    const SAYS_WHAT_IS_GONE: bool = true;

    fn write_change(before: &U, after: &U, lossy: bool, out: &mut JsonWriter) {
        before.write_change(after, lossy, out);
    }
}

/// What a difference holds of a union: all of the value, and null for what is gone of it.
#[must_use = "this changes nothing: use what it returns"]
pub fn changed<U: UnionType + EdmValue>(
    before: &U,
    after: &U,
    detail: Detail,
) -> Option<With<U, UnionFormat>> {
    Some(With::changed_from(before.clone(), after.clone(), detail.lossy()))
}

/// What a fallback keeps a value of an unknown type in.
///
/// You never name it: write the fallback as `Other(serde_json::Value)`, or with a box of one.
#[diagnostic::on_unimplemented(
    message = "the fallback cannot keep a value of an unknown type in a `{Self}`",
    label = "write `serde_json::Value`"
)]
pub trait Kept: Sized {
    /// Keeps a value of an unknown type.
    fn keep(value: Value) -> Self;

    /// The value that is kept.
    fn kept(&mut self) -> &mut Value;

    /// Reads JSON into a value of an unknown type: its members are replaced one by one.
    ///
    /// # Errors
    ///
    /// What is no object.
    fn apply(&mut self, from: &mut JsonReader<'_>) -> Result<(), ReadError> {
        let (Value::Object(before), Value::Object(members)) = (self.kept(), from.json_value()?) else {
            return Err(from.fail("expected an object"));
        };
        before.extend(members);
        Ok(())
    }

    /// Writes a value of an unknown type as it came.
    fn write(&self, out: &mut JsonWriter);
}

impl Kept for Value {
    fn keep(value: Value) -> Self {
        value
    }

    fn kept(&mut self) -> &mut Value {
        self
    }

    fn write(&self, out: &mut JsonWriter) {
        EdmValue::write_json(self, out);
    }
}

impl Kept for Box<Value> {
    fn keep(value: Value) -> Self {
        Self::new(value)
    }

    fn kept(&mut self) -> &mut Value {
        self
    }

    fn write(&self, out: &mut JsonWriter) {
        EdmValue::write_json(&**self, out);
    }
}
