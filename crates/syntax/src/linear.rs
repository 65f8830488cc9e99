//! Linear scoring: a row of label weights for every hashed feature, most of them zero.

use crate::error::Error;
use crate::model::Reader;
#[cfg(any(test, feature = "train"))]
use crate::model::Writer;

/// No model has more labels than this.
pub(crate) const MOST_LABELS: usize = 128;

/// Scores of all labels.
pub(crate) type Scores = [i32; MOST_LABELS];

/// Weights by feature row and label.
pub(crate) trait Weights {
    /// Number of rows less one; rows are a power of two.
    fn mask(&self) -> u64;
    /// Sums the rows of some features.
    fn score(&self, rows: &[u32], scores: &mut Scores);
}

/// Trained weights: for each row its labels with a code that stands for the weight.
#[derive(Clone, Debug)]
pub(crate) struct Linear {
    starts: Vec<u32>,
    cells: Vec<[u8; 2]>,
    values: [i32; 256],
}

/// The codes: the square root of the weight, so that small ones keep their differences.
pub(crate) fn value_of(code: i8, scale: i32) -> i32 {
    let code = i32::from(code);
    code * code.abs() * scale / (127 * 127)
}

impl Weights for Linear {
    fn mask(&self) -> u64 {
        (self.starts.len() - 2) as u64
    }

    fn score(&self, rows: &[u32], scores: &mut Scores) {
        *scores = [0; MOST_LABELS];
        for &row in rows {
            let row = row as usize;
            let (start, end) = (self.starts[row] as usize, self.starts[row + 1] as usize);
            for &[label, code] in &self.cells[start..end] {
                scores[usize::from(label) & (MOST_LABELS - 1)] += self.values[usize::from(code)];
            }
        }
    }
}

impl Linear {
    /// From rows of (label, code) pairs and the weight that the largest code stands for.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn new(rows: impl Iterator<Item = Vec<(u8, i8)>>, scale: i32) -> Linear {
        let mut linear = Linear { starts: vec![0], cells: Vec::new(), values: values(scale) };
        for row in rows {
            linear.cells.extend(row.iter().map(|&(label, code)| [label, code as u8]));
            linear.starts.push(linear.cells.len() as u32);
        }
        linear
    }

    /// Writes the weights.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn write(&self, out: &mut Writer) {
        out.u32(self.values[127] as u32);
        out.u32((self.starts.len() - 1) as u32);
        let counts: Vec<u8> =
            self.starts.windows(2).map(|w| (w[1] - w[0]).min(255) as u8).collect();
        out.bytes(&counts);
        out.bytes(&self.cells.iter().map(|c| c[0]).collect::<Vec<u8>>());
        out.bytes(&self.cells.iter().map(|c| c[1]).collect::<Vec<u8>>());
    }

    /// Reads the weights.
    pub(crate) fn read(input: &mut Reader<'_>) -> Result<Linear, Error> {
        let scale = input.u32()?;
        let rows = input.u32()? as usize;
        let counts = input.bytes()?;
        let (labels, codes) = (input.bytes()?, input.bytes()?);
        let mut starts = Vec::with_capacity(rows + 1);
        let mut at = 0u32;
        starts.push(0);
        for &count in counts {
            at += u32::from(count);
            starts.push(at);
        }
        let whole = rows >= 2 && rows.is_power_of_two() && counts.len() == rows;
        if !whole || labels.len() != at as usize || codes.len() != labels.len() {
            return Err(Error::new("model", "a table of weights has the wrong length"));
        }
        let cells = labels.iter().zip(codes).map(|(&label, &code)| [label, code]).collect();
        Ok(Linear { starts, cells, values: values(scale.min(1 << 20) as i32) })
    }
}

fn values(scale: i32) -> [i32; 256] {
    std::array::from_fn(|code| value_of(code as u8 as i8, scale))
}
