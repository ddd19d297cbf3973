//! Communes that a file names: by their official code, or by their name in either language.

use axum::http::Method;
use chrono::{DateTime, Utc};
use contracts::Page;
use contracts::events::AssociationProfile;
use contracts::tenancy::Commune;
use kernel::fold::fold;
use kernel::{Actor, Result};
use std::collections::HashMap;
use web::{Call, State};

const REGIONS: u32 = 12;

#[derive(Debug, Default)]
pub struct Places {
    communes: Vec<Commune>,
    by_name: HashMap<String, Vec<usize>>,
    /// Where the association is: of two communes of one name the nearer is meant.
    home: Option<usize>,
}

impl Places {
    /// The whole official list. Call it while no workspace is open.
    pub async fn load(state: &State, now: DateTime<Utc>, of: Option<&AssociationProfile>) -> Result<Self> {
        let token = Actor::service("membership").seal(state.signer(), now);
        let mut communes = Vec::new();
        for region in 1..=REGIONS {
            let path = format!("/api/v1/reference/communes?region={region:02}");
            let call = Call { method: Method::GET, path: &path, token: &token, request_id: "import", idempotency_key: None };
            let found: Page<Commune> = state.peers().call(&call, &()).await?;
            communes.extend(found.items);
        }
        Ok(Self::of(communes, of))
    }

    fn of(communes: Vec<Commune>, of: Option<&AssociationProfile>) -> Self {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, commune) in communes.iter().enumerate() {
            for name in [key(&commune.name_ar), key(&commune.name_fr)] {
                let named = by_name.entry(name).or_default();
                if !named.contains(&index) {
                    named.push(index);
                }
            }
        }
        let is_home = |commune: &Commune| of.is_some_and(|of| of.commune_ar == commune.name_ar && of.commune_fr == commune.name_fr);
        let home = communes.iter().position(is_home);
        Self { communes, by_name, home }
    }

    /// Nothing where no commune, or no single one, can be meant.
    pub fn find(&self, typed: &str) -> Option<&Commune> {
        if let Some(commune) = self.communes.iter().find(|commune| commune.code == typed) {
            return Some(commune);
        }
        let named: Vec<&Commune> = self.by_name.get(&key(typed))?.iter().map(|index| &self.communes[*index]).collect();
        let home = self.home.map(|index| &self.communes[index]);
        let near = |is_near: &dyn Fn(&Commune, &Commune) -> bool| {
            let mut near = named.iter().copied().filter(|commune| home.is_some_and(|home| is_near(commune, home)));
            near.next().filter(|_| near.next().is_none())
        };
        match named.as_slice() {
            [one] => Some(one),
            _ => near(&|one, home| one.province == home.province && one.region == home.region)
                .or_else(|| near(&|one, home| one.region == home.region)),
        }
    }
}

/// Articles come and go: «المنزل» is «منزل», "El Menzel" is "Menzel".
fn key(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(' ').filter(|word| !matches!(*word, "el" | "al" | "le" | "la" | "les" | "l"));
    let bare = words.map(|word| word.strip_prefix("ال").filter(|rest| rest.chars().count() > 1).unwrap_or(word));
    bare.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commune(code: &str, name_fr: &str, name_ar: &str) -> Commune {
        let parts: Vec<&str> = code.split('.').collect();
        Commune { code: code.into(), province: parts[1].into(), region: parts[0].into(), name_fr: name_fr.into(), name_ar: name_ar.into() }
    }

    #[test]
    fn a_commune_is_found_as_people_write_it_and_the_nearer_of_two() {
        let list = vec![
            commune("03.451.01.03", "El Menzel", "منزل"),
            commune("03.451.05.01", "Ain Cheggag", "عين شكاك"),
            commune("02.111.01.01", "Sidi Boubker", "سيدي بوبكر"),
            commune("03.231.01.01", "Sidi Boubker", "سيدي بوبكر"),
            commune("07.351.01.01", "Sidi Boubker", "سيدي بوبكر"),
        ];
        let places = Places { home: Some(0), ..Places::of(list, None) };
        for (typed, code) in [
            ("المنزل", Some("03.451.01.03")),
            ("Menzel", Some("03.451.01.03")),
            ("EL-MENZEL", Some("03.451.01.03")),
            ("عين الشكاك", Some("03.451.05.01")),
            ("03.451.05.01", Some("03.451.05.01")),
            ("Sidi Boubker", Some("03.231.01.01")),
            ("Paris", None),
            ("", None),
        ] {
            assert_eq!(places.find(typed).map(|found| found.code.as_str()), code, "{typed}");
        }
        let nowhere = Places { home: None, ..places };
        assert!(nowhere.find("سيدي بوبكر").is_none(), "no single one is meant");
    }
}
