//! The letter of convocation, to be looked at before it leaves.

use crate::entity::{assembly, member};
use crate::{assemblies, electors, members, profile, statutes};
use chrono::NaiveDate;
use contracts::ById;
use contracts::events::AssociationProfile;
use database::Workspace;
use documents::Convocation;
use kernel::clock::to_local;
use kernel::permission::ViewDeliveries;
use kernel::{Error, Locale, Result};
use sea_orm::{QueryOrder, QuerySelect};
use web::{Access, File};

/// Whom the previewed letter addresses.
struct Reader {
    number: String,
    name_ar: Option<String>,
    name_fr: Option<String>,
    locale: Locale,
}

/// `GET …/assemblies/{id}/letter`
pub async fn preview(access: Access<ViewDeliveries>, input: ById) -> Result<File> {
    let letter = {
        let ws = access.begin().await?;
        let assembly = ws.get::<assembly::Entity>(input.id).await?;
        let reader = first_reader(&ws, &assembly).await?;
        letter(assembly, reader, profile::needed(&ws).await?, ws.today(), &access.actor().name)
    };
    let bytes = tokio::task::spawn_blocking(move || documents::convocation(&letter)).await.map_err(Error::internal)??;
    Ok(File::pdf("convocation.pdf", bytes))
}

/// The first elector, or an invented one where there is none yet.
async fn first_reader(ws: &Workspace, assembly: &assembly::Model) -> Result<Reader> {
    let reader = if assembly.convened {
        ws.one(electors::of(assembly.id, 0).limit(1)).await?.map(|row| (row.number, row.name_ar, row.name_fr, row.locale))
    } else {
        let rule = statutes::find(ws).await?.electors;
        let first = ws.one(electors::by_rule(ws, rule).await?.order_by_asc(member::Column::Number).limit(1)).await?;
        first.map(|row| (row.number, members::name_ar(&row), members::name_fr(&row), row.locale))
    };
    Ok(match reader {
        Some((number, name_ar, name_fr, locale)) => {
            Reader { number: number.to_string(), name_ar, name_fr, locale: Locale::parse(&locale).unwrap_or_default() }
        }
        None => Reader {
            number: "1".into(), name_ar: Some("فلان الفلاني".into()), name_fr: Some("Nom Prénom".into()), locale: Locale::Ar
        },
    })
}

fn letter(assembly: assembly::Model, reader: Reader, profile: AssociationProfile, today: NaiveDate, asking: &str) -> Convocation {
    Convocation {
        legal_receipt: profile.receipt_number.clone(),
        association_ar: profile.name_ar,
        association_fr: profile.name_fr,
        seat_ar: profile.commune_ar,
        seat_fr: profile.commune_fr,
        title_ar: "الجمع العام العادي".into(),
        title_fr: "Assemblée générale ordinaire".into(),
        held_at: assembly.held_at_local,
        place: assembly.place,
        agenda: assemblies::agenda(&assembly.agenda),
        issued_on: assembly.convened_at.map_or(today, |at| to_local(at).date()),
        member_number: reader.number,
        member_name_ar: reader.name_ar,
        member_name_fr: reader.name_fr,
        first: reader.locale,
        signatory: assembly.convened_by.unwrap_or_else(|| asking.to_owned()),
        // whoever convenes does so for the bureau
        signatory_title_ar: "عن المكتب المسير".into(),
        signatory_title_fr: "Pour le bureau".into(),
    }
}
