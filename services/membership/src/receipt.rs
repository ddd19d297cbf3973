//! The receipt on paper, and its check by whoever holds it.

use crate::dues::{CODE_LENGTH, check_url};
use crate::entity::{allocation, cancellation, charge, payment};
use crate::{cancellations, charges, payments, profile};
use contracts::ById;
use contracts::charges::ChargeKind;
use contracts::dues::{CheckReceipt, Method, ReceiptCheck};
use contracts::events::AssociationProfile;
use database::Workspace;
use documents::{Receipt, ReceiptKind};
use kernel::permission::{VerifyReceipt, ViewDues};
use kernel::{Error, Money, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use web::{Access, File};

/// `GET …/dues/payments/{id}/receipt`
pub async fn pdf(access: Access<ViewDues>, input: ById) -> Result<File> {
    let ws = access.begin().await?;
    let row = payments::find(&ws, access.actor(), input.id).await?;
    made(of_payment(ws, row, &access.state().settings().url).await?).await
}

/// A payment's paper. The workspace ends with it: typesetting holds none.
pub async fn of_payment(ws: Workspace, row: payment::Model, base: &str) -> Result<Receipt> {
    let parts = parts(&ws, &row).await?;
    Ok(paper(row, &parts, profile::needed(&ws).await?, base))
}

/// The paper that takes a payment back.
pub async fn of_cancellation(ws: Workspace, row: payment::Model, taken: cancellation::Model, base: &str) -> Result<Receipt> {
    Ok(counter_paper(row, taken, profile::needed(&ws).await?, base))
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

/// What it paid when it was made, in Arabic and French: a receipt says the same for ever, whatever
/// becomes of an advance.
async fn parts(ws: &Workspace, row: &payment::Model) -> Result<Vec<(String, String, Money)>> {
    let mine = allocation::Entity::find().filter(allocation::Column::PaymentId.eq(row.id));
    let settled = ws.all(mine.filter(allocation::Column::MadeAt.eq(row.recorded_at)).order_by_asc(allocation::Column::Id)).await?;
    let due = ws.all(charge::Entity::find().filter(charge::Column::Id.is_in(settled.iter().map(|part| part.charge_id)))).await?;
    let mut parts = Vec::new();
    for part in &settled {
        let Some(charge) = due.iter().find(|charge| charge.id == part.charge_id) else { continue };
        let (ar, fr) = charge_names(charges::kind(charge)?, charge.year);
        parts.push((ar, fr, Money::centimes(part.amount)));
    }
    if let Some(kept) = payments::advances(ws, [row.id]).await?.remove(&row.id) {
        parts.push(("تسبيق".into(), "Avance".into(), Money::centimes(kept.amount)));
    }
    Ok(parts)
}

fn charge_names(kind: ChargeKind, year: i32) -> (String, String) {
    match kind {
        ChargeKind::Annual => (format!("واجب الاشتراك السنوي {year}"), format!("Cotisation annuelle {year}")),
        ChargeKind::Joining => (format!("واجب الانخراط {year}"), format!("Droit d’adhésion {year}")),
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
fn counter_paper(row: payment::Model, taken: cancellation::Model, profile: AssociationProfile, base: &str) -> Receipt {
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
        ..paper(row, &[], profile, base)
    }
}

/// `parts`: what it paid, where that is more than the dues of its year.
pub fn paper(row: payment::Model, parts: &[(String, String, Money)], profile: AssociationProfile, base: &str) -> Receipt {
    let (method_ar, method_fr) = means(&row);
    let (purpose_ar, purpose_fr) = match parts {
        [] => charge_names(ChargeKind::Annual, row.year),
        [(ar, fr, _)] => (ar.clone(), fr.clone()),
        _ => {
            let line = |name: &str, amount: &Money| format!("{name} (\u{2068}{amount}\u{2069})");
            let ar: Vec<String> = parts.iter().map(|(ar, _, amount)| line(ar, amount)).collect();
            let fr: Vec<String> = parts.iter().map(|(_, fr, amount)| format!("{fr} ({amount})")).collect();
            (ar.join("، "), fr.join(", "))
        }
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
        payer_ar: row.member_name_ar,
        payer_fr: row.member_name_fr,
        member_number: Some(row.member_number.to_string()),
        amount: Money::centimes(row.amount),
        purpose_ar,
        purpose_fr,
        method_ar,
        method_fr,
        reference: row.reference,
        recorded_by: row.recorded_by,
    }
}
