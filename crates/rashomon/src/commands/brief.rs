//! `rashomon brief`: a page for a person, in the terminal or for a browser.

use std::io::{IsTerminal, Write};
use std::path::Path;

use rashomon_publish::brief::Brief;
use rashomon_publish::terminal::Look;
use rashomon_publish::{html, terminal};

use crate::arguments::BriefOptions;
use crate::outcome::{Failure, Outcome};

/// Columns where no terminal says how many it has.
const WIDTH: usize = 100;

/// Runs it.
pub fn run(options: &BriefOptions) -> Result<Outcome, Failure> {
    let page = options.html.as_deref().filter(|p| p.as_os_str() != "-");
    if let Some(page) = page.filter(|p| !options.force && p.symlink_metadata().is_ok()) {
        // Said before the work begins: nobody should wait for a refusal.
        return Err(Failure::new(format!(
            "{}: already there, and left as it is (name another file, or give --force)",
            page.display()
        )));
    }
    let (readings, record, tally) =
        super::add::gather(&options.paths, options.store.as_deref(), options.reading)?;
    let brief = Brief::of(&record, &readings);
    match &options.html {
        None => {
            let out = std::io::stdout();
            let look = Look {
                width: terminal_size::terminal_size().map_or(WIDTH, |(w, _)| usize::from(w.0)),
                colour: out.is_terminal() && std::env::var_os("NO_COLOR").is_none(),
            };
            out.lock().write_all(terminal::write(&brief, look).as_bytes())?;
        }
        Some(path) if path.as_os_str() == "-" => {
            std::io::stdout().lock().write_all(html::write(&brief).as_bytes())?;
        }
        Some(path) => {
            put(path, html::write(&brief).as_bytes(), options.force)?;
            eprintln!("rashomon: wrote {}", path.display());
        }
    }
    Ok(Outcome::of(tally.unread))
}

/// Writes the whole file or none of it.
fn put(path: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    let wrong =
        |e: std::io::Error| Failure::new(format!("{}: cannot be written: {e}", path.display()));
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    // A page is for others to read too; temporary files are for their owner alone unless told.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(folder).map_err(wrong)?;
    file.write_all(bytes).map_err(wrong)?;
    let kept = if force { file.persist(path) } else { file.persist_noclobber(path) };
    kept.map(|_| ()).map_err(|e| wrong(e.error))
}
