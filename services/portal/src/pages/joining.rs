//! The form by which anybody asks to join, and the board's settings of it. Where it is not open, its address looks
//! like that of an association that is not there.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply, redirect};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use chrono::{DateTime, Duration};
use contracts::Done;
use contracts::Page as Batch;
use contracts::joining::{Apply, JoiningForm, JoiningSettings, SetJoining};
use contracts::member_fields::FieldKind;
use contracts::registry::CndpNumber;
use kernel::permission::{ApplyToJoin, EditMembers};
use kernel::{Locale, Result};
use language::{Key, key};
use maud::{Markup, html};

/// Nobody fills in the form faster.
const LEAST: Duration = Duration::seconds(3);
/// When the form was first shown, sealed.
const SHOWN: &str = "shown";
/// A field that people do not see.
const TRAP: &str = "website";

async fn read(visit: &Visit) -> Result<JoiningForm> {
    visit.get(&visit.api("/joining")).await
}

fn association(visit: &Visit, about: &JoiningForm) -> String {
    ui::in_language(visit.locale, &about.association_ar, &about.association_fr).to_owned()
}

pub async fn form(page: Page<ApplyToJoin>) -> Reply {
    let about = read(&page).await?;
    join_page(&page, &about, &Form::blank()).await
}

async fn join_page(visit: &Visit, about: &JoiningForm, form: &Form) -> Reply {
    let association = association(visit, about);
    let title = visit.say_with(key::JOIN_TITLE, &[("association", (&association).into())]);
    let welcome =
        ui::in_language(visit.locale, about.welcome_ar.as_deref().unwrap_or_default(), about.welcome_fr.as_deref().unwrap_or_default());
    let inputs = Inputs { locale: visit.locale, form };
    let agree = visit.say_with(key::JOIN_CONSENT_YES, &[("association", (&association).into())]);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        h1 { (title) }
        @for line in welcome.lines().filter(|line| !line.is_empty()) { p.lead dir="auto" { (line) } }
        form.sheet method="post" action=(visit.here("/join")) novalidate {
            (ui::hidden(visit, form))
            input type="hidden" name=(SHOWN) value=(shown(visit, form));
            (person_fields(visit, inputs))
            (crate::pages::own_fields::inputs_of(visit, form, &about.fields))
            (wish_fields(visit, about, inputs))
            (ui::strangers_notice(visit, &association, &cndp_numbers(visit).await))
            (inputs.checks("consent", key::JOIN_CONSENT, vec![("yes".into(), agree)]))
            @if form.errors.iter().any(|error| error.field == "confirm") {
                (inputs.checks("confirm", key::JOIN_CONFIRM, vec![("yes".into(), visit.say(key::JOIN_CONFIRM_YES))]))
            } @else if form.value("confirm") == "yes" {
                // said once is enough
                input type="hidden" name="confirm" value="yes";
            }
            div.hidden-text aria-hidden="true" {
                label for=(TRAP) { (visit.say(key::JOIN_TRAP)) }
                input type="text" id=(TRAP) name=(TRAP) value="" tabindex="-1" autocomplete="off";
            }
            (ui::submit(&visit.say(key::JOIN_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

/// The name in the script of the page first.
fn person_fields(visit: &Visit, inputs: Inputs<'_>) -> Markup {
    let name = |name: &str, label: Key, lang: &str, dir: &str, filled_in: &str| {
        inputs.text(name, label).optional_unsaid().attribute("lang", lang).attribute("dir", dir).attribute("autocomplete", filled_in)
    };
    let arabic = html! {
        div.pair {
            (name("given_ar", key::MEMBER_GIVEN_AR, "ar", "rtl", "given-name")) (name("family_ar", key::MEMBER_FAMILY_AR, "ar", "rtl", "family-name"))
        }
    };
    let latin = html! {
        div.pair {
            (name("given_fr", key::MEMBER_GIVEN_FR, "fr", "ltr", "given-name")) (name("family_fr", key::MEMBER_FAMILY_FR, "fr", "ltr", "family-name"))
        }
    };
    html! {
        p.hint { (visit.say(key::JOIN_NAMES_HINT)) }
        @if visit.locale == Locale::Ar { (arabic) (latin) } @else { (latin) (arabic) }
        (inputs.date("born_on", key::MEMBER_BORN_ON).optional())
        p.hint { (visit.say(key::JOIN_CONTACT_HINT)) }
        (inputs.phone("phone", key::MEMBER_PHONE).hint(key::MEMBER_PHONE_HINT).optional_unsaid().attribute("autocomplete", "tel"))
        (inputs.email("email", key::MEMBER_EMAIL).optional_unsaid().attribute("autocomplete", "email"))
        (inputs.text("address", key::JOIN_ADDRESS).optional().attribute("autocomplete", "address-level2"))
    }
}

fn wish_fields(visit: &Visit, about: &JoiningForm, inputs: Inputs<'_>) -> Markup {
    let any = std::iter::once((String::new(), visit.say(key::JOIN_CATEGORY_ANY)));
    let categories: Vec<_> = any.chain(about.categories.iter().map(|name| (name.clone(), name.clone()))).collect();
    html! {
        @if !about.categories.is_empty() { (inputs.select("category", key::MEMBER_CATEGORY, categories).optional_unsaid()) }
        (inputs.lines("message", key::JOIN_MESSAGE, 4).hint(key::JOIN_MESSAGE_HINT).optional())
    }
}

/// A form that is shown again was first shown before.
fn shown(visit: &Visit, form: &Form) -> String {
    match first_shown(visit, form.value(SHOWN)) {
        Some(_) => form.value(SHOWN).to_owned(),
        None => visit.state.signer().seal("join", visit.state.clock().now().timestamp().to_string().as_bytes()),
    }
}

fn first_shown(visit: &Visit, sealed: &str) -> Option<DateTime<chrono::Utc>> {
    let bytes = visit.state.signer().open("join", sealed)?;
    DateTime::from_timestamp(std::str::from_utf8(&bytes).ok()?.parse().ok()?, 0)
}

/// Whether a program may have sent it. It is never thrown away: a person confirms it and sends it once more.
fn looks_automatic(visit: &Visit) -> bool {
    let filled_in = visit.form.given(TRAP).is_some();
    let in_haste = first_shown(visit, visit.form.get(SHOWN)).is_none_or(|at| visit.state.clock().now() - at < LEAST);
    (filled_in || in_haste) && visit.form.get("confirm") != "yes"
}

/// What the notice cites; a form is shown without them rather than not at all.
async fn cndp_numbers(visit: &Visit) -> Vec<CndpNumber> {
    let path = with_query("/internal/cndp-numbers", &[("association", visit.path.given("association"))]);
    visit.get_as_portal::<Batch<CndpNumber>>(&path).await.map(|found| found.items).unwrap_or_default()
}

pub async fn send(page: Page<ApplyToJoin>) -> Reply {
    let about = read(&page).await?;
    if looks_automatic(&page) {
        let mut form = Form::with(page.form.clone().without(SHOWN));
        form.add_error("confirm", "confirm-person");
        return join_page(&page, &about, &form).await;
    }
    let input = Apply { fields: crate::pages::own_fields::typed(&page.form), ..page.form.input()? };
    match page.post::<_, Done>(&page.api("/applications"), &input).await {
        Ok(Done {}) => Ok(redirect(&page.here("/join/sent"))),
        Err(error) => join_page(&page, &about, &page.refused(error)?).await,
    }
}

pub async fn sent(page: Page<ApplyToJoin>) -> Reply {
    let about = read(&page).await?;
    let association = association(&page, &about);
    let title = page.say(key::JOIN_SENT_TITLE);
    let body = html! {
        h1 { (title) }
        p.lead { (page.say_with(key::JOIN_SENT_TEXT, &[("association", (&association).into())])) }
        p { (page.say(key::JOIN_SENT_MAIL)) }
    };
    page.page(&title, body)
}

pub async fn settings(page: Page<EditMembers>) -> Reply {
    let settings: JoiningSettings = page.get(&page.api("/joining/settings")).await?;
    let mut values = Fields::of([
        ("welcome_ar", settings.welcome_ar.as_deref().unwrap_or_default()),
        ("welcome_fr", settings.welcome_fr.as_deref().unwrap_or_default()),
    ]);
    if settings.open {
        values.push("open", "yes");
    }
    for category in &settings.categories {
        values.push("categories", &category.to_string());
    }
    for field in &settings.fields {
        values.push("fields", &field.to_string());
    }
    settings_page(&page, &settings, &Form::with(values)).await
}

async fn settings_page(visit: &Visit, settings: &JoiningSettings, form: &Form) -> Reply {
    let title = visit.say(key::JOINING_TITLE);
    let inputs = Inputs { locale: visit.locale, form };
    let categories = super::categories::all(visit).await?.into_iter().filter_map(|one| Some((one.id?.to_string(), one.name)));
    let categories: Vec<_> = categories.collect();
    let own = super::own_fields::all(visit)
        .await?
        .into_iter()
        .filter(|field| !field.retired && !field.board_only && field.kind != FieldKind::File);
    let own: Vec<_> = own.map(|field| (field.id.to_string(), field.label(visit.locale).to_owned())).collect();
    let public = format!("{}{}", visit.state.settings().url, visit.here("/join"));
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/settings"), &visit.say(key::NAV_SETTINGS)))
        h1 { (title) }
        p.lead { (visit.say(key::JOINING_LEAD)) }
        @if settings.open { p.banner.good { (visit.say(key::JOINING_ADDRESS)) " " a href=(visit.here("/join")) { (ui::ltr(public)) } } }
        @else { p.banner { (visit.say(key::JOINING_CLOSED)) } }
        @if ui::cndp_numbers(visit).await.is_empty() {
            p.banner { (visit.say(key::JOINING_NO_CNDP)) " " a href=(visit.here("/record/cndp-numbers")) { (visit.say(key::CNDP_ACT)) } }
        }
        form.sheet method="post" action=(visit.here("/settings/joining")) novalidate {
            (ui::hidden(visit, form))
            (inputs.checks("open", key::JOINING_OPEN, vec![("yes".into(), visit.say(key::JOINING_OPEN_YES))]))
            (inputs.lines("welcome_ar", key::JOINING_WELCOME_AR, 4).hint(key::JOINING_WELCOME_HINT).optional())
            (inputs.lines("welcome_fr", key::JOINING_WELCOME_FR, 4).optional())
            @if categories.is_empty() {
                p { (visit.say(key::JOINING_NO_CATEGORIES)) " " a href=(visit.here("/settings/categories")) { (visit.say(key::CATEGORIES_TITLE)) } }
            } @else {
                div.choices { (inputs.checks("categories", key::JOINING_CATEGORIES, categories).hint(key::JOINING_CATEGORIES_HINT)) }
            }
            @if own.is_empty() {
                p { (visit.say(key::JOINING_NO_FIELDS)) " " a href=(visit.here("/settings/fields")) { (visit.say(key::FIELDS_TITLE)) } }
            } @else {
                div.choices { (inputs.checks("fields", key::JOINING_FIELDS, own).hint(key::JOINING_FIELDS_HINT)) }
            }
            (ui::submit(&visit.say(key::JOINING_ACT)))
        }
        p { a href=(visit.here("/members/applications")) { (visit.say(key::APPLICATIONS_TITLE)) } }
    };
    visit.form_page(&title, form, body)
}

pub async fn set(page: Page<EditMembers>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    // what is no id is nobody's category, and no field: refused where it was chosen
    let ids = |name: &str| page.form.all(name).iter().map(|id| id.parse().unwrap_or_default()).collect();
    let (categories, fields) = (ids("categories"), ids("fields"));
    let input = SetJoining { open: text("open"), welcome_ar: text("welcome_ar"), welcome_fr: text("welcome_fr"), categories, fields };
    match page.post::<_, JoiningSettings>(&page.api("/joining/settings"), &input).await {
        Ok(_) => page.done(&page.here("/settings/joining"), key::JOINING_SAVED, &[]),
        Err(error) => {
            let form = page.refused(error)?;
            settings_page(&page, &page.get(&page.api("/joining/settings")).await?, &form).await
        }
    }
}
