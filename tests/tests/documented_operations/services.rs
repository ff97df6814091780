//! The OData specification, and other services than Microsoft Graph.

use super::call::{Call, service};
use odata_entity::{Action, ComplexType, Entity, EnumType, Function, Json, Page, Single};
use serde_json::Value;
use uuid::Uuid;

const HOST: &str = "http://host/service";
const DATAVERSE: &str = "https://org.api.crm.dynamics.com/api/data/v9.2";
const BUSINESS_CENTRAL: &str = "https://api.businesscentral.dynamics.com/v2.0/production/api/v2.0";
const CAP: &str = "http://localhost:4004/sue";
const REDFISH: &str = "https://bmc.example/redfish/v1";

#[derive(Debug, Function)]
#[serde(rename_all = "PascalCase")]
#[odata(path = "/EmployeesByManager", returns = Page<Json<Value>>)]
struct EmployeesByManager {
    #[serde(rename = "ManagerID")]
    manager: i32,
}

#[derive(Debug, Function)]
#[odata(path = "/EmployeesByManager", returns = Page<Json<Value>>)]
struct EmployeesByAlias {
    #[serde(rename = "ManagerID")]
    #[odata(alias)]
    manager: i32,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "PascalCase")]
#[odata(type = "Model.Complex")]
struct Complex {
    name: Option<String>,
}

#[derive(Debug, Function)]
#[odata(path = "/ProductsByComplex", returns = Page<Json<Value>>)]
struct ProductsByComplex {
    complex: Complex,
}

#[derive(Debug, Function)]
#[odata(path = "/ProductsByColor", returns = Page<Json<Value>>)]
struct ProductsByColors {
    colors: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "Model.Product", path = "/Products({productId:i32})")]
struct Product {}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "Model.Category", path = "/Categories({categoryId:i32})")]
struct Category {
    #[serde(rename = "Products")]
    #[odata(navigation)]
    products: Option<Vec<Product>>,
}

#[derive(Debug, Function)]
#[odata(name = "Model.MostExpensive", on(collection = Product), returns = Product)]
struct MostExpensive;

#[derive(Debug, Function)]
#[odata(name = "Model.ProductsByColor", on = Category, returns = Page<Product>)]
struct ProductsByColor {
    color: String,
}

#[derive(Debug, Function)]
#[odata(name = "Model.WithIngredients", on(collection = Product), returns = Page<Product>)]
struct WithIngredients {
    #[serde(rename = "Ingredients")]
    ingredients: Vec<String>,
}

#[derive(Debug, Function)]
#[serde(rename_all = "PascalCase")]
#[odata(path = "/GetTimeZoneCodeByLocalizedName", returns = Json<Value>)]
struct TimeZoneCode {
    localized_standard_name: String,
    locale_id: i32,
}

#[derive(Debug, Function)]
#[serde(rename_all = "PascalCase")]
#[odata(path = "/GetTimeZoneCodeByLocalizedName", returns = Json<Value>)]
struct TimeZoneCodeByAlias {
    #[odata(alias)]
    localized_standard_name: String,
    #[odata(alias)]
    locale_id: i32,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "Microsoft.NAV.salesInvoice",
    path = "/companies({companyId: Uuid})/salesInvoices({salesInvoiceId: Uuid})"
)]
struct SalesInvoice {}

#[derive(Debug, Action)]
#[odata(name = "Microsoft.NAV.cancelAndSend", on = SalesInvoice)]
struct CancelAndSend;

#[derive(Debug, Function)]
#[odata(path = "/sum", returns = Single<i32>)]
struct Sum {
    x: i32,
    y: i32,
}

#[derive(Debug, Function)]
#[odata(path = "/stock", returns = Single<i32>)]
struct Stock {
    id: i32,
}

#[derive(Debug, Action)]
#[odata(path = "/add", returns = Single<i32>)]
struct Add {
    x: i32,
    to: i32,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "Sue.Foo", path = "/Foo({id:i32})")]
struct Foo {}

#[derive(Debug, Function)]
#[odata(name = "Sue.getStock", on = Foo, returns = Single<i32>)]
struct GetStock;

#[derive(Debug, Action)]
#[odata(name = "Sue.order", on = Foo, returns = Single<i32>)]
struct Order {
    x: i32,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "Resource.ResetType")]
#[serde(rename_all = "PascalCase")]
enum ResetType {
    On,
    ForceRestart,
}

#[derive(Debug, Action)]
#[serde(rename_all = "PascalCase")]
#[odata(path = "/Systems/{id}/Actions/ComputerSystem.Reset", returns = Option<Json<Value>>)]
struct Reset {
    reset_type: Option<ResetType>,
}

pub fn calls() -> Vec<Call> {
    let id: Uuid = "f3a5738a-44e3-ea11-bb43-000d3a2feca1".parse().unwrap();
    let mut calls = specification();
    calls.extend([
        service(
            DATAVERSE,
            "Use Web API functions: inline parameters",
            "GET /GetTimeZoneCodeByLocalizedName(LocalizedStandardName='Pacific Standard Time',LocaleId=1033)",
            "",
            TimeZoneCode {
                localized_standard_name: "Pacific Standard Time".to_owned(),
                locale_id: 1033,
            }
            .call(),
        ),
        service(
            DATAVERSE,
            "Use Web API functions: parameter aliases",
            "GET /GetTimeZoneCodeByLocalizedName(LocalizedStandardName=@p1,LocaleId=@p2)?@p1='Pacific Standard Time'&@p2=1033",
            "",
            TimeZoneCodeByAlias {
                localized_standard_name: "Pacific Standard Time".to_owned(),
                locale_id: 1033,
            }
            .call(),
        ),
        service(
            BUSINESS_CENTRAL,
            "salesInvoice resource type",
            // `{id}` on the page.
            "POST /companies(f3a5738a-44e3-ea11-bb43-000d3a2feca1)/salesInvoices(f3a5738a-44e3-ea11-bb43-000d3a2feca1)/\
             Microsoft.NAV.cancelAndSend",
            "",
            SalesInvoice::path(id, id).call(&CancelAndSend),
        ),
        service(CAP, "Custom Actions and Functions: sum", "GET /sum(x=1,y=2)", "", Sum { x: 1, y: 2 }.call()),
        service(CAP, "Custom Actions and Functions: stock", "GET /stock(id=2)", "", Stock { id: 2 }.call()),
        service(
            CAP,
            "Custom Actions and Functions: add",
            "POST /add",
            r#"{"x": 11, "to": 2}"#,
            Add { x: 11, to: 2 }.call(),
        ),
        service(
            CAP,
            "Custom Actions and Functions: bound function",
            "GET /Foo(2)/Sue.getStock()",
            "",
            Foo::path(2).call(&GetStock),
        ),
        service(
            CAP,
            "Custom Actions and Functions: bound action",
            "POST /Foo(2)/Sue.order",
            r#"{"x": 3}"#,
            Foo::path(2).call(&Order { x: 3 }),
        ),
        service(
            REDFISH,
            "DSP0266, POST (action)",
            "POST /Systems/1/Actions/ComputerSystem.Reset",
            r#"{"ResetType": "On"}"#,
            Reset {
                reset_type: Some(ResetType::On),
            }
            .call("1"),
        ),
    ]);
    calls
}

/// OData ABNF Test Cases Version 4.01.
fn specification() -> Vec<Call> {
    vec![
        service(
            HOST,
            "Inline Parameter Syntax",
            "GET /EmployeesByManager(ManagerID=3)",
            "",
            EmployeesByManager { manager: 3 }.call(),
        ),
        service(
            HOST,
            "Inline Parameter Syntax: alias",
            "GET /EmployeesByManager(ManagerID=@p1)?@p1=3",
            "",
            EmployeesByAlias { manager: 3 }.call(),
        ),
        service(
            HOST,
            "Parameter alias: complex value",
            r#"GET /ProductsByComplex(complex=@c)?@c={"Name":"Value"}"#,
            "",
            ProductsByComplex {
                complex: Complex {
                    name: Some("Value".to_owned()),
                },
            }
            .call(),
        ),
        service(
            HOST,
            "Parameter alias: collection",
            r#"GET /ProductsByColor(colors=@c)?@c=["red","green"]"#,
            "",
            ProductsByColors {
                colors: vec!["red".to_owned(), "green".to_owned()],
            }
            .call(),
        ),
        service(
            HOST,
            "Parameter alias: empty collection",
            "GET /ProductsByColor(colors=@c)?@c=[]",
            "",
            ProductsByColors { colors: Vec::new() }.call(),
        ),
        service(
            HOST,
            "4.3 Addressing entities - bound operation on entity set",
            "GET /Products/Model.MostExpensive()",
            "",
            Product::collection().call(&MostExpensive),
        ),
        service(
            HOST,
            "4.3 Addressing entities - bound operation behind a navigation property",
            "GET /Categories(1)/Products/Model.MostExpensive()",
            "",
            Category::path(1).to(Category::PRODUCTS).call(&MostExpensive),
        ),
        service(
            HOST,
            "4.3 Addressing entities - bound operation with parameter",
            "GET /Categories(1)/Model.ProductsByColor(color='red')",
            "",
            Category::path(1).call(&ProductsByColor {
                color: "red".to_owned(),
            }),
        ),
        service(
            HOST,
            "Parameter alias: bound to a collection",
            r#"GET /Products/Model.WithIngredients(Ingredients=@i)?@i=["Carrots","Ginger","Oranges"]"#,
            "",
            Product::collection().call(&WithIngredients {
                ingredients: ["Carrots", "Ginger", "Oranges"].map(str::to_owned).to_vec(),
            }),
        ),
    ]
}
