//! What is written of an error and of its sources says nothing twice: `Display` has the text of the error inside, `source` is what
//! caused that one.

use odata_entity_csdl::{Overlay, PruneError, Schema, Segment, StepError};

/// A set whose type extends one that is not there.
const FAULTY: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="n" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="a" BaseType="n.gone"/>
      <EntityContainer Name="c"><EntitySet Name="as" EntityType="n.a"/></EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>"#;

#[track_caller]
fn says_nothing_twice(error: &(dyn std::error::Error + 'static)) {
    let mut messages = vec![error.to_string()];
    let mut source = error.source();
    while let Some(error) = source {
        messages.push(error.to_string());
        source = error.source();
    }
    for (at, message) in messages.iter().enumerate() {
        for other in &messages[at + 1..] {
            assert!(!message.contains(other.as_str()), "{messages:#?}");
        }
    }
}

#[test]
fn no_error_says_what_its_source_says() {
    let schema = Schema::parse(FAULTY).expect("it is read when it is asked for");
    says_nothing_twice(&Schema::parse("<a>").expect_err("no metadata"));
    says_nothing_twice(&schema.entity_type("n.b").expect_err("no such type"));
    for error in &Overlay::parse("x").expect_err("no mark") {
        says_nothing_twice(error);
    }
    // Of a path: the service has no such set, and a type on the way is faulty.
    for path in ["/bs", "/as/{id}/name"] {
        let error = schema.route(&Segment::split(path)).expect_err("leads nowhere");
        assert_eq!(
            matches!(error.error, StepError::Schema(_)),
            path != "/bs",
            "{error}"
        );
        says_nothing_twice(&error);
        says_nothing_twice(&error.error);
        let pruned = schema.prune(&[], &[path]).expect_err("leads nowhere");
        assert!(
            matches!(pruned, PruneError::Path { .. } | PruneError::Schema(_)),
            "{pruned}"
        );
        says_nothing_twice(&pruned);
    }
    let pruned = schema.prune(&["n.b"], &[]).expect_err("no such type");
    assert!(matches!(pruned, PruneError::Schema(_)), "{pruned}");
    says_nothing_twice(&pruned);
}
