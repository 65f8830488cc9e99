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

/// An arc between two parts of the graph: what it wins, its word, its head.
type Arc = Option<(i64, usize, usize)>;

/// Heads of the best spanning tree of `n` nodes, the last of which is the root; `table` has a row
/// of scores for each child. Every round at least halves the words that are in loops, so the work
/// grows with the square of `n`, times the number of rounds.
fn spanning_tree(table: &[i64], n: usize) -> Vec<usize> {
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
    for (from, to) in spanning_tree(&smaller, small).into_iter().enumerate() {
        if let Some((_, word, head)) = arcs[from * small + to] {
            heads[word] = head;
        }
    }
    heads
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

    proptest! {
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
