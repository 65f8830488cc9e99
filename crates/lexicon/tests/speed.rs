//! How long the look-ups take. Run by hand, on a quiet machine:
//! `cargo test --release -p rashomon-lexicon --test speed -- --ignored --nocapture`

use std::hint::black_box;
use std::time::Instant;

use rashomon_lexicon::Lexicon;

#[test]
#[ignore = "measures; asserts only what holds on any machine"]
fn misses_are_quick() {
    let load = || {
        let start = Instant::now();
        black_box(Lexicon::embedded());
        start.elapsed()
    };
    let best = (0..20).map(|_| load()).min().unwrap_or_default();
    println!("load: {best:?}, the best of 20");
    let lexicon = Lexicon::embedded();

    let words: Vec<&str> =
        "The farmers said on Tuesday that nobody had warned them before the river \
        rose , and that the bridge near the old market was gone by morning . Two buses waited ."
            .split(' ')
            .collect();
    let rounds = 20_000;
    let start = Instant::now();
    let mut found = 0;
    for _ in 0..rounds {
        for at in 0..words.len() {
            found += usize::from(black_box(lexicon.longest(&words[at..])).is_some());
        }
    }
    let each = start.elapsed().as_nanos() / (rounds * words.len() as u128);
    println!("longest: {each} ns a word, {found} found");
    assert!(each < 5_000);
}
