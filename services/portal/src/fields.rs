//! Names and values as a query or a form brings them.

use kernel::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `a=1&b=2`. What cannot be read is an error of the page that sent it, not of the person.
    pub fn parse(text: &str) -> Result<Self> {
        serde_html_form::from_str(text).map(Self).map_err(|cause| Error::invalid("invalid-body").because(cause))
    }

    pub fn of<const N: usize>(pairs: [(&str, &str); N]) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    pub fn push(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// All but one.
    #[must_use]
    pub fn without(self, name: &str) -> Self {
        Self(self.0.into_iter().filter(|(other, _)| other != name).collect())
    }

    /// The value, or an empty text: to a form both are the same.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value)
    }

    /// The value when it is not blank.
    pub fn given(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|value| !value.trim().is_empty())
    }

    /// All values of a name that may stand several times.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(other, _)| other == name).map(|(_, value)| value.clone()).collect()
    }

    pub fn has(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(other, given)| other == name && given == value)
    }

    /// All values of this name as one text, with spaces between.
    pub fn joined(&self, name: &str) -> String {
        self.all(name).join(" ")
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The input of an API call whose fields are all texts.
    pub fn input<I: DeserializeOwned>(&self) -> Result<I> {
        let object: Map<String, Value> = self.0.iter().map(|(name, value)| (name.clone(), Value::String(value.clone()))).collect();
        serde_json::from_value(Value::Object(object)).map_err(|cause| Error::invalid("invalid-body").because(cause))
    }
}

/// `path?name=value&…`, without the values that are absent.
pub fn with_query(path: &str, values: &[(&str, Option<&str>)]) -> String {
    #[derive(Serialize)]
    #[serde(transparent)]
    struct Pairs<'a>(Vec<(&'a str, &'a str)>);
    let given: Vec<_> = values.iter().filter_map(|(name, value)| Some((*name, (*value)?))).filter(|(_, value)| !value.is_empty()).collect();
    match serde_html_form::to_string(Pairs(given)) {
        Ok(query) if !query.is_empty() => format!("{path}?{query}"),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_and_written() {
        let fields = Fields::parse("name=%D9%86%D8%B3%D9%8A%D8%AC&empty=&a=1%262").expect("a form");
        assert_eq!((fields.get("name"), fields.get("a"), fields.get("none")), ("نسيج", "1&2", ""));
        assert_eq!(fields.given("empty"), None);
        assert_eq!(with_query("/x", &[("search", Some("a b&c")), ("after", None), ("dues", Some(""))]), "/x?search=a+b%26c");
        assert_eq!(with_query("/x", &[]), "/x");
    }
}
