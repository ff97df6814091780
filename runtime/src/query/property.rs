//! [`Property`]: constants of the properties that have values.

use super::tree::Tree;
use crate::types::DerivedType;
use std::fmt;
use std::marker::PhantomData;

/// A property of `E` whose values are `T`: what the derives make constants of.
///
/// Comparisons give a [`Filter`](crate::Filter), functions and arithmetic an [`Expr`](crate::Expr), [`then`](Self::then) a
/// [`PropertyPath`](crate::PropertyPath); all three have the same comparisons and functions.
#[must_use = "a property by itself asks for nothing"]
pub struct Property<E, T> {
    name: &'static str,
    types: PhantomData<fn() -> (E, T)>,
}

impl<E, T> Property<E, T> {
    /// The property of that name, or at that path: `address/city`. One that is none is an error when a request is built with
    /// it.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            types: PhantomData,
        }
    }

    /// The property's name on the wire.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The same property of a derived type.
    pub const fn of<D: DerivedType<Base = E>>(self) -> Property<D, T> {
        Property::new(self.name)
    }

    /// The name, if it is one, or a path of names: an expression in its place would change the filter around it.
    pub(super) fn tree(self) -> Tree {
        Tree::name(self.name)
    }
}

<<<<<<< HEAD
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

    /// `in`: the property has one of these values. With no values it is an error when the request is built, as services
    /// share no form for that.
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
        let text = self.checked().and_then(|name| match literals? {
            literals if literals.is_empty() => Err(QueryError::EmptyList {
                property: name.to_owned(),
            }),
            literals => Ok(format!("{name} in ({})", literals.join(","))),
        });
        Filter::atom(text, unknown_members)
    }

    fn compare(self, operator: &str, value: impl IntoOperand<T>) -> Filter<E> {
        let operand = value.into_operand();
        let unknown_members = has_unknown_members(operand.as_ref());
        let text = self
            .checked()
            .and_then(|name| Ok(format!("{name} {operator} {}", literal::<T>(operand)?)));
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
        let text = text.replace('\'', "''");
        let text = self
            .checked()
            .map(|property| format!("{name}({property},'{text}')"));
        Filter::atom(text, false)
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
    String::from_utf8(out).map_err(|error| {
        let text = String::from_utf8_lossy(error.as_bytes());
        ValueError::new(
            ValueErrorKind::Malformed,
            T::EDM.name,
            &text,
            "a literal is UTF-8",
        )
    })
}

/// Nothing implements it: `==` gives a `bool`, and a filter is wanted.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a property is compared by its methods: `==` would ask nothing of the service",
    label = "compared with `==`",
    note = "write `Device::NAME.eq(value)`, and `ne`, `gt`, `ge`, `lt`, `le` likewise"
)]
pub trait ComparedByOperator {}

impl<E, T, V: ComparedByOperator> PartialEq<V> for Property<E, T> {
    fn eq(&self, _: &V) -> bool {
        false
    }
}

impl<E, T, V: ComparedByOperator> PartialOrd<V> for Property<E, T> {
    fn partial_cmp(&self, _: &V) -> Option<std::cmp::Ordering> {
        None
    }
}

=======
>>>>>>> 097b084 (Build filters of functions, arithmetic, paths and lambda expressions, and expansions with options)
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

/// The name on the wire.
impl<E, T> AsRef<str> for Property<E, T> {
    fn as_ref(&self) -> &str {
        self.name
    }
}
