//! The page that lies on top of a copy, for whoever opens it years later without us: what is in it,
//! in three languages, on one page without scripts.

use super::manifest::Manifest;
use kernel::Locale;
use language::{Key, Value, key, named, text, text_with};
use std::fmt::Write;

const STYLE: &str = "body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b2b2a}
h1{font-size:1.6rem}section{border-top:2px solid #0F5D5A;margin-top:2rem;padding-top:1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.3rem .6rem;border-bottom:1px solid #cdd8d7}
td.n{font-variant-numeric:tabular-nums;text-align:end}code{direction:ltr;unicode-bidi:isolate;overflow-wrap:anywhere}";

pub fn page(manifest: &Manifest) -> String {
    let subject = &manifest.association;
    let mut html = format!(
        "<!doctype html>\n<html lang=\"ar\" dir=\"rtl\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>{}</title><style>{STYLE}</style>\n<h1><bdi>{}</bdi><br><bdi lang=\"fr\">{}</bdi></h1>\n",
        escaped(&subject.name_fr),
        escaped(&subject.name_ar),
        escaped(&subject.name_fr)
    );
    for locale in Locale::ALL {
        section(&mut html, manifest, locale);
    }
    html + "</html>\n"
}

fn section(html: &mut String, manifest: &Manifest, locale: Locale) {
    let say = |key: Key| escaped(&text(locale, key));
    let made = language::date_time(kernel::clock::to_local(manifest.made_at), locale);
    let values = [("when", Value::from(&made)), ("version", (&manifest.version).into())];
    // writing to a String does not fail
    let _ = write!(
        html,
        "<section lang=\"{}\" dir=\"{}\"><h2>{}</h2><p>{}</p><p>{}</p><p>{}</p>
<table><thead><tr><th>{}<th>{}<th>{}<th>{}</thead><tbody>\n",
        locale.code(),
        locale.direction(),
        say(key::COPY_TITLE),
        escaped(&text_with(locale, key::COPY_MADE, &values)),
        say(key::COPY_HOW),
        say(key::COPY_RESTORE),
        say(key::COPY_WHAT),
        say(key::COPY_FILE),
        say(key::COPY_ROWS),
        say(key::COPY_FILES),
    );
    for table in &manifest.tables {
        let path = table.path();
        let _ = writeln!(
            html,
            "<tr><td>{}<td><a href=\"{path}\"><code>{path}</code></a><td class=\"n\">{}<td class=\"n\">{}",
            escaped(&named(locale, "table", &table.name.replace('_', "-"))),
            table.rows,
            table.files
        );
    }
    html.push_str("</tbody></table></section>\n");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
