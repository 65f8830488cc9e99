//! Tables of words: plain text, `#` comments on top, tabs between columns.

/// The rows of a table, cut into columns.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').collect())
}

/// The rows of a table of one column.
pub(crate) fn words(table: &'static str) -> impl Iterator<Item = &'static str> {
    rows(table).filter_map(|row| row.first().copied())
}

#[cfg(test)]
mod tests {
    /// Name, contents, columns.
    const TABLES: &[(&str, &str, usize)] = &[
        ("agencies.tsv", include_str!("../tables/agencies.tsv"), 2),
        ("byline_leads.tsv", include_str!("../tables/byline_leads.tsv"), 2),
        ("camel_names.txt", include_str!("../tables/camel_names.txt"), 1),
        ("furniture.tsv", include_str!("../tables/furniture.tsv"), 2),
        ("furniture_classes.txt", include_str!("../tables/furniture_classes.txt"), 1),
        ("fused_pairs.tsv", include_str!("../tables/fused_pairs.tsv"), 2),
        ("helping_verbs.txt", include_str!("../tables/helping_verbs.txt"), 1),
        ("joiners.txt", include_str!("../tables/joiners.txt"), 1),
        ("meta_dates.tsv", include_str!("../tables/meta_dates.tsv"), 3),
        ("outlet_words.txt", include_str!("../tables/outlet_words.txt"), 1),
        ("picture_credits.tsv", include_str!("../tables/picture_credits.tsv"), 2),
        ("sentence_starts.txt", include_str!("../tables/sentence_starts.txt"), 1),
        ("whole_sentences.txt", include_str!("../tables/whole_sentences.txt"), 1),
    ];

    #[test]
    fn tables_are_sorted_and_whole() {
        for (name, table, columns) in TABLES {
            assert!(table.starts_with("# "), "{name}: no comment on top");
            let mut before = "";
            for (number, line) in table.lines().enumerate() {
                let place = format!("{name}:{}: {line:?}", number + 1);
                if line.starts_with('#') {
                    continue;
                }
                assert!(before < line, "{place}: out of order or twice");
                assert_eq!(line.split('\t').count(), *columns, "{place}: wrong number of columns");
                assert!(
                    line.split('\t').all(|c| c.trim() == c && !c.is_empty()),
                    "{place}: blanks"
                );
                before = line;
            }
        }
    }

    #[test]
    fn furniture_is_written_as_it_is_compared() {
        let places = ["line", "start", "label", "end", "anywhere"];
        for row in super::rows(include_str!("../tables/furniture.tsv")) {
            assert!(places.contains(&row[0]), "{row:?}: no such place");
            assert_eq!(crate::noise::normal(row[1]), row[1], "{row:?}: not in normal form");
        }
    }
}
