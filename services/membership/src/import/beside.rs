//! What a file says of somebody beyond the record: how they belong, groups, tags, a note, dues paid
//! before the association came here. What of it is taken for those who are there already: `aside.rs`.

use crate::entity::{charge, group, group_member, member_status, note, paid_up, tag};
use crate::{notes, settling};
use chrono::NaiveDate;
use contracts::charges::ChargeKind;
use contracts::members::MemberStatus;
use database::Workspace;
use kernel::dues_years::{DuesYears, own_day};
use kernel::fold::{clean, fold};
use kernel::id::new_id;
use kernel::{Error, Money, Result};
use sea_orm::{ActiveValue::Set, EntityTrait};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Characters.
const LONGEST_NOTE: usize = 2_000;
const STATUSES: [(MemberStatus, &str); 6] = [
    (MemberStatus::Active, "actif|active|en activite|a jour|member|membre|نشيط|نشيطه|فعال|فعاله|عضو|عضوه|منخرط|منخرطه|عضو نشيط"),
    (MemberStatus::Suspended, "suspendu|suspendue|suspended|موقوف|موقوفه|معلق|معلقه"),
    (MemberStatus::Resigned, "demissionnaire|demissionne|demissionnee|demission|resigned|parti|partie|مستقيل|مستقيله|استقال|استقالت"),
    (MemberStatus::Excluded, "exclu|exclue|radie|radiee|excluded|expelled|مطرود|مطروده|مقصي|مقصاه|مشطب عليه|مشطب عليها"),
    (MemberStatus::Deceased, "decede|decedee|deceased|dead|متوفي|متوفاه|متوف"),
    (MemberStatus::Applicant, "candidat|candidate|en attente|postulant|postulante|applicant|pending|مرشح|مرشحه|طالب انخراط|في الانتظار"),
];

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    pub status: Option<MemberStatus>,
    /// By their names.
    pub groups: Vec<String>,
    pub tags: Vec<String>,
    pub note: Option<String>,
    /// A year each.
    pub paid: Vec<Paid>,
}

/// Dues of a year, received and receipted before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paid {
    pub year: i32,
    pub amount: Money,
}

pub fn is_beside(field: &str) -> bool {
    matches!(field, "status" | "groups" | "tags" | "note" | "paid_before")
}

pub fn status(text: &str) -> Result<MemberStatus, &'static str> {
    let folded = fold(text);
    let found = STATUSES.iter().find(|(_, names)| names.split('|').any(|name| name == folded));
    found.map(|(status, _)| *status).ok_or("import-status-unknown")
}

impl Beside {
    /// # Errors
    /// A field error's code, with the number that it speaks of.
    pub fn take(&mut self, field: &str, text: &str, year: i32) -> Result<(), (&'static str, Option<usize>)> {
        let text = clean(text);
        if text.is_empty() {
            return Ok(());
        }
        match field {
            "status" => self.status = Some(status(&text).map_err(|code| (code, None))?),
            "groups" => self.groups = parts(&text),
            "tags" => self.tags = notes::read_tags(&text).map_err(|error| (tag_code(&error), None))?,
            "note" if text.chars().count() > LONGEST_NOTE => return Err(("too-long", Some(LONGEST_NOTE))),
            "note" => self.note = Some(text),
            "paid_before" if text.chars().all(|c| matches!(c, '-' | '—' | '–')) => {}
            "paid_before" => {
                let amount = Money::parse(&text).map_err(|code| (code, None))?;
                if self.paid.iter().any(|paid| paid.year == year) {
                    return Err(("column-year-twice", None));
                }
                self.paid.extend(Some(Paid { year, amount }).filter(|_| amount > Money::ZERO));
            }
            _ => {}
        }
        Ok(())
    }
}

fn tag_code(error: &Error) -> &'static str {
    if error.field_errors().iter().any(|field| field.code == "tags-too-many") { "tags-too-many" } else { "tag-too-long" }
}

fn parts(text: &str) -> Vec<String> {
    let parts = text.split([',', ';', '،', '؛', '/', '|']).map(clean);
    parts.filter(|part| !part.is_empty()).collect()
}

/// The association's groups.
#[derive(Default)]
pub struct Groups {
    /// By their names in either language.
    ids: HashMap<String, Uuid>,
    names: HashMap<Uuid, String>,
}

impl Groups {
    pub async fn load(ws: &Workspace) -> Result<Self> {
        let mut groups = Self::default();
        for row in ws.all(group::Entity::find()).await? {
            for name in [row.name_ar, row.name_fr].into_iter().flatten() {
                groups.ids.insert(fold(&name), row.id);
                groups.names.entry(row.id).or_insert(name);
            }
        }
        Ok(groups)
    }

    pub fn find(&self, name: &str) -> Option<Uuid> {
        self.ids.get(&fold(name)).copied()
    }

    pub fn name(&self, id: Uuid) -> &str {
        self.names.get(&id).map_or("", String::as_str)
    }
}

/// To whom something is given.
#[derive(Clone, Copy)]
pub struct Whose<'a> {
    pub id: Uuid,
    pub category: Option<&'a str>,
    pub joined_on: Option<NaiveDate>,
}

/// What a file gave to members beside their records: rows that go when the import is undone.
#[derive(Default)]
pub struct Given {
    tags: Vec<tag::ActiveModel>,
    notes: Vec<note::ActiveModel>,
    groups: Vec<group_member::ActiveModel>,
    charges: Vec<charge::ActiveModel>,
    paid_up: Vec<paid_up::ActiveModel>,
    statuses: Vec<member_status::ActiveModel>,
    /// Who has paid a year.
    payers: BTreeSet<Uuid>,
    /// When years of dues begin.
    dues_years: DuesYears,
}

impl Given {
    pub fn new(dues_years: DuesYears) -> Self {
        Self { dues_years, ..Self::default() }
    }

    /// The ids of what is given to one member.
    pub fn add(&mut self, ws: &Workspace, whose: Whose<'_>, beside: &Beside, groups: &Groups) -> Vec<Uuid> {
        let member = whose.id;
        let mut ids = Vec::new();
        let mut id = || {
            let id = new_id();
            ids.push(id);
            id
        };
        let association = ws.association().0;
        for name in &beside.tags {
            let (tag, tag_folded) = (Set(name.clone()), Set(fold(name)));
            self.tags.push(tag::ActiveModel { association_id: Set(association), id: Set(id()), member_id: Set(member), tag, tag_folded });
        }
        if let Some(text) = &beside.note {
            self.notes.push(note::ActiveModel {
                association_id: Set(association),
                id: Set(id()),
                member_id: Set(member),
                text: Set(text.clone()),
                written_by: Set(ws.origin().who.clone()),
                written_at: Set(ws.now()),
            });
        }
        let mut joined: Vec<Uuid> = beside.groups.iter().filter_map(|name| groups.find(name)).collect();
        joined.sort_unstable();
        joined.dedup();
        for group in joined {
            self.groups.push(group_member::ActiveModel {
                association_id: Set(association),
                id: Set(id()),
                group_id: Set(group),
                member_id: Set(member),
                leads: Set(false),
            });
        }
        for paid in &beside.paid {
            self.charges.push(settled(ws, id(), whose, *paid, &self.dues_years));
            let year = Set(paid.year);
            self.paid_up.push(paid_up::ActiveModel { association_id: Set(association), id: Set(new_id()), year, member_id: Set(member) });
            self.payers.insert(member);
        }
        ids
    }

    /// Since today, as nobody knows better. Gives the row's id.
    pub fn note_status(&mut self, ws: &Workspace, member: Uuid, status: MemberStatus) -> Uuid {
        let id = new_id();
        self.statuses.push(member_status::ActiveModel {
            association_id: Set(ws.association().0),
            id: Set(id),
            member_id: Set(member),
            status: Set(status.code().into()),
            since: Set(ws.today()),
            reason: Set(None),
            noted_by: Set(ws.origin().who.clone()),
            noted_at: Set(ws.now()),
        });
        id
    }

    pub async fn write(self, ws: &Workspace) -> Result<()> {
        ws.insert_many(self.tags).await?;
        ws.insert_many(self.notes).await?;
        ws.insert_many(self.groups).await?;
        ws.insert_many(self.charges).await?;
        ws.insert_many(self.paid_up).await?;
        ws.insert_many(self.statuses).await?;
        settling::keep_paid_years(ws, &Vec::from_iter(self.payers)).await
    }
}

/// A charge that is settled and that no payment settled, as those of payments from before there were
/// charges: the paper receipt was given, and the money is in the balance with which the books began.
/// A payment of today would number a second receipt and post the money once more.
fn settled(ws: &Workspace, id: Uuid, whose: Whose<'_>, paid: Paid, years: &DuesYears) -> charge::ActiveModel {
    let own = whose.joined_on.map(own_day);
    charge::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(id),
        member_id: Set(whose.id),
        kind: Set(ChargeKind::Annual.code().into()),
        year: Set(paid.year),
        amount: Set(paid.amount.in_centimes()),
        waived: Set(0),
        paid: Set(paid.amount.in_centimes()),
        due_on: Set(years.usual_due_date(paid.year, own)),
        begins_on: Set(Some(years.begins(paid.year, own))),
        category: Set(whose.category.map(str::to_owned)),
        run_id: Set(None),
        carried: Set(true),
        part: Set(1),
        round: Set(1),
        made_on: Set(ws.today()),
        made_by: Set(ws.origin().who.clone()),
        made_at: Set(ws.now()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(field: &str, text: &str) -> Result<Beside, &'static str> {
        let mut beside = Beside::default();
        beside.take(field, text, 2025).map_err(|(code, _)| code).map(|()| beside)
    }

    #[test]
    fn how_people_belong_is_read_as_lists_say_it() {
        for (text, status) in [
            ("Actif", MemberStatus::Active),
            ("DÉMISSIONNAIRE", MemberStatus::Resigned),
            ("radiée", MemberStatus::Excluded),
            ("متوفى", MemberStatus::Deceased),
            ("مستقيلة", MemberStatus::Resigned),
            ("en attente", MemberStatus::Applicant),
        ] {
            assert_eq!(taken("status", text).map(|beside| beside.status), Ok(Some(status)), "{text}");
        }
        assert_eq!(taken("status", "marié"), Err("import-status-unknown"));
    }

    #[test]
    fn dues_paid_before_are_an_amount_or_nothing() {
        let paid = |text| taken("paid_before", text).map(|beside| beside.paid);
        assert_eq!(paid("150,00 DH"), Ok(vec![Paid { year: 2025, amount: Money::centimes(15_000) }]));
        for nothing in ["", "0", " - ", "0,00"] {
            assert_eq!(paid(nothing), Ok(Vec::new()), "{nothing}");
        }
        assert_eq!((paid("-50"), paid("payé")), (Err("amount-negative"), Err("amount-not-a-number")));
    }

    #[test]
    fn tags_groups_and_notes_have_their_limits() {
        assert_eq!(taken("groups", "Jeunes / الشباب").unwrap().groups, ["Jeunes", "الشباب"]);
        assert_eq!(taken("tags", "Bénévole، شباب").unwrap().tags, ["Bénévole", "شباب"]);
        assert_eq!(taken("tags", &"a".repeat(41)), Err("tag-too-long"));
        assert_eq!(taken("note", &"a".repeat(2_001)), Err("too-long"));
    }
}
