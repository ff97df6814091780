//! An expression whose parts were checked to fit, and its value for an entity.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use crate::query::datum::{Datum, Kind};
use crate::query::property_path::PropertyPath;
use crate::schema::Primitive;

/// A comparison operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
}

/// A function of strings, or the flags operator `has`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    StartsWith,
    EndsWith,
    Contains,
    ToLower,
    ToUpper,
    Trim,
    Length,
    Has,
}

#[derive(Clone, Debug)]
pub(super) enum Expression {
    Literal(Datum, Kind),
    Property(PropertyPath),
    And(Box<Expression>, Box<Expression>),
    Or(Box<Expression>, Box<Expression>),
    Not(Box<Expression>),
    Compare(Comparison, Box<Expression>, Box<Expression>),
    In(Box<Expression>, Vec<Expression>),
    Call(Function, Vec<Expression>),
}

impl Expression {
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Literal(_, kind) => kind.clone(),
            Self::Property(path) => path.kind.clone(),
            Self::Call(Function::ToLower | Function::ToUpper | Function::Trim, _) => {
                Kind::Text(Primitive::String)
            }
            Self::Call(Function::Length, _) => Kind::Number,
            _ => Kind::Boolean,
        }
    }

    /// The value for an entity with these members. Null spreads as OData says: `and`, `or` and `not` have three values, and a
    /// function of null is null.
    pub(super) fn datum(&self, members: &Map<String, Value>) -> Datum {
        match self {
            Self::Literal(datum, _) => datum.clone(),
            Self::Property(path) => path.datum(members),
            Self::And(left, right) => short_cut(left, right, members, false),
            Self::Or(left, right) => short_cut(left, right, members, true),
            Self::Not(inner) => match inner.datum(members) {
                Datum::Boolean(value) => Datum::Boolean(!value),
                _ => Datum::Null,
            },
            Self::Compare(comparison, left, right) => {
                Datum::Boolean(comparison.holds(&left.datum(members), &right.datum(members)))
            }
            Self::In(item, list) => {
                let item = item.datum(members);
                Datum::Boolean(
                    list.iter()
                        .any(|listed| Comparison::Eq.holds(&item, &listed.datum(members))),
                )
            }
            Self::Call(function, arguments) => {
                let mut values = arguments.iter().map(|argument| argument.datum(members));
                function.call(values.next().unwrap_or(Datum::Null), values.next())
            }
        }
    }
}

/// `and` where `decisive` is false, `or` where it is true.
fn short_cut(left: &Expression, right: &Expression, members: &Map<String, Value>, decisive: bool) -> Datum {
    let left = left.datum(members);
    if left == Datum::Boolean(decisive) {
        return left;
    }
    match (left, right.datum(members)) {
        (_, right) if right == Datum::Boolean(decisive) => right,
        (Datum::Boolean(_), Datum::Boolean(right)) => Datum::Boolean(right),
        _ => Datum::Null,
    }
}

impl Comparison {
    fn holds(self, left: &Datum, right: &Datum) -> bool {
        if *left == Datum::Null || *right == Datum::Null {
            let is_same = left == right;
            return match self {
                Self::Eq => is_same,
                Self::Ne => !is_same,
                _ => false,
            };
        }
        let order = left.compare(right);
        match self {
            Self::Eq => order == Some(Ordering::Equal),
            Self::Ne => order != Some(Ordering::Equal),
            Self::Gt => order == Some(Ordering::Greater),
            Self::Ge => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
            Self::Lt => order == Some(Ordering::Less),
            Self::Le => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        }
    }
}

impl Function {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "startswith" => Self::StartsWith,
            "endswith" => Self::EndsWith,
            "contains" => Self::Contains,
            "tolower" => Self::ToLower,
            "toupper" => Self::ToUpper,
            "trim" => Self::Trim,
            "length" => Self::Length,
            _ => return None,
        })
    }

    pub(super) fn arity(self) -> usize {
        match self {
            Self::StartsWith | Self::EndsWith | Self::Contains | Self::Has => 2,
            Self::ToLower | Self::ToUpper | Self::Trim | Self::Length => 1,
        }
    }

    fn call(self, first: Datum, second: Option<Datum>) -> Datum {
        let Datum::Text(text) = first else {
            return Datum::Null;
        };
        match (self, second) {
            (Self::ToLower, _) => Datum::Text(text.to_lowercase()),
            (Self::ToUpper, _) => Datum::Text(text.to_uppercase()),
            (Self::Trim, _) => Datum::Text(text.trim().to_owned()),
            (Self::Length, _) => Datum::Integer(text.chars().count().try_into().unwrap_or(i64::MAX)),
            (Self::StartsWith, Some(Datum::Text(part))) => Datum::Boolean(text.starts_with(&part)),
            (Self::EndsWith, Some(Datum::Text(part))) => Datum::Boolean(text.ends_with(&part)),
            (Self::Contains, Some(Datum::Text(part))) => Datum::Boolean(text.contains(&part)),
            (Self::Has, Some(Datum::Text(part))) => {
                let has = |member: &str| text.split(',').any(|held| held.trim() == member.trim());
                Datum::Boolean(part.split(',').all(has))
            }
            _ => Datum::Null,
        }
    }
}
