//! The handle of a running service.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use super::assertion::assert_requests;
use super::builder::{ServiceBuilder, SetupError, put};
use super::log::RecordedRequest;
use super::server::Server;
use super::shared::Shared;
use crate::answer::Target;
use crate::fault::{Fault, FaultId};

/// A running OData service. It stops when this is dropped.
///
/// `Debug` shows where it listens, and not its token.
///
/// ```
/// use odata_entity_testing::{EntityType, Fault, Property, Service};
/// use serde_json::json;
///
/// let device = EntityType::new("n.device").key("id").property(Property::string("name"));
/// let service = Service::builder().entity_set("/devices", device).start_blocking();
/// service.insert("/devices/7", json!({"name": "PC-7"}))?;
/// service.inject(Fault::status(503).path("/devices/7").once());
/// // … run the client with `service.base_url()` and `service.token()`, then:
/// assert_eq!(service.entity("/devices/7").unwrap()["name"], "PC-7");
/// service.assert_requests([]);
/// # Ok::<(), odata_entity_testing::SetupError>(())
/// ```
#[must_use = "a service ends with its handle"]
pub struct Service {
    pub(crate) shared: Arc<Shared>,
    /// Held for its end: the service stops with it.
    pub(crate) _server: Server,
}

impl Service {
    /// Declares a service.
    pub fn builder() -> ServiceBuilder {
        ServiceBuilder::new()
    }

    /// Declares a service by its metadata, in CSDL (XML): entity sets, singletons, and what navigation properties contain are served
    /// with the types, keys, nullability and annotations that the metadata has. `csdl` is the text of it, or the path of its file, or
    /// of a folder of files that refer to each other. A relative path begins at the folder of your package, as tests have it.
    ///
    /// It is as strict as with declared types. What metadata does not have is set by the [`ServiceBuilder`], by type with
    /// [`ServiceBuilder::adjust`]; more sets can be declared, and one at the same path is used in place of that of the metadata.
    ///
    /// - What the overlay beside the file states (`fleet.overlay` for `fleet.csdl`) counts as if the metadata had it.
    /// - `Core.Computed` and `Core.Permissions` without write make a property read-only, `Core.Immutable` immutable.
    /// - A key is made by the service, unless it has several parts or is `Core.Immutable`: then the client gives it.
    /// - `Core.OptimisticConcurrency` of a set makes its updates need `If-Match`.
    /// - Members of an enumeration behind `unknownFutureValue` are [evolved](crate::EnumType::evolved) ones.
    /// - A navigation property with `ContainsTarget` has its entities below the path of its owner. Any other refers to entities:
    ///   `…/$ref` and `@odata.bind` change to which, and paths lead over it. A create body may hold entities of either kind.
    /// - Values of `Edm.Untyped`, of abstract `Edm` types and of geographic ones are not looked at. Actions and functions are
    ///   declared with a closure each.
    ///
    /// Nothing is read before [`ServiceBuilder::try_start`] but the file itself; a fault in it is the error of that.
    ///
    /// ```
    /// use odata_entity_testing::Service;
    /// use serde_json::json;
    ///
    /// # let csdl = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    /// #   <Schema Namespace="fleet" xmlns="http://docs.oasis-open.org/odata/ns/edm">
    /// #     <EntityType Name="device"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
    /// #       <Property Name="name" Type="Edm.String"/></EntityType>
    /// #     <EntityContainer Name="C"><EntitySet Name="devices" EntityType="fleet.device"/></EntityContainer>
    /// #   </Schema></edmx:DataServices></edmx:Edmx>"#;
    /// // The path of a file as well: `Service::from_csdl("schemas/fleet.csdl")`.
    /// let service = Service::from_csdl(csdl).start_blocking();
    /// service.insert("/devices/d1", json!({"name": "PC-1"})).unwrap();
    /// let error = service.insert("/devices/d2", json!({"nam": "PC-2"})).unwrap_err();
    /// assert!(error.to_string().contains("The property 'nam' does not exist on type 'fleet.device'."));
    /// ```
    pub fn from_csdl(csdl: impl AsRef<Path>) -> ServiceBuilder {
        ServiceBuilder::from_csdl(csdl.as_ref())
    }

    /// The service root, such as `http://127.0.0.1:49152/v1.0`, with no slash at the end.
    pub fn base_url(&self) -> &str {
        self.shared.rules.base_url()
    }

    /// The token that is accepted now; empty if the service needs none.
    pub fn token(&self) -> String {
        self.shared.access().token()
    }

    /// Makes a new token and gives it back. Requests with the old one get 401 with a claims challenge from now on.
    pub fn rotate_token(&self) -> String {
        self.shared.access().rotate()
    }

    /// Lets the current token expire: every request gets 401 with a claims challenge, until [`Service::rotate_token`].
    pub fn expire_token(&self) {
        self.shared.access().expire();
    }

    /// Puts an entity into the set at `path`, or to the place of the entity or singleton at `path`; one that is there already gives
    /// way. Absent properties get their defaults, an absent key is made. Read-only properties may be given.
    ///
    /// `path` is percent-encoded and begins below the base path, as in a request.
    ///
    /// # Errors
    /// There is no such set, or the entity is not one of its type.
    pub fn insert(&self, path: &str, entity: impl Into<Value>) -> Result<(), SetupError> {
        put(&self.shared.rules, &mut self.shared.store(), path, &entity.into())
    }

    /// The entity or singleton at `path`, as it is stored: every property, no annotation.
    ///
    /// `path` is percent-encoded and begins below the base path, as in a request.
    pub fn entity(&self, path: &str) -> Option<Value> {
        let store = self.shared.store();
        let (target, resource) = Target::at(&self.shared.rules, &store, path).ok()?;
        let row = resource.row(&target, &store).ok()?;
        Some(Value::Object(row.members.clone()))
    }

    /// All entities of the set at `path`, in the order in which they were created; empty where there is no such set.
    pub fn entities(&self, path: &str) -> Vec<Value> {
        let store = self.shared.store();
        match Target::at(&self.shared.rules, &store, path) {
            Ok((target, _)) => target
                .rows(&store)
                .map(|row| Value::Object(row.members.clone()))
                .collect(),
            Err(_) => Vec::new(),
        }
    }

    /// The entity tag of the entity at `path`.
    pub fn entity_tag(&self, path: &str) -> Option<String> {
        let store = self.shared.store();
        let (target, resource) = Target::at(&self.shared.rules, &store, path).ok()?;
        resource.row(&target, &store).ok().map(|row| row.entity_tag())
    }

    /// Lets something go wrong from now on.
    pub fn inject(&self, fault: Fault) -> FaultId {
        self.shared.faults().inject(fault)
    }

    /// How many requests a fault has hit.
    pub fn hits(&self, fault: FaultId) -> u64 {
        self.shared.faults().count(fault)
    }

    /// Lets nothing go wrong any more. The hits so far can still be counted.
    pub fn clear_faults(&self) {
        self.shared.faults().clear();
    }

    /// Every request that came in, oldest first, refused ones included. A batch is one request.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.shared.log().requests()
    }

    /// Checks which requests came in, and in which order: `PATCH /devices/7`, each with its path below the base path and its query,
    /// percent-encoded or not. See [`RecordedRequest::assert_json`] for bodies.
    ///
    /// ```should_panic
    /// # let service = odata_entity_testing::Service::builder().start_blocking();
    /// service.assert_requests(["GET /devices", "PATCH /devices/7"]); // nothing came
    /// ```
    ///
    /// # Panics
    /// It were others. The message shows both.
    #[track_caller]
    pub fn assert_requests<'e>(&self, expected: impl IntoIterator<Item = &'e str>) {
        let expected: Vec<&str> = expected.into_iter().collect();
        let base = self.shared.rules.roots.first();
        assert_requests(&self.requests(), base.map_or("", |root| &root.path), &expected);
    }

    /// Forgets the requests that came in.
    pub fn clear_requests(&self) {
        self.shared.log().clear();
    }

    /// Forgets the requests that came in, all faults and all work put off, and removes every entity.
    pub fn clear(&self) {
        self.shared.log().clear();
        self.shared.store().clear();
        self.shared.faults().clear();
        self.shared.operations().clear();
        self.shared.bytes.clear();
    }
}

impl std::fmt::Debug for Service {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Service")
            .field("base_url", &self.base_url())
            .finish_non_exhaustive()
    }
}
