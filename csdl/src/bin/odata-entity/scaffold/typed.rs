//! The attribute of a type: its name, its paths, its base.

use odata_entity_csdl::{Kind, StructuredType};
use odata_entity_names::Primitive;

use crate::failure::Failure;
use crate::scaffold::hierarchy::{embedded_base, is_bare};
use crate::scaffold::model::{Argument, Attribute};
use crate::scaffold::planner::Planner;

impl Planner<'_> {
    /// `#[odata(type = "…", path = "…", …)]`
    pub(super) fn type_attribute(&mut self, ty: &StructuredType) -> Result<Attribute, Failure> {
        let mut arguments = vec![Argument::text("type", &ty.name)];
        if ty.kind == Kind::EntityType {
            arguments.extend(self.path_arguments(&ty.name)?);
        }
        if let Some(base) = self.named_base(ty)? {
            arguments.push(Argument::text("base", &base));
        }
        if self.schema.has_derived_types(&ty.name) {
            arguments.push(Argument::word("is_base"));
        }
        Ok(Attribute::odata(arguments))
    }

    /// The base that the attribute names: none that is embedded, and of entities none that only has the key.
    fn named_base(&self, ty: &StructuredType) -> Result<Option<String>, Failure> {
        let lineage = self.schema.lineage(&ty.name)?;
        let Some(base) = lineage.get(1) else {
            return Ok(None);
        };
        let embedded = self.options.embed && embedded_base(self.schema, ty)?.is_some();
        let bare = ty.kind == Kind::EntityType && is_bare(base);
        Ok((!embedded && !bare).then(|| base.name.clone()))
    }

    /// `path = "…", path(name = "…")`
    pub(super) fn path_arguments(&mut self, name: &str) -> Result<Vec<Argument>, Failure> {
        let mut arguments = Vec::new();
        let mut named = Vec::new();
        for path in self.paths.of(name)? {
            let mut template = path.template;
            for primitive in Primitive::all() {
                for (module, item) in primitive.imports {
                    if template.contains(&format!("{module}::{item}")) {
                        self.imports.path(module);
                    }
                }
            }
            for ty in &path.enums {
                let rust = self.names.name(ty);
                for (before, behind) in [(": ", "}"), ("<", ">}")] {
                    let qualified = format!("{before}{ty}{behind}");
                    template = template.replace(&qualified, &format!("{before}{rust}{behind}"));
                }
            }
            match path.name {
                None => arguments.push(Argument::text("path", &template)),
                Some(name) => named.push(Argument::text(&name, &template)),
            }
        }
        if !named.is_empty() {
            arguments.push(Argument::List("path", named));
        }
        Ok(arguments)
    }
}
