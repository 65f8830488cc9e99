//! Trains the transition parser: a dynamic oracle, and exploration of its own mistakes.

use super::dense::Dense;
use super::random::Random;
use super::{Corpus, Options, Sample};
use crate::linear::{Linear, MOST_LABELS, Scores, Weights};
use crate::transition::{Cue, NONE, Rows, State, Step, Transitions, features};

fn steps(corpus: &Corpus) -> Vec<Step> {
    let mut counts = vec![[0usize; 2]; corpus.relations.len()];
    for sample in &corpus.samples {
        for (i, (&head, &relation)) in sample.heads.iter().zip(&sample.relations).enumerate() {
            if head < sample.words.len() {
                counts[usize::from(relation)][usize::from(head < i)] += 1;
            }
        }
    }
    let mut steps = vec![Step::Shift, Step::Reduce];
    for (relation, count) in counts.iter().enumerate() {
        if count[0] > 0 {
            steps.push(Step::Left(relation as u8));
        }
        if count[1] > 0 {
            steps.push(Step::Right(relation as u8));
        }
    }
    steps.truncate(MOST_LABELS);
    steps
}

/// How many gold arcs each kind of step makes impossible.
fn costs(state: &State, gold: &[usize]) -> [usize; 4] {
    let mut costs = [usize::MAX; 4];
    let (next, n) = (state.next, state.length);
    let allowed = state.allowed();
    let head_of_next = if next < n { gold[next] } else { NONE };
    let waiting =
        state.stack.iter().filter(|&&k| state.heads[k] == NONE && gold[k] == next).count();
    let head_below = state.stack.contains(&head_of_next);
    if allowed & 1 != 0 {
        costs[0] = waiting + usize::from(head_below);
    }
    if let Some(&top) = state.stack.last() {
        let children = (next..n).filter(|&k| gold[k] == top).count();
        if allowed & 2 != 0 {
            costs[1] = children;
        }
        if allowed & 4 != 0 {
            costs[2] = children + usize::from(gold[top] != next && gold[top] > next);
        }
        if allowed & 8 != 0 {
            let lost = head_of_next != top && (head_below || head_of_next > next);
            costs[3] = waiting + usize::from(lost);
        }
    }
    costs
}

/// The best step that costs least, with the right relation where the arc is right.
fn wanted(
    steps: &[Step],
    scores: &Scores,
    costs: &[usize; 4],
    state: &State,
    gold: &Sample,
    root: u8,
) -> Option<usize> {
    let least = *costs.iter().min()?;
    let top = state.stack.last().copied().unwrap_or(NONE);
    let next = state.next;
    let mut best: Option<usize> = None;
    for (i, step) in steps.iter().enumerate() {
        let good = costs[step.kind()] == least
            && match *step {
                Step::Shift | Step::Reduce => true,
                Step::Left(relation) if gold.heads[top] == next => relation == gold.relations[top],
                Step::Right(relation) if gold.heads[next] == top => {
                    relation == gold.relations[next]
                }
                Step::Left(relation) | Step::Right(relation) => relation != root,
            };
        if good && best.is_none_or(|b| scores[i] > scores[b]) {
            best = Some(i);
        }
    }
    best
}

pub(crate) fn train(
    corpus: &Corpus,
    options: &Options,
    say: &mut dyn FnMut(&str),
) -> Transitions<Linear> {
    let steps = steps(corpus);
    let mut parser = Transitions {
        weights: Dense::new(options.parser_bits, steps.len()),
        steps,
        relations: corpus.relations.clone(),
    };
    let root = parser.relation("root");
    let mut random = Random::new(options.seed + 1);
    let mut order: Vec<usize> = (0..corpus.samples.len()).collect();
    let (mut state, mut rows, mut scores) = (State::default(), Rows::default(), [0; MOST_LABELS]);
    let mut cues = Vec::new();
    for epoch in 0..options.parser_epochs {
        random.shuffle(&mut order);
        let (mut right, mut all) = (0usize, 0usize);
        for &number in &order {
            let sample = &corpus.samples[number];
            let case = usize::from(random.one_in(options.fold_case_every));
            cues.clear();
            let tagged = sample.forms[case].iter().zip(&sample.predicted[case]);
            cues.extend(tagged.map(|(form, &tag)| Cue::of(form, tag)));
            cues.push(Cue { word: 1, tag: 1, suffix: 1 });
            cues.push(Cue { word: 2, tag: 2, suffix: 2 });
            parser.weights.advance();
            state.reset(sample.words.len());
            while !state.is_done() {
                if let Some(step) = parser.forced(&state) {
                    state.apply(step);
                    continue;
                }
                features(&state, &cues, parser.weights.mask(), &mut rows);
                parser.weights.score(rows.as_slice(), &mut scores);
                let said = parser.best(&scores, state.allowed());
                let costs = costs(&state, &sample.heads);
                let Some(gold) = wanted(&parser.steps, &scores, &costs, &state, sample, root)
                else {
                    state.apply(said);
                    continue;
                };
                all += 1;
                let gold_step = parser.steps[gold];
                if said == gold_step {
                    right += 1;
                    state.apply(said);
                    continue;
                }
                if let Some(wrong) = parser.steps.iter().position(|&step| step == said) {
                    parser.weights.update(rows.as_slice(), gold, wrong);
                }
                let explore = epoch > 0 && random.below(10) < 9;
                state.apply(if explore { said } else { gold_step });
            }
        }
        say(&format!(
            "parser: round {}, {} of 10,000 steps right",
            epoch + 1,
            right * 10_000 / all.max(1)
        ));
    }
    Transitions {
        weights: parser.weights.finish(),
        steps: parser.steps,
        relations: parser.relations,
    }
}
