//! What a member owes in parts: proposed, agreed on, ended.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use chrono::{Datelike, Months, NaiveDate};
use contracts::charges::{AgreeInstalments, AgreePart, EndInstalments, InstalmentPlan, LEAST_PARTS, MOST_PARTS, MemberDues};
use contracts::members::Member;
use kernel::permission::{SetFee, ViewDues, ViewMembers};
use kernel::{Money, date};
use language::key;
use maud::{Markup, html};
use uuid::Uuid;

const USUAL_PARTS: usize = 3;

/// The field of a line, named as the API names it in its errors.
fn field(line: usize, name: &str) -> String {
    format!("parts.{line}.{name}")
}

/// `?parts=` and `?first=` propose equal parts, a month apart.
pub async fn form(page: Page<SetFee>) -> Reply {
    let dues: MemberDues = page.get(&page.api(&format!("/members/{}/dues", page.id()?))).await?;
    let count = page.query.get("parts").trim().parse().unwrap_or(USUAL_PARTS).clamp(LEAST_PARTS, MOST_PARTS);
    let today = page.state.clock().today();
    let first = date::parse(page.query.get("first")).ok().filter(|first| *first >= today).unwrap_or_else(|| month_after(today));
    let mut values = Fields::of([("lines", &count.to_string())]);
    for (line, (due_on, amount)) in proposed(dues.open, count, first).into_iter().enumerate() {
        values.push(&field(line, "due_on"), &language::short_date(due_on));
        values.push(&field(line, "amount"), &super::payments::plain(amount));
    }
    agree_page(&page, &Form::with(values)).await
}

/// The first of the month after.
fn month_after(today: NaiveDate) -> NaiveDate {
    today.with_day(1).and_then(|first| first.checked_add_months(Months::new(1))).unwrap_or(today)
}

/// Whole dirhams where there are enough of them; the last part is the rest.
fn proposed(open: Money, count: usize, first: NaiveDate) -> Vec<(NaiveDate, Money)> {
    let (open, parts) = (open.in_centimes(), i64::try_from(count).unwrap_or(1).max(1));
    let equal = if open >= parts * 100 { open / parts / 100 * 100 } else { open / parts };
    (0..parts)
        .map(|at| {
            let months = Months::new(u32::try_from(at).unwrap_or_default());
            let amount = if at + 1 == parts { open - equal * (parts - 1) } else { equal };
            (first.checked_add_months(months).unwrap_or(first), Money::centimes(amount))
        })
        .collect()
}

async fn agree_page(visit: &Visit, form: &Form) -> Reply {
    let id = visit.id()?;
    let dues: MemberDues = visit.get(&visit.api(&format!("/members/{id}/dues"))).await?;
    let inputs = Inputs { locale: visit.locale, form };
    let lines = lines_of(&form.values);
    let title = visit.say(key::INSTALMENTS_TITLE);
    let here = visit.here(&format!("/members/{id}/instalments"));
    let mut rows = vec![(visit.say(key::INSTALMENTS_OPEN), ui::amount(visit.locale, dues.open))];
    if visit.may::<ViewMembers>() {
        let member: Member = visit.get(&visit.api(&format!("/members/{id}"))).await?;
        rows.insert(0, (visit.say(key::PAYMENT_MEMBER), ui::person(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref())));
    }
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(&format!("/members/{id}")), &visit.say(key::MEMBER_DUES_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::INSTALMENTS_LEAD)) }
        section.card { (ui::facts(rows)) }
        @if dues.open == Money::ZERO { p.banner { (visit.say(key::INSTALMENTS_NONE)) } }
        @else {
            (proposal(visit, &here, lines))
            form.sheet method="post" action=(here) novalidate {
                (ui::hidden(visit, form))
                input type="hidden" name="lines" value=(lines);
                @for line in 0..lines { (line_fields(visit, inputs, line)) }
                (ui::submit(&visit.say(key::INSTALMENTS_ACT)))
            }
        }
    };
    visit.form_page(&title, form, body)
}

fn lines_of(values: &Fields) -> usize {
    values.get("lines").parse().unwrap_or(USUAL_PARTS).clamp(LEAST_PARTS, MOST_PARTS)
}

/// Other parts are proposed by asking for the page again.
fn proposal(visit: &Visit, here: &str, lines: usize) -> Markup {
    let form = Form::with(Fields::of([("parts", &lines.to_string())]));
    let inputs = Inputs { locale: visit.locale, form: &form };
    html! {
        form.sheet method="get" action=(here) {
            div.pair {
                (inputs.digits("parts", key::INSTALMENTS_COUNT).attribute("maxlength", "2").attribute("autocomplete", "off"))
                (inputs.date("first", key::INSTALMENTS_FIRST).optional_unsaid())
            }
            div.acts { button.button type="submit" { (visit.say(key::INSTALMENTS_PROPOSE)) } }
        }
    }
}

fn line_fields(visit: &Visit, inputs: Inputs<'_>, line: usize) -> Markup {
    let number = (line + 1).to_string();
    let label = |key| visit.say_with(key, &[("part", (&number).into())]);
    html! {
        div.pair {
            (inputs.date(&field(line, "due_on"), key::CHARGE_DUE_ON).label_text(label(key::INSTALMENT_DUE_ON)).optional_unsaid())
            (inputs.amount(&field(line, "amount"), key::CHARGE_AMOUNT).label_text(label(key::INSTALMENT_AMOUNT)).optional_unsaid())
        }
    }
}

pub async fn agree(page: Page<SetFee>) -> Reply {
    let id = page.id()?;
    let text = |line: usize, name: &str| page.form.get(&field(line, name)).to_owned();
    let parts = (0..lines_of(&page.form)).map(|line| AgreePart { due_on: text(line, "due_on"), amount: text(line, "amount") });
    let input = AgreeInstalments { id, parts: parts.collect() };
    match page.post::<_, InstalmentPlan>(&page.api(&format!("/members/{id}/instalments")), &input).await {
        Ok(plan) => {
            let count = i64::try_from(plan.parts.len()).unwrap_or_default();
            page.done(&page.here(&format!("/dues/instalments/{}", plan.id)), key::INSTALMENTS_DONE, &[("count", count.into())])
        }
        Err(error) => agree_page(&page, &page.refused(error)?).await,
    }
}

/// On the member's record: the plan that there is, or the way to one.
pub fn on_record(visit: &Visit, member: Uuid, dues: &MemberDues) -> Markup {
    html! {
        @if let Some(plan) = &dues.plan {
            p {
                a href=(visit.here(&format!("/dues/instalments/{}", plan.id))) { (visit.say(key::INSTALMENTS_THERE)) }
                " · " (ui::date(visit.locale, plan.made_on)) " · " (ui::amount(visit.locale, plan.open))
            }
        } @else if dues.open > Money::ZERO && visit.may::<SetFee>() {
            p { a href=(visit.here(&format!("/members/{member}/instalments"))) { (visit.say(key::INSTALMENTS_LINK)) } }
        }
    }
}

pub async fn show(page: Page<ViewDues>) -> Reply {
    let plan: InstalmentPlan = page.get(&page.api(&format!("/dues/instalments/{}", page.id()?))).await?;
    let body = plan_body(&page, &plan, &Form::blank());
    page.page(&page.say(key::INSTALMENTS_THERE), body)
}

fn plan_body(visit: &Visit, plan: &InstalmentPlan, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let target = if visit.may::<ViewMembers>() { format!("/members/{}", plan.member) } else { "/dues/arrears".into() };
    let person = ui::person(visit.locale, plan.member_name_ar.as_deref(), plan.member_name_fr.as_deref());
    let mut rows = vec![
        (
            visit.say(key::PAYMENT_MEMBER),
            html! { (person) " " span.muted { (visit.say(key::MEMBER_NUMBER)) " " (ui::ltr(plan.member_number)) } },
        ),
        (visit.say(key::CHARGE_AMOUNT), ui::amount(visit.locale, plan.amount)),
        (visit.say(key::CHARGE_OPEN), ui::amount(visit.locale, plan.open)),
        (visit.say(key::INSTALMENTS_MADE), html! { (ui::date(visit.locale, plan.made_on)) " · " (ui::name(&plan.made_by)) }),
    ];
    if let Some(ended) = &plan.ended {
        let said = html! { (ui::date(visit.locale, ended.on)) " · " (ui::name(&ended.by)) " · " (ui::name(&ended.reason)) };
        rows.push((visit.say(key::INSTALMENTS_ENDED), said));
    }
    html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(&target), &visit.say(key::MEMBER_DUES_TITLE)))
        h1 { (visit.say(key::INSTALMENTS_THERE)) }
        section.card { (ui::facts(rows)) }
        (table(visit, plan))
        @if plan.ended.is_none() && plan.open > Money::ZERO && visit.may::<SetFee>() {
            form.sheet method="post" action=(visit.here(&format!("/dues/instalments/{}", plan.id))) novalidate {
                (ui::hidden(visit, form))
                h2 { (visit.say(key::INSTALMENTS_END_TITLE)) }
                p { (visit.say(key::INSTALMENTS_END_LEAD)) }
                (inputs.text("reason", key::INSTALMENTS_END_REASON).attribute("maxlength", "300").attribute("enterkeyhint", "done"))
                div.acts { button.button.danger type="submit" { (visit.say(key::INSTALMENTS_END_ACT)) } }
            }
        }
    }
}

fn table(visit: &Visit, plan: &InstalmentPlan) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::CHARGE_DUE_ON)),
        Column::number(visit.say(key::CHARGE_AMOUNT)),
        Column::number(visit.say(key::CHARGE_OPEN)),
    ];
    let mut table = Table::new(visit.say(key::INSTALMENTS_THERE), columns).quiet();
    for part in &plan.parts {
        let open = if part.open > Money::ZERO {
            ui::amount(visit.locale, part.open)
        } else {
            ui::chip(Tone::Good, &visit.say(key::INSTALMENT_PAID))
        };
        table.row(vec![ui::date(visit.locale, part.due_on), ui::amount(visit.locale, part.amount), open]);
    }
    html! { (table) }
}

pub async fn end(page: Page<SetFee>) -> Reply {
    let id = page.id()?;
    let input = EndInstalments { id, reason: page.form.get("reason").into() };
    match page.post::<_, InstalmentPlan>(&page.api(&format!("/dues/instalments/{id}/ending")), &input).await {
        Ok(_) => page.done(&page.here(&format!("/dues/instalments/{id}")), key::INSTALMENTS_END_DONE, &[]),
        Err(error) => {
            let form = page.refused(error)?;
            let plan: InstalmentPlan = page.get(&page.api(&format!("/dues/instalments/{id}"))).await?;
            page.form_page(&page.say(key::INSTALMENTS_THERE), &form, plan_body(&page, &plan, &form))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_parts_are_proposed_and_the_last_is_the_rest() {
        let first = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
        let parts = |centimes, count| -> Vec<i64> {
            proposed(Money::centimes(centimes), count, first).into_iter().map(|(_, amount)| amount.in_centimes()).collect()
        };
        assert_eq!(parts(20_050, 3), [6_600, 6_600, 6_850]);
        assert_eq!(parts(250, 3), [83, 83, 84]);
        let dates: Vec<String> = proposed(Money::centimes(300), 3, first).into_iter().map(|(due_on, _)| due_on.to_string()).collect();
        assert_eq!(dates, ["2026-12-31", "2027-01-31", "2027-02-28"]);
    }
}
