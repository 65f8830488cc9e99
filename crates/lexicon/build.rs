//! Checks and compiles the tables; a bad row stops the build with file, line and reason.

#[path = "src/fold.rs"]
#[allow(dead_code)]
mod fold;
#[path = "build/gazetteer.rs"]
mod gazetteer;
#[path = "src/rows.rs"]
#[allow(dead_code)]
mod rows;
#[path = "src/table.rs"]
#[allow(dead_code)]
mod table;

use std::collections::BTreeMap;
use std::path::Path;

fn main() {
    if let Err(reason) = check_actors().and_then(|()| compile_places()) {
        println!("cargo::error={reason}");
        std::process::exit(1);
    }
}

/// Actors and words are embedded as they are, so that nothing but the check happens here.
fn check_actors() -> Result<(), String> {
    for name in ["build.rs", "src/fold.rs", "src/rows.rs", "src/table.rs"] {
        println!("cargo::rerun-if-changed={name}");
    }
    let folder = Path::new("tables");
    let mut texts = BTreeMap::new();
    for name in rows::NAMES {
        let path = folder.join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        let text = std::fs::read_to_string(path).map_err(|why| format!("{name}: {why}"))?;
        texts.insert(name, text);
    }
    rows::check(|name| texts.get(name).map_or("", String::as_str))
        .map_err(|why| format!("crates/lexicon/tables/{why}"))
}

fn compile_places() -> Result<(), String> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/gazetteer/fold.rs");
    let out = std::env::var("OUT_DIR").map_err(|e| e.to_string())?;
    let (block, files) = gazetteer::compile(Path::new("tables/places"))?;
    for file in files {
        println!("cargo::rerun-if-changed={}", file.display());
    }
    std::fs::write(Path::new(&out).join("gazetteer.bin"), block).map_err(|e| e.to_string())
}
