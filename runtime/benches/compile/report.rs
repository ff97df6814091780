//! The tables.

use crate::emit::{Use, Variant};
use crate::measure::{Cost, Meter, Mode};

/// The costs of the repetitions of one thing.
#[derive(Default)]
pub(crate) struct Samples(Vec<Cost>);

impl Samples {
    pub(crate) fn push(&mut self, cost: Cost) {
        self.0.push(cost);
    }

    /// The least work: what others on the machine add is never negative.
    pub(crate) fn work(&self) -> f64 {
        self.0.iter().map(|cost| cost.work).fold(f64::INFINITY, f64::min)
    }

    fn median_work(&self) -> f64 {
        let mut works: Vec<f64> = self.0.iter().map(|cost| cost.work).collect();
        works.sort_by(f64::total_cmp);
        works.get(works.len() / 2).copied().unwrap_or(f64::NAN)
    }

    fn wall(&self) -> f64 {
        self.0.iter().map(|cost| cost.wall).fold(f64::INFINITY, f64::min)
    }
}

/// What was measured of crates of one size in one mode.
pub(crate) struct Group {
    pub(crate) entities: usize,
    pub(crate) use_of: Use,
    pub(crate) properties: usize,
    pub(crate) mode: Mode,
    /// Only the variants that compiled.
    pub(crate) variants: Vec<(Variant, Samples)>,
}

impl Group {
    /// What `variant` costs over the plain crate.
    fn added(&self, variant: Variant) -> Option<f64> {
        Some(self.work(variant)? - self.work(Variant::Plain)?)
    }

    fn work(&self, variant: Variant) -> Option<f64> {
        self.variants
            .iter()
            .find(|(of, _)| *of == variant)
            .map(|(_, samples)| samples.work())
    }

    /// What `variant` adds, as a share of what serde's derives add.
    fn share(&self, variant: Variant) -> Option<f64> {
        Some(self.added(variant)? / self.added(self.peer())?)
    }

    /// What is compared with.
    fn peer(&self) -> Variant {
        match self.use_of {
            Use::Nothing => Variant::Serde,
            Use::Reading => Variant::Deserialize,
        }
    }

    /// What reading alone adds to a crate that writes, as a share of what serde's `Deserialize` adds.
    fn reading_share(&self) -> Option<f64> {
        let writing = self.work(Variant::Writing)? - self.work(Variant::Declared)?;
        Some((self.added(Variant::Entity)? - writing) / self.added(Variant::Deserialize)?)
    }

    pub(crate) fn print(&self, meter: Meter) {
        let Self {
            entities,
            use_of,
            properties,
            mode,
            variants,
        } = self;
        let (mode, unit) = (mode.name(), meter.unit());
        let (used, share) = match use_of {
            Use::Nothing => ("", "share of serde's pair"),
            Use::Reading => (", each entity read once", "share of serde's `Deserialize`"),
        };
        println!(
            "\n{mode}, {entities} entities, {properties} properties{used} ({unit}; least of the repetitions)"
        );
        println!("| variant | {unit} | median | s wall | added | {share} |");
        println!("|---|---|---|---|---|---|");
        for (variant, samples) in variants {
            println!(
                "| {} | {:.2} | {:.2} | {:.2} | {} | {} |",
                variant.name(),
                samples.work(),
                samples.median_work(),
                samples.wall(),
                figure(self.added(*variant)),
                figure(self.share(*variant)),
            );
        }
        if *use_of == Use::Reading {
            println!(
                "what reading adds to `Entity` / serde's `Deserialize`: {} (budget 0.30); all of `Entity`: {}",
                figure(self.reading_share()),
                figure(self.share(Variant::Entity)),
            );
            return;
        }
        println!(
            "`Entity`, which reads and writes, / serde pair: {} (budget 0.42, with complex types and unions 0.55)",
            figure(self.share(Variant::Entity)),
        );
    }
}

/// What an entity adds in the largest crate over what it adds in the smallest, for each mode.
pub(crate) fn print_growth(groups: &[Group]) {
    for mode in [Mode::Check, Mode::Build] {
        let of_mode = || groups.iter().filter(|group| group.mode == mode);
        let smallest = of_mode().min_by_key(|group| group.entities);
        let largest = of_mode().max_by_key(|group| group.entities);
        let (Some(smallest), Some(largest)) = (smallest, largest) else {
            continue;
        };
        if smallest.entities == largest.entities {
            continue;
        }
        let growth = |variant| {
            let each = |group: &Group| Some(group.added(variant)? / group.entities as f64);
            Some(each(largest)? / each(smallest)?)
        };
        println!(
            "\n{}, growth from {} to {} entities: `Entity` {} × (budget 1.1), serde's derives {} ×",
            mode.name(),
            smallest.entities,
            largest.entities,
            figure(growth(Variant::Entity)),
            figure(growth(smallest.peer())),
        );
    }
}

/// Clean builds, without and with `odata-entity`.
pub(crate) fn print_clean(mode: Mode, registry: &Samples, entity: &Samples) {
    println!("\nclean {} (least of the repetitions)", mode.name());
    println!("| crate depends on | {} | s wall |", Meter::CpuTime.unit());
    println!("|---|---|---|");
    println!(
        "| serde, serde_json, chrono | {:.2} | {:.2} |",
        registry.work(),
        registry.wall()
    );
    println!(
        "| the same and odata-entity | {:.2} | {:.2} |",
        entity.work(),
        entity.wall()
    );
    println!(
        "ratio: {:.3} CPU, {:.3} wall (budget 1.15)",
        entity.work() / registry.work(),
        entity.wall() / registry.wall(),
    );
}

fn figure(number: Option<f64>) -> String {
    number.map_or_else(|| "not measured".to_owned(), |number| format!("{number:.3}"))
}
