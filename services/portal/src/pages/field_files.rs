//! A member's document in a field of the kind "file": kept, replaced, deleted, taken away.

use crate::fields::with_query;
use crate::form::Form;
use crate::page::{Page, Reply, redirect};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::member_fields::{FieldKind, FieldValue, RemoveFieldFile};
use contracts::member_record::MemberRecord;
use kernel::permission::{CorrectMembers, ViewMembers, ViewOwnRecord};
use kernel::{Error, Kind};
use language::key;
use maud::html;
use uuid::Uuid;

pub async fn form(page: Page<CorrectMembers>) -> Reply {
    let field = page.query.get("field").to_owned();
    show(&page, &Form::blank(), &field).await
}

async fn show(visit: &Visit, form: &Form, field: &str) -> Reply {
    let id = visit.id()?;
    let record: MemberRecord = visit.get(&visit.api(&format!("/members/{id}"))).await?;
    let is_it = |held: &&FieldValue| held.field.kind == FieldKind::File && held.field.id.to_string() == field;
    let back = visit.here(&format!("/members/{id}"));
    let Some(held) = record.more.fields.iter().find(is_it) else {
        // a stale link leads back; what was to be kept in a field that is not there is kept nowhere
        return if form.is_wrong() { Err(Error::field("field", "choice-unknown")) } else { Ok(redirect(&back)) };
    };
    let here = format!("{back}/field-file");
    let title = held.field.label(visit.locale).to_owned();
    let inputs = Inputs { locale: visit.locale, form };
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&back, &visit.say(key::MEMBER_RECORD)))
        h1 { (title) }
        p.lead { (ui::person(visit.locale, record.member.name_ar.as_deref(), record.member.name_fr.as_deref())) }
        p { (visit.say(if held.field.board_only { key::FIELD_FILE_BOARD_ONLY } else { key::FIELD_FILE_SEEN })) }
        @if held.value.is_some() {
            section.card {
                p { a href=(with_query(&format!("{here}/download"), &[("field", Some(field))])) { (visit.say(key::FIELD_FILE_OPEN)) } }
                form.sheet method="post" action=(here) novalidate data-quiet="" {
                    (ui::hidden(visit, &Form::blank()))
                    input type="hidden" name="field" value=(field);
                    input type="hidden" name="act" value="remove";
                    (inputs.checks("sure", key::REMOVAL_SURE, vec![("yes".into(), visit.say(key::REMOVAL_SURE_YES))]))
                    div.acts { button.button.danger type="submit" { (visit.say(key::FIELD_FILE_REMOVE)) } }
                }
            }
        }
        @if !held.field.retired {
            form.sheet method="post" action=(here) enctype="multipart/form-data" novalidate data-quiet="" {
                (ui::hidden(visit, form))
                input type="hidden" name="field" value=(field);
                (super::member_files::file_field(visit, form))
                (ui::submit(&visit.say(if held.value.is_some() { key::FIELD_FILE_REPLACE } else { key::FIELD_FILE_KEEP })))
            }
        }
    };
    visit.form_page(&title, form, body)
}

/// Keeps the document, or deletes the one that there is.
pub async fn change(page: Page<CorrectMembers>) -> Reply {
    let id = page.id()?;
    let field = page.form.get("field").to_owned();
    let path = page.api(&format!("/members/{id}/field-file"));
    let done = if page.form.get("act") == "remove" {
        let input = RemoveFieldFile { id, field: field.parse().unwrap_or_default(), sure: page.form.get("sure").to_owned() };
        page.post::<_, MemberRecord>(&format!("{path}/removal"), &input).await.map(|_| key::FIELD_FILE_REMOVED)
    } else {
        let file = match page.attached_file() {
            Ok(file) => file,
            Err(error) => return show(&page, &page.refused(error)?, &field).await,
        };
        let query = [("field", Some(field.as_str())), ("file_name", Some(file.name.as_str()))];
        page.upload::<MemberRecord>(&with_query(&path, &query), file.bytes.clone()).await.map(|_| key::FIELD_FILE_KEPT)
    };
    match done {
        Ok(said) => page.done(&page.here(&format!("/members/{id}")), said, &[]),
        Err(error) if error.kind() == Kind::NotFound => Err(error),
        Err(error) => show(&page, &page.refused(error)?, &field).await,
    }
}

pub async fn download(page: Page<ViewMembers>) -> Reply {
    let path = page.api(&format!("/members/{}/field-file", page.id()?));
    page.file(&with_query(&path, &[("field", Some(page.query.get("field")))])).await
}

pub async fn own(page: Page<ViewOwnRecord>) -> Reply {
    let query = [("field", page.query.given("field")), ("member", page.query.given("member"))];
    if query.iter().any(|(_, value)| value.is_none_or(|value| value.parse::<Uuid>().is_err())) {
        return Err(Error::invalid("invalid-query"));
    }
    page.file(&with_query(&page.api("/me/field-file"), &query)).await
}
