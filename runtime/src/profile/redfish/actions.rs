//! [`Actions`]: what a resource can be asked to do, and where.

use crate::operation::{self, Operation};
use crate::path::AnyPath;
use crate::request::Request;
use crate::value::{EdmValue, untyped_value};
use serde_json::{Map, Value};

/// The property `Actions` of a resource
/// ([DSP0266, "Actions property"](https://www.dmtf.org/dsp/DSP0266)): which actions it has, the target of each, and the values
/// that its parameters can have here. Those of the manufacturer (`Oem`) are among them. Mark the field `read_only`.
///
/// ```
/// use odata_entity::profile::redfish::actions::Actions;
/// use odata_entity::{Action, Entity};
///
/// #[derive(Entity)]
/// #[serde(rename_all = "PascalCase")]
/// #[odata(type = "ComputerSystem.ComputerSystem", path = "/Systems/{systemId}")]
/// struct ComputerSystem {
///     #[odata(read_only)]
///     actions: Option<Actions>,
/// }
///
/// #[derive(Action)]
/// #[serde(rename_all = "PascalCase")]
/// #[odata(name = "ComputerSystem.Reset", on = ComputerSystem)]
/// struct Reset {
///     reset_type: Option<String>,
/// }
///
/// let system: ComputerSystem = serde_json::from_str(
///     r##"{"Actions":{"#ComputerSystem.Reset":{
///         "target":"/redfish/v1/Systems/1/Actions/ComputerSystem.Reset",
///         "ResetType@Redfish.AllowableValues":["On","ForceOff"]}}}"##,
/// )?;
/// let actions = system.actions.unwrap();
/// assert_eq!(actions.allowable("ComputerSystem.Reset", "ResetType"), Some(vec!["On", "ForceOff"]));
/// let request = actions.call(&Reset { reset_type: Some("On".into()) });
/// let http = request.to_http("https://bmc.example/redfish/v1")?;
/// assert_eq!(http.uri().path(), "/redfish/v1/Systems/1/Actions/ComputerSystem.Reset");
/// assert_eq!(http.body(), br#"{"ResetType":"On"}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actions(Value);

untyped_value!(Actions);

/// A name as it is in `Actions`, without the `#` and, of an overload, without the parameters.
fn plain(name: &str) -> Option<&str> {
    let name = name.strip_prefix('#')?;
    Some(name.split('(').next().unwrap_or(name))
}

impl Actions {
    /// The member of an action, of the manufacturer's too.
    fn find(&self, name: &str) -> Option<&Map<String, Value>> {
        let is_it = |(known, _): &(&String, &Value)| plain(known) == Some(name);
        let members = self.0.as_object()?;
        let oem = members.get("Oem").and_then(Value::as_object);
        let mut all = members.iter().chain(oem.into_iter().flatten());
        let (_, action) = all.find(is_it)?;
        action.as_object()
    }

    /// The names of the actions.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let members = self.0.as_object();
        let oem = members.and_then(|members| members.get("Oem")?.as_object());
        let all = members.into_iter().chain(oem).flatten();
        all.filter_map(|(name, _)| plain(name))
    }

    /// The URL that the action is posted to, as it came; `None` where the resource has no such action.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn target(&self, name: &str) -> Option<&str> {
        self.find(name)?.get("target")?.as_str()
    }

    /// The values that a parameter of the action can have (`@Redfish.AllowableValues`), where the resource lists them.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn allowable(&self, name: &str, parameter: &str) -> Option<Vec<&str>> {
        let values = self
            .find(name)?
            .get(&format!("{parameter}@Redfish.AllowableValues"))?;
        Some(values.as_array()?.iter().filter_map(Value::as_str).collect())
    }

    /// Where the parameters are described (`@Redfish.ActionInfo`), where they are.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn info(&self, name: &str) -> Option<&str> {
        self.find(name)?.get("@Redfish.ActionInfo")?.as_str()
    }

    /// Calls an action at its target. One that the resource does not have is an error when the request is built.
    ///
    /// It is a POST, which is not sent again when its answer is lost unless [`repeatable`](Request::repeatable) allows that. Work
    /// that takes long is answered with 202 and a task: [`Error::Accepted`](crate::Error::Accepted), whose
    /// [`monitor`](crate::Error::monitor) `Client::wait_for` asks.
    pub fn call<O: Operation>(&self, action: &O) -> Request<O::Returns> {
        let target = self.target(O::NAME);
        let path = AnyPath::from_id(target.unwrap_or("/"));
        let request = operation::call_at(path.endpoint(), action);
        match target {
            Some(_) => request,
            None => request.without_action(O::NAME),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_found_by_name_those_of_the_manufacturer_too() {
        let actions = Actions(serde_json::json!({
            "#A.Reset": {"target": "/a", "@Redfish.ActionInfo": "/info"},
            "#A.Mix(x,y)": {"target": "/m"},
            "Oem": {"#Oem.Blink": {"target": "/b"}, "Other": 1},
            "#A.None": {},
            "title": "x"
        }));
        let targets =
            ["A.Reset", "A.Mix", "Oem.Blink", "A.None", "title", "Reset"].map(|name| actions.target(name));
        assert_eq!(targets, [Some("/a"), Some("/m"), Some("/b"), None, None, None]);
        assert_eq!(actions.info("A.Reset"), Some("/info"));
        let mut names: Vec<_> = actions.names().collect();
        names.sort_unstable();
        assert_eq!(names, ["A.Mix", "A.None", "A.Reset", "Oem.Blink"]);
        assert_eq!(Actions::default().names().count(), 0);
    }
}
