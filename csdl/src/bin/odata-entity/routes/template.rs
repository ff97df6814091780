//! Ways as path templates.

use odata_entity_csdl::{Kind, Schema};
use odata_entity_names::{Primitive, argument, words};

use crate::args::KeyStyle;
use crate::failure::Failure;
use crate::naming::{Unique, local};
use crate::routes::route::Route;

/// A template in the making.
pub(super) struct Template<'s> {
    schema: &'s Schema,
    style: KeyStyle,
    pub(super) text: String,
    /// The enumeration types of keys, which the text has by their qualified names.
    pub(super) enums: Vec<String>,
    /// The names of the placeholders so far, by their arguments.
    names: Unique,
}

impl<'s> Template<'s> {
    /// The template of a way: `/users/{userId}/managedDevices/{managedDeviceId}`, or with keys in parentheses; with a cast of the
    /// collection at its end to a type, if one is given.
    pub(super) fn of(
        schema: &'s Schema,
        style: KeyStyle,
        route: &Route<'_>,
        cast: Option<&str>,
    ) -> Result<Template<'s>, Failure> {
        let mut template = Template {
            schema,
            style,
            text: format!("/{}", route.root.name),
            enums: Vec::new(),
            names: Unique::default(),
        };
        let last = route.hops.len();
        let cast_at = |number: usize| cast.filter(|_| number == last);
        if !route.root.is_singleton {
            template.cast(cast_at(0));
            template.key(&route.root.entity_type)?;
        }
        for (number, hop) in route.hops.iter().enumerate() {
            template.cast(hop.cast.as_deref());
            template.text.push('/');
            template.text.push_str(&hop.property.name);
            if hop.property.ty.is_collection {
                template.cast(cast_at(number + 1));
                template.key(&hop.property.ty.name)?;
            }
        }
        Ok(template)
    }

    fn cast(&mut self, ty: Option<&str>) {
        if let Some(ty) = ty {
            self.text.push('/');
            self.text.push_str(ty);
        }
    }

    /// Adds the key of a type: a segment, or a predicate, which a key of several parts always is.
    fn key(&mut self, ty: &str) -> Result<(), Failure> {
        let parts = self.schema.key_parts(ty)?;
        let mut written = Vec::new();
        for part in &parts {
            let name = self.placeholder(ty, &part.name, parts.len() == 1);
            let rust = part.ty.as_ref().and_then(|ty| self.key_type(&ty.name));
            let placeholder = match rust {
                Some(rust) => format!("{{{name}: {rust}}}"),
                None => format!("{{{name}}}"),
            };
            written.push((&part.name, placeholder));
        }
        match (written.as_slice(), self.style) {
            ([], _) => {}
            ([(_, placeholder)], KeyStyle::Segments) => {
                self.text.push('/');
                self.text.push_str(placeholder);
            }
            ([(_, placeholder)], KeyStyle::Parentheses) => {
                self.text.push_str(&format!("({placeholder})"));
            }
            (several, _) => {
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
        self.names.take(
            named(&wanted),
            |wanted, number| format!("{wanted}{number}"),
            argument,
        )
    }

    /// The type of a key in a path, where it is not text: a Rust type, or an enumeration type by its qualified name.
    fn key_type(&mut self, edm: &str) -> Option<String> {
        let edm = match self.schema.type_kind(edm) {
            Some(Kind::TypeDefinition) => &self.schema.type_definition(edm).ok()?.underlying,
            Some(Kind::EnumType) => {
                let is_flags = self.schema.enum_type(edm).ok()?.is_flags;
                self.enums.push(edm.to_owned());
                return Some(match is_flags {
                    true => format!("odata_entity::Flags<{edm}>"),
                    false => edm.to_owned(),
                });
            }
            _ => edm,
        };
        let ty = Primitive::of_edm(edm).filter(|ty| ty.edm != "Edm.String")?;
        // Each imported name is written with its module: `chrono::DateTime<chrono::FixedOffset>`.
        let mut rust = ty.rust.to_owned();
        for (module, item) in ty.imports {
            rust = rust.replace(item, &format!("{module}::{item}"));
        }
        Some(rust)
    }
}

/// A name that a placeholder can have: letters, digits and `_`, of which one is a letter or digit.
fn named(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '_' })
        .collect();
    match plain.chars().any(char::is_alphanumeric) {
        true => plain,
        false => "key".to_owned(),
    }
}
