//! A derive's input.
//!
//! It is syn's, but for the literals of doc comments on fields: syn, which runs unoptimised, would look at each byte of them, and that
//! would be half of what it takes to read a struct.

use proc_macro2::Delimiter;
use syn::buffer::Cursor;
use syn::parse::{Parse, ParseStream, discouraged::Speculative};
use syn::{
    Attribute, Data, DataStruct, DeriveInput, Expr, ExprLit, Field, Fields, FieldsNamed, Generics, Lit, Meta,
    MetaNameValue, Token, WhereClause, braced, token,
};

/// What a derive is written on.
pub(crate) struct Input(pub(crate) DeriveInput);

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ahead = input.fork();
        let attrs = ahead.call(Attribute::parse_outer)?;
        let vis = ahead.parse()?;
        if !ahead.peek(Token![struct]) {
            return input.parse().map(Self);
        }
        let struct_token = ahead.parse()?;
        let ident = ahead.parse()?;
        let generics: Generics = ahead.parse()?;
        let where_clause: Option<WhereClause> = ahead.parse()?;
        if !ahead.peek(token::Brace) {
            return input.parse().map(Self);
        }
        let content;
        let brace_token = braced!(content in ahead);
        let named = content.parse_terminated(field, Token![,])?;
        input.advance_to(&ahead);
        Ok(Self(DeriveInput {
            attrs,
            vis,
            ident,
            generics: Generics {
                where_clause,
                ..generics
            },
            data: Data::Struct(DataStruct {
                struct_token,
                fields: Fields::Named(FieldsNamed { brace_token, named }),
                semi_token: None,
            }),
        }))
    }
}

fn field(input: ParseStream<'_>) -> syn::Result<Field> {
    let mut attrs = Vec::new();
    // Those behind another attribute are read by syn.
    while let Some(line) = input.step(|cursor| {
        Ok(match line(*cursor) {
            Some((line, rest)) => (Some(line), rest),
            None => (None, *cursor),
        })
    })? {
        attrs.push(line);
    }
    let mut field = Field::parse_named(input)?;
    attrs.append(&mut field.attrs);
    field.attrs = attrs;
    Ok(field)
}

/// A line of a doc comment, its literal as it is.
fn line(cursor: Cursor<'_>) -> Option<(Attribute, Cursor<'_>)> {
    let (pound, rest) = cursor.punct().filter(|(punct, _)| punct.as_char() == '#')?;
    let (inside, span, rest) = rest.group(Delimiter::Bracket)?;
    let (name, inside) = inside.ident().filter(|(name, _)| name == "doc")?;
    let (equals, inside) = inside.punct().filter(|(punct, _)| punct.as_char() == '=')?;
    let (literal, inside) = inside.literal()?;
    let attribute = Attribute {
        pound_token: Token![#](pound.span()),
        style: syn::AttrStyle::Outer,
        bracket_token: token::Bracket { span },
        meta: Meta::NameValue(MetaNameValue {
            path: name.into(),
            eq_token: Token![=](equals.span()),
            value: Expr::Lit(ExprLit {
                attrs: Vec::new(),
                lit: Lit::Verbatim(literal),
            }),
        }),
    };
    inside.eof().then_some((attribute, rest))
}

#[cfg(test)]
mod tests {
    use super::Input;
    use quote::{ToTokens, quote};
    use syn::DeriveInput;

    #[test]
    fn an_input_is_what_syn_reads() {
        for input in [
            quote!(
                /// Of the type.
                pub struct A<'a, T: B = C>
                where
                    T: D,
                {
                    /// One.
                    /// Two.
                    #[odata(key)]
                    #[doc = concat!("a", "b")]
                    /// Three.
                    pub(crate) a: &'a T,
                    #[doc(hidden)]
                    r#type: Option<Vec<T>>,
                }
            ),
            quote!(
                struct A {
                    a: B,
                }
            ),
            quote!(
                struct A {}
            ),
            quote!(
                pub struct A;
            ),
            quote!(
                struct A<T>(T)
                where
                    T: B;
            ),
            quote!(
                enum A {
                    /** One. */
                    B,
                    C(D),
                }
            ),
        ] {
            let ours: Input = syn::parse2(input.clone()).expect("an input");
            let syns: DeriveInput = syn::parse2(input).expect("an input");
            assert_eq!(
                ours.0.to_token_stream().to_string(),
                syns.to_token_stream().to_string()
            );
        }
        for wrong in [
            quote!(struct A { a }),
            quote!(struct A { #[doc = "a"] }),
            quote!(
                struct A {
                    a: B,
                }
                struct C;
            ),
            quote!(
                fn a() {}
            ),
        ] {
            let ours = syn::parse2::<Input>(wrong.clone()).map(|_| ()).expect_err("none");
            let syns = syn::parse2::<DeriveInput>(wrong).map(|_| ()).expect_err("none");
            assert_eq!(ours.to_string(), syns.to_string());
        }
    }
}
