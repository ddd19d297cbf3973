//! Which entries a reader asked for.

use crate::entity::audit_entry::{Column, Entity};
use chrono::{DateTime, Days, NaiveDate, Utc};
use contracts::audit::{Area, ExportAudit, FindAudit};
use kernel::error::FieldErrors;
use kernel::fold::fold;
use kernel::{Result, clock, date};
use sea_orm::{ColumnTrait, QueryFilter, Select};
use uuid::Uuid;

#[derive(Clone, Debug, Default)]
pub struct Filter {
    account: Option<Uuid>,
    name: Option<String>,
    action: Option<String>,
    area: Option<Area>,
    from: Option<DateTime<Utc>>,
    /// Exclusive.
    before: Option<DateTime<Utc>>,
}

impl Filter {
    /// # Errors
    /// At the field: an unknown area, a date that is none.
    pub fn read(input: &FindAudit) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let given = |value: &Option<String>| value.clone().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let person = given(&input.person);
        let account = person.as_deref().and_then(|person| Uuid::try_parse(person).ok());
        // what means something to LIKE is no part of a name
        let name = person.filter(|_| account.is_none()).map(|name| fold(&name).replace(['%', '_', '\\'], ""));
        let area = given(&input.area).and_then(|area| errors.keep("area", Area::parse(&area).ok_or("unknown-area")));
        let from = given(&input.from).and_then(|from| errors.keep("from", date::parse(&from))).and_then(midnight);
        let until = given(&input.until).and_then(|until| errors.keep("until", date::parse(&until)));
        errors.finish()?;
        let before = until.and_then(|until| until.checked_add_days(Days::new(1))).and_then(midnight);
        Ok(Self { account, name, action: given(&input.action), area, from, before })
    }

    pub fn of_export(input: &ExportAudit) -> Result<Self> {
        let ExportAudit { person, action, area, from, until, .. } = input.clone();
        Self::read(&FindAudit { after: None, person, action, area, from, until })
    }

    pub fn apply(&self, mut select: Select<Entity>) -> Select<Entity> {
        if let Some(account) = self.account {
            select = select.filter(Column::AccountId.eq(account));
        }
        for word in self.name.iter().flat_map(|name| name.split_whitespace()) {
            select = select.filter(Column::WhoKey.contains(word));
        }
        if let Some(action) = &self.action {
            select = select.filter(Column::Action.eq(action));
        }
        if let Some(area) = self.area {
            select = select.filter(Column::Area.eq(area.code()));
        }
        if let Some(from) = self.from {
            select = select.filter(Column::At.gte(from));
        }
        if let Some(before) = self.before {
            select = select.filter(Column::At.lt(before));
        }
        select
    }
}

/// The beginning of a day in Morocco.
fn midnight(day: NaiveDate) -> Option<DateTime<Utc>> {
    day.and_hms_opt(0, 0, 0).and_then(clock::from_local)
}
