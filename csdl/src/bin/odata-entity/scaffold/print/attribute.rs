//! Attributes.

use crate::scaffold::model::{Argument, Attribute};
use crate::scaffold::print::width::WIDTH;

/// rustfmt's `attr_fn_like_width`: how long the arguments of an attribute on one line may be.
const ARGUMENTS_WIDTH: usize = 70;

/// Prints attributes, each on a separate line or, where it is too long, on several.
pub(super) fn print(out: &mut String, indent: &str, attributes: &[Attribute]) {
    for attribute in attributes {
        let list = list(&attribute.arguments, indent, "#[]".len() + attribute.name.len());
        out.push_str(&format!("{indent}#[{}{list}]\n", attribute.name));
    }
}

/// `(…)`, as one line if that is short enough; `beside` is how much else is on that line.
///
/// A lone argument may fill the line, several of them less.
fn list(arguments: &[Argument], indent: &str, beside: usize) -> String {
    let inner = format!("{indent}    ");
    let single: Vec<String> = arguments.iter().map(one_line).collect();
    let single = format!("({})", single.join(", "));
    let length = single.chars().count();
    let fits = indent.len() + beside + length <= WIDTH;
    if fits && (arguments.len() == 1 || length <= ARGUMENTS_WIDTH + "()".len()) {
        return single;
    }
    let lines: Vec<String> = arguments
        .iter()
        .map(|argument| match argument {
            Argument::Plain(text) => format!("{inner}{text}"),
            Argument::List(name, arguments) => {
                format!("{inner}{name}{}", list(arguments, &inner, name.len() + ",".len()))
            }
        })
        .collect();
    format!("(\n{}\n{indent})", lines.join(",\n"))
}

fn one_line(argument: &Argument) -> String {
    match argument {
        Argument::Plain(text) => text.clone(),
        Argument::List(name, arguments) => {
            let inside: Vec<String> = arguments.iter().map(one_line).collect();
            format!("{name}({})", inside.join(", "))
        }
    }
}
