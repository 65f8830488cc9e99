//! Products of matrices for training: plain loops that a compiler turns into wide instructions,
//! with the sums in one fixed order, so that training gives the same bits on every machine.

/// Columns that are summed side by side.
const WIDE: usize = 32;

/// Rows that are summed side by side.
const TALL: usize = 4;

/// `c += a · b`, row by row: `a` is `rows × inner`, `b` is `inner × columns`.
pub(crate) fn multiply(
    rows: usize,
    inner: usize,
    columns: usize,
    a: &[f32],
    b: &[f32],
    c: &mut [f32],
) {
    let (a, b, c) = (&a[..rows * inner], &b[..inner * columns], &mut c[..rows * columns]);
    let mut column = 0;
    while column + WIDE <= columns {
        let mut row = 0;
        while row + TALL <= rows {
            block::<TALL, WIDE>(row, column, inner, columns, a, b, c);
            row += TALL;
        }
        while row < rows {
            block::<1, WIDE>(row, column, inner, columns, a, b, c);
            row += 1;
        }
        column += WIDE;
    }
    while column + 8 <= columns {
        for row in 0..rows {
            block::<1, 8>(row, column, inner, columns, a, b, c);
        }
        column += 8;
    }
    while column < columns {
        for row in 0..rows {
            block::<1, 1>(row, column, inner, columns, a, b, c);
        }
        column += 1;
    }
}

#[inline(always)]
fn block<const T: usize, const W: usize>(
    row: usize,
    column: usize,
    inner: usize,
    columns: usize,
    a: &[f32],
    b: &[f32],
    c: &mut [f32],
) {
    let mut sums = [[0f32; W]; T];
    let lines: [&[f32]; T] = std::array::from_fn(|t| &a[(row + t) * inner..(row + t + 1) * inner]);
    for (k, b) in b.chunks_exact(columns).take(inner).enumerate() {
        let Some(b) = b[column..].first_chunk::<W>() else { return };
        for t in 0..T {
            let left = lines[t][k];
            for w in 0..W {
                sums[t][w] += left * b[w];
            }
        }
    }
    for (t, sums) in sums.iter().enumerate() {
        let start = (row + t) * columns + column;
        for (c, sum) in c[start..start + W].iter_mut().zip(sums) {
            *c += sum;
        }
    }
}

/// `rows × columns` turned into `columns × rows`.
pub(crate) fn transpose(rows: usize, columns: usize, a: &[f32], out: &mut Vec<f32>) {
    out.clear();
    out.resize(rows * columns, 0.0);
    for (row, line) in a.chunks_exact(columns.max(1)).take(rows).enumerate() {
        for (column, &value) in line.iter().enumerate() {
            out[column * rows + row] = value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_right() {
        for (rows, inner, columns) in [(1, 1, 1), (5, 7, 45), (9, 33, 64), (4, 3, 8)] {
            let number = |i: usize| ((i * 37 + 11) % 17) as f32 - 8.0;
            let a: Vec<f32> = (0..rows * inner).map(number).collect();
            let b: Vec<f32> = (0..inner * columns).map(|i| number(i + 5)).collect();
            let mut c = vec![1.0; rows * columns];
            multiply(rows, inner, columns, &a, &b, &mut c);
            for row in 0..rows {
                for column in 0..columns {
                    let sum: f32 =
                        (0..inner).map(|k| a[row * inner + k] * b[k * columns + column]).sum();
                    assert_eq!(c[row * columns + column], sum + 1.0);
                }
            }
            let (mut turned, mut back) = (Vec::new(), Vec::new());
            transpose(rows, inner, &a, &mut turned);
            transpose(inner, rows, &turned, &mut back);
            assert_eq!(a, back);
        }
    }
}
