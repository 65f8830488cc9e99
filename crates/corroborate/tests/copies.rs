//! Which reports are one voice, and which only look like it.

mod common;

use common::Told;
use rashomon_corroborate::corroborate;
use rashomon_record::{CopyKind, Reading, Record};

const STORY: &str = "Fishermen from Lamu pulled eleven people out of the sea on Tuesday after a ferry \
    turned over near the mouth of the Tana. The coast guard said that two boats were still looking \
    for four passengers. Halima Omar, who keeps a shop at the jetty, had watched the ferry leave with \
    sacks of cement on its deck. The owner, Peter Mwangi, told a court in Mombasa last year that the \
    vessel was fit for ninety passengers. Divers from Malindi will go down again at dawn. The county \
    promised tents and blankets to the families who wait on the beach.";

fn report(id: &str, outlet: &str, day: &str, text: &str) -> Reading {
    Told::new(id, outlet, day, text).reading
}

fn roots(readings: &[Reading]) -> Vec<(String, CopyKind)> {
    let record: Record = corroborate(readings, &[]);
    record.reports.into_iter().map(|r| (r.root, r.copies)).collect()
}

#[test]
fn a_shortened_text_in_other_furniture_is_a_copy() {
    let cut: Vec<&str> = STORY.split(". ").take(3).collect();
    let cut = format!("Menu\nSubscribe\n\n{}.\n\nRead more about boats", cut.join(". "));
    let found = roots(&[
        report("a", "one.example", "2023-05-02", STORY),
        report("b", "two.example", "2023-05-03", &cut),
    ]);
    assert_eq!(found[0].0, found[1].0);
    assert_eq!(found[1].1, CopyKind::Trimmed);
}

#[test]
fn a_reworded_text_is_a_copy() {
    let reworded = STORY
        .replace("pulled", "dragged")
        .replace("turned over", "capsized")
        .replace("people", "persons")
        .replace("looking for", "searching for")
        .replace("vessel", "boat")
        .replace("promised", "pledged");
    let found = roots(&[
        report("a", "one.example", "2023-05-02", STORY),
        report("b", "two.example", "2023-05-03", &reworded),
    ]);
    assert_eq!(found[0].0, found[1].0);
}

#[test]
fn a_bulletin_with_other_figures_is_no_copy() {
    let bulletin = |town: &str, day: &str, n: [u32; 5]| {
        format!(
            "The harbour office of {town} counted {} vessels on {day}, among them {} tankers and {} \
             ferries. Winds from the sea reached {} knots in the evening. The pilot service asks all \
             captains to call on channel {} before they pass the outer buoy. The next count follows.",
            n[0], n[1], n[2], n[3], n[4]
        )
    };
    let found = roots(&[
        report(
            "a",
            "port.example",
            "2023-05-02",
            &bulletin("Kilifi", "Monday", [31, 4, 9, 22, 14]),
        ),
        report(
            "b",
            "dock.example",
            "2023-05-03",
            &bulletin("Tanga", "Friday", [57, 8, 13, 35, 16]),
        ),
    ]);
    assert_ne!(found[0].0, found[1].0);
    assert_eq!(found[1].1, CopyKind::None);
}

#[test]
fn another_account_of_the_same_event_is_no_copy() {
    let other = "Eleven survivors of a capsized ferry were brought ashore in Lamu. Four people are \
        missing, the Kenyan coast guard told reporters on Tuesday night. Witnesses spoke of an \
        overloaded deck. Peter Mwangi, to whom the ferry belongs, could not be reached. Relatives \
        spent the night on the beach, where the county put up shelters.";
    let found = roots(&[
        report("a", "one.example", "2023-05-02", STORY),
        report("b", "two.example", "2023-05-02", other),
    ]);
    assert_ne!(found[0].0, found[1].0);
}

#[test]
fn empty_pages_are_not_one_voice() {
    let found = roots(&[
        report("a", "one.example", "2023-05-02", ""),
        report("b", "two.example", "2023-05-02", ""),
    ]);
    assert_ne!(found[0].0, found[1].0);
}
