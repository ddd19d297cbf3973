//! A form as it is shown: what was typed, what is wrong with it.

use crate::fields::Fields;
use kernel::{Error, FieldError, Kind, Locale};
use language::{Key, key};
use std::collections::BTreeMap;

#[derive(Debug, Default)]
pub struct Form {
    pub values: Fields,
    pub errors: Vec<FieldError>,
    /// What is wrong with the whole, in words.
    pub failure: Option<String>,
    /// What became of what was typed; absent where there was nothing to save.
    pub saved: Option<Key>,
    /// Sent as the API's idempotency key: the same form sent twice has one effect.
    pub idempotency: String,
    /// The status of the page that shows this form.
    pub status: u16,
}

impl Form {
    pub fn blank() -> Self {
        Self::with(Fields::default())
    }

    pub fn with(values: Fields) -> Self {
        Self { values, idempotency: kernel::id::new_id().to_string(), status: 200, ..Self::default() }
    }

    /// The form again with everything that was typed and the reason why it was refused.
    ///
    /// The key changes only when we know that nothing was saved: after a lost answer the same key
    /// must be sent again.
    pub fn refused(values: &Fields, error: &Error, locale: Locale) -> Self {
        let mut form = Self::with(values.clone());
        form.status = web::problem::status(error.kind()).as_u16();
        form.errors = error.field_errors().to_vec();
        let unknown_outcome = matches!(error.kind(), Kind::Unavailable | Kind::Internal);
        if unknown_outcome {
            values.get("idempotency").clone_into(&mut form.idempotency);
        }
        if form.errors.is_empty() {
            form.failure = Some(language::error_text(locale, error.code(), error.params()));
        }
        form.saved = Some(if unknown_outcome { key::FORM_MAYBE_SAVED } else { key::FORM_NOT_SAVED });
        form
    }

    pub fn add_error(&mut self, field: &str, code: &str) {
        self.status = 422;
        self.saved = Some(key::FORM_NOT_SAVED);
        self.errors.push(FieldError { field: field.into(), code: code.into(), params: BTreeMap::new() });
    }

    pub fn value(&self, name: &str) -> &str {
        self.values.get(name)
    }

    pub fn error(&self, locale: Locale, name: &str) -> Option<String> {
        let found = self.errors.iter().find(|error| error.field == name)?;
        Some(language::error_text(locale, &found.code, &found.params))
    }

    pub fn is_wrong(&self) -> bool {
        self.failure.is_some() || !self.errors.is_empty()
    }
}
