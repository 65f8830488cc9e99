//! Bad input gets a clear complaint and loses nothing: each case between good neighbours, through the
//! program as a person runs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const GOOD: &str = "Troops of Norvia shelled the port of Kessel on Tuesday, killing four people, the governor said.";

struct Case {
    folder: tempfile::TempDir,
}

impl Case {
    fn new() -> Self {
        Case { folder: tempfile::tempdir().expect("a folder") }
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        path
    }
}

fn run(words: &[&str], paths: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .args(words)
        .args(paths)
        .stdin(Stdio::null())
        .output()
        .expect("the program runs")
}

fn lines(output: &Output) -> Vec<serde_json::Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    text.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn good_were_read(output: &Output, count: usize) {
    let read = lines(output)
        .iter()
        .filter(|r| r["text"].as_str().is_some_and(|t| t.contains("Kessel")))
        .count();
    assert_eq!(read, count, "{}", said(output));
}

#[test]
fn all_well_ends_with_0() {
    let case = Case::new();
    let good = case.file("good.txt", GOOD);
    let output = run(&["read"], &[&good]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    good_were_read(&output, 1);
    assert_eq!(said(&output), "");
}

#[test]
fn an_empty_file_costs_itself_only() {
    let case = Case::new();
    let (good, empty, more) = (
        case.file("a.txt", GOOD),
        case.file("b.txt", ""),
        case.file("c.txt", format!("{GOOD} It was cold.")),
    );
    let output = run(&["read"], &[&good, &empty, &more]);
    assert_eq!(output.status.code(), Some(3));
    good_were_read(&output, 2);
    assert!(said(&output).contains("b.txt"), "{}", said(&output));
}

#[test]
fn binary_junk_costs_itself_only() {
    let case = Case::new();
    let junk: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let (good, junk) = (case.file("a.txt", GOOD), case.file("b.bin", junk));
    let output = run(&["read"], &[&junk, &good]);
    assert_eq!(output.status.code(), Some(3));
    good_were_read(&output, 1);
    assert!(said(&output).contains("b.bin"), "{}", said(&output));
}

#[test]
fn a_bad_line_between_good_ones() {
    let case = Case::new();
    let file = case.file(
        "reports.jsonl",
        format!("{{\"id\":\"one\",\"text\":\"{GOOD}\"}}\n{{\"id\":\"two\",\"text\":\n{{\"id\":\"three\",\"text\":\"{GOOD} It rained.\"}}\n"),
    );
    let output = run(&["read"], &[&file]);
    assert_eq!(output.status.code(), Some(3));
    good_were_read(&output, 2);
    let message = said(&output);
    assert!(
        message.contains("reports.jsonl") && message.contains('2'),
        "names file and line: {message}"
    );
}

#[test]
fn another_language_is_kept_and_said() {
    let case = Case::new();
    let text = "Die Regierung teilte am Dienstag mit, dass bei dem Angriff auf den Hafen vier Menschen getötet worden \
                seien. Der Außenminister verurteilte den Angriff und forderte alle Seiten zur Zurückhaltung auf.";
    let output = run(&["read"], &[&case.file("a.txt", text), &case.file("b.txt", GOOD)]);
    assert_ne!(output.status.code(), Some(1));
    let readings = lines(&output);
    assert_eq!(readings[0]["text"], text);
    assert_eq!(readings[0]["language"], "de");
    assert!(
        readings[0]["complaints"].to_string().contains("unread_language"),
        "{}",
        readings[0]["complaints"]
    );
    assert_eq!(readings[0]["assertions"], serde_json::json!([]));
}

#[test]
fn a_folder_without_reports() {
    let case = Case::new();
    let output = run(&["read"], &[case.folder.path()]);
    assert!(matches!(output.status.code(), Some(1 | 3)), "{:?}", output.status);
    let folder = case.folder.path().file_name().expect("a name").to_string_lossy().into_owned();
    assert!(said(&output).contains(&folder), "{}", said(&output));
}

#[test]
fn a_path_that_is_not_there() {
    let case = Case::new();
    let (good, nowhere) = (case.file("a.txt", GOOD), case.folder.path().join("nowhere.txt"));
    let output = run(&["read"], &[&nowhere, &good]);
    assert_eq!(output.status.code(), Some(3));
    good_were_read(&output, 1);
    assert!(said(&output).contains("nowhere.txt"), "{}", said(&output));
}

#[test]
fn an_existing_page_is_left_as_it_is() {
    let case = Case::new();
    let (good, page) = (case.file("a.txt", GOOD), case.file("brief.html", "mine"));
    let words = ["brief", "--html", page.to_str().expect("UTF-8")];
    let output = run(&words, &[&good]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("brief.html") && said(&output).contains("--force"),
        "{}",
        said(&output)
    );
    assert_eq!(fs::read(&page).expect("read"), b"mine");

    let output = run(&["brief", "--force", "--html", page.to_str().expect("UTF-8")], &[&good]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(fs::read_to_string(&page).expect("read").starts_with("<!DOCTYPE html>"));
}

#[test]
fn wrong_usage_ends_with_2() {
    assert_eq!(run(&["read"], &[]).status.code(), Some(2));
    assert_eq!(run(&["reed"], &[]).status.code(), Some(2));
    assert_eq!(run(&["schema", "poem"], &[]).status.code(), Some(2));
}

#[test]
fn a_store_takes_the_same_report_twice_and_changes_nothing() {
    let case = Case::new();
    let (good, store) = (case.file("a.txt", GOOD), case.folder.path().join("crisis.db"));
    let words = ["record", "--store", store.to_str().expect("UTF-8")];
    let once = run(&words, &[&good]);
    let twice = run(&words, &[&good]);
    assert_eq!(once.status.code(), Some(0), "{}", said(&once));
    assert_eq!(once.stdout, twice.stdout);
    let without = run(&words, &[]);
    assert_eq!(once.stdout, without.stdout, "the store alone gives the same record");
    let pure = run(&["record"], &[&good]);
    assert_eq!(once.stdout, pure.stdout, "with a store or without, the record is the same");
}
