//! A run that is killed at any moment leaves a store that opens, keeps what it acknowledged, and goes on
//! to the same end.

use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

fn rashomon(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rashomon"));
    command.args(words).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn a_killed_run_goes_on_to_the_same_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let reports = folder.path().join("reports.jsonl");
    let mut lines = String::new();
    for n in 0..240 {
        lines += &format!(
            "{{\"id\":\"r{n:03}\",\"published\":\"2024-01-{:02}\",\"text\":\"Troops of the republic shelled village number {n} \
             on Tuesday, killing {} people, the governor of the province said.\"}}\n",
            1 + n % 28,
            2 + n % 7
        );
    }
    fs::write(&reports, lines).expect("written");
    let reports = reports.to_str().expect("UTF-8");
    let whole = rashomon(&["record", reports]).output().expect("it runs").stdout;
    assert!(!whole.is_empty());

    let mut interrupted = 0;
    for wait in [5, 20, 60, 120, 250, 500] {
        let store = folder.path().join(format!("killed-{wait}.db"));
        let store = store.to_str().expect("UTF-8");
        let mut run = rashomon(&["add", "--store", store, reports]).spawn().expect("it starts");
        sleep(Duration::from_millis(wait));
        interrupted += usize::from(run.try_wait().expect("a state").is_none());
        run.kill().expect("killed"); // SIGKILL: nothing can be tidied up
        run.wait().expect("ended");

        let resumed = rashomon(&["record", "--store", store, reports]).output().expect("it runs");
        assert_eq!(resumed.status.code(), Some(0), "{}", String::from_utf8_lossy(&resumed.stderr));
        assert!(resumed.stdout == whole, "killed after {wait} ms, it came to another end");
    }
    assert!(interrupted > 0, "no run was caught at work");
}
