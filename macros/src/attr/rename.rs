//! serde's rename rules, as `#[odata(…)]` and `#[serde(…)]` take them.

use crate::ctxt::Ctxt;
use odata_entity_names::{RenameRule, nearest};
use syn::LitStr;

/// The rule that a text names; another text is a mistake, with the nearest rule.
pub(super) fn rename_rule(cx: &Ctxt, text: &LitStr) -> Option<RenameRule> {
    let value = text.value();
    if let Some(rule) = RenameRule::parse(&value) {
        return Some(rule);
    }
    let known = || RenameRule::ALL.iter().map(|(name, _)| *name);
    let near = nearest(&value, known());
    let hint = match near {
        Some(near) => format!("did you mean {near:?}?"),
        None => {
            let known: Vec<_> = known().map(|name| format!("{name:?}")).collect();
            format!("expected {}", known.join(", "))
        }
    };
    cx.error(text, format_args!("unknown rename rule {value:?}: {hint}"));
    // Names made by it are most probably right, so that none of them is a second error.
    near.and_then(RenameRule::parse)
}
