//! Path templates: every form of the grammar, and what each kind of key becomes in it.

use chrono::NaiveDate;
use odata_entity::edm::{Binary, Duration};
use odata_entity::{Entity, EnumType, Key, KeyWriter, TypeTag};
use uuid::Uuid;

#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumType)]
#[odata(type = "n.kind")]
enum Kind {
    FullDay,
    #[odata(name = "IPv6")]
    V6,
}

/// A key of the caller's own.
struct ConfigId(String);

impl Key for ConfigId {
    fn write_key(&self, out: &mut KeyWriter) {
        self.0.write_key(out);
    }
}

/// One path for each rule of the grammar.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "n.thing",
    path = "/things/{thingId}",
    path(
        singleton = "/deviceManagement",
        of_user = "/users/{userId}/things/{thingId}",
        reference = "/users/{userId}/manager/$ref",
        stream = "/users/{userId}/photo/$value",
        cast = "/groups/{groupId}/members/microsoft.graph.user/{memberId}",
        content = "/drives/{drive-id}/root:/{+itemPath}:/content",
        item = "/drives/{drive-id}/items/{item-id}:",
        quoted = "/things('{thingId}')",
        quoted_parts = "/devices(id='{left}_{right}')",
        alternate = "/applications(appId='{appId}')/owners",
        typed = "/rows({row: i32})",
        typed_text = "/rows({row})",
        composite = "/cells(row={row: i32},column={column},day={day: NaiveDate})",
        bare = "/scores/day={day: NaiveDate}",
        kind_literal = "/reports(kind=n.kind'{kind}')",
        kind_segment = "/kinds/{kind: Kind}",
        kind_typed = "/kinds({kind: Kind})",
        kind_quoted = "/kinds('{kind}')",
        guid = "/objects({objectId: Uuid})",
        elapsed = "/spans({span: Duration})",
        hash = "/hashes({hash: Binary})",
        fixed = "/reports/n.summary(period='D7')",
        function = "/me/n.delta()",
        argument = "/reports/n.summary(period='{period}')",
        own_type = "/configs/{configId: ConfigId}",
        raw = "/rows({row!raw})",
        raw_segment = "/things/{thingId!raw}",
        twice = "/things/{thingId!twice}",
        encoded = "/caf%C3%A9s/{id}",
        keywords = "/types/{type}/{self}",
        acronym = "/tokens/{iosVppTokenID}",
        tagged(template = "/plain/{id}", type_tag = "never", declared = "n.thing"),
    )
)]
struct Thing {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

/// The path, or what is wrong with it.
macro_rules! path {
    ($path:expr) => {
        $path.as_str().unwrap().to_owned()
    };
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 8, 1).unwrap()
}

#[test]
fn a_plain_placeholder_is_a_segment_whose_quotes_stay_single() {
    assert_eq!(path!(Thing::path("id-1")), "/things/id-1");
    assert_eq!(
        path!(Thing::path("O'Neil & co. 100%")),
        "/things/O%27Neil%20%26%20co.%20100%25"
    );
    assert_eq!(
        path!(Thing::path("äö€😀")),
        "/things/%C3%A4%C3%B6%E2%82%AC%F0%9F%98%80"
    );
    assert_eq!(path!(Thing::path("A-z_0.~")), "/things/A-z_0.~");
    assert_eq!(path!(Thing::of_user(7, "b")), "/users/7/things/b");
    let key = String::from("b");
    assert_eq!(
        path!(Thing::of_user(String::from("a"), &key)),
        "/users/a/things/b"
    );
    assert_eq!(path!(Thing::path(key)), "/things/b");
    assert_eq!(path!(Thing::path(true)), "/things/true");
    assert_eq!(path!(Thing::path(-5_i64)), "/things/-5");
}

#[test]
fn singletons_casts_references_and_values_are_literals() {
    assert_eq!(path!(Thing::singleton()), "/deviceManagement");
    assert_eq!(path!(Thing::reference("u")), "/users/u/manager/$ref");
    assert_eq!(path!(Thing::stream("u")), "/users/u/photo/$value");
    assert_eq!(
        path!(Thing::cast("g", "m")),
        "/groups/g/members/microsoft.graph.user/m"
    );
    assert_eq!(path!(Thing::function()), "/me/n.delta()");
    assert_eq!(path!(Thing::fixed()), "/reports/n.summary(period='D7')");
    assert_eq!(path!(Thing::encoded("x")), "/caf%C3%A9s/x");
}

#[test]
fn a_plus_keeps_slashes_and_colons_stay() {
    assert_eq!(
        path!(Thing::content("b!x", "Reports/July 2026/a#1.txt")),
        "/drives/b%21x/root:/Reports/July%202026/a%231.txt:/content"
    );
    assert_eq!(path!(Thing::item("d", "i")), "/drives/d/items/i:");
}

#[test]
fn inside_quotes_quotes_are_doubled() {
    assert_eq!(path!(Thing::quoted("O'Neil")), "/things('O%27%27Neil')");
    assert_eq!(
        path!(Thing::quoted_parts("a'b", "c/d")),
        "/devices(id='a%27%27b_c%2Fd')"
    );
    assert_eq!(
        path!(Thing::alternate("a(b),c=d")),
        "/applications(appId='a%28b%29%2Cc%3Dd')/owners"
    );
    assert_eq!(
        path!(Thing::argument("D'7")),
        "/reports/n.summary(period='D%27%277')"
    );
}

#[test]
fn in_parentheses_a_placeholder_is_a_typed_literal() {
    assert_eq!(path!(Thing::typed(42)), "/rows(42)");
    assert_eq!(path!(Thing::typed_text("a'b")), "/rows('a%27%27b')");
    assert_eq!(path!(Thing::typed_text(42)), "/rows(42)");
    assert_eq!(path!(Thing::typed_text(day())), "/rows(2026-08-01)");
    assert_eq!(
        path!(Thing::composite(1, "c d", day())),
        "/cells(row=1,column='c%20d',day=2026-08-01)"
    );
    assert_eq!(path!(Thing::bare(day())), "/scores/day=2026-08-01");
    let id = Uuid::from_u128(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef);
    assert_eq!(
        path!(Thing::guid(id)),
        "/objects(01234567-89ab-cdef-0123-456789abcdef)"
    );
    assert_eq!(
        path!(Thing::path(id)),
        "/things/01234567-89ab-cdef-0123-456789abcdef"
    );
    let span: Duration = "PT1H30M".parse().unwrap();
    assert_eq!(path!(Thing::elapsed(span)), "/spans(duration'PT1H30M')");
    assert_eq!(path!(Thing::path(span)), "/things/PT1H30M");
    let hash = Binary::from(&[0xfb, 0xff, 0x00][..]);
    assert_eq!(path!(Thing::hash(&hash)), "/hashes(binary'-_8A')");
}

#[test]
fn enumeration_members_are_keys() {
    assert_eq!(path!(Thing::kind_segment(Kind::FullDay)), "/kinds/fullDay");
    let kind = &Kind::V6;
    assert_eq!(path!(Thing::kind_segment(kind)), "/kinds/IPv6");
    assert_eq!(path!(Thing::kind_typed(Kind::FullDay)), "/kinds(n.kind'fullDay')");
    assert_eq!(path!(Thing::kind_quoted(Kind::V6)), "/kinds('IPv6')");
    assert_eq!(
        path!(Thing::kind_literal(Kind::FullDay)),
        "/reports(kind=n.kind'fullDay')"
    );
    assert_eq!(path!(Thing::typed_text(Kind::V6)), "/rows(n.kind'IPv6')");
}

#[test]
fn a_key_can_be_of_the_callers_own_type() {
    let id = ConfigId("a/b".to_owned());
    assert_eq!(path!(Thing::own_type(&id)), "/configs/a%2Fb");
    assert_eq!(path!(Thing::path(&id)), "/things/a%2Fb");
    assert_eq!(path!(Thing::own_type(id)), "/configs/a%2Fb");
}

#[test]
fn raw_quotes_nothing_and_still_encodes() {
    assert_eq!(path!(Thing::raw("n.kind'fullDay'")), "/rows(n.kind%27fullDay%27)");
    assert_eq!(path!(Thing::raw_segment("$count")), "/things/%24count");
    assert_eq!(path!(Thing::raw_segment("a/b")), "/things/a%2Fb");
}

#[test]
fn twice_is_encoded_twice() {
    assert_eq!(path!(Thing::twice("a/b c")), "/things/a%252Fb%2520c");
    assert_eq!(path!(Thing::twice("plain")), "/things/plain");
}

#[test]
fn arguments_are_the_snake_case_of_placeholders() {
    // Kebab case, keywords and runs of capitals: the names are seen in an error's message.
    assert_eq!(path!(Thing::keywords("a", "b")), "/types/a/b");
    assert_eq!(path!(Thing::acronym("t")), "/tokens/t");
    let error = Thing::item("d", "").as_str().unwrap_err();
    assert_eq!(error.placeholder(), "item-id");
}

#[test]
fn a_template_that_ends_in_a_whole_key_gives_the_collection() {
    assert_eq!(path!(Thing::collection()), "/things");
    assert_eq!(path!(Thing::of_user_collection("u/1")), "/users/u%2F1/things");
    assert_eq!(
        path!(Thing::cast_collection("g")),
        "/groups/g/members/microsoft.graph.user"
    );
    assert_eq!(path!(Thing::quoted_collection()), "/things");
    assert_eq!(path!(Thing::quoted_parts_collection()), "/devices");
    assert_eq!(path!(Thing::typed_collection()), "/rows");
    assert_eq!(path!(Thing::composite_collection()), "/cells");
    assert_eq!(path!(Thing::kind_segment_collection()), "/kinds");
    assert_eq!(
        Thing::of_user_collection("u").template(),
        "/users/{userId}/things"
    );
}

#[test]
fn a_path_shows_itself_and_its_template() {
    let path = Thing::of_user("a b", "c");
    assert_eq!(path.to_string(), "/users/a%20b/things/c");
    assert_eq!(format!("{path:?}"), "EntityPath(/users/a%20b/things/c)");
    assert_eq!(path.template(), "/users/{userId}/things/{thingId}");
    assert_eq!(path.clone().as_str(), path.as_str());
    let error = Thing::path("").to_string();
    assert_eq!(
        error,
        "the key for `{thingId}` in `/things/{thingId}` is empty: pass the entity's key"
    );
}

#[test]
fn a_named_path_has_a_tag_policy_of_its_own() {
    let patch = Thing::patch().name("x");
    let body = |request: odata_entity::Request<_>| {
        String::from_utf8(request.to_http("https://example.org").unwrap().into_body()).unwrap()
    };
    assert_eq!(body(Thing::tagged("i").patch(&patch)), r#"{"name":"x"}"#);
    assert_eq!(
        body(Thing::path("i").patch(&patch)),
        r##"{"@odata.type":"#n.thing","name":"x"}"##
    );
    assert_eq!(
        body(Thing::tagged("i").type_tag(TypeTag::Always).patch(&patch)),
        r##"{"@odata.type":"#n.thing","name":"x"}"##
    );
}
