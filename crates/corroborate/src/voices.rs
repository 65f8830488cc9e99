//! One voice per root: what a copy repeats is evidence, and nothing that counts.

use rustc_hash::FxHashMap;

use crate::accounts::Account;
use crate::facts::Fact;

/// The accounts that count, and what copies repeat of them.
#[derive(Debug, Default)]
pub(crate) struct Voices<'a> {
    /// Accounts of roots, and of copies where they say more than their root.
    pub accounts: Vec<Account<'a>>,
    /// For each account the facts of copies that say the same in the same words.
    pub echoes: Vec<Vec<usize>>,
    /// For each report its accounts as indexes into `accounts`, with how much it is about each.
    pub of_report: Vec<Vec<(usize, i32)>>,
}

/// Lays the accounts of copies on those of their roots. `per_report` is in canonical order, in
/// which a root comes before its copies.
pub(crate) fn join<'a>(per_report: Vec<Vec<Account<'a>>>, facts: &[Fact<'a>]) -> Voices<'a> {
    let mut voices = Voices::default();
    let mut said: FxHashMap<(usize, u64), usize> = FxHashMap::default();
    for accounts in per_report {
        let mut own = Vec::with_capacity(accounts.len());
        for account in accounts {
            let weight = weight(&account);
            let root = account.root;
            let mut votes: std::collections::BTreeMap<usize, usize> = Default::default();
            if account.report != root {
                for &fact in &account.facts {
                    if let Some(&node) = said.get(&(root, facts[fact].key)) {
                        *votes.entry(node).or_default() += 1;
                    }
                }
            }
            let most = votes.iter().max_by_key(|(node, n)| (**n, std::cmp::Reverse(**node)));
            let node = match most {
                Some((&node, _)) => {
                    voices.echoes[node].extend(&account.facts);
                    node
                }
                None => {
                    voices.accounts.push(account.clone());
                    voices.echoes.push(Vec::new());
                    voices.accounts.len() - 1
                }
            };
            for &fact in &account.facts {
                said.entry((root, facts[fact].key)).or_insert(node);
            }
            own.push((node, weight));
        }
        voices.of_report.push(own);
    }
    voices
}

/// How much a report is about an account: the gravest act, told first and most, weighs most.
fn weight(account: &Account<'_>) -> i32 {
    use rashomon_record::EventType;
    let mut weight = account.kind.intensity(account.modes.first().copied()).0.abs() / 3;
    if account.kind == EventType::Assault {
        weight += if account.real { 90 } else { 30 };
        if account.killed.is_some_and(|(_, high)| high > 0) {
            weight += 50;
        } else if account.injured.is_some_and(|(_, high)| high > 0) {
            weight += 35;
        }
    }
    weight += account.facts.len().min(10) as i32 * 8;
    weight += i32::from(account.in_title) * 40;
    weight += match account.sentence {
        0..=2 => 30,
        3..=5 => 15,
        _ => 0,
    };
    weight += i32::from(account.real) * 30 + i32::from(account.news) * 20;
    weight += i32::from(account.when.is_some()) * 10 + i32::from(account.place.is_some()) * 10;
    weight
}

impl Voices<'_> {
    /// The account that each report is mainly about.
    pub fn mains(&self) -> Vec<Option<usize>> {
        let most = |own: &Vec<(usize, i32)>| {
            own.iter().max_by_key(|(node, w)| (*w, std::cmp::Reverse(*node))).map(|(n, _)| *n)
        };
        self.of_report.iter().map(most).collect()
    }
}
