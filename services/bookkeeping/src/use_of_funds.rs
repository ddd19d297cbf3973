//! The report on the use of a grant (circular of July 2022): donor, nature, project, agreement, what was
//! received, what it was used for with the vouchers, what is left.

use crate::grant_account::account;
use crate::letterhead;
use contracts::grants::{AskGrant, GrantAccount};
use contracts::registry::Letterhead;
use documents::{Paper, Received, Use, UseOfFunds, use_of_funds};
use kernel::permission::ViewBooks;
use kernel::{Error, Locale, Result};
use language::{Key, key};
use tables::{Cell, Workbook};
use web::{Access, File};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `GET …/books/grants/{id}/use`
///
/// # Errors
/// `export-format-unknown`, `year-missing`
pub async fn download(access: Access<ViewBooks>, input: AskGrant) -> Result<File> {
    let as_sheet = match input.format.as_str() {
        "" | "pdf" => false,
        "xlsx" => true,
        _ => return Err(Error::invalid("export-format-unknown")),
    };
    let head = letterhead::ask(&access).await?;
    let found = {
        let ws = access.begin().await?;
        account(&ws, access.actor(), &input).await?
    };
    let period = found.year.map_or_else(String::new, |year| format!("-{year}"));
    // a file's name is told in a header: nothing of what people typed goes into it
    let name = format!("use-of-funds{period}");
    if as_sheet {
        let bytes = sheet(&found, access.locale())?;
        return Ok(File { content_type: XLSX, name: format!("{name}.xlsx"), inline: false, body: bytes.into() });
    }
    let (paper, today) = (paper(found, head), access.today());
    let bytes = tokio::task::spawn_blocking(move || use_of_funds(&paper, today)).await.map_err(Error::internal)??;
    Ok(File::pdf(format!("{name}.pdf"), bytes))
}

fn paper(found: GrantAccount, head: Letterhead) -> UseOfFunds {
    let both = |family: &str, code: &str| [Locale::Ar, Locale::Fr].map(|locale| language::named(locale, family, code));
    let received = found.instalments.iter().filter(|one| one.in_period).filter_map(|one| Some((one.received_on?, one.received?)));
    let received = received.map(|(on, amount)| Received { on, amount }).collect();
    let used = found.expenses.iter().map(|one| Use {
        on: one.posted_on,
        voucher: one.voucher.clone(),
        label: one.label.clone(),
        account: one.account.clone(),
        name_ar: one.name_ar.clone(),
        name_fr: one.name_fr.clone(),
        amount: one.amount,
    });
    UseOfFunds {
        used: used.collect(),
        head: Paper::of(head.name_ar, head.name_fr, head.seat_ar, head.seat_fr, head.receipt_number),
        year: found.year,
        donor: found.grant.donor.clone(),
        donor_kind: both("donor-kind", &found.grant.donor_kind),
        nature: both("grant-nature", &found.grant.nature),
        project: found.grant.project_code.clone(),
        purpose: found.grant.purpose.clone(),
        agreement_number: found.grant.agreement_number.clone(),
        agreement_on: found.grant.agreement_on,
        amount: found.grant.amount,
        received,
        brought_forward: found.brought_forward,
        total_received: found.received,
        total_used: found.spent,
        unspent: found.unspent,
    }
}

fn sheet(found: &GrantAccount, locale: Locale) -> Result<Vec<u8>> {
    let say = |key: Key| Cell::Text(language::text(locale, key));
    let text = |text: &Option<String>| text.clone().map_or(Cell::Blank, Cell::Text);
    let mut book = Workbook::new(&language::text(locale, key::GRANT_USE_TITLE), locale == Locale::Ar)?;
    let columns =
        [key::GRANT_USE_DATE, key::GRANT_USE_VOUCHER, key::ENTRY_LABEL, key::BOOKS_ACCOUNT, key::GRANT_USE_ACCOUNT_NAME, key::AXIS_AMOUNT];
    book.row(columns.map(say))?;
    let grant = &found.grant;
    let facts = [
        (key::GRANT_DONOR, Cell::Text(grant.donor.clone())),
        (key::GRANT_DONOR_KIND, Cell::Text(language::named(locale, "donor-kind", &grant.donor_kind))),
        (key::GRANT_NATURE, Cell::Text(language::named(locale, "grant-nature", &grant.nature))),
        (key::AXIS_PROJECT, text(&grant.project_code)),
        (key::GRANT_AGREEMENT_NUMBER, text(&grant.agreement_number)),
        (key::GRANT_AGREEMENT_ON, grant.agreement_on.map_or(Cell::Blank, Cell::Date)),
        (key::GRANT_AMOUNT, Cell::Amount(grant.amount)),
        (key::GRANT_BROUGHT_FORWARD, Cell::Amount(found.brought_forward)),
        (key::GRANT_RECEIVED, Cell::Amount(found.received)),
        (key::GRANT_SPENT, Cell::Amount(found.spent)),
        (key::GRANT_UNSPENT, Cell::Amount(found.unspent)),
    ];
    for (label, value) in facts {
        book.row([Cell::Blank, Cell::Blank, say(label), Cell::Blank, Cell::Blank, value])?;
    }
    for one in &found.expenses {
        let name = if locale == Locale::Ar { &one.name_ar } else { &one.name_fr };
        let (label, account) = (Cell::Text(one.label.clone()), Cell::Text(one.account.clone()));
        let amount = Cell::Amount(one.amount);
        book.row([Cell::Date(one.posted_on), Cell::Text(one.voucher.clone()), label, account, Cell::Text(name.clone()), amount])?;
    }
    book.finish()
}
