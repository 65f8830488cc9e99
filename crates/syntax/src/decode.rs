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
        let mut table = vec![NEVER; width * width];
        for i in 0..n {
            for j in 0..width {
                if i != j {
                    let score = i64::from(scores[i * width + j]);
                    table[i * width + j] = score - if j == n { penalty } else { 0 };
                }
            }
        }
        *heads = spanning_tree(&table, width, n);
        heads.truncate(n);
    }
}

const NEVER: i64 = i64::MIN / 4;

fn is_tree(heads: &[usize]) -> bool {
    find_loop(heads).is_none()
}

/// A loop among heads, where there is one; the word past the last is the root.
fn find_loop(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![usize::MAX; heads.len()];
    for start in 0..heads.len() {
        let mut at = start;
        while at < heads.len() && seen[at] == usize::MAX {
            seen[at] = start;
            at = heads[at];
        }
        if at < heads.len() && seen[at] == start {
            let mut words = vec![at];
            let mut next = heads[at];
            while next != at {
                words.push(next);
                next = heads[next];
            }
            return Some(words);
        }
    }
    None
}

/// Heads of the best spanning tree of `n` nodes; `table` has a row of scores for each child. The
/// root must be the last node.
fn spanning_tree(table: &[i64], n: usize, root: usize) -> Vec<usize> {
    let mut heads: Vec<usize> = (0..n)
        .filter(|&i| i != root)
        .map(|i| {
            let row = &table[i * n..(i + 1) * n];
            let mut best = root;
            for (j, &score) in row.iter().enumerate() {
                if j != i && score > row[best] {
                    best = j;
                }
            }
            best
        })
        .collect();
    let Some(looped) = find_loop(&heads) else {
        heads.push(root);
        return heads;
    };
    // The loop becomes one node, put before the root, and the smaller problem is solved.
    let mut inside = vec![false; n];
    looped.iter().for_each(|&i| inside[i] = true);
    let kept: Vec<usize> = (0..root).filter(|&i| !inside[i]).collect();
    let (node, small) = (kept.len(), kept.len() + 2);
    let old = |i: usize| if i < node { kept[i] } else { root };
    let mut smaller = vec![NEVER; small * small];
    let mut out_of = vec![root; small];
    let mut into = vec![looped[0]; small];
    for i in 0..node {
        let row = &table[old(i) * n..(old(i) + 1) * n];
        for j in (0..node).chain([node + 1]) {
            smaller[i * small + j] = row[old(j)];
        }
        let mut best = looped[0];
        looped.iter().for_each(|&c| {
            if row[c] > row[best] {
                best = c;
            }
        });
        out_of[i] = best;
        smaller[i * small + node] = row[best];
    }
    for j in (0..node).chain([node + 1]) {
        let gain = |c: usize| table[c * n + old(j)] - table[c * n + heads[c]];
        let mut best = looped[0];
        looped.iter().for_each(|&c| {
            if gain(c) > gain(best) {
                best = c;
            }
        });
        into[j] = best;
        smaller[node * small + j] = gain(best).max(NEVER);
    }
    let solved = spanning_tree(&smaller, small, small - 1);
    heads.push(root);
    for i in 0..node {
        heads[old(i)] = if solved[i] == node { out_of[i] } else { old(solved[i]) };
    }
    heads[into[solved[node]]] = old(solved[node]);
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
