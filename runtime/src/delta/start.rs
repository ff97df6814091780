//! How a delta starts, and how it goes on.

use super::kept::DeltaLink;
use super::page::DeltaPage;
use crate::error::ResyncRequired;
use crate::path::{CollectionPath, EntityPath, HasDelta, TracksChanges};
use crate::request::Request;
use crate::structure::read::Apply;
use crate::types::Entity;
use http::Method;

/// The name of the function.
const DELTA: &str = "delta";

impl<E: Entity, A> CollectionPath<E, A> {
    /// `GET …/delta`: the changes of the collection, by the function that Microsoft Graph and others have for it; first all
    /// entities that there are. The [`delta`](crate::delta) module has how it goes on.
    ///
    /// `$select`, `$filter`, `$expand` and the like are those of a list, as far as the service takes them.
    pub fn delta(&self) -> Request<DeltaPage<E>>
    where
        E: Apply,
        A: HasDelta,
    {
        Request::<DeltaPage<E>>::new::<E>(Method::GET, self.endpoint())
            .at_operation(DELTA, E::VERSION)
            .with_arguments("", Vec::new())
    }

    /// `GET` with `Prefer: odata.track-changes`: the list, and at its end a link to later changes, as services outside Microsoft
    /// Graph have it
    /// ([OData Protocol 4.01, 8.2.8.9](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_Preferencetrackchangesodatatrackchan)).
    ///
    /// A service that does not track changes answers without `Preference-Applied` and without a link:
    /// [`Error::Delta`](crate::Error::Delta).
    pub fn track_changes(&self) -> Request<DeltaPage<E>>
    where
        E: Apply,
        A: TracksChanges,
    {
        Request::<DeltaPage<E>>::new::<E>(Method::GET, self.endpoint()).tracking()
    }
}

impl<E: Entity, A> EntityPath<E, A> {
    /// `GET …/delta`: the changes of what is below this entity, of the same type, such as the items of a drive below its root:
    /// `/me/drive/root/delta`
    /// ([driveItem: delta](https://learn.microsoft.com/graph/api/driveitem-delta)).
    pub fn delta(&self) -> Request<DeltaPage<E>>
    where
        E: Apply,
    {
        Request::<DeltaPage<E>>::new::<E>(Method::GET, self.endpoint())
            .at_operation(DELTA, E::VERSION)
            .with_arguments("", Vec::new())
            .of_one()
    }
}

impl<E: Entity> Request<DeltaPage<E>> {
    /// Starts now: no entity that there is, only a link to later changes. It is `$deltatoken=latest`, or, of a delta that starts at
    /// one entity, as those of drives do, `token=latest`. Lists of Microsoft Graph's sites, whose deltas start at a collection,
    /// want `token=latest` too: `query("token", "latest")`
    /// ([Use delta query](https://learn.microsoft.com/graph/delta-query-overview#query-parameters)).
    pub fn latest(self) -> Self {
        let option = self.latest_option();
        self.query(option, "latest")
    }

    /// Goes on at a link that was kept, with its headers; those that this request sets itself count before them. The query
    /// options of this request are not sent: the link has those of the first one.
    ///
    /// A link to another scheme, host or port than the client's is an error when the request is built.
    pub fn resume(self, link: &DeltaLink) -> Self {
        self.with_kept(link.headers(), link.has_text_numbers())
            .from_link(link.url())
    }

    /// Starts over, as the service wants it: where its answer leads (`Location`), else with this request from its beginning. An
    /// answer that leads to another scheme, host or port is an error when the request is built: `restart_here` does not follow
    /// it.
    pub fn restart(self, resync: &ResyncRequired) -> Self {
        match resync.location() {
            Some(location) => self.from_link(location),
            None => self.restart_here(),
        }
    }

    /// Starts over with this request from its beginning, without its link.
    pub fn restart_here(self) -> Self {
        self.without_link()
    }

    /// What is kept of this request, with a link that an answer to it gave.
    pub(super) fn keep(&self, link: &str, within_round: bool) -> DeltaLink {
        DeltaLink::new(
            link.to_owned(),
            self.kept_headers(),
            self.has_text_numbers(),
            within_round,
        )
    }
}
