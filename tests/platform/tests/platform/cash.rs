//! The cash box is counted by two, and its difference posted once.

use crate::MODULES;
use crate::bank::text;
use crate::desk::{Desk, field_errors};
use futures_util::future::join_all;
use serde_json::{Value, json};

fn counted(on: &str, pieces: Value) -> Value {
    json!({ "account": "51611", "counted_on": on, "pieces": pieces, "counted_by": "Amina", "witness": "Driss" })
}

testing::both!(
    MODULES,
    async fn what_was_counted_stands_beside_the_books_and_its_difference_is_posted_once(app: App) {
        let desk = Desk::open(app).await;
        let given =
            json!({ "act": "in", "occasion": "donation", "amount": "700", "place": "51611", "posted_on": "2026-11-10", "label": "Don" });
        drop(desk.post(app, "/books/guided", given).await.ok());
        let count = desk.post(app, "/books/cash-counts", counted("2026-11-20", json!({ "20000": "3", "50": "4" }))).await.ok().json();
        assert_eq!((text(&count, "counted"), text(&count, "in_books"), text(&count, "difference")), ("602.00", "700.00", "-98.00"));
        let settle = format!("/books/cash-counts/{}/difference", text(&count, "id"));
        assert_eq!(field_errors(desk.post(app, &settle, json!({ "act": "post" })).await), ["explanation required"]);
        drop(desk.post(app, &settle, json!({ "act": "explain", "explanation": "Un reçu manque" })).await.ok());
        let post = json!({ "act": "post", "explanation": "Introuvable" });
        let answers = join_all((0..4).map(|_| desk.post(app, &settle, post.clone()))).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
        assert!(answers.iter().all(|answer| answer.status == 200 || answer.status == 409));
        let found = desk.get(app, "/books/cash-counts").await["items"].clone();
        let entry = desk.get(app, &format!("/books/journal/{}", text(&found[0], "entry"))).await;
        assert_eq!((text(&entry, "label"), text(&entry, "posted_on")), ("Introuvable", "2026-11-20"));
        let sides: Vec<(&str, &str)> =
            entry["lines"].as_array().expect("lines").iter().map(|line| (text(line, "account"), text(line, "debit"))).collect();
        assert_eq!(sides, [("6588", "98.00"), ("51611", "0.00")]);
        // counted again: the books agree now
        let again = desk.post(app, "/books/cash-counts", counted("2026-11-20", json!({ "20000": "3", "50": "4" }))).await.ok().json();
        assert_eq!(text(&again, "difference"), "0.00");
        let none = desk.post(app, &format!("/books/cash-counts/{}/difference", text(&again, "id")), post).await;
        assert_eq!(none.refused(409), "cash-difference-none");
        let sheet = app.get(&desk.token, &desk.twin.path(&format!("/books/cash-counts/{}/sheet", text(&again, "id")))).await.ok();
        assert!(sheet.body.starts_with(b"%PDF"));
    }
);

testing::both!(
    MODULES,
    async fn of_two_counts_of_a_box_the_newer_one_is_posted(app: App) {
        let desk = Desk::open(app).await;
        let older = desk.post(app, "/books/cash-counts", counted("2026-11-10", json!({ "10000": "1" }))).await.ok().json();
        let newer = desk.post(app, "/books/cash-counts", counted("2026-11-12", json!({ "5000": "1" }))).await.ok().json();
        let post = async |count: &Value| {
            let path = format!("/books/cash-counts/{}/difference", text(count, "id"));
            desk.post(app, &path, json!({ "act": "post", "explanation": "Trouvé" })).await
        };
        assert_eq!(post(&older).await.refused(409), "cash-difference-newer");
        let posted = post(&newer).await.ok().json();
        let entry = desk.get(app, &format!("/books/journal/{}", text(&posted, "entry"))).await;
        assert_eq!((text(&entry["lines"][0], "account"), text(&entry["lines"][1], "account")), ("51611", "7588"));
        assert_eq!(
            field_errors(desk.post(app, "/books/cash-counts", counted("2026-11-12", json!({ "33": "1" }))).await),
            ["pieces.33 choice-unknown"]
        );
    }
);
