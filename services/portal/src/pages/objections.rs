//! On a member's record: that the member wants no mail but those that the law asks for.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::member_record::{MemberRecord, NoteObjection};
use kernel::Kind;
use kernel::permission::CorrectMembers;
use language::key;
use maud::html;

pub async fn form(page: Page<CorrectMembers>) -> Reply {
    let today = language::short_date(page.state.clock().today());
    show(&page, None, &today).await
}

async fn show(visit: &Visit, refused: Option<Form>, today: &str) -> Reply {
    let record: MemberRecord = visit.get(&visit.api(&format!("/members/{}", visit.id()?))).await?;
    let back = visit.here(&format!("/members/{}", record.member.id));
    let on = record.more.objected_on.map_or_else(|| today.to_owned(), language::short_date);
    let now = if record.more.objected_on.is_some() { "yes" } else { "no" };
    let form = refused.unwrap_or_else(|| Form::with(Fields::of([("objected", now), ("on", on.as_str())])));
    let inputs = Inputs { locale: visit.locale, form: &form };
    let answers = [("yes", key::OBJECTION_YES), ("no", key::OBJECTION_NO)].map(|(code, label)| (code.to_owned(), visit.say(label)));
    let title = visit.say(key::OBJECTION_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, &form))
        (ui::back(&back, &visit.say(key::MEMBER_RECORD)))
        h1 { (title) }
        p.lead { (ui::person(visit.locale, record.member.name_ar.as_deref(), record.member.name_fr.as_deref())) }
        p { (visit.say(key::OBJECTION_TEXT)) }
        form.sheet method="post" novalidate {
            (ui::hidden(visit, &form))
            (inputs.radios("objected", key::OBJECTION_MAILS, answers.into()))
            (inputs.date("on", key::OBJECTION_ON).optional_unsaid())
            (ui::submit(&visit.say(key::MEMBER_SAVE)))
        }
    };
    visit.form_page(&title, &form, body)
}

pub async fn note(page: Page<CorrectMembers>) -> Reply {
    let id = page.id()?;
    let text = |name: &str| page.form.get(name).to_owned();
    let input = NoteObjection { id, objected: text("objected"), on: text("on") };
    match page.post::<_, MemberRecord>(&page.api(&format!("/members/{id}/objection")), &input).await {
        Ok(_) => page.done(&page.here(&format!("/members/{id}")), key::MEMBER_SAVED, &[]),
        Err(error) if error.kind() == Kind::NotFound => Err(error),
        Err(error) => {
            let form = page.refused(error)?;
            show(&page, Some(form), "").await
        }
    }
}
