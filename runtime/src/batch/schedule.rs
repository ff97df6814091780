//! Which requests of a batch go together next. The work is that of the requests that are sent, not that of all there are.

use super::Item;
use super::change_set::{UNSENT, set_at};
use super::run::{BatchRun, State};
use crate::error::Error;
use crate::profile::Atomicity;
use std::collections::BTreeMap;
use std::time::SystemTime;

/// How many groups that no longer fit into a batch are passed over in search of one that does.
const LOOK_AHEAD: usize = 64;

/// The requests that are to be sent, with those that depend on each other in one group.
pub(super) struct Schedule {
    /// For each request those that depend on it.
    dependents: Vec<Vec<usize>>,
    /// The groups that can be sent now, by their first request.
    ready: BTreeMap<usize, Vec<usize>>,
    /// The groups that are to be sent later, by their time and their first request.
    waiting: BTreeMap<(SystemTime, usize), Vec<usize>>,
    /// What became of these was not looked at yet.
    unsettled: Vec<usize>,
    /// The size of a batch that all groups were compared with.
    limit: usize,
    /// What each unit waits for, by its first request, where a batch has no order of its own. A unit is a change set, or one
    /// request.
    blockers: Option<Vec<usize>>,
}

impl Schedule {
    /// A schedule of these requests. `has_order` is whether those that depend on each other go into one batch.
    pub(super) fn new(items: &[Item], has_order: bool) -> Self {
        let mut dependents = vec![Vec::new(); items.len()];
        let mut blockers = (!has_order).then(|| vec![0_usize; items.len()]);
        for (index, item) in items.iter().enumerate() {
            for &other in &item.after {
                dependents[other].push(index);
                if let Some(blockers) = &mut blockers
                    && unit(items, other) != unit(items, index)
                {
                    blockers[unit(items, index)] += 1;
                }
            }
        }
        Self {
            dependents,
            ready: BTreeMap::new(),
            waiting: BTreeMap::new(),
            unsettled: (0..items.len()).collect(),
            limit: usize::MAX,
            blockers,
        }
    }
}

/// The first request of the unit that a request is in.
fn unit(items: &[Item], index: usize) -> usize {
    items[index].set.unwrap_or(index)
}

impl BatchRun {
    /// The requests that can be sent together now, in order; and, if there are none, when there will be some.
    pub(super) fn next_chunk(&mut self, now: SystemTime) -> (Vec<usize>, Option<SystemTime>) {
        self.settle();
        let limit = self.profile.batch_limit.max(1);
        if limit < self.schedule.limit {
            self.schedule.limit = limit;
            self.fail_large(limit);
        }
        let is_probe = self.brake.is_on();
        let schedule = &mut self.schedule;
        while let Some(first) = schedule.waiting.first_entry()
            && first.key().0 <= now
        {
            let ((_, leader), group) = first.remove_entry();
            schedule.ready.insert(leader, group);
        }
        let (mut room, mut passed, mut leaders) = (limit, 0, Vec::new());
        for (leader, group) in &schedule.ready {
            // What is done as one has a batch of its own.
            let is_alone = self.profile.atomicity == Atomicity::Snapshot && self.items[*leader].set.is_some();
            if is_alone && leaders.is_empty() && group.len() <= room {
                leaders.push(*leader);
                break;
            }
            if group.len() <= room && !is_alone {
                room -= group.len();
                leaders.push(*leader);
                if is_probe {
                    break;
                }
            } else {
                passed += 1;
            }
            if room == 0 || passed == LOOK_AHEAD {
                break;
            }
        }
        let groups = leaders.iter().filter_map(|leader| schedule.ready.remove(leader));
        let mut chunk: Vec<usize> = groups.flatten().collect();
        chunk.sort_unstable();
        schedule.unsettled.clone_from(&chunk);
        let next = schedule.waiting.first_key_value().map(|((time, _), _)| *time);
        (chunk, next)
    }

    /// Takes note of what became of the requests that were sent last: those that depend on a failed one fail, and what is to be sent
    /// again is grouped anew.
    fn settle(&mut self) {
        let mut unsettled = std::mem::take(&mut self.schedule.unsettled);
        self.resolve_all(&unsettled);
        let mut failed: Vec<usize> = unsettled
            .iter()
            .copied()
            .filter(|&index| self.has_failed(index))
            .collect();
        while let Some(index) = failed.pop() {
            // A dependent of one that failed, with its change set.
            let dependents = std::mem::take(&mut self.schedule.dependents[index]);
            for &dependent in &dependents {
                if !matches!(self.states[dependent], State::Pending(..)) {
                    continue;
                }
                let first = unit(&self.items, dependent);
                for other in set_at(&self.items, first) {
                    if matches!(self.states[other], State::Pending(..)) {
                        let error = Error::Batch("a request that it depends on failed");
                        self.states[other] = State::Done(Err(error));
                        failed.push(other);
                    }
                }
            }
        }
        let released = self.release(&unsettled);
        if !released.is_empty() {
            unsettled.extend(released);
            unsettled.sort_unstable();
            unsettled.dedup();
        }
        unsettled.retain(|&index| {
            let is_pending = matches!(self.states[index], State::Pending(..));
            let blockers = self.schedule.blockers.as_ref();
            is_pending && blockers.is_none_or(|blockers| blockers[unit(&self.items, index)] == 0)
        });
        let has_order = self.schedule.blockers.is_none();
        let after = |index: usize| match has_order {
            true => self.items[index].after.as_slice(),
            false => &[],
        };
        for group in grouped(&unsettled, after, |index| unit(&self.items, index)) {
            self.put(group);
        }
    }

    /// The requests that need wait no longer, now that these are done; where a batch has no order of its own.
    fn release(&mut self, settled: &[usize]) -> Vec<usize> {
        let mut released = Vec::new();
        for &index in settled {
            if self.schedule.blockers.is_none() || matches!(self.states[index], State::Pending(..)) {
                continue;
            }
            for dependent in std::mem::take(&mut self.schedule.dependents[index]) {
                let first = unit(&self.items, dependent);
                let Some(blockers) = &mut self.schedule.blockers else {
                    continue;
                };
                if first == unit(&self.items, index) {
                    continue;
                }
                blockers[first] = blockers[first].saturating_sub(1);
                if blockers[first] == 0 {
                    released.extend(set_at(&self.items, first));
                }
            }
        }
        self.resolve_all(&released);
        released
    }

    /// Resolves the references of these requests to what is done already.
    fn resolve_all(&mut self, indices: &[usize]) {
        for &index in indices {
            if matches!(self.states[index], State::Pending(..))
                && let Err(error) = self.resolve(index)
            {
                self.states[index] = State::Done(Err(error));
                for other in set_at(&self.items, unit(&self.items, index)) {
                    if matches!(self.states[other], State::Pending(..)) {
                        self.states[other] = State::Done(Err(UNSENT));
                    }
                }
            }
        }
    }

    /// Puts a group where its time is: when the last of its requests may be sent.
    fn put(&mut self, group: Vec<usize>) {
        if group.len() > self.schedule.limit {
            return self.fail_group(&group);
        }
        let times = group.iter().filter_map(|&index| match &self.states[index] {
            State::Pending(_, time) => *time,
            State::Done(_) => None,
        });
        let (time, leader) = (times.max(), group.first().copied().unwrap_or_default());
        match time {
            Some(time) => _ = self.schedule.waiting.insert((time, leader), group),
            None => _ = self.schedule.ready.insert(leader, group),
        }
    }

    /// Fails what no batch of this size holds. A limit only becomes less, and by halves, so this is seldom done.
    fn fail_large(&mut self, limit: usize) {
        let ready = self.schedule.ready.extract_if(.., |_, group| group.len() > limit);
        let mut large: Vec<Vec<usize>> = ready.map(|(_, group)| group).collect();
        let waiting = self
            .schedule
            .waiting
            .extract_if(.., |_, group| group.len() > limit);
        large.extend(waiting.map(|(_, group)| group));
        for group in large {
            self.fail_group(&group);
        }
    }

    fn fail_group(&mut self, group: &[usize]) {
        for &index in group {
            let error = Error::Batch(
                "more requests depend on each other, or are in one change set, than a batch of the service holds",
            );
            self.states[index] = State::Done(Err(error));
        }
    }
}

/// Requests in groups of those that depend on each other; `sorted` has them in order, and so has each group.
/// `unit` has the first request of the change set that a request is in, or the request itself.
fn grouped<'a>(
    sorted: &[usize],
    after: impl Fn(usize) -> &'a [usize],
    unit: impl Fn(usize) -> usize,
) -> Vec<Vec<usize>> {
    // Each points to an earlier one of its group, or to itself.
    let mut leader: Vec<usize> = (0..sorted.len()).collect();
    for (place, &index) in sorted.iter().enumerate() {
        for other in after(index).iter().copied().chain([unit(index)]) {
            // What is not to be sent again binds nothing together.
            if let Ok(other) = sorted.binary_search(&other) {
                let (a, b) = (first(&mut leader, place), first(&mut leader, other));
                leader[a.max(b)] = a.min(b);
            }
        }
    }
    let mut groups = vec![Vec::new(); sorted.len()];
    for (place, &index) in sorted.iter().enumerate() {
        groups[first(&mut leader, place)].push(index);
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// The first of a group. The way there is halved as it is gone, so that no chain is gone twice.
fn first(leader: &mut [usize], mut place: usize) -> usize {
    while leader[place] != place {
        leader[place] = leader[leader[place]];
        place = leader[place];
    }
    place
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn what_depends_on_each_other_is_one_group() {
        let after = [vec![], vec![0], vec![], vec![2, 1], vec![9], vec![]];
        assert_eq!(
            grouped(&[0, 1, 2, 3, 5], |index| &after[index], |index| index),
            [vec![0, 1, 2, 3], vec![5]]
        );
        assert_eq!(
            grouped(&[0, 2, 3], |index| &after[index], |index| index),
            [vec![0], vec![2, 3]],
            "what is done binds nothing"
        );
        assert!(grouped(&[], |index| &after[index], |index| index).is_empty());
    }

    #[test]
    fn a_chain_is_one_group_whatever_its_length() {
        let after: Vec<Vec<usize>> = (0..50_000_usize)
            .map(|index| index.checked_sub(1).into_iter().collect())
            .collect();
        let all: Vec<usize> = (0..after.len()).collect();
        assert_eq!(grouped(&all, |index| &after[index], |index| index).len(), 1);
        assert_eq!(
            grouped(&all, |_| &[], |index| index - index % 100).len(),
            500,
            "change sets"
        );
    }
}
