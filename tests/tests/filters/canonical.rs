//! Expressions without what makes no difference: white space, the case of operators and functions, parentheses that are not
//! needed, names of lambda variables, digits of numbers.

/// The expression with an operator before its operands, and everything in parentheses.
pub fn canonical(text: &str) -> String {
    let mut parser = Parser {
        rest: tokens(text),
        variables: Vec::new(),
    };
    parser.rest.reverse();
    let out = parser.expression(0);
    assert!(parser.rest.is_empty(), "{text}: {:?} is left", parser.rest);
    out
}

/// The operators, by how tightly they bind (OData URL Conventions 4.01, 5.1.1.17).
const OPERATORS: [&[&str]; 7] = [
    &["or"],
    &["and"],
    &["eq", "ne"],
    &["gt", "ge", "lt", "le"],
    &["add", "sub"],
    &["mul", "div", "divby", "mod"],
    &["has", "in"],
];

/// How tightly `not` and `-` bind: everything but `has` and `in` is outside.
const UNARY: usize = 6;

struct Parser {
    /// What is still to be read, the next word last.
    rest: Vec<String>,
    variables: Vec<String>,
}

fn tokens(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(first) = chars.next() {
        let mut token = String::from(first);
        match first {
            ' ' => continue,
            '(' | ')' | ',' | ':' => {}
            '-' if chars
                .peek()
                .is_some_and(|next| next.is_alphabetic() || *next == '(') => {}
            _ => {
                let mut is_quoted = first == '\'';
                while let Some(next) = chars.next_if(|next| {
                    is_quoted || !" (),:".contains(*next) || (*next == ':' && is_time(&token))
                }) {
                    is_quoted ^= next == '\'';
                    token.push(next);
                }
            }
        }
        out.push(token);
    }
    out
}

/// Whether a `:` may follow in a time of day; else it is behind a lambda variable.
fn is_time(token: &str) -> bool {
    token.starts_with(|ch: char| ch.is_ascii_digit()) || token.starts_with('-')
}

impl Parser {
    fn next(&mut self) -> String {
        self.rest.pop().expect("the expression goes on")
    }

    fn take(&mut self, wanted: &str) {
        assert_eq!(self.next(), wanted, "before {:?}", self.rest);
    }

    fn takes(&mut self, wanted: &str) -> bool {
        self.rest.pop_if(|token| token == wanted).is_some()
    }

    fn expression(&mut self, level: usize) -> String {
        let Some(operators) = OPERATORS.get(level) else {
            return self.primary();
        };
        let mut left = self.expression(level + 1);
        while let Some(operator) = self
            .rest
            .pop_if(|token| operators.contains(&&*token.to_lowercase()))
        {
            let operator = operator.to_lowercase();
            let right = match operator.as_str() {
                "in" => self.list(),
                _ => self.expression(level + 1),
            };
            left = format!("({operator} {left} {right})");
        }
        left
    }

    fn list(&mut self) -> String {
        self.take("(");
        let mut items = vec![self.expression(0)];
        while self.takes(",") {
            items.push(self.expression(0));
        }
        self.take(")");
        format!("[{}]", items.join(" "))
    }

    fn primary(&mut self) -> String {
        let token = self.next();
        match token.as_str() {
            "(" => {
                let inner = self.expression(0);
                self.take(")");
                return inner;
            }
            "-" => return format!("(neg {})", self.expression(UNARY)),
            _ if token.eq_ignore_ascii_case("not") => return format!("(not {})", self.expression(UNARY)),
            _ => {}
        }
        if self.takes("(") {
            return self.call(&token);
        }
        if is_time(&token) && token.contains(':') && token.contains('.') {
            return token.trim_end_matches('0').to_owned();
        }
        match token.parse::<f64>() {
            Ok(number) => number.to_string(),
            Err(_) => self.renamed(&token),
        }
    }

    /// A function, `any` and `all`, or a number of items with a filter.
    fn call(&mut self, name: &str) -> String {
        let is_lambda = ["/any", "/all"]
            .iter()
            .any(|suffix| name.to_lowercase().ends_with(suffix));
        if is_lambda && !self.takes(")") {
            let (variable, over) = (self.next(), self.renamed(name));
            self.take(":");
            self.variables.push(variable);
            let body = self.expression(0);
            self.variables.pop();
            self.take(")");
            return format!("({over} {body})");
        }
        if is_lambda {
            return format!("({})", self.renamed(name));
        }
        let name = name.to_lowercase();
        if self.takes(")") {
            return format!("({name})");
        }
        let list = {
            self.rest.push("(".to_owned());
            self.list()
        };
        format!("({name} {list})")
    }

    /// A path with the depth of the variable that it begins with in the variable's place.
    fn renamed(&self, path: &str) -> String {
        let (first, rest) = path
            .split_once('/')
            .map_or((path, ""), |(first, rest)| (first, rest));
        match self.variables.iter().rposition(|variable| variable == first) {
            Some(depth) => format!("${depth}/{rest}"),
            None => path.to_owned(),
        }
    }
}
