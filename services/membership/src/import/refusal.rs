//! Why a line that can be read does not go in.

/// A field error's code, and the column that it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub field: &'static str,
    pub code: &'static str,
    /// Of several columns of dues, that of this year.
    pub year: Option<i32>,
}

impl Refusal {
    pub const fn of(field: &'static str, code: &'static str) -> Self {
        Self { field, code, year: None }
    }

    pub const fn of_year(code: &'static str, year: i32) -> Self {
        Self { field: "paid_before", code, year: Some(year) }
    }
}
