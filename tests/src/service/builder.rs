//! The declaration of a service.

use std::fmt;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use odata_entity_csdl::Schema;
use serde_json::Value;

use super::access::Access;
use super::bytes::{Bytes, Declarations};
use super::exchange::exchange;
use super::handle::Service;
use super::log::Log;
use super::server::Server;
use super::shared::Shared;
use crate::answer::{
    BatchUrls, ChangeTracking, Declared, ErrorStyle, Invocation, Numbers, Root, Rules, seed,
};
use crate::csdl::{self, Adjustment};
use crate::fault::{Gate, Throttle};
use crate::path::Template;
use crate::schema::{EntityType, TypeTags};
use crate::sources::{Source, Sources};
use crate::store::Store;

/// Declares the sets and rules of a [`Service`]; made by [`Service::builder`].
///
/// ```
/// use odata_entity_testing::{EntityType, ErrorStyle, Property, Service};
/// use serde_json::json;
///
/// let device = EntityType::new("n.device").key("id").property(Property::string("name"));
/// let service = Service::builder()
///     .entity_set("/devices", device)
///     .insert("/devices/7", json!({"name": "PC-7"}))
///     .page_size(10)
///     .error_style(ErrorStyle::Intune)
///     .start_blocking();
/// assert_eq!(service.entities("/devices").len(), 1);
/// ```
#[derive(Clone, Debug)]
#[must_use = "a service is only there once it was started"]
pub struct ServiceBuilder {
    rules: Rules,
    base_paths: Vec<String>,
    token: Option<String>,
    throttle: Option<Throttle>,
    keep_requests: usize,
    declared: Vec<(String, EntityType, bool)>,
    pub(super) tracked: Vec<(String, ChangeTracking)>,
    seeds: Vec<(String, Value)>,
    /// What is wrong with the path of an operation.
    pub(super) faulty: Option<String>,
    pub(super) bytes: Declarations,
    csdl: Option<Arc<Schema>>,
    adjustments: Vec<Adjustment>,
}

/// A service was declared in a way that cannot be: a malformed path template, or an entity that its type does not allow.
///
/// ```
/// use odata_entity_testing::{EntityType, Service};
///
/// let error = Service::builder().entity_set("devices", EntityType::new("n.device").key("id")).try_start();
/// let message = error.unwrap_err().to_string();
/// assert_eq!(message, "the path template 'devices' does not begin with '/'");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetupError(pub(crate) String);

impl fmt::Display for SetupError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for SetupError {}

impl ServiceBuilder {
    pub(crate) fn new() -> Self {
        Self {
            rules: Rules {
                roots: Vec::new(),
                sources: Sources::default(),
                type_tags: TypeTags::default(),
                error_style: ErrorStyle::default(),
                page_size: 100,
                top_is_page_size: false,
                has_relative_links: false,
                upserts: false,
                numbers: Numbers::default(),
                batch_limit: 20,
                batch_urls: BatchUrls::default(),
                reverses_batches: false,
                body_limit: 4 << 20,
                operations: Vec::new(),
                tracking: Vec::new(),
            },
            base_paths: vec!["/v1.0".to_owned()],
            token: Some("loopback-token".to_owned()),
            throttle: None,
            keep_requests: usize::MAX,
            declared: Vec::new(),
            tracked: Vec::new(),
            seeds: Vec::new(),
            faulty: None,
            bytes: Declarations::default(),
            csdl: None,
            adjustments: Vec::new(),
        }
    }

    /// The same with sets, singletons and types from metadata.
    pub(crate) fn from_csdl(csdl: &Path) -> Self {
        let mut builder = Self::new();
        match csdl::read(csdl) {
            Ok(schema) => builder.csdl = Some(Arc::new(schema)),
            Err(error) => builder.faulty = Some(error),
        }
        builder
    }

    /// Declares an entity set.
    ///
    /// `template` is the path of the set below the base path, such as
    /// `/deviceAppManagement/mobileAppConfigurations/{id}/deviceStatuses`; the path of its entities, which ends in one more key,
    /// does as well. A placeholder takes any key, in the form `/{id}` or `('{id}')`. If the set that the key belongs to is declared
    /// too, the key must be one of an entity there.
    pub fn entity_set(mut self, template: impl Into<String>, entity_type: EntityType) -> Self {
        self.declared.push((template.into(), entity_type, false));
        self
    }

    /// Declares a singleton, such as `/me`, or a single related entity, such as `/users/{id}/manager`.
    ///
    /// One whose path has no placeholder is there from the start, its properties null or at their defaults. One that is not there
    /// is null: GET answers 204 (Protocol 4.01, section 11.2.7).
    pub fn singleton(mut self, template: impl Into<String>, entity_type: EntityType) -> Self {
        self.declared.push((template.into(), entity_type, true));
        self
    }

    /// Changes an entity type of the metadata of [`Service::from_csdl`], wherever it is served: what services differ in and metadata does
    /// not have, such as who makes the keys, and what an update is answered with.
    ///
    /// ```
    /// use odata_entity_testing::{Service, UpdateAnswer};
    ///
    /// let csdl = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    ///   <Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
    ///     <EntityType Name="item"><Key><PropertyRef Name="code"/></Key><Property Name="code" Type="Edm.String"/></EntityType>
    ///     <EntityContainer Name="C"><EntitySet Name="items" EntityType="shop.item"/></EntityContainer>
    ///   </Schema></edmx:DataServices></edmx:Edmx>"#;
    /// let service = Service::from_csdl(csdl)
    ///     .adjust("shop.item", |item| item.client_keys().update_answer(UpdateAnswer::NoContent))
    ///     .start_blocking();
    /// ```
    pub fn adjust(
        mut self,
        entity_type: impl Into<String>,
        adjust: impl Fn(EntityType) -> EntityType + Send + Sync + 'static,
    ) -> Self {
        self.adjustments.push(Adjustment {
            entity_type: entity_type.into(),
            adjust: Arc::new(adjust),
        });
        self
    }

    /// Declares an action: a POST to `path`, which ends in its name: `/devices/{id}/wipe`. `answer` gets the keys and the
    /// parameters, and gives the body of the answer; without one it is 204.
    pub fn action(
        self,
        path: &str,
        answer: impl Fn(Invocation) -> Option<Value> + Send + Sync + 'static,
    ) -> Self {
        self.operation(path, false, Arc::new(answer))
    }

    /// Declares a function: a GET of `path`, which ends in its name: `/devices/{id}/latest`. Its arguments are in parentheses, by
    /// name, as literals or aliases; without any the parentheses may be missing.
    pub fn function(
        self,
        path: &str,
        answer: impl Fn(Invocation) -> Option<Value> + Send + Sync + 'static,
    ) -> Self {
        self.operation(path, true, Arc::new(answer))
    }

    fn operation(
        mut self,
        path: &str,
        is_function: bool,
        answer: Arc<dyn Fn(Invocation) -> Option<Value> + Send + Sync>,
    ) -> Self {
        match Declared::parse(path, is_function, answer) {
            Ok(declared) => self.rules.operations.push(declared),
            Err(error) => self.faulty = self.faulty.or(Some(error)),
        }
        self
    }

    /// Puts an entity into the set at `path`, once the service starts; see [`Service::insert`].
    pub fn insert(mut self, path: impl Into<String>, entity: impl Into<Value>) -> Self {
        self.seeds.push((path.into(), entity.into()));
        self
    }

    /// The path that all others are below; `/v1.0` by default. It may be empty. This is to be called before
    /// [`ServiceBuilder::also_base_path`].
    pub fn base_path(mut self, path: impl Into<String>) -> Self {
        self.base_paths = vec![path.into()];
        self
    }

    /// Serves the same data below another path too, such as `/beta`; links in answers stay below the path of their request.
    pub fn also_base_path(mut self, path: impl Into<String>) -> Self {
        self.base_paths.push(path.into());
        self
    }

    /// The bearer token that requests must have; `loopback-token` by default.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Lets requests in without a token.
    pub fn without_authentication(mut self) -> Self {
        self.token = None;
        self
    }

    /// What becomes of `@odata.type` in request bodies, for every type that does not set it.
    pub fn type_tags(mut self, rule: TypeTags) -> Self {
        self.rules.type_tags = rule;
        self
    }

    /// How error bodies are written.
    pub fn error_style(mut self, style: ErrorStyle) -> Self {
        self.rules.error_style = style;
        self
    }

    /// How many entities a page of a collection holds at most; 100 by default, at least 1.
    pub fn page_size(mut self, entities: usize) -> Self {
        self.rules.page_size = entities.max(1);
        self
    }

    /// Takes `$top` for the size of a page, as Microsoft Graph does: next links go on until all entities were read. A number above
    /// [`ServiceBuilder::page_size`] is cut to it. Otherwise `$top` is what the standard has: at most so many entities in all
    /// (Protocol 4.01, section 11.2.6.3).
    pub fn top_is_page_size(mut self) -> Self {
        self.rules.top_is_page_size = true;
        self
    }

    /// Writes relative URLs: context URLs and the headers `Location` and `OData-EntityId` relative to the request, all others
    /// relative to the context URL (JSON Format 4.01, section 4.3). Otherwise all are absolute.
    pub fn relative_links(mut self) -> Self {
        self.rules.has_relative_links = true;
        self
    }

    /// Lets PATCH and PUT create what they do not find, with no preference asked for (Protocol 4.01, section 11.4.4).
    pub fn upserts(mut self) -> Self {
        self.rules.upserts = true;
        self
    }

    /// How the service reads numbers that a double cannot hold.
    pub fn numbers(mut self, numbers: Numbers) -> Self {
        self.rules.numbers = numbers;
        self
    }

    /// How many requests a batch may hold; 20 by default.
    pub fn batch_limit(mut self, requests: usize) -> Self {
        self.rules.batch_limit = requests;
        self
    }

    /// How the URLs of requests in a batch are read.
    pub fn batch_urls(mut self, form: BatchUrls) -> Self {
        self.rules.batch_urls = form;
        self
    }

    /// Gives the answers of a batch in the order opposite to its requests. A service may give them in any order.
    pub fn reverse_batches(mut self) -> Self {
        self.rules.reverses_batches = true;
        self
    }

    /// Limits how many requests are done in a window of time.
    pub fn throttle(mut self, throttle: Throttle) -> Self {
        self.throttle = Some(throttle);
        self
    }

    /// How many bytes the body of a request may have; 4 MiB by default.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.rules.body_limit = bytes;
        self
    }

    /// How many requests [`Service::requests`] keeps, the latest ones; all by default.
    pub fn keep_requests(mut self, requests: usize) -> Self {
        self.keep_requests = requests;
        self
    }

    /// Starts the service on a free port of the loopback interface.
    ///
    /// It runs on a separate thread, whatever runtime this is called on, and needs none.
    ///
    /// # Panics
    /// Where [`ServiceBuilder::try_start`] gives an error.
    pub async fn start(self) -> Service {
        self.start_blocking()
    }

    /// [`ServiceBuilder::start`] for code that is not async.
    ///
    /// # Panics
    /// Where [`ServiceBuilder::try_start`] gives an error.
    pub fn start_blocking(self) -> Service {
        match self.try_start() {
            Ok(service) => service,
            Err(error) => panic!("the OData service cannot be started: {error}"),
        }
    }

    /// Starts the service on a free port of the loopback interface.
    ///
    /// # Errors
    /// A path template is malformed, an entity is not one of its set's type, or the system has no port to give.
    pub fn try_start(mut self) -> Result<Service, SetupError> {
        if let Some(error) = self.faulty {
            return Err(SetupError(error));
        }
        let system = |error: std::io::Error| SetupError(error.to_string());
        let listener = Server::bind().map_err(system)?;
        let address = listener.local_addr().map_err(system)?;
        self.rules.roots = self
            .base_paths
            .iter()
            .map(|path| root(address, path))
            .collect::<Result<_, _>>()?;
        let mut singletons = Vec::new();
        for (template, entity_type, is_singleton) in self.declared {
            let parsed = Template::parse(&template).map_err(SetupError)?;
            let parsed = if is_singleton { parsed } else { parsed.into_set() };
            if is_singleton && parsed.key_positions().next().is_none() {
                singletons.push(template.clone());
            }
            if !is_singleton && entity_type.key.is_empty() {
                return Err(SetupError(format!(
                    "the type of the entity set '{template}' has no key"
                )));
            }
            self.rules.sources.declare(Source {
                template: parsed,
                entity_type,
                is_singleton,
                is_contained: false,
            });
        }
        match self.csdl {
            Some(schema) => {
                for source in csdl::sources(schema, self.adjustments).map_err(SetupError)? {
                    if source.is_singleton {
                        singletons.push(source.template.fill(&[], str::to_owned));
                    }
                    self.rules.sources.declare(source);
                }
            }
            None if !self.adjustments.is_empty() => {
                let message = "there is no metadata whose types could be adjusted: see `Service::from_csdl`";
                return Err(SetupError(message.to_owned()));
            }
            None => {}
        }
        self.rules.tracking = super::tracking::of_sets(self.tracked, self.rules.sources.declared())?;
        let mut store = Store::new();
        let nothing = singletons
            .into_iter()
            .map(|path| (path, Value::Object(Default::default())));
        for (path, entity) in nothing.chain(self.seeds) {
            put(&self.rules, &mut store, &path, &entity)?;
        }
        let shared = Arc::new(Shared::new(
            self.rules,
            store,
            Access::new(self.token),
            Log::new(self.keep_requests),
            Gate::new(self.throttle),
            Bytes::new(self.bytes),
        ));
        let serving = Arc::clone(&shared);
        let server = Server::start(listener, move |request| exchange(Arc::clone(&serving), request))
            .map_err(system)?;
        Ok(Service {
            shared,
            _server: server,
        })
    }
}

fn root(address: SocketAddr, path: &str) -> Result<Root, SetupError> {
    let path = path.trim_end_matches('/');
    if !path.is_empty() && !path.starts_with('/') {
        return Err(SetupError(format!(
            "the base path '{path}' does not begin with '/'"
        )));
    }
    Ok(Root {
        url: format!("http://{address}{path}"),
        path: path.to_owned(),
    })
}

/// Puts an entity where a test wants it.
pub(super) fn put(rules: &Rules, store: &mut Store, path: &str, entity: &Value) -> Result<(), SetupError> {
    let Value::Object(members) = entity else {
        return Err(SetupError(format!(
            "what is to be put at '{path}' is no JSON object"
        )));
    };
    seed(rules, store, path, members).map_err(|problem| {
        let messages: Vec<String> = match problem.issues.as_slice() {
            [] => vec![problem.message],
            issues => issues.iter().map(|issue| issue.message.clone()).collect(),
        };
        SetupError(format!(
            "the entity cannot be put at '{path}': {}",
            messages.join(" ")
        ))
    })
}
