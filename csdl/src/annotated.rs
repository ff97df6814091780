//! Methods for what a schema states about its elements by annotations.

use crate::annotation::Annotation;
use crate::cursor::Cursor;
use crate::error::Error;
use crate::kind::{Kind, is_tag};
use crate::operation::{Operation, Parameter};
use crate::schema::{Item, Schema};
use crate::tag::Tag;
use crate::terms;

impl Schema {
    /// All annotations of a target: those in its element first, then those that are elsewhere in the document.
    ///
    /// A target is written as in the metadata: `microsoft.graph.user`, `microsoft.graph.user/displayName`,
    /// `microsoft.graph.color/red` for a member, `microsoft.graph.GraphService/users` for an entity set, a singleton
    /// or an import, `microsoft.graph.doIt/argument` for a parameter. Only annotations on just this target are
    /// returned, none of bases. A target that does not exist has no annotations.
    ///
    /// # Errors
    /// The element of the target or one of the annotations is faulty.
    pub fn annotations(&self, target: &str) -> Result<Vec<&Annotation>, Error> {
        let mut all = self.inline(target)?;
        for number in self.groups(&self.canonical_target(target, 0)) {
            if let Some(Item::Annotations(annotations)) = self.item(number)? {
                all.extend(annotations);
            }
        }
        Ok(all)
    }

    /// The annotation of a target with a term (see [`terms`]), if there is one. One without a qualifier goes first.
    ///
    /// # Errors
    /// As [`Schema::annotations`].
    pub fn annotation(&self, target: &str, term: &str) -> Result<Option<&Annotation>, Error> {
        let all = self.annotations(target)?;
        let of_term = || all.iter().filter(|annotation| annotation.term == term);
        Ok(of_term()
            .find(|annotation| annotation.qualifier.is_none())
            .or(of_term().next())
            .copied())
    }

    /// The metadata's description of a target, for documentation: its short and its long description. Where there is
    /// none, SAP's label and Dataverse's display name are the short one.
    ///
    /// # Errors
    /// As [`Schema::annotations`].
    pub fn description(&self, target: &str) -> Result<Description<'_>, Error> {
        Ok(Description::of(&self.annotations(target)?))
    }

    /// All annotations of one overload of an action or function, or of a parameter of it: those in its element first, then those
    /// elsewhere whose target is its name, for all overloads, or its name with the types of its parameters or the type that it is
    /// bound to ([OData CSDL XML 4.01, 14.2.1](https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html#sec_Target)).
    ///
    /// # Errors
    /// One of the annotations is faulty.
    pub fn operation_annotations<'s>(
        &'s self,
        operation: &'s Operation,
        parameter: Option<&'s Parameter>,
    ) -> Result<Vec<&'s Annotation>, Error> {
        let own = parameter.map_or(&operation.annotations, |parameter| &parameter.annotations);
        let mut all: Vec<&Annotation> = own.iter().collect();
        let types: Vec<String> = operation
            .parameters
            .iter()
            .map(|parameter| parameter.ty.to_string())
            .collect();
        let behind = parameter.map_or_else(String::new, |parameter| format!("/{}", parameter.name));
        let name = &operation.name;
        let mut targets = vec![
            format!("{name}{behind}"),
            format!("{name}({}){behind}", types.join(",")),
            format!("{name}({}){behind}", types.join(", ")),
        ];
        targets.extend(operation.binding().map(|ty| format!("{name}({ty}){behind}")));
        let mut groups: Vec<usize> = targets.iter().flat_map(|target| self.groups(target)).collect();
        groups.sort_unstable();
        groups.dedup();
        for number in groups {
            if let Some(Item::Annotations(annotations)) = self.item(number)? {
                all.extend(annotations);
            }
        }
        Ok(all)
    }

    /// The annotations that are in the target's own element.
    fn inline(&self, target: &str) -> Result<Vec<&Annotation>, Error> {
        let (name, member) = target
            .split_once('/')
            .map_or((target, None), |(name, member)| (name, Some(member)));
        // An operation's target may name the overload: `ns.doIt(ns.type)`.
        let name = name.split_once('(').map_or(name, |(name, _)| name);
        let Some(number) = self
            .index
            .find(name, |kind| !matches!(kind, Kind::Annotations | Kind::Term))
        else {
            return Ok(Vec::new());
        };
        let found: Option<&[Annotation]> = match (self.item(number)?, member) {
            (Some(Item::Structured(ty)), None) => Some(&ty.annotations),
            (Some(Item::Structured(ty)), Some(member)) => match ty.property(member) {
                Some(property) => Some(&property.annotations),
                None => ty
                    .navigation_property(member)
                    .map(|property| &*property.annotations),
            },
            (Some(Item::Enum(ty)), None) => Some(&ty.annotations),
            (Some(Item::Enum(ty)), Some(member)) => ty.member(member).map(|member| &*member.annotations),
            (Some(Item::Definition(ty)), None) => Some(&ty.annotations),
            (Some(Item::Operation(operation)), None) => Some(&operation.annotations),
            (Some(Item::Operation(operation)), Some(member)) => {
                let parameter = operation
                    .parameters
                    .iter()
                    .find(|parameter| parameter.name == member);
                parameter.map(|parameter| &*parameter.annotations)
            }
            (Some(Item::Container(container)), None) => Some(&container.annotations),
            (Some(Item::Container(container)), Some(member)) => match container.resource(member) {
                Some(resource) => Some(&resource.annotations),
                None => container.import(member).map(|import| &*import.annotations),
            },
            _ => None,
        };
        Ok(found.unwrap_or_default().iter().collect())
    }

    /// The entries that annotate a target from elsewhere in the document. The target's namespace is written out.
    pub(crate) fn groups(&self, target: &str) -> Vec<usize> {
        let is_group = |number: &usize| {
            self.index
                .entry(*number)
                .is_some_and(|entry| entry.kind == Kind::Annotations)
        };
        let mut found: Vec<usize> = self.index.named(target).filter(is_group).collect();
        if self.index.aliased_targets {
            // Two schemas may use one alias, each for itself, so the alias alone does not settle it.
            let means_target = |number: &usize| {
                let entry = self
                    .index
                    .entry(*number)
                    .filter(|entry| entry.kind == Kind::Annotations);
                entry.is_some_and(|entry| self.canonical_target(&entry.name, entry.schema) == target)
            };
            for spelling in self.aliased(target) {
                found.extend(self.index.named(&spelling).filter(means_target));
            }
        }
        found.sort_unstable();
        found
    }

    /// The target with each alias that its namespace has.
    fn aliased(&self, target: &str) -> Vec<String> {
        let head = target.split(['/', '(']).next().unwrap_or(target);
        let Some((namespace, _)) = head.rsplit_once('.') else {
            return Vec::new();
        };
        let rest = target.get(namespace.len()..).unwrap_or_default();
        let aliases = self.index.namespaces.aliases_of(namespace);
        aliases
            .into_iter()
            .map(|alias| format!("{alias}{rest}"))
            .collect()
    }

    /// A target with the alias of its first segment resolved.
    fn canonical_target(&self, target: &str, schema: usize) -> String {
        match target.split_once('/') {
            Some((name, path)) => format!("{}/{path}", self.index.canonical(name, schema)),
            None => self.index.canonical(target, schema),
        }
    }

    /// Whether a group of annotations has anything but descriptions, which are nine in ten of Graph's and need not be
    /// parsed to know what can be done with a property. True also where that is not certain.
    pub(crate) fn says_more_than_description(&self, number: usize) -> bool {
        let Some(entry) = self.index.entry(number) else {
            return false;
        };
        let mut cursor = Cursor::new(&self.text, entry.start + 1);
        while cursor.pass(b'<') && cursor.offset() < entry.end {
            let rest = cursor.rest();
            if let [b'/', ..] = rest {
                continue;
            }
            let tag = Tag::read(&self.text, &mut cursor).filter(|_| is_tag(rest, "Annotation"));
            let described = tag
                .and_then(|tag| tag.plain("Term"))
                .is_some_and(|term| term.ends_with("Description"));
            if !described {
                return true;
            }
        }
        false
    }
}

/// The metadata's description of a target.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let book = schema.description("shop.book")?;
/// assert_eq!(book.short, Some("A printed book"));
/// assert_eq!(book.long, Some("A printed book, new or used"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Description<'a> {
    /// A sentence or two.
    pub short: Option<&'a str>,
    /// More than that.
    pub long: Option<&'a str>,
}

impl<'a> Description<'a> {
    /// The description among the annotations of one target.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn of(all: &[&'a Annotation]) -> Description<'a> {
        let text = |term: &str| {
            all.iter()
                .find(|annotation| annotation.term == term)
                .and_then(|found| found.value.as_str())
        };
        Description {
            short: text(terms::DESCRIPTION)
                .or(text(terms::DISPLAY_DESCRIPTION))
                .or(text(terms::LABEL))
                .or(text(terms::DISPLAY_NAME)),
            long: text(terms::LONG_DESCRIPTION),
        }
    }
}
