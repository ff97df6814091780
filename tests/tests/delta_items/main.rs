//! Deltas without a network: how they are asked for, what an item is in each of its forms, what is kept and goes on.

mod copy;
mod items;
mod round;
mod scope;
mod start;
