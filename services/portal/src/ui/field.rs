//! Inputs with their label, help and error. Ids and names are the API's field names, so that an
//! error of the API finds its field.

use crate::form::Form;
use kernel::Locale;
use language::{Key, key};
use maud::{Markup, PreEscaped, Render, html};

/// Makes the inputs of one form.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    pub locale: Locale,
    pub form: &'a Form,
}

#[derive(Clone)]
enum Kind {
    Input(&'static str),
    Lines(u8),
    Select(Vec<(String, String)>),
    Radios(Vec<(String, String)>),
    Checks(Vec<(String, String)>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Required,
    /// Said beside the label.
    Optional,
    /// Where the page says so for several fields at once.
    OptionalUnsaid,
}

#[derive(Clone)]
pub struct Input<'a> {
    inputs: Inputs<'a>,
    name: String,
    label: String,
    hint: Option<String>,
    kind: Kind,
    need: Need,
    short: bool,
    /// Digits, addresses: always written from left to right.
    ltr: bool,
    attributes: Vec<(&'static str, String)>,
}

impl<'a> Inputs<'a> {
    fn make(self, name: &str, label: Key, kind: Kind) -> Input<'a> {
        let label = language::text(self.locale, label);
        Input {
            inputs: self,
            name: name.to_owned(),
            label,
            hint: None,
            kind,
            need: Need::Required,
            short: false,
            ltr: false,
            attributes: Vec::new(),
        }
    }

    /// Free text or a name, in whatever script is typed.
    pub fn text(self, name: &str, label: Key) -> Input<'a> {
        self.make(name, label, Kind::Input("text")).attribute("dir", "auto")
    }

    /// A number of any kind: digits on a phone's keyboard, but no spinner.
    pub fn digits(self, name: &str, label: Key) -> Input<'a> {
        self.ltr(name, label, "text").attribute("inputmode", "numeric")
    }

    pub fn amount(self, name: &str, label: Key) -> Input<'a> {
        self.ltr(name, label, "text").attribute("inputmode", "decimal").attribute("autocomplete", "off")
    }

    /// A text field on purpose: date pickers of old phones write in orders of their own.
    pub fn date(self, name: &str, label: Key) -> Input<'a> {
        self.ltr(name, label, "text").attribute("inputmode", "numeric").hint(key::FORM_DATE_HINT).attribute("autocomplete", "off")
    }

    pub fn email(self, name: &str, label: Key) -> Input<'a> {
        self.ltr(name, label, "email")
            .long()
            .attribute("inputmode", "email")
            .attribute("autocapitalize", "none")
            .attribute("spellcheck", "false")
    }

    pub fn phone(self, name: &str, label: Key) -> Input<'a> {
        self.ltr(name, label, "tel").attribute("inputmode", "tel")
    }

    pub fn password(self, name: &str, label: Key, autocomplete: &str) -> Input<'a> {
        self.ltr(name, label, "password").long().attribute("autocomplete", autocomplete)
    }

    /// A code that is used once, from an app on the phone.
    pub fn code(self, name: &str, label: Key) -> Input<'a> {
        self.ltr(name, label, "text")
            .attribute("inputmode", "text")
            .attribute("autocomplete", "one-time-code")
            .attribute("autocapitalize", "none")
            .attribute("spellcheck", "false")
            .attribute("maxlength", "20")
    }

    pub fn lines(self, name: &str, label: Key, rows: u8) -> Input<'a> {
        self.make(name, label, Kind::Lines(rows)).attribute("dir", "auto")
    }

    /// One of a few values, all of them seen.
    pub fn radios(self, name: &str, label: Key, choices: Vec<(String, String)>) -> Input<'a> {
        self.make(name, label, Kind::Radios(choices))
    }

    /// Any of a few values. The form's values hold the name once for each that is chosen.
    pub fn checks(self, name: &str, label: Key, choices: Vec<(String, String)>) -> Input<'a> {
        self.make(name, label, Kind::Checks(choices)).optional_unsaid()
    }

    pub fn select(self, name: &str, label: Key, choices: Vec<(String, String)>) -> Input<'a> {
        self.make(name, label, Kind::Select(choices))
    }

    fn ltr(self, name: &str, label: Key, kind: &'static str) -> Input<'a> {
        let mut input = self.make(name, label, Kind::Input(kind));
        (input.ltr, input.short) = (true, true);
        input
    }
}

impl Input<'_> {
    #[must_use]
    pub fn hint(mut self, hint: Key) -> Self {
        self.hint = Some(language::text(self.inputs.locale, hint));
        self
    }

    #[must_use]
    pub fn hint_text(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    /// For repeated fields, whose label says which one.
    #[must_use]
    pub fn label_text(mut self, label: String) -> Self {
        self.label = label;
        self
    }

    #[must_use]
    pub fn optional(mut self) -> Self {
        self.need = Need::Optional;
        self
    }

    #[must_use]
    pub fn optional_unsaid(mut self) -> Self {
        self.need = Need::OptionalUnsaid;
        self
    }

    #[must_use]
    fn long(mut self) -> Self {
        self.short = false;
        self
    }

    #[must_use]
    pub fn attribute(mut self, name: &'static str, value: &str) -> Self {
        self.attributes.retain(|(other, _)| *other != name);
        self.attributes.push((name, value.to_owned()));
        self
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
    }

    fn described_by(&self, error: Option<&String>) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("hint-{}", self.name));
        let error = error.map(|_| format!("error-{}", self.name));
        let ids: Vec<_> = [hint, error].into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn label_content(&self) -> Markup {
        html! {
            span data-label-of=(self.name) { (self.label) }
            @if self.need == Need::Optional { " " span.optional { (language::text(self.inputs.locale, key::FORM_OPTIONAL)) } }
        }
    }

    fn notes(&self, error: Option<&String>) -> Markup {
        html! {
            @if let Some(hint) = &self.hint { p.hint id={ "hint-" (self.name) } { (hint) } }
            @if let Some(error) = error { p.error id={ "error-" (self.name) } { (error) } }
        }
    }

    fn control(&self, error: Option<&String>) -> Markup {
        let value = self.inputs.form.value(&self.name);
        let classes = [self.short.then_some("short"), self.ltr.then_some("ltr")].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let class = Some(classes).filter(|classes| !classes.is_empty());
        let invalid = error.map(|_| "true");
        let described = self.described_by(error);
        match &self.kind {
            Kind::Input(kind) => html! {
                input id=(self.name) name=(self.name) type=(kind) class=[class] value=[(*kind != "password").then_some(value)]
                    required[self.need == Need::Required] aria-invalid=[invalid] aria-describedby=[described]
                    dir=[self.get("dir")] lang=[self.get("lang")] autocomplete=[self.get("autocomplete")] inputmode=[self.get("inputmode")]
                    enterkeyhint=[self.get("enterkeyhint")] autocapitalize=[self.get("autocapitalize")] spellcheck=[self.get("spellcheck")]
                    list=[self.get("list")] maxlength=[self.get("maxlength")] data-live-url=[self.get("data-live-url")] data-live=[self.get("data-live")];
            },
            Kind::Lines(rows) => html! {
                textarea id=(self.name) name=(self.name) rows=(rows) dir=[self.get("dir")] required[self.need == Need::Required]
                    aria-invalid=[invalid] aria-describedby=[described] { (value) }
            },
            Kind::Select(choices) => html! {
                select id=(self.name) name=(self.name) required[self.need == Need::Required] aria-invalid=[invalid] aria-describedby=[described] {
                    @for (code, label) in choices { option value=(code) selected[code == value] { (label) } }
                }
            },
            Kind::Checks(choices) => html! {
                @for (at, (code, label)) in choices.iter().enumerate() {
                    @let id = if at == 0 { self.name.clone() } else { format!("{}-{code}", self.name) };
                    label.choice for=(id) {
                        input type="checkbox" id=(id) name=(self.name) value=(code)
                            checked[self.inputs.form.values.has(&self.name, code)] aria-describedby=[described.as_deref()];
                        span { (label) }
                    }
                }
            },
            Kind::Radios(choices) => html! {
                @for (at, (code, label)) in choices.iter().enumerate() {
                    // The first radio bears the field's own id: the error summary leads there.
                    label.choice {
                        input type="radio" id=(if at == 0 { self.name.clone() } else { format!("{}-{code}", self.name) }) name=(self.name) value=(code)
                            checked[code == value] aria-describedby=[described.as_deref()];
                        span { (label) }
                    }
                }
            },
        }
    }
}

impl Render for Input<'_> {
    fn render(&self) -> Markup {
        let error = self.inputs.form.error(self.inputs.locale, &self.name);
        let class = if error.is_some() { "field wrong" } else { "field" };
        html! {
            @if matches!(self.kind, Kind::Radios(_) | Kind::Checks(_)) {
                fieldset class=(class) {
                    legend { (self.label_content()) }
                    (self.notes(error.as_ref()))
                    (self.control(error.as_ref()))
                }
            } @else {
                div class=(class) {
                    label for=(self.name) { (self.label_content()) }
                    (self.notes(error.as_ref()))
                    (self.control(error.as_ref()))
                }
            }
        }
    }
}

/// On top of a refused form: what is wrong, in the same words as at the fields, with links to them.
pub fn error_summary(locale: Locale, form: &Form) -> Markup {
    if !form.is_wrong() {
        return html! {};
    }
    html! {
        div.summary #errors role="alert" tabindex="-1" {
            h2 { (language::text(locale, key::FORM_PROBLEM)) }
            @if let Some(failure) = &form.failure { p { (failure) } }
            @if let Some(saved) = form.saved { p { (language::text(locale, saved)) } }
            @if !form.errors.is_empty() {
                ul {
                    @for error in &form.errors {
                        li { a href={ "#" (error.field) } { span data-names=(error.field) {} (language::error_text(locale, &error.code, &error.params)) } }
                    }
                }
            }
        }
    }
}

/// Says in the summary which field each error is of, by the field's own label: the summary stands
/// above the form, whose labels are only known when it is written.
pub fn name_errors(form: &Form, page: Markup) -> Markup {
    let mut html = page.into_string();
    for error in &form.errors {
        let label =
            html.split_once(&format!("<span data-label-of=\"{}\">", error.field)).and_then(|(_, rest)| rest.split("</span>").next());
        if let Some(label) = label.map(ToOwned::to_owned) {
            let place = format!("<span data-names=\"{}\"></span>", error.field);
            html = html.replace(&place, &format!("<strong>{label}</strong> — "));
        }
    }
    PreEscaped(html)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Fields;

    #[test]
    fn the_summary_names_each_field_that_is_wrong() {
        let mut form = Form::with(Fields::of([("family_fr", "<b>")]));
        form.add_error("family_fr", "required");
        form.add_error("gone", "required");
        let inputs = Inputs { locale: Locale::En, form: &form };
        let page = html! { (error_summary(Locale::En, &form)) (inputs.text("family_fr", key::MEMBER_FAMILY_FR).hint(key::FORM_DATE_HINT)) };
        let html = name_errors(&form, page).into_string();
        assert!(html.contains("<a href=\"#family_fr\"><strong>Family name in French</strong> — This field is needed.</a>"), "{html}");
        assert!(html.contains("<span data-names=\"gone\"></span>This field is needed."), "{html}");
    }
}
