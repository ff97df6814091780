use odata_entity::ComplexType;

#[derive(Clone, ComplexType)]
#[odata(type = "n.inner")]
struct Inner {}

#[derive(Clone, ComplexType)]
#[odata(type = "n.outer")]
struct Outer {
    inner: Option<Inner>,
}

fn main() {
    Outer::patch().inner(Outer::patch());
}
