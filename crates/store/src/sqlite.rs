//! A store in one SQLite file.
//!
//! Values are canonical JSON, compressed; the columns beside them are what is searched by. Write-ahead
//! logging with full synchronisation: a commit that returned is on the disk.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use rashomon_record::{
    Body, Complaint, ContentHash, Decision, Given, MadeBy, MediaType, RawPage, Reading, Record,
};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Added, Entry, Error, Store};

/// Marks the file as ours (`PRAGMA application_id`): the letters RSHM.
const APPLICATION: i32 = 0x5253_484D;
/// Version of the tables (`PRAGMA user_version`).
const VERSION: i32 = 1;

const TABLES: &str = "
    CREATE TABLE report (
        key       TEXT PRIMARY KEY,          -- hash of the page with what its container says
        id        TEXT NOT NULL UNIQUE,      -- the report's identifier
        given     BLOB NOT NULL,             -- what the container says, JSON
        media     TEXT,                      -- 'text' or 'html'; NULL: there is no body
        charset   TEXT,
        body      BLOB,                      -- the bytes as they came, compressed
        complaint BLOB NOT NULL              -- what went wrong on the way, JSON
    ) STRICT;
    CREATE TABLE reading (
        key       TEXT PRIMARY KEY REFERENCES report (key),
        made_by   TEXT NOT NULL,             -- hash of the versions that made it
        value     BLOB NOT NULL              -- the Reading, JSON, compressed
    ) STRICT;
    CREATE TABLE decision (
        number    INTEGER PRIMARY KEY,       -- in the order in which they were made
        id        TEXT NOT NULL UNIQUE,
        value     BLOB NOT NULL
    ) STRICT;
    CREATE TABLE record (
        only      INTEGER PRIMARY KEY CHECK (only = 1),
        inputs    TEXT NOT NULL,             -- hash of what it was derived from
        value     BLOB NOT NULL
    ) STRICT;
";

/// A store in one SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    path: PathBuf,
    connection: Connection,
}

impl SqliteStore {
    /// Opens the store at `path`, making it where there is none.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let wrong = |e: rusqlite::Error| Error::from_sqlite(path, &e);
        let mut connection = Connection::open(path).map_err(wrong)?;
        connection.busy_timeout(Duration::from_secs(10)).map_err(wrong)?;
        connection.pragma_update(None, "journal_mode", "WAL").map_err(wrong)?;
        connection.pragma_update(None, "synchronous", "FULL").map_err(wrong)?;
        connection.pragma_update(None, "foreign_keys", true).map_err(wrong)?;

        let setup =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(wrong)?;
        let number =
            |name| setup.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(wrong);
        let (application, version) = (number("application_id")?, number("user_version")?);
        let tables: i64 = setup
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .map_err(wrong)?;
        if tables == 0 {
            setup.execute_batch(TABLES).map_err(wrong)?;
            setup.pragma_update(None, "application_id", APPLICATION).map_err(wrong)?;
            setup.pragma_update(None, "user_version", VERSION).map_err(wrong)?;
        } else if application != APPLICATION {
            return Err(Error::new(
                path,
                "this is another program's database",
                Some("name another file with --store"),
            ));
        } else if version > VERSION {
            return Err(Error::new(
                path,
                format!("its format is {version}, this program knows up to {VERSION}"),
                Some("use the newer program that wrote it; nothing was changed"),
            ));
        }
        setup.commit().map_err(wrong)?;
        Ok(SqliteStore { path: path.to_path_buf(), connection })
    }

    fn wrong(&self, error: rusqlite::Error) -> Error {
        Error::from_sqlite(&self.path, &error)
    }

    fn unpacked<T: DeserializeOwned>(&self, value: &[u8], what: &str) -> Result<T, Error> {
        let mut json = Vec::new();
        ZlibDecoder::new(value)
            .read_to_end(&mut json)
            .map_err(|e| Error::new(&self.path, format!("{what} is damaged: {e}"), None))?;
        self.parsed(&json, what)
    }

    fn parsed<T: DeserializeOwned>(&self, json: &[u8], what: &str) -> Result<T, Error> {
        serde_json::from_slice(json)
            .map_err(|e| Error::new(&self.path, format!("{what} is damaged: {e}"), None))
    }
}

impl Store for SqliteStore {
    fn add(&mut self, entries: &[Entry]) -> Result<Added, Error> {
        let path = self.path.clone();
        let wrong = |e: rusqlite::Error| Error::from_sqlite(&path, &e);
        let mut added = Added::default();
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(wrong)?;
        for Entry { raw, reading } in entries {
            let (key, id) = (raw.key(), &reading.page.id);
            let made_by = made_by_hash(&reading.made_by);
            let held: Option<String> = transaction
                .query_row("SELECT key FROM report WHERE id = ?1", [id], |row| row.get(0))
                .optional()
                .map_err(wrong)?;
            match held {
                Some(other) if other != key.as_str() => {
                    added.refused.push(id.clone());
                    continue;
                }
                Some(_) => {
                    let before: Option<String> = transaction
                        .query_row(
                            "SELECT made_by FROM reading WHERE key = ?1",
                            [key.as_str()],
                            |row| row.get(0),
                        )
                        .optional()
                        .map_err(wrong)?;
                    if before.as_deref() == Some(made_by.as_str()) {
                        added.known += 1;
                        continue;
                    }
                    added.read_anew += 1;
                }
                None => {
                    let body = raw.body.as_ref();
                    transaction
                        .execute(
                            "INSERT INTO report (key, id, given, media, charset, body, complaint)
                             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                            params![
                                key.as_str(),
                                id,
                                json(&path, &raw.given)?,
                                body.map(|b| if b.media_type == MediaType::Html {
                                    "html"
                                } else {
                                    "text"
                                }),
                                body.and_then(|b| b.charset.as_deref()),
                                body.map(|b| packed(&path, &b.bytes)).transpose()?,
                                json(&path, &raw.complaints)?,
                            ],
                        )
                        .map_err(wrong)?;
                    added.new += 1;
                }
            }
            transaction
                .execute(
                    "INSERT OR REPLACE INTO reading (key, made_by, value) VALUES (?1, ?2, ?3)",
                    params![key.as_str(), made_by.as_str(), packed(&path, &json(&path, reading)?)?],
                )
                .map_err(wrong)?;
        }
        transaction.commit().map_err(wrong)?;
        Ok(added)
    }

    fn reading(&self, key: &ContentHash, made_by: &MadeBy) -> Result<Option<Reading>, Error> {
        let value: Option<Vec<u8>> = self
            .connection
            .query_row(
                "SELECT value FROM reading WHERE key = ?1 AND made_by = ?2",
                [key.as_str(), made_by_hash(made_by).as_str()],
                |row| row.get(0),
            )
            .optional()
            .map_err(|e| self.wrong(e))?;
        value.map(|v| self.unpacked(&v, "a Reading")).transpose()
    }

    fn known(&self, made_by: &MadeBy) -> Result<BTreeSet<ContentHash>, Error> {
        let mut statement = self
            .connection
            .prepare("SELECT key FROM reading WHERE made_by = ?1")
            .map_err(|e| self.wrong(e))?;
        let keys = statement
            .query_map([made_by_hash(made_by).as_str()], |row| row.get::<_, String>(0))
            .map_err(|e| self.wrong(e))?;
        keys.map(|key| key.map(ContentHash::from_hex).map_err(|e| self.wrong(e))).collect()
    }

    fn entries(&self) -> Result<Vec<Entry>, Error> {
        let mut statement = self
            .connection
            .prepare(
                "SELECT given, media, charset, body, complaint, value FROM report JOIN reading USING (key) ORDER BY id",
            )
            .map_err(|e| self.wrong(e))?;
        let mut rows = statement.query([]).map_err(|e| self.wrong(e))?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next().map_err(|e| self.wrong(e))? {
            let column = |e| self.wrong(e);
            let given: Vec<u8> = row.get(0).map_err(column)?;
            let media: Option<String> = row.get(1).map_err(column)?;
            let charset: Option<String> = row.get(2).map_err(column)?;
            let body: Option<Vec<u8>> = row.get(3).map_err(column)?;
            let complaints: Vec<u8> = row.get(4).map_err(column)?;
            let value: Vec<u8> = row.get(5).map_err(column)?;
            let body = match (media, body) {
                (Some(media), Some(bytes)) => {
                    let mut unpacked = Vec::new();
                    ZlibDecoder::new(&bytes[..]).read_to_end(&mut unpacked).map_err(|e| {
                        Error::new(&self.path, format!("a page is damaged: {e}"), None)
                    })?;
                    let media_type =
                        if media == "html" { MediaType::Html } else { MediaType::Text };
                    Some(Body { bytes: unpacked, media_type, charset })
                }
                _ => None,
            };
            let reading: Reading = self.unpacked(&value, "a Reading")?;
            let given: Given = self.parsed(&given, "a report")?;
            let complaints: Vec<Complaint> = self.parsed(&complaints, "a report")?;
            let locator = format!("{} in {}", reading.page.id, self.path.display());
            entries.push(Entry { raw: RawPage { locator, given, body, complaints }, reading });
        }
        Ok(entries)
    }

    fn decide(&mut self, decision: &Decision) -> Result<(), Error> {
        let value = json(&self.path, decision)?;
        self.connection
            .execute(
                "INSERT OR IGNORE INTO decision (id, value) VALUES (?1, ?2)",
                params![decision.id, value],
            )
            .map_err(|e| self.wrong(e))?;
        Ok(())
    }

    fn decisions(&self) -> Result<Vec<Decision>, Error> {
        let mut statement = self
            .connection
            .prepare("SELECT value FROM decision ORDER BY number")
            .map_err(|e| self.wrong(e))?;
        let mut rows = statement.query([]).map_err(|e| self.wrong(e))?;
        let mut decisions = Vec::new();
        while let Some(row) = rows.next().map_err(|e| self.wrong(e))? {
            let value: Vec<u8> = row.get(0).map_err(|e| self.wrong(e))?;
            decisions.push(self.parsed(&value, "a decision")?);
        }
        Ok(decisions)
    }

    fn set_record(&mut self, inputs: &ContentHash, record: &Record) -> Result<(), Error> {
        let value = packed(&self.path, &json(&self.path, record)?)?;
        self.connection
            .execute(
                "INSERT OR REPLACE INTO record (only, inputs, value) VALUES (1, ?1, ?2)",
                params![inputs.as_str(), value],
            )
            .map_err(|e| self.wrong(e))?;
        Ok(())
    }

    fn record(&self, inputs: &ContentHash) -> Result<Option<Record>, Error> {
        let value: Option<Vec<u8>> = self
            .connection
            .query_row("SELECT value FROM record WHERE inputs = ?1", [inputs.as_str()], |row| {
                row.get(0)
            })
            .optional()
            .map_err(|e| self.wrong(e))?;
        value.map(|v| self.unpacked(&v, "the record")).transpose()
    }

    fn inputs(&self) -> Result<ContentHash, Error> {
        let mut parts = Vec::new();
        for query in [
            "SELECT key || made_by FROM reading ORDER BY key",
            "SELECT id FROM decision ORDER BY number",
        ] {
            let mut statement = self.connection.prepare(query).map_err(|e| self.wrong(e))?;
            let mut rows = statement.query([]).map_err(|e| self.wrong(e))?;
            while let Some(row) = rows.next().map_err(|e| self.wrong(e))? {
                let line: String = row.get(0).map_err(|e| self.wrong(e))?;
                parts.extend_from_slice(line.as_bytes());
                parts.push(b'\n');
            }
            parts.push(b'\n');
        }
        Ok(ContentHash::of(&parts))
    }
}

fn made_by_hash(made_by: &MadeBy) -> ContentHash {
    let MadeBy { program, model, lexicon, rules } = made_by;
    ContentHash::of([program, model, lexicon, rules].map(|s| s.as_str()).join("\n").as_bytes())
}

fn json<T: Serialize>(place: &Path, value: &T) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(value).map_err(|e| Error::new(place, e, None))
}

fn packed(place: &Path, bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(4));
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(|e| Error::new(place, e, None))
}
