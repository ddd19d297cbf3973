//! Every page in three languages, and what the frame around them promises.

mod stage;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use scraper::{Html, Selector};
use stage::{ID, ask, csrf, portal};
use std::collections::HashSet;
use tower::ServiceExt;

const URL: &str = "http://nassij.test";

/// Each page with the role that sees it.
#[expect(clippy::too_many_lines, reason = "a table: a line per page")]
fn pages() -> Vec<(&'static str, String)> {
    let id = ID.to_string();
    let mut pages: Vec<(&str, String)> = [
        "/",
        "/register",
        "/register/sent",
        "/confirm?token=abc",
        "/sign-in?next=/associations",
        "/forgotten-password",
        "/forgotten-password/sent",
        "/new-password?token=abc",
        "/new-email?token=abc",
        "/earlier-email?token=abc",
        "/outbox",
        "/agreement",
        "/outbox/m1.eml",
        "/a/nour/receipts/abc123",
        "/a/nour/receipts/xyz",
        "/a/nour/join",
        "/a/nour/join/sent",
        "/invitation?token=abc",
        "/invitation?token=gone",
    ]
    .map(|path| ("", path.to_owned()))
    .into();
    pages.extend(
        ["/associations", "/associations/new", "/associations/new/communes?search=anfa", "/account/data"]
            .map(|path| ("signed_in", path.to_owned())),
    );
    pages.push(("signed_in", "/invitation?token=abc".into()));
    pages.push(("coordinator", "/hub/casablanca-settat/".into()));
    pages.push(("coordinator", "/hub/casablanca-settat/requests?association=nour".into()));
    pages.push(("coordinator", "/hub/casablanca-settat/associations/new".into()));
    pages.push(("signed_in", "/hub-invitation?token=abc".into()));
    for page in ["", "/hubs", "/associations", "/associations?search=nour", "/associations/{id}"] {
        pages.push(("staff", format!("/platform{}", page.replace("{id}", &id))));
    }
    for page in ["/import", "/association-imports/{id}"] {
        pages.push(("coordinator", format!("/hub/casablanca-settat{}", page.replace("{id}", &id))));
    }
    for role in ["president", "signed_in", "coordinator"] {
        pages.push((role, "/account/second-factor?next=/a/nour/".into()));
    }
    let own = ["/account", "/account/password", "/account/email", "/account/sessions"];
    pages.extend(own.map(|path| ("president", path.to_owned())));
    for page in ["coordinators", "hubs", "territory", "log"] {
        pages.push(("overseer", format!("/hub/casablanca-settat/{page}")));
    }
    let inside = [
        "/",
        "/members",
        "/members?search=dr&dues=paid",
        "/members?more=1",
        "/members?category=Actif&columns=age&columns=status&joined_from=x",
        "/members/statistics",
        "/members/duplicates",
        "/members/merge?kept={id}&other={id}",
        "/members/{id}/removal",
        "/members/filters?sex=f",
        "/members/acts?sex=f",
        "/members/acts?act=status",
        "/members/acts?act=group&value={id}&check=yes",
        "/members/new",
        "/members/new?kind=body",
        "/members/{id}",
        "/members/{id}/edit",
        "/families",
        "/families?search=x",
        "/families/{id}",
        "/families/{id}?search=x",
        "/members/{id}/family",
        "/members/{id}/family?search=x",
        "/members/{id}/photo",
        "/members/{id}/objection",
        "/members/{id}/field-file?field=0197f1c2-0000-7000-8000-0000000000f3",
        "/members/{id}/guardians",
        "/members/{id}/guardians?search=x",
        "/members/{id}/guardians?guardian={id}",
        "/members/{id}/guardians?edit={id}",
        "/members?guardian=missing",
        "/groups",
        "/groups/{id}",
        "/groups/{id}/edit",
        "/members?tag=x&group={id}",
        "/settings/categories",
        "/settings/categories/{id}",
        "/settings/numbering",
        "/settings/fields",
        "/settings/cnie",
        "/members/{id}/cnie",
        "/members/{id}/files",
        "/settings/fields/{id}",
        "/members?own=x&columns=age",
        "/settings/joining",
        "/members/applications",
        "/members/applications?state=decided",
        "/members/applications?search=x",
        "/members/applications/{id}",
        "/members/{id}/status",
        "/members/import",
        "/members/imports/{id}",
        "/members/imports/{id}/columns",
        "/dues",
        "/dues/fee",
        "/dues/payments/new",
        "/dues/payments/together",
        "/dues/payments/together?member={id}",
        "/dues/payments/new?member={id}",
        "/dues/payments/{id}",
        "/dues/payments/{id}/refund",
        "/dues/payments/{id}/unpaid",
        "/dues/cheques",
        "/dues/deposits/{id}",
        "/dues/deposits/{id}/undo",
        "/dues/charges/{id}/waive",
        "/dues/waivers/{id}/undo",
        "/members/{id}/instalments",
        "/members/{id}/instalments?parts=6&first=01/12/2027",
        "/dues/instalments/{id}",
        "/dues/run?year=2026",
        "/settings/dues-year",
        "/dues/runs/{id}",
        "/dues/arrears?age=year",
        "/dues/reminders",
        "/dues/reminders?by_mail=false",
        "/dues/reminders/rules",
        "/dues/reminders/by-hand",
        "/books",
        "/books/journal",
        "/books/journal?account=71832",
        "/books/journal/{id}",
        "/books/accounts",
        "/books/accounts?search=51&own=yes",
        "/books/accounts/new?under=5141",
        "/books/accounts/edit?account=51414",
        "/books/accounts/edit?account=51411",
        "/books/years",
        "/books/closing?year=2025",
        "/books/closing?year=2024",
        "/books/closing?year=2023",
        "/books/size",
        "/books/receipts",
        "/books/journal?without_voucher=true",
        "/books/journal/{id}/vouchers",
        "/books/contributions",
        "/books/contributions?kind=goods",
        "/books/contributions/new?kind=time",
        "/books/contributions/new?kind=goods",
        "/books/own-expenses",
        "/books/own-expenses/new",
        "/books/expenses",
        "/books/expenses/{id}",
        "/books/drafts",
        "/books/drafts/{id}",
        "/books/entries/new",
        "/books/journal/{id}/reverse",
        "/books/journal/{id}/allocation",
        "/books/journal?project={id}",
        "/books/projects",
        "/books/projects/new",
        "/books/projects/{id}",
        "/books/projects/{id}/edit",
        "/books/budgets",
        "/books/budgets?year=2026&version=1",
        "/books/budgets/new?year=2026&from=current",
        "/books/budgets/new?year=2026&from=before",
        "/books/grants",
        "/books/grants/new",
        "/books/grants/{id}",
        "/books/grants/{id}/edit",
        "/books/grants/{id}/receive?instalment={id}",
        "/books/ledger?account=51611",
        "/books/statements",
        "/books/statements?kind=trial-balance&year=2026&level=post",
        "/books/statements?kind=journal",
        "/books/statements?kind=ledger&account=51&after=x",
        "/books/statements?kind=income&model=normal&from=05/03/2026",
        "/books/statements?kind=cash",
        "/books/statements?kind=ageing",
        "/books/statements?kind=months",
        "/books/statements?kind=seal",
        "/books/self-audit",
        "/books/bank",
        "/books/bank/new",
        "/books/bank/{id}",
        "/books/bank/{id}/edit",
        "/books/bank/{id}/reconciliation",
        "/books/bank/{id}/reconciliation?on=01/03/2026&balance=12",
        "/books/cash-counts",
        "/books/cash-counts/new",
        "/books/cash-counts/{id}",
        "/books/bank/{id}/matching",
        "/books/bank/{id}/matching?state=matched",
        "/books/bank-lines/{id}",
        "/books/bank-rules",
        "/books/bank-rules/new",
        "/books/bank-rules/{id}",
        "/books/bank-statements/{id}",
        "/books/bank-statements/{id}/columns",
        "/books/money",
        "/books/money?place=51411",
        "/books/money/new",
        "/books/money/new?act=in&occasion=donation",
        "/books/money/new?act=out",
        "/books/money/new?act=transfer",
        "/books/money/new?act=debt",
        "/books/money/new?act=claim",
        "/assemblies",
        "/assemblies/new",
        "/assemblies/{id}",
        "/assemblies/{id}/by-hand",
        "/campaigns/{id}",
        "/campaigns/{id}?state=sent",
        "/statutes",
        "/consents",
        "/audit",
        "/settings/tokens",
        "/people",
        "/people/invite",
        "/people/{id}",
        "/departure",
        "/roles",
        "/roles/new",
        "/roles/{id}",
        "/settings/webhooks",
        "/settings/webhooks/{id}",
        "/settings/agreement",
        "/settings/requests",
        "/settings/requests/{id}",
        "/own-data",
        "/privacy",
        "/settings",
        "/record",
        "/record/edit",
        "/record/seat",
        "/record/receipts",
        "/record/receipts?kind=provisional",
        "/record/bank-accounts",
        "/record/branches",
        "/record/cndp-numbers",
        "/record/statutes",
        "/record/declarations",
        "/record/declarations/{id}",
        "/record/declarations/{id}/handover",
        "/record/calendar",
        "/board",
        "/board?on=01/02/2026",
        "/board/history",
        "/board/elect",
        "/board/renewal",
        "/board/elect?office=treasurer",
        "/board/rules",
        "/board/mandates/{id}",
        "/board/mandates/{id}?act=replace",
        "/board/mandates/{id}?act=end",
        "/limits",
        "/standing",
        "/audit?area=dues&person=amina",
        "/audit/verification",
        "/audit/verification?noted=ab",
    ];
    let own = [
        "/me",
        "/me/changes",
        "/me/changes?ward={id}",
        "/me/wards/{id}",
        "/me/photo",
        "/me/photo?ward={id}",
        "/members/proposals/photos/{id}",
        "/members/proposals",
        "/members/proposals?state=decided",
        "/members/proposals/{id}",
        "/me/notices",
        "/me/notices/{id}",
        "/members/{id}/account",
        "/people/invite?member={id}&name=Driss&role=member",
    ];
    pages.extend(own.map(|path| ("president", format!("/a/nour{}", path.replace("{id}", &id)))));
    pages.push(("member", "/a/nour/me".into()));
    pages.extend(inside.map(|path| ("president", format!("/a/nour{}", path.replace("{id}", &id)))));
    pages.extend(["/books?year=2025", "/dues?year=2026"].map(|path| ("auditor", format!("/a/nour{path}"))));
    pages.extend(["/", "/members", "/books", "/assemblies"].map(|path| ("visitor", format!("/a/nour{path}"))));
    pages
}

fn all(page: &Html, selector: &str) -> usize {
    page.select(&Selector::parse(selector).expect("a selector")).count()
}

#[tokio::test]
async fn every_page_is_whole_in_three_languages() {
    let router = portal(URL);
    for (session, path) in pages() {
        for (lang, dir) in [("ar", "rtl"), ("fr", "ltr"), ("en", "ltr")] {
            let (status, _, text) = ask(&router, Method::GET, &path, session, &[("cookie", &format!("nassij-lang={lang}"))], "").await;
            let at = format!("{lang} {path}");
            assert_eq!(status, StatusCode::OK, "{at}: {text}");
            let page = Html::parse_document(&text);
            assert_eq!(all(&page, &format!("html[lang={lang}][dir={dir}]")), 1, "{at}");
            assert_eq!(all(&page, "h1"), 1, "{at}");
            assert_eq!(all(&page, "title:not(:empty)"), 1, "{at}");
            assert_eq!(all(&page, "[style], style, script:not([src])"), 0, "{at}: inline style or script");
            assert_eq!(all(&page, "form[method=post]:not(:has(input[name=csrf]))"), 0, "{at}");
            assert!(text.len() < 200_000, "{at}: {} bytes", text.len());
            labels(&page, &at);
            ids(&page, &at);
            let mut words: String = page.root_element().text().collect();
            // what stands in a pattern of numbers, and is typed so
            for mark in ["{n}", "{n:3}", "{n:4}", "{year}"] {
                words = words.replace(mark, "");
            }
            assert!(!words.contains('{') && !words.contains("error-"), "{at}: {words}");
        }
    }
}

/// What is read again while work goes on says in its heading how far it is.
#[tokio::test]
async fn the_heading_of_long_work_changes_with_it() {
    let router = portal(URL);
    let (members, associations) = (format!("/a/nour/members/imports/{ID}"), format!("/hub/casablanca-settat/association-imports/{ID}"));
    for (session, path) in [("president", members), ("coordinator", associations)] {
        let (_, _, text) = ask(&router, Method::GET, &path, session, &[], "").await;
        assert_eq!(all(&Html::parse_document(&text), "#import h1"), 1, "{path}");
    }
}

/// Nothing is said of a year that a seat does not reach, least of all that nobody paid in it.
#[tokio::test]
async fn a_seat_limited_to_a_year_is_told_where_it_ends() {
    let router = portal(URL);
    let lang = [("cookie", "nassij-lang=fr")];
    let (status, _, text) = ask(&router, Method::GET, "/a/nour/dues?year=2026", "auditor", &lang, "").await;
    assert!(status == StatusCode::OK && text.contains("hors de votre siège"), "{text}");
    assert!(!text.contains("Non fixée") && !text.contains("Aucun paiement"), "{text}");
    assert!(text.contains("href=\"/a/nour/dues?year=2025\""), "its own year is a tap away");
    let (status, _, text) = ask(&router, Method::GET, "/a/nour/books?year=2025", "auditor", &lang, "").await;
    assert!(status == StatusCode::OK && text.contains("pas encore ouverts"), "{text}");
}

/// What is wrong with a period is said where it was typed, and nothing typed is lost.
#[tokio::test]
async fn a_wrong_period_is_asked_again() {
    let router = portal(URL);
    let lang = [("cookie", "nassij-lang=fr")];
    let (status, _, text) = ask(&router, Method::GET, "/a/nour/books/statements?kind=income&from=hier", "president", &lang, "").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("value=\"hier\"") && text.contains("jour/mois/année"), "{text}");
    let page = Html::parse_document(&text);
    assert_eq!((all(&page, "details[open] #from[aria-invalid]"), all(&page, "table")), (1, 0), "{text}");
}

/// Every input that is seen has a label.
fn labels(page: &Html, at: &str) {
    let inputs = Selector::parse("input:not([type=hidden]):not([type=radio]), select, textarea").expect("a selector");
    for input in page.select(&inputs) {
        let id = input.value().id().unwrap_or_default();
        let label = Selector::parse(&format!("label[for='{id}']")).expect("a selector");
        assert_eq!(page.select(&label).count(), 1, "{at}: label of {id:?}");
    }
}

fn ids(page: &Html, at: &str) {
    let mut seen = HashSet::new();
    for element in page.select(&Selector::parse("[id]").expect("a selector")) {
        let id = element.value().id().unwrap_or_default().to_owned();
        assert!(seen.insert(id.clone()), "{at}: id {id:?} twice");
    }
}

/// On Arabic pages nothing is left in Latin letters but names, codes and what people typed.
#[tokio::test]
async fn arabic_pages_are_arabic() {
    let mut foreign = Vec::new();
    let router = portal(URL);
    for (session, path) in pages() {
        let (_, _, text) = ask(&router, Method::GET, &path, session, &[("cookie", "nassij-lang=ar")], "").await;
        let page = Html::parse_document(&text);
        for node in page.select(&Selector::parse("h1, h2, label, legend, th, button, .hint, .lead").expect("a selector")) {
            let own: String = node.children().filter_map(|child| child.value().as_text().map(|text| text.to_string())).collect();
            let latin: String = own.split_whitespace().filter(|word| word.chars().filter(char::is_ascii_alphabetic).count() > 2).collect();
            let known =
                ["(PDF)", "CSV", "CSV،", "نسيج", "(ledger)", "QR)", ".csv", "ICE", "IBAN", "RIB", "CNDP", "HTTPS", "API", "DOCX", "JPEG"];
            if !latin.is_empty() && !known.iter().any(|word| latin.contains(word)) {
                foreign.push(format!("{path}: {own:?}"));
            }
        }
    }
    assert!(foreign.is_empty(), "{foreign:#?}");
}

#[tokio::test]
async fn pages_forbid_what_browsers_can_forbid() {
    for (url, secure) in [(URL, false), ("https://nassij.test", true)] {
        let (_, headers, _) = ask(&portal(url), Method::GET, "/", "", &[], "").await;
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().expect("ascii");
        assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(headers.contains_key(header::STRICT_TRANSPORT_SECURITY), secure);
    }
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let router = portal(URL);
    let path = "/a/nour/dues/payments/new";
    let good = format!("csrf={}&member=7", csrf("president"));
    for (headers, body, expected) in [
        (vec![("origin", URL), ("sec-fetch-site", "same-origin")], good.clone(), StatusCode::UNPROCESSABLE_ENTITY),
        (vec![], good.clone(), StatusCode::UNPROCESSABLE_ENTITY),
        (vec![("origin", "https://evil.example")], good.clone(), StatusCode::FORBIDDEN),
        (vec![("origin", "null")], good.clone(), StatusCode::FORBIDDEN),
        (vec![("sec-fetch-site", "cross-site")], good.clone(), StatusCode::FORBIDDEN),
        (vec![("sec-fetch-site", "same-site")], good, StatusCode::FORBIDDEN),
        (vec![], "member=7".to_owned(), StatusCode::FORBIDDEN),
        (vec![], format!("csrf={}&member=7", csrf("treasurer")), StatusCode::FORBIDDEN),
        (vec![], format!("csrf={}&member=7", csrf("")), StatusCode::FORBIDDEN),
    ] {
        let (status, _, text) = ask(&router, Method::POST, path, "president", &headers, &body).await;
        assert_eq!(status, expected, "{headers:?} {body}: {text}");
    }
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_typed() {
    let router = portal(URL);
    let body = format!(
        "csrf={}&idempotency=key-1&member=7&year=2026&amount=12%2C345&method=cheque&reference=%3Cb%3E&paid_on=05%2F03%2F2026",
        csrf("president")
    );
    let (status, _, text) =
        ask(&router, Method::POST, "/a/nour/dues/payments/new", "president", &[("cookie", "nassij-lang=fr")], &body).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = Html::parse_document(&text);
    for (name, value) in [("amount", "12,345"), ("reference", "<b>"), ("paid_on", "05/03/2026"), ("member", "7")] {
        assert_eq!(all(&page, &format!("input[name={name}][value='{value}']")), 1, "{name}");
    }
    assert_eq!(all(&page, "input[name=method]"), 5);
    assert_eq!(all(&page, "input[name=method][value=cheque][checked]"), 1);
    assert_eq!(all(&page, ".of-cheque input[name=bank], .not-cash input[name=reference]"), 2);
    assert_eq!(all(&page, "#errors a[href='#amount']"), 1);
    assert_eq!(all(&page, "#amount[aria-invalid=true]"), 1);
    // the service got the form's key, and after a refusal the form has a new one
    assert!(text.contains("key-1"), "the key reached the service");
    assert_eq!(all(&page, "input[name=idempotency][value=key-1]"), 0);
    assert!(text.contains("<title>Erreur"), "{text}");
}

/// A form with a file of so many bytes, as a browser sends it.
async fn send_file(path: &str, fields: &[(&str, &str)], bytes: usize) -> (StatusCode, String) {
    let proof = csrf("president");
    let part = |name: &str, value: &str| format!("--x\r\nContent-Disposition: form-data; name={name}\r\n\r\n{value}\r\n");
    let mut parts = vec![part("\"csrf\"", &proof)];
    parts.extend(fields.iter().map(|(name, value)| part(&format!("\"{name}\""), value)));
    parts.push(part("\"file\"; filename=\"a.pdf\"", &"x".repeat(bytes)));
    let body = parts.concat() + "--x--\r\n";
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header("host", "nassij.test")
        .header(header::COOKIE, "nassij=president; nassij-lang=fr")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .body(Body::from(body))
        .expect("a request");
    let response = portal(URL).oneshot(request).await.expect("an answer");
    let status = response.status();
    let bytes = axum::body::to_bytes(response.into_body(), 10_000_000).await.expect("a body");
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

/// The form comes back with all but the file. Of what is far too large to be read at all, there is a way back to it.
#[tokio::test]
async fn a_file_that_is_too_large_loses_nothing_else() {
    let typed = [("adopted_on", "05/03/2026"), ("note", "Après l’AG <b>")];
    let statutes = "/a/nour/record/statutes";
    let (status, text) = send_file(statutes, &typed, web::MAX_UPLOAD + 1).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    let page = Html::parse_document(&text);
    assert_eq!(all(&page, "input[name=adopted_on][value='05/03/2026']"), 1);
    assert_eq!(all(&page, "input[name=note][value='Après l’AG <b>']"), 1);
    assert_eq!(all(&page, "#errors a[href='#file'], #file[aria-invalid=true]"), 2, "the error stands at the file");
    assert!(text.contains("Ce fichier dépasse"), "{text}");
    let (status, text) = send_file(statutes, &typed, 40 * 1024 * 1024).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(all(&Html::parse_document(&text), &format!("main a.primary[href='{statutes}']")), 1, "{text}");
    let one = format!("/a/nour/record/declarations/{ID}");
    for (path, at) in [("/a/nour/members/import", "file"), (one.as_str(), "file"), (&format!("{one}/minutes"), "minutes")] {
        let (status, text) = send_file(path, &[("declared_on", "05/03/2026")], web::MAX_UPLOAD + 1).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE, "{path}: {text}");
        assert_eq!(all(&Html::parse_document(&text), &format!("#{at}[aria-invalid=true]")), 1, "{path}");
    }
}

/// Whatever looks like a program is asked once more: nothing is thrown away, nothing typed is lost.
#[tokio::test]
async fn who_fills_in_the_joining_form_as_a_program_would_confirms_it() {
    let router = portal(URL);
    let lang = ("cookie", "nassij-lang=fr; nassij-forms=browser");
    let send = async |more: &str| {
        let body = format!("csrf={}&given_fr=Amina&message=Bonjour+%3Cb%3E&phone=0612345678&consent=yes&{more}", csrf(""));
        ask(&router, Method::POST, "/a/nour/join", "", &[lang], &body).await
    };
    let (_, _, text) = ask(&router, Method::GET, "/a/nour/join", "", &[lang], "").await;
    let shown = text.split("name=\"shown\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("sealed").to_owned();
    for suspicious in ["", &format!("shown={shown}"), "shown=forged", &format!("shown={shown}&website=x")] {
        let (status, _, text) = send(suspicious).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{suspicious}");
        let page = Html::parse_document(&text);
        assert_eq!(all(&page, "input[name=given_fr][value=Amina]"), 1);
        assert_eq!(all(&page, "input[name=consent][checked]"), 1);
        assert_eq!(all(&page, "input[name=website][value='']"), 1);
        assert!(text.contains("Bonjour &lt;b&gt;") && text.contains("href=\"#confirm\""), "{text}");
    }
    // confirmed, it reaches the service, which here refuses all it gets
    let (_, _, text) = send("confirm=yes&website=x&idempotency=key-7").await;
    assert!(text.contains("key-7"), "{text}");
    let page = Html::parse_document(&text);
    assert_eq!((all(&page, "input[type=hidden][name=confirm][value=yes]"), all(&page, "#confirm")), (1, 0), "and is not asked again");
}

#[tokio::test]
async fn a_shut_joining_form_looks_like_no_association_at_all() {
    let router = portal(URL);
    for (method, path) in [(Method::GET, "/a/shut/join"), (Method::GET, "/a/shut/join/sent"), (Method::POST, "/a/shut/join")] {
        let body = format!("csrf={}&given_fr=Amina", csrf(""));
        let (status, _, text) = ask(&router, method, path, "", &[], &body).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert!(!text.contains("النور"), "{path}");
    }
}

#[tokio::test]
async fn a_password_is_never_shown_again() {
    let router = portal(URL);
    let body = format!("csrf={}&email=a%40exemple.ma&password=secret123&next=%2F%2Fevil.example", csrf(""));
    let (status, _, text) = ask(&router, Method::POST, "/sign-in", "", &[], &body).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("a@exemple.ma") && !text.contains("secret123"));
}

#[tokio::test]
async fn the_second_step_comes_after_the_first_and_forgets_a_refused_code() {
    let router = portal(URL);
    let (status, headers, _) = ask(&router, Method::GET, "/sign-in/code?next=%2Fa%2Fnour%2F", "", &[], "").await;
    assert_eq!(
        (status, headers[header::LOCATION].to_str().ok()),
        (StatusCode::SEE_OTHER, Some("/sign-in?next=%2Fa%2Fnour%2F")),
        "not without the first"
    );
    let halfway = ("cookie", "nassij-half=secret");
    let (status, _, text) = ask(&router, Method::GET, "/sign-in/code", "", &[halfway], "").await;
    assert!(status == StatusCode::OK && text.contains("one-time-code"), "{text}");
    let body = format!("csrf={}&code=654321&next=https%3A%2F%2Fevil.example", csrf(""));
    let (status, _, text) = ask(&router, Method::POST, "/sign-in/code", "", &[halfway], &body).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("href=\"#code\"") && !text.contains("654321"), "{text}");
}

#[tokio::test]
async fn recovery_codes_are_shown_by_the_answer_and_lead_on_within_this_site_only() {
    let router = portal(URL);
    for (next, expected) in [("%2Fa%2Fnour%2F", "/a/nour/"), ("%2F%2Fevil.example", "/account"), ("", "/account")] {
        let body = format!("csrf={}&code=1&password=x&offer=o&next={next}", csrf("coordinator"));
        let (status, headers, text) = ask(&router, Method::POST, "/account/second-factor", "coordinator", &[], &body).await;
        assert_eq!((status, headers[header::CACHE_CONTROL].to_str().ok()), (StatusCode::OK, Some("no-store")));
        let page = Html::parse_document(&text);
        assert_eq!(all(&page, "ol.codes li"), 2);
        assert_eq!(all(&page, &format!("a.primary[href='{expected}']")), 1, "{next}: {text}");
    }
}

#[tokio::test]
async fn cookies_that_matter_are_bound_to_the_host_and_hidden_from_scripts() {
    for (url, prefix, secure) in [(URL, "nassij", false), ("https://nassij.test", "__Host-nassij", true)] {
        let router = portal(url);
        let (_, headers, _) = ask(&router, Method::GET, "/sign-in", "", &[("cookie", "x=y")], "").await;
        let (_, language, _) = ask(&router, Method::GET, "/sign-in?lang=fr", "", &[], "").await;
        let lines: Vec<&str> = [&headers, &language]
            .into_iter()
            .flat_map(|headers| headers.get_all(header::SET_COOKIE).iter().filter_map(|line| line.to_str().ok()))
            .collect();
        assert!(!lines.is_empty());
        for line in lines {
            assert!(line.starts_with(prefix), "{line}");
            assert!(line.contains("; Path=/; HttpOnly; SameSite=Lax") && !line.contains("Domain"), "{line}");
            assert_eq!(line.contains("; Secure"), secure, "{line}");
        }
    }
}

#[tokio::test]
async fn founding_carries_along_what_was_typed() {
    let router = portal(URL);
    let send = async |body: &str| {
        let body = format!("csrf={}&{body}", csrf("signed_in"));
        ask(&router, Method::POST, "/associations/new", "signed_in", &[], &body).await
    };
    let (status, _, text) = send("step=0&act=next&name_ar=&name_fr=Nour").await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && text.contains("href=\"#name_ar\""));
    let names = "name_ar=%D9%86%D9%88%D8%B1&name_fr=Nour";
    let (status, _, text) = send(&format!("step=0&act=next&{names}")).await;
    assert!(status == StatusCode::OK && text.contains("name=\"commune_search\"") && text.contains("value=\"Nour\""));
    let (_, _, text) = send(&format!("step=1&act=search&{names}&commune_search=anfa&founded_on=")).await;
    assert!(text.contains("06.141.01.01"));
    let (_, _, text) = send(&format!("step=1&act=next&{names}&commune_search=anfa&commune=06.141.01.01&founded_on=01%2F02%2F2020")).await;
    assert!(text.contains("name=\"receipt_number\"") && text.contains("1 فبراير 2020") && text.contains("أنفا"));
    // the last step is refused by the service, with the error at its field
    let (status, _, text) = send(&format!(
        "step=2&act=next&{names}&commune=06.141.01.01&founded_on=01%2F02%2F2020&receipt_number=12&processor_agreement=2026.11"
    ))
    .await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && text.contains("href=\"#receipt_number\""), "{text}");
}

#[tokio::test]
async fn strangers_and_the_curious_are_turned_away() {
    let router = portal(URL);
    let (status, headers, _) = ask(&router, Method::GET, "/a/nour/members?search=x", "", &[], "").await;
    assert_eq!(
        (status, headers[header::LOCATION].to_str().ok()),
        (StatusCode::SEE_OTHER, Some("/sign-in?next=%2Fa%2Fnour%2Fmembers%3Fsearch%3Dx"))
    );
    for (session, path, expected) in [
        ("signed_in", "/a/nour/members", StatusCode::NOT_FOUND),
        ("member", "/a/nour/members", StatusCode::FORBIDDEN),
        ("visitor", "/a/nour/consents", StatusCode::FORBIDDEN),
        ("president", "/a/nour/members/not-an-id", StatusCode::NOT_FOUND),
        ("president", "/a/nour%2F..%2Fother/members", StatusCode::NOT_FOUND),
        ("president", "/internal/outbox", StatusCode::NOT_FOUND),
        ("", "/nowhere", StatusCode::NOT_FOUND),
        ("", "/assets/app.css", StatusCode::NOT_FOUND),
    ] {
        let (status, _, _) = ask(&router, Method::GET, path, session, &[], "").await;
        assert_eq!(status, expected, "{session} {path}");
    }
}

#[tokio::test]
async fn the_language_is_switched_on_the_same_page() {
    let router = portal(URL);
    let (status, headers, _) = ask(&router, Method::GET, "/sign-in?next=%2Fa&lang=fr", "", &[], "").await;
    assert_eq!((status, headers[header::LOCATION].to_str().ok()), (StatusCode::SEE_OTHER, Some("/sign-in?next=%2Fa")));
    assert!(headers[header::SET_COOKIE].to_str().is_ok_and(|cookie| cookie.starts_with("nassij-lang=fr;")));
    let (_, headers, _) = ask(&router, Method::GET, "//evil.example/?lang=fr", "", &[], "").await;
    assert_eq!(headers[header::LOCATION], "/");
}

#[tokio::test]
async fn the_api_knows_tokens_only() {
    let router = portal(URL);
    let path = "/api/v1/associations/nour/summary";
    let (status, headers, text) =
        ask(&router, Method::GET, path, "president", &[("authorization", "Bearer president"), (web::ACTOR, "forged")], "").await;
    assert_eq!((status, headers[header::CACHE_CONTROL].to_str().ok()), (StatusCode::OK, Some("no-store")), "{text}");
    let (status, _, _) = ask(&router, Method::GET, path, "", &[("authorization", "Basic YTpi")], "").await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    for path in ["/api/v1/../../internal/outbox", "/api/v1/associations/a%2Fb/summary", "/api/v1/nothing", "/internal/actors"] {
        let (status, _, _) = ask(&router, Method::GET, path, "", &[("authorization", "Bearer president")], "").await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn assets_are_kept_for_good() {
    let router = portal(URL);
    let (_, _, text) = ask(&router, Method::GET, "/", "", &[], "").await;
    let page = Html::parse_document(&text);
    let style = page
        .select(&Selector::parse("link[rel=stylesheet]").expect("a selector"))
        .next()
        .and_then(|link| link.value().attr("href"))
        .expect("a sheet");
    let (status, headers, _) = ask(&router, Method::GET, style, "", &[], "").await;
    assert_eq!(status, StatusCode::OK);
    assert!(headers[header::CACHE_CONTROL].to_str().is_ok_and(|value| value.contains("immutable")));
    let tag = headers[header::ETAG].to_str().expect("ascii");
    let (status, _, _) = ask(&router, Method::GET, style, "", &[("if-none-match", tag)], "").await;
    assert_eq!(status, StatusCode::NOT_MODIFIED);
}

/// What one person may open is no link for another.
#[tokio::test]
async fn no_link_leads_where_one_may_not_go() {
    let router = portal(URL);
    let id = ID.to_string();
    for (path, link, may, may_not) in [
        (format!("/a/nour/dues/payments/{id}"), format!("href=\"/a/nour/members/{id}\""), "president", "auditor"),
        ("/hub/casablanca-settat/".to_owned(), "href=\"/a/nour/\"".to_owned(), "coordinator", "overseer"),
    ] {
        for (role, shown) in [(may, true), (may_not, false)] {
            let (status, _, page) = ask(&router, Method::GET, &path, role, &[], "").await;
            assert_eq!(status, StatusCode::OK, "{path} as {role}");
            assert_eq!(page.contains(&link), shown, "{path} as {role}");
        }
    }
}
