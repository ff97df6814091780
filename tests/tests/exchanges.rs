//! One recorded exchange for each profile, made up from the service's documentation, which the file names.

mod common;

use common::clock::TestClock;
use common::scripted::Replay;
use futures_util::TryStreamExt;
use odata_entity::batch::Batch;
use odata_entity::client::NoToken;
use odata_entity::profile::redfish::actions::Actions;
use odata_entity::profile::redfish::provider::SessionProvider;
use odata_entity::profile::redfish::settings::Settings;
use odata_entity::profile::{Profile, business_central, dataverse, sap};
use odata_entity::{
    Action, Client, ComplexType, Entity, EntityPath, Error, FixedToken, Linked, NavigationProperty, One,
    Written,
};

fn client(replay: &Replay, path: &str, profile: Profile, token: &str) -> Client {
    Client::builder(replay.url(path), FixedToken::new(token))
        .profile(profile)
        .clock(TestClock::new())
        .build()
        .unwrap()
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(
    type = "Microsoft.Dynamics.CRM.account",
    path = "/accounts({accountId: uuid::Uuid})",
    type_tag = "never"
)]
struct Account {
    #[odata(key)]
    accountid: Option<uuid::Uuid>,
    name: Option<String>,
    creditonhold: Option<bool>,
    accountcategorycode: Option<i32>,
    #[odata(navigation)]
    primarycontactid: Option<Box<Contact>>,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(
    type = "Microsoft.Dynamics.CRM.contact",
    path = "/contacts({contactId: uuid::Uuid})"
)]
struct Contact {
    #[odata(key)]
    contactid: Option<uuid::Uuid>,
}

#[tokio::test]
async fn dataverse_updates_upserts_and_creates_alone() {
    let replay = Replay::start(include_str!("exchanges/dataverse_upsert.http"));
    let client = client(&replay, "/api/data/v9.2", dataverse::profile(), "t");
    let path = Account::path(uuid::Uuid::from_u128(1));
    let update = Account::patch()
        .name("Updated Sample Account")
        .creditonhold(true)
        .accountcategorycode(2);
    let gone = client.send(path.patch(&update)).await.unwrap_err();
    assert!(matches!(gone, Error::NotFound(_)), "{gone}");
    let upsert = path
        .patch(&Account::patch().name("Sample Account").creditonhold(false))
        .upsert()
        .return_representation()
        .tagged();
    let answer = client.exchange(upsert).await.unwrap();
    assert_eq!(
        (answer.status.as_u16(), answer.applied()),
        (201, vec!["return=representation"])
    );
    let Written::Entity(account) = answer.value else {
        panic!("an entity");
    };
    assert_eq!(account.entity.name.as_deref(), Some("Sample Account"));
    let create = path.patch(&Account::patch().name("Another")).if_none_match_any();
    let exists = client.send(create).await.unwrap_err();
    assert!(matches!(exists, Error::PreconditionFailed(_)), "{exists}");
    let contact: NavigationProperty<Account, One<Contact>> = Account::PRIMARYCONTACTID;
    let unbind = path
        .patch(&Account::patch().unbind(contact))
        .if_match_of(&account);
    let Written::NoContent { id, .. } = client.send(unbind).await.unwrap() else {
        panic!("no content");
    };
    assert!(
        id.unwrap()
            .ends_with("/accounts(00000000-0000-0000-0000-000000000001)")
    );
    let changed = client
        .send(path.delete().if_match_of(&account))
        .await
        .unwrap_err();
    assert!(matches!(changed, Error::PreconditionFailed(_)), "{changed}");
    replay.assert_played();
}

#[tokio::test]
async fn dataverse_takes_a_batch_with_a_change_set() {
    let replay = Replay::start(include_str!("exchanges/dataverse_batch.http"));
    let client = client(&replay, "/api/data/v9.2", dataverse::profile(), "t");
    let path = Account::path(uuid::Uuid::from_u128(1));
    let mut batch = Batch::new();
    let read = batch.add(path.get().tagged());
    let mut changes = batch.change_set();
    let created = changes.add(Contact::collection().create(&Contact::default()));
    let updated = changes.add(path.patch(&Account::patch().name("Another")));
    let mut results = client.send_batch(batch).await;
    assert_eq!(results.take(read).unwrap().etag.as_deref(), Some("W/\"1\""));
    let contact = results.take(created).unwrap();
    assert!(
        contact
            .id()
            .unwrap()
            .ends_with("/contacts(00000000-0000-0000-0000-000000000009)")
    );
    assert!(matches!(
        results.take(updated).unwrap(),
        Written::NoContent { .. }
    ));
    let sent = &replay.requests()[0].body;
    let account = "/api/data/v9.2/accounts(00000000-0000-0000-0000-000000000001) HTTP/1.1\r\n";
    for part in [
        format!("GET {account}"),
        "POST /api/data/v9.2/contacts HTTP/1.1\r\n".into(),
        format!("PATCH {account}"),
    ] {
        assert!(sent.contains(&part), "{part}: {sent}");
    }
    // An update in a batch creates nothing either, and no part has the token.
    assert_eq!(sent.matches("if-match: *").count(), 1, "{sent}");
    assert!(!sent.to_lowercase().contains("authorization"), "{sent}");
    replay.assert_played();
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "Microsoft.NAV.customer",
    path = "/companies({companyId: uuid::Uuid})/customers({customerId: uuid::Uuid})",
    type_tag = "never"
)]
struct Customer {
    #[serde(rename = "@odata.etag")]
    etag: Option<String>,
    #[odata(key)]
    id: Option<uuid::Uuid>,
    number: Option<String>,
    display_name: Option<String>,
}

#[derive(Debug, Clone, Default, Action)]
#[odata(name = "Microsoft.NAV.sendStatement", on = Customer)]
struct SendStatement {}

#[tokio::test]
async fn business_central_changes_what_has_its_tag() {
    let replay = Replay::start(include_str!("exchanges/business_central.http"));
    let client = client(
        &replay,
        "/v2.0/production/api/v2.0",
        business_central::profile(),
        "t",
    );
    let company = uuid::uuid!("8d1d0b2f-0000-0000-0000-000000000001");
    let list = Customer::collection(company)
        .list()
        .filter(Customer::NUMBER.is_in(["10000", "20000"]));
    let page = client.send(list).await.unwrap();
    let customer = &page.value[0];
    let path = Customer::path(company, customer.id.unwrap());
    let rename = path.patch(&Customer::patch().display_name("Adatum"));
    // Nothing is sent without the tag.
    let bare = client.send(rename.clone()).await.unwrap_err();
    assert!(matches!(bare, Error::EntityTagRequired { .. }), "{bare}");
    let renamed = client
        .send(rename.if_match_of(customer))
        .await
        .unwrap()
        .into_entity();
    assert_eq!(renamed.unwrap().display_name.as_deref(), Some("Adatum"));
    client.send(path.call(&SendStatement {})).await.unwrap();
    let changed = client
        .send(path.delete().if_match_of(customer))
        .await
        .unwrap_err();
    assert!(matches!(changed, Error::Conflict(_)), "{changed}");
    client.send(path.delete().any_version()).await.unwrap();
    replay.assert_played();
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[serde(rename_all = "PascalCase")]
#[odata(
    type = "com.sap.gateway.srvd_a2x.bank.v0002.Bank_Type",
    path = "/Bank(BankCountry={country},BankInternalID={id})",
    type_tag = "never",
    etag = "required"
)]
struct Bank {
    #[odata(key)]
    bank_country: Option<String>,
    #[odata(key)]
    #[serde(rename = "BankInternalID")]
    bank_internal_id: Option<String>,
    bank_name: Option<String>,
}

#[tokio::test]
async fn sap_takes_a_write_with_token_and_cookies() {
    let replay = Replay::start(include_str!("exchanges/sap_write.http"));
    let root = "/sap/opu/odata4/sap/api_bank/srvd_a2x/sap/bank/0002";
    let client = client(&replay, root, sap::profile(), "sap-bearer");
    let path = Bank::path("DE", "50010517");
    let read = client.send(path.get().select_fields().tagged()).await.unwrap();
    let rename = path.patch(&Bank::patch().bank_name("ING-DiBa"));
    let renamed = client.exchange(rename.if_match_of(&read)).await.unwrap();
    assert_eq!(renamed.tries, 2);
    let bank = renamed.value.into_entity().unwrap();
    assert_eq!(bank.bank_name.as_deref(), Some("ING-DiBa"));
    replay.assert_played();
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[serde(rename_all = "PascalCase")]
#[odata(type = "ComputerSystem.ComputerSystem", path = "/Systems/{systemId}")]
struct ComputerSystem {
    #[odata(key)]
    id: Option<String>,
    power_state: Option<String>,
    asset_tag: Option<String>,
    boot_order: Option<Vec<Option<String>>>,
    #[odata(read_only)]
    links: Option<Links>,
    #[odata(read_only)]
    actions: Option<Actions>,
    #[odata(navigation)]
    bios: Option<Linked<Bios>>,
}

/// A complex value can have links, too.
#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[serde(rename_all = "PascalCase")]
#[odata(type = "ComputerSystem.Links")]
struct Links {
    #[odata(navigation)]
    chassis: Option<Vec<Linked<Chassis>>>,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "Chassis.Chassis", path = "/Chassis/{chassisId}")]
struct Chassis {}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[serde(rename_all = "PascalCase")]
#[odata(type = "Bios.Bios")]
struct Bios {
    #[serde(rename = "@Redfish.Settings")]
    settings: Option<Settings>,
    /// When the changes are applied; written, and read of the settings resource.
    #[serde(rename = "@Redfish.SettingsApplyTime")]
    #[odata(annotation)]
    apply_time: Option<PreferredApplyTime>,
    attributes: Option<std::collections::BTreeMap<String, serde_json::Value>>,
}

#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[serde(rename_all = "PascalCase")]
#[odata(type = "Settings.PreferredApplyTime")]
struct PreferredApplyTime {
    apply_time: Option<String>,
}

#[derive(Debug, Clone, Default, Action)]
#[serde(rename_all = "PascalCase")]
#[odata(name = "ComputerSystem.Reset", on = ComputerSystem)]
struct Reset {
    reset_type: Option<String>,
    #[serde(rename = "@Redfish.OperationApplyTime")]
    apply_time: Option<String>,
}

#[derive(Debug, Clone, Default, Action)]
#[odata(name = "Contoso.Reset", on = ComputerSystem)]
struct OemReset {}

#[derive(Debug, Clone, Default, Action)]
#[odata(name = "ComputerSystem.AddResourceBlock", on = ComputerSystem)]
struct AddResourceBlock {}

#[tokio::test]
async fn redfish_has_links_actions_settings_tasks_and_sessions() {
    let replay = Replay::start(include_str!("exchanges/redfish.http"));
    let root = replay.url("/redfish/v1");
    let anonymous = Client::new(&*root, NoToken).unwrap();
    let sessions = SessionProvider::new(anonymous, "operator", "redfish-password");
    let client = Client::builder(&*root, sessions.clone())
        .clock(TestClock::new())
        .build()
        .unwrap();
    assert_eq!(client.profile().items, "Members", "it is known by its path");

    let all: Vec<Linked<ComputerSystem>> = client
        .items(ComputerSystem::collection().list().linked())
        .try_collect()
        .await
        .unwrap();
    assert_eq!(
        all[1].entity.as_ref().unwrap().power_state.as_deref(),
        Some("Off")
    );
    assert_eq!(
        (all[0].entity.is_none(), &all[0].id),
        (true, &format!("{root}/Systems/1"))
    );
    let path = all[0].path();
    let system = client.send(path.get().tagged()).await.unwrap();
    assert_eq!(
        system
            .entity
            .boot_order
            .as_ref()
            .unwrap()
            .iter()
            .flatten()
            .count(),
        2
    );
    let chassis = &system.entity.links.as_ref().unwrap().chassis.as_ref().unwrap()[0];
    assert_eq!(chassis.path().as_str(), Ok("/redfish/v1/Chassis/1U"));

    let patch = ComputerSystem::patch().asset_tag("free form asset tag");
    let changed = client
        .send(path.patch(&patch).if_match_of(&system))
        .await
        .unwrap();
    assert!(
        matches!(changed, Written::NoContent { .. }),
        "messages of success are no entity"
    );

    let actions = system.entity.actions.as_ref().unwrap();
    let values = actions.allowable("ComputerSystem.Reset", "ResetType").unwrap();
    let reset = actions.call(&Reset {
        reset_type: Some(values[2].to_owned()),
        apply_time: Some("Immediate".to_owned()),
    });
    let accepted = client.send(reset.clone()).await.unwrap_err();
    let done = client.wait_for(accepted.monitor().unwrap()).await.unwrap();
    reset.read(done).unwrap();

    let bios = client
        .send(system.entity.bios.as_ref().unwrap().path().get())
        .await
        .unwrap();
    let settings = bios.settings.as_ref().unwrap();
    assert_eq!(settings.apply_times(), ["OnReset"]);
    assert_eq!(settings.messages()[0].properties, ["#/Attributes/ProcTurboMode"]);
    let mut later = Bios {
        attributes: bios.attributes.clone(),
        apply_time: Some(PreferredApplyTime {
            apply_time: Some(settings.apply_times()[0].to_owned()),
        }),
        ..Bios::default()
    };
    let attributes = later.attributes.get_or_insert_default();
    attributes.insert("BootMode".into(), "Bios".into());
    let pending = path_of(settings).patch(&bios.diff(&later));
    let pending = client.send(pending).await.unwrap().into_entity().unwrap();
    assert_eq!(pending.attributes.unwrap()["BootMode"], "Bios");

    let failed = client.send(actions.call(&OemReset {})).await.unwrap_err();
    assert_eq!(
        failed.service().unwrap().details()[0].code,
        "Base.1.8.ActionNotSupported"
    );
    let absent = client.send(actions.call(&AddResourceBlock {})).await.unwrap_err();
    assert!(
        absent.to_string().contains("ComputerSystem.AddResourceBlock"),
        "{absent}"
    );
    sessions.end().await.unwrap();
    sessions.end().await.unwrap();
    replay.assert_played();
}

fn path_of(settings: &Settings) -> EntityPath<Bios> {
    settings.path().unwrap()
}
