//! From the words of a filter to a checked expression.

use serde_json::json;

use super::expression::{Comparison, Expression, Function};
use super::token::{Token, tokens};
use crate::answer::Problem;
use crate::query::datum::{Datum, Kind};
use crate::query::property_path::PropertyPath;
use crate::schema::{Family, Primitive, Shape};

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
    depth: usize,
    operands: usize,
}

impl Parser<'_> {
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
        let left = self.primary()?;
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
        let right = self.primary()?;
        let mut pair = self.fitting(left, vec![right])?.into_iter();
        match (pair.next(), pair.next()) {
            (Some(left), Some(right)) => Ok(Expression::Compare(comparison, Box::new(left), Box::new(right))),
            _ => Err(self.wrong("an operand is missing")),
        }
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
            Some(Token::Word(word)) if self.rest.last() == Some(&Token::Open) => self.call(&word),
            Some(Token::Word(word)) => self.word(&word),
            Some(token) => Err(self.wrong(&format!("{token:?} is not expected there"))),
            None => Err(self.wrong("it ends too early")),
        }
    }

    fn call(&mut self, name: &str) -> Result<Expression> {
        let function =
            Function::named(name).ok_or_else(|| self.wrong(&format!("there is no function '{name}'")))?;
        self.rest.pop();
        let mut arguments = vec![self.primary()?];
        while self.takes(&Token::Comma) {
            arguments.push(self.primary()?);
        }
        self.close()?;
        let is_text =
            |argument: &Expression| matches!(argument.kind(), Kind::Any | Kind::Text(Primitive::String));
        if arguments.len() == function.arity() && arguments.iter().all(is_text) {
            Ok(Expression::Call(function, arguments))
        } else {
            Err(self.wrong(&format!(
                "'{name}' takes {} argument(s) of type Edm.String",
                function.arity()
            )))
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
            _ => PropertyPath::resolve(self.family, self.shape, word).map(Expression::Property),
        }
    }
}
