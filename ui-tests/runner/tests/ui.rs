//! Mistakes that are compile errors, with the message for each; and structs that must compile.
//!
//! After a change of a message: `TRYBUILD=overwrite cargo test -p odata-entity-ui-tests --test ui`, then read the
//! difference as somebody who has made that mistake.

#[test]
fn mistakes_are_told_where_they_are() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("../fail/*.rs");
    cases.pass("../pass/*.rs");
}
