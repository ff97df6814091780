//! The forms that services want.

use crate::scope::*;
use odata_entity::profile::graph;
use odata_entity::query::Forms;

#[test]
fn a_service_has_its_own_forms() {
    const STATE: Property<Order, Pattern> = Property::new("state");
    let filter = || {
        STATE
            .is_in([Pattern::Yellow, Pattern::Blue])
            .and(Filter::is_of::<BigOrder>())
    };
    assert_eq!(
        filter_at(&Profile::odata(), filter()),
        "state in (Sales.Pattern'Yellow',Sales.Pattern'Blue') and isof(NorthwindModel.BigOrder)"
    );
    // In all examples of Graph's documentation the type is in quotes.
    assert_eq!(
        filter_at(&graph::profile(), filter()),
        "state in (Sales.Pattern'Yellow',Sales.Pattern'Blue') and isof('NorthwindModel.BigOrder')"
    );
    let mut profile = Profile::odata();
    profile.forms = Forms::standard();
    profile.forms.in_operator = false;
    profile.forms.bare_enum_members = true;
    assert_eq!(
        filter_at(&profile, filter()),
        "(state eq 'Yellow' or state eq 'Blue') and isof(NorthwindModel.BigOrder)"
    );
    // The host of the base URL is known.
    let request = Order::collection().list().filter(Filter::is_of::<BigOrder>());
    let http = request.to_http("https://graph.microsoft.com/v1.0").unwrap();
    assert!(
        http.uri()
            .to_string()
            .ends_with("$filter=isof('NorthwindModel.BigOrder')")
    );
}
