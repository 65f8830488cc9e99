//! The sorted plain-text tables of this crate: `#` comments on top, tab-separated columns.

use rustc_hash::FxHashMap;

/// Rows of a table: its columns, without comments and blank lines.
pub(crate) fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

/// The second column by the first; a table of one column gives empty values.
pub(crate) fn by_key(text: &'static str) -> FxHashMap<&'static str, &'static str> {
    rows(text).map(|row| (row[0], row.get(1).copied().unwrap_or(""))).collect()
}

#[cfg(test)]
pub(crate) mod check {
    /// Fails with file, line and reason where a table is not sorted or a row has the wrong shape.
    pub(crate) fn table(file: &str, text: &str, columns: usize, good: impl Fn(&[&str]) -> bool) {
        let mut last = String::new();
        for (number, line) in text.lines().enumerate() {
            let at = format!("{file}:{}", number + 1);
            if line.starts_with('#') {
                assert!(last.is_empty(), "{at}: a comment below the first row");
                continue;
            }
            let row: Vec<&str> = line.split('\t').collect();
            assert_eq!(row.len(), columns, "{at}: number of columns");
            assert!(row.iter().all(|cell| !cell.is_empty()), "{at}: an empty cell");
            assert!(good(&row), "{at}: a value that the column does not allow");
            assert!(last.as_str() < row[0], "{at}: {:?} is out of order", row[0]);
            last = row[0].to_string();
        }
        assert!(!last.is_empty(), "{file}: no rows");
    }
}
