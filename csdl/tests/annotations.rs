//! What the metadata says beyond structure, in elements and from elsewhere.

mod common;

use common::library;
use odata_entity_csdl::{Overlay, Schema, Segment, terms};

#[test]
fn inline_and_from_elsewhere() {
    let schema = library();
    let description = |target: &str| {
        schema
            .description(target)
            .expect("no fault")
            .short
            .map(str::to_owned)
    };
    assert_eq!(
        description("library.work").as_deref(),
        Some("A work & its editions")
    );
    assert_eq!(
        description("library.work/title").as_deref(),
        Some("What is on the cover"),
        "the target is written with an alias in the document"
    );
    assert_eq!(
        description("self.work/title").as_deref(),
        Some("What is on the cover")
    );
    assert_eq!(description("library.nope/title"), None);
    let found = schema
        .annotation("library.work/publisher", terms::UPDATE_RESTRICTIONS)
        .expect("no fault");
    assert_eq!(
        found.and_then(|annotation| annotation.qualifier.as_deref()),
        Some("Tablet"),
        "the group's qualifier"
    );
}

#[test]
fn one_alias_for_each_schema() {
    let schema = |namespace: &str, text: &str| {
        format!(
            "<Schema Namespace=\"{namespace}\" Alias=\"self\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\
             <EntityType Name=\"t\"/><Annotations Target=\"self.t\">\
             <Annotation Term=\"Org.OData.Core.V1.Description\" String=\"{text}\"/></Annotations></Schema>"
        )
    };
    let both = format!("{}{}", schema("one", "first"), schema("two", "second"));
    let document = common::document("").replace("<Schema ", &format!("{both}<Schema "));
    let schema = Schema::parse(document).expect("well-formed");
    let description = |target: &str| schema.description(target).expect("no fault").short;
    assert_eq!(
        (description("one.t"), description("two.t")),
        (Some("first"), Some("second"))
    );
}

#[test]
fn facts_of_properties() {
    let schema = library();
    let facts = |ty: &str, property: &str| schema.facts(ty, property).expect("no fault").expect("there");
    assert!(
        facts("library.work", "createdDateTime").is_computed,
        "a tag without a value is true"
    );
    assert!(
        !facts("library.book", "createdDateTime").is_computed,
        "said otherwise for the derived type"
    );
    assert!(facts("library.map", "createdDateTime").is_never_written());
    assert!(facts("library.book", "title").is_immutable && !facts("library.book", "title").is_nullable);
    assert!(facts("library.work", "isbn").is_read_only);
    assert!(facts("library.work", "tags").is_nullable);
    assert!(
        schema
            .facts("library.work", "binding")
            .expect("no fault")
            .is_none(),
        "of the derived type"
    );
    let weight = facts("library.book", "weight").deprecation.expect("deprecated");
    assert_eq!(
        weight.to_string(),
        "since 2024-04-10, to be removed on 2026-04-10: Use measures."
    );
    assert_eq!(weight.version.as_deref(), Some("2024-04/Deprecation"));
    assert_eq!(
        schema.deprecation("library.work/weight").expect("no fault"),
        Some(weight)
    );
    assert_eq!(schema.deprecation("library.work").expect("no fault"), None);
}

#[test]
fn what_can_be_written_and_not_read() {
    let permissions = |members: &str| {
        let property = format!(
            "<EntityType Name=\"t\"><Property Name=\"p\" Type=\"Edm.String\">\
             <Annotation Term=\"Org.OData.Core.V1.Permissions\"><EnumMember>{members}</EnumMember></Annotation></Property></EntityType>"
        );
        let schema = Schema::parse(common::document(&property)).expect("well-formed");
        let facts = schema.facts("a.t", "p").expect("no fault").expect("there");
        (facts.is_write_only, facts.is_read_only)
    };
    let of = |name: &str| format!("Org.OData.Core.V1.Permission/{name}");
    assert_eq!(permissions(&of("Write")), (true, false));
    assert_eq!(permissions(&of("2")), (true, false));
    assert_eq!(permissions(&of("Read")), (false, true));
    assert_eq!(permissions(&of("ReadWrite")), (false, false));
    assert_eq!(
        permissions(&format!("{} {}", of("Read"), of("Write"))),
        (false, false)
    );
    assert_eq!(permissions(&of("None")), (false, true));
    assert_eq!(permissions(""), (false, false));
}

#[test]
fn restrictions_along_a_path() {
    let schema = library();
    let at = |path: &str| {
        let route = schema.route(&Segment::split(path)).expect("leads somewhere");
        route
            .end()
            .expect("has segments")
            .restrictions(&schema)
            .expect("no fault")
    };
    let works = at("/works");
    assert_eq!(
        (works.insertable, works.updatable, works.deletable),
        (Some(false), None, None)
    );
    assert_eq!(works.non_filterable_properties, ["tags", "price"]);
    let publisher = at("/works/{id}/publisher");
    assert_eq!(
        publisher.deletable,
        Some(false),
        "by the set's navigation restrictions"
    );
    assert_eq!(
        publisher.insertable, None,
        "what is said of the set is not said of what lies behind"
    );
}

/// Where changes are tracked; the term alone states that they are.
#[test]
fn change_tracking_is_true_unless_it_is_false() {
    let tracked = |annotation: &str| {
        let document = format!(
            "<EntityType Name=\"t\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.String\"/></EntityType>\
             <EntityContainer Name=\"c\"><EntitySet Name=\"ts\" EntityType=\"a.t\">{annotation}</EntitySet></EntityContainer>"
        );
        let schema = Schema::parse(common::document(&document)).expect("well-formed");
        let route = schema
            .route(&Segment::split("/ts/{id}"))
            .expect("leads somewhere");
        let end = route.end().expect("has segments");
        end.restrictions(&schema).expect("no fault").tracks_changes
    };
    let supported = |value: &str| {
        format!(
            "<Annotation Term=\"Org.OData.Capabilities.V1.ChangeTracking\"><Record>\
             <PropertyValue Property=\"Supported\" Bool=\"{value}\"/></Record></Annotation>"
        )
    };
    assert_eq!(tracked(""), None);
    assert_eq!(tracked(&supported("true")), Some(true));
    assert_eq!(tracked(&supported("false")), Some(false));
    let bare = "<Annotation Term=\"Org.OData.Capabilities.V1.ChangeTracking\"><Record/></Annotation>";
    assert_eq!(tracked(bare), Some(true));
}

#[test]
fn an_overlay_adds_to_the_metadata() {
    let overlay = "self.work/createdDateTime = read-only\nlibrary.entity/id = immutable, filterable\n\
                   library.work/tags = non-nullable, write-only\nlibrary.work/titel = read-only\nlibrary.wrk/x = read-only";
    let schema: Schema = library().with_overlay(Overlay::parse(overlay).expect("legal"));
    let facts = |ty: &str, property: &str| schema.facts(ty, property).expect("no fault").expect("there");
    assert!(
        facts("library.book", "createdDateTime").is_read_only,
        "the alias is resolved, and bases count"
    );
    assert!(facts("library.book", "id").is_immutable);
    assert_eq!(facts("library.book", "id").is_filterable, Some(true));
    assert!(!facts("library.work", "tags").is_nullable && facts("library.work", "tags").is_write_only);
    let errors: Vec<String> = schema.check_overlay().iter().map(ToString::to_string).collect();
    assert_eq!(
        errors,
        [
            "line 4: `library.work` has no property `titel`; the nearest is `title`",
            "line 5: the schema has no entity type or complex type `library.wrk`; the nearest is `library.work`"
        ]
    );
}
