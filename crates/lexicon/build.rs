//! Compiles the tables; a bad row stops the build with file, line and reason.

#[path = "build/gazetteer.rs"]
mod gazetteer;

use std::path::Path;

fn main() {
    if let Err(reason) = compile() {
        eprintln!("error: {reason}");
        std::process::exit(1);
    }
}

fn compile() -> Result<(), String> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=build");
    println!("cargo:rerun-if-changed=src/gazetteer/fold.rs");
    let out = std::env::var("OUT_DIR").map_err(|e| e.to_string())?;
    let (block, files) = gazetteer::compile(Path::new("tables/places"))?;
    for file in files {
        println!("cargo:rerun-if-changed={}", file.display());
    }
    std::fs::write(Path::new(&out).join("gazetteer.bin"), block).map_err(|e| e.to_string())
}
