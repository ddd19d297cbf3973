//! The statutes' rules that are applied: who is an elector, how early they must be convened.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::assemblies::{ElectorRule, SetStatutes, Statutes};
use kernel::permission::{PlanAssemblies, ViewAssemblies};
use language::key;
use maud::html;

pub async fn show(page: Page<ViewAssemblies>) -> Reply {
    let statutes: Statutes = page.get(&page.api("/statutes")).await?;
    let days = statutes.notice_days.to_string();
    statutes_page(&page, &Form::with(Fields::of([("electors", statutes.electors.code()), ("notice_days", &days)])))
}

fn statutes_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::STATUTES_TITLE);
    let rules = [ElectorRule::AllActive, ElectorRule::PaidUp]
        .map(|rule| (rule.code().to_owned(), language::named(visit.locale, "elector-rule", rule.code())));
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/assemblies"), &visit.say(key::ASSEMBLIES_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::STATUTES_LEAD)) }
        @if visit.may::<PlanAssemblies>() {
            form.sheet method="post" action=(visit.here("/statutes")) novalidate {
                (ui::hidden(visit, form))
                (inputs.radios("electors", key::STATUTES_ELECTORS, rules.into()))
                (inputs.digits("notice_days", key::STATUTES_NOTICE).hint(key::STATUTES_NOTICE_HINT).attribute("autocomplete", "off").attribute("maxlength", "3"))
                (ui::submit(&visit.say(key::STATUTES_ACT)))
            }
        } @else {
            (ui::facts(vec![
                (visit.say(key::STATUTES_ELECTORS), html! { (language::named(visit.locale, "elector-rule", form.value("electors"))) }),
                (visit.say(key::STATUTES_NOTICE), ui::ltr(form.value("notice_days"))),
            ]))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn set(page: Page<PlanAssemblies>) -> Reply {
    let input: SetStatutes = page.form.input()?;
    match page.post::<_, Statutes>(&page.api("/statutes"), &input).await {
        Ok(_) => page.done(&page.here("/assemblies"), key::STATUTES_DONE, &[]),
        Err(error) => statutes_page(&page, &page.refused(error)?),
    }
}
