//! A grammar in ABNF, and whether a text is of one of its rules.
//!
//! The specification's grammar is ambiguous: names of properties, functions and types are all identifiers. So every way is followed
//! at once: what a rule matches from a position on is the set of positions where it can end, found once each.

use abnf::types::{Node, Repeat, TerminalValues};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// Rules by number.
pub struct Grammar {
    numbers: HashMap<String, usize>,
    rules: Vec<Form>,
}

/// What a rule is made of.
enum Form {
    Any(Vec<Form>),
    All(Vec<Form>),
    Repeat(usize, usize, Box<Form>),
    Rule(usize),
    Text(Vec<u8>, bool),
    Range(u8, u8),
}

type Ends = Rc<BTreeSet<usize>>;

impl Grammar {
    /// Reads a grammar. A rule that is used and not defined is an error.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = format!("{}\n", text.replace("\r\n", "\n").trim_end());
        let parsed = abnf::rulelist(&text.replace('\n', "\r\n")).map_err(|error| error.to_string())?;
        let names = parsed.iter().map(|rule| rule.name().to_ascii_lowercase());
        let numbers: HashMap<String, usize> =
            names.enumerate().map(|(number, name)| (name, number)).collect();
        let rules: Result<Vec<Form>, String> =
            parsed.iter().map(|rule| form(rule.node(), &numbers)).collect();
        Ok(Self {
            rules: rules?,
            numbers,
        })
    }

    /// Whether a text is of a rule; if not, how far it could have been.
    pub fn matches(&self, rule: &str, text: &str) -> Result<Result<(), usize>, String> {
        let number = self.numbers.get(&rule.to_ascii_lowercase());
        let number = *number.ok_or_else(|| format!("the grammar has no rule {rule}"))?;
        let mut matching = Matching {
            rules: &self.rules,
            text: text.as_bytes(),
            known: HashMap::new(),
            furthest: 0,
        };
        let ends = matching.rule(number, 0);
        Ok(match ends.contains(&text.len()) {
            true => Ok(()),
            false => Err(matching.furthest),
        })
    }
}

fn form(node: &Node, numbers: &HashMap<String, usize>) -> Result<Form, String> {
    let all = |nodes: &[Node]| {
        nodes
            .iter()
            .map(|node| form(node, numbers))
            .collect::<Result<Vec<_>, _>>()
    };
    Ok(match node {
        Node::Alternatives(nodes) => Form::Any(all(nodes)?),
        Node::Concatenation(nodes) => Form::All(all(nodes)?),
        Node::Repetition { repeat, node } => {
            let (min, max) = match repeat {
                Repeat::Specific(number) => (*number, *number),
                Repeat::Variable { min, max } => (min.unwrap_or(0), max.unwrap_or(usize::MAX)),
            };
            Form::Repeat(min, max, Box::new(form(node, numbers)?))
        }
        Node::Rulename(name) => {
            let number = numbers.get(&name.to_ascii_lowercase());
            Form::Rule(*number.ok_or_else(|| format!("the rule {name} is not defined"))?)
        }
        Node::Group(node) => form(node, numbers)?,
        Node::Optional(node) => Form::Repeat(0, 1, Box::new(form(node, numbers)?)),
        Node::String(text) => Form::Text(text.value().as_bytes().to_vec(), text.is_case_sensitive()),
        Node::TerminalValues(TerminalValues::Range(from, to)) => Form::Range(byte(*from)?, byte(*to)?),
        Node::TerminalValues(TerminalValues::Concatenation(values)) => {
            let bytes: Result<Vec<u8>, String> = values.iter().map(|value| byte(*value)).collect();
            Form::Text(bytes?, true)
        }
        Node::Prose(prose) => return Err(format!("prose cannot be matched: {prose}")),
    })
}

fn byte(value: u32) -> Result<u8, String> {
    u8::try_from(value).map_err(|_| format!("{value:x} is no byte"))
}

/// One text under comparison.
struct Matching<'g> {
    rules: &'g [Form],
    text: &'g [u8],
    known: HashMap<(usize, usize), Ends>,
    furthest: usize,
}

impl Matching<'_> {
    fn rule(&mut self, number: usize, at: usize) -> Ends {
        if let Some(ends) = self.known.get(&(number, at)) {
            return Rc::clone(ends);
        }
        // A rule that begins with itself adds nothing by that.
        self.known.insert((number, at), Ends::default());
        let rules = self.rules;
        let ends = rules
            .get(number)
            .map(|form| self.form(form, at))
            .unwrap_or_default();
        let ends = Rc::new(ends);
        self.known.insert((number, at), Rc::clone(&ends));
        ends
    }

    fn form(&mut self, form: &Form, at: usize) -> BTreeSet<usize> {
        match form {
            Form::Any(forms) => forms.iter().flat_map(|form| self.form(form, at)).collect(),
            Form::All(forms) => forms.iter().fold(BTreeSet::from([at]), |starts, form| {
                starts.into_iter().flat_map(|at| self.form(form, at)).collect()
            }),
            Form::Repeat(min, max, form) => self.repeat(*min, *max, form, at),
            Form::Rule(number) => self.rule(*number, at).iter().copied().collect(),
            Form::Text(text, is_exact) => {
                let found = self.text.get(at..at + text.len());
                let fits = found.is_some_and(|found| match is_exact {
                    true => found == text.as_slice(),
                    false => found.eq_ignore_ascii_case(text),
                });
                self.ends_at(fits, at + text.len())
            }
            Form::Range(from, to) => {
                let fits = self.text.get(at).is_some_and(|byte| (from..=to).contains(&byte));
                self.ends_at(fits, at + 1)
            }
        }
    }

    fn ends_at(&mut self, fits: bool, end: usize) -> BTreeSet<usize> {
        if !fits {
            return BTreeSet::new();
        }
        self.furthest = self.furthest.max(end);
        BTreeSet::from([end])
    }

    fn repeat(&mut self, min: usize, max: usize, form: &Form, at: usize) -> BTreeSet<usize> {
        let mut ends = BTreeSet::new();
        let mut starts = BTreeSet::from([at]);
        let mut times = 0;
        loop {
            if times >= min {
                starts.retain(|start| !ends.contains(start));
                ends.extend(&starts);
            }
            if starts.is_empty() || times == max {
                return ends;
            }
            starts = starts.into_iter().flat_map(|at| self.form(form, at)).collect();
            times += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Grammar;

    #[test]
    fn each_form_of_a_rule_is_matched() {
        let grammar = Grammar::read(
            "a = 1*2b \"x\" [ c ] / %s\"Y\" *c\nb = %x30-31\nc = ( b / \"é\" ) %x21.22\n"
                .replace('é', "e")
                .as_str(),
        );
        let grammar = grammar.unwrap();
        for good in ["0x", "01X", "1xe!\"", "Y", "Y0!\"1!\""] {
            assert_eq!(grammar.matches("A", good), Ok(Ok(())), "{good}");
        }
        for (bad, furthest) in [("", 0), ("x", 0), ("011x", 2), ("y", 0), ("0x0", 3)] {
            assert_eq!(grammar.matches("a", bad), Ok(Err(furthest)), "{bad}");
        }
        assert!(Grammar::read("a = b\n").is_err());
        assert!(grammar.matches("none", "").is_err());
    }
}
