#![doc = include_str!("../../docs/delta.md")]

mod apply;
mod changed;
mod id;
mod item;
mod kept;
mod page;
mod pager;
mod removed;
mod scan;
mod set;
mod start;

pub use apply::LocalCopy;
pub use changed::Changed;
pub use item::{DeltaItem, OtherItem, Relation};
pub use kept::DeltaLink;
pub use page::DeltaPage;
pub use pager::DeltaPager;
pub use removed::Removed;
