//! Rows of a table: tab-separated text with `#` comments, sorted by the first column.
//!
//! The build script and the library share this file, so that the tables that are embedded and
//! those that a user brings are held to the same rules.

use std::fmt;

/// A row that cannot be used: which table, which line, which column, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableError {
    table: String,
    line: usize,
    column: Option<&'static str>,
    reason: String,
}

impl TableError {
    /// Why a row of `table` cannot be used.
    pub(crate) fn new(
        table: &str,
        line: usize,
        column: Option<&'static str>,
        reason: impl Into<String>,
    ) -> Self {
        TableError { table: table.to_string(), line, column, reason: reason.into() }
    }

    /// The line, counted from 1.
    pub fn line(&self) -> usize {
        self.line
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.table, self.line)?;
        if let Some(column) = self.column {
            write!(f, "column `{column}`: ")?;
        }
        f.write_str(&self.reason)
    }
}

impl std::error::Error for TableError {}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a, const N: usize> {
    /// Name of the table, for complaints.
    pub table: &'static str,
    /// Its columns' names, for complaints.
    pub columns: &'static [&'static str; N],
    /// Line in the file, from 1.
    pub line: usize,
    /// The cells.
    pub cells: [&'a str; N],
}

impl<'a, const N: usize> Row<'a, N> {
    /// An error at a column of this row.
    pub fn error(&self, column: usize, reason: impl Into<String>) -> TableError {
        TableError::new(self.table, self.line, self.columns.get(column).copied(), reason)
    }

    /// A cell that may not be empty.
    pub fn required(&self, column: usize) -> Result<&'a str, TableError> {
        let cell = self.cells[column];
        if cell.is_empty() { Err(self.error(column, "empty")) } else { Ok(cell) }
    }

    /// The parts of a cell, separated by `|`. An empty cell has none; an empty part is an error.
    pub fn list(&self, column: usize) -> Result<Vec<&'a str>, TableError> {
        let cell = self.cells[column];
        if cell.is_empty() {
            return Ok(Vec::new());
        }
        cell.split('|')
            .map(|part| {
                if part.is_empty() || part.trim() != part {
                    Err(self.error(column, format!("empty or padded part in `{cell}`")))
                } else {
                    Ok(part)
                }
            })
            .collect()
    }

    /// A year, or `None` where the cell is empty.
    pub fn year(&self, column: usize) -> Result<Option<i16>, TableError> {
        let cell = self.cells[column];
        if cell.is_empty() {
            return Ok(None);
        }
        match cell.parse::<i16>() {
            Ok(year) if (1000..2200).contains(&year) => Ok(Some(year)),
            _ => Err(self.error(column, format!("`{cell}` is not a year"))),
        }
    }

    /// Two years of which the first may not lie after the second.
    pub fn years(&self, from: usize, to: usize) -> Result<(Option<i16>, Option<i16>), TableError> {
        let (first, last) = (self.year(from)?, self.year(to)?);
        if let (Some(f), Some(l)) = (first, last)
            && f > l
        {
            return Err(self.error(to, format!("{f} to {l} runs backwards")));
        }
        Ok((first, last))
    }
}

/// The rows of `text`, checked for their number of cells and for sorted, unique lines.
pub fn rows<'a, const N: usize>(
    table: &'static str,
    columns: &'static [&'static str; N],
    text: &'a str,
) -> Result<Vec<Row<'a, N>>, TableError> {
    let mut out: Vec<Row<'a, N>> = Vec::with_capacity(text.len() / 32);
    let mut previous = "";
    for (index, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let fail = |reason: String| TableError::new(table, index + 1, None, reason);
        let mut cells = [""; N];
        let mut found = 0;
        for cell in line.split('\t') {
            if let Some(place) = cells.get_mut(found) {
                *place = cell;
            }
            found += 1;
        }
        if found != N {
            return Err(fail(format!("{found} cells where {N} belong: {}", columns.join(", "))));
        }
        if cells.iter().any(|c| c.trim() != *c) {
            return Err(fail("a cell starts or ends with a space".into()));
        }
        if line == previous {
            return Err(fail("the same row twice".into()));
        }
        if line < previous {
            return Err(fail(format!("not sorted: `{}` comes before this row", cut(previous))));
        }
        previous = line;
        out.push(Row { table, columns, line: index + 1, cells });
    }
    Ok(out)
}

fn cut(line: &str) -> &str {
    line.split('\t').next().unwrap_or(line)
}
