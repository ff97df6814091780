//! The values that Rust gives to the variants of an enum.

use crate::ctxt::Ctxt;
use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{BinOp, Expr, Lit};

/// The values of variants in order, as Rust counts them: one more than that before, unless one is written.
pub(super) struct Discriminants {
    /// Whether any is written: then all of them are meant.
    is_meant: bool,
    next: Option<u64>,
}

/// The value of one variant.
pub(super) enum Discriminant {
    /// `Name = 4`
    Written(u64, Span),
    /// Counted from one that is written.
    Counted(u64),
    /// None that is meant, or one with a mistake that is reported.
    None,
}

impl Discriminants {
    /// Those of an enumeration; its flags alone have values in the text.
    pub(super) fn new(is_flags: bool, variants: &[&syn::Variant]) -> Self {
        Self {
            is_meant: is_flags && variants.iter().any(|variant| variant.discriminant.is_some()),
            next: Some(0),
        }
    }

    /// The value of the next variant; one whose attribute has it may be any expression.
    pub(super) fn next(&mut self, cx: &Ctxt, variant: &syn::Variant, is_given: bool) -> Discriminant {
        if !self.is_meant {
            return Discriminant::None;
        }
        let Some((_, expression)) = &variant.discriminant else {
            let value = self.next;
            self.next = value.and_then(|value| value.checked_add(1));
            return value.map_or(Discriminant::None, Discriminant::Counted);
        };
        let Some(value) = evaluate(expression).and_then(|value| u64::try_from(value).ok()) else {
            self.next = None;
            if is_given {
                return Discriminant::None;
            }
            cx.error(
                expression,
                format_args!(
                    "the value of a flag is a number from 0 on that is known here: write `{0} = 8`, or add `#[odata(value = 8)]`",
                    variant.ident
                ),
            );
            return Discriminant::None;
        };
        self.next = value.checked_add(1);
        Discriminant::Written(value, expression.span())
    }
}

/// A number, and what flags are written with: `1 << 3`, `0x8`, `READ | 2` without names.
fn evaluate(expression: &Expr) -> Option<u128> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(int) => int.base10_parse().ok(),
            _ => None,
        },
        Expr::Paren(inner) => evaluate(&inner.expr),
        Expr::Group(inner) => evaluate(&inner.expr),
        Expr::Binary(binary) => {
            let (left, right) = (evaluate(&binary.left)?, evaluate(&binary.right)?);
            match binary.op {
                BinOp::Shl(_) => left.checked_shl(u32::try_from(right).ok()?),
                BinOp::BitOr(_) => Some(left | right),
                BinOp::Add(_) => left.checked_add(right),
                BinOp::Sub(_) => left.checked_sub(right),
                BinOp::Mul(_) => left.checked_mul(right),
                _ => None,
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_expressions_that_flags_are_written_with_have_their_value() {
        for (text, value) in [
            ("8", Some(8)),
            ("0x80_u32", Some(128)),
            ("0b100", Some(4)),
            ("1 << 5", Some(32)),
            ("(1 << 2) | 1", Some(5)),
            ("2 * 8 + 1 - 1", Some(16)),
            ("-1", None),
            ("READ", None),
            ("1 << 200", None),
        ] {
            let expression = syn::parse_str(text).expect("an expression");
            assert_eq!(evaluate(&expression), value, "{text}");
        }
    }
}
