//! What OData and Microsoft Graph document.

use crate::canonical::canonical;
use crate::scope::*;

/// The expression as documented, and as it is made.
fn same<E>(documented: &str, made: Filter<E>) {
    let text = made.as_str().unwrap();
    assert_eq!(canonical(text), canonical(documented), "{text} for {documented}");
    // No operator and no function but in lower case: services of OData 4.0 take no other (URL Conventions, 5.1.1).
    let outside: String = text.split('\'').step_by(2).collect();
    for word in ["NOT", "OR", "AND", "startsWith", "endsWith"] {
        assert!(!outside.contains(word), "{text}");
    }
}

macro_rules! all_same {
    ($($documented:literal: $made:expr;)+) => {{
        $(same($documented, $made);)+
        [$($documented),+].len()
    }};
}

/// OData URL Conventions 4.02, 5.1.1 (oasis-tcs/odata-specs, `odata-url-conventions/5 Query Options.md`).
#[test]
fn operators_and_functions_are_written_as_the_standard_has_them() {
    let birth = p::<DateTime<FixedOffset>>("BirthDate");
    let (price, rating) = (p::<f64>("Price"), p::<i32>("Rating"));
    let freight = Order::FREIGHT;
    let count = all_same! {
        // 5.1.1.1.12, logical operators.
        "Name eq 'Milk'": t("Name").eq("Milk");
        "Name ne 'Milk'": t("Name").ne("Milk");
        "Name gt 'Milk'": t("Name").gt("Milk");
        "Name ge 'Milk'": t("Name").ge("Milk");
        "Name lt 'Milk'": t("Name").lt("Milk");
        "Name le 'Milk'": t("Name").le("Milk");
        "Name eq 'Milk' and Price lt 2.55": t("Name").eq("Milk").and(price.lt(2.55));
        "Name eq 'Milk' or Price lt 2.55": t("Name").eq("Milk").or(price.lt(2.55));
        "not endswith(Name,'ilk')": t("Name").ends_with("ilk").not();
        "style has Sales.Pattern'Yellow'": p::<Flags<PatternFlag>>("style").has(PatternFlag::Yellow);
        "Name in ('Milk', 'Cheese')": t("Name").is_in(["Milk", "Cheese"]);
        // 5.1.1.2.7, arithmetic.
        "Price add 2.45 eq 5.00": price.add(2.45).eq(5.0);
        "Price sub 0.55 eq 2.00": price.sub(0.55).eq(2.0);
        "Price mul 2.0 eq 5.10": price.mul(2.0).eq(5.1);
        "Price div 2.55 eq 1": price.div(2.55).eq(1.0);
        "Rating div 2 eq 2": rating.div(2).eq(2);
        "Rating divby 2 eq 2.5": rating.div_by(2).eq(2.5);
        "Rating mod 5 eq 0": rating.modulo(5).eq(0);
        // 5.1.1.3, grouping.
        "(4 add 5) mod (4 sub 1) eq 0":
            Expr::<Any, i32>::value(4).add(5).modulo(Expr::<Any, i32>::value(4).sub(1)).eq(0);
        // 5.1.1.5, strings.
        "concat(concat(City,', '),Country) eq 'Berlin, Germany'":
            Customer::CITY.concat(", ").concat(Customer::COUNTRY).eq("Berlin, Germany");
        "contains(CompanyName,'Alfreds')": Customer::COMPANY.contains("Alfreds");
        "endswith(CompanyName,'Futterkiste')": Customer::COMPANY.ends_with("Futterkiste");
        "indexof(CompanyName,'lfreds') eq 1": Customer::COMPANY.index_of("lfreds").eq(1);
        "length(CompanyName) eq 19": Customer::COMPANY.length().eq(19);
        "startswith(CompanyName,'Alfr')": Customer::COMPANY.starts_with("Alfr");
        "substring(CompanyName,1) eq 'lfreds Futterkiste'":
            Customer::COMPANY.substring(1).eq("lfreds Futterkiste");
        "substring(CompanyName,1,2) eq 'lf'": Customer::COMPANY.substring_of(1, 2).eq("lf");
        // 5.1.1.7; 4.02 writes `matchespattern`.
        "matchesPattern(CompanyName,'^A.*e$')": Customer::COMPANY.matches_pattern("^A.*e$");
        "tolower(CompanyName) eq 'alfreds futterkiste'":
            Customer::COMPANY.to_lower().eq("alfreds futterkiste");
        "toupper(CompanyName) eq 'ALFREDS FUTTERKISTE'":
            Customer::COMPANY.to_upper().eq("ALFREDS FUTTERKISTE");
        "trim(CompanyName) eq CompanyName": Customer::COMPANY.trim().eq(Customer::COMPANY);
        // 5.1.1.8, dates and times.
        "day(BirthDate) eq 8": birth.day().eq(8);
        "fractionalseconds(BirthDate) lt 0.1": birth.fractional_seconds().lt(0.1);
        "hour(BirthDate) eq 4": birth.hour().eq(4);
        "minute(BirthDate) eq 40": birth.minute().eq(40);
        "month(BirthDate) eq 5": birth.month().eq(5);
        "second(BirthDate) eq 40": birth.second().eq(40);
        "year(BirthDate) eq 1971": birth.year().eq(1971);
        // 5.1.1.9, rounding.
        "ceiling(Freight) eq 32": freight.ceiling().eq(32.0);
        "floor(Freight) eq 32": freight.floor().eq(32.0);
        "round(Freight) eq 32": freight.round().eq(32.0);
        // 5.1.1.10, types.
        "isof(NorthwindModel.BigOrder)": Filter::<Order>::is_of::<BigOrder>();
        "isof(Customer,NorthwindModel.VIPCustomer)": Order::CUSTOMER.is_of::<VipCustomer>();
        // 5.1.1.13, lambda operators.
        "Items/any(d:d/Quantity gt 100)": Order::ITEMS.any(|item| item.then(Item::QUANTITY).gt(100));
        "Items/all(d:d/Quantity gt 100)": Order::ITEMS.all(|item| item.then(Item::QUANTITY).gt(100));
        "Orders/any(o:o/ShippingAddress ne Address)":
            Customer::ORDERS.any(|order| order.then(Order::SHIPPING).ne(Customer::ADDRESS));
        "OrderItems/any(oi:oi/UnitPrice ne UnitPrice)":
            many::<Item>("OrderItems").any(|item| item.then(Item::UNIT_PRICE).ne(p::<Decimal>("UnitPrice")));
        // 5.1.1.14.1, literals.
        "NullValue eq null": t("NullValue").is_null();
        "TrueValue eq true": p::<bool>("TrueValue").eq(true);
        "FalseValue eq false": p::<bool>("FalseValue").eq(false);
        "IntegerValue lt -128": p::<i32>("IntegerValue").lt(-128);
        "DoubleValue ge 0.31415926535897931e1": p::<f64>("DoubleValue").ge(std::f64::consts::PI);
        "SingleValue eq INF": p::<f32>("SingleValue").eq(f32::INFINITY);
        "DecimalValue eq 34.95": p::<Decimal>("DecimalValue").eq(Decimal::new(3495, 2));
        "StringValue eq 'Say Hello,then go'": t("StringValue").eq("Say Hello,then go");
        "DateValue eq 2012-12-03": p::<NaiveDate>("DateValue").eq(NaiveDate::from_ymd_opt(2012, 12, 3));
        "DateTimeOffsetValue eq 2012-12-03T07:16:23Z": p::<DateTime<FixedOffset>>("DateTimeOffsetValue").eq(at("2012-12-03T07:16:23Z"));
        "TimeOfDayValue eq 07:59:59.999":
            p::<NaiveTime>("TimeOfDayValue").eq(NaiveTime::from_hms_milli_opt(7, 59, 59, 999));
        "GuidValue eq 01234567-89ab-cdef-0123-456789abcdef":
            p::<Uuid>("GuidValue").eq(Uuid::from_u128(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef));
        "Int64Value eq 0": p::<i64>("Int64Value").eq(0_i64);
        "ColorEnumValue eq Sales.Pattern'Yellow'": p::<Pattern>("ColorEnumValue").eq(Pattern::Yellow);
        "ColorEnumValue eq 'Yellow'": p::<Pattern>("ColorEnumValue").bare().eq(Pattern::Yellow);
        // 5.1.1.15, paths; 5.1.3, in expansions.
        "startswith(City,'H')": Customer::CITY.starts_with("H");
        "DiscontinuedDate eq null": p::<NaiveDate>("DiscontinuedDate").eq(None);
    };
    assert!(count >= 60);
}

/// Microsoft Graph: `concepts/filter-query-parameter.md`, `concepts/aad-advanced-queries.md` (microsoftgraph/microsoft-graph-docs-contrib).
#[test]
fn expressions_of_microsoft_graph_are_written_as_documented() {
    let registered = p::<DateTime<FixedOffset>>("registrationDateTime");
    let owner = Uuid::from_u128(0x72f9_88bf_86f1_41af_91ab_2d7c_d011_db47);
    let plan = Uuid::from_u128(0x2e2d_db96_6af9_4b1d_a3f0_d6ec_fd22_edb2);
    let sku = Uuid::from_u128(0x184e_fa21_98c3_4e5d_95ab_d070_53a9_6e67);
    let strings = |name: &'static str| p::<Vec<String>>(name);
    // A complex type of which no struct is.
    let within = |name: &'static str| Property::<Address, String>::new(name);
    let guid = |name: &'static str| Property::<Address, Uuid>::new(name);
    let address = |name: &'static str| p::<Vec<Address>>(name);
    let type_of = Property::<Address, i32>::new("type");
    let count = all_same! {
        "imAddresses/any(i:i eq 'admin@contoso.com')": strings("imAddresses").any(|i| i.eq("admin@contoso.com"));
        "assignedLicenses/any(s:s/skuId eq 184efa21-98c3-4e5d-95ab-d07053a96e67)":
            address("assignedLicenses").any(|s| s.then(guid("skuId")).eq(sku));
        "NOT(imAddresses/any(i:i eq 'admin@contoso.com'))":
            strings("imAddresses").any(|i| i.eq("admin@contoso.com")).not();
        "startswith(displayName,'mary') or startswith(givenName,'mary') or startswith(surname,'mary') or startswith(mail,'mary') or startswith(userPrincipalName,'mary')":
            ["givenName", "surname", "mail", "userPrincipalName"].into_iter()
                .fold(t("displayName").starts_with("mary"), |all, name| all.or(t(name).starts_with("mary")));
        "endswith(mail,'@hotmail.com')": t("mail").ends_with("@hotmail.com");
        "assignedLicenses/$count eq 0": address("assignedLicenses").count().eq(0);
        "start/dateTime ge '2017-07-01T08:00'": p::<Address>("start").then(within("dateTime")).ge("2017-07-01T08:00");
        "from/emailAddress/address eq 'someuser@example.com'":
            p::<Address>("from").then(Property::<Address, Address>::new("emailAddress")).then(within("address")).eq("someuser@example.com");
        "receivedDateTime ge 2017-04-01 and receivedDateTime lt 2017-05-01":
            p::<NaiveDate>("receivedDateTime").ge(NaiveDate::from_ymd_opt(2017, 4, 1)).and(p::<NaiveDate>("receivedDateTime").lt(NaiveDate::from_ymd_opt(2017, 5, 1)));
        "isRead eq false": p::<bool>("isRead").eq(false);
        "department in ('Retail', 'Sales')": t("department").is_in(["Retail", "Sales"]);
        "assignedPlans/any(a:a/servicePlanId eq 2e2ddb96-6af9-4b1d-a3f0-d6ecfd22edb2 and a/capabilityStatus eq 'Suspended')":
            address("assignedPlans").any(|a| a.clone().then(guid("servicePlanId")).eq(plan).and(a.then(within("capabilityStatus")).eq("Suspended")));
        "NOT groupTypes/any(c:c eq 'Unified')": !strings("groupTypes").any(|c| c.eq("Unified"));
        "companyName ne null and NOT(companyName eq 'Microsoft')":
            t("companyName").is_not_null().and(t("companyName").eq("Microsoft").not());
        "companyName in (null, 'Microsoft')": t("companyName").is_in([None, Some("Microsoft".to_owned())]);
        "startswith(displayName, 'a')": t("displayName").starts_with("a");
        "userType eq 'Member'": t("userType").eq("Member");
        "isAssignableToRole eq true": p::<bool>("isAssignableToRole").eq(true);
        "not(userType eq 'Member')": t("userType").eq("Member").not();
        "companyName ne null": t("companyName").ne(None);
        "isAssignableToRole ne true": p::<bool>("isAssignableToRole").ne(true);
        "startswith(userPrincipalName, 'admin')": t("userPrincipalName").starts_with("admin");
        "endswith(mail,'@outlook.com')": t("mail").ends_with("@outlook.com");
        "mail in ('mail1@domain.com', 'mail2@domain.com')": t("mail").is_in(["mail1@domain.com", "mail2@domain.com"]);
        "registrationDateTime le 2021-01-02T12:00:00Z": registered.le(at("2021-01-02T12:00:00Z"));
        "registrationDateTime ge 2021-01-02T12:00:00Z": registered.ge(at("2021-01-02T12:00:00Z"));
        "not(endswith(mail, 'contoso.com'))": t("mail").ends_with("contoso.com").not();
        "not(startswith(mail, 'A'))": t("mail").starts_with("A").not();
        "not(companyName eq 'Contoso E.A.')": t("companyName").eq("Contoso E.A.").not();
        "not(userType in ('Member'))": t("userType").is_in(["Member"]).not();
        "contains(scope/microsoft.graph.accessReviewQueryScope/query, './members')":
            p::<Address>("scope").cast::<QueryScope>().then(QueryScope::QUERY).contains("./members");
        "scenarios has 'secureFoundation'": p::<Flags<Scenario>>("scenarios").bare().has(Scenario::SecureFoundation);
        "groupTypes/any(c:c eq 'Unified')": strings("groupTypes").any(|c| c.eq("Unified"));
        "businessPhones/any(p:startswith(p, '44'))": strings("businessPhones").any(|p| p.starts_with("44"));
        "not(mail eq 'PineviewSchoolStaff@Contoso.com')": t("mail").eq("PineviewSchoolStaff@Contoso.com").not();
        "assignedLicenses/$count ne 0": address("assignedLicenses").count().ne(0);
        "not(assignedLicenses/$count eq 0)": address("assignedLicenses").count().eq(0).not();
        "owners/$count eq 1": many::<Customer>("owners").count().eq(1);
        "appOwnerOrganizationId eq 72f988bf-86f1-41af-91ab-2d7cd011db47": p::<Uuid>("appOwnerOrganizationId").eq(owner);
        "not(appOwnerOrganizationId eq 72f988bf-86f1-41af-91ab-2d7cd011db47)": p::<Uuid>("appOwnerOrganizationId").eq(owner).not();
        "createdOnBehalfOf/deletedDateTime eq 2021-01-02T12:00:00Z":
            NavigationProperty::<Any, One<Address>>::new("createdOnBehalfOf").then(Property::<Address, DateTime<FixedOffset>>::new("deletedDateTime")).eq(at("2021-01-02T12:00:00Z"));
        "alternativeSecurityIds/any(a:a/type eq 2)": address("alternativeSecurityIds").any(|a| a.then(type_of).eq(2));
        "alternativeSecurityIds/any(a:a/type le 2)": address("alternativeSecurityIds").any(|a| a.then(type_of).le(2));
        "alternativeSecurityIds/any(a:a/type ge 2)": address("alternativeSecurityIds").any(|a| a.then(type_of).ge(2));
        "certificateUserIds/any(x:x eq '9876543210@mil')": strings("certificateUserIds").any(|x| x.eq("9876543210@mil"));
        "not(certificateUserIds/any(x:x eq '9876543210@mil'))": strings("certificateUserIds").any(|x| x.eq("9876543210@mil")).not();
        "certificateUserIds/any(x:startswith(x,'987654321'))": strings("certificateUserIds").any(|x| x.starts_with("987654321"));
        "proxyAddresses/any(p:endswith(p,'contoso.com'))": strings("proxyAddresses").any(|p| p.ends_with("contoso.com"));
        "accountEnabled eq false": p::<bool>("accountEnabled").eq(false);
        "startsWith( displayName, 'Box')": t("displayName").starts_with("Box");
        "startsWith(mobilePhone, '25478') OR startsWith(mobilePhone, '25473')":
            t("mobilePhone").starts_with("25478").or(t("mobilePhone").starts_with("25473"));
        "NOT startsWith(displayName, 'Conf')": t("displayName").starts_with("Conf").not();
        "proxyAddresses/any (p:endsWith(p, 'OnMicrosoft.com'))": strings("proxyAddresses").any(|p| p.ends_with("OnMicrosoft.com"));
        "endsWith(userPrincipalName,'#EXT#@contoso.com')": t("userPrincipalName").ends_with("#EXT#@contoso.com");
    };
    assert!(count >= 50);
}
