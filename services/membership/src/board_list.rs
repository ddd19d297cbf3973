//! The list of the board for the authority, as PDF.

use crate::entity::{board_office, mandate, member};
use crate::members::{name_ar, name_fr};
use crate::{mandates, profile};
use contracts::mandates::FindMandates;
use documents::{BoardHolder, BoardList};
use kernel::fold::clean;
use kernel::permission::ViewRecord;
use kernel::{Error, Locale, Result, date};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;
use web::{Access, File};

/// `GET …/mandates/list.pdf`: of today, or of the day `on`.
pub async fn pdf(access: Access<ViewRecord>, input: FindMandates) -> Result<File> {
    let on = input.on.as_deref().map(clean).filter(|on| !on.is_empty());
    let on = on.map_or(Ok(access.today()), |on| date::parse(&on).map_err(|code| Error::field("on", code)))?;
    let list = {
        let ws = access.begin().await?;
        let rows = mandates::board(&ws, on).await?;
        let members = ws.all(member::Entity::find().filter(member::Column::Id.is_in(rows.iter().map(|row| row.member_id)))).await?;
        let members: HashMap<Uuid, member::Model> = members.into_iter().map(|row| (row.id, row)).collect();
        let offices = ws.all(board_office::Entity::find()).await?;
        let offices: HashMap<Uuid, board_office::Model> = offices.into_iter().map(|row| (row.id, row)).collect();
        let profile = profile::needed(&ws).await?;
        BoardList {
            association_ar: profile.name_ar,
            association_fr: profile.name_fr,
            seat_ar: profile.commune_ar,
            seat_fr: profile.commune_fr,
            legal_receipt: profile.receipt_number,
            on,
            issued_on: ws.today(),
            holders: rows.iter().filter_map(|row| Some(holder(row, members.get(&row.member_id)?, &offices))).collect(),
        }
    };
    let bytes = tokio::task::spawn_blocking(move || documents::board_list(&list)).await.map_err(Error::internal)??;
    Ok(File::pdf(format!("bureau-{on}.pdf"), bytes))
}

fn holder(row: &mandate::Model, member: &member::Model, offices: &HashMap<Uuid, board_office::Model>) -> BoardHolder {
    let own = row.own_office.and_then(|id| offices.get(&id));
    let (office_ar, office_fr) = match own {
        Some(own) => (own.name_ar.clone().unwrap_or_default(), own.name_fr.clone().unwrap_or_default()),
        None => (language::named(Locale::Ar, "role", &row.office), language::named(Locale::Fr, "role", &row.office)),
    };
    let commune = member.commune_fr.as_ref().or(member.commune_ar.as_ref());
    let domicile: Vec<&str> = member.address.iter().chain(commune).map(String::as_str).collect();
    BoardHolder {
        office_ar,
        office_fr,
        name_ar: name_ar(member),
        name_fr: name_fr(member),
        nationality: member.nationality.clone(),
        born_on: member.born_on,
        profession: member.profession.clone(),
        domicile: Some(domicile.join(", ")).filter(|text| !text.is_empty()),
    }
}
