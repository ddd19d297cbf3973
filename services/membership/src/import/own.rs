//! Columns of fields that the association made itself: recognised by the fields' names, read by their kinds when the
//! line is dealt with, so that a field that changes meanwhile is seen as it is then.

use super::columns::{is_name, key, place_key};
use super::lines::Line;
use crate::entity::member;
use crate::field_values::{self, Values, plain};
use crate::{field_kinds, fields};
use contracts::member_fields::{Field, FieldKind};
use contracts::member_imports::{Existing, TwinField};
use database::Workspace;
use kernel::Result;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tables::Column;
use uuid::Uuid;

/// What an import brings into a member's own fields, by their ids.
pub type Brought = BTreeMap<Uuid, Option<String>>;

/// The field in a column's name, as reports and forms hold it.
pub fn known(name: &str) -> Option<Uuid> {
    name.strip_prefix("field-")?.parse().ok()
}

/// Which columns are fields of the association's own, as far as somebody said so.
#[derive(Clone, Debug, Default)]
pub struct OwnColumns {
    /// Those that are asked.
    pub fields: Vec<Field>,
    /// What earlier files were read as, by the header's key.
    pub remembered: HashMap<String, Uuid>,
    /// For each column; absent: as guessed.
    pub said: Option<Vec<Option<Uuid>>>,
}

impl OwnColumns {
    pub async fn load(ws: &Workspace, remembered: HashMap<String, Uuid>) -> Result<Self> {
        let fields = fields::all(ws).await?.into_iter().filter(|field| !field.retired && field.kind != FieldKind::File).collect();
        Ok(Self { fields, remembered, said: None })
    }

    /// Of each column its field. A name that means a member's name is one, whatever else is called so.
    pub fn of(&self, columns: &[Column], bare: bool) -> Vec<Option<Field>> {
        let mut taken = BTreeSet::new();
        let columns = columns.iter().enumerate().map(|(index, column)| (self.of_column(index, column, columns.len(), bare), column));
        let free = |(field, column): (Option<&Field>, &Column)| {
            let is_free = self.said.is_some() || !column.field.is_some_and(is_name);
            field.filter(|field| is_free && taken.insert(field.id)).cloned()
        };
        columns.map(free).collect()
    }

    fn of_column(&self, index: usize, column: &Column, count: usize, bare: bool) -> Option<&Field> {
        if let Some(said) = &self.said {
            return self.by_id(said.get(index).copied().flatten()?);
        }
        let header = if bare { place_key(index, count) } else { key(&column.header) };
        let remembered = self.remembered.get(&header).and_then(|id| self.by_id(*id));
        remembered.or_else(|| self.fields.iter().find(|field| !bare && !header.is_empty() && names(field).contains(&header)))
    }

    fn by_id(&self, id: Uuid) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }
}

fn names(field: &Field) -> Vec<String> {
    [Some(&field.label_ar), Some(&field.label_fr), field.label_en.as_ref()].into_iter().flatten().map(|label| key(label)).collect()
}

/// A value of a line that its field does not take; or that is missing.
pub struct Wrong {
    /// For those who see no column of it.
    pub label: String,
    pub error: kernel::FieldError,
}

/// The fields of some lines, held until the transaction ends.
#[derive(Default)]
pub struct OwnValues {
    held: BTreeMap<Uuid, Field>,
    /// Whoever is new needs them.
    required: Vec<Field>,
    /// What the members who are there hold.
    there: HashMap<Uuid, Values>,
}

impl OwnValues {
    pub async fn load(ws: &Workspace, lines: &[Line], there: &[member::Model]) -> Result<Self> {
        let held = field_values::hold(ws, lines.iter().flat_map(|line| line.own.keys())).await?;
        let required = fields::all(ws).await?.into_iter().filter(|field| field.required && !field.retired).collect();
        let ids = || there.iter().map(|member| member.id).collect();
        let there = if held.is_empty() { HashMap::new() } else { field_values::of_members(ws, ids()).await? };
        Ok(Self { held, required, there })
    }

    /// What a line brings, and all that is wrong with it.
    pub fn read(&self, line: &Line, is_new: bool) -> (Values, Vec<Wrong>) {
        let (mut values, mut wrong) = (Values::new(), Vec::new());
        for (id, text) in &line.own {
            let Some(field) = self.held.get(id).filter(|field| !field.retired) else { continue };
            match field_kinds::parse(field, text) {
                Ok(Some(value)) => drop(values.insert(*id, value)),
                Ok(None) => {}
                Err(error) => wrong.push(Wrong { label: field.both_labels(), error }),
            }
        }
        let given = |field: &Field| line.own.get(&field.id).is_some_and(|text| !text.trim().is_empty());
        for field in self.required.iter().filter(|field| is_new && !given(field)) {
            let error = kernel::FieldError { field: field.name(), code: "import-own-required".into(), params: BTreeMap::new() };
            wrong.push(Wrong { label: field.both_labels(), error });
        }
        (values, wrong)
    }

    /// What of it goes into the record of somebody who is there, and what differs.
    pub fn merge(&self, member: Uuid, brought: &Values, existing: Existing) -> (Brought, Vec<TwinField>) {
        let there = self.there.get(&member);
        let (mut taken, mut differences) = (Brought::new(), Vec::new());
        for (id, value) in brought {
            let (Some(field), before) = (self.held.get(id), there.and_then(|there| there.get(id))) else { continue };
            if before == Some(value) {
                continue;
            }
            let takes = existing == Existing::Replace || (existing == Existing::Fill && before.is_none());
            differences.push(TwinField {
                field: field.name(),
                file: plain(field, value).to_owned(),
                there: before.map(|before| plain(field, before).to_owned()).unwrap_or_default(),
                taken: takes,
            });
            if takes {
                taken.insert(*id, Some(value.clone()));
            }
        }
        (taken, differences)
    }

    /// What the record held where something is brought.
    pub fn before(&self, member: Uuid, brought: &Brought) -> Brought {
        let there = self.there.get(&member);
        brought.keys().map(|id| (*id, there.and_then(|there| there.get(id)).cloned())).collect()
    }
}

/// Puts back what an import has replaced, as far as the fields are still there.
pub async fn put_back(ws: &Workspace, member: Uuid, before: Brought) -> Result<()> {
    let held = field_values::hold(ws, before.keys()).await?;
    field_values::set(ws, member, &before.into_iter().filter(|(id, _)| held.contains_key(id)).collect()).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(id: u128, ar: &str, fr: &str) -> Field {
        Field {
            id: Uuid::from_u128(id),
            label_ar: ar.into(),
            label_fr: fr.into(),
            label_en: None,
            kind: FieldKind::Text,
            options: Vec::new(),
            required: false,
            listed: false,
            retired: false,
            board_only: false,
            for_applicants: false,
        }
    }

    fn columns(headers: &str) -> Vec<Column> {
        let column = |header: &str| Column { header: header.into(), field: (header == "Nom").then_some("full_fr"), example: String::new() };
        headers.split(';').map(column).collect()
    }

    fn taken(own: &OwnColumns, headers: &str, bare: bool) -> Vec<u128> {
        own.of(&columns(headers), bare).into_iter().map(|field| field.map_or(0, |field| field.id.as_u128())).collect()
    }

    #[test]
    fn a_column_is_known_by_the_fields_name_in_any_language_and_once() {
        let fields = vec![field(1, "المقاس", "Taille de maillot"), field(2, "الاسم", "Nom")];
        let own = OwnColumns { fields, ..OwnColumns::default() };
        assert_eq!(taken(&own, "Nom;TAILLE DE MAILLOT :;المقاس;Tél", false), [0, 1, 0, 0]);
        assert_eq!(taken(&own, "Taille de maillot", true), [0], "without titles nothing is called anything");
        let remembered = HashMap::from([(key("Pointure"), Uuid::from_u128(1)), (place_key(1, 2), Uuid::from_u128(2))]);
        let own = OwnColumns { remembered, ..own };
        assert_eq!(taken(&own, "Pointure;Tél", false), [1, 0]);
        assert_eq!(taken(&own, ";", true), [0, 2]);
        let own = OwnColumns { said: Some(vec![None, Some(Uuid::from_u128(2)), Some(Uuid::from_u128(9))]), ..own };
        assert_eq!(taken(&own, "Taille de maillot;x;y", false), [0, 2, 0], "what somebody says goes before");
        assert_eq!(known("field-00000000-0000-0000-0000-000000000001"), Some(Uuid::from_u128(1)));
        assert_eq!((known("sex"), known("field-x")), (None, None));
    }
}
