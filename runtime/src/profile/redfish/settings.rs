//! [`Settings`]: where changes go that are applied later.

use crate::path::EntityPath;
use crate::request::Linked;
use crate::value::{EdmValue, untyped_value};
use serde_json::Value;

/// The annotation `@Redfish.Settings` of a resource
/// ([DSP0266, "Settings resource"](https://www.dmtf.org/dsp/DSP0266)): the settings resource, of the same type, takes the changes
/// that are applied later, such as those of a BIOS at the next reset.
///
/// ```
/// use odata_entity::Entity;
/// use odata_entity::profile::redfish::settings::Settings;
///
/// #[derive(Entity)]
/// #[serde(rename_all = "PascalCase")]
/// #[odata(type = "Bios.Bios", path = "/Systems/{systemId}/Bios", type_tag = "never")]
/// struct Bios {
///     #[serde(rename = "@Redfish.Settings")]
///     settings: Option<Settings>,
///     name: Option<String>,
/// }
///
/// let bios: Bios = serde_json::from_str(
///     r#"{"@Redfish.Settings":{"SettingsObject":{"@odata.id":"/redfish/v1/Systems/1/Bios/SD"}}}"#,
/// )?;
/// let path = bios.settings.unwrap().path::<Bios>().ok_or("no settings resource")?;
/// let request = path.patch(&Bios::patch().name("a")).to_http("https://bmc.example/redfish/v1")?;
/// assert_eq!(request.uri().path(), "/redfish/v1/Systems/1/Bios/SD");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings(Value);

untyped_value!(Settings);

/// What became of a change when it was applied.
///
/// ```
/// use odata_entity::Entity;
/// use odata_entity::profile::redfish::settings::Settings;
///
/// #[derive(Entity)]
/// #[odata(type = "Bios.Bios")]
/// struct Bios {
///     #[serde(rename = "@Redfish.Settings")]
///     settings: Settings,
/// }
///
/// let bios: Bios = serde_json::from_str(
///     r#"{"@Redfish.Settings":{"Messages":[{"MessageId":"Base.1.0.PropertyNotWritable","MessageSeverity":"Warning","RelatedProperties":["/Name"]}]}}"#,
/// )?;
/// let messages = bios.settings.messages();
/// assert_eq!(messages[0].severity.as_deref(), Some("Warning"));
/// assert_eq!(messages[0].properties, ["/Name"]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SettingsMessage {
    /// Its id in a registry: `Base.1.0.PropertyNotWritable`.
    pub id: String,
    /// The text, where it came.
    pub text: Option<String>,
    /// How bad it is, where that came: `OK`, `Warning`, `Critical`.
    pub severity: Option<String>,
    /// The properties that it is about, as JSON pointers.
    pub properties: Vec<String>,
}

impl Settings {
    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    /// The settings resource; `None` where there is none.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn object<E>(&self) -> Option<Linked<E>> {
        let id = self.0.get("SettingsObject")?.get("@odata.id")?.as_str()?;
        Some(Linked::new(id))
    }

    /// The path of the settings resource: what is patched there is applied later.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn path<E>(&self) -> Option<EntityPath<E>> {
        self.object().map(|object| object.path())
    }

    /// When the settings resource was applied last, as it came.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn applied_on(&self) -> Option<&str> {
        self.text("Time")
    }

    /// The entity tag that the settings resource had when it was applied last: whether it was what you wrote.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn applied_etag(&self) -> Option<&str> {
        self.text("ETag")
    }

    /// When changes can be applied (`SupportedApplyTimes`), where the service lists it: `OnReset`.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn apply_times(&self) -> Vec<&str> {
        strings(self.0.get("SupportedApplyTimes"))
    }

    /// What became of the changes when they were applied last.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn messages(&self) -> Vec<SettingsMessage> {
        let messages = self.0.get("Messages").and_then(Value::as_array);
        messages.into_iter().flatten().map(message).collect()
    }
}

fn strings(values: Option<&Value>) -> Vec<&str> {
    let values = values.and_then(Value::as_array);
    values.into_iter().flatten().filter_map(Value::as_str).collect()
}

fn message(json: &Value) -> SettingsMessage {
    let text = |name: &str| json.get(name).and_then(Value::as_str).map(str::to_owned);
    SettingsMessage {
        id: text("MessageId").unwrap_or_default(),
        text: text("Message"),
        // The newer of the two counts.
        severity: text("MessageSeverity").or_else(|| text("Severity")),
        properties: strings(json.get("RelatedProperties"))
            .into_iter()
            .map(str::to_owned)
            .collect(),
    }
}
