//! Fees by age and by group, on the page of a year's fee and in the preview of a run.

use crate::fields::Fields;
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::dues::Fee;
use contracts::fee_rules::{FeeRule, SetAgeFee, SetGroupFee};
use contracts::groups::Group;
use kernel::Result;
use kernel::permission::ViewMembers;
use language::key;
use maud::{Markup, html};

/// Lines of ages that are there to be filled in beyond those that are.
const BLANK: usize = 3;
const MOST: usize = 20;

/// The field of a line, named as the API names it in its errors.
fn age(at: usize, name: &str) -> String {
    format!("ages.{at}.{name}")
}

fn group(at: usize, name: &str) -> String {
    format!("groups.{at}.{name}")
}

pub async fn groups(visit: &Visit) -> Result<Vec<Group>> {
    if visit.may::<ViewMembers>() { super::groups::all(visit).await } else { Ok(Vec::new()) }
}

/// What a fee says, into the form.
pub fn fill(fields: &mut Fields, fee: &Fee, groups: &[Group]) {
    for (at, line) in fee.ages.iter().enumerate() {
        fields.push(&age(at, "from"), &line.from.to_string());
        fields.push(&age(at, "to"), &line.to.map(|to| to.to_string()).unwrap_or_default());
        fields.push(&age(at, "amount"), &super::payments::plain(line.amount));
    }
    for (at, one) in groups.iter().enumerate() {
        let set = fee.groups.iter().find(|set| set.group == one.id);
        fields.push(&group(at, "amount"), &set.map(|set| super::payments::plain(set.amount)).unwrap_or_default());
    }
}

pub fn inputs(visit: &Visit, inputs: Inputs<'_>, groups: &[Group]) -> Markup {
    let filled = (0..MOST).rev().find(|at| ["from", "to", "amount"].iter().any(|name| !inputs.form.value(&age(*at, name)).is_empty()));
    let lines = (filled.map_or(0, |last| last + 1) + BLANK).min(MOST);
    html! {
        section.card {
            h2 { (visit.say(key::FEE_AGES)) }
            p.hint { (visit.say(key::FEE_AGES_HINT)) }
            @for at in 0..lines {
                fieldset.field {
                    legend { (visit.say_with(key::FEE_AGE_LINE, &[("number", (at + 1).to_string().as_str().into())])) }
                    div.pair {
                        (inputs.digits(&age(at, "from"), key::FEE_AGE_FROM).optional_unsaid().attribute("autocomplete", "off").attribute("maxlength", "3"))
                        (inputs.digits(&age(at, "to"), key::FEE_AGE_TO).optional_unsaid().attribute("autocomplete", "off").attribute("maxlength", "3"))
                        (inputs.amount(&age(at, "amount"), key::FEE_AGE_AMOUNT).optional_unsaid())
                    }
                }
            }
        }
        @if !groups.is_empty() {
            section.card {
                h2 { (visit.say(key::FEE_GROUPS)) }
                p.hint { (visit.say(key::FEE_GROUPS_HINT)) }
                @for (at, one) in groups.iter().enumerate() {
                    input type="hidden" name=(group(at, "group")) value=(one.id);
                    (inputs.amount(&group(at, "amount"), key::FEE_AMOUNT).label_text(visit.say_with(key::FEE_GROUP, &[("group", super::groups::name(visit, one).into())])).optional_unsaid())
                }
            }
        }
        p.hint { (visit.say(key::FEE_WHICH_WINS)) }
    }
}

pub fn typed_ages(visit: &Visit) -> Vec<SetAgeFee> {
    let text = |at, name| visit.form.get(&age(at, name)).to_owned();
    (0..MOST).map(|at| SetAgeFee { from: text(at, "from"), to: text(at, "to"), amount: text(at, "amount") }).collect()
}

pub fn typed_groups(visit: &Visit) -> Vec<SetGroupFee> {
    let line = |at: usize| {
        let id = visit.form.given(&group(at, "group"))?.to_owned();
        Some(SetGroupFee { group: id, amount: visit.form.get(&group(at, "amount")).to_owned() })
    };
    (0..).map_while(line).collect()
}

/// By which fee a sum comes.
pub fn rule(visit: &Visit, by: &FeeRule) -> Markup {
    match by {
        FeeRule::General => html! { (visit.say(key::FEE_BY_GENERAL)) },
        FeeRule::Category => html! { (visit.say(key::FEE_BY_CATEGORY)) },
        FeeRule::Age { from, to: Some(to) } => {
            html! { (visit.say_with(key::FEE_BY_AGE, &[("from", (&from.to_string()).into()), ("to", (&to.to_string()).into())])) }
        }
        FeeRule::Age { from, to: None } => html! { (visit.say_with(key::FEE_BY_AGE_ON, &[("from", (&from.to_string()).into())])) },
        FeeRule::Group { name_ar, name_fr } => {
            html! { (visit.say(key::FEE_BY_GROUP)) " " (ui::name(ui::in_language(visit.locale, name_ar, name_fr))) }
        }
    }
}
