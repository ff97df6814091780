//! The shapes of the generated crate: how many properties an entity has, of which types and names.
//!
//! The figures were counted once in Microsoft Graph's v1.0 `$metadata` (2026-08: 1,182 entity types, 861 enum
//! types) and are fixed here, so that a run needs no metadata file and gives the same source everywhere.

/// Properties of the 100 entities of one block, key included. The first 99 are the quantiles 0.5 %, 1.5 %, … 98.5 % of
/// Graph's entity types that have at least two properties (inherited ones counted). The last stands for the long tail:
/// the largest type Graph documents. Every block has this sum, so crates of 100 and of 1000 entities differ in size alone.
/// Mean 12.1; it is 9.7 over Graph's entity types and 14.1 over the documented Intune update calls.
const BLOCK: [u16; 100] = [
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5,
    6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 8, 8, 8, 9, 9, 9, 9, 10, 10,
    10, 10, 10, 11, 11, 11, 12, 12, 12, 13, 13, 13, 14, 14, 15, 15, 16, 16, 17, 17, 18, 19, 21, 23, 24, 26,
    30, 36, 41, 47, 293,
];

/// Of 1000 properties, how many have the type, without complex values: those, and the types that need a feature or have a
/// wrapper of their own (1.3 %), are left out and the others scaled up.
const TYPES: [(Type, u64); 8] = [
    (Type::Text, 501),
    (Type::DateTime, 141),
    (Type::Bool, 139),
    (Type::Enum, 104),
    (Type::I32, 63),
    (Type::Texts, 30),
    (Type::I64, 14),
    (Type::F64, 8),
];

/// Of 1000 properties in a mix, how many are a complex value, a collection of such, or a union: Graph's entity types have
/// 122 and 37 of the first two, and 42 of the 159 are of a type that others derive from.
const COMPLEX: u64 = 94;
const COMPLEXES: u64 = 24;
const UNION: u64 = 41;

/// Properties of a complex type: quantiles of Graph's 1,779, those with none left out. Mean 3.5 (3.5 in Graph).
const COMPLEX_BLOCK: [usize; 18] = [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 5, 6, 9, 14];

/// Complex types to an entity: Graph has 1.5.
const COMPLEX_TYPES_TIMES_TWO: usize = 3;

/// Entities to one union: Graph has 124 complex types that others derive from.
const ENTITIES_PER_UNION: usize = 10;

/// Variants of a union, besides the fallback: the mean of Graph's complex types that others derive from, its one very large
/// hierarchy left out.
const VARIANTS: usize = 3;

/// Of 1000 properties, how many are declared `Nullable="false"`.
const NON_NULLABLE: u64 = 388;

/// Of 1000 properties, how many their user declares without `Option`. Not a figure of Graph's: users need `Option` for
/// whatever a `$select` may leave out.
const BARE: u64 = 60;

/// Members of an enum: the deciles of Graph's enum types, between 2 and 20.
const MEMBERS: [usize; 10] = [2, 3, 3, 3, 4, 4, 5, 6, 10, 20];

/// Entities to one enum.
const ENTITIES_PER_ENUM: usize = 5;

/// The words that Graph's property names are most often made of.
const WORDS: &str = "\
    time date name created display last modified count description status url version block device app \
    user password enabled state settings start blocked required content minimum web data allow \
    information principal configuration error resource action security service deleted expiration custom \
    allowed pin require email mode default publisher location address end before file os target client \
    tenant completed key access sign message system source authentication period screen number \
    protection owner domain sync profile size meeting premises account total application notes privacy \
    text group event storage enterprise days level policy scope job site browser check score role \
    activity cloud";

/// The type of a property, without its `Option`.
#[derive(Clone, Copy)]
pub(crate) enum Type {
    Text,
    DateTime,
    Bool,
    Enum,
    I32,
    Texts,
    I64,
    F64,
}

/// Which kinds of type a crate has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mix {
    /// Entities and enums.
    Entities,
    /// Entities, enums, complex types and unions, as many to an entity as Graph has.
    All,
}

pub(crate) struct Property {
    /// snake_case, unique in its entity.
    pub(crate) name: String,
    /// The Rust type, as it is written.
    pub(crate) ty: String,
    pub(crate) non_nullable: bool,
}

pub(crate) struct Entity {
    pub(crate) properties: Vec<Property>,
}

pub(crate) struct Enum {
    /// PascalCase, unique in the enum.
    pub(crate) members: Vec<String>,
}

/// A union: the complex types that are its variants.
pub(crate) struct Union {
    pub(crate) variants: Vec<usize>,
}

/// What one generated crate holds.
pub(crate) struct Shapes {
    pub(crate) entities: Vec<Entity>,
    pub(crate) complexes: Vec<Entity>,
    pub(crate) unions: Vec<Union>,
    pub(crate) enums: Vec<Enum>,
}

/// How many types of each kind a property can choose from.
struct Choice {
    enums: usize,
    /// Complex types from this one on: one that holds only later ones cannot hold itself.
    complexes: std::ops::Range<usize>,
    unions: usize,
}

impl Shapes {
    pub(crate) fn new(entities: usize, mix: Mix) -> Self {
        let enums = entities.div_ceil(ENTITIES_PER_ENUM);
        let (complexes, unions) = match mix {
            Mix::Entities => (0, 0),
            Mix::All => (
                (entities * COMPLEX_TYPES_TIMES_TWO).div_ceil(2),
                entities.div_ceil(ENTITIES_PER_UNION),
            ),
        };
        // What is in a union has no enums: the crate without this project's derives could not read them.
        let enums_of = |complex| {
            if complex + unions * VARIANTS >= complexes {
                0
            } else {
                enums
            }
        };
        let choice = |enums, first, unions| Choice {
            enums,
            complexes: first..complexes,
            unions,
        };
        Self {
            entities: (0..entities)
                .map(|index| entity(index, &choice(enums, 0, unions)))
                .collect(),
            complexes: (0..complexes)
                .map(|index| complex(index, &choice(enums_of(index), index + 1, 0)))
                .collect(),
            // The last types: what these hold is of the last ones too.
            unions: (0..unions)
                .map(|index| Union {
                    variants: (0..VARIANTS)
                        .map(|variant| complexes - 1 - index * VARIANTS - variant)
                        .collect(),
                })
                .collect(),
            enums: (0..enums).map(members).collect(),
        }
    }

    /// All properties, keys included.
    pub(crate) fn properties(&self) -> usize {
        let entities: usize = self
            .entities
            .iter()
            .map(|entity| entity.properties.len() + 1)
            .sum();
        let complexes: usize = self
            .complexes
            .iter()
            .map(|complex| complex.properties.len())
            .sum();
        entities + complexes
    }
}

fn entity(index: usize, choice: &Choice) -> Entity {
    // 37 is prime to 100: each block has each count once, large and small mixed.
    let count = usize::from(BLOCK[index * 37 % BLOCK.len()]) - 1;
    structured(Random(index as u64), count, choice)
}

fn complex(index: usize, choice: &Choice) -> Entity {
    let count = COMPLEX_BLOCK[index * 5 % COMPLEX_BLOCK.len()];
    structured(Random(index as u64 ^ 0x5555_5555), count, choice)
}

fn structured(mut random: Random, count: usize, choice: &Choice) -> Entity {
    let mut names: Vec<String> = Vec::with_capacity(count);
    while names.len() < count {
        let words = [2, 2, 3, 3, 3, 3, 4, 4, 4, 5][random.below(10)];
        let name = phrase(&mut random, words).join("_");
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let properties = names
        .into_iter()
        .map(|name| property(&mut random, name, choice))
        .collect();
    Entity { properties }
}

fn property(random: &mut Random, name: String, choice: &Choice) -> Property {
    let ty = nested(random, choice).unwrap_or_else(|| primitive(random, choice.enums));
    let bare = random.per_mille(BARE);
    let non_nullable = random.per_mille(NON_NULLABLE) && !bare;
    let ty = if bare { ty } else { format!("Option<{ty}>") };
    Property {
        name,
        ty,
        non_nullable,
    }
}

/// The type of a complex value, if there is to be one. Without complex types nothing is drawn, so that the shapes of a crate
/// of entities are those of earlier versions.
fn nested(random: &mut Random, choice: &Choice) -> Option<String> {
    let types = choice.complexes.len();
    if types == 0 {
        return None;
    }
    let draw = random.below(1000) as u64;
    let index = choice.complexes.start + random.below(types);
    if draw < COMPLEX {
        Some(format!("Complex{index}"))
    } else if draw < COMPLEX + COMPLEXES {
        Some(format!("Vec<Complex{index}>"))
    } else if draw < COMPLEX + COMPLEXES + UNION && choice.unions > 0 {
        Some(format!("Union{}", random.below(choice.unions)))
    } else {
        None
    }
}

fn primitive(random: &mut Random, enums: usize) -> String {
    match random.pick(&TYPES) {
        Type::Text => "String".to_owned(),
        Type::DateTime => "DateTime<FixedOffset>".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::Enum if enums == 0 => "String".to_owned(),
        Type::Enum => format!("Enum{}", random.below(enums)),
        Type::I32 => "i32".to_owned(),
        Type::Texts => "Vec<String>".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::F64 => "f64".to_owned(),
    }
}

fn members(index: usize) -> Enum {
    // Entities and enums of one index must not draw the same words.
    let mut random = Random(!(index as u64));
    let count = MEMBERS[index % MEMBERS.len()];
    let mut members: Vec<String> = Vec::with_capacity(count);
    while members.len() < count {
        let words = 1 + random.below(3);
        let name: String = phrase(&mut random, words).into_iter().map(pascal).collect();
        if !members.contains(&name) {
            members.push(name);
        }
    }
    Enum { members }
}

fn phrase(random: &mut Random, words: usize) -> Vec<&'static str> {
    let all: Vec<_> = WORDS.split(' ').collect();
    (0..words).map(|_| all[random.below(all.len())]).collect()
}

fn pascal(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

/// SplitMix64: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn per_mille(&mut self, share: u64) -> bool {
        self.next() % 1000 < share
    }

    /// One of `table`, by its weights.
    fn pick<T: Copy>(&mut self, table: &[(T, u64)]) -> T {
        let total: u64 = table.iter().map(|(_, weight)| weight).sum();
        let mut rest = self.next() % total;
        for &(item, weight) in table {
            if rest < weight {
                return item;
            }
            rest -= weight;
        }
        table[0].0
    }
}
