//! How far a call of dues has come that charges very many.

use crate::fields::with_query;
use crate::page::{Page, Reply};
use crate::ui;
use crate::visit::Visit;
use contracts::charges::{Run, RunState};
use kernel::permission::SetFee;
use language::key;
use maud::{Markup, html};

/// Seconds between two looks while it goes on.
const EVERY: u32 = 2;

pub fn address(visit: &Visit, run: &Run) -> String {
    visit.here(&format!("/dues/runs/{}", run.id))
}

/// On the page from which another would be begun.
pub fn under_way(visit: &Visit, run: &Run) -> Markup {
    html! {
        (ui::progress(&progress(visit, run), run.charged_members, run.members))
        p.banner { (visit.say(key::RUN_UNDER_WAY)) " " a href=(address(visit, run)) { (visit.say(key::RUN_UNDER_WAY_LINK)) } }
    }
}

fn progress(visit: &Visit, run: &Run) -> String {
    visit.say_with(key::RUN_PROGRESS, &[("done", run.charged_members.into()), ("all", run.members.into())])
}

pub async fn show(page: Page<SetFee>) -> Reply {
    let run: Run = page.get(&page.api(&format!("/dues/runs/{}", page.id()?))).await?;
    let year = run.year.to_string();
    let title = page.say_with(key::RUN_TITLE, &[("year", (&run.period).into())]);
    let running = run.state == RunState::Running;
    let refresh = running.then_some(EVERY);
    let again = with_query(&page.here("/dues/run"), &[("year", Some(&year))]);
    let body = html! {
        (ui::back(&again, &page.say(key::RUN_LINK)))
        div.stack #run data-every=[refresh] {
            (ui::head(&html! { (title) }, None, &html! {}))
            p role="status" { (page.say(match run.state {
                RunState::Running => key::RUN_STATE_RUNNING,
                RunState::Done => key::RUN_STATE_DONE,
                RunState::Failed => key::RUN_STATE_FAILED,
            })) }
            @if running {
                (ui::progress(&progress(&page, &run), run.charged_members, run.members))
                p.muted { (page.say(key::RUN_LEAVE)) }
            }
            @if run.state == RunState::Failed {
                p.banner.bad { (page.say(key::RUN_FAILED)) }
                p { a.button.primary href=(again) { (page.say(key::RUN_AGAIN)) } }
            }
            ul.tiles {
                (ui::figure(&page.say(key::RUN_CHARGED_MEMBERS), &ui::count(run.charged_members)))
                (ui::figure(&page.say(key::RUN_CHARGED), &ui::amount(page.locale, run.charged)))
            }
            (ui::facts(vec![
                (page.say(key::RUN_MADE_ON), ui::date(page.locale, run.made_on)),
                (page.say(key::RUN_MADE_BY), ui::name(&run.made_by)),
            ]))
            @if !running { p { a.button.primary[run.state == RunState::Done] href=(page.here("/dues/arrears")) { (page.say(key::ARREARS_LINK)) } } }
        }
    };
    page.refreshed_page(&title, refresh, body)
}
