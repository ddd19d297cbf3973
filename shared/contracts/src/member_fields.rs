//! Fields of members' records that an association makes itself.

use kernel::Locale;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    Text,
    Number,
    Day,
    /// One of the field's options.
    Choice,
    YesNo,
    /// A document of each member's: it is uploaded on the record, and not typed.
    File,
}

impl FieldKind {
    pub const ALL: [Self; 6] = [Self::Text, Self::Number, Self::Day, Self::Choice, Self::YesNo, Self::File];

    /// The name in JSON, in the database and in translation keys (`field-kind-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Day => "day",
            Self::Choice => "choice",
            Self::YesNo => "yes_no",
            Self::File => "file",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// `GET /api/v1/associations/{association}/member-fields` lists them in their order, the retired ones last.
#[expect(clippy::struct_excessive_bools, reason = "each is said for itself, as on a form")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Field {
    pub id: Uuid,
    pub label_ar: String,
    pub label_fr: String,
    pub label_en: Option<String>,
    pub kind: FieldKind,
    pub options: Vec<FieldOption>,
    /// Whoever writes a record gives it.
    pub required: bool,
    /// A column of the list of members, unless others are chosen.
    pub listed: bool,
    /// Not asked any more; what records hold of it is shown.
    pub retired: bool,
    /// What records hold of it is shown to those who see records, and not to the member; no form for strangers asks it.
    #[serde(default)]
    pub board_only: bool,
    /// Whoever asks to join is asked for it.
    #[serde(default)]
    pub for_applicants: bool,
}

/// What a field of the kind `choice` may be. Its code stays when it is named anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FieldOption {
    pub code: String,
    pub ar: String,
    pub fr: String,
    /// Not offered any more.
    #[serde(default)]
    pub retired: bool,
}

impl Field {
    /// As whoever reads either language knows it.
    pub fn both_labels(&self) -> String {
        if self.label_ar == self.label_fr { self.label_ar.clone() } else { format!("{} · {}", self.label_ar, self.label_fr) }
    }

    /// Its name among the fields of a form and in errors.
    pub fn name(&self) -> String {
        format!("field-{}", self.id)
    }

    pub fn label(&self, locale: Locale) -> &str {
        match locale {
            Locale::Ar => &self.label_ar,
            Locale::Fr => &self.label_fr,
            Locale::En => self.label_en.as_ref().unwrap_or(&self.label_fr),
        }
    }

    /// An option's name; its code where there is none.
    pub fn option<'a>(&'a self, code: &'a str, locale: Locale) -> &'a str {
        self.options.iter().find(|option| option.code == code).map_or(code, |option| option.label(locale))
    }
}

impl FieldOption {
    pub fn label(&self, locale: Locale) -> &str {
        if locale == Locale::Ar { &self.ar } else { &self.fr }
    }
}

/// `GET …/member-fields/{id}`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FieldInUse {
    #[serde(flatten)]
    pub field: Field,
    /// Members whose records hold something in it.
    pub members: i64,
}

/// `POST …/member-fields`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NewField {
    pub label_ar: String,
    pub label_fr: String,
    pub label_en: String,
    /// A code of [`FieldKind`].
    pub kind: String,
    /// One per line, the same line for the same option; of one that is empty the other counts.
    pub options_ar: String,
    pub options_fr: String,
    /// `yes` or empty.
    pub required: String,
    /// `yes` or empty.
    pub listed: String,
    /// `yes` or empty: neither members in their own space nor applicants see it.
    pub board_only: String,
}

/// `POST …/member-fields/{id}`: options are known by either of their names.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EditField {
    pub id: Uuid,
    #[serde(flatten)]
    pub field: NewField,
}

/// `POST …/member-fields/{id}/retirement`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RetireField {
    pub id: Uuid,
    /// `yes`, or `no`: it is asked again.
    pub retired: String,
}

/// `POST …/member-fields/{id}/removal`, with all that records hold of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RemoveField {
    pub id: Uuid,
    /// [`FieldInUse::members`] as it was shown.
    pub members: String,
    /// `yes`.
    pub sure: String,
}

/// `POST …/members/{id}/field-file`: PDF, JPEG or PNG as the body, in the place of the one that there is.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct KeepFieldFile {
    pub id: Uuid,
    /// The id of a field of the kind `file`.
    pub field: String,
    pub file_name: String,
}

/// `GET …/members/{id}/field-file`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FindFieldFile {
    pub id: Uuid,
    /// The id of a field of the kind `file`.
    #[serde(default)]
    pub field: String,
}

/// `GET …/me/field-file`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FindOwnFieldFile {
    pub field: Uuid,
    /// One's own id, or that of a minor for whom one acts.
    pub member: Uuid,
}

/// `POST …/members/{id}/field-file/removal`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RemoveFieldFile {
    pub id: Uuid,
    pub field: Uuid,
    /// `yes`.
    pub sure: String,
}

/// What a record holds in a field: `value` is a text, a number with a point, `2026-11-21`, an option's code, `yes` or `no`,
/// or names a file.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FieldValue {
    #[serde(flatten)]
    pub field: Field,
    pub value: Option<String>,
}
