//! `Self` in the type of a field: what is emitted has it outside of the impls of the user's type, where it means something else or
//! nothing.

use syn::{Data, DeriveInput, GenericArgument, PathArguments, Type, parse_quote_spanned};

/// The same input with the type's name in place of `Self`.
pub(crate) fn named(mut input: DeriveInput) -> DeriveInput {
    let (ident, generics) = (input.ident.clone(), input.generics.clone());
    let own = |at| {
        let mut ident = ident.clone();
        ident.set_span(at);
        let arguments = generics.split_for_impl().1;
        parse_quote_spanned!(at=> #ident #arguments)
    };
    match &mut input.data {
        Data::Struct(data) => data
            .fields
            .iter_mut()
            .for_each(|field| replace(&mut field.ty, &own)),
        Data::Enum(_) | Data::Union(_) => {}
    }
    input
}

fn replace(ty: &mut Type, own: &dyn Fn(proc_macro2::Span) -> Type) {
    match ty {
        Type::Path(path) => {
            let is_one = path.path.segments.len() == 1 && path.qself.is_none();
            let Some(last) = path.path.segments.last_mut() else {
                return;
            };
            match &mut last.arguments {
                PathArguments::AngleBracketed(arguments) => {
                    for argument in &mut arguments.args {
                        if let GenericArgument::Type(ty) = argument {
                            replace(ty, own);
                        }
                    }
                }
                // Only here, as comparing an identifier takes a call to the compiler.
                _ if is_one && last.ident == "Self" => *ty = own(last.ident.span()),
                _ => {}
            }
        }
        Type::Group(group) => replace(&mut group.elem, own),
        Type::Paren(paren) => replace(&mut paren.elem, own),
        Type::Array(array) => replace(&mut array.elem, own),
        Type::Reference(reference) => replace(&mut reference.elem, own),
        Type::Tuple(tuple) => tuple.elems.iter_mut().for_each(|ty| replace(ty, own)),
        _ => {}
    }
}
