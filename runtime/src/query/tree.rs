//! [`Tree`]: what an expression is made of. It becomes text when the request is built, as services want it in different forms.

use super::name;
use crate::fault::QueryError;
use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};

/// An expression, and how deep it is.
#[derive(Clone, Debug)]
pub struct Tree {
    pub(super) node: Node,
    height: u16,
    /// Whether what it is compared with is written without the type of its enumeration.
    pub(super) is_bare: bool,
    /// Whether it is a path that goes on behind a navigation property.
    is_related: bool,
}

/// How deep an expression can be: services take far less, and each level takes room on the stack.
const HEIGHT: u16 = 128;

#[derive(Clone, Debug)]
pub(super) enum Node {
    /// A path of names, behind the variable of a lambda expression or by itself.
    Path {
        root: Option<Variable>,
        names: Cow<'static, str>,
    },
    Null,
    Literal(Literal),
    /// The name of a type, where a function takes one.
    Type(&'static str),
    Call(&'static str, Vec<Tree>),
    Binary(Box<Tree>, Operator, Box<Tree>),
    Negative(Box<Tree>),
    Not(Box<Tree>),
    And(Vec<Tree>),
    Or(Vec<Tree>),
    In {
        of: Box<Tree>,
        values: Vec<Tree>,
        /// Whether it is a chain of comparisons for every service.
        is_chain: bool,
    },
    Lambda {
        over: Box<Tree>,
        quantifier: &'static str,
        body: Option<(Variable, Box<Tree>)>,
    },
    Count {
        of: Box<Tree>,
        filter: Option<Box<Tree>>,
    },
    /// Text written by hand.
    Raw(String),
    Fault(QueryError),
}

/// The variable of one lambda expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Variable(u64);

impl Variable {
    /// One that no other expression has.
    pub(super) fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// A value as it is in a URL.
#[derive(Clone, Debug)]
pub(super) struct Literal {
    pub(super) text: String,
    /// How long the name of the enumeration type is that it begins with.
    pub(super) qualifier: usize,
    pub(super) is_bare: bool,
    /// Whether it is an enumeration member that the service gives only to those who ask for such.
    pub(super) is_unknown_member: bool,
}

/// An operator with two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Operator {
    pub(super) name: &'static str,
    pub(super) binds: Binds,
}

/// How tightly an expression holds together (OData URL Conventions 4.01, 5.1.1.17).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Binds {
    /// Of unknown make.
    Raw,
    Or,
    And,
    Equality,
    Relation,
    Sum,
    Product,
    Unary,
    Primary,
}

impl Operator {
    pub(super) const EQ: Self = Self::new("eq", Binds::Equality);

    pub(super) const fn new(name: &'static str, binds: Binds) -> Self {
        Self { name, binds }
    }
}

impl Tree {
    fn leaf(node: Node) -> Self {
        Self {
            node,
            height: 0,
            is_bare: false,
            is_related: false,
        }
    }

    /// Takes the expression out and leaves null.
    pub(super) fn take(&mut self) -> Self {
        std::mem::replace(self, Self::leaf(Node::Null))
    }

    /// Puts a node above the deepest of these.
    fn above(height: u16, node: impl FnOnce() -> Node) -> Self {
        let node = match height < HEIGHT {
            true => node(),
            false => Node::Fault(QueryError::text(
                "the expression",
                "…",
                "is nested too deep: 128 levels are the limit",
            )),
        };
        Self {
            height: height + u16::from(!matches!(node, Node::Fault(_))),
            node,
            is_bare: false,
            is_related: false,
        }
    }

    pub(super) fn fault(error: QueryError) -> Self {
        Self::leaf(Node::Fault(error))
    }

    pub(super) fn raw(text: String) -> Self {
        match name::fault_of_expression(&text) {
            Some(reason) => Self::fault(QueryError::text("the expression", &text, reason)),
            None => Self::leaf(Node::Raw(text)),
        }
    }

    /// A property, or a path to one.
    pub(super) fn name(names: impl Into<Cow<'static, str>>) -> Self {
        let names = names.into();
        match name::is_path(&names) {
            true => Self::leaf(Node::Path { root: None, names }),
            false => Self::fault(QueryError::text("the property", &names, name::NO_NAME)),
        }
    }

    pub(super) fn variable(variable: Variable) -> Self {
        Self::leaf(Node::Path {
            root: Some(variable),
            names: "".into(),
        })
    }

    pub(super) fn null() -> Self {
        Self::leaf(Node::Null)
    }

    pub(super) fn literal(literal: Literal) -> Self {
        Self::leaf(Node::Literal(literal))
    }

    pub(super) fn type_name(name: &'static str) -> Self {
        Self::leaf(Node::Type(name))
    }

    /// What a path leads to from here.
    pub(super) fn then(self, step: Self) -> Self {
        match (self.node, step.node) {
            (fault @ Node::Fault(_), _) | (_, fault @ Node::Fault(_)) => Self::leaf(fault),
            (Node::Path { root, names: first }, Node::Path { root: None, names }) => {
                let names = match first.is_empty() {
                    true => names,
                    false => Cow::Owned(format!("{first}/{names}")),
                };
                Self {
                    is_related: self.is_related || step.is_related,
                    ..Self::leaf(Node::Path { root, names })
                }
            }
            _ => Self::fault(QueryError::text(
                "the path",
                "…",
                "goes on behind an expression: paths are made of properties only",
            )),
        }
    }

    /// The path, to go on behind a navigation property.
    pub(super) fn related(self) -> Self {
        Self {
            is_related: true,
            ..self
        }
    }

    pub(super) fn call(function: &'static str, arguments: Vec<Self>) -> Self {
        let is_null = |argument: &Self| matches!(argument.node, Node::Null);
        if arguments.iter().any(is_null) {
            return Self::fault(QueryError::text(
                "the function",
                function,
                "is called with null, which gives null: compare with `None` by `eq` and `ne`",
            ));
        }
        let height = arguments.iter().map(|argument| argument.height).max();
        Self::above(height.unwrap_or_default(), || Node::Call(function, arguments))
    }

    pub(super) fn binary(mut self, operator: Operator, mut other: Self) -> Self {
        // If members of one side are written bare, so are those of the other.
        other.make_bare(self.is_bare);
        self.make_bare(other.is_bare);
        Self::above(self.height.max(other.height), || {
            Node::Binary(Box::new(self), operator, Box::new(other))
        })
    }

    pub(super) fn make_bare(&mut self, is_bare: bool) {
        if let Node::Literal(literal) = &mut self.node {
            literal.is_bare |= is_bare;
        }
    }

    pub(super) fn negative(self) -> Self {
        Self::above(self.height, || Node::Negative(Box::new(self)))
    }

    pub(super) fn not(self) -> Self {
        Self::above(self.height, || Node::Not(Box::new(self)))
    }

    /// Joins conditions. A filter of many terms is made by joining one after the other: they are one level.
    pub(super) fn joined(self, other: Self, is_and: bool) -> Self {
        let terms = |tree: Self| match (tree.node, is_and) {
            (Node::And(terms), true) | (Node::Or(terms), false) => terms,
            (node, _) => vec![Self {
                node,
                height: tree.height,
                is_bare: false,
                is_related: false,
            }],
        };
        // Of one that is joined already the height has its own level in it.
        let below = |tree: &Self| match (&tree.node, is_and) {
            (Node::And(_), true) | (Node::Or(_), false) => tree.height - 1,
            _ => tree.height,
        };
        let height = below(&self).max(below(&other));
        let mut all = terms(self);
        all.extend(terms(other));
        Self::above(height, || if is_and { Node::And(all) } else { Node::Or(all) })
    }

    pub(super) fn one_of(self, mut values: Vec<Self>, is_chain: bool) -> Self {
        if values.is_empty() {
            return match self.text() {
                Ok(property) => Self::fault(QueryError::EmptyList { property }),
                Err(error) => Self::fault(error),
            };
        }
        for value in &mut values {
            value.make_bare(self.is_bare);
        }
        let heights = values.iter().map(|value| value.height);
        let height = heights.max().unwrap_or_default().max(self.height);
        Self::above(height, || Node::In {
            of: Box::new(self),
            values,
            is_chain,
        })
    }

    /// `any` or `all` of a collection; `any` without a condition is a separate one.
    pub(super) fn lambda(self, quantifier: &'static str, body: Option<(Variable, Self)>) -> Self {
        let inner = body.as_ref().map_or(0, |(_, body)| body.height);
        Self::above(self.height.max(inner), || Node::Lambda {
            over: Box::new(self),
            quantifier,
            body: body.map(|(variable, body)| (variable, Box::new(body))),
        })
    }

    pub(super) fn count(self, filter: Option<Self>) -> Self {
        let inner = filter.as_ref().map_or(0, |filter| filter.height);
        Self::above(self.height.max(inner), || Node::Count {
            of: Box::new(self),
            filter: filter.map(Box::new),
        })
    }

    /// The names, where it is a path inside of one entity: what `$select` and `$expand` take
    /// (OData URL Conventions 4.02, 5.1.3 and 5.1.4).
    pub(super) fn names_inside(&self) -> Result<&Cow<'static, str>, QueryError> {
        let names = self.names()?;
        match self.is_related {
            false => Ok(names),
            true => Err(QueryError::text(
                "the path",
                names,
                "goes on behind a navigation property: expand that one, and ask for the rest inside, as in \
                 `Group::OWNER.expand().select(User::CITY)`",
            )),
        }
    }

    /// The names, where it is a path from the entity on.
    pub(super) fn names(&self) -> Result<&Cow<'static, str>, QueryError> {
        match &self.node {
            Node::Path { root: None, names } => Ok(names),
            Node::Fault(error) => Err(error.clone()),
            _ => Err(QueryError::text(
                "the path",
                "…",
                "begins with the variable of a lambda expression, which means nothing here",
            )),
        }
    }

    /// Whether this holds of a node of it.
    pub(super) fn any(&self, holds: &mut dyn FnMut(&Node) -> bool) -> bool {
        if holds(&self.node) {
            return true;
        }
        match &self.node {
            Node::Call(_, trees) | Node::And(trees) | Node::Or(trees) => {
                trees.iter().any(|tree| tree.any(holds))
            }
            Node::In { of, values, .. } => of.any(holds) || values.iter().any(|tree| tree.any(holds)),
            Node::Binary(left, _, right) => left.any(holds) || right.any(holds),
            Node::Negative(tree) | Node::Not(tree) => tree.any(holds),
            Node::Lambda { over, body, .. } => {
                over.any(holds) || body.as_ref().is_some_and(|(_, body)| body.any(holds))
            }
            Node::Count { of, filter } => {
                of.any(holds) || filter.as_ref().is_some_and(|filter| filter.any(holds))
            }
            Node::Path { .. }
            | Node::Null
            | Node::Literal(_)
            | Node::Type(_)
            | Node::Raw(_)
            | Node::Fault(_) => false,
        }
    }

    /// Whether it names an enumeration member that services give only on request.
    pub(super) fn has_unknown_members(&self) -> bool {
        self.any(&mut |node| matches!(node, Node::Literal(literal) if literal.is_unknown_member))
    }
}
