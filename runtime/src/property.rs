//! Property constants and the typed query expressions that are made of them.

use crate::edm::ValueError;
use crate::filter::Filter;
use crate::flags::{Flags, FlagsType};
use crate::json::JsonWriter;
use crate::structure::DerivedType;
use crate::value::{EdmFormat, EdmKind, EdmValue, With};
use std::fmt;
use std::marker::PhantomData;

/// A property of `E` whose values are `T`: what the derives make constants of.
///
/// Comparisons give a [`Filter`]. Where `T` is a collection or complex, there is its name.
pub struct Property<E, T> {
    name: &'static str,
    types: PhantomData<fn() -> (E, T)>,
}

/// A navigation property of `E`.
pub struct NavigationProperty<E> {
    name: &'static str,
    collection: bool,
    nullable: bool,
    types: PhantomData<fn() -> E>,
}

/// One term of `$orderby`.
#[derive(Debug)]
pub struct OrderBy<E> {
    pub(crate) text: String,
    types: PhantomData<fn() -> E>,
}

impl<E, T> Property<E, T> {
    /// The property of that name.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            types: PhantomData,
        }
    }

    /// The property's name on the wire.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The same property of a derived type.
    pub const fn of<D: DerivedType<Base = E>>(self) -> Property<D, T> {
        Property::new(self.name)
    }

    /// Ascending, for `$orderby`.
    pub fn asc(self) -> OrderBy<E> {
        OrderBy {
            text: self.name.to_owned(),
            types: PhantomData,
        }
    }

    /// Descending, for `$orderby`.
    pub fn desc(self) -> OrderBy<E> {
        OrderBy {
            text: format!("{} desc", self.name),
            types: PhantomData,
        }
    }
}

/// Comparisons ([OData URL Conventions 4.01, 5.1.1.1](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_LogicalOperators)).
impl<E, T: EdmValue> Property<E, T> {
    /// `eq`: the property has this value; with `None`, that it is null.
    pub fn eq(self, value: impl IntoOperand<T>) -> Filter<E> {
        self.compare("eq", value)
    }

    /// `ne`: the property has another value; with `None`, that it is not null.
    pub fn ne(self, value: impl IntoOperand<T>) -> Filter<E> {
        self.compare("ne", value)
    }

    /// `gt`: greater than.
    pub fn gt(self, value: impl IntoOperand<T>) -> Filter<E> {
        self.compare("gt", value)
    }

    /// `ge`: greater than or equal.
    pub fn ge(self, value: impl IntoOperand<T>) -> Filter<E> {
        self.compare("ge", value)
    }

    /// `lt`: less than.
    pub fn lt(self, value: impl IntoOperand<T>) -> Filter<E> {
        self.compare("lt", value)
    }

    /// `le`: less than or equal.
    pub fn le(self, value: impl IntoOperand<T>) -> Filter<E> {
        self.compare("le", value)
    }

    /// `in`: the property has one of these values.
    pub fn is_in<V: IntoOperand<T>>(self, values: impl IntoIterator<Item = V>) -> Filter<E> {
        let mut unknown_members = false;
        let literals: Result<Vec<_>, _> = values
            .into_iter()
            .map(|value| {
                let operand = value.into_operand();
                unknown_members |= has_unknown_members(operand.as_ref());
                literal::<T>(operand)
            })
            .collect();
        let text = literals.map(|literals| format!("{} in ({})", self.name, literals.join(",")));
        Filter::atom(text, unknown_members)
    }

    fn compare(self, operator: &str, value: impl IntoOperand<T>) -> Filter<E> {
        let operand = value.into_operand();
        let unknown_members = has_unknown_members(operand.as_ref());
        let literal = literal::<T>(operand);
        let text = literal.map(|literal| format!("{} {operator} {literal}", self.name));
        Filter::atom(text, unknown_members)
    }
}

/// String functions ([OData URL Conventions 4.01, 5.1.1.5](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_StringandCollectionFunctions)).
impl<E> Property<E, String> {
    /// `startswith`: the text begins with this one.
    pub fn starts_with(self, text: &str) -> Filter<E> {
        self.function("startswith", text)
    }

    /// `endswith`: the text ends with this one.
    pub fn ends_with(self, text: &str) -> Filter<E> {
        self.function("endswith", text)
    }

    /// `contains`: this text is somewhere in the property's.
    pub fn contains(self, text: &str) -> Filter<E> {
        self.function("contains", text)
    }

    fn function(self, name: &str, text: &str) -> Filter<E> {
        let text = format!("{name}({},'{}')", self.name, text.replace('\'', "''"));
        Filter::atom(Ok(text), false)
    }
}

/// Flags ([OData URL Conventions 4.01, 5.1.1.1.9](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_Has)).
impl<E, M: FlagsType> Property<E, Flags<M>> {
    /// `has`: these flags are set, whatever others are.
    pub fn has(self, flags: impl Into<Flags<M>>) -> Filter<E> {
        self.compare("has", flags.into())
    }
}

/// Whether a value is, or holds, an enumeration member that is unknown or came later: those are asked for by a preference.
fn has_unknown_members<T: EdmValue>(operand: Option<&T>) -> bool {
    let Some(value) = operand.filter(|_| T::EDM.kind == EdmKind::Enum) else {
        return false;
    };
    let mut json = JsonWriter::new();
    value.write_json(&mut json);
    json.has_unknown_members()
}

fn literal<T: EdmValue>(operand: Option<T>) -> Result<String, ValueError> {
    let Some(value) = operand else {
        return Ok("null".to_owned());
    };
    let mut out = Vec::new();
    value.write_literal(&mut out)?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

impl<E> NavigationProperty<E> {
    /// The navigation property of that name, to one entity.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            collection: false,
            nullable: true,
            types: PhantomData,
        }
    }

    /// The navigation property of that name, which always leads to one entity.
    pub const fn non_nullable(name: &'static str) -> Self {
        Self {
            nullable: false,
            ..Self::new(name)
        }
    }

    /// The navigation property of that name, to a collection of entities.
    pub const fn collection(name: &'static str) -> Self {
        Self {
            collection: true,
            ..Self::new(name)
        }
    }

    /// Whether it leads to a collection.
    pub const fn is_collection(&self) -> bool {
        self.collection
    }

    /// Whether it may lead to no entity; of a collection, true.
    pub const fn is_nullable(&self) -> bool {
        self.nullable
    }

    /// The same navigation property of a derived type.
    pub const fn of<D: DerivedType<Base = E>>(self) -> NavigationProperty<D> {
        NavigationProperty {
            name: self.name,
            collection: self.collection,
            nullable: self.nullable,
            types: PhantomData,
        }
    }

    /// The navigation property's name on the wire.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

/// What a comparison takes for a property of type `T`: a value, `Option` of one, `None` for null, `&str` for a `String`.
#[diagnostic::on_unimplemented(
    message = "a property of type `{T}` is not compared with `{Self}`",
    label = "not a `{T}`"
)]
pub trait IntoOperand<T> {
    /// The value, or `None` for null.
    fn into_operand(self) -> Option<T>;
}

#[diagnostic::do_not_recommend]
impl<T: EdmValue> IntoOperand<T> for T {
    fn into_operand(self) -> Option<T> {
        Some(self)
    }
}

// The bound tells a value from one in a format, so that a bare `None` needs no annotation.
#[diagnostic::do_not_recommend]
impl<T: EdmValue<Whole = T>> IntoOperand<T> for Option<T> {
    fn into_operand(self) -> Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<T, F: EdmFormat<T>> IntoOperand<With<T, F>> for T {
    fn into_operand(self) -> Option<With<T, F>> {
        Some(With::new(self))
    }
}

#[diagnostic::do_not_recommend]
impl<T, F: EdmFormat<T>> IntoOperand<With<T, F>> for Option<T> {
    fn into_operand(self) -> Option<With<T, F>> {
        self.map(With::new)
    }
}

#[diagnostic::do_not_recommend]
impl IntoOperand<String> for &str {
    fn into_operand(self) -> Option<String> {
        Some(self.to_owned())
    }
}

#[diagnostic::do_not_recommend]
impl IntoOperand<String> for &String {
    fn into_operand(self) -> Option<String> {
        Some(self.clone())
    }
}

// By hand, as a derive would ask the same of `E` and `T`.
impl<E, T> Clone for Property<E, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E, T> Copy for Property<E, T> {}

impl<E, T> fmt::Debug for Property<E, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Property({})", self.name)
    }
}

impl<E, T> fmt::Display for Property<E, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}

/// The name on the wire, for `select`.
impl<E, T> AsRef<str> for Property<E, T> {
    fn as_ref(&self) -> &str {
        self.name
    }
}

/// The name on the wire, for `expand`.
impl<E> AsRef<str> for NavigationProperty<E> {
    fn as_ref(&self) -> &str {
        self.name
    }
}

impl<E> Clone for NavigationProperty<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for NavigationProperty<E> {}

impl<E> fmt::Debug for NavigationProperty<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NavigationProperty({})", self.name)
    }
}

impl<E> fmt::Display for NavigationProperty<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}
