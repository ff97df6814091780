//! Ways as path templates.

use odata_entity_csdl::{Kind, Schema};
use odata_entity_names::{Primitive, argument, words};

use crate::failure::Failure;
use crate::naming::{Unique, local};
use crate::routes::route::Route;

/// A template in the making.
pub(super) struct Template<'s> {
    schema: &'s Schema,
    text: String,
    /// The names of the placeholders so far, by their arguments.
    names: Unique,
}

impl<'s> Template<'s> {
    /// The template of a way: `/users/{userId}/managedDevices/{managedDeviceId}`.
    pub(super) fn of(schema: &'s Schema, route: &Route<'_>) -> Result<String, Failure> {
        let mut template = Template {
            schema,
            text: format!("/{}", route.root.name),
            names: Unique::default(),
        };
        if !route.root.is_singleton {
            template.key(&route.root.entity_type)?;
        }
        for hop in &route.hops {
            if let Some(cast) = &hop.cast {
                template.text.push('/');
                template.text.push_str(cast);
            }
            template.text.push('/');
            template.text.push_str(&hop.property.name);
            if hop.property.ty.is_collection {
                template.key(&hop.property.ty.name)?;
            }
        }
        Ok(template.text)
    }

    /// Adds the key of a type: a segment, or a predicate if it has several parts.
    fn key(&mut self, ty: &str) -> Result<(), Failure> {
        let parts = self.schema.key_parts(ty)?;
        let mut written = Vec::new();
        for part in &parts {
            let name = self.placeholder(ty, &part.name, parts.len() == 1);
            let rust = part.ty.as_ref().and_then(|ty| key_type(self.schema, &ty.name));
            let placeholder = match rust {
                Some(rust) => format!("{{{name}: {rust}}}"),
                None => format!("{{{name}}}"),
            };
            written.push((&part.name, placeholder));
        }
        match written.as_slice() {
            [] => {}
            [(_, placeholder)] => {
                self.text.push('/');
                self.text.push_str(placeholder);
            }
            several => {
                let predicate: Vec<String> = several
                    .iter()
                    .map(|(name, placeholder)| format!("{name}={placeholder}"))
                    .collect();
                self.text.push_str(&format!("({})", predicate.join(",")));
            }
        }
        Ok(())
    }

    /// A name for the placeholder of a key that no other of the template has: `userId` for the `id` of a user, as the
    /// documentation of many services has it.
    fn placeholder(&mut self, ty: &str, key: &str, only: bool) -> String {
        let wanted = if only && words(key).last().is_some_and(|word| word == "id") && words(key).len() == 1 {
            format!("{}Id", local(ty))
        } else {
            key.to_owned()
        };
        self.names
            .take(wanted, |wanted, number| format!("{wanted}{number}"), argument)
    }
}

/// The Rust type of a key in a path, where it is not text.
fn key_type(schema: &Schema, edm: &str) -> Option<String> {
    let edm = match schema.type_kind(edm) {
        Some(Kind::TypeDefinition) => &schema.type_definition(edm).ok()?.underlying,
        _ => edm,
    };
    let ty = Primitive::of_edm(edm)?;
    let is_typed = matches!(
        ty.edm,
        "Edm.Byte" | "Edm.SByte" | "Edm.Int16" | "Edm.Int32" | "Edm.Int64" | "Edm.Guid" | "Edm.Date"
    );
    is_typed.then(|| match ty.imports {
        [(module, item)] => format!("{module}::{item}"),
        _ => ty.rust.to_owned(),
    })
}
