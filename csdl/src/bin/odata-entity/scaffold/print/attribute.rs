//! Attributes.

use super::super::model::{Argument, Attribute};

/// rustfmt's `attr_fn_like_width`: how long the arguments of an attribute on one line may be.
const ARGUMENTS_WIDTH: usize = 70;

/// Prints attributes, each on a line of its own or, where it is too long, on several.
pub(super) fn print(out: &mut String, indent: &str, attributes: &[Attribute]) {
    for attribute in attributes {
        let list = list(&attribute.arguments, indent);
        out.push_str(&format!("{indent}#[{}{list}]\n", attribute.name));
    }
}

/// `(…)`, as one line if that is short enough.
fn list(arguments: &[Argument], indent: &str) -> String {
    let inner = format!("{indent}    ");
    let single: Vec<String> = arguments.iter().map(|argument| one_line(argument)).collect();
    let single = single.join(", ");
    if single.chars().count() <= ARGUMENTS_WIDTH {
        return format!("({single})");
    }
    let lines: Vec<String> = arguments
        .iter()
        .map(|argument| match argument {
            Argument::Plain(text) => format!("{inner}{text}"),
            Argument::List(name, arguments) => format!("{inner}{name}{}", list(arguments, &inner)),
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
