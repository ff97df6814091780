//! How keys are written in paths.

use odata_entity_csdl::Schema;

use crate::args::KeyStyle;
use crate::failure::Failure;

/// The style that is wanted, or else that of the service: parentheses, which all services take but a few, unless the metadata has
/// `Capabilities.KeyAsSegmentSupported`, or is Graph's, whose documentation has segments.
pub(super) fn style(schema: &Schema, wanted: Option<KeyStyle>) -> Result<KeyStyle, Failure> {
    if let Some(wanted) = wanted {
        return Ok(wanted);
    }
    let is_graph = |name: &str| name == "microsoft.graph" || name.starts_with("microsoft.graph.");
    Ok(match schema.keys_as_segments()? {
        Some(true) => KeyStyle::Segments,
        None if schema.namespaces().any(is_graph) => KeyStyle::Segments,
        _ => KeyStyle::Parentheses,
    })
}
