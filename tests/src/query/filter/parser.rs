//! From the words of a filter to a checked expression.

use serde_json::json;

use super::expression::{Arithmetic, Comparison, Expression, Function};
use super::token::{Token, tokens};
use crate::answer::Problem;
use crate::query::datum::{Datum, Kind};
use crate::query::property_path::PropertyPath;
use crate::schema::{Family, Primitive, Property, Shape};

/// How deep parentheses and `not` may nest; far above what a client writes, far below what would exhaust the stack.
const DEEPEST: usize = 60;

/// How many operands a filter may have: services have such a limit (that of .NET's library is 100 nodes), and a chain of `or` is
/// as deep as it is long.
const MOST_OPERANDS: usize = 500;

type Result<T> = std::result::Result<T, Problem>;

pub(super) fn parse(text: &str, family: &Family, shape: &Shape) -> Result<Expression> {
    let mut tokens = tokens(text)?;
    tokens.reverse();
    let mut parser = Parser {
        rest: tokens,
        text,
        family,
        shape,
        variables: Vec::new(),
        depth: 0,
        operands: 0,
    };
    let expression = parser.any_of()?;
    match parser.rest.pop() {
        None => Ok(expression),
        Some(token) => Err(parser.wrong(&format!("{token:?} is not expected there"))),
    }
}

struct Parser<'p> {
    /// What is still to be read, the next word last.
    rest: Vec<Token>,
    text: &'p str,
    family: &'p Family,
    shape: &'p Shape,
    /// The variables of the lambda expressions around, and the collections that they go over.
    variables: Vec<(String, &'p Property)>,
    depth: usize,
    operands: usize,
}

impl<'p> Parser<'p> {
    fn wrong(&self, what: &str) -> Problem {
        Problem::bad_request(format!("Invalid filter clause '{}': {what}.", self.text))
    }

    fn takes_word(&mut self, word: &str) -> bool {
        self.rest
            .pop_if(|token| matches!(token, Token::Word(next) if next == word))
            .is_some()
    }

    fn takes(&mut self, wanted: &Token) -> bool {
        self.rest.pop_if(|token| token == wanted).is_some()
    }

    fn close(&mut self) -> Result<()> {
        if self.takes(&Token::Close) {
            Ok(())
        } else {
            Err(self.wrong("')' is missing"))
        }
    }

    fn any_of(&mut self) -> Result<Expression> {
        let mut left = self.all_of()?;
        while self.takes_word("or") {
            let right = self.all_of()?;
            left = Expression::Or(self.condition(left)?, self.condition(right)?);
        }
        Ok(left)
    }

    fn all_of(&mut self) -> Result<Expression> {
        let mut left = self.comparison()?;
        while self.takes_word("and") {
            let right = self.comparison()?;
            left = Expression::And(self.condition(left)?, self.condition(right)?);
        }
        Ok(left)
    }

    fn condition(&self, expression: Expression) -> Result<Box<Expression>> {
        match expression.kind() {
            Kind::Boolean | Kind::Any => Ok(Box::new(expression)),
            other => Err(self.wrong(&format!("{} stands where a condition is needed", other.name()))),
        }
    }

    fn comparison(&mut self) -> Result<Expression> {
        let left = self.sum()?;
        let Some(Token::Word(operator)) = self.rest.last() else {
            return Ok(left);
        };
        let comparison = match operator.as_str() {
            "eq" => Comparison::Eq,
            "ne" => Comparison::Ne,
            "gt" => Comparison::Gt,
            "ge" => Comparison::Ge,
            "lt" => Comparison::Lt,
            "le" => Comparison::Le,
            "in" => return self.list(left),
            "has" => {
                self.rest.pop();
                let right = self.primary()?;
                return match left.kind() {
                    Kind::Enum(_) => Ok(Expression::Call(Function::Has, self.fitting(left, vec![right])?)),
                    _ => Err(self.wrong("'has' is for enumerations")),
                };
            }
            _ => return Ok(left),
        };
        self.rest.pop();
        // `not` binds tighter than a comparison (URL Conventions 4.01, section 5.1.1.14): `not a eq b` compares `not a`.
        if matches!(left, Expression::Not(_)) {
            return Err(self.wrong("'not' before a comparison needs parentheses around the comparison"));
        }
        let right = self.sum()?;
        let mut pair = self.fitting(left, vec![right])?.into_iter();
        match (pair.next(), pair.next()) {
            (Some(left), Some(right)) => Ok(Expression::Compare(comparison, Box::new(left), Box::new(right))),
            _ => Err(self.wrong("an operand is missing")),
        }
    }

    fn sum(&mut self) -> Result<Expression> {
        let mut left = self.product()?;
        while let Some(operator) = self.arithmetic(false) {
            let right = self.product()?;
            left = self.calculated(operator, left, right)?;
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Expression> {
        let mut left = self.primary()?;
        while let Some(operator) = self.arithmetic(true) {
            let right = self.primary()?;
            left = self.calculated(operator, left, right)?;
        }
        Ok(left)
    }

    /// The operator that comes next, if it is one of this precedence.
    fn arithmetic(&mut self, is_product: bool) -> Option<Arithmetic> {
        let Some(Token::Word(word)) = self.rest.last() else {
            return None;
        };
        let operator = Arithmetic::named(word).filter(|operator| operator.is_product() == is_product)?;
        self.rest.pop();
        Some(operator)
    }

    fn calculated(&self, operator: Arithmetic, left: Expression, right: Expression) -> Result<Expression> {
        for operand in [&left, &right] {
            if !matches!(operand.kind(), Kind::Any | Kind::Number) {
                return Err(self.wrong(&format!("{} is no number", operand.kind().name())));
            }
        }
        Ok(Expression::Arithmetic(operator, Box::new(left), Box::new(right)))
    }

    fn list(&mut self, item: Expression) -> Result<Expression> {
        self.rest.pop();
        if !self.takes(&Token::Open) {
            return Err(self.wrong("'in' needs a list in parentheses"));
        }
        let mut items = vec![self.primary()?];
        while self.takes(&Token::Comma) {
            items.push(self.primary()?);
        }
        self.close()?;
        let mut fitting = self.fitting(item, items)?;
        let item = fitting.remove(0);
        Ok(Expression::In(Box::new(item), fitting))
    }

    /// The first operand and the others, once it is sure that each of them can be compared to the first.
    fn fitting(&self, first: Expression, others: Vec<Expression>) -> Result<Vec<Expression>> {
        for other in &others {
            let (left, right) = (first.kind(), other.kind());
            if !left.is_comparable_to(&right) {
                let message = format!("{} and {} are incompatible types", left.name(), right.name());
                return Err(self.wrong(&message));
            }
            for (kind, literal) in [(&left, other), (&right, &first)] {
                if let (Kind::Enum(enumeration), Expression::Literal(Datum::Text(member), _)) =
                    (kind, literal)
                    && !enumeration.accepts(member)
                {
                    return Err(self.wrong(&format!("'{member}' is no member of {}", kind.name())));
                }
            }
        }
        Ok(std::iter::once(first).chain(others).collect())
    }

    fn primary(&mut self) -> Result<Expression> {
        self.depth += 1;
        self.operands += 1;
        if self.depth > DEEPEST || self.operands > MOST_OPERANDS {
            return Err(self.wrong("it is nested too deeply or has too many operands"));
        }
        let expression = self.operand();
        self.depth -= 1;
        expression
    }

    fn operand(&mut self) -> Result<Expression> {
        match self.rest.pop() {
            Some(Token::Open) => {
                let inner = self.any_of()?;
                self.close()?;
                Ok(inner)
            }
            Some(Token::Text(text)) => Ok(Expression::Literal(
                Datum::Text(text),
                Kind::Text(Primitive::String),
            )),
            Some(Token::Prefixed(prefix, text)) => self.prefixed(prefix, text),
            Some(Token::Word(word)) if word == "not" => {
                let inner = self.primary()?;
                Ok(Expression::Not(self.condition(inner)?))
            }
            Some(Token::Word(word)) if word == "-" => {
                let operand = self.primary()?;
                match operand.kind() {
                    Kind::Any | Kind::Number => Ok(Expression::Negative(Box::new(operand))),
                    other => Err(self.wrong(&format!("{} is no number", other.name()))),
                }
            }
            Some(Token::Word(word)) if self.rest.last() == Some(&Token::Open) => self.call(&word),
            Some(Token::Word(word)) if word.ends_with("/$count") => {
                let path = word.trim_end_matches("/$count").to_owned();
                self.collection(&path).map(|(path, _)| Expression::Count(path))
            }
            Some(Token::Word(word)) => self.word(&word),
            Some(token) => Err(self.wrong(&format!("{token:?} is not expected there"))),
            None => Err(self.wrong("it ends too early")),
        }
    }

    fn call(&mut self, name: &str) -> Result<Expression> {
        for (quantifier, is_all) in [("/any", false), ("/all", true)] {
            if let Some(path) = name.strip_suffix(quantifier) {
                return self.lambda(path, is_all);
            }
        }
        let function =
            Function::named(name).ok_or_else(|| self.wrong(&format!("there is no function '{name}'")))?;
        self.rest.pop();
        let mut arguments = vec![self.primary()?];
        while self.takes(&Token::Comma) {
            arguments.push(self.primary()?);
        }
        self.close()?;
        let kinds: Vec<Kind> = arguments.iter().map(Expression::kind).collect();
        match function.takes(&kinds) {
            true => Ok(Expression::Call(function, arguments)),
            false => Err(self.wrong(&format!("'{name}' takes no such arguments"))),
        }
    }

    /// `any` or `all`, behind the parenthesis that it opens with.
    fn lambda(&mut self, path: &str, is_all: bool) -> Result<Expression> {
        self.rest.pop();
        let (over, property) = self.collection(path)?;
        if !is_all && self.takes(&Token::Close) {
            return Ok(Expression::Lambda {
                over,
                is_all,
                variable: String::new(),
                condition: None,
            });
        }
        let word = match self.rest.pop() {
            Some(Token::Word(word)) => word,
            _ => return Err(self.wrong("a variable and a ':' are missing")),
        };
        let Some((variable, rest)) = word.split_once(':') else {
            return Err(self.wrong("a ':' is missing behind the variable"));
        };
        let is_taken = self.variables.iter().any(|(other, _)| other == variable);
        if is_taken || variable.is_empty() {
            return Err(self.wrong(&format!(
                "the variable '{variable}' is declared twice, or is none"
            )));
        }
        if !rest.is_empty() {
            self.rest.push(Token::Word(rest.to_owned()));
        }
        self.variables.push((variable.to_owned(), property));
        self.depth += 1;
        let condition = match self.depth > DEEPEST {
            true => Err(self.wrong("it is nested too deeply")),
            false => self.any_of(),
        };
        self.depth -= 1;
        self.variables.pop();
        let condition = self.condition(condition?)?;
        self.close()?;
        Ok(Expression::Lambda {
            over,
            is_all,
            variable: member(variable),
            condition: Some(condition),
        })
    }

    /// A path, from a variable on or from the entity.
    fn path(&self, path: &str) -> Result<(PropertyPath, Option<&'p Property>)> {
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        let variable = self.variables.iter().find(|(variable, _)| variable == first);
        let Some((variable, property)) = variable else {
            return PropertyPath::follow(self.family, self.shape, path);
        };
        let name = member(variable);
        if rest.is_empty() {
            let kind = Kind::of_item(property);
            return Ok((
                PropertyPath {
                    names: vec![name],
                    kind,
                },
                None,
            ));
        }
        let Some((family, shape)) = property.structure() else {
            return Err(self.wrong(&format!("'{path}' goes on after a primitive value")));
        };
        let (mut path, last) = PropertyPath::follow(family, shape, rest)?;
        path.names.insert(0, name);
        Ok((path, last))
    }

    fn collection(&self, path: &str) -> Result<(PropertyPath, &'p Property)> {
        match self.path(path)? {
            (path, Some(property)) if property.is_collection => Ok((path, property)),
            _ => Err(self.wrong(&format!("'{path}' is no collection"))),
        }
    }

    fn prefixed(&self, prefix: String, text: String) -> Result<Expression> {
        let (kind, is_sound) = match prefix.as_str() {
            "duration" => (Kind::Duration, Primitive::Duration.accepts(&json!(text))),
            "binary" => (
                Kind::Text(Primitive::Binary),
                Primitive::Binary.accepts(&json!(text)),
            ),
            _ => (Kind::EnumLiteral(prefix), true),
        };
        if !is_sound {
            return Err(self.wrong(&format!("'{text}' is no {}", kind.name())));
        }
        Ok(Expression::Literal(kind.datum(&json!(text)), kind))
    }

    /// A literal without quotes, or a property path.
    fn word(&self, word: &str) -> Result<Expression> {
        let literal = |datum, kind| Ok(Expression::Literal(datum, kind));
        match word {
            "null" => return literal(Datum::Null, Kind::Any),
            "true" => return literal(Datum::Boolean(true), Kind::Boolean),
            "false" => return literal(Datum::Boolean(false), Kind::Boolean),
            "INF" => return literal(Datum::Double(f64::INFINITY), Kind::Number),
            "-INF" => return literal(Datum::Double(f64::NEG_INFINITY), Kind::Number),
            "NaN" => return literal(Datum::Double(f64::NAN), Kind::Number),
            _ => {}
        }
        if let Some(operand) = word.strip_prefix('-')
            && operand.starts_with(|first: char| first.is_alphabetic() || first == '_')
        {
            let operand = self.word(operand)?;
            return match operand.kind() {
                Kind::Any | Kind::Number => Ok(Expression::Negative(Box::new(operand))),
                other => Err(self.wrong(&format!("{} is no number", other.name()))),
            };
        }
        if let Ok(integer) = word.parse() {
            return literal(Datum::Integer(integer), Kind::Number);
        }
        for primitive in [
            Primitive::DateTimeOffset,
            Primitive::Date,
            Primitive::TimeOfDay,
            Primitive::Guid,
        ] {
            let text = json!(word);
            if primitive.accepts(&text) {
                let kind = Kind::of_primitive(primitive);
                return literal(kind.datum(&text), kind);
            }
        }
        let is_number = word
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
        match word.parse() {
            Ok(number) if is_number => literal(Datum::Double(number), Kind::Number),
            _ => self.path(word).map(|(path, _)| Expression::Property(path)),
        }
    }
}

/// The member that holds the item of a lambda variable: no property is called so.
fn member(variable: &str) -> String {
    format!("{variable}:")
}
