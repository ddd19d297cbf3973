//! Members from a file: choose it, say what its columns are, read what it would do, confirm, see it
//! done, and undo it. The work goes on in the background; these pages only look.

use super::{import_report, own_fields};
use crate::fields::with_query;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::Nothing;
use contracts::member_fields::{Field, FieldKind};
use contracts::member_imports::{Existing, MembersImport, MembersImportState as State, SetColumns};
use kernel::permission::EditMembers;
use kernel::{Kind, Result};
use language::{Key, key};
use maud::{Markup, html};

/// What a column may be read as, in the order in which it is offered.
const FIELDS: [&str; 29] = [
    "full_ar",
    "full_ar_family_first",
    "given_ar",
    "family_ar",
    "full_fr",
    "full_fr_family_first",
    "given_fr",
    "family_fr",
    "own_number",
    "sex",
    "born_on",
    "phone",
    "other_phones",
    "email",
    "other_emails",
    "address",
    "commune",
    "category",
    "groups",
    "tags",
    "status",
    "joined_on",
    "nationality",
    "profession",
    "locale",
    "note",
    "dues",
    "paid_before",
    "cnie",
];

/// What stands beside the record.
const BESIDE: [&str; 5] = ["status", "groups", "tags", "note", "paid_before"];

pub fn steps(visit: &Visit, at: usize) -> Markup {
    let steps: [Key; 4] = [key::IMPORT_STEP_FILE, key::IMPORT_STEP_COLUMNS, key::IMPORT_STEP_CHECK, key::IMPORT_STEP_DONE];
    ui::steps(visit, &steps, at)
}

pub async fn upload_form(page: Page<EditMembers>) -> Reply {
    upload_page(&page, &Form::blank()).await
}

async fn upload_page(visit: &Visit, form: &Form) -> Reply {
    let imports: Vec<MembersImport> = visit.list(&visit.api("/members/imports")).await?;
    let title = visit.say(key::IMPORT_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/members"), &visit.say(key::MEMBERS_TITLE)))
        h1 { (title) }
        (steps(visit, 0))
        p.lead { (visit.say(key::IMPORT_LEAD)) }
        form.sheet method="post" action=(visit.here("/members/import")) enctype="multipart/form-data" novalidate data-quiet="" {
            (ui::hidden(visit, form))
            (ui::file_field(visit, form, key::IMPORT_FILE, key::IMPORT_FILE_HINT))
            (ui::association_notice(visit, ui::Purpose::Members).await)
            (ui::submit(&visit.say(key::IMPORT_CHECK_ACT)))
        }
        p.muted { (visit.say(key::IMPORT_NOTHING_YET)) }
        section.stack {
            h2 { (visit.say(key::IMPORT_PAST)) }
            @if imports.is_empty() { (ui::empty(&visit.say(key::IMPORT_NONE), &visit.say(key::IMPORT_NONE_TEXT), &html! {})) }
            @else { (past(visit, &imports)) }
        }
    };
    visit.form_page(&title, form, body)
}

fn past(visit: &Visit, imports: &[MembersImport]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::IMPORT_FILE)),
        Column::text(visit.say(key::IMPORT_STATE)),
        Column::number(visit.say(key::IMPORT_CREATED)),
        Column::text(visit.say(key::IMPORT_WHEN)),
        Column::text(visit.say(key::IMPORT_BY)),
    ];
    let mut table = Table::new(visit.say(key::IMPORT_PAST), columns).quiet();
    for import in imports {
        let created = matches!(import.state, State::Running | State::Done).then_some(import.report.create);
        table.row(vec![
            html! { a href=(address(visit, import)) { (ui::name(&import.file_name)) } },
            state(visit, import.state),
            created.map_or_else(|| html! { "—" }, ui::ltr),
            ui::moment(visit.locale, import.uploaded_at),
            ui::name(&import.uploaded_by),
        ]);
    }
    html! { (table) }
}

pub fn address(visit: &Visit, import: &MembersImport) -> String {
    visit.here(&format!("/members/imports/{}", import.id))
}

pub fn state(visit: &Visit, state: State) -> Markup {
    let tone = match state {
        State::Checking | State::Running | State::Undoing => Tone::Wait,
        State::Columns | State::Checked | State::Undone => Tone::Plain,
        State::Done => Tone::Good,
        State::Failed => Tone::Bad,
    };
    ui::chip(tone, &language::named(visit.locale, "import-state", state.code()))
}

pub async fn upload(page: Page<EditMembers>) -> Reply {
    let file = match page.attached_file() {
        Ok(file) => file,
        Err(error) => return upload_page(&page, &page.refused(error)?).await,
    };
    let path = with_query(&page.api("/members/imports"), &[("file_name", Some(&file.name))]);
    match page.upload::<MembersImport>(&path, file.bytes.clone()).await {
        Ok(import) => Ok(crate::page::redirect(&format!("{}/columns", address(&page, &import)))),
        Err(error) => upload_page(&page, &page.refused(error)?).await,
    }
}

async fn read(visit: &Visit) -> Result<MembersImport> {
    visit.get(&visit.api(&format!("/members/imports/{}", visit.id()?))).await
}

pub async fn columns_form(page: Page<EditMembers>) -> Reply {
    let import = read(&page).await?;
    columns_page(&page, &import, &Form::blank()).await
}

pub async fn set_columns(page: Page<EditMembers>) -> Reply {
    let id = page.id()?;
    let text = |name: &str| page.form.get(name).to_owned();
    let input =
        SetColumns { id, sheet: text("sheet"), header: text("header"), fields: page.form.all("fields"), existing: text("existing") };
    match page.post::<_, MembersImport>(&page.api(&format!("/members/imports/{id}/columns")), &input).await {
        Ok(import) if import.state == State::Columns => Ok(crate::page::redirect(&format!("{}/columns", address(&page, &import)))),
        Ok(import) => Ok(crate::page::redirect(&address(&page, &import))),
        Err(error) => {
            let form = page.refused(error)?;
            columns_page(&page, &read(&page).await?, &form).await
        }
    }
}

async fn columns_page(visit: &Visit, import: &MembersImport, form: &Form) -> Reply {
    if !matches!(import.state, State::Columns | State::Checking | State::Checked) && !form.is_wrong() {
        return Ok(crate::page::redirect(&address(visit, import)));
    }
    let own = own_fields::all(visit).await?;
    let title = visit.say(key::IMPORT_COLUMNS_TITLE);
    let target = format!("{}/columns", address(visit, import));
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/members/import"), &visit.say(key::IMPORT_OTHER_FILE)))
        (ui::head(&html! { (title) }, Some(&ui::name(&import.file_name)), &html! {}))
        (steps(visit, 1))
        p.lead { (visit.say(key::IMPORT_COLUMNS_LEAD)) }
        @if import.sheets.len() > 1 { (sheets(visit, import, form, &target)) }
        @if import.bare { p.banner { (visit.say(key::IMPORT_BARE)) } }
        form.sheet method="post" action=(target) data-quiet="" {
            (ui::hidden(visit, form))
            @if let Some(sheet) = &import.sheet { input type="hidden" name="sheet" value=(sheet); }
            (choices(visit, import, form, &own))
            @if has(import, &["dues", "paid_before"]) { p.muted { (visit.say(key::IMPORT_PAID_BEFORE_HINT)) } }
            (existing(visit, import, form))
            @if has(import, &BESIDE) { p.muted { (visit.say(key::IMPORT_BESIDE_HINT)) } }
            (ui::submit(&visit.say(key::IMPORT_COLUMNS_ACT)))
        }
        @if !import.names.is_empty() { (names(visit, import)) }
        (titles(visit, import, form, &target))
        p.muted { (visit.say(key::IMPORT_NOTHING_YET)) }
    };
    visit.form_page(&title, form, body)
}

/// A column is read as one of these.
fn has(import: &MembersImport, fields: &[&str]) -> bool {
    import.report.columns.iter().filter_map(|column| column.field.as_deref()).any(|field| fields.contains(&field))
}

/// Another sheet has other columns: it is opened first.
fn sheets(visit: &Visit, import: &MembersImport, form: &Form, target: &str) -> Markup {
    html! {
        form.sheet method="post" action=(target) data-quiet="" {
            (ui::hidden(visit, form))
            div.field {
                label for="sheet" { (visit.say(key::IMPORT_SHEET)) }
                select #sheet name="sheet" {
                    @for sheet in &import.sheets { option value=(sheet) selected[import.sheet.as_ref() == Some(sheet)] { (sheet) } }
                }
            }
            (ui::submit(&visit.say(key::IMPORT_SHEET_ACT)))
        }
    }
}

/// Whether the first line has titles, where that was taken wrong.
fn titles(visit: &Visit, import: &MembersImport, form: &Form, target: &str) -> Markup {
    let (act, other) = if import.bare { (key::IMPORT_BARE_NOT, "yes") } else { (key::IMPORT_TITLED_NOT, "no") };
    html! {
        section {
            @if !import.bare { p { (visit.say(key::IMPORT_TITLED)) } }
            form method="post" action=(target) data-quiet="" {
                (ui::hidden(visit, form))
                @if let Some(sheet) = &import.sheet { input type="hidden" name="sheet" value=(sheet); }
                input type="hidden" name="header" value=(other);
                button.button.plain type="submit" { (visit.say(act)) }
            }
        }
    }
}

fn choices(visit: &Visit, import: &MembersImport, form: &Form, own: &[Field]) -> Markup {
    let heads = vec![
        Column::text(visit.say(key::IMPORT_COLUMN)),
        Column::text(visit.say(key::IMPORT_EXAMPLE)),
        Column::text(visit.say(key::IMPORT_FIELD)),
    ];
    let (typed, error) = (form.values.all("fields"), form.error(visit.locale, "fields"));
    let mut table = Table::new(visit.say(key::IMPORT_COLUMNS_TITLE), heads).quiet();
    for (index, column) in import.report.columns.iter().enumerate() {
        let chosen = typed.get(index).map_or(column.field.as_deref().unwrap_or_default(), String::as_str);
        let id = if index == 0 { "fields".to_owned() } else { format!("fields-{index}") };
        let select = html! {
            select id=(id) name="fields" {
                option value="" { (visit.say(key::IMPORT_TAKE_NOTHING)) }
                @for field in FIELDS { option value=(field) selected[field == chosen] { (language::named(visit.locale, "import-field", field)) } }
                @if own.iter().any(is_column) {
                    optgroup label=(visit.say(key::FIELDS_TITLE)) {
                        @for field in own.iter().filter(|field| is_column(field)) {
                            @let name = field.name();
                            option value=(name) selected[name == chosen] { (field.label(visit.locale)) }
                        }
                    }
                }
            }
        };
        let place = (index + 1).to_string();
        let header = html! {
            label for=(id) {
                @if column.header.is_empty() { (visit.say_with(key::IMPORT_NTH_COLUMN, &[("place", place.as_str().into())])) }
                @else { (ui::name(&column.header)) }
            }
        };
        // an identity number in a list is no reason to show it once more
        let example = if chosen == "cnie" {
            html! { "•••" }
        } else {
            ui::name(&column.example)
        };
        table.row(vec![header, example, select]);
    }
    html! {
        @if let Some(error) = &error { p.error #error-fields { (error) } }
        (table)
        @if has(import, &["cnie"]) { p.muted { (visit.say(key::IMPORT_CNIE)) } }
    }
}

/// No file of names holds documents.
fn is_column(field: &Field) -> bool {
    !field.retired && field.kind != FieldKind::File
}

fn existing(visit: &Visit, import: &MembersImport, form: &Form) -> Markup {
    let chosen = form.values.given("existing").unwrap_or(import.existing.code());
    let values = Form::with(crate::fields::Fields::of([("existing", chosen)]));
    let name = |existing: Existing| (existing.code().to_owned(), language::named(visit.locale, "import-existing", existing.code()));
    let inputs = Inputs { locale: visit.locale, form: &values };
    html! { (inputs.radios("existing", key::IMPORT_EXISTING, Existing::ALL.map(name).to_vec())) }
}

fn names(visit: &Visit, import: &MembersImport) -> Markup {
    let column = import.names.first().map(|name| name.column.as_str()).unwrap_or_default();
    let heads = vec![
        Column::text(visit.say(key::IMPORT_WHOLE)),
        Column::text(visit.say(key::IMPORT_GIVEN)),
        Column::text(visit.say(key::IMPORT_FAMILY)),
    ];
    let mut table = Table::new(visit.say(key::IMPORT_NAMES_TITLE), heads).quiet();
    for name in &import.names {
        table.row(vec![ui::name(&name.whole), ui::name(&name.given), ui::name(&name.family)]);
    }
    html! {
        section.stack {
            h2 { (visit.say(key::IMPORT_NAMES_TITLE)) }
            p { (visit.say_with(key::IMPORT_NAMES_TEXT, &[("column", column.into())])) }
            (table)
        }
    }
}

pub async fn show(page: Page<EditMembers>) -> Reply {
    let import = read(&page).await?;
    if import.state == State::Columns {
        return Ok(crate::page::redirect(&format!("{}/columns", address(&page, &import))));
    }
    import_report::page(&page, &import, &Form::blank()).await
}

pub async fn confirm(page: Page<EditMembers>) -> Reply {
    act(&page, "confirmation", key::IMPORT_STARTED).await
}

pub async fn undo(page: Page<EditMembers>) -> Reply {
    act(&page, "undoing", key::IMPORT_UNDO_STARTED).await
}

/// Undoing is an act, not a link.
pub async fn undo_link(page: Page<EditMembers>) -> Reply {
    // another association's id leads nowhere, as everywhere
    let import = read(&page).await?;
    Ok(crate::page::redirect(&address(&page, &import)))
}

async fn act(visit: &Visit, what: &str, said: Key) -> Reply {
    let path = visit.api(&format!("/members/imports/{}/{what}", visit.id()?));
    match visit.post::<_, MembersImport>(&path, &Nothing {}).await {
        Ok(import) => visit.done(&address(visit, &import), said, &[]),
        Err(error) if error.kind() == Kind::NotFound => Err(error),
        Err(error) => {
            let form = visit.refused(error)?;
            import_report::page(visit, &read(visit).await?, &form).await
        }
    }
}

pub async fn wrong_lines(page: Page<EditMembers>) -> Reply {
    page.file(&page.api(&format!("/members/imports/{}/wrong-lines.csv", page.id()?))).await
}
