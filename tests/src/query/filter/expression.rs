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
    IndexOf,
    Substring,
    Concat,
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    Date,
    Round,
    Floor,
    Ceiling,
}

/// An operator of two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arithmetic {
    Add,
    Sub,
    Mul,
    Div,
    DivBy,
    Mod,
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
    Arithmetic(Arithmetic, Box<Expression>, Box<Expression>),
    Negative(Box<Expression>),
    /// `any` and `all`; without a condition, whether there is an item.
    Lambda {
        over: PropertyPath,
        is_all: bool,
        /// The member that holds the item while the condition is asked.
        variable: String,
        condition: Option<Box<Expression>>,
    },
    /// How many items a collection has.
    Count(PropertyPath),
}

impl Expression {
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Literal(_, kind) => kind.clone(),
            Self::Property(path) => path.kind.clone(),
            Self::Call(Function::ToLower | Function::ToUpper | Function::Trim, _) => {
                Kind::Text(Primitive::String)
            }
            Self::Call(Function::Substring | Function::Concat, _) => Kind::Text(Primitive::String),
            Self::Call(Function::Date, _) => Kind::Text(Primitive::Date),
            Self::Call(function, _) if !function.is_condition() => Kind::Number,
            Self::Arithmetic(..) | Self::Negative(_) | Self::Count(_) => Kind::Number,
            _ => Kind::Boolean,
        }
    }

    /// The value for an entity with these members. Null spreads as in OData: `and`, `or` and `not` have three values,
    /// and a function of null is null.
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
            Self::Arithmetic(operator, left, right) => {
                operator.of(&left.datum(members), &right.datum(members))
            }
            Self::Negative(operand) => Arithmetic::Sub.of(&Datum::Integer(0), &operand.datum(members)),
            Self::Count(path) => match path.value(members) {
                Some(Value::Array(items)) => Datum::Integer(items.len().try_into().unwrap_or(i64::MAX)),
                _ => Datum::Integer(0),
            },
            Self::Lambda {
                over,
                is_all,
                variable,
                condition,
            } => {
                let items = match over.value(members) {
                    Some(Value::Array(items)) => items.as_slice(),
                    _ => &[],
                };
                let Some(condition) = condition else {
                    return Datum::Boolean(!items.is_empty());
                };
                let mut scope = members.clone();
                let mut holds = |item: &Value| {
                    scope.insert(variable.clone(), item.clone());
                    condition.datum(&scope) == Datum::Boolean(true)
                };
                Datum::Boolean(match is_all {
                    true => items.iter().all(&mut holds),
                    false => items.iter().any(&mut holds),
                })
            }
            // Of a date the text is asked, as it has its own offset.
            Self::Call(function, arguments) if function.is_of_date() => match arguments.first() {
                Some(Self::Property(path)) => {
                    let text = path.value(members).and_then(Value::as_str);
                    text.map_or(Datum::Null, |text| function.part_of(text))
                }
                _ => Datum::Null,
            },
            Self::Call(Function::Substring, arguments) => {
                let values: Vec<_> = arguments.iter().map(|argument| argument.datum(members)).collect();
                substring(&values)
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
            "indexof" => Self::IndexOf,
            "substring" => Self::Substring,
            "concat" => Self::Concat,
            "year" => Self::Year,
            "month" => Self::Month,
            "day" => Self::Day,
            "hour" => Self::Hour,
            "minute" => Self::Minute,
            "second" => Self::Second,
            "date" => Self::Date,
            "round" => Self::Round,
            "floor" => Self::Floor,
            "ceiling" => Self::Ceiling,
            _ => return None,
        })
    }

    fn is_condition(self) -> bool {
        matches!(
            self,
            Self::StartsWith | Self::EndsWith | Self::Contains | Self::Has
        )
    }

    fn is_of_date(self) -> bool {
        matches!(
            self,
            Self::Year | Self::Month | Self::Day | Self::Hour | Self::Minute | Self::Second | Self::Date
        )
    }

    /// Whether it takes arguments of these kinds.
    pub(super) fn takes(self, arguments: &[Kind]) -> bool {
        let is_text = |kind: &Kind| matches!(kind, Kind::Any | Kind::Text(Primitive::String));
        let is_number = |kind: &Kind| matches!(kind, Kind::Any | Kind::Number);
        let is_date = |kind: &Kind| matches!(kind, Kind::DateTimeOffset | Kind::Text(Primitive::Date));
        let is_time = |kind: &Kind| matches!(kind, Kind::DateTimeOffset | Kind::Text(Primitive::TimeOfDay));
        match (self, arguments) {
            (Self::ToLower | Self::ToUpper | Self::Trim | Self::Length, [text]) => is_text(text),
            (Self::Substring, [text, numbers @ ..]) => {
                is_text(text) && (1..=2).contains(&numbers.len()) && numbers.iter().all(is_number)
            }
            (
                Self::StartsWith | Self::EndsWith | Self::Contains | Self::Has | Self::IndexOf | Self::Concat,
                [text, other],
            ) => is_text(text) && is_text(other),
            (Self::Year | Self::Month | Self::Day, [date]) => is_date(date),
            (Self::Hour | Self::Minute | Self::Second, [time]) => is_time(time),
            (Self::Date, [date]) => matches!(date, Kind::DateTimeOffset),
            (Self::Round | Self::Floor | Self::Ceiling, [number]) => is_number(number),
            _ => false,
        }
    }

    /// A part of a date or time, in the time zone that it has.
    fn part_of(self, text: &str) -> Datum {
        let (date, time) = match text.split_once('T') {
            Some((date, time)) => (date, time),
            None if text.contains(':') => ("", text),
            None => (text, ""),
        };
        let part = |text: &str, separator: char, at: usize| {
            let digits = text.split(separator).nth(at).and_then(|part| part.get(..2));
            digits
                .and_then(|digits| digits.parse().ok())
                .map_or(Datum::Null, Datum::Integer)
        };
        match self {
            Self::Date => Datum::Text(date.to_owned()),
            Self::Year => date
                .split('-')
                .next()
                .and_then(|year| year.parse().ok())
                .map_or(Datum::Null, Datum::Integer),
            Self::Month => part(date, '-', 1),
            Self::Day => part(date, '-', 2),
            Self::Hour => part(time, ':', 0),
            Self::Minute => part(time, ':', 1),
            _ => part(time, ':', 2),
        }
    }

    fn call(self, first: Datum, second: Option<Datum>) -> Datum {
        if let (Self::Round | Self::Floor | Self::Ceiling, Some(number)) = (self, first.number()) {
            return Datum::Double(match self {
                Self::Floor => number.floor(),
                Self::Ceiling => number.ceil(),
                _ => number.round(),
            });
        }
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
            (Self::IndexOf, Some(Datum::Text(part))) => Datum::Integer(match text.find(&part) {
                Some(at) => text[..at].chars().count().try_into().unwrap_or(i64::MAX),
                None => -1,
            }),
            (Self::Concat, Some(Datum::Text(part))) => Datum::Text(text + &part),
            (Self::Has, Some(Datum::Text(part))) => {
                let has = |member: &str| text.split(',').any(|held| held.trim() == member.trim());
                Datum::Boolean(part.split(',').all(has))
            }
            _ => Datum::Null,
        }
    }
}

impl Arithmetic {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "add" => Self::Add,
            "sub" => Self::Sub,
            "mul" => Self::Mul,
            "div" => Self::Div,
            "divby" => Self::DivBy,
            "mod" => Self::Mod,
            _ => return None,
        })
    }

    /// Whether it binds tighter than `add` and `sub`.
    pub(super) fn is_product(self) -> bool {
        !matches!(self, Self::Add | Self::Sub)
    }

    /// The result; null where an operand is, or where an integer has no result.
    fn of(self, left: &Datum, right: &Datum) -> Datum {
        if let (Datum::Integer(left), Datum::Integer(right)) = (left, right)
            && self != Self::DivBy
        {
            let result = match self {
                Self::Add => left.checked_add(*right),
                Self::Sub => left.checked_sub(*right),
                Self::Mul => left.checked_mul(*right),
                Self::Div => left.checked_div(*right),
                _ => left.checked_rem(*right),
            };
            return result.map_or(Datum::Null, Datum::Integer);
        }
        let (Some(left), Some(right)) = (left.number(), right.number()) else {
            return Datum::Null;
        };
        Datum::Double(match self {
            Self::Add => left + right,
            Self::Sub => left - right,
            Self::Mul => left * right,
            Self::Div | Self::DivBy => left / right,
            Self::Mod => left % right,
        })
    }
}

/// The text from a position on, of a length if there is one.
fn substring(arguments: &[Datum]) -> Datum {
    let (Some(Datum::Text(text)), Some(Datum::Integer(start))) = (arguments.first(), arguments.get(1)) else {
        return Datum::Null;
    };
    let length = match arguments.get(2) {
        Some(Datum::Integer(length)) => usize::try_from(*length).unwrap_or(0),
        Some(_) => return Datum::Null,
        None => usize::MAX,
    };
    let start = usize::try_from(*start).unwrap_or(0);
    Datum::Text(text.chars().skip(start).take(length).collect())
}
