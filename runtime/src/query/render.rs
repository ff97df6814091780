//! The text of an expression.

use super::forms::Forms;
use super::tree::{Binds, Literal, Node, Operator, Tree, Variable};
use crate::fault::QueryError;

/// The letters of lambda variables: the first for the outermost, and never one that a property in the expression has for its
/// name.
const LETTERS: &str = "xyzwvutsrqponmlkjihgfedcba";

/// Writes one expression.
struct Writer {
    out: String,
    forms: Forms,
    /// The variables of the lambda expressions around.
    scope: Vec<(Variable, char)>,
}

impl Tree {
    /// The text in the standard's forms.
    pub(super) fn text(&self) -> Result<String, QueryError> {
        self.text_in(Forms::standard())
    }

    /// The text in the forms that a service wants.
    pub(super) fn text_in(&self, forms: Forms) -> Result<String, QueryError> {
        let mut writer = Writer {
            out: String::new(),
            forms,
            scope: Vec::new(),
        };
        writer.tree(self)?;
        Ok(writer.out)
    }

    fn binds(&self, forms: Forms) -> Binds {
        match &self.node {
            Node::Raw(_) => Binds::Raw,
            Node::Or(_) => Binds::Or,
            Node::And(_) => Binds::And,
            Node::Binary(_, operator, _) => operator.binds,
            Node::In { values, is_chain, .. } if *is_chain || !forms.in_operator => match values.len() {
                1 => Binds::Equality,
                // It has its parentheses.
                _ => Binds::Primary,
            },
            Node::Negative(_) | Node::Not(_) => Binds::Unary,
            _ => Binds::Primary,
        }
    }
}

impl Writer {
    fn tree(&mut self, tree: &Tree) -> Result<(), QueryError> {
        match &tree.node {
            Node::Path { root, names } => self.path(*root, names)?,
            Node::Null => self.out.push_str("null"),
            Node::Literal(literal) => self.literal(literal),
            Node::Type(name) => self.type_name(name),
            Node::Call(function, arguments) => {
                self.out.push_str(function);
                self.list(arguments)?;
            }
            Node::Binary(left, operator, right) => self.binary(left, *operator, right)?,
            Node::Negative(operand) => {
                self.out.push('-');
                self.side(operand, Binds::Primary)?;
            }
            Node::Not(operand) => {
                self.out.push_str("not ");
                self.parenthesized(operand)?;
            }
            Node::And(terms) => self.joined(terms, " and ", Binds::And)?,
            Node::Or(terms) => self.joined(terms, " or ", Binds::Or)?,
            Node::In { of, values, is_chain } => {
                self.one_of(of, values, *is_chain || !self.forms.in_operator)?;
            }
            Node::Lambda {
                over,
                quantifier,
                body,
            } => self.lambda(over, quantifier, body.as_ref())?,
            Node::Count { of, filter } => {
                self.tree(of)?;
                self.out.push_str("/$count");
                if let Some(filter) = filter {
                    self.out.push_str("($filter=");
                    self.tree(filter)?;
                    self.out.push(')');
                }
            }
            Node::Raw(text) => self.out.push_str(text),
            Node::Fault(error) => return Err(error.clone()),
        }
        Ok(())
    }

    fn path(&mut self, root: Option<Variable>, names: &str) -> Result<(), QueryError> {
        if let Some(variable) = root {
            let letter = self.scope.iter().find(|(other, _)| *other == variable);
            let Some((_, letter)) = letter else {
                return Err(QueryError::text(
                    "the variable before",
                    names,
                    "is that of a lambda expression, and is used outside of it",
                ));
            };
            self.out.push(*letter);
            if !names.is_empty() {
                self.out.push('/');
            }
        }
        self.out.push_str(names);
        Ok(())
    }

    fn literal(&mut self, literal: &Literal) {
        let is_bare = literal.is_bare || self.forms.bare_enum_members;
        let start = if is_bare { literal.qualifier } else { 0 };
        self.out
            .push_str(literal.text.get(start..).unwrap_or(&literal.text));
    }

    fn type_name(&mut self, name: &str) {
        let quote = if self.forms.quoted_type_names { "'" } else { "" };
        for part in [quote, name, quote] {
            self.out.push_str(part);
        }
    }

    fn list(&mut self, items: &[Tree]) -> Result<(), QueryError> {
        self.out.push('(');
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.out.push(',');
            }
            self.tree(item)?;
        }
        self.out.push(')');
        Ok(())
    }

    fn binary(&mut self, left: &Tree, operator: Operator, right: &Tree) -> Result<(), QueryError> {
        self.side(left, operator.binds)?;
        for part in [" ", operator.name, " "] {
            self.out.push_str(part);
        }
        // Operators are taken from the left, so on the right one of the same kind is a separate expression.
        match right.binds(self.forms) > operator.binds || operator.binds == Binds::Primary {
            true => self.side(right, operator.binds),
            false => self.parenthesized(right),
        }
    }

    fn joined(&mut self, terms: &[Tree], operator: &str, binds: Binds) -> Result<(), QueryError> {
        for (at, term) in terms.iter().enumerate() {
            if at > 0 {
                self.out.push_str(operator);
            }
            self.side(term, binds)?;
        }
        Ok(())
    }

    /// An operand, in parentheses if it would fall apart.
    fn side(&mut self, operand: &Tree, binds: Binds) -> Result<(), QueryError> {
        match operand.binds(self.forms) < binds {
            true => self.parenthesized(operand),
            false => self.tree(operand),
        }
    }

    fn parenthesized(&mut self, tree: &Tree) -> Result<(), QueryError> {
        self.out.push('(');
        self.tree(tree)?;
        self.out.push(')');
        Ok(())
    }

    fn one_of(&mut self, of: &Tree, values: &[Tree], is_chain: bool) -> Result<(), QueryError> {
        if !is_chain {
            self.side(of, Binds::Primary)?;
            self.out.push_str(" in ");
            return self.list(values);
        }
        let is_several = values.len() > 1;
        if is_several {
            self.out.push('(');
        }
        for (at, value) in values.iter().enumerate() {
            if at > 0 {
                self.out.push_str(" or ");
            }
            self.binary(of, Operator::EQ, value)?;
        }
        if is_several {
            self.out.push(')');
        }
        Ok(())
    }

    fn lambda(
        &mut self,
        over: &Tree,
        quantifier: &str,
        body: Option<&(Variable, Box<Tree>)>,
    ) -> Result<(), QueryError> {
        self.tree(over)?;
        for part in ["/", quantifier, "("] {
            self.out.push_str(part);
        }
        if let Some((variable, body)) = body {
            let letter = self.letter(body)?;
            self.out.push(letter);
            self.out.push(':');
            self.scope.push((*variable, letter));
            let written = self.tree(body);
            self.scope.pop();
            written?;
        }
        self.out.push(')');
        Ok(())
    }

    /// The letter of a variable: no other one around has it, and nothing in the body is called so.
    fn letter(&self, body: &Tree) -> Result<char, QueryError> {
        let is_free = |letter: &char| {
            let is_outer = self.scope.iter().any(|(_, other)| other == letter);
            !is_outer && !body.any(&mut |node| names_it(node, *letter))
        };
        LETTERS.chars().find(is_free).ok_or_else(|| {
            QueryError::text(
                "the lambda expression",
                "…",
                "has no letter left for its variable: 26 are the limit",
            )
        })
    }
}

/// Whether a path begins with a property of that name, or text written by hand has the word.
fn names_it(node: &Node, letter: char) -> bool {
    let is_it = |word: &str| {
        let mut chars = word.chars();
        chars.next() == Some(letter) && chars.next().is_none()
    };
    match node {
        Node::Path { root: None, names } => names.split('/').next().is_some_and(is_it),
        Node::Raw(text) => text
            .split(|ch: char| !ch.is_alphanumeric() && ch != '_')
            .any(is_it),
        _ => false,
    }
}
