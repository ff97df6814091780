use super::*;
use crate::ctxt::Ctxt;
use proc_macro2::Span;
use syn::LitStr;

fn read(text: &str) -> (Template, String) {
    let cx = Ctxt::default();
    let template = Template::read(&cx, &LitStr::new(text, Span::call_site()));
    (template, cx.into_tokens().to_string())
}

fn error(text: &str) -> String {
    let (_, errors) = read(text);
    assert!(!errors.is_empty(), "{text} should be refused");
    errors
}

fn shape(text: &str) -> String {
    let (template, errors) = read(text);
    assert_eq!(errors, "", "{text}");
    let piece = |part: &Part| match part {
        Part::Literal(text) => text.clone(),
        Part::Key { placeholder, form } => {
            format!("<{form:?} {}>", template.placeholders[*placeholder].argument)
        }
    };
    template.parts().iter().map(piece).collect()
}

#[test]
fn every_rule_of_the_grammar() {
    for (text, expected) in [
        ("/deviceManagement", "/deviceManagement"),
        ("/users/{userId}/$ref", "/users/<Segment user_id>/$ref"),
        (
            "/drives/{drive-id}/root:/{+path}:",
            "/drives/<Segment drive_id>/root:/<Segments path>:",
        ),
        ("/users('{id}')", "/users('<Quoted id>')"),
        ("/keys({a},b={c: Uuid})", "/keys(<Typed a>,b=<Typed c>)"),
        ("/apps(appId='{appId}')/x", "/apps(appId='<Quoted app_id>')/x"),
        (
            "/r(kind=microsoft.graph.kind'{k}')",
            "/r(kind=microsoft.graph.kind'<Quoted k>')",
        ),
        ("/r(period='D7')", "/r(period='D7')"),
        ("/things/name={x}", "/things/name=<Bare x>"),
        (
            "/a/microsoft.graph.b/{c!twice}",
            "/a/microsoft.graph.b/<Segment c>",
        ),
        ("/me/delta()", "/me/delta()"),
    ] {
        assert_eq!(shape(text), expected, "{text}");
    }
}

#[test]
fn collections() {
    for (text, expected) in [
        ("/a/{b}/c/{d}", Some(("/a/{b}/c", 1))),
        ("/users('{id}')", Some(("/users", 0))),
        ("/keys({a},b={c})", Some(("/keys", 0))),
        ("/a/{b}/c", None),
        ("/a/{+b}", None),
        ("/a/ns.f(x={y})", None),
        ("/a/{b}:", None),
    ] {
        let (template, _) = read(text);
        let collection = template.collection();
        let found = collection
            .as_ref()
            .map(|c| (c.text.as_str(), c.placeholders.len()));
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn mistakes_say_what_to_write() {
    for (text, expected) in [
        ("things/{id}", r#"write \"/things/{id}\""#),
        (
            "https://graph.microsoft.com/v1.0/users/{id}",
            r#"write \"/users/{id}\""#,
        ),
        ("/users/{id}?$select=a", r#"write \"/users/{id}\""#),
        ("/users/{}", "write `{userId}`"),
        ("/policies/{}", "write `{policyId}`"),
        ("/users/{id|name}", "write `{idOrName}`"),
        ("/users/{user id}", "write `{userId}`"),
        ("/a/{id}/b/{id}", "write `{id2}` for the second"),
        ("/a/{id", "write `{id}`"),
        ("/a/id}", "`}` without `{`"),
        ("/a//b", r#"write \"/a/b\""#),
        ("/a/", r#"write \"/a\""#),
        ("/a/:id", "write `{id}`"),
        ("/a/<id>", "write `{id}`"),
        ("/a b", "write `%20`"),
        (
            "/f(a={x}, b='{y}')",
            "white space around it, which would be part of the path: write `b`",
        ),
        ("/f(a={x},a={y})", "the argument `a` occurs twice"),
        ("/={x}", "nothing is before `=`"),
        ("//", r#"write \"/things/{thingId}\""#),
        ("/a/x{id}", "mixes text and a placeholder"),
        ("/a/..", "no `..` segment"),
        ("/a/{id!once}", "expected `!raw` or `!twice`"),
        ("/a({x)", "write `{x}`"),
        ("/a(5)", "neither a placeholder nor a quoted literal"),
        ("/a('x'", "closing `)`"),
        ("/a('{+x}')", "here write `{x}`"),
        ("/a/{x: 5}", "is not a Rust type"),
        (
            "/a?x={y}",
            r#"write \"/a\" and set the option on the request, `.query(\"x\", …)`"#,
        ),
        ("/a(mail='<address>')", "write `{address}`"),
        ("/drive/root:/{itemPath}:/content", "write `{+itemPath}`"),
        ("", "names a resource"),
        ("/", "names a resource"),
    ] {
        let found = error(text);
        assert!(found.contains(expected), "{text}: {found}");
    }
}

#[test]
fn a_broken_template_keeps_its_arguments() {
    for (text, expected) in [
        ("things/{a}/{b}", &["a", "b"][..]),
        ("things/{a}/{a}", &["a", "a2"]),
        ("/things/{a}/x{b}", &["a", "b"]),
        ("/things/{a}/{b", &["a", "b"]),
    ] {
        let (template, errors) = read(text);
        assert!(!errors.is_empty(), "{text}");
        let arguments = template
            .placeholders
            .iter()
            .map(|placeholder| &placeholder.argument);
        assert!(arguments.eq(expected), "{text}");
    }
}
