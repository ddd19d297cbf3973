//! The files kept of a member.

use crate::fields::with_query;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::pages::statutes_versions::file_link;
use crate::ui::{self, Column, Inputs, Table};
use crate::visit::Visit;
use contracts::Done;
use contracts::member_files::{MemberFile, RemoveFile};
use contracts::member_record::MemberRecord;
use kernel::permission::CorrectMembers;
use kernel::{Error, Kind};
use language::key;
use maud::{Markup, html};
use uuid::Uuid;

pub async fn list(page: Page<CorrectMembers>) -> Reply {
    files_page(&page, &Form::blank()).await
}

async fn files_page(visit: &Visit, form: &Form) -> Reply {
    let id = visit.id()?;
    let record: MemberRecord = visit.get(&visit.api(&format!("/members/{id}"))).await?;
    let files: Vec<MemberFile> = visit.list(&visit.api(&format!("/members/{id}/files"))).await?;
    let (member, title) = (&record.member, visit.say(key::MEMBER_FILES_TITLE));
    let here = visit.here(&format!("/members/{id}"));
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&here, &visit.say(key::MEMBER_RECORD)))
        h1 { (title) }
        p.lead { (ui::person(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref())) " " span.muted { (ui::name(&member.code)) } }
        @if files.is_empty() { p.muted { (visit.say(key::MEMBER_FILES_NONE)) } } @else { (table(visit, &here, &files)) }
        section.card {
            h2 { (visit.say(key::MEMBER_FILE_ADD)) }
            p { (visit.say(key::MEMBER_FILES_LAW)) }
            form.sheet method="post" action={ (here) "/files" } enctype="multipart/form-data" novalidate data-quiet="" {
                (ui::hidden(visit, form))
                (Inputs { locale: visit.locale, form }.text("label", key::MEMBER_FILE_LABEL).hint(key::MEMBER_FILE_LABEL_HINT).attribute("autocomplete", "off"))
                (file_field(visit, form))
                (ui::submit(&visit.say(key::MEMBER_FILE_ADD_ACT)))
            }
        }
    };
    visit.form_page(&title, form, body)
}

fn table(visit: &Visit, here: &str, files: &[MemberFile]) -> Markup {
    let columns =
        [key::MEMBER_FILE_LABEL, key::FILE_LABEL, key::FILE_BY, key::MEMBER_FILE_REMOVE].map(|label| Column::text(visit.say(label)));
    let mut table = Table::new(visit.say(key::MEMBER_FILES_TITLE), columns.into()).quiet();
    for kept in files {
        table.row(vec![
            ui::name(&kept.label),
            file_link(visit, &format!("/member-files/{}", kept.id), &kept.file),
            html! { span.person { (ui::name(&kept.file.created_by)) span.other { (ui::moment(visit.locale, kept.file.created_at)) } } },
            removal(visit, here, kept),
        ]);
    }
    html! { (table) }
}

/// Open only for whoever means it.
fn removal(visit: &Visit, here: &str, kept: &MemberFile) -> Markup {
    let id = format!("sure-{}", kept.id);
    html! {
        details {
            summary { (visit.say(key::MEMBER_FILE_REMOVE)) span.hidden-text { " " (kept.label) } }
            form method="post" action={ (here) "/files" } data-quiet="" {
                (ui::hidden(visit, &Form::blank()))
                input type="hidden" name="remove" value=(kept.id);
                label.choice for=(id) { input id=(id) type="checkbox" name="sure" value="yes" required; span { (visit.say(key::REMOVAL_SURE_YES)) } }
                div.acts { button.button.danger type="submit" { (visit.say(key::MEMBER_FILE_REMOVE)) } }
            }
        }
    }
}

/// PDF or picture.
pub fn file_field(visit: &Visit, form: &Form) -> Markup {
    let error = form.error(visit.locale, "file");
    let described = if error.is_some() { "hint-file error-file" } else { "hint-file" };
    let megabytes = i64::try_from(web::MAX_UPLOAD / 1024 / 1024).unwrap_or_default();
    html! {
        div class=(if error.is_some() { "field wrong" } else { "field" }) {
            label for="file" { span data-label-of="file" { (visit.say(key::FILE_LABEL)) } }
            p.hint #hint-file { (visit.say_with(key::MEMBER_FILE_HINT, &[("megabytes", megabytes.into())])) }
            @if let Some(error) = &error { p.error #error-file { (error) } }
            input #file name="file" type="file" required accept=".pdf,.png,.jpg,.jpeg" aria-describedby=(described) aria-invalid=[error.as_ref().map(|_| "true")];
        }
    }
}

/// Keeps a file, or removes the one that the pressed button is of.
pub async fn change(page: Page<CorrectMembers>) -> Reply {
    let id = page.id()?;
    let here = page.here(&format!("/members/{id}/files"));
    if let Some(file) = page.form.given("remove") {
        let file: Uuid = file.parse().map_err(|_| Error::not_found())?;
        let input = RemoveFile { id: file, sure: page.form.get("sure").to_owned() };
        return match page.post::<_, Done>(&page.api(&format!("/member-files/{file}/removal")), &input).await {
            Ok(_) => page.done(&here, key::MEMBER_FILE_REMOVED, &[]),
            Err(error) if error.kind() == Kind::Invalid => {
                let mut form = page.refused(error)?;
                // the box to tick is the file's own
                for wrong in &mut form.errors {
                    wrong.field = format!("sure-{file}");
                }
                files_page(&page, &form).await
            }
            Err(error) => Err(error),
        };
    }
    let file = match page.attached_file() {
        Ok(file) => file,
        Err(error) => return files_page(&page, &page.refused(error)?).await,
    };
    let query = [("label", page.form.given("label")), ("file_name", Some(file.name.as_str()))];
    match page.upload::<MemberFile>(&with_query(&page.api(&format!("/members/{id}/files")), &query), file.bytes.clone()).await {
        Ok(_) => page.done(&here, key::MEMBER_FILE_KEPT, &[]),
        Err(error) => files_page(&page, &page.refused(error)?).await,
    }
}

pub async fn download(page: Page<CorrectMembers>) -> Reply {
    page.file(&page.api(&format!("/member-files/{}", page.id()?))).await
}
