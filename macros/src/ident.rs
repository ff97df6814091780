//! Identifiers for names that are not the user's own.

/// An identifier for `name`: raw if it is a keyword, with a `_` behind it if it cannot even be raw.
pub(crate) fn ident(name: &str, span: proc_macro2::Span) -> syn::Ident {
    if matches!(name, "self" | "Self" | "super" | "crate" | "_") {
        return syn::Ident::new(&format!("{name}_"), span);
    }
    // No keyword has one of these, and to ask the parser takes time.
    if name.contains('_') && name.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase()) {
        return syn::Ident::new(name, span);
    }
    match syn::parse_str::<syn::Ident>(name) {
        // Not a keyword to the parser, and one in the edition of what derives emit.
        Ok(_) if name == "gen" => syn::Ident::new_raw(name, span),
        Ok(_) => syn::Ident::new(name, span),
        Err(_) => syn::Ident::new_raw(name, span),
    }
}
