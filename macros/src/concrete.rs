//! Types that a constant can name: it is outside of the user's type, where the parameters of that mean nothing.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericParam, Generics, Type};

/// Whether a type names none of these parameters: lifetimes, types and constants.
pub(crate) fn is_concrete(ty: &Type, generics: &Generics) -> bool {
    generics.params.is_empty() || !names_one(ty.to_token_stream(), generics)
}

fn names_one(tokens: TokenStream, generics: &Generics) -> bool {
    let mut is_lifetime = false;
    for token in tokens {
        let is_one = match &token {
            TokenTree::Group(group) => names_one(group.stream(), generics),
            TokenTree::Ident(ident) => generics.params.iter().any(|parameter| match parameter {
                GenericParam::Lifetime(lifetime) => is_lifetime && lifetime.lifetime.ident == *ident,
                GenericParam::Type(ty) => !is_lifetime && ty.ident == *ident,
                GenericParam::Const(constant) => !is_lifetime && constant.ident == *ident,
            }),
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        };
        if is_one {
            return true;
        }
        is_lifetime = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\'');
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_concrete;
    use syn::parse_quote;

    #[test]
    fn a_type_is_concrete_unless_it_names_a_parameter() {
        let generics = parse_quote!(<'a, T: Clone, const N: usize>);
        let is_so = |ty: syn::Type| is_concrete(&ty, &generics);
        assert!(is_so(parse_quote!(Option<Vec<a::State>>)));
        assert!(is_so(parse_quote!(Cow<'static, str>)));
        assert!(!is_so(parse_quote!(Option<Vec<T>>)));
        assert!(!is_so(parse_quote!(Cow<'a, str>)));
        assert!(!is_so(parse_quote!([u8; N])));
        assert!(!is_so(parse_quote!(Option<(T, u8)>)));
        assert!(is_concrete(&parse_quote!(T), &parse_quote!()));
    }
}
