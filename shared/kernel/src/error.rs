//! The one error type. `code` says what happened and is at the same time the translation key
//! `error-<code>`; `kind` decides the HTTP status (in `web::problem`, nowhere else); `cause` is for
//! the log and never leaves the process.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Invalid,
    Unauthenticated,
    Forbidden,
    NotFound,
    Conflict,
    TooLarge,
    TooMany,
    Unavailable,
    Internal,
    /// The request was answered before; see `database::Repeat`.
    Replayed,
}

/// An error of one input field; `code` is a translation key like [`Error::code`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    pub field: String,
    pub code: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
}

#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: Kind,
    code: Cow<'static, str>,
    params: BTreeMap<String, String>,
    fields: Vec<FieldError>,
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    pub fn new(kind: Kind, code: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner { kind, code: code.into(), params: BTreeMap::new(), fields: Vec::new(), cause: None }))
    }

    pub fn invalid(code: &'static str) -> Self {
        Self::new(Kind::Invalid, code)
    }

    /// Bad input in one named field.
    pub fn field(field: &str, code: &'static str) -> Self {
        Self::fields(vec![FieldError { field: field.into(), code: code.into(), params: BTreeMap::new() }])
    }

    /// Bad input in several fields, all of which the user sees at once.
    pub fn fields(fields: Vec<FieldError>) -> Self {
        let mut error = Self::invalid("invalid-input");
        error.0.fields = fields;
        error
    }

    pub fn unauthenticated() -> Self {
        Self::new(Kind::Unauthenticated, "unauthenticated")
    }

    pub fn forbidden(code: &'static str) -> Self {
        Self::new(Kind::Forbidden, code)
    }

    /// Also the answer about things that exist but that the caller may not know of.
    pub fn not_found() -> Self {
        Self::new(Kind::NotFound, "not-found")
    }

    pub fn conflict(code: &'static str) -> Self {
        Self::new(Kind::Conflict, code)
    }

    pub fn unavailable(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::new(Kind::Unavailable, "unavailable").because(cause)
    }

    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::new(Kind::Internal, "internal").because(cause)
    }

    #[must_use]
    pub fn because(mut self, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.0.cause = Some(cause.into());
        self
    }

    /// A value for the message's placeholder `name`.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.0.params.insert(name.into(), value.to_string());
        self
    }

    #[must_use]
    pub fn with_fields(mut self, fields: Vec<FieldError>) -> Self {
        self.0.fields = fields;
        self
    }

    pub fn kind(&self) -> Kind {
        self.0.kind
    }
    pub fn code(&self) -> &str {
        &self.0.code
    }
    pub fn params(&self) -> &BTreeMap<String, String> {
        &self.0.params
    }
    pub fn field_errors(&self) -> &[FieldError] {
        &self.0.fields
    }
    /// For the log only.
    pub fn cause(&self) -> Option<&(dyn std::error::Error + Send + Sync)> {
        self.0.cause.as_deref()
    }
}

/// Collects the errors of a form so that all of them are told at once.
#[derive(Debug, Default)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    pub fn add(&mut self, field: &str, code: &'static str) {
        self.0.push(FieldError { field: field.into(), code: code.into(), params: BTreeMap::new() });
    }

    pub fn add_with(&mut self, field: &str, code: &'static str, name: &str, value: impl ToString) {
        let params = BTreeMap::from([(name.to_owned(), value.to_string())]);
        self.0.push(FieldError { field: field.into(), code: code.into(), params });
    }

    /// Keeps the value when it is right, notes the field's error when it is not.
    pub fn keep<T>(&mut self, field: &str, value: std::result::Result<T, &'static str>) -> Option<T> {
        value.map_err(|code| self.add(field, code)).ok()
    }

    pub fn finish(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::fields(self.0)) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.0.kind, self.0.code)?;
        for field in &self.0.fields {
            write!(f, " [{}: {}]", field.field, field.code)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.cause.as_deref().map(|cause| cause as _)
    }
}
