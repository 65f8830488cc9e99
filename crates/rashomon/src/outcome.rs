//! How a run ends.

use std::fmt;
use std::io;
use std::process::ExitCode;

/// The output is whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Every report was read.
    AllRead,
    /// Some reports could not be read; each said so.
    SomeUnread,
}

impl Outcome {
    /// The exit code: 0 or 3.
    pub fn exit_code(self) -> ExitCode {
        match self {
            Outcome::AllRead => ExitCode::SUCCESS,
            Outcome::SomeUnread => ExitCode::from(3),
        }
    }

    /// From the number of reports that could not be read.
    pub fn of(unread: usize) -> Self {
        if unread == 0 { Outcome::AllRead } else { Outcome::SomeUnread }
    }
}

/// There is no output, or not all of it.
#[derive(Debug)]
pub struct Failure {
    message: String,
    code: u8,
}

impl Failure {
    /// Nothing could be written or read; exit code 1.
    pub fn new(message: impl fmt::Display) -> Self {
        Failure { message: message.to_string(), code: 1 }
    }

    /// The call was wrong; exit code 2.
    pub fn usage(message: impl fmt::Display) -> Self {
        Failure { message: message.to_string(), code: 2 }
    }

    /// Says so on standard error and gives the exit code.
    pub fn report(&self) -> ExitCode {
        if !self.message.is_empty() {
            eprintln!("rashomon: {}", self.message);
        }
        ExitCode::from(self.code)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            // Whoever read our output has seen enough; that is no fault to report.
            return Failure { message: String::new(), code: 1 };
        }
        Failure::new(format!("cannot write the output: {error}"))
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        if error.is_io() { Failure::from(io::Error::from(error)) } else { Failure::new(error) }
    }
}

impl From<rashomon_store::Error> for Failure {
    fn from(error: rashomon_store::Error) -> Self {
        Failure::new(error)
    }
}
