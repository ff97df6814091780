//! A span for each request, with the feature `tracing`.

mod common;

use common::DeviceStatus;
use common::service::{STATUS_ID, client, statuses};
use odata_entity_testing::Fault;
use std::fmt;
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes down the fields of every span.
#[derive(Clone, Default)]
struct Fields(Arc<Mutex<Vec<(String, String)>>>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0
            .lock()
            .unwrap()
            .push((field.name().to_owned(), format!("{value:?}")));
    }
}

impl Subscriber for Fields {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_span() && metadata.name() == "odata_request"
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn a_request_has_a_span_with_its_template_and_no_key() {
    let fields = Fields::default();
    let _guard = tracing::subscriber::set_default(fields.clone());
    let service = statuses().start().await;
    service.inject(Fault::status(429).once());
    client(&service)
        .send(DeviceStatus::path("config-id", STATUS_ID).get())
        .await
        .unwrap();
    let seen = fields.0.lock().unwrap().clone();
    let value = |name: &str| {
        seen.iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.trim_matches('"').to_owned())
    };
    assert_eq!(value("http.method").as_deref(), Some("GET"));
    assert_eq!(
        value("http.route").as_deref(),
        Some(DeviceStatus::path("a", "b").template())
    );
    assert_eq!(
        (value("http.status").as_deref(), value("retries").as_deref()),
        (Some("200"), Some("1"))
    );
    assert!(value("request_id").is_some());
    assert!(!format!("{seen:?}").contains(STATUS_ID), "{seen:?}");
}
