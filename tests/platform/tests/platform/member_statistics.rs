//! Who the members are, in figures.

use crate::MODULES;
use crate::desk::Desk;
use serde_json::{Value, json};

fn band<'a>(figures: &'a Value, list: &str, from: i64) -> &'a Value {
    figures[list].as_array().expect("bands").iter().find(|band| band["from"] == from).unwrap_or_else(|| panic!("{list} {from}"))
}

testing::both!(
    MODULES,
    async fn figures_count_who_belongs_today(app: App) {
        let desk = Desk::open(app).await;
        // the day is 21 November 2026 in these tests
        desk.import(
            app,
            "Prénom,Nom,Sexe,Date de naissance,Catégorie,Date d'adhésion\n\
             Amina,Un,F,21/11/2008,Actif,05/11/2026\n\
             Badr,Deux,M,22/11/2008,Actif,21/10/2025\n\
             Chama,Trois,F,01/01/1940,,01/01/2000\n\
             Driss,Quatre,,,Honneur,\n\
             Edder,Cinq,M,01/01/1990,Actif,01/10/2026\n",
        )
        .await;
        drop(desk.post(app, "/members", json!({ "kind": "body", "family_fr": "Coopérative", "joined_on": "05/11/2026" })).await.ok());
        let gone = desk.get(app, "/members?search=edder").await["items"][0]["id"].as_str().expect("an id").to_owned();
        drop(desk.post(app, &format!("/members/{gone}/status"), json!({ "status": "resigned", "since": "20/11/2026" })).await.ok());
        let figures = desk.get(app, "/member-statistics").await;
        assert_eq!((&figures["members"], &figures["bodies"], &figures["age_unknown"]), (&json!(5), &json!(1), &json!(1)), "{figures}");
        assert_eq!((&band(&figures, "ages", 18)["women"], &band(&figures, "ages", 10)["men"]), (&json!(1), &json!(1)));
        assert_eq!(band(&figures, "ages", 76), &json!({ "from": 76, "to": null, "women": 1, "men": 0, "unsaid": 0 }));
        assert_eq!(band(&figures, "seniority", 0)["members"], 2);
        assert_eq!(band(&figures, "seniority", 1)["members"], 1);
        assert_eq!((&band(&figures, "seniority", 20)["members"], &figures["seniority_unknown"]), (&json!(1), &json!(1)));
        assert_eq!(figures["categories"][0], json!({ "name": "Actif", "members": 2 }));
        let months = figures["months"].as_array().expect("months");
        assert_eq!(months.len(), 12);
        assert_eq!(months[11], json!({ "first": "2026-11-01", "joined": 2, "left": 1 }));
        assert_eq!(months[10], json!({ "first": "2026-10-01", "joined": 1, "left": 0 }));
    }
);
