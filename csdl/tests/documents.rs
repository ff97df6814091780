//! Metadata in several documents, which refer to each other.

use odata_entity_csdl::{Document, Error, Kind, Schema, Segment};

/// A document with references, each a `Uri` with the namespaces and aliases that it includes, and schemas.
fn document(references: &[(&str, &[(&str, &str)])], schemas: &str) -> String {
    let mut text =
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\n".to_owned();
    for (uri, includes) in references {
        text.push_str(&format!("<edmx:Reference Uri=\"{uri}\">"));
        for (namespace, alias) in *includes {
            text.push_str(&format!(
                "<edmx:Include Namespace=\"{namespace}\" Alias=\"{alias}\"/>"
            ));
        }
        text.push_str("<edmx:IncludeAnnotations TermNamespace=\"x\"/></edmx:Reference>\n");
    }
    text.push_str("<edmx:DataServices>\n");
    text.push_str(schemas);
    text.push_str("\n</edmx:DataServices></edmx:Edmx>");
    text
}

fn schema(namespace: &str, children: &str) -> String {
    format!(
        "<Schema Namespace=\"{namespace}\" Alias=\"self\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n{children}</Schema>"
    )
}

fn all(texts: &[(&str, &str)]) -> Schema {
    let documents = texts.iter().map(|(name, text)| Document {
        name: (*name).to_owned(),
        text: (*text).to_owned(),
    });
    Schema::parse_all(documents).expect("documents")
}

/// The shop, whose base and prices are in another document, `x` there and in a third something else.
fn shop() -> String {
    let own = "<EntityType Name=\"item\" BaseType=\"x.thing\"><Property Name=\"price\" Type=\"x.price\"/>\
               <Property Name=\"own\" Type=\"self.size\"/></EntityType>\n\
               <ComplexType Name=\"size\"><Property Name=\"x\" Type=\"Edm.Int32\"/></ComplexType>\n\
               <EntityContainer Name=\"c\" Extends=\"x.c\"><EntitySet Name=\"items\" EntityType=\"self.item\">\
               <NavigationPropertyBinding Path=\"near\" Target=\"x.c/things\"/></EntitySet></EntityContainer>";
    document(&[("base.xml", &[("base", "x")])], &schema("shop", own))
}

fn base() -> String {
    let own = "<EntityType Name=\"thing\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.Int32\" Nullable=\"false\"/>\
               <NavigationProperty Name=\"near\" Type=\"self.thing\"/></EntityType>\n\
               <ComplexType Name=\"price\"><Property Name=\"sum\" Type=\"x.sum\"/></ComplexType>\n\
               <EntityContainer Name=\"c\"><EntitySet Name=\"things\" EntityType=\"self.thing\"/></EntityContainer>";
    document(&[("sums.xml", &[("sums", "x")])], &schema("base", own))
}

fn sums() -> String {
    let own = "<TypeDefinition Name=\"sum\" UnderlyingType=\"Edm.Decimal\"/>\n\
               <Annotations Target=\"b.thing/id\"><Annotation Term=\"Org.OData.Core.V1.Description\" String=\"The number.\"/></Annotations>";
    document(&[("base.xml", &[("base", "b")])], &schema("sums", own))
}

#[test]
fn each_document_has_aliases_of_its_own() {
    let (shop, base, sums) = (shop(), base(), sums());
    let schema = all(&[("shop.xml", &shop), ("base.xml", &base), ("sums.xml", &sums)]);
    assert_eq!(schema.check(), []);
    let names: Vec<String> = schema
        .properties("shop.item")
        .expect("a type")
        .iter()
        .map(|declared| format!("{}: {}", declared.property.name, declared.property.ty))
        .collect();
    assert_eq!(names, ["id: Edm.Int32", "price: base.price", "own: shop.size"]);
    let sum = schema
        .property("base.price", "sum")
        .expect("a type")
        .expect("a property");
    assert_eq!(sum.property.ty.name, "sums.sum", "`x` is another namespace there");
    assert_eq!(schema.derived_types("base.thing"), ["shop.item"]);
    let described = schema.description("base.thing/id").expect("a target");
    assert_eq!(
        described.short,
        Some("The number."),
        "annotations count in whichever document they are"
    );
    let container = schema.container().expect("right").expect("there");
    let names: Vec<&str> = container
        .resources
        .iter()
        .map(|resource| resource.name.as_str())
        .collect();
    assert_eq!(
        (container.name.as_str(), names.as_slice()),
        ("shop.c", &["things", "items"][..])
    );
}

#[test]
fn the_container_is_that_of_the_first_document_that_has_one() {
    let (one, other) = (
        document(&[], &schema("one", "<EntityContainer Name=\"c\"/>")),
        document(&[], &schema("other", "<EntityContainer Name=\"c\"/>")),
    );
    for (texts, name) in [
        ([("one.xml", &one), ("other.xml", &other)], "one.c"),
        ([("other.xml", &other), ("one.xml", &one)], "other.c"),
    ] {
        let schema = all(&texts.map(|(name, text)| (name, text.as_str())));
        let container = schema.container().expect("right").expect("there");
        assert_eq!(container.name, name);
    }
}

#[test]
fn what_no_document_has_concerns_only_the_types_that_need_it() {
    let shop = shop();
    let schema = Schema::parse(shop.as_str()).expect("a document");
    assert_eq!(
        schema
            .properties("shop.item")
            .expect_err("a base is not there")
            .to_string(),
        "`shop.item` (line 5, column 1) extends `base.thing`, which the schema does not have: it is of `base.xml`, \
         which this document refers to; give that file too"
    );
    assert_eq!(
        schema
            .structured_type("base.price")
            .expect_err("not there")
            .to_string(),
        "the schema has no entity type or complex type `base.price`: it is of `base.xml`, which this document refers to; \
         give that file too"
    );
    assert_eq!(schema.reference_to("base.thing"), Some("base.xml"));
    assert_eq!(schema.reference_to("shop.thing"), None);
    assert!(schema.properties("shop.size").is_ok());
    let container = schema.container().expect("has what is its own").expect("there");
    assert_eq!(container.resources.len(), 1);
    // Of documents that were all given one that is misspelt is not excused.
    let base = base().replace("self.thing", "self.thin");
    let sums = sums();
    let schema = all(&[("shop.xml", &shop), ("base.xml", &base), ("sums.xml", &sums)]);
    let route = schema.route(&Segment::split("/items/{id}/near/{id}"));
    assert!(route.is_err());
    assert!(matches!(
        schema.entity_type("base.thin"),
        Err(Error::Unknown {
            nearest: Some(_),
            reference: None,
            ..
        })
    ));
}

#[test]
fn errors_name_the_document_and_the_place_in_it() {
    let shop = shop();
    let faulty = base().replace("Name=\"sum\" Type", "Name=\"sum\" Typ");
    let schema = all(&[("shop.xml", &shop), ("parts/base.xml", &faulty)]);
    assert_eq!(
        schema.complex_type("base.price").expect_err("faulty").to_string(),
        "parts/base.xml: the element `Property` has no attribute `Type` (line 6, column 27)"
    );
    let thing = schema.entity_type("base.thing").expect("right");
    assert_eq!(schema.position(thing.offset).line, 5);
    let (name, start) = schema.document_at(thing.offset).expect("one of two");
    assert_eq!(
        (name, &schema.text()[start..][..11]),
        ("parts/base.xml", "<edmx:Edmx ")
    );
    assert_eq!(
        schema.documents().collect::<Vec<_>>(),
        ["shop.xml", "parts/base.xml"]
    );
    let documents = [("a.xml", "{}"), ("b.xml", "")].map(|(name, text)| Document {
        name: name.to_owned(),
        text: text.to_owned(),
    });
    let error = Schema::parse_all(documents).expect_err("no CSDL");
    assert!(
        error.to_string().starts_with("a.xml: this is CSDL in JSON"),
        "{error}"
    );
}

#[test]
fn pruning_makes_one_document_that_needs_no_other() {
    let (shop, base, sums) = (shop(), base(), sums());
    let schema = all(&[("shop.xml", &shop), ("base.xml", &base), ("sums.xml", &sums)]);
    let pruned = schema
        .prune(&["shop.item"], &["/items/{id}/near"])
        .expect("prunes");
    assert!(!pruned.contains("edmx:Reference"), "{pruned}");
    let small = Schema::parse(pruned).expect("a document");
    assert_eq!(small.check(), []);
    let names = |schema: &Schema| -> Vec<String> {
        let properties = schema.properties("shop.item").expect("a type");
        let names = properties
            .iter()
            .map(|declared| format!("{}: {}", declared.property.name, declared.property.ty));
        names.collect()
    };
    assert_eq!(names(&small), names(&schema));
    assert_eq!(small.type_kind("sums.sum"), Some(Kind::TypeDefinition));
    let described = small.description("base.thing/id").expect("a target");
    assert_eq!(described.short, Some("The number."));
    // What was not given stays a reference.
    let alone = Schema::parse(shop.as_str()).expect("a document");
    let pruned = alone.prune(&["shop.size"], &[]).expect("prunes");
    assert!(pruned.contains("<edmx:Reference Uri=\"base.xml\">"), "{pruned}");
}
