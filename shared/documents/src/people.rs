//! Sheets of labels and of members' cards.

use crate::engine;
use crate::text::{Text, printable};
use kernel::Result;
use serde_json::{Value, json};

/// Somebody on a label or a card. All text may come from users.
#[derive(Clone, Debug, Default)]
pub struct Named {
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    /// The number as the association writes it.
    pub number: String,
    /// Of a label: the address and the commune.
    pub address: Option<String>,
    pub commune: Option<String>,
    /// Of a card.
    pub category: Option<String>,
    /// Of a card: a JPEG.
    pub photo: Option<Vec<u8>>,
}

/// The association on its cards.
#[derive(Clone, Debug, Default)]
pub struct Issuer {
    pub name_ar: String,
    pub name_fr: String,
}

/// Labels of 70 x 37 mm, 24 on a sheet of A4.
pub fn labels(people: &[Named]) -> Result<Vec<u8>> {
    let items: Vec<Value> = people
        .iter()
        .map(|person| {
            json!({
                "name": Text::first_of([person.name_fr.as_deref(), person.name_ar.as_deref()]),
                "other": person.name_fr.as_ref().and(Text::first_of([person.name_ar.as_deref(), None])),
                "address": Text::first_of([person.address.as_deref(), None]),
                "commune": Text::first_of([person.commune.as_deref(), None]),
            })
        })
        .collect();
    engine::render(include_str!("../templates/labels.typ"), json!({ "items": items }), Vec::new())
}

/// Cards of 85.6 x 54 mm (ISO/IEC 7810 ID-1), ten on a sheet of A4, to be cut out.
pub fn cards(issuer: &Issuer, people: &[Named]) -> Result<Vec<u8>> {
    let path = |at: usize| format!("/photo-{at}.jpg");
    let items: Vec<Value> = people
        .iter()
        .enumerate()
        .map(|(at, person)| {
            json!({
                "photo": person.photo.as_ref().map(|_| path(at)),
                "name_ar": Text::first_of([person.name_ar.as_deref(), None]),
                "name_fr": Text::first_of([person.name_fr.as_deref(), None]),
                "number": printable(&person.number),
                "category": Text::first_of([person.category.as_deref(), None]),
            })
        })
        .collect();
    let data = json!({
        "name_ar": Text::first_of([Some(&issuer.name_ar), None]),
        "name_fr": Text::first_of([Some(&issuer.name_fr), None]),
        "items": items,
    });
    let photos = people.iter().enumerate().filter_map(|(at, person)| Some((path(at), person.photo.clone()?)));
    engine::render(include_str!("../templates/cards.typ"), data, photos.collect())
}
