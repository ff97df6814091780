//! A local copy of 5,000 users through 200 random rounds: changes, removals, links that expire, lost answers, restarts.

mod common;

use common::clock::TestClock;
use odata_entity::{Client, DeltaLink, DeltaPage, Entity, Error, FixedToken, Request, path};
use odata_entity_testing::{ChangeTracking, EntityType, Fault, Property, RemovedForm, Service};
use serde_json::{Value, json};
use std::collections::HashMap;

const USERS: u64 = 5_000;
const ROUNDS: usize = 200;

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.user", path = "/users/{userId}")]
struct User {
    #[odata(key)]
    id: String,
    name: Option<String>,
    city: Option<String>,
    level: Option<i32>,
}

type Users = HashMap<String, User>;

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// True once in so many calls.
    fn once_in(&mut self, calls: u64) -> bool {
        self.below(calls) == 0
    }
}

/// What survives the end of a process: the copy, and where its delta goes on, as text.
#[derive(Clone, Default)]
struct Stored {
    users: Users,
    /// The copy that a round from the beginning makes, until it is over.
    anew: Option<Users>,
    position: Option<String>,
}

/// One process that keeps the copy in step.
struct Process<'s> {
    client: Client,
    service: &'s Service,
    stored: Stored,
}

/// What the run met.
#[derive(Debug, Default)]
struct Met {
    resyncs: usize,
    restarts: usize,
    changes: usize,
    removals: usize,
}

fn delta() -> Request<DeltaPage<User>> {
    path!("/users/delta").get()
}

fn text(link: &DeltaLink) -> String {
    serde_json::to_string(link).unwrap()
}

impl<'s> Process<'s> {
    fn start(service: &'s Service, stored: Stored) -> Self {
        let client = Client::builder(service.base_url(), FixedToken::new(service.token()));
        Self {
            client: client.clock(TestClock::new()).build().unwrap(),
            service,
            stored,
        }
    }

    /// A round to its end. A process may end within it; the next one goes on with what was stored last.
    async fn round(&mut self, random: &mut Random, met: &mut Met) {
        loop {
            let request = match &self.stored.position {
                Some(position) => delta().resume(&serde_json::from_str(position).unwrap()),
                None => {
                    self.stored.anew = Some(Users::new());
                    delta()
                }
            };
            match self.part(request, random, met).await {
                Part::Over => return,
                Part::Ended(stored) => {
                    met.restarts += 1;
                    *self = Self::start(self.service, stored);
                }
                Part::Failed(Error::Resync(resync)) => {
                    met.resyncs += 1;
                    let again = delta().restart(&resync);
                    self.stored.anew = Some(Users::new());
                    // Where the service wants it, kept in the form of a link.
                    self.stored.position = again.link().map(|link| json!({"link": link}).to_string());
                }
                Part::Failed(error) => panic!("{error}"),
            }
        }
    }

    async fn part(&mut self, request: Request<DeltaPage<User>>, random: &mut Random, met: &mut Met) -> Part {
        let ends_after = random.once_in(6).then(|| random.below(60));
        let mut saved = ends_after.map(|_| self.stored.clone()).unwrap_or_default();
        let mut changes = self.client.delta(request);
        let mut given = 0;
        loop {
            if ends_after == Some(given) {
                return Part::Ended(saved);
            }
            match changes.try_next().await {
                Ok(Some(item)) => {
                    let Stored { users, anew, .. } = &mut self.stored;
                    item.apply_to(anew.as_mut().unwrap_or(users)).unwrap();
                    given += 1;
                }
                Ok(None) => {
                    self.stored.position = changes.link().map(text);
                    if let Some(anew) = self.stored.anew.take() {
                        self.stored.users = anew;
                    }
                    return Part::Over;
                }
                Err(error) => return Part::Failed(error),
            }
            // Now and then all is stored: what is applied, and the position that belongs to it.
            if ends_after.is_some() && random.once_in(20) && changes.position().is_some() {
                self.stored.position = changes.position().map(text);
                saved = self.stored.clone();
            }
            // Others go on changing while the round is read.
            if random.once_in(150) {
                change(self.service, random, met);
            }
        }
    }
}

/// How a part of a round ended.
enum Part {
    Over,
    /// With the process, of which this was stored.
    Ended(Stored),
    Failed(Error),
}

fn user(at: u64, random: &mut Random) -> Value {
    let text = |random: &mut Random| match random.below(4) {
        0 => Value::Null,
        other => json!(format!("text {other}")),
    };
    json!({"id": format!("u{at}"), "name": text(random), "city": text(random), "level": random.below(9)})
}

/// Changes, removes or creates a user.
fn change(service: &Service, random: &mut Random, met: &mut Met) {
    let at = random.below(USERS + 200);
    if random.once_in(3) && service.remove(&format!("/users/u{at}")) {
        met.removals += 1;
    } else {
        service.insert("/users", user(at, random)).unwrap();
        met.changes += 1;
    }
}

fn all(service: &Service) -> Users {
    let there = service.entities("/users").into_iter();
    there
        .map(|user| serde_json::from_value(user).unwrap())
        .map(|user: User| (user.id.clone(), user))
        .collect()
}

fn fault(random: &mut Random) -> Option<Fault> {
    Some(match random.below(12) {
        0 => Fault::expire_deltas().after(random.below(3)).once(),
        1 => Fault::repeated_items(),
        2 => Fault::repeated_page().once(),
        3 => Fault::drop_after_work().after(random.below(2)).once(),
        4 => Fault::status(503).once(),
        _ => return None,
    })
}

async fn run(seed: u64, tracking: ChangeTracking) -> Met {
    let random = &mut Random(seed);
    let user_type = EntityType::new("n.user")
        .key("id")
        .client_keys()
        .property(Property::string("name"))
        .property(Property::string("city"))
        .property(Property::int32("level"));
    let mut builder = Service::builder()
        .entity_set("/users", user_type)
        .change_tracking("/users", tracking)
        .page_size(500)
        .keep_requests(10);
    for at in 0..USERS {
        builder = builder.insert("/users", user(at, random));
    }
    let service = builder.start().await;
    let mut met = Met::default();
    let mut process = Process::start(&service, Stored::default());
    for round in 0..ROUNDS {
        for _ in 0..random.below(40) {
            change(&service, random, &mut met);
        }
        service.clear_faults();
        fault(random).map(|fault| service.inject(fault));
        process.round(random, &mut met).await;
        if round % 20 == 19 {
            // What others changed while a round was read can be left to the next one.
            for _ in 0..5 {
                if process.stored.users != all(&service) {
                    process.round(random, &mut met).await;
                }
            }
            assert!(process.stored.users == all(&service), "round {round}: {met:?}");
        }
    }
    met
}

#[tokio::test]
async fn a_local_copy_stays_in_step_through_200_random_rounds() {
    let met = run(0x0da7a, ChangeTracking::new().only_changed_properties()).await;
    println!("{met:?}");
    assert!(
        met.resyncs > 3 && met.restarts > 10 && met.changes > 1_000 && met.removals > 500,
        "{met:?}"
    );
}

/// Other seeds, and the forms of other services.
#[tokio::test]
#[ignore = "takes a minute: a run for each form of a removed entity"]
async fn a_local_copy_stays_in_step_in_each_form() {
    let forms = [
        RemovedForm::Id,
        RemovedForm::DeletedEntity,
        RemovedForm::DeletedKey,
        RemovedForm::Bare,
    ];
    for (seed, form) in (1..).zip(forms) {
        let met = run(seed, ChangeTracking::new().removed(form)).await;
        assert!(met.removals > 500, "{form:?}: {met:?}");
    }
}
