//! Functions and arithmetic of properties, paths and expressions.

use super::expr::Expr;
use super::filter::Filter;
use super::kinds::{Additive, DateValue, InstantValue, Number, TextValue, TimeValue};
use super::operand::Operand;
use super::path::PropertyPath;
use super::property::Property;
use super::tree::{Binds, Operator, Tree};
use crate::edm::Duration;
use crate::value::EdmValue;
use chrono::{NaiveDate, NaiveTime};

const ADD: Operator = Operator::new("add", Binds::Sum);
const SUB: Operator = Operator::new("sub", Binds::Sum);
const MUL: Operator = Operator::new("mul", Binds::Product);
const DIV: Operator = Operator::new("div", Binds::Product);
const DIVBY: Operator = Operator::new("divby", Binds::Product);
const MOD: Operator = Operator::new("mod", Binds::Product);

/// Functions of the property alone.
macro_rules! unary {
    ($($(#[$attr:meta])* $method:ident $function:literal $kind:ident -> $value:ty;)+) => {$(
        $(#[$attr])*
        pub fn $method(self) -> Expr<E, $value>
        where
            T: $kind,
        {
            Expr::new(Tree::call($function, vec![self.tree()]))
        }
    )+};
}

/// Conditions on a text.
macro_rules! conditions {
    ($($(#[$attr:meta])* $method:ident $function:literal;)+) => {$(
        $(#[$attr])*
        pub fn $method(self, text: impl Operand<E, String>) -> Filter<E>
        where
            T: TextValue,
        {
            Filter::new(Tree::call($function, vec![self.tree(), text.into_tree()]))
        }
    )+};
}

/// Operators of two numbers.
macro_rules! arithmetic {
    ($($(#[$attr:meta])* $method:ident $operator:ident $kind:ident -> $value:ty;)+) => {$(
        $(#[$attr])*
        pub fn $method(self, other: impl Operand<E, T>) -> Expr<E, $value>
        where
            T: $kind,
        {
            Expr::new(self.tree().binary($operator, other.into_tree()))
        }
    )+};
}

macro_rules! functions {
    ($name:ident) => {
        /// String functions ([OData URL Conventions 4.01, 5.1.1.5](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_StringandCollectionFunctions)
        /// and [5.1.1.7](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_StringFunctions)).
        impl<E, T> $name<E, T> {
            conditions! {
                /// `startswith`: the text begins with this one.
                starts_with "startswith";
                /// `endswith`: the text ends with this one.
                ends_with "endswith";
                /// `contains`: this text is somewhere in the property's.
                contains "contains";
                /// `matchesPattern`: the text matches this regular expression, of ECMAScript; of OData 4.01.
                matches_pattern "matchesPattern";
            }
            unary! {
                /// `length`: the number of characters.
                length "length" TextValue -> i32;
                /// `tolower`: the text in lower case.
                to_lower "tolower" TextValue -> String;
                /// `toupper`: the text in upper case.
                to_upper "toupper" TextValue -> String;
                /// `trim`: the text without white space around it.
                trim "trim" TextValue -> String;
            }

            /// `indexof`: the position of this text in the property's, from 0 on; -1 if it is not in it.
            pub fn index_of(self, text: impl Operand<E, String>) -> Expr<E, i32>
            where
                T: TextValue,
            {
                Expr::new(Tree::call("indexof", vec![self.tree(), text.into_tree()]))
            }

            /// `substring`: the text from this position on; the first character has position 0.
            pub fn substring(self, start: impl Operand<E, i32>) -> Expr<E, String>
            where
                T: TextValue,
            {
                Expr::new(Tree::call(
                    "substring",
                    vec![self.tree(), start.into_tree()],
                ))
            }

            /// `substring`: so many characters of the text from this position on.
            pub fn substring_of(
                self,
                start: impl Operand<E, i32>,
                length: impl Operand<E, i32>,
            ) -> Expr<E, String>
            where
                T: TextValue,
            {
                let arguments = vec![self.tree(), start.into_tree(), length.into_tree()];
                Expr::new(Tree::call("substring", arguments))
            }

            /// `concat`: the text with this one behind it.
            pub fn concat(self, text: impl Operand<E, String>) -> Expr<E, String>
            where
                T: TextValue,
            {
                Expr::new(Tree::call("concat", vec![self.tree(), text.into_tree()]))
            }
        }

        /// Date and time functions ([OData URL Conventions 4.01, 5.1.1.8](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_DateandTimeFunctions)).
        impl<E, T> $name<E, T> {
            unary! {
                /// `year`: the year, such as 2017.
                year "year" DateValue -> i32;
                /// `month`: 1 to 12.
                month "month" DateValue -> i32;
                /// `day`: of the month, 1 to 31.
                day "day" DateValue -> i32;
                /// `hour`: 0 to 23.
                hour "hour" TimeValue -> i32;
                /// `minute`: 0 to 59.
                minute "minute" TimeValue -> i32;
                /// `second`: 0 to 59.
                second "second" TimeValue -> i32;
                /// `fractionalseconds`: the part of the seconds behind the point, at least 0 and less than 1.
                fractional_seconds "fractionalseconds" TimeValue -> f64;
                /// `totaloffsetminutes`: the offset from UTC, in minutes.
                total_offset_minutes "totaloffsetminutes" InstantValue -> i32;
                /// `date`: the date alone.
                date "date" InstantValue -> NaiveDate;
                /// `time`: the time of day alone.
                time "time" InstantValue -> NaiveTime;
            }

            /// `add` of a duration: the date or time so much later.
            pub fn add_duration(self, duration: impl Operand<E, Duration>) -> Expr<E, T>
            where
                T: DateValue,
            {
                Expr::new(self.tree().binary(ADD, duration.into_tree()))
            }

            /// `sub` of a duration: the date or time so much earlier.
            pub fn sub_duration(self, duration: impl Operand<E, Duration>) -> Expr<E, T>
            where
                T: DateValue,
            {
                Expr::new(self.tree().binary(SUB, duration.into_tree()))
            }

            /// `sub` of another date or time: the duration from that one to this.
            pub fn since(self, other: impl Operand<E, T>) -> Expr<E, Duration>
            where
                T: DateValue,
            {
                Expr::new(self.tree().binary(SUB, other.into_tree()))
            }
        }

        impl<E> $name<E, Duration> {
            /// `totalseconds`: the duration in seconds.
            pub fn total_seconds(self) -> Expr<E, f64> {
                Expr::new(Tree::call("totalseconds", vec![self.tree()]))
            }
        }

        /// Arithmetic ([OData URL Conventions 4.01, 5.1.1.2](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_ArithmeticOperators)
        /// and [5.1.1.9](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_ArithmeticFunctions)).
        #[expect(
            clippy::should_implement_trait,
            reason = "named as OData's operators, which give expressions"
        )]
        impl<E, T: EdmValue> $name<E, T> {
            arithmetic! {
                /// `add`: the sum.
                add ADD Additive -> T;
                /// `sub`: the difference.
                sub SUB Additive -> T;
                /// `mul`: the product.
                mul MUL Number -> T;
                /// `div`: the quotient; of integers the integer part.
                div DIV Number -> T;
                /// `divby`: the quotient with its fraction, of integers too; of OData 4.01.
                div_by DIVBY Number -> T::Quotient;
                /// `mod`: the remainder.
                modulo MOD Number -> T;
            }

            /// `-`: the negated value.
            pub fn neg(self) -> Expr<E, T>
            where
                T: Additive,
            {
                Expr::new(self.tree().negative())
            }

            unary! {
                /// `round`: the nearest integer.
                round "round" Number -> T;
                /// `floor`: the next integer that is not greater.
                floor "floor" Number -> T;
                /// `ceiling`: the next integer that is not less.
                ceiling "ceiling" Number -> T;
            }
        }
    };
}

functions!(Property);
functions!(PropertyPath);
functions!(Expr);
