//! What a file tells beside the record, for members who are there already: what they lack is added, nothing is taken
//! away. How somebody belongs is changed only where the file goes before the record, and never where the board has to
//! say why or an office would end with it.

use super::beside::{Beside, Groups};
use super::lines::Line;
use super::refusal::Refusal;
use crate::categories;
use crate::entity::{charge, group_member, mandate, member, note, paid_up, tag};
use crate::notes::MOST_TAGS;
use crate::person::Person;
use crate::rates::{Debtor, Rates};
use contracts::charges::ChargeKind;
use contracts::member_imports::{Existing, TwinField};
use contracts::members::{MemberKind, MemberStatus};
use database::Workspace;
use kernel::Result;
use kernel::fold::fold;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// What members of whom lines speak have already.
#[derive(Default)]
pub struct Aside {
    groups: HashMap<Uuid, BTreeSet<Uuid>>,
    tags: HashMap<Uuid, Vec<String>>,
    notes: HashMap<Uuid, HashSet<String>>,
    /// Years that were called, and those of them that are paid.
    called: HashSet<(Uuid, i32)>,
    paid: HashSet<(Uuid, i32)>,
    /// Who holds an office.
    officers: HashSet<Uuid>,
}

impl Aside {
    pub async fn load(ws: &Workspace, lines: &[Line], members: &[Uuid]) -> Result<Self> {
        let mut aside = Self::default();
        let brings = |is: fn(&Beside) -> bool| !members.is_empty() && lines.iter().any(|line| is(&line.beside));
        let ids = || members.iter().copied();
        if brings(|beside| !beside.groups.is_empty()) {
            for row in ws.all(group_member::Entity::find().filter(group_member::Column::MemberId.is_in(ids()))).await? {
                aside.groups.entry(row.member_id).or_default().insert(row.group_id);
            }
        }
        if brings(|beside| !beside.tags.is_empty()) {
            let theirs = tag::Entity::find().filter(tag::Column::MemberId.is_in(ids()));
            for row in ws.all(theirs.order_by_asc(tag::Column::TagFolded)).await? {
                aside.tags.entry(row.member_id).or_default().push(row.tag);
            }
        }
        if brings(|beside| beside.note.is_some()) {
            for row in ws.all(note::Entity::find().filter(note::Column::MemberId.is_in(ids()))).await? {
                aside.notes.entry(row.member_id).or_default().insert(row.text);
            }
        }
        if brings(|beside| !beside.paid.is_empty()) {
            let annual = charge::Entity::find().filter(charge::Column::Kind.eq(ChargeKind::Annual.code()));
            let called = ws.all(annual.filter(charge::Column::MemberId.is_in(ids()))).await?;
            aside.called = called.into_iter().map(|row| (row.member_id, row.year)).collect();
            let paid = ws.all(paid_up::Entity::find().filter(paid_up::Column::MemberId.is_in(ids()))).await?;
            aside.paid = paid.into_iter().map(|row| (row.member_id, row.year)).collect();
        }
        if brings(|beside| beside.status.is_some()) {
            let held = mandate::Entity::find().filter(mandate::Column::MemberId.is_in(ids()));
            let held = ws.all(held.filter(mandate::Column::EndedOn.is_null())).await?;
            aside.officers = held.into_iter().map(|row| row.member_id).collect();
        }
        Ok(aside)
    }

    /// What of it goes in, and what differs. `person`: the record as it will be.
    ///
    /// # Errors
    /// Why the line cannot go in as it is.
    pub fn merge(
        &self,
        (member, person): (&member::Model, &Person),
        brought: &Beside,
        existing: Existing,
        groups: &Groups,
        fees: &HashMap<i32, Rates>,
    ) -> Result<(Beside, Vec<TwinField>), Refusal> {
        if existing == Existing::Keep {
            return Ok((Beside::default(), Vec::new()));
        }
        let mut differences = Vec::new();
        let taken = Beside {
            status: self.status(member, brought, existing, &mut differences)?,
            groups: self.groups(member.id, brought, groups, &mut differences)?,
            tags: self.tags(member.id, brought, &mut differences)?,
            note: self.note(member.id, brought, &mut differences),
            paid: self.paid(member.id, person, brought, fees, &mut differences)?,
        };
        Ok((taken, differences))
    }

    fn status(
        &self,
        member: &member::Model,
        brought: &Beside,
        existing: Existing,
        differences: &mut Vec<TwinField>,
    ) -> Result<Option<MemberStatus>, Refusal> {
        let Some(status) = brought.status.filter(|status| status.code() != member.status) else { return Ok(None) };
        let takes = existing == Existing::Replace;
        let ends_an_office = matches!(status, MemberStatus::Resigned | MemberStatus::Deceased) && self.officers.contains(&member.id);
        let needs_a_reason = matches!(status, MemberStatus::Suspended | MemberStatus::Excluded);
        let is_nothing_for_a_body = status == MemberStatus::Deceased && member.kind == MemberKind::Body.code();
        if takes && (ends_an_office || needs_a_reason || is_nothing_for_a_body) {
            return Err(Refusal::of("status", "import-status-by-hand"));
        }
        differences.push(differs("status", member.status.clone(), status.code().to_owned(), takes));
        Ok(Some(status).filter(|_| takes))
    }

    fn groups(&self, member: Uuid, brought: &Beside, groups: &Groups, differences: &mut Vec<TwinField>) -> Result<Vec<String>, Refusal> {
        let there = self.groups.get(&member);
        let mut joined: Vec<String> = Vec::new();
        for name in &brought.groups {
            let id = groups.find(name).ok_or(Refusal::of("groups", "import-unknown-group"))?;
            let is_new = there.is_none_or(|there| !there.contains(&id)) && joined.iter().all(|other| groups.find(other) != Some(id));
            joined.extend(is_new.then(|| name.clone()));
        }
        if !joined.is_empty() {
            let before: Vec<&str> = there.into_iter().flatten().map(|id| groups.name(*id)).collect();
            differences.push(added("groups", &before, &joined));
        }
        Ok(joined)
    }

    fn tags(&self, member: Uuid, brought: &Beside, differences: &mut Vec<TwinField>) -> Result<Vec<String>, Refusal> {
        let there = self.tags.get(&member).map(Vec::as_slice).unwrap_or_default();
        let is_new = |tag: &&String| there.iter().all(|other| fold(other) != fold(tag));
        let new: Vec<String> = brought.tags.iter().filter(is_new).cloned().collect();
        if there.len() + new.len() > MOST_TAGS {
            return Err(Refusal::of("tags", "tags-too-many"));
        }
        if !new.is_empty() {
            differences.push(added("tags", &there.iter().map(String::as_str).collect::<Vec<_>>(), &new));
        }
        Ok(new)
    }

    fn note(&self, member: Uuid, brought: &Beside, differences: &mut Vec<TwinField>) -> Option<String> {
        let there = self.notes.get(&member);
        let new = brought.note.clone().filter(|text| there.is_none_or(|there| !there.contains(text)));
        differences.extend(new.iter().map(|text| differs("note", String::new(), text.clone(), true)));
        new
    }

    /// Years of which nothing was asked here; of one that was, a payment speaks.
    fn paid(
        &self,
        member: Uuid,
        person: &Person,
        brought: &Beside,
        fees: &HashMap<i32, Rates>,
        differences: &mut Vec<TwinField>,
    ) -> Result<Vec<super::beside::Paid>, Refusal> {
        let mut new = Vec::new();
        let (category, belongs) =
            (categories::folded(person), self.groups.get(&member).map(|groups| groups.iter().copied().collect::<Vec<_>>()));
        let who = Debtor::joining(person, category.as_deref(), belongs.as_deref().unwrap_or_default());
        for paid in brought.paid.iter().filter(|paid| !self.paid.contains(&(member, paid.year))) {
            if self.called.contains(&(member, paid.year)) {
                return Err(Refusal::of_year("import-called-already", paid.year));
            }
            let due = fees.get(&paid.year).map(|rates| rates.annual(who));
            if due.is_some_and(|due| paid.amount < due) {
                return Err(Refusal::of_year("import-paid-in-part", paid.year));
            }
            differences.push(differs("paid_before", String::new(), format!("{}: {}", paid.year, paid.amount), true));
            new.push(*paid);
        }
        Ok(new)
    }
}

fn differs(field: &str, there: String, file: String, taken: bool) -> TwinField {
    TwinField { field: field.into(), file, there, taken }
}

fn added(field: &str, there: &[&str], new: &[String]) -> TwinField {
    let after: Vec<&str> = there.iter().copied().chain(new.iter().map(String::as_str)).collect();
    differs(field, there.join(", "), after.join(", "), true)
}
