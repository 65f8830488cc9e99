//! From scores of arcs to a tree: the best head of each word and, where those make no tree, the
//! best spanning tree (Chu and Liu, Edmonds).

/// Heads of `n` words from `n × (n + 1)` scores, the root last: the tree with one root that has
/// the largest sum. Ties go to the first.
pub(crate) fn heads(scores: &[i32], n: usize, heads: &mut Vec<usize>) {
    heads.clear();
    let mut roots = 0;
    for scores in scores.chunks_exact(n + 1) {
        let mut best = n;
        for (j, &score) in scores[..n].iter().enumerate() {
            if score > scores[best] {
                best = j;
            }
        }
        roots += usize::from(best == n);
        heads.push(best);
    }
    if roots != 1 || !is_tree(heads) {
        // A second root must cost more than all that it could win.
        let penalty = 1i64 << 40;
        let width = n + 1;
        let mut table: Vec<i64> = scores.iter().map(|&score| i64::from(score)).collect();
        table.iter_mut().skip(n).step_by(width).for_each(|score| *score -= penalty);
        *heads = spanning_tree(&table, width);
    }
}

fn is_tree(heads: &[usize]) -> bool {
    loops(heads).1 == 0
}

/// For each word the number of the loop that it is in, from 1, and the number of loops. The word
/// past the last is the root.
fn loops(heads: &[usize]) -> (Vec<usize>, usize) {
    let mut loop_of = vec![0; heads.len()];
    let mut seen = vec![usize::MAX; heads.len()];
    let mut found = 0;
    for start in 0..heads.len() {
        let mut at = start;
        while at < heads.len() && seen[at] == usize::MAX {
            seen[at] = start;
            at = heads[at];
        }
        if at < heads.len() && seen[at] == start {
            found += 1;
            while loop_of[at] == 0 {
                loop_of[at] = found;
                at = heads[at];
            }
        }
    }
    (loop_of, found)
}

/// Where the search for loops stands with a node.
#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    OnPath,
    /// Its heads lead to the root.
    Done,
    /// Part of a loop for which another node stands.
    Gone,
}

/// Heads of the best spanning tree of `n` nodes, the last of which is the root; `table` has a row
/// of scores for each child.
///
/// A loop becomes one node, its first, as soon as it is found. That costs the loop's length times
/// `n` and takes all of its nodes but one away, so the work grows with the square of `n`, whatever
/// the scores are: words in no order make one loop around the other.
fn spanning_tree(table: &[i64], n: usize) -> Vec<usize> {
    let root = n - 1;
    // What an arc between two nodes wins now, and the words that it is between.
    let mut gains = table[..root * n].to_vec();
    let mut arcs: Vec<(u32, u32)> =
        (0..root as u32).flat_map(|i| (0..n as u32).map(move |j| (i, j))).collect();
    let mut alive: Vec<usize> = (0..root).collect();
    let mut heads: Vec<usize> = (0..root).map(|i| best(&gains, n, i, &alive)).collect();
    // Parts are the words and then the loops in the order in which they were found; a loop has its
    // parts with the arc that each has in it.
    let mut part: Vec<usize> = (0..root).collect();
    let mut part_of: Vec<usize> = vec![usize::MAX; root];
    let mut loops: Vec<Vec<(usize, (u32, u32))>> = Vec::new();
    let mut state = vec![State::New; root];
    let mut path: Vec<usize> = Vec::new();
    for start in 0..root {
        if state[start] == State::New {
            state[start] = State::OnPath;
            path.push(start);
        }
        while let Some(&last) = path.last() {
            let next = heads[last];
            if next == root || state[next] == State::Done {
                path.drain(..).for_each(|node| state[node] = State::Done);
                break;
            }
            if state[next] == State::New {
                state[next] = State::OnPath;
                path.push(next);
                continue;
            }
            let from = path.iter().position(|&node| node == next).unwrap_or(0);
            let others: Vec<usize> = path.drain(from + 1..).collect();
            let found = root + loops.len();
            let mut parts = Vec::with_capacity(others.len() + 1);
            for &node in std::iter::once(&next).chain(&others) {
                parts.push((part[node], arcs[node * n + heads[node]]));
                part_of[part[node]] = found;
            }
            loops.push(parts);
            part_of.push(usize::MAX);
            part[next] = found;
            others.iter().for_each(|&node| state[node] = State::Gone);
            alive.retain(|&node| state[node] != State::Gone);

            // To take a word out of its loop costs the arc that it has there.
            let cost = gains[next * n + heads[next]];
            for other in alive.iter().copied().chain([root]) {
                gains[next * n + other] -= cost;
            }
            for &node in &others {
                let cost = gains[node * n + heads[node]];
                for other in alive.iter().copied().chain([root]).filter(|&other| other != next) {
                    let (to, from) = (next * n + other, node * n + other);
                    if gains[from] - cost > gains[to] {
                        gains[to] = gains[from] - cost;
                        arcs[to] = arcs[from];
                    }
                    if other != root {
                        let (to, from) = (other * n + next, other * n + node);
                        if gains[from] > gains[to] {
                            gains[to] = gains[from];
                            arcs[to] = arcs[from];
                        }
                    }
                }
            }
            for &node in &alive {
                if heads[node] != root && state[heads[node]] == State::Gone {
                    heads[node] = next;
                }
            }
            heads[next] = best(&gains, n, next, &alive);
        }
    }

    // From the last loop to the first: the arc into a loop replaces the one of the part it enters.
    let mut into = vec![(0, 0); root + loops.len()];
    for &node in &alive {
        into[part[node]] = arcs[node * n + heads[node]];
    }
    for (at, parts) in loops.iter().enumerate().rev() {
        let arc = into[root + at];
        for &(part, own) in parts {
            into[part] = own;
        }
        let mut entered = arc.0 as usize;
        while part_of[entered] != root + at {
            entered = part_of[entered];
        }
        into[entered] = arc;
    }
    into[..root].iter().map(|&(_, head)| head as usize).collect()
}

/// The best head of a node: the root or one that is alive.
fn best(gains: &[i64], n: usize, node: usize, alive: &[usize]) -> usize {
    let row = &gains[node * n..(node + 1) * n];
    let mut best = n - 1;
    for &head in alive {
        if head != node && row[head] > row[best] {
            best = head;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The best tree with one root by trying all.
    fn by_trying(scores: &[i32], n: usize) -> Option<i64> {
        let mut best = None;
        let mut heads = vec![0usize; n];
        'all: loop {
            let roots = heads.iter().filter(|&&h| h == n).count();
            if roots == 1 && is_tree(&heads) {
                let sum = heads
                    .iter()
                    .enumerate()
                    .map(|(i, &h)| i64::from(scores[i * (n + 1) + h]))
                    .sum();
                best = best.max(Some(sum));
            }
            for head in &mut heads {
                *head += 1;
                if *head <= n {
                    continue 'all;
                }
                *head = 0;
            }
            return best;
        }
    }

    /// An arc between two parts of the graph: what it wins, its word, its head.
    type Arc = Option<(i64, usize, usize)>;

    /// The same tree, found level by level: plain, and slow where loops lie around loops.
    fn by_levels(table: &[i64], n: usize) -> Vec<usize> {
        let root = n - 1;
        let mut heads: Vec<usize> = table
            .chunks_exact(n)
            .take(root)
            .enumerate()
            .map(|(i, row)| {
                let mut best = root;
                for (j, &score) in row.iter().enumerate() {
                    if j != i && score > row[best] {
                        best = j;
                    }
                }
                best
            })
            .collect();
        let (loop_of, count) = loops(&heads);
        if count == 0 {
            return heads;
        }
        // Every loop becomes one node; the other words follow, then the root.
        let mut next = count;
        let mut node: Vec<usize> = loop_of
            .iter()
            .map(|&l| {
                next += usize::from(l == 0);
                if l > 0 { l - 1 } else { next - 1 }
            })
            .collect();
        node.push(next);
        let small = next + 1;
        let mut arcs: Vec<Arc> = vec![None; small * small];
        for i in 0..root {
            let row = &table[i * n..(i + 1) * n];
            // To take a word out of its loop costs the arc that it has there.
            let cost = if loop_of[i] > 0 { row[heads[i]] } else { 0 };
            for (j, &score) in row.iter().enumerate() {
                let arc = &mut arcs[node[i] * small + node[j]];
                let gain = score - cost;
                if node[i] != node[j] && arc.is_none_or(|(best, _, _)| gain > best) {
                    *arc = Some((gain, i, j));
                }
            }
        }
        let smaller: Vec<i64> = arcs.iter().map(|arc| arc.map_or(0, |(gain, _, _)| gain)).collect();
        for (from, to) in by_levels(&smaller, small).into_iter().enumerate() {
            if let Some((_, word, head)) = arcs[from * small + to] {
                heads[word] = head;
            }
        }
        heads
    }

    proptest! {
        #[test]
        fn loops_around_loops_are_opened(n in 2usize..50, kinds in 2i64..100_000, seed in any::<u64>()) {
            let (mut state, root) = (seed | 1, n - 1);
            let mut table: Vec<i64> = (0..n * n)
                .map(|_| {
                    state ^= state << 13;
                    state ^= state >> 7;
                    state ^= state << 17;
                    (state >> 20) as i64 % kinds
                })
                .collect();
            table.iter_mut().skip(root).step_by(n).for_each(|score| *score -= 1 << 40);
            let won = |heads: &[usize]| -> i64 {
                heads.iter().enumerate().map(|(i, &head)| table[i * n + head]).sum()
            };
            let found = spanning_tree(&table, n);
            prop_assert!(is_tree(&found));
            prop_assert_eq!(found.iter().filter(|&&head| head == root).count(), 1);
            prop_assert_eq!(won(&found), won(&by_levels(&table, n)));
        }

        #[test]
        fn the_tree_is_the_best_with_one_root(n in 1usize..6, seed in prop::collection::vec(-50i32..50, 30)) {
            let mut scores: Vec<i32> = seed.iter().copied().cycle().take(n * (n + 1)).collect();
            for i in 0..n {
                scores[i * (n + 1) + i] = i32::MIN;
            }
            let mut found = Vec::new();
            heads(&scores, n, &mut found);
            prop_assert!(is_tree(&found));
            prop_assert_eq!(found.iter().filter(|&&h| h == n).count(), 1);
            let sum: i64 = found.iter().enumerate().map(|(i, &h)| i64::from(scores[i * (n + 1) + h])).sum();
            prop_assert_eq!(Some(sum), by_trying(&scores, n));
        }
    }
}
