//! Weights while they are learned: an averaged perceptron in integers.

use crate::linear::{Linear, MOST_LABELS, Scores, Weights, value_of};

/// Rows by labels, with what their averages need.
pub(crate) struct Dense {
    labels: usize,
    rows: usize,
    weights: Vec<i16>,
    weighted: Vec<i32>,
    step: i32,
}

/// Weights are multiplied by this before they are rounded.
const UNIT: f64 = 256.0;

/// Smaller weights (in updates) are left out.
const SMALLEST: f64 = 0.15;

impl Weights for Dense {
    fn mask(&self) -> u64 {
        (self.rows - 1) as u64
    }

    fn score(&self, rows: &[u32], scores: &mut Scores) {
        *scores = [0; MOST_LABELS];
        let scores = &mut scores[..self.labels];
        for &row in rows {
            let start = row as usize * self.labels;
            for (score, weight) in scores.iter_mut().zip(&self.weights[start..start + self.labels])
            {
                *score += i32::from(*weight);
            }
        }
    }
}

impl Dense {
    pub(crate) fn new(bits: u32, labels: usize) -> Self {
        let rows = 1usize << bits;
        Dense {
            labels,
            rows,
            weights: vec![0; rows * labels],
            weighted: vec![0; rows * labels],
            step: 1,
        }
    }

    /// Counts one step: averages are over these.
    pub(crate) fn advance(&mut self) {
        self.step += 1;
    }

    /// Moves the weights towards `right` and away from `wrong`.
    pub(crate) fn update(&mut self, rows: &[u32], right: usize, wrong: usize) {
        for &row in rows {
            let start = row as usize * self.labels;
            for (label, sign) in [(right, 1), (wrong, -1)] {
                let weight = &mut self.weights[start + label];
                *weight = weight.saturating_add(sign);
                let weighted = &mut self.weighted[start + label];
                *weighted = weighted.saturating_add(i32::from(sign) * self.step);
            }
        }
    }

    /// The averages, rounded and packed.
    pub(crate) fn finish(self) -> Linear {
        let step = f64::from(self.step);
        let average: Vec<f64> = self
            .weights
            .iter()
            .zip(&self.weighted)
            .map(|(&weight, &weighted)| f64::from(weight) - f64::from(weighted) / step)
            .collect();
        let largest = average.iter().fold(1e-9_f64, |all, weight| all.max(weight.abs()));
        let scale = (largest * UNIT).ceil();
        let code = |weight: f64| -> i8 {
            let code = (weight.abs() * UNIT / scale).sqrt() * 127.0;
            (code.round() * weight.signum()) as i8
        };
        let rows = average.chunks(self.labels).map(|row| {
            row.iter()
                .enumerate()
                .filter(|(_, weight)| weight.abs() >= SMALLEST)
                .map(|(label, &weight)| (label as u8, code(weight)))
                .filter(|&(_, code)| value_of(code, scale as i32) != 0)
                .collect()
        });
        Linear::new(rows, scale as i32)
    }
}
