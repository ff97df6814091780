//! What can be written on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use odata_entity_csdl::Kind;

/// Structs, small schema files and answers out of a service's `$metadata`.
///
/// A service describes itself in a CSDL file: `curl -o graph.csdl 'https://graph.microsoft.com/v1.0/$metadata'`. With that file
/// in your repository, `list` finds the types that you need, `scaffold` writes them as Rust, and `prune` makes a file that holds
/// no more than they need, to be shipped with your crate. `check` looks after that file, and `diff` shows what a new version of the
/// service means for your crate.
#[derive(Parser)]
#[command(name = "odata-entity", version, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  odata-entity list --schema graph.csdl deviceStatus
  odata-entity scaffold --schema graph.csdl managedDevice --with-references --out src/graph.rs
  odata-entity prune --schema graph.csdl managedDevice --out schemas/graph.csdl
  odata-entity check
  odata-entity diff schemas/graph.csdl graph-new.csdl --package .

The exit code is 0 if all went well, 1 if the command failed (a file, or a name in it, is wrong), 2 if the command line is wrong, and 3 if
`check` found something to correct, or `diff --exit-code` a difference.";

#[derive(Subcommand)]
pub(crate) enum Command {
    Scaffold(ScaffoldArguments),
    List(ListArguments),
    Prune(PruneArguments),
    Check(CheckArguments),
    Diff(DiffArguments),
    Completions(CompletionsArguments),
}

/// Print types of the service as Rust: structs, enums and unions with the attributes of `odata-entity`.
///
/// The output is a separate module that you can edit: drop properties that you do not need, rename what you like. It
/// needs the crates that its first lines name.
///
/// A property of a type that is not printed with it is left out, and is there as a comment; `--with-references`
/// prints those types too.
#[derive(Args)]
#[command(after_help = SCAFFOLD_EXAMPLES)]
pub(crate) struct ScaffoldArguments {
    #[command(flatten)]
    pub(crate) schema: SchemaArgument,

    /// The types: `microsoft.graph.managedDevice`, or `managedDevice` where only one namespace has it or it is at the service's root, or a pattern with `*`.
    #[arg(required = true, value_name = "TYPE")]
    pub(crate) types: Vec<String>,

    /// Print the complex types and enumeration types that the types use, too.
    #[arg(short = 'r', long)]
    pub(crate) with_references: bool,

    /// A path to one of the types, instead of those that lead there by containment; `name=/path` for each but one.
    ///
    /// A path is written as in the documentation, `/users/{userId}/managedDevices/{managedDeviceId}`, and may be given several
    /// times. It goes to the type that it leads to.
    #[arg(short, long, value_name = "PATH")]
    pub(crate) path: Vec<String>,

    /// How keys are written in paths: `/users({userId})` or `/users/{userId}`.
    ///
    /// By default it is what the service announces (`Capabilities.KeyAsSegmentSupported`), segments for Graph, and else parentheses, which
    /// nearly every service takes.
    #[arg(long, value_name = "STYLE")]
    pub(crate) keys: Option<KeyStyle>,

    /// How many paths a type gets at most, where several lead to it.
    #[arg(long, value_name = "NUMBER", default_value_t = 4)]
    pub(crate) max_paths: usize,

    /// Embed the base type in a derived one, instead of listing the properties that it inherits.
    ///
    /// Then what several types share is one struct. Flat structs, the default, are read faster and are simpler to use.
    #[arg(long)]
    pub(crate) embed: bool,

    /// Print navigation properties too: related entities, which come with `$expand`.
    #[arg(long)]
    pub(crate) navigation: bool,

    /// Print the actions and functions that can be called on the types, too, as structs of their parameters.
    ///
    /// With the types that their parameters and results need. An operation that is bound to nothing is printed where it is named:
    /// `GetStates` for `/GetStates`.
    #[arg(long)]
    pub(crate) operations: bool,

    /// Mark keys as given by the caller, `key(client)`: they are in the bodies that create entities.
    ///
    /// Keys of several parts are marked so anyway, and those that the service computes never.
    #[arg(long)]
    pub(crate) client_keys: bool,

    /// Write here instead of to the standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,

    /// Write here what the metadata lacks about the types' properties, for the compiler to check.
    ///
    /// Many services mark few properties as read-only. Descriptions that state it and names such as `createdDateTime`
    /// are taken as such, and noted in this file. Kept beside the schema under its name and with the ending
    /// `.overlay`, it is part of what structs are checked against. If the file exists, its lines stay and what they
    /// lack is added.
    #[arg(long, value_name = "FILE")]
    pub(crate) overlay: Option<PathBuf>,

    /// Add what is new to this file, which was scaffolded before and may have been edited, and touch nothing else.
    ///
    /// Types are found by their `type = "…"`, members by their names on the wire. What is different is listed and left to you. A property
    /// that you dropped is added again, unless a comment in its struct names it in backticks: // `name` is of no use.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["out", "force"])]
    pub(crate) update: Option<PathBuf>,

    /// Overwrite the file of `--out` if it exists.
    #[arg(long, requires = "out")]
    pub(crate) force: bool,
}

const SCAFFOLD_EXAMPLES: &str = "\
Examples:
  odata-entity scaffold --schema graph.csdl managedDevice -r > src/graph.rs
  odata-entity scaffold --schema graph.csdl managedDevice --operations --update src/graph.rs
  odata-entity scaffold --schema graph.csdl microsoft.graph.user --path '/users/{userId}' --path 'me=/me' -r --out src/user.rs
  odata-entity scaffold --schema graph.csdl 'microsoft.graph.ios*Configuration' -r --overlay graph.overlay";

/// List the types and operations of the service, or those that fit a pattern.
///
/// Shown are the kind, the qualified name, the base, the key, the number of properties (or members) and the shortest path; of an action or
/// function what it is bound to, the number of its parameters, and what it returns. An action or function that is bound to a type is shown also
/// where the pattern is all of the type's name: `list managedDevice --kind action`.
#[derive(Args)]
#[command(after_help = LIST_EXAMPLES)]
pub(crate) struct ListArguments {
    #[command(flatten)]
    pub(crate) schema: SchemaArgument,

    /// A part of the name, in any case; or all of it with `*` for anything: `*.ios*Configuration`.
    pub(crate) pattern: Option<String>,

    /// Only what is of this kind.
    #[arg(long)]
    pub(crate) kind: Option<TypeKind>,

    /// Show every property or member of the types that are found, their actions and functions, and all paths; of these each parameter.
    #[arg(short, long)]
    pub(crate) long: bool,
}

/// Write a schema file with only what some types need.
///
/// It holds the types with everything that their properties use, the paths to them, and the annotations of these.
/// Checks against it have the same results as checks against the original, so it is what a crate keeps in its
/// repository. The comment at its beginning has the command that made it.
///
/// It is refused as `--out` of itself, as what it leaves out is lost then, unless it was pruned before.
#[derive(Args)]
#[command(after_help = PRUNE_EXAMPLES)]
pub(crate) struct PruneArguments {
    #[command(flatten)]
    pub(crate) schema: SchemaArgument,

    /// The types, as `scaffold` takes them.
    #[arg(required_unless_present = "path", value_name = "TYPE")]
    pub(crate) types: Vec<String>,

    /// A path that must be checked too; may be given several times.
    #[arg(short, long, value_name = "PATH")]
    pub(crate) path: Vec<String>,

    /// Write here instead of to the standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

const LIST_EXAMPLES: &str = "\
Examples:
  odata-entity list --schema graph.csdl deviceStatus
  odata-entity list --schema graph.csdl 'microsoft.graph.ios*' --kind entity --long";

const PRUNE_EXAMPLES: &str = "\
Examples:
  odata-entity prune --schema graph.csdl managedDevice --out schemas/graph.csdl
  odata-entity prune --schema graph.csdl --path '/deviceManagement/reports/exportJobs/{id}' > reports.csdl";

/// Check the schema file and the overlay of a package that uses the derives.
///
/// Reported are types, properties, members and paths of the sources that the schema does not have, faults of the metadata, lines of the
/// overlay that are about nothing or that the metadata has itself by now, and types of the file that the package does not need.
///
/// Read are Cargo.toml, the schema files of `[package.metadata.odata]`, and all sources of the package; nothing is compiled, so what macros
/// make is not seen. The derives check more when the package is compiled.
#[derive(Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub(crate) struct CheckArguments {
    /// The folder of the package, or its Cargo.toml.
    #[arg(default_value = ".", value_name = "PACKAGE")]
    pub(crate) package: PathBuf,

    /// List all of the types that are of no use, and not only the first.
    #[arg(short, long)]
    pub(crate) long: bool,
}

const CHECK_EXAMPLES: &str = "\
Examples:
  odata-entity check
  odata-entity check crates/intune --long

The exit code is 3 if something is to be corrected.";

/// Show what differs between two versions of a service, and which types of a package are concerned.
///
/// Compared are types with their properties, members and keys, who may write what and when, operations with their parameters, and what
/// is at the service's root; descriptions are not.
#[derive(Args)]
#[command(after_help = DIFF_EXAMPLES)]
pub(crate) struct DiffArguments {
    /// The metadata of the old version: a file, or a folder of files that refer to each other.
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,

    /// The metadata of the new version.
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,

    /// Only these: qualified names, local names, or patterns with `*`.
    #[arg(value_name = "NAME", conflicts_with = "package")]
    pub(crate) types: Vec<String>,

    /// Show what a package must change, and what it can add: its types and paths are read from its sources.
    #[arg(short, long, value_name = "PACKAGE")]
    pub(crate) package: Option<PathBuf>,

    /// Exit with 3 if there is a difference; with `--package`, if the package must change something.
    #[arg(long)]
    pub(crate) exit_code: bool,
}

const DIFF_EXAMPLES: &str = "\
Examples:
  odata-entity diff graph-2026-08.csdl graph-2026-11.csdl 'microsoft.graph.device*'
  odata-entity diff schemas/graph.csdl graph-2026-11.csdl --package . --exit-code";

/// Print a script that completes this command's arguments in a shell.
#[derive(Args)]
#[command(after_help = COMPLETIONS_EXAMPLES)]
pub(crate) struct CompletionsArguments {
    /// The shell.
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  odata-entity completions bash > ~/.local/share/bash-completion/completions/odata-entity
  odata-entity completions fish > ~/.config/fish/completions/odata-entity.fish";

#[derive(Args)]
pub(crate) struct SchemaArgument {
    /// The service's metadata: OData CSDL in XML, as its `$metadata` answers.
    ///
    /// For metadata in several files, which refer to each other, give it once for each, that of the service first; or a folder, for
    /// all its files that end in `.xml`, `.csdl` or `.edmx`. Nothing is fetched: what is in no file concerns only the types that need it.
    #[arg(short, long, required = true, value_name = "FILE")]
    pub(crate) schema: Vec<PathBuf>,
}

/// How keys are written in paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeyStyle {
    /// `/users/{userId}`
    Segments,
    /// `/users({userId})`, where a key of text gets its quotes
    Parentheses,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TypeKind {
    Entity,
    Complex,
    Enum,
    Definition,
    Action,
    Function,
}

impl TypeKind {
    pub(crate) const ALL: [TypeKind; 6] = [
        TypeKind::Entity,
        TypeKind::Complex,
        TypeKind::Enum,
        TypeKind::Definition,
        TypeKind::Action,
        TypeKind::Function,
    ];

    /// The schema's kind.
    pub(crate) fn kind(self) -> Kind {
        match self {
            TypeKind::Entity => Kind::EntityType,
            TypeKind::Complex => Kind::ComplexType,
            TypeKind::Enum => Kind::EnumType,
            TypeKind::Definition => Kind::TypeDefinition,
            TypeKind::Action => Kind::Action,
            TypeKind::Function => Kind::Function,
        }
    }

    /// One word for a column.
    pub(crate) fn word(self) -> &'static str {
        match self {
            TypeKind::Entity => "entity",
            TypeKind::Complex => "complex",
            TypeKind::Enum => "enum",
            TypeKind::Definition => "definition",
            TypeKind::Action => "action",
            TypeKind::Function => "function",
        }
    }
}
