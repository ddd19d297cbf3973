//! A member's photo, and the agreement that it stands on.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::member_record::{MemberRecord, RemovePhoto};
use kernel::permission::{CorrectMembers, ViewMembers};
use language::key;
use maud::{Markup, html};

/// The photo on the record, where there is one.
pub fn shown(visit: &Visit, record: &MemberRecord) -> Markup {
    let member = &record.member;
    let name = ui::person_name(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref());
    html! {
        @if let Some(photo) = &record.more.photo {
            // a new photo has a new address
            img.photo src=(with_query(&visit.here(&format!("/members/{}/photo.jpg", member.id)), &[("of", Some(&photo.id.to_string()))]))
                alt=(visit.say_with(key::PHOTO_OF, &[("name", name.into())])) width="120";
        }
    }
}

pub async fn picture(page: Page<ViewMembers>) -> Reply {
    page.file(&page.api(&format!("/members/{}/photo", page.id()?))).await
}

pub async fn form(page: Page<CorrectMembers>) -> Reply {
    let today = language::short_date(page.state.clock().today());
    show(&page, &Form::with(Fields::of([("agreed_on", today.as_str())]))).await
}

async fn show(visit: &Visit, form: &Form) -> Reply {
    let record: MemberRecord = visit.get(&visit.api(&format!("/members/{}", visit.id()?))).await?;
    let back = visit.here(&format!("/members/{}", record.member.id));
    let here = format!("{back}/photo");
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::PHOTO_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&back, &visit.say(key::MEMBER_RECORD)))
        h1 { (title) }
        p.lead { (ui::person(visit.locale, record.member.name_ar.as_deref(), record.member.name_fr.as_deref())) }
        p { (visit.say(key::PHOTO_TEXT)) }
        @if let Some(photo) = &record.more.photo {
            section.card {
                (shown(visit, &record))
                p { (visit.say(key::PHOTO_AGREED_ON)) ": " (ui::date(visit.locale, photo.agreed_on)) }
                p.muted.small { (visit.say(key::MEMBER_NOTED)) " " (ui::name(&photo.noted_by)) " · " (ui::moment(visit.locale, photo.noted_at)) }
                form.acts method="post" action=(here) data-quiet {
                    (ui::hidden(visit, &Form::blank()))
                    button.button.danger type="submit" name="remove" value=(photo.id) { (visit.say(key::PHOTO_REMOVE)) }
                }
            }
        }
        form.sheet method="post" action=(here) enctype="multipart/form-data" novalidate data-quiet="" {
            (ui::hidden(visit, form))
            (file_field(visit, form))
            (inputs.checks("agreed", key::PHOTO_AGREEMENT, vec![("yes".into(), visit.say(key::PHOTO_AGREED))]))
            (inputs.date("agreed_on", key::PHOTO_AGREED_ON))
            (ui::submit(&visit.say(key::PHOTO_KEEP)))
        }
    };
    visit.form_page(&title, form, body)
}

pub fn file_field(visit: &Visit, form: &Form) -> Markup {
    let error = form.error(visit.locale, "file");
    let described = if error.is_some() { "hint-file error-file" } else { "hint-file" };
    let megabytes = i64::try_from(web::MAX_UPLOAD / 1024 / 1024).unwrap_or_default();
    html! {
        div class=(if error.is_some() { "field wrong" } else { "field" }) {
            label for="file" { (visit.say(key::PHOTO_FILE)) }
            p.hint #hint-file { (visit.say_with(key::PHOTO_FILE_HINT, &[("megabytes", megabytes.into())])) }
            @if let Some(error) = &error { p.error #error-file { (error) } }
            input #file name="file" type="file" required accept="image/jpeg,image/png,image/webp" aria-describedby=(described) aria-invalid=[error.as_ref().map(|_| "true")];
        }
    }
}

pub async fn change(page: Page<CorrectMembers>) -> Reply {
    let id = page.id()?;
    let path = page.api(&format!("/members/{id}/photo"));
    let done = if let Some(photo) = page.form.given("remove") {
        let input = RemovePhoto { id, photo: photo.into() };
        page.post::<_, MemberRecord>(&format!("{path}/removal"), &input).await.map(|_| key::PHOTO_REMOVED)
    } else {
        let file = match page.attached_file() {
            Ok(file) => file,
            Err(error) => return show(&page, &page.refused(error)?).await,
        };
        let query = [("agreed", page.form.given("agreed")), ("agreed_on", page.form.given("agreed_on"))];
        page.upload::<MemberRecord>(&with_query(&path, &query), file.bytes.clone()).await.map(|_| key::PHOTO_KEPT)
    };
    match done {
        Ok(said) => page.done(&page.here(&format!("/members/{id}")), said, &[]),
        Err(error) => show(&page, &page.refused(error)?).await,
    }
}
