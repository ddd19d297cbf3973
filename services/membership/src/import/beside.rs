//! What a file says of somebody beyond the record: how they belong, groups, tags, a note, dues paid
//! before the association came here. It is taken for those whom the file makes members; of those
//! who are there already only the record is completed.

use crate::entity::{charge, group, group_member, member, note, paid_up, tag};
use crate::notes;
use contracts::charges::ChargeKind;
use contracts::members::{Member, MemberStatus};
use database::Workspace;
use kernel::dues_years::{DuesYears, own_day};
use kernel::fold::{clean, fold};
use kernel::id::new_id;
use kernel::{Error, Money, Result};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, HashMap};
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
    pub status: MemberStatus,
    /// By their names.
    pub groups: Vec<String>,
    pub tags: Vec<String>,
    pub note: Option<String>,
    pub paid: Option<Paid>,
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
            "status" => self.status = status(&text).map_err(|code| (code, None))?,
            "groups" => self.groups = parts(&text),
            "tags" => self.tags = notes::read_tags(&text).map_err(|error| (tag_code(&error), None))?,
            "note" if text.chars().count() > LONGEST_NOTE => return Err(("too-long", Some(LONGEST_NOTE))),
            "note" => self.note = Some(text),
            "paid_before" if text.chars().all(|c| matches!(c, '-' | '—' | '–')) => {}
            "paid_before" => {
                let amount = Money::parse(&text).map_err(|code| (code, None))?;
                self.paid = Some(Paid { year, amount }).filter(|_| amount > Money::ZERO);
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

/// Groups by their names in either language.
pub async fn groups(ws: &Workspace) -> Result<HashMap<String, Uuid>> {
    let rows = ws.all(group::Entity::find()).await?;
    let names = rows.into_iter().flat_map(|row| [row.name_ar, row.name_fr].into_iter().flatten().map(move |name| (fold(&name), row.id)));
    Ok(names.collect())
}

/// What a file gave to members whom it made: rows that go with them when the import is undone.
#[derive(Default)]
pub struct Given {
    tags: Vec<tag::ActiveModel>,
    notes: Vec<note::ActiveModel>,
    groups: Vec<group_member::ActiveModel>,
    charges: Vec<charge::ActiveModel>,
    paid_up: Vec<paid_up::ActiveModel>,
    /// Members by the year that they have paid.
    years: BTreeMap<i32, Vec<Uuid>>,
    /// When years of dues begin.
    dues_years: DuesYears,
}

impl Given {
    pub fn new(dues_years: DuesYears) -> Self {
        Self { dues_years, ..Self::default() }
    }

    /// The ids of what is given to one member.
    pub fn add(&mut self, ws: &Workspace, member: &Member, beside: &Beside, groups: &HashMap<String, Uuid>) -> Vec<Uuid> {
        let mut ids = Vec::new();
        let mut id = || {
            let id = new_id();
            ids.push(id);
            id
        };
        let association = ws.association().0;
        for name in &beside.tags {
            let (tag, tag_folded) = (Set(name.clone()), Set(fold(name)));
            self.tags.push(tag::ActiveModel {
                association_id: Set(association),
                id: Set(id()),
                member_id: Set(member.id),
                tag,
                tag_folded,
            });
        }
        if let Some(text) = &beside.note {
            self.notes.push(note::ActiveModel {
                association_id: Set(association),
                id: Set(id()),
                member_id: Set(member.id),
                text: Set(text.clone()),
                written_by: Set(ws.origin().who.clone()),
                written_at: Set(ws.now()),
            });
        }
        let mut joined: Vec<Uuid> = beside.groups.iter().filter_map(|name| groups.get(&fold(name)).copied()).collect();
        joined.sort_unstable();
        joined.dedup();
        for group in joined {
            self.groups.push(group_member::ActiveModel {
                association_id: Set(association),
                id: Set(id()),
                group_id: Set(group),
                member_id: Set(member.id),
                leads: Set(false),
            });
        }
        if let Some(paid) = beside.paid {
            self.charges.push(settled(ws, id(), member, paid, &self.dues_years));
            let year = Set(paid.year);
            self.paid_up.push(paid_up::ActiveModel {
                association_id: Set(association),
                id: Set(new_id()),
                year,
                member_id: Set(member.id),
            });
            self.years.entry(paid.year).or_default().push(member.id);
        }
        ids
    }

    pub async fn write(self, ws: &Workspace) -> Result<()> {
        ws.insert_many(self.tags).await?;
        ws.insert_many(self.notes).await?;
        ws.insert_many(self.groups).await?;
        ws.insert_many(self.charges).await?;
        ws.insert_many(self.paid_up).await?;
        for (year, members) in self.years {
            let paid = member::Entity::update_many().col_expr(member::Column::PaidYear, Expr::val(year));
            ws.update_many(paid.filter(member::Column::Id.is_in(members))).await?;
        }
        Ok(())
    }
}

/// A charge that is settled and that no payment settled, as those of payments from before there were
/// charges: the paper receipt was given, and the money is in the balance with which the books began.
/// A payment of today would number a second receipt and post the money once more.
fn settled(ws: &Workspace, id: Uuid, member: &Member, paid: Paid, years: &DuesYears) -> charge::ActiveModel {
    let own = member.joined_on.map(own_day);
    charge::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(id),
        member_id: Set(member.id),
        kind: Set(ChargeKind::Annual.code().into()),
        year: Set(paid.year),
        amount: Set(paid.amount.in_centimes()),
        waived: Set(0),
        paid: Set(paid.amount.in_centimes()),
        due_on: Set(years.usual_due_date(paid.year, own)),
        begins_on: Set(Some(years.begins(paid.year, own))),
        category: Set(member.category.clone()),
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
            assert_eq!(taken("status", text).map(|beside| beside.status), Ok(status), "{text}");
        }
        assert_eq!(taken("status", "marié"), Err("import-status-unknown"));
    }

    #[test]
    fn dues_paid_before_are_an_amount_or_nothing() {
        let paid = |text| taken("paid_before", text).map(|beside| beside.paid);
        assert_eq!(paid("150,00 DH"), Ok(Some(Paid { year: 2025, amount: Money::centimes(15_000) })));
        for nothing in ["", "0", " - ", "0,00"] {
            assert_eq!(paid(nothing), Ok(None), "{nothing}");
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
