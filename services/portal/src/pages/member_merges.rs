//! Members who may be there twice, made one or told apart, and taking a person out.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::pages::own_fields;
use crate::ui::{self, Column, Inputs, Table};
use crate::visit::Visit;
use contracts::Done;
use contracts::member_fields::Field;
use contracts::member_merges::{Distinct, Duplicates, MergeMembers, Merged, Pair, PairMember, RemovalAnswer, RemoveMember};
use contracts::member_record::MemberRecord;
use kernel::permission::EditMembers;
use kernel::{Error, Kind, Result};
use language::key;
use maud::{Markup, html};
use uuid::Uuid;

fn id(text: &str) -> Result<Uuid> {
    text.parse().map_err(|_| Error::not_found())
}

pub async fn list(page: Page<EditMembers>) -> Reply {
    list_page(&page, &Form::blank()).await
}

async fn list_page(visit: &Visit, form: &Form) -> Reply {
    let title = visit.say(key::DUPLICATES_TITLE);
    let found: Duplicates = visit.get(&visit.api("/members/duplicates")).await?;
    let merged: Vec<Merged> = visit.list(&visit.api("/members/merges")).await?;
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/members"), &visit.say(key::MEMBERS_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::DUPLICATES_LEAD)) }
        @if found.pairs.is_empty() { p.muted { (visit.say(key::DUPLICATES_NONE)) } }
        @else { p { (visit.say_with(key::DUPLICATES_FOUND, &[("count", found.found.into())])) } }
        @for pair in &found.pairs { (pair_card(visit, pair)) }
        @if !merged.is_empty() { section.stack { h2 { (visit.say(key::MERGES_TITLE)) } (merges(visit, &merged)) } }
    };
    visit.form_page(&title, form, body)
}

fn name(visit: &Visit, member: &PairMember) -> Markup {
    html! {
        a href=(visit.here(&format!("/members/{}", member.id))) { (ui::person(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref())) }
        " " span.muted { (ui::name(&member.code)) }
    }
}

fn pair_card(visit: &Visit, pair: &Pair) -> Markup {
    let reasons: Vec<String> = pair.reasons.iter().map(|reason| language::named(visit.locale, "duplicate", reason)).collect();
    let text = |value: &Option<String>| html! { @if let Some(value) = value { (ui::ltr(value)) } @else { "—" } };
    let day = |date| html! { @if let Some(date) = date { (ui::date(visit.locale, date)) } @else { "—" } };
    let (one, other) = (&pair.one, &pair.other);
    let mut table = Table::new(
        visit.say(key::DUPLICATE_PAIR),
        vec![
            Column::text(visit.say(key::MEMBER_RECORD)),
            Column::text(visit.say(key::DUPLICATE_ONE)),
            Column::text(visit.say(key::DUPLICATE_OTHER)),
        ],
    )
    .quiet();
    table.row(vec![html! { (visit.say(key::MEMBER_NAME)) }, name(visit, one), name(visit, other)]);
    table.row(vec![html! { (visit.say(key::MEMBER_BORN_ON)) }, day(one.born_on), day(other.born_on)]);
    table.row(vec![html! { (visit.say(key::MEMBER_PHONE)) }, text(&one.phone), text(&other.phone)]);
    table.row(vec![html! { (visit.say(key::MEMBER_EMAIL)) }, text(&one.email), text(&other.email)]);
    table.row(vec![html! { (visit.say(key::MEMBER_JOINED_ON)) }, day(one.joined_on), day(other.joined_on)]);
    let compare = with_query(&visit.here("/members/merge"), &[("kept", Some(&one.id.to_string())), ("other", Some(&other.id.to_string()))]);
    html! {
        section.card {
            p { strong { (ui::ltr(format!("{} %", pair.score))) } " · " (visit.say(key::DUPLICATE_SAME)) " " (reasons.join(" · ")) }
            (table)
            form.acts method="post" action=(visit.here("/members/duplicates")) data-quiet {
                (ui::hidden(visit, &Form::blank()))
                input type="hidden" name="one" value=(one.id);
                input type="hidden" name="other" value=(other.id);
                a.button.primary href=(compare) { (visit.say(key::MERGE_COMPARE)) }
                button.button type="submit" { (visit.say(key::DUPLICATE_DISTINCT)) }
            }
        }
    }
}

fn merges(visit: &Visit, merged: &[Merged]) -> Markup {
    let columns = [key::MERGE_KEPT, key::MERGE_GONE, key::MERGE_WHEN, key::MERGE_UNDO].map(|label| Column::text(visit.say(label)));
    let mut table = Table::new(visit.say(key::MERGES_TITLE), columns.into()).quiet();
    for merge in merged {
        let kept = ui::person(visit.locale, merge.name_ar.as_deref(), merge.name_fr.as_deref());
        table.row(vec![
            html! { a href=(visit.here(&format!("/members/{}", merge.kept))) { (kept) } },
            html! { "№ " (ui::ltr(merge.number)) },
            html! { (ui::moment(visit.locale, merge.merged_at)) " · " (ui::name(&merge.merged_by)) },
            html! {
                form method="post" action=(visit.here("/members/duplicates")) data-quiet {
                    (ui::hidden(visit, &Form::blank()))
                    input type="hidden" name="undo" value=(merge.id);
                    button.button.plain type="submit" { (visit.say(key::MERGE_UNDO)) }
                }
            },
        ]);
    }
    html! { (table) }
}

/// Two who are two persons, or a merge that was wrong.
pub async fn change(page: Page<EditMembers>) -> Reply {
    if let Some(merge) = page.form.given("undo") {
        let rest = format!("/members/merges/{}/undoing", id(merge)?);
        return match page.post::<_, MemberRecord>(&page.api(&rest), &Done {}).await {
            Ok(record) => page.done(&page.here(&format!("/members/{}", record.member.id)), key::MERGE_UNDONE, &[]),
            Err(error) => list_page(&page, &page.refused(error)?).await,
        };
    }
    let input = Distinct { one: id(page.form.get("one"))?, other: id(page.form.get("other"))? };
    match page.post::<_, Done>(&page.api("/members/duplicates/distinct"), &input).await {
        Ok(_) => page.done(&page.here("/members/duplicates"), key::DUPLICATE_TOLD_APART, &[]),
        Err(error) => list_page(&page, &page.refused(error)?).await,
    }
}

pub async fn merge_form(page: Page<EditMembers>) -> Reply {
    if page.query.given("kept").is_none() || page.query.given("other").is_none() {
        return list_page(&page, &Form::blank()).await;
    }
    merge_page(&page, &page.query, &Form::with(Fields::default())).await
}

/// The two records side by side: where they differ, one is chosen.
async fn merge_page(visit: &Visit, asked: &Fields, form: &Form) -> Reply {
    let read = async |which: &str| -> Result<MemberRecord> { visit.get(&visit.api(&format!("/members/{}", id(asked.get(which))?))).await };
    let (kept, other) = (read("kept").await?, read("other").await?);
    let swapped = with_query(&visit.here("/members/merge"), &[("kept", Some(asked.get("other"))), ("other", Some(asked.get("kept")))]);
    let title = visit.say(key::MERGE_TITLE);
    let who = |record: &MemberRecord| {
        html! { (ui::person(visit.locale, record.member.name_ar.as_deref(), record.member.name_fr.as_deref())) " " span.muted { (ui::name(&record.member.code)) } }
    };
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/members/duplicates"), &visit.say(key::DUPLICATES_TITLE)))
        h1 { (title) }
        section.card {
            (ui::facts(vec![(visit.say(key::MERGE_KEPT), who(&kept)), (visit.say(key::MERGE_GONE), who(&other))]))
            p { a href=(swapped) { (visit.say(key::MERGE_SWAP)) } }
        }
        p { (visit.say(key::MERGE_WHAT_FOLLOWS)) }
        form.sheet method="post" action=(visit.here("/members/merge")) novalidate {
            (ui::hidden(visit, form))
            @for (name, value) in [("kept", kept.member.id.to_string()), ("other", other.member.id.to_string()),
                ("kept_version", kept.more.version.to_string()), ("other_version", other.more.version.to_string())] {
                input type="hidden" name=(name) value=(value);
            }
            (choices(visit, &kept, &other, form))
            (ui::submit(&visit.say(key::MERGE_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

fn choices(visit: &Visit, kept: &MemberRecord, other: &MemberRecord, form: &Form) -> Markup {
    let mine = super::member_record::values(kept);
    let theirs = super::member_record::values(other);
    let left_alone = ["kind", "other_phones", "other_emails"];
    let differs = mine.iter().zip(&theirs).filter(|((name, mine), (_, theirs))| mine != theirs && !left_alone.contains(name));
    let differs: Vec<_> = differs.map(|((name, mine), (_, theirs))| (*name, mine, theirs)).collect();
    let own = own_differences(kept, other);
    html! {
        @let photos = kept.more.photo.is_some() && other.more.photo.is_some();
        @if differs.is_empty() && own.is_empty() && !photos { p { (visit.say(key::MERGE_ALIKE)) } }
        @for (name, mine, theirs) in differs {
            @let label = language::named(visit.locale, "detail", name);
            (choice(visit, form, name, label, &shown(visit, name, mine), &shown(visit, name, theirs)))
        }
        @if photos {
            div.pair { (super::photos::shown(visit, kept)) (super::photos::shown(visit, other)) }
            (choice(visit, form, "photo", visit.say(key::PHOTO_TITLE), &visit.say(key::MERGE_PHOTO_KEPT), &visit.say(key::MERGE_PHOTO_OTHER)))
        }
        @for (field, mine, theirs) in &own {
            @let said = |typed: &String| own_fields::said(visit, field, typed);
            (choice(visit, form, &field.name(), field.label(visit.locale).to_owned(), &said(mine), &said(theirs)))
        }
    }
}

/// What only one has is taken, unless somebody wants it otherwise.
fn choice(visit: &Visit, form: &Form, name: &str, label: String, mine: &str, theirs: &str) -> Markup {
    let first = if mine.is_empty() { "other" } else { "kept" };
    let field = format!("take-{name}");
    let chosen = form.values.given(&field).unwrap_or(first).to_owned();
    let values = Form::with(Fields::of([(field.as_str(), chosen.as_str())]));
    let said = |value: &str| if value.is_empty() { visit.say(key::MERGE_EMPTY) } else { value.to_owned() };
    let choices = vec![("kept".to_owned(), said(mine)), ("other".to_owned(), said(theirs))];
    html! { (Inputs { locale: visit.locale, form: &values }.radios(&field, key::MERGE_KEPT, choices).label_text(label)) }
}

/// Fields of the association's own that differ.
fn own_differences<'a>(kept: &'a MemberRecord, other: &'a MemberRecord) -> Vec<(&'a Field, String, String)> {
    let (mine, mut theirs) = (own_fields::values(kept), own_fields::values(other));
    let mut rows: Vec<(&Field, String, String)> = Vec::new();
    for (field, mine) in mine {
        let at = theirs.iter().position(|(other, _)| other.id == field.id);
        rows.push((field, mine, at.map(|at| theirs.swap_remove(at).1).unwrap_or_default()));
    }
    rows.extend(theirs.into_iter().map(|(field, theirs)| (field, String::new(), theirs)));
    rows.retain(|(_, mine, theirs)| mine != theirs);
    rows
}

fn shown(visit: &Visit, name: &str, value: &str) -> String {
    match name {
        _ if value.is_empty() => String::new(),
        "sex" => visit.say(if value == "f" { key::SEX_FEMALE } else { key::SEX_MALE }),
        "locale" => kernel::Locale::parse(value).map_or_else(String::new, |locale| locale.own_name().to_owned()),
        _ => value.to_owned(),
    }
}

pub async fn merge(page: Page<EditMembers>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let take = page.form.iter().filter(|(_, value)| *value == "other").filter_map(|(name, _)| name.strip_prefix("take-"));
    let input = MergeMembers {
        kept: id(page.form.get("kept"))?,
        other: id(page.form.get("other"))?,
        kept_version: text("kept_version"),
        other_version: text("other_version"),
        take: take.map(ToOwned::to_owned).collect(),
    };
    match page.post::<_, MemberRecord>(&page.api("/members/merges"), &input).await {
        Ok(record) => page.done(&page.here(&format!("/members/{}", record.member.id)), key::MERGE_DONE, &[]),
        Err(error) if error.kind() == Kind::Invalid => list_page(&page, &page.refused(error)?).await,
        Err(error) => merge_page(&page, &page.form, &page.refused(error)?).await,
    }
}

pub async fn removal_form(page: Page<EditMembers>) -> Reply {
    removal_page(&page, &Form::blank()).await
}

async fn removal_page(visit: &Visit, form: &Form) -> Reply {
    let member = visit.id()?;
    let record: MemberRecord = visit.get(&visit.api(&format!("/members/{member}"))).await?;
    let answer: RemovalAnswer = visit.get(&visit.api(&format!("/members/{member}/removal"))).await?;
    let here = visit.here(&format!("/members/{member}"));
    let title = visit.say(key::REMOVAL_TITLE);
    let (act, text, button) = if answer.has_history {
        ("anonymise", key::REMOVAL_ANONYMISE_TEXT, key::REMOVAL_ANONYMISE)
    } else {
        ("delete", key::REMOVAL_DELETE_TEXT, key::REMOVAL_DELETE)
    };
    let inputs = Inputs { locale: visit.locale, form };
    let waits = answer.has_history && !answer.has_left;
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&here, &visit.say(key::MEMBER_RECORD)))
        h1 { (title) }
        p.lead { (ui::person(visit.locale, record.member.name_ar.as_deref(), record.member.name_fr.as_deref())) " " span.muted { (ui::name(&record.member.code)) } }
        @if answer.anonymised { p { (visit.say(key::REMOVAL_ANONYMISED)) } }
        @else if waits {
            p { (visit.say(key::REMOVAL_LEAVES_FIRST)) }
            div.acts { a.button.primary href={ (here) "/status" } { (visit.say(key::MEMBER_STATUS_ACT)) } }
        } @else {
            p { (visit.say(text)) }
            form.sheet method="post" action={ (here) "/removal" } novalidate {
                (ui::hidden(visit, form))
                input type="hidden" name="act" value=(act);
                input type="hidden" name="version" value=(answer.version);
                (inputs.checks("sure", key::REMOVAL_SURE, vec![("yes".into(), visit.say(key::REMOVAL_SURE_YES))]))
                div.acts { button.button.danger type="submit" { (visit.say(button)) } }
            }
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn remove(page: Page<EditMembers>) -> Reply {
    let member = page.id()?;
    let text = |name: &str| page.form.get(name).to_owned();
    let input = RemoveMember { id: member, act: text("act"), version: text("version"), sure: text("sure") };
    let said = if input.act == "delete" { key::REMOVAL_DELETED } else { key::REMOVAL_ANONYMISED };
    match page.post::<_, Done>(&page.api(&format!("/members/{member}/removal")), &input).await {
        Ok(_) => page.done(&page.here("/members"), said, &[]),
        Err(error) if error.kind() == Kind::NotFound => Err(error),
        Err(error) => removal_page(&page, &page.refused(error)?).await,
    }
}
