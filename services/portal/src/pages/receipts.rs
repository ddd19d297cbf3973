//! Anybody who holds a receipt may check it. The page tells nothing personal.

use crate::page::{Page, Reply};
use crate::ui;
use contracts::dues::ReceiptCheck;
use kernel::Kind;
use kernel::permission::VerifyReceipt;
use language::key;
use maud::html;

pub async fn check(page: Page<VerifyReceipt>) -> Reply {
    let found: Option<ReceiptCheck> = match page.get(&page.api(&format!("/receipts/{}", page.path.get("code")))).await {
        Ok(check) => Some(check),
        Err(error) if error.kind() == Kind::NotFound => None,
        Err(error) => return Err(error),
    };
    let title = page.say(key::RECEIPT_CHECK_TITLE);
    let body = html! {
        h1 { (title) }
        @match &found {
            Some(receipt) => {
                @if let Some(on) = receipt.cancelled_on {
                    @let date = language::long_date(on, page.locale);
                    p.banner.bad role="status" { (page.say_with(key::RECEIPT_CANCELLED, &[("date", (&date).into())])) }
                } @else {
                    p.banner.good role="status" { (page.say(key::RECEIPT_GENUINE)) }
                }
                section.card {
                    h2 { (ui::name(ui::in_language(page.locale, &receipt.association_ar, &receipt.association_fr))) }
                    (ui::facts(vec![
                        (page.say(key::RECEIPT_NUMBER), ui::ltr(&receipt.receipt)),
                        (page.say(key::PAYMENT_PAID_ON), ui::date(page.locale, receipt.paid_on)),
                        (page.say(key::PAYMENT_AMOUNT), ui::amount(page.locale, receipt.amount)),
                    ]))
                }
                p.muted { (page.say(key::RECEIPT_COMPARE)) }
            }
            None => { p.banner.bad role="status" { (page.say(key::RECEIPT_UNKNOWN)) } }
        }
    };
    page.page(&title, body)
}
