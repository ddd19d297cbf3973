//! Who pays, when that is not the member whose dues are paid, and whom a payment is for, when that is several.

use crate::dues::{self, NamedMember, NewPayment};
use crate::entity::{advance, member, payment, payment_part as part, payment_payer as payer};
use crate::members;
use contracts::dues::{Covered, MOST_COVERED, Payer, Payment, RecordPayment};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::clean;
use kernel::id::new_id;
use kernel::{Error, Money, Result};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

const LONGEST_NAME: usize = 120;
const LONGEST_IDENTIFIER: usize = 40;

/// What is paid for one member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidFor {
    pub member: NamedMember,
    pub amount: Money,
    /// The line of several.
    line: Option<usize>,
}

impl PaidFor {
    /// The input's field that an error speaks of.
    pub fn field(&self, name: &str) -> String {
        self.line.map_or_else(|| name.to_owned(), |line| at(line, name))
    }
}

fn at(line: usize, name: &str) -> String {
    format!("covered.{line}.{name}")
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewPayer {
    Member(NamedMember),
    Other { name: String, identifier: Option<String> },
}

/// Whom it is for, and the sum.
pub fn read_covered(errors: &mut FieldErrors, input: &RecordPayment) -> (Vec<PaidFor>, Option<Money>) {
    if input.covered.is_empty() {
        let member = errors.keep("member", dues::member_named(&input.member));
        let amount = errors.keep("amount", dues::amount(&input.amount));
        let one = member.zip(amount).map(|(member, amount)| PaidFor { member, amount, line: None });
        return (one.into_iter().collect(), amount);
    }
    let lines = input.covered.iter().enumerate().filter(|(_, typed)| !typed.member.trim().is_empty() || !typed.amount.trim().is_empty());
    let (mut covered, mut filled) = (Vec::new(), false);
    for (line, typed) in lines {
        filled = true;
        let member = errors.keep(&at(line, "member"), dues::member_named(&typed.member));
        let amount = errors.keep(&at(line, "amount"), dues::amount(&typed.amount));
        covered.extend(member.zip(amount).map(|(member, amount)| PaidFor { member, amount, line: Some(line) }));
        if covered.len() > MOST_COVERED {
            errors.add_with(&at(line, "member"), "too-many-covered", "max", MOST_COVERED);
            break;
        }
    }
    if !filled {
        errors.add(&at(0, "member"), "required");
    }
    let sum = Money::sum(covered.iter().map(|one| one.amount));
    let Some(sum) = sum else {
        errors.add("amount", "amount-too-large");
        return (covered, None);
    };
    if !input.amount.trim().is_empty() && errors.keep("amount", dues::amount(&input.amount)).is_some_and(|typed| typed != sum) {
        errors.add_with("amount", "amount-differs", "sum", sum);
    }
    (covered, Some(sum))
}

pub fn read_payer(errors: &mut FieldErrors, input: &RecordPayment) -> Option<NewPayer> {
    let name = dues::short(errors, "payer", &input.payer, LONGEST_NAME);
    let identifier = dues::short(errors, "payer_identifier", &input.payer_identifier, LONGEST_IDENTIFIER);
    match (clean(&input.payer_member).is_empty(), name) {
        (true, Some(name)) => Some(NewPayer::Other { name, identifier }),
        (true, None) => {
            if identifier.is_some() {
                errors.add("payer", "payer-missing");
            }
            None
        }
        (false, None) => errors.keep("payer_member", dues::member_named(&input.payer_member)).map(NewPayer::Member),
        (false, Some(_)) => {
            errors.add("payer", "payer-twice");
            None
        }
    }
}

/// The members whom a payment is for, as they were typed, and the one who pays: locked.
///
/// # Errors
/// Every line that names nobody, or somebody for the second time.
pub async fn lock(ws: &Workspace, new: &NewPayment) -> Result<(Vec<member::Model>, Option<member::Model>)> {
    let paying = match new.payer {
        Some(NewPayer::Member(named)) => Some(named),
        _ => None,
    };
    let named: Vec<NamedMember> = new.covered.iter().map(|one| one.member).chain(paying).collect();
    let numbers = named.iter().filter_map(|one| if let NamedMember::Number(number) = one { Some(*number) } else { None });
    let of_numbers = ws.all(member::Entity::find().filter(member::Column::Number.is_in(numbers))).await?;
    let by_number: HashMap<i64, Uuid> = of_numbers.into_iter().map(|row| (row.number, row.id)).collect();
    let id = |named: &NamedMember| match named {
        NamedMember::Id(id) => Some(*id),
        NamedMember::Number(number) => by_number.get(number).copied(),
    };
    let locked = ws.lock_all::<member::Entity>(named.iter().filter_map(id).collect::<Vec<_>>()).await?;
    let locked: HashMap<Uuid, member::Model> = locked.into_iter().map(|row| (row.id, row)).collect();
    let find = |named: &NamedMember| id(named).and_then(|id| locked.get(&id)).cloned();
    let (mut errors, mut seen, mut covered) = (FieldErrors::default(), HashSet::new(), Vec::new());
    for one in &new.covered {
        match find(&one.member) {
            None => errors.add(&one.field("member"), "unknown-member"),
            Some(row) if !seen.insert(row.id) => errors.add(&one.field("member"), "member-twice"),
            Some(row) => covered.push(row),
        }
    }
    let payer = paying.and_then(|paying| errors.keep("payer_member", find(&paying).ok_or("unknown-member")));
    errors.finish()?;
    Ok((covered, payer))
}

/// Notes who paid and, where they are several, what for whom.
pub async fn write(
    ws: &Workspace,
    row: &payment::Model,
    new: &NewPayment,
    covered: &[member::Model],
    paying: Option<&member::Model>,
) -> Result<()> {
    let blank = payer::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        payment_id: Set(row.id),
        member_id: Set(None),
        member_number: Set(None),
        name_ar: Set(None),
        name_fr: Set(None),
        identifier: Set(None),
    };
    let written = match (&new.payer, paying) {
        (Some(NewPayer::Other { name, identifier }), _) => {
            let arabic = name.chars().any(|c| matches!(c, '\u{600}'..='\u{6ff}'));
            let (ar, fr) = if arabic { (Some(name.clone()), None) } else { (None, Some(name.clone())) };
            Some(payer::ActiveModel { name_ar: Set(ar), name_fr: Set(fr), identifier: Set(identifier.clone()), ..blank })
        }
        // who pays for nobody else is not told twice
        (_, Some(paying)) if covered.len() > 1 || covered.iter().all(|one| one.id != paying.id) => Some(payer::ActiveModel {
            member_id: Set(Some(paying.id)),
            member_number: Set(Some(paying.number)),
            name_ar: Set(members::name_ar(paying)),
            name_fr: Set(members::name_fr(paying)),
            ..blank
        }),
        _ => None,
    };
    ws.insert_many(written.into_iter().collect()).await?;
    if covered.len() < 2 {
        return Ok(());
    }
    let parts = covered.iter().zip(&new.covered).zip(1..).map(|((member, paid), place)| part::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        payment_id: Set(row.id),
        place: Set(place),
        member_id: Set(member.id),
        member_number: Set(member.number),
        member_name_ar: Set(members::name_ar(member)),
        member_name_fr: Set(members::name_fr(member)),
        amount: Set(paid.amount.in_centimes()),
    });
    ws.insert_many(parts.collect()).await
}

/// By payment.
pub async fn of(ws: &Workspace, payments: impl IntoIterator<Item = Uuid> + Send) -> Result<HashMap<Uuid, payer::Model>> {
    let payments: Vec<Uuid> = payments.into_iter().collect();
    let rows = ws.all(payer::Entity::find().filter(payer::Column::PaymentId.is_in(payments))).await?;
    Ok(rows.into_iter().map(|row| (row.payment_id, row)).collect())
}

/// What payments for several members pay for each, by payment.
pub async fn parts(ws: &Workspace, payments: impl IntoIterator<Item = Uuid> + Send) -> Result<HashMap<Uuid, Vec<part::Model>>> {
    let payments: Vec<Uuid> = payments.into_iter().collect();
    let rows = ws.all(part::Entity::find().filter(part::Column::PaymentId.is_in(payments)).order_by_asc(part::Column::Place)).await?;
    let mut parts: HashMap<Uuid, Vec<part::Model>> = HashMap::new();
    for row in rows {
        parts.entry(row.payment_id).or_default().push(row);
    }
    Ok(parts)
}

/// The members whom a payment is for.
pub async fn members_of(ws: &Workspace, row: &payment::Model) -> Result<Vec<Uuid>> {
    let parts = parts(ws, [row.id]).await?.remove(&row.id).unwrap_or_default();
    Ok(if parts.is_empty() { vec![row.member_id] } else { parts.into_iter().map(|part| part.member_id).collect() })
}

/// Payments for the member together with others.
pub fn with_others(ws: &Workspace, member: Uuid) -> Expr {
    let theirs = part::Entity::find().select_only().column(part::Column::PaymentId);
    let theirs = theirs.filter(part::Column::AssociationId.eq(ws.association().0)).filter(part::Column::MemberId.eq(member));
    payment::Column::Id.in_subquery(theirs.into_query())
}

/// Payments that the member made for others.
pub fn paid_by(ws: &Workspace, member: Uuid) -> Expr {
    let theirs = payer::Entity::find().select_only().column(payer::Column::PaymentId);
    let theirs = theirs.filter(payer::Column::AssociationId.eq(ws.association().0)).filter(payer::Column::MemberId.eq(member));
    payment::Column::Id.in_subquery(theirs.into_query())
}

/// Whether the member may hold the whole receipt: who made a payment, or the only one whom it is for.
pub async fn holds_receipt(ws: &Workspace, row: &payment::Model, member: Uuid) -> Result<bool> {
    if of(ws, [row.id]).await?.get(&row.id).is_some_and(|payer| payer.member_id == Some(member)) {
        return Ok(true);
    }
    Ok(members_of(ws, row).await? == [member])
}

/// Of a payment for several, who did not make it sees what it paid for them, and nothing of the others.
pub fn as_seen_by(payment: Payment, member: Uuid) -> Payment {
    let paid = payment.payer.as_ref().is_some_and(|payer| payer.member == Some(member));
    let Some(own) = payment.covered.iter().find(|one| one.member == member).filter(|_| !paid).cloned() else { return payment };
    Payment {
        member: own.member,
        member_number: own.number,
        member_name_ar: own.name_ar.clone(),
        member_name_fr: own.name_fr.clone(),
        amount: own.amount,
        advance: own.advance,
        advance_remaining: own.advance_remaining,
        check_url: String::new(),
        covered: vec![own],
        ..payment
    }
}

/// Whether a payment names the member as its payer, or as one of several whom it is for.
pub async fn name(ws: &Workspace, member: Uuid) -> Result<bool> {
    let paid = ws.count(payer::Entity::find().filter(payer::Column::MemberId.eq(member))).await?;
    Ok(paid + ws.count(part::Entity::find().filter(part::Column::MemberId.eq(member))).await? > 0)
}

pub fn to_contract(row: payer::Model) -> Payer {
    Payer { member: row.member_id, number: row.member_number, name_ar: row.name_ar, name_fr: row.name_fr, identifier: row.identifier }
}

pub fn covered(row: part::Model, kept: &[advance::Model]) -> Covered {
    let kept = kept.iter().find(|kept| kept.member_id == row.member_id);
    Covered {
        member: row.member_id,
        number: row.member_number,
        name_ar: row.member_name_ar,
        name_fr: row.member_name_fr,
        amount: Money::centimes(row.amount),
        advance: Money::centimes(kept.map_or(0, |kept| kept.amount)),
        advance_remaining: Money::centimes(kept.map_or(0, |kept| kept.remaining)),
    }
}

/// Whose advance is meant: named, or the only one of which something remains.
///
/// # Errors
/// `no-advance`; at the member where they are several.
pub fn choose(kept: Vec<advance::Model>, member: &str) -> Result<advance::Model> {
    let mut left: Vec<advance::Model> = kept.into_iter().filter(|kept| kept.remaining > 0).collect();
    if left.is_empty() {
        return Err(Error::conflict("no-advance"));
    }
    let member = member.trim();
    if member.is_empty() && left.len() > 1 {
        return Err(Error::field("member", "advance-of-whom"));
    }
    let at = if member.is_empty() { Some(0) } else { left.iter().position(|kept| kept.member_id.to_string() == member) };
    at.map(|at| left.swap_remove(at)).ok_or_else(|| Error::field("member", "choice-unknown"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::dues::PayFor;

    fn read(lines: &[(&str, &str)], amount: &str) -> Result<(Vec<PaidFor>, Option<Money>), Vec<String>> {
        let covered = lines.iter().map(|(member, amount)| PayFor { member: (*member).into(), amount: (*amount).into() }).collect();
        let input = RecordPayment { covered, amount: amount.into(), ..RecordPayment::default() };
        let mut errors = FieldErrors::default();
        let read = read_covered(&mut errors, &input);
        errors
            .finish()
            .map_err(|error| error.field_errors().iter().map(|one| format!("{} {}", one.field, one.code)).collect::<Vec<_>>())?;
        Ok(read)
    }

    #[test]
    fn lines_left_empty_are_none_and_the_sum_may_be_said() {
        let (covered, sum) = read(&[("3", "200"), ("", " "), ("٤", "50,50")], "250,50").unwrap();
        assert_eq!((covered.len(), sum), (2, Some(Money::centimes(25_050))));
        assert_eq!((covered[1].member, covered[1].field("amount").as_str()), (NamedMember::Number(4), "covered.2.amount"));
        assert_eq!(read(&[("3", "200")], "").unwrap().1, Some(Money::centimes(20_000)));
    }

    #[test]
    fn every_wrong_line_is_told() {
        assert_eq!(read(&[("", "")], "").unwrap_err(), ["covered.0.member required"]);
        assert_eq!(read(&[("3", ""), ("x", "5")], "").unwrap_err(), ["covered.0.amount required", "covered.1.member unknown-member"]);
        assert_eq!(read(&[("3", "200"), ("4", "50")], "240").unwrap_err(), ["amount amount-differs"]);
        let many = vec![("1", "1"); MOST_COVERED + 1];
        assert_eq!(read(&many, "").unwrap_err(), [format!("covered.{MOST_COVERED}.member too-many-covered")]);
    }

    #[test]
    fn one_pays_a_member_or_somebody_else() {
        let read = |member: &str, name: &str, identifier: &str| {
            let input = RecordPayment {
                payer_member: member.into(),
                payer: name.into(),
                payer_identifier: identifier.into(),
                ..RecordPayment::default()
            };
            let mut errors = FieldErrors::default();
            let payer = read_payer(&mut errors, &input);
            errors.finish().map(|()| payer).map_err(|error| format!("{} {}", error.field_errors()[0].field, error.field_errors()[0].code))
        };
        assert_eq!(read("", " ", ""), Ok(None));
        assert_eq!(read("7", "", ""), Ok(Some(NewPayer::Member(NamedMember::Number(7)))));
        assert_eq!(
            read("", "Textiles du Nord", "ICE 1"),
            Ok(Some(NewPayer::Other { name: "Textiles du Nord".into(), identifier: Some("ICE 1".into()) }))
        );
        assert_eq!(read("7", "Textiles du Nord", ""), Err("payer payer-twice".into()));
        assert_eq!(read("", "", "ICE 1"), Err("payer payer-missing".into()));
        assert_eq!(read("Ali", "", ""), Err("payer_member unknown-member".into()));
        assert_eq!(read("", &"x".repeat(121), ""), Err("payer too-long".into()));
    }
}
