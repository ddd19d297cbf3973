//! The administrative map: twelve regions (decree 2-15-40), 75 prefectures and provinces, communes
//! and arrondissements (decree 2-15-402). Official codes, in `data/`.

use contracts::tenancy::{Commune, FindPlaces, Province, Region};
use contracts::{Nothing, Page};
use kernel::fold::fold;
use kernel::id::named_id;
use kernel::permission::Public;
use kernel::{Locale, Result};
use std::sync::LazyLock;
use uuid::Uuid;
use web::Access;

/// How many communes one search of the whole country gives.
const MOST: usize = 200;

struct Map {
    regions: Vec<Region>,
    provinces: Vec<Province>,
    /// With the folded names for the search.
    communes: Vec<(Commune, String)>,
    hubs: Vec<Hub>,
}

/// A regional hub as the schema begins with it.
#[derive(Clone, Debug)]
pub struct Hub {
    pub id: Uuid,
    pub slug: String,
    pub region: String,
    pub name_ar: String,
    pub name_fr: String,
}

static MAP: LazyLock<Map> = LazyLock::new(|| {
    let regions: Vec<Region> = rows(include_str!("../data/regions_ma.csv"))
        .map(|row| Region { code: row[0].into(), name_fr: row[1].into(), name_ar: row[2].into() })
        .collect();
    let provinces: Vec<Province> = rows(include_str!("../data/provinces_ma.csv"))
        .map(|row| Province { code: row[0].into(), region: row[1].into(), name_fr: row[3].into(), name_ar: row[4].into() })
        .collect();
    let communes = rows(include_str!("../data/communes_ma.csv"))
        .map(|row| {
            let commune = Commune {
                code: row[0].into(),
                province: row[1].into(),
                region: row[2].into(),
                name_fr: row[4].into(),
                name_ar: row[5].into(),
            };
            // people look for their city, of which a commune may be a part
            let province =
                provinces.iter().find(|province: &&Province| province.code == commune.province && province.region == commune.region);
            let around = province.map(|province| format!(" {} {}", province.name_fr, province.name_ar)).unwrap_or_default();
            let words = format!(" {}", fold(&format!("{} {}{around}", commune.name_fr, commune.name_ar)));
            (commune, words)
        })
        .collect();
    let hubs = regions.iter().map(hub).collect();
    Map { regions, provinces, communes, hubs }
});

fn rows(text: &'static str) -> impl Iterator<Item = csv::StringRecord> {
    csv::Reader::from_reader(text.as_bytes()).into_records().map(|row| row.expect("our own data is well formed"))
}

fn hub(region: &Region) -> Hub {
    Hub {
        id: named_id(&format!("hub-{}", region.code)),
        slug: slug(&region.name_fr),
        region: region.code.clone(),
        name_ar: format!("القطب الجهوي {}", region.name_ar),
        name_fr: format!("Pôle régional {}", region.name_fr),
    }
}

/// Lower-case ASCII letters and digits, single hyphens.
pub fn slug(name: &str) -> String {
    let ascii: String = fold(name).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let mut slug = ascii.split_whitespace().collect::<Vec<_>>().join("-");
    slug.truncate(48);
    slug.trim_matches('-').to_owned()
}

pub fn commune(code: &str) -> Option<&'static Commune> {
    let communes = &MAP.communes;
    communes.binary_search_by(|(commune, _)| commune.code.as_str().cmp(code)).ok().map(|at| &communes[at].0)
}

pub fn hubs() -> &'static [Hub] {
    &MAP.hubs
}

pub fn hub_of(region: &str) -> Option<&'static Hub> {
    MAP.hubs.iter().find(|hub| hub.region == region)
}

/// By slug or id.
pub fn find_hub(named: &str) -> Option<&'static Hub> {
    MAP.hubs.iter().find(|hub| hub.slug == named || hub.id.to_string() == named)
}

pub fn region(code: &str) -> Option<&'static Region> {
    MAP.regions.iter().find(|region| region.code == code)
}

pub fn province(code: &str) -> Option<&'static Province> {
    MAP.provinces.iter().find(|province| province.code == code)
}

/// The Arabic and the French name of a region, a province or a commune.
pub fn names(code: &str) -> Option<(&'static str, &'static str)> {
    let region = || region(code).map(|region| (region.name_ar.as_str(), region.name_fr.as_str()));
    let province = || province(code).map(|province| (province.name_ar.as_str(), province.name_fr.as_str()));
    let commune = || commune(code).map(|commune| (commune.name_ar.as_str(), commune.name_fr.as_str()));
    region().or_else(province).or_else(commune)
}

pub async fn list_regions(_: Access<Public>, _: Nothing) -> Result<Page<Region>> {
    Ok(Page { items: MAP.regions.clone(), next: None })
}

pub async fn list_provinces(_: Access<Public>, input: FindPlaces) -> Result<Page<Province>> {
    let items = MAP.provinces.iter().filter(|province| input.region.as_ref().is_none_or(|region| *region == province.region));
    Ok(Page { items: items.cloned().collect(), next: None })
}

pub async fn list_communes(access: Access<Public>, input: FindPlaces) -> Result<Page<Commune>> {
    let search = input.search.as_deref().map(fold).unwrap_or_default();
    let most = if input.region.is_some() || input.province.is_some() { usize::MAX } else { MOST };
    let mut items: Vec<Commune> = MAP
        .communes
        .iter()
        .filter(|(commune, words)| {
            input.region.as_ref().is_none_or(|region| *region == commune.region)
                && input.province.as_ref().is_none_or(|province| *province == commune.province)
                && (search.is_empty() || words.contains(&format!(" {search}")))
        })
        .map(|(commune, _)| commune.clone())
        .collect();
    items.sort_by_cached_key(|commune| {
        (distance(commune, &search), fold(if access.locale() == Locale::Ar { &commune.name_ar } else { &commune.name_fr }))
    });
    items.truncate(most);
    Ok(Page { items, next: None })
}

/// How far a name is from what was typed: itself, its beginning, one of its words, its province
/// alone. The town of Taza is before the communes of its province.
fn distance(commune: &Commune, search: &str) -> usize {
    if search.is_empty() {
        return 0;
    }
    let near = |name: &str| match fold(name) {
        name if name == search => 0,
        name if name.starts_with(search) => 1,
        name if format!(" {name}").contains(&format!(" {search}")) => 2,
        _ => 3,
    };
    near(&commune.name_ar).min(near(&commune.name_fr))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_is_whole() {
        assert_eq!((MAP.regions.len(), MAP.provinces.len()), (12, 75));
        assert!(MAP.communes.len() > 1500);
        assert!(MAP.communes.is_sorted_by_key(|(commune, _)| commune.code.clone()), "codes are searched by halves");
        for (commune, _) in &MAP.communes {
            assert!(MAP.provinces.iter().any(|p| p.code == commune.province && p.region == commune.region), "{}", commune.code);
        }
        for province in &MAP.provinces {
            assert_eq!(MAP.provinces.iter().filter(|other| other.code == province.code).count(), 1, "{}", province.code);
        }
    }

    #[test]
    fn a_town_is_nearer_than_the_communes_of_its_province() {
        for (town, code_of_its_province) in [("taza", "03.561"), ("تازة", "03.561"), ("zagora", "08.587"), ("tiznit", "09.581")] {
            let found: Vec<_> = MAP.communes.iter().filter(|(_, words)| words.contains(&format!(" {}", fold(town)))).collect();
            assert!(found.len() > 10, "{town}: its province too");
            let nearest: Vec<_> = found.iter().filter(|(commune, _)| distance(commune, &fold(town)) == 0).collect();
            assert!(nearest.iter().any(|(commune, _)| commune.code.starts_with(code_of_its_province)), "{town} {nearest:?}");
        }
    }

    #[test]
    fn a_slug_is_plain_ascii() {
        assert_eq!(slug("Association Al Wafae pour la protection de l'enfance – Fès"), "association-al-wafae-pour-la-protection-de-l-enf");
        assert_eq!(slug("جمعية الأمل"), "");
        assert_eq!(slug("Béni Mellal-Khénifra"), "beni-mellal-khenifra");
    }
}
