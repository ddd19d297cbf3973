//! The slip of deposit on paper.

use crate::{deposits, profile};
use contracts::ById;
use contracts::cheques::Cheque;
use documents::{DepositSlip, SlipLine};
use kernel::permission::ViewDues;
use kernel::{Error, Money, Result};
use web::{Access, File};

/// `GET …/dues/deposits/{id}/slip`
pub async fn pdf(access: Access<ViewDues>, input: ById) -> Result<File> {
    let paper = {
        let ws = access.begin().await?;
        let row = deposits::find(&ws, access.actor(), input.id).await?;
        let lines = deposits::lines(&ws, row.id).await?;
        let profile = profile::needed(&ws).await?;
        DepositSlip {
            association_ar: profile.name_ar,
            association_fr: profile.name_fr,
            seat_ar: profile.commune_ar,
            seat_fr: profile.commune_fr,
            legal_receipt: profile.receipt_number,
            number: row.slip,
            deposited_on: row.deposited_on,
            undone_on: row.undone_on,
            bank: row.bank,
            lines: lines.into_iter().map(line).collect(),
            total: Money::centimes(row.amount),
            recorded_by: row.recorded_by,
        }
    };
    let name = format!("{}.pdf", paper.number);
    let bytes = tokio::task::spawn_blocking(move || documents::deposit_slip(&paper)).await.map_err(Error::internal)??;
    Ok(File::pdf(name, bytes))
}

fn line(cheque: Cheque) -> SlipLine {
    let drawer = cheque.drawer.clone();
    SlipLine {
        number: cheque.number,
        bank: cheque.bank,
        drawer: drawer.or(cheque.member_name_fr).or(cheque.member_name_ar).unwrap_or_default(),
        receipt: cheque.receipt,
        amount: cheque.amount,
    }
}
