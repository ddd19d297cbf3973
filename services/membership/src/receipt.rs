//! The receipt on paper, and its check by whoever holds it.

use crate::dues::{CODE_LENGTH, check_url};
use crate::entity::{allocation, cancellation, charge, payment, payment_part, payment_payer};
use crate::{cancellations, charges, dues_years, payers, payments, profile};
use contracts::ById;
use contracts::charges::ChargeKind;
use contracts::dues::{CheckReceipt, Method, ReceiptCheck};
use contracts::events::AssociationProfile;
use database::Workspace;
use documents::{CoveredLine, Receipt, ReceiptKind};
use kernel::permission::{VerifyReceipt, ViewDues};
use kernel::{Error, Money, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;
use web::{Access, File};

/// `GET …/dues/payments/{id}/receipt`
pub async fn pdf(access: Access<ViewDues>, input: ById) -> Result<File> {
    let ws = access.begin().await?;
    let row = payments::find(&ws, access.actor(), input.id).await?;
    made(of_payment(ws, row, &access.state().settings().url).await?).await
}

/// A payment's paper. The workspace ends with it: typesetting holds none.
pub async fn of_payment(ws: Workspace, row: payment::Model, base: &str) -> Result<Receipt> {
    let contents = contents(&ws, &row).await?;
    Ok(paper(row, contents, profile::needed(&ws).await?, base))
}

/// The paper that takes a payment back.
pub async fn of_cancellation(ws: Workspace, row: payment::Model, taken: cancellation::Model, base: &str) -> Result<Receipt> {
    let who = payers::of(&ws, [row.id]).await?.remove(&row.id);
    Ok(counter_paper(row, taken, who, profile::needed(&ws).await?, base))
}

/// The paper as a file, named by its number.
pub async fn made(paper: Receipt) -> Result<File> {
    let name = format!("receipt-{}.pdf", paper.number);
    let bytes = tokio::task::spawn_blocking(move || documents::receipt(&paper)).await.map_err(Error::internal)??;
    Ok(File::pdf(name, bytes))
}

/// `GET …/dues/payments/{id}/counter-receipt`
pub async fn counter_pdf(access: Access<ViewDues>, input: ById) -> Result<File> {
    let ws = access.begin().await?;
    let row = payments::find(&ws, access.actor(), input.id).await?;
    let taken = cancellations::of(&ws, [row.id]).await?.remove(&row.id).ok_or_else(Error::not_found)?;
    made(of_cancellation(ws, row, taken, &access.state().settings().url).await?).await
}

/// `GET …/receipts/{code}`: for anybody; says nothing personal.
pub async fn check(access: Access<VerifyReceipt>, input: CheckReceipt) -> Result<ReceiptCheck> {
    if input.code.len() != CODE_LENGTH {
        return Err(Error::not_found());
    }
    let ws = access.begin().await?;
    let row = ws.one(payment::Entity::find().filter(payment::Column::Code.eq(input.code))).await?.ok_or_else(Error::not_found)?;
    let profile = profile::needed(&ws).await?;
    let cancelled_on = cancellations::of(&ws, [row.id]).await?.remove(&row.id).map(|taken| taken.cancelled_on);
    Ok(ReceiptCheck {
        association_ar: profile.name_ar,
        association_fr: profile.name_fr,
        receipt: row.receipt,
        paid_on: row.paid_on,
        amount: Money::centimes(row.amount),
        cancelled_on,
    })
}

/// Of this many members the receipt's first page says what was paid for each; of more, a list after it.
const ON_THE_FIRST_PAGE: usize = 3;

/// What a receipt says beside its payment's own row.
#[derive(Default)]
pub struct Contents {
    payer: Option<payment_payer::Model>,
    members: Vec<payment_part::Model>,
    /// Of whom, what in Arabic and in French, how much.
    paid: Vec<(Uuid, String, String, Money)>,
    /// The year that it is of, as people write it.
    period: String,
}

impl Contents {
    /// For the answers to a receipt, which say themselves what they are for.
    pub fn of(payer: Option<payment_payer::Model>) -> Self {
        Self { payer, ..Self::default() }
    }
}

/// What it paid when it was made: a receipt says the same for ever, whatever becomes of an advance.
async fn contents(ws: &Workspace, row: &payment::Model) -> Result<Contents> {
    let mine = allocation::Entity::find().filter(allocation::Column::PaymentId.eq(row.id));
    let settled = ws.all(mine.filter(allocation::Column::MadeAt.eq(row.recorded_at)).order_by_asc(allocation::Column::Id)).await?;
    let due = ws.all(charge::Entity::find().filter(charge::Column::Id.is_in(settled.iter().map(|part| part.charge_id)))).await?;
    let years = dues_years::find(ws).await?;
    let mut paid = Vec::new();
    for part in &settled {
        let Some(charge) = due.iter().find(|charge| charge.id == part.charge_id) else { continue };
        let (ar, fr) = charge_names(charges::kind(charge)?, &years.label(charge.year));
        paid.push((charge.member_id, ar, fr, Money::centimes(part.amount)));
    }
    for kept in payments::advances(ws, [row.id]).await?.remove(&row.id).unwrap_or_default() {
        paid.push((kept.member_id, "تسبيق".into(), "Avance".into(), Money::centimes(kept.amount)));
    }
    let payer = payers::of(ws, [row.id]).await?.remove(&row.id);
    Ok(Contents {
        payer,
        members: payers::parts(ws, [row.id]).await?.remove(&row.id).unwrap_or_default(),
        paid,
        period: years.label(row.year),
    })
}

fn charge_names(kind: ChargeKind, year: &str) -> (String, String) {
    // the mark keeps both years in their order among Arabic words
    match kind {
        ChargeKind::Annual => (format!("واجب الاشتراك السنوي \u{200e}{year}"), format!("Cotisation annuelle {year}")),
        ChargeKind::Joining => (format!("واجب الانخراط \u{200e}{year}"), format!("Droit d’adhésion {year}")),
    }
}

pub const fn method_names(method: Option<Method>) -> (&'static str, &'static str) {
    match method {
        Some(Method::Cheque) => ("شيك", "Chèque"),
        Some(Method::Transfer) => ("تحويل بنكي", "Virement"),
        Some(Method::Card) => ("بطاقة بنكية", "Carte bancaire"),
        Some(Method::Mobile) => ("أداء بالهاتف المحمول", "Paiement mobile"),
        Some(Method::Cash) | None => ("نقدا", "Espèces"),
    }
}

/// How it was paid; of a cheque, who signed it and on which bank it is drawn.
fn means(row: &payment::Model) -> (String, String) {
    let (ar, fr) = method_names(Method::parse(&row.method));
    let drawer = |by: &str| row.drawer.as_ref().map(|name| format!("{by} {name}")).unwrap_or_default();
    let bank = row.bank.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
    (format!("{ar}{}{bank}", drawer(" باسم")), format!("{fr}{}{bank}", drawer(" de")))
}

/// The money goes back to the payer; the code leads to the check of the receipt that it answers.
fn counter_paper(
    row: payment::Model,
    taken: cancellation::Model,
    who: Option<payment_payer::Model>,
    profile: AssociationProfile,
    base: &str,
) -> Receipt {
    let (method_ar, method_fr) = method_names(Method::parse(&taken.method));
    // the mark keeps the number's parts in their order among Arabic words
    let answered = format!("\u{200e}{}", row.receipt);
    let (why_ar, why_fr) =
        if taken.unpaid { ("شيك رجع غير مؤدى، ", "Chèque revenu impayé, annulation") } else { ("", "Annulation") };
    Receipt {
        kind: ReceiptKind::Counter,
        number: taken.receipt,
        paid_on: taken.cancelled_on,
        purpose_ar: format!("{why_ar}إلغاء الوصل رقم {answered}: {}", taken.reason),
        purpose_fr: format!("{why_fr} du reçu n° {answered} : {}", taken.reason),
        method_ar: method_ar.into(),
        method_fr: method_fr.into(),
        reference: None,
        recorded_by: taken.recorded_by,
        ..paper(row, Contents::of(who), profile, base)
    }
}

/// What was paid, in Arabic and French; each with its amount where it is several things.
fn purpose(parts: &[(Uuid, String, String, Money)], year: &str) -> (String, String) {
    match parts {
        [] => charge_names(ChargeKind::Annual, year),
        [(_, ar, fr, _)] => (ar.clone(), fr.clone()),
        _ => {
            let ar: Vec<String> = parts.iter().map(|(_, ar, _, amount)| format!("{ar} (\u{2068}{amount}\u{2069})")).collect();
            let fr: Vec<String> = parts.iter().map(|(_, _, fr, amount)| format!("{fr} ({amount})")).collect();
            (ar.join("، "), fr.join(", "))
        }
    }
}

/// For each of several members: who, and what was paid for them.
fn covered(contents: &Contents) -> Vec<CoveredLine> {
    let line = |part: &payment_part::Model| {
        let paid: Vec<_> = contents.paid.iter().filter(|(member, ..)| *member == part.member_id).cloned().collect();
        let (purpose_ar, purpose_fr) = purpose(&paid, &contents.period);
        CoveredLine {
            number: part.member_number.to_string(),
            name_ar: part.member_name_ar.clone(),
            name_fr: part.member_name_fr.clone(),
            purpose_ar,
            purpose_fr,
            amount: Money::centimes(part.amount),
        }
    };
    contents.members.iter().map(line).collect()
}

/// What the first page says that the money was for.
fn first_page(row: &payment::Model, contents: &Contents, lines: &[CoveredLine]) -> (String, String) {
    let named = |ar: &Option<String>, fr: &Option<String>| {
        (ar.clone().or_else(|| fr.clone()).unwrap_or_default(), fr.clone().or_else(|| ar.clone()).unwrap_or_default())
    };
    if lines.is_empty() {
        let (ar, fr) = purpose(&contents.paid, &contents.period);
        // somebody else paid: for whom?
        if contents.payer.is_none() || contents.paid.is_empty() {
            return (ar, fr);
        }
        let (name_ar, name_fr) = named(&row.member_name_ar, &row.member_name_fr);
        let number = row.member_number;
        return (format!("{ar} — {name_ar} (عضو رقم {number})"), format!("{fr} — {name_fr} (membre n° {number})"));
    }
    if lines.len() > ON_THE_FIRST_PAGE {
        let count = lines.len();
        return (
            format!("واجبات عدة أعضاء ({count})، التفصيل في الصفحة التالية"),
            format!("Cotisations de plusieurs membres ({count}), détail à la page suivante"),
        );
    }
    let lines = lines.iter().map(|line| {
        let (name_ar, name_fr) = named(&line.name_ar, &line.name_fr);
        let CoveredLine { number, purpose_ar, purpose_fr, amount, .. } = line;
        (
            format!("{name_ar} ({number}): {purpose_ar}، \u{2068}{amount}\u{2069}"),
            format!("{name_fr} (n° {number}) : {purpose_fr}, {amount}"),
        )
    });
    let (ar, fr): (Vec<String>, Vec<String>) = lines.unzip();
    (ar.join(" — "), fr.join(" — "))
}

pub fn paper(row: payment::Model, contents: Contents, profile: AssociationProfile, base: &str) -> Receipt {
    let (method_ar, method_fr) = means(&row);
    let mut lines = covered(&contents);
    let (purpose_ar, purpose_fr) = first_page(&row, &contents, &lines);
    if lines.len() <= ON_THE_FIRST_PAGE {
        lines.clear();
    }
    let (payer_ar, payer_fr, member_number) = match contents.payer {
        Some(payer) => {
            let known =
                |name: Option<String>| name.map(|name| payer.identifier.as_ref().map_or(name.clone(), |known| format!("{name} · {known}")));
            (known(payer.name_ar), known(payer.name_fr), payer.member_number)
        }
        None => (row.member_name_ar, row.member_name_fr, Some(row.member_number)),
    };
    Receipt {
        kind: ReceiptKind::Receipt,
        check_url: check_url(base, &profile.slug, &row.code),
        legal_receipt: profile.receipt_number.clone(),
        association_ar: profile.name_ar,
        association_fr: profile.name_fr,
        seat_ar: profile.commune_ar,
        seat_fr: profile.commune_fr,
        number: row.receipt,
        paid_on: row.paid_on,
        payer_ar,
        payer_fr,
        member_number: member_number.map(|number| number.to_string()),
        amount: Money::centimes(row.amount),
        purpose_ar,
        purpose_fr,
        covered: lines,
        method_ar,
        method_fr,
        reference: row.reference,
        recorded_by: row.recorded_by,
    }
}
