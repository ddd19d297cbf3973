//! Numbers of identity cards: switched on by the board's authorisation, masked, read one at a time.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs, Tone};
use crate::visit::Visit;
use contracts::Done;
use contracts::cnie::{CnieSwitch, MaskedCnie, SetCnie, SwitchCnie, WholeCnie};
use contracts::member_record::MemberRecord;
use kernel::permission::{EditRecord, ReadCnie};
use kernel::{Kind, Result};
use language::{Key, key};
use maud::{Markup, html};
use uuid::Uuid;

const SETTINGS: &str = "/settings/cnie";

pub async fn settings(page: Page<ReadCnie>) -> Reply {
    settings_page(&page, &Form::blank()).await
}

async fn settings_page(visit: &Visit, form: &Form) -> Reply {
    let kept: CnieSwitch = visit.get(&visit.api("/member-cnie")).await?;
    let title = visit.say(key::CNIE_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back_to_settings(visit))
        h1 { (title) }
        p.lead { (visit.say(key::CNIE_LEAD)) }
        @if kept.on { (switched_on(visit, form, &kept)) } @else { (switched_off(visit, form)) @if kept.members > 0 { (erase(visit, form, &kept, key::CNIE_FORGET, key::CNIE_FORGET_TEXT)) } }
    };
    visit.form_page(&title, form, body)
}

fn switched_off(visit: &Visit, form: &Form) -> Markup {
    html! {
        section.card {
            p { (ui::chip(Tone::Plain, &visit.say(key::CNIE_OFF))) }
            p { (visit.say(key::CNIE_OFF_TEXT)) }
            @if visit.may::<EditRecord>() { p { a href=(visit.here("/record/cndp-numbers")) { (visit.say(key::CNDP_TITLE)) } } }
            form.sheet method="post" action=(visit.here(SETTINGS)) {
                (ui::hidden(visit, form))
                input type="hidden" name="on" value="yes";
                (ui::submit(&visit.say(key::CNIE_SWITCH_ON)))
            }
        }
    }
}

fn switched_on(visit: &Visit, form: &Form, kept: &CnieSwitch) -> Markup {
    let by = html! {
        (ui::ltr(kept.authorisation.as_deref().unwrap_or_default()))
        @if let Some(day) = kept.authorised_on { " · " (ui::date(visit.locale, day)) }
    };
    html! {
        section.card {
            p { (ui::chip(Tone::Good, &visit.say(key::CNIE_ON))) }
            (ui::facts(vec![(visit.say(key::CNIE_AUTHORISATION), by), (visit.say(key::CNIE_KEPT), ui::count(kept.members))]))
            p.hint { (visit.say(key::CNIE_ON_TEXT)) }
        }
        (erase(visit, form, kept, key::CNIE_SWITCH_OFF, key::CNIE_SWITCH_OFF_TEXT))
    }
}

fn erase(visit: &Visit, form: &Form, kept: &CnieSwitch, title: Key, text: Key) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    html! {
        section.card {
            h2 { (visit.say(title)) }
            p { (visit.say_with(text, &[("count", kept.members.into())])) }
            form.sheet method="post" action=(visit.here(SETTINGS)) novalidate data-quiet="" {
                (ui::hidden(visit, form))
                input type="hidden" name="on" value="no";
                input type="hidden" name="members" value=(kept.members);
                (inputs.checks("sure", key::REMOVAL_SURE, vec![("yes".into(), visit.say(key::REMOVAL_SURE_YES))]))
                div.acts { button.button.danger type="submit" { (visit.say(title)) } }
            }
        }
    }
}

pub async fn set_switch(page: Page<ReadCnie>) -> Reply {
    let input: SwitchCnie = page.form.input()?;
    match page.post::<_, CnieSwitch>(&page.api("/member-cnie"), &input).await {
        Ok(now) => page.done(&page.here(SETTINGS), if now.on { key::CNIE_SWITCHED_ON } else { key::CNIE_SWITCHED_OFF }, &[]),
        Err(error) => settings_page(&page, &page.refused(error)?).await,
    }
}

async fn masked(visit: &Visit, member: Uuid) -> Result<MaskedCnie> {
    visit.get(&visit.api(&format!("/members/{member}/cnie"))).await
}

/// On a member's record, for those who may read it and where it is kept at all.
pub async fn section(visit: &Visit, member: Uuid) -> Result<Markup> {
    if !visit.may::<ReadCnie>() {
        return Ok(html! {});
    }
    let kept = masked(visit, member).await?;
    Ok(html! {
        @if kept.on {
            section.card {
                h2 { (visit.say(key::CNIE_NUMBER)) }
                p { (shown(visit, &kept)) }
                p { a href=(visit.here(&format!("/members/{member}/cnie"))) { (visit.say(key::CNIE_OPEN)) } }
            }
        }
    })
}

fn shown(visit: &Visit, kept: &MaskedCnie) -> Markup {
    match (&kept.end, kept.kept) {
        (Some(end), _) => html! { (ui::ltr(format!("•••••{end}"))) },
        (None, true) => html! { (visit.say(key::CNIE_OF_ELSEWHERE)) },
        (None, false) => html! { span.muted { (visit.say(key::CNIE_NONE)) } },
    }
}

pub async fn show(page: Page<ReadCnie>) -> Reply {
    member_page(&page, &Form::blank(), None).await
}

async fn member_page(visit: &Visit, form: &Form, whole: Option<&str>) -> Reply {
    let id = visit.id()?;
    let record: MemberRecord = visit.get(&visit.api(&format!("/members/{id}"))).await?;
    let (kept, member) = (masked(visit, id).await?, &record.member);
    let (title, here) = (visit.say(key::CNIE_NUMBER), visit.here(&format!("/members/{id}")));
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&here, &visit.say(key::MEMBER_RECORD)))
        h1 { (title) }
        p.lead { (ui::person(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref())) " " span.muted { (ui::name(&member.code)) } }
        @if !kept.on { p { (visit.say(key::CNIE_OFF)) } }
        @else {
            section.card {
                p { @if let Some(whole) = whole { strong { (ui::ltr(whole)) } } @else { (shown(visit, &kept)) } }
                @if kept.end.is_some() && whole.is_none() {
                    form.sheet method="post" action={ (here) "/cnie/reading" } data-quiet="" {
                        (ui::hidden(visit, &Form::blank()))
                        div.acts { button.button type="submit" { (visit.say(key::CNIE_READ)) } }
                        p.hint { (visit.say(key::CNIE_READ_HINT)) }
                    }
                }
            }
            (set_form(visit, form, &here, &kept))
        }
    };
    visit.form_page(&title, form, body)
}

fn set_form(visit: &Visit, form: &Form, here: &str, kept: &MaskedCnie) -> Markup {
    let input = Inputs { locale: visit.locale, form }.text("cnie", key::CNIE_NUMBER).hint(key::CNIE_HINT);
    html! {
        section.card {
            h2 { (visit.say(if kept.kept { key::CNIE_CHANGE } else { key::CNIE_ADD })) }
            form.sheet method="post" action={ (here) "/cnie" } novalidate {
                (ui::hidden(visit, form))
                (input.attribute("dir", "ltr").attribute("autocomplete", "off").attribute("autocapitalize", "characters").attribute("spellcheck", "false"))
                div.acts {
                    button.button.primary type="submit" name="act" value="set" { (visit.say(key::CNIE_SAVE)) }
                    @if kept.kept { button.button.danger type="submit" name="act" value="erase" { (visit.say(key::CNIE_ERASE)) } }
                }
            }
        }
    }
}

pub async fn set(page: Page<ReadCnie>) -> Reply {
    let id = page.id()?;
    let (typed, erases) = (page.form.get("cnie"), page.form.get("act") == "erase");
    if !erases && typed.trim().is_empty() {
        let mut form = Form::with(Fields::default());
        form.add_error("cnie", "required");
        return member_page(&page, &form, None).await;
    }
    let input = SetCnie { id, cnie: if erases { String::new() } else { typed.to_owned() } };
    match page.post::<_, Done>(&page.api(&format!("/members/{id}/cnie")), &input).await {
        Ok(_) => {
            let said = if erases { key::CNIE_ERASED } else { key::CNIE_SAVED };
            page.done(&page.here(&format!("/members/{id}/cnie")), said, &[])
        }
        Err(error) => member_page(&page, &page.refused(error)?, None).await,
    }
}

pub async fn read_whole(page: Page<ReadCnie>) -> Reply {
    let id = page.id()?;
    match page.post::<_, WholeCnie>(&page.api(&format!("/members/{id}/cnie/reading")), &Done {}).await {
        // of a repetition nothing is told: the button is there again
        Ok(read) => member_page(&page, &Form::blank(), read.cnie.as_deref()).await,
        Err(error) if error.kind() == Kind::NotFound => Err(error),
        Err(error) => member_page(&page, &page.refused(error)?, None).await,
    }
}
