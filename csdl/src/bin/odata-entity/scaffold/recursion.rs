//! Complex types that hold themselves.

use std::collections::HashMap;

use odata_entity_csdl::{Kind, Schema};

use crate::failure::Failure;
use crate::scaffold::hierarchy::{concrete, embedded_base};

/// Which complex types a value of a complex type holds, collections apart, which hold theirs elsewhere in memory.
///
/// Values of two types hold each other if each is reached from the other. Types that are reached from each other are found together, in
/// one walk along all that is held (Tarjan, "Depth-first search and linear graph algorithms", 1972).
pub(crate) struct Recursion<'s> {
    schema: &'s Schema,
    /// Whether a derived type holds its base.
    embed: bool,
    numbers: HashMap<Node, usize>,
    nodes: Vec<State>,
    /// The nodes that were met and are in no group yet.
    open: Vec<usize>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Node {
    /// A value of just this type.
    Of(String),
    /// A value that is declared as this type: one of it or of a type derived from it.
    Declared(String),
}

/// What is known of a node.
struct State {
    /// The lowest number of the open nodes that it reaches, as far as is known.
    lowest: usize,
    /// The number of the first node of its group, once it is known.
    group: Option<usize>,
    /// What it holds, and how much of that was looked at.
    held: Vec<Node>,
    next: usize,
}

impl<'s> Recursion<'s> {
    pub(crate) fn new(schema: &'s Schema, embed: bool) -> Recursion<'s> {
        Recursion {
            schema,
            embed,
            numbers: HashMap::new(),
            nodes: Vec::new(),
            open: Vec::new(),
        }
    }

    /// Whether a property of `owner` that is of the type `ty` would make values of endless size: a `ty` holds an `owner`.
    pub(crate) fn is_endless(&mut self, owner: &str, ty: &str) -> Result<bool, Failure> {
        if self.schema.type_kind(owner) != Some(Kind::ComplexType) {
            return Ok(false);
        }
        // An `owner` holds a `ty`, so it is the other way round too if they are of one group.
        let owner = self.group(Node::Of(owner.to_owned()))?;
        Ok(owner == self.group(Node::Declared(self.schema.canonical(ty)))?)
    }

    /// The group of a node.
    fn group(&mut self, node: Node) -> Result<usize, Failure> {
        if !self.numbers.contains_key(&node) {
            self.walk(node.clone())?;
        }
        let number = self.numbers.get(&node).copied().unwrap_or_default();
        let group = self.nodes.get(number).and_then(|state| state.group);
        Ok(group.unwrap_or(number))
    }

    /// Finds the groups of all that is reached from a node.
    fn walk(&mut self, start: Node) -> Result<(), Failure> {
        let mut path = vec![self.meet(start)?];
        while let Some(&number) = path.last() {
            let Some(state) = self.nodes.get_mut(number) else {
                break;
            };
            if let Some(held) = state.held.get(state.next).cloned() {
                state.next += 1;
                match self.numbers.get(&held).copied() {
                    None => path.push(self.meet(held)?),
                    Some(other) => self.lower(number, other),
                }
                continue;
            }
            let lowest = state.lowest;
            path.pop();
            if lowest == number {
                while let Some(member) = self.open.pop() {
                    if let Some(state) = self.nodes.get_mut(member) {
                        state.group = Some(number);
                    }
                    if member == number {
                        break;
                    }
                }
            } else if let Some(&before) = path.last() {
                self.lower(before, number);
            }
        }
        Ok(())
    }

    fn meet(&mut self, node: Node) -> Result<usize, Failure> {
        let number = self.nodes.len();
        let state = State {
            lowest: number,
            group: None,
            held: self.held(&node)?,
            next: 0,
        };
        self.nodes.push(state);
        self.numbers.insert(node, number);
        self.open.push(number);
        Ok(number)
    }

    /// Takes note that one node reaches another, and so what that one reaches; nothing if it is in its own group.
    fn lower(&mut self, number: usize, other: usize) {
        let reached = self.nodes.get(other).filter(|state| state.group.is_none());
        let Some(lowest) = reached.map(|state| state.lowest) else {
            return;
        };
        if let Some(state) = self.nodes.get_mut(number) {
            state.lowest = state.lowest.min(lowest);
        }
    }

    fn held(&self, node: &Node) -> Result<Vec<Node>, Failure> {
        let ty = match node {
            Node::Declared(ty) => {
                return Ok(concrete(self.schema, ty)?.into_iter().map(Node::Of).collect());
            }
            Node::Of(ty) => ty,
        };
        let mut held = Vec::new();
        if self.embed {
            let base = embedded_base(self.schema, self.schema.structured_type(ty)?)?;
            held.extend(base.map(|base| Node::Of(base.name.clone())));
        }
        for declared in self.schema.properties(ty)? {
            let of = &declared.property.ty;
            if !of.is_collection && self.schema.type_kind(&of.name) == Some(Kind::ComplexType) {
                held.push(Node::Declared(of.name.clone()));
            }
        }
        Ok(held)
    }
}
