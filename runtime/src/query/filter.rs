//! [`Filter`]: `$filter` expressions over the properties of one type.

use super::name;
use crate::fault::QueryError;
use crate::types::DerivedType;
use std::fmt;
use std::marker::PhantomData;

/// A Boolean expression over the properties of `E`, for `$filter`.
///
/// Made by the comparisons of [`Property`](crate::Property), joined by [`and`](Self::and), [`or`](Self::or) and
/// [`not`](Self::not); parentheses are put where they are needed. What has no form in OData (a value, an empty list) is an
/// error when the request is built.
#[must_use = "a filter does nothing until a request has it"]
pub struct Filter<E> {
    text: Result<String, QueryError>,
    binds: Binds,
    /// Whether it names an enumeration member that the service tells those only who ask for such.
    unknown_members: bool,
    types: PhantomData<fn() -> E>,
}

/// How tightly an expression holds together (OData URL Conventions 4.01, 5.1.1.17).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Binds {
    Or,
    And,
    Atom,
}

impl<E> Filter<E> {
    pub(crate) fn atom(text: Result<String, QueryError>, unknown_members: bool) -> Self {
        Self {
            text,
            binds: Binds::Atom,
            unknown_members,
            types: PhantomData,
        }
    }

    /// An expression written by hand, for what has no method here: `signInActivity/lastSignInDateTime le 2024-01-01`.
    ///
    /// It is percent-encoded and sent as it is. Text of others in it needs its quotes doubled: one whose quotes or parentheses
    /// do not close is an error when the request is built.
    pub fn raw(text: impl Into<String>) -> Self {
        let text = text.into();
        // Of unknown make, so it is put in parentheses wherever it is joined.
        Self {
            text: match name::fault_of_expression(&text) {
                Some(reason) => Err(QueryError::text("the expression", &text, reason)),
                None => Ok(text),
            },
            binds: Binds::Or,
            unknown_members: false,
            types: PhantomData,
        }
    }

    /// Both hold.
    pub fn and(self, other: Self) -> Self {
        self.join("and", Binds::And, other)
    }

    /// One or both hold.
    pub fn or(self, other: Self) -> Self {
        self.join("or", Binds::Or, other)
    }

    /// It does not hold.
    #[expect(
        clippy::should_implement_trait,
        reason = "named as OData's operator, beside `and` and `or`"
    )]
    pub fn not(self) -> Self {
        let text = self.text.map(|text| format!("not ({text})"));
        Self {
            text,
            binds: Binds::Atom,
            unknown_members: self.unknown_members,
            types: PhantomData,
        }
    }

    fn join(self, operator: &str, binds: Binds, other: Self) -> Self {
        let unknown_members = self.unknown_members || other.unknown_members;
        let (opens, closes) = match self.binds < binds {
            true => ("(", ")"),
            false => ("", ""),
        };
        let text = match (self.text, other.side(binds)) {
            // The left side is extended, as a filter of many terms is made by joining one after the other.
            (Ok(mut text), Ok(right)) => {
                text.insert_str(0, opens);
                for part in [closes, " ", operator, " ", &right] {
                    text.push_str(part);
                }
                Ok(text)
            }
            (Err(error), _) | (_, Err(error)) => Err(error),
        };
        Self {
            text,
            binds,
            unknown_members,
            types: PhantomData,
        }
    }

    fn side(self, outer: Binds) -> Result<String, QueryError> {
        let parentheses = self.binds < outer;
        self.text
            .map(|text| if parentheses { format!("({text})") } else { text })
    }

    /// The same expression over a derived type.
    pub fn of<D: DerivedType<Base = E>>(self) -> Filter<D> {
        self.over()
    }

    /// The same expression, whatever it is over.
    pub(crate) fn over<D>(self) -> Filter<D> {
        Filter {
            text: self.text,
            binds: self.binds,
            unknown_members: self.unknown_members,
            types: PhantomData,
        }
    }

    /// The expression, not percent-encoded.
    ///
    /// # Errors
    ///
    /// A value that has no form in OData, an empty list, a name that is none, text written by hand that does not close.
    pub fn as_str(&self) -> Result<&str, &QueryError> {
        self.text.as_deref()
    }

    pub(crate) fn has_unknown_members(&self) -> bool {
        self.unknown_members
    }
}

impl<E> Clone for Filter<E> {
    fn clone(&self) -> Self {
        Self {
            text: self.text.clone(),
            binds: self.binds,
            unknown_members: self.unknown_members,
            types: PhantomData,
        }
    }
}

impl<E> fmt::Debug for Filter<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Filter").field(&self.text).finish()
    }
}

#[cfg(test)]
mod tests {
    use crate::Property;
    use crate::fault::QueryError;

    struct E;
    const A: Property<E, i32> = Property::new("a");
    const B: Property<E, String> = Property::new("b");

    #[test]
    fn parentheses_stand_where_they_are_needed() {
        let or = A.eq(1).or(B.eq("x'y"));
        assert_eq!(or.as_str(), Ok("a eq 1 or b eq 'x''y'"));
        let and = or.and(A.ne(None)).and(B.starts_with("z"));
        assert_eq!(
            and.as_str(),
            Ok("(a eq 1 or b eq 'x''y') and a ne null and startswith(b,'z')")
        );
        assert_eq!(A.is_in([1, 2]).not().as_str(), Ok("not (a in (1,2))"));
    }

    #[test]
    fn a_value_without_a_form_is_an_error() {
        const D: Property<E, chrono::NaiveTime> = Property::new("d");
        let leap_second = chrono::NaiveTime::from_hms_milli_opt(23, 59, 59, 1_500);
        assert!(D.eq(leap_second).and(D.ne(None)).as_str().is_err());
    }

    #[test]
    fn an_empty_list_is_an_error_that_names_the_property() {
        let none = A.is_in([0; 0]);
        let property = "a".to_owned();
        assert_eq!(none.as_str(), Err(&QueryError::EmptyList { property }));
        assert!(B.eq("x").and(none.not()).as_str().is_err());
    }

    #[test]
    fn a_name_that_is_none_is_an_error_wherever_it_is_used() {
        const BAD: Property<E, String> = Property::new("a eq 1 or b");
        for filter in [
            BAD.eq("x"),
            BAD.is_in(["x"]),
            BAD.starts_with("x"),
            A.eq(1).and(BAD.ne(None)),
        ] {
            assert!(matches!(filter.as_str(), Err(QueryError::Text(error)) if error.text() == BAD.name()));
        }
        let path: Property<E, String> = Property::new("address/city");
        assert_eq!(path.eq("x").as_str(), Ok("address/city eq 'x'"));
    }
}
