//! A delta that never ends does not fill the memory. It is alone in its process, whose memory is measured.

mod common;

use common::peer::Peer;
use odata_entity::{Entity, Error};

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.user", path = "/users/{userId}")]
struct User {
    #[odata(key)]
    id: String,
    name: Option<String>,
}

/// The resident memory of this process in bytes, where the system has it.
fn resident() -> Option<usize> {
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: usize = text.split(' ').nth(1)?.parse().ok()?;
    Some(pages * 4096)
}

#[tokio::test]
async fn a_delta_that_never_ends_holds_one_page_in_memory() {
    let filler = "x".repeat(1000);
    let peer = Peer::start(move |number, base| {
        let items: Vec<String> = (0..100)
            .map(|at| format!(r#"{{"id":"{number}-{at}","name":"{filler}"}}"#))
            .collect();
        format!(
            r#"{{"value":[{}],"@odata.nextLink":"{base}/users/delta?$skiptoken={number}"}}"#,
            items.join(",")
        )
    });
    let client = peer.client();
    let mut changes = client.delta(User::collection().delta()).page_limit(600);
    let (mut count, mut before) = (0, None);
    let error = loop {
        match changes.try_next().await {
            Ok(Some(_)) => count += 1,
            Ok(None) => panic!("it has no end"),
            Err(error) => break error,
        }
        if count == 10_000 {
            before = resident();
        }
    };
    assert_eq!((count, peer.count()), (60_000, 600));
    assert!(matches!(error, Error::Delta(_)), "{error}");
    assert!(changes.position().unwrap().url().ends_with("$skiptoken=599"));
    // 50 MB came since.
    if let (Some(before), Some(after)) = (before, resident()) {
        assert!(after < before + (8 << 20), "{before} {after}");
    }
}
