//! Runs `tests/suites/*.txt`: what must come out of the example crises, in prose.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn run(words: &[&str], crisis: &str) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .args(words)
        .arg(root().join("examples").join(crisis))
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

struct Crisis {
    record: Value,
    readings: Vec<Value>,
    /// The events that each name of the suite stands for.
    named: BTreeMap<String, (Vec<usize>, String)>,
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or("")
}

/// The country or group of a code: what stands before the first full stop.
fn head(code: &str) -> &str {
    code.split('.').next().unwrap_or("")
}

fn quotes(claims: &[Value]) -> impl Iterator<Item = &str> {
    claims.iter().flat_map(|c| list(c, "evidence")).map(|e| text(e, "quote"))
}

impl Crisis {
    fn sides(event: &Value, roles: &[&str]) -> Vec<String> {
        list(event, "participants")
            .iter()
            .filter(|p| roles.contains(&text(p, "role")))
            .flat_map(|p| [text(p, "country").to_string(), head(text(p, "actor")).to_string()])
            .filter(|c| !c.is_empty())
            .collect()
    }

    fn holds(side: &str, found: &[String]) -> bool {
        side == "-" || side.split('|').any(|s| found.iter().any(|f| f == s))
    }

    /// `None` where the statement holds, else why it does not.
    fn check(&mut self, statement: &str) -> Option<String> {
        let parts: Vec<&str> = statement.split(';').map(str::trim).collect();
        let (word, first) = parts[0].split_once(' ').unwrap_or((parts[0], ""));
        let events = list(&self.record, "events");
        match word {
            "event" => {
                let [_, types, days, actor, target, words] = parts[..] else {
                    return Some("six parts".into());
                };
                let (from, to) = days.split_once("..").unwrap_or((days, days));
                let (actor, target) =
                    (actor.trim_start_matches("actor "), target.trim_start_matches("target "));
                let spoken: Vec<usize> = (0..events.len())
                    .filter(|&e| quotes(list(&events[e], "claims")).any(|q| q.contains(words)))
                    .collect();
                let found: Vec<usize> = spoken
                    .iter()
                    .copied()
                    .filter(|&e| {
                        let event = &events[e];
                        let day = text(&event["when"], "best");
                        let mut against =
                            Self::sides(event, &["target", "victim", "object", "actor"]);
                        against.push(text(&event["where"], "country").to_string());
                        types.split('|').any(|t| t == text(event, "type"))
                            && (from..=to).contains(&day)
                            && Self::holds(actor, &Self::sides(event, &["actor"]))
                            && Self::holds(target, &against)
                    })
                    .collect();
                let wrong = found.is_empty().then(|| {
                    let told: Vec<String> = spoken
                        .iter()
                        .map(|&e| {
                            let event = &events[e];
                            let day = text(&event["when"], "best");
                            let (a, t) = (
                                Self::sides(event, &["actor"]),
                                Self::sides(event, &["target", "victim", "object"]),
                            );
                            format!("{} {day} {a:?} → {t:?}", text(event, "type"))
                        })
                        .collect();
                    format!("with these words there are {told:?}")
                });
                self.named.insert(first.to_string(), (found, words.to_string()));
                wrong
            }
            "claim" => {
                let [_, about, number, claimant, stance] = parts[..] else {
                    return Some("five parts".into());
                };
                let (known, _) = self.named.get(first)?;
                let claims: Vec<&Value> =
                    known.iter().flat_map(|&e| list(&events[e], "claims")).collect();
                let hit = claims.iter().any(|c| {
                    let who = c["claimant"].as_str().map_or("narrator", head);
                    text(c, "about") == about
                        && text(c, "value")
                            .split(|c: char| !c.is_ascii_digit())
                            .any(|n| n == number)
                        && claimant.split('|').any(|s| s == who)
                        && text(c, "stance") == stance
                });
                (!hit).then(|| {
                    let said: Vec<String> = claims
                        .iter()
                        .filter(|c| text(c, "about") == about)
                        .map(|c| format!("{} by {}", text(c, "value"), c["claimant"]))
                        .collect();
                    format!("said is {said:?}")
                })
            }
            "apart" => {
                let (_, a) = self.named.get(first)?;
                let (_, b) = self.named.get(parts[1])?;
                events
                    .iter()
                    .find(|e| {
                        let all: Vec<&str> = quotes(list(e, "claims")).collect();
                        all.iter().any(|q| q.contains(a.as_str()) && !q.contains(b.as_str()))
                            && all.iter().any(|q| q.contains(b.as_str()) && !q.contains(a.as_str()))
                    })
                    .map(|e| format!("{} has evidence of both", text(e, "title")))
            }
            "dispute" => {
                let hit = list(&self.record, "disputes").iter().any(|d| {
                    let values: Vec<&str> =
                        list(d, "sides").iter().map(|s| text(s, "value")).collect();
                    text(d, "about") == first
                        && parts[1..].iter().all(|p| values.iter().any(|v| v.contains(p)))
                });
                (!hit).then(|| format!("disputes are {}", brief_list(&self.record, "disputes")))
            }
            "total" => {
                let number: u64 = parts[1].parse().ok()?;
                let hit = list(&self.record, "totals")
                    .iter()
                    .any(|t| text(t, "kind") == first && t["low"] == number);
                let event = events
                    .iter()
                    .find(|e| e[first]["best"] == number || e[first]["high"] == number);
                match (hit, event) {
                    (_, Some(event)) => {
                        Some(format!("{} took the total for its own", text(event, "title")))
                    }
                    (false, None) => Some(format!("totals are {}", self.record["totals"])),
                    (true, None) => None,
                }
            }
            "commitment" => {
                let [_, words, status] = parts[..] else { return Some("three parts".into()) };
                let said: Vec<&Value> = list(&self.record, "commitments")
                    .iter()
                    .filter(|c| {
                        list(c, "evidence").iter().any(|e| text(e, "quote").contains(words))
                            && list(c, "promisor")
                                .iter()
                                .any(|p| p.as_str().is_some_and(|p| head(p) == first))
                    })
                    .collect();
                let hit = said.iter().any(|c| status.split('|').any(|s| s == text(c, "status")));
                (!hit).then(|| {
                    format!(
                        "{} commitments with these words; in all {}",
                        said.len(),
                        brief_list(&self.record, "commitments")
                    )
                })
            }
            "diplomatic" => {
                let hit = list(&self.record, "diplomatic").iter().any(|d| {
                    head(text(d, "a")) == first
                        && head(text(d, "b")) == parts[1]
                        && text(d, "act") == parts[2]
                });
                (!hit).then(|| self.record["diplomatic"].to_string())
            }
            "copy" => {
                let id = self
                    .readings
                    .iter()
                    .find(|r| text(r, "text").contains(parts[1]))
                    .map(|r| text(r, "id"))?;
                let root = |id: &str| {
                    let report = list(&self.record, "reports").iter().find(|r| text(r, "id") == id);
                    report.map_or("", |r| text(r, "root")).to_string()
                };
                (root(id) != root(parts[2])).then(|| format!("{id} has a root of its own"))
            }
            "one-actor" => {
                let hit = list(&self.record, "actors").iter().any(|a| {
                    let mut names: Vec<&str> =
                        list(a, "aliases").iter().filter_map(Value::as_str).collect();
                    names.push(text(a, "name"));
                    parts[1..].iter().all(|p| names.contains(p))
                });
                (!hit).then(|| "no actor has both names".to_string())
            }
            "noise" | "mend" => {
                let Some(reading) =
                    self.readings.iter().find(|r| text(r, "text").contains(parts[1]))
                else {
                    return Some("no report holds these words".to_string());
                };
                let at = text(reading, "text").find(parts[1]).unwrap_or(0) as u64;
                let end = at + parts[1].len() as u64;
                let field = if word == "noise" { "noise" } else { "mends" };
                let hit = list(reading, field).iter().any(|n| {
                    let span = |i: usize| n["span"][i].as_u64().unwrap_or(0);
                    let over = span(0) < end && at < span(1);
                    over && (word == "noise" || text(n, "reads").contains(parts[2]))
                });
                (!hit).then(|| reading[field].to_string())
            }
            "position" => {
                let hit = list(&self.record, "positions")
                    .iter()
                    .any(|p| head(text(p, "actor")) == first && text(p, "stance") == parts[1]);
                (!hit).then(|| {
                    let all: Vec<String> = list(&self.record, "positions")
                        .iter()
                        .map(|p| format!("{} {}", text(p, "actor"), text(p, "stance")))
                        .collect();
                    all.join(", ")
                })
            }
            other => Some(format!("no statement begins with {other:?}")),
        }
    }
}

fn brief_list(record: &Value, name: &str) -> String {
    list(record, name)
        .iter()
        .map(|x| x.to_string().chars().take(160).collect::<String>())
        .collect::<Vec<_>>()
        .join("\n      ")
}

#[test]
fn every_statement_about_the_example_crises_holds() {
    let folder = root().join("tests/suites");
    let mut suites: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect("suites").map(|f| f.expect("a file").path()).collect();
    suites.sort();
    let (mut wrong, mut checked) = (Vec::new(), 0);
    for suite in suites {
        let crisis = suite.file_stem().expect("a name").to_string_lossy().into_owned();
        let mut all = Crisis {
            record: serde_json::from_slice(&run(&["record"], &crisis)).expect("JSON"),
            readings: String::from_utf8(run(&["read"], &crisis))
                .expect("UTF-8")
                .lines()
                .map(|l| serde_json::from_str(l).expect("JSON"))
                .collect(),
            named: BTreeMap::new(),
        };
        for (index, line) in std::fs::read_to_string(&suite).expect("a suite").lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            checked += 1;
            // What does not come out yet is written down too, and told when it does.
            if let Some(statement) = line.trim().strip_prefix("not yet: ") {
                if all.check(statement).is_none() {
                    wrong.push(format!(
                        "{crisis}.txt:{}: {line}\n    holds now: take `not yet` away",
                        index + 1
                    ));
                }
                continue;
            }
            if let Some(why) = all.check(line.trim()) {
                wrong.push(format!("{crisis}.txt:{}: {line}\n    {why}", index + 1));
            }
        }
    }
    assert!(checked > 20, "only {checked} statements");
    assert!(
        wrong.is_empty(),
        "{} of {checked} statements do not hold\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
