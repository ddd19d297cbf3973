//! The file of a declaration for the authority, as one ZIP: the list of the board to be signed, the
//! minutes, the statutes in force.

use crate::entity::{declaration, statutes_version};
use axum::body::to_bytes;
use axum::http::Method;
use contracts::ById;
use kernel::permission::ViewRecord;
use kernel::{Error, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::io::{Cursor, Write};
use web::{Access, Call, File};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Bytes of the list.
const LARGEST_LIST: usize = 10 * 1024 * 1024;

/// `GET …/record/declarations/{id}/dossier`
pub async fn zip(access: Access<ViewRecord>, input: ById) -> Result<File> {
    let (slug, decided_on, about_board, minutes, statutes) = {
        let ws = access.begin().await?;
        let row = ws.get::<declaration::Entity>(input.id).await?;
        let newest = statutes_version::Entity::find().order_by_desc(statutes_version::Column::AdoptedOn);
        let newest =
            newest.filter(statutes_version::Column::AdoptedOn.lte(ws.today())).order_by_desc(statutes_version::Column::Id).limit(1);
        let statutes = match ws.one(newest).await? {
            Some(version) => Some(ws.file(version.file_id).await?),
            None => None,
        };
        let minutes = match row.minutes_id {
            Some(id) => Some(ws.file(id).await?),
            None => None,
        };
        let slug = crate::associations::find(&ws, ws.association().0).await?.slug;
        (slug, row.decided_on, row.about.split_whitespace().any(|about| about == "board"), minutes, statutes)
    };
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    if about_board {
        parts.push(("liste-du-bureau.pdf".into(), list(&access, &slug, decided_on).await?));
    }
    for (name, file) in [("proces-verbal", minutes), ("statuts", statutes)] {
        if let Some(file) = file {
            parts.push((format!("{name}.{}", file.media.code()), file.bytes));
        }
    }
    if parts.is_empty() {
        return Err(Error::conflict("dossier-empty"));
    }
    let bytes = tokio::task::spawn_blocking(move || pack(parts)).await.map_err(Error::internal)??;
    Ok(File { content_type: "application/zip", name: format!("declaration-{decided_on}.zip"), inline: false, body: bytes.into() })
}

/// The board of the day after which the change holds: membership knows it.
async fn list(access: &Access<ViewRecord>, slug: &str, on: chrono::NaiveDate) -> Result<Vec<u8>> {
    let state = access.state();
    let token = access.actor().seal(state.signer(), access.now());
    let path = format!("/api/v1/associations/{slug}/mandates/list.pdf?on={on}");
    let call = Call { method: Method::GET, path: &path, token: &token, request_id: access.request_id(), idempotency_key: None };
    let response = state.peers().file(&call).await?;
    Ok(to_bytes(response.into_body(), LARGEST_LIST).await.map_err(Error::internal)?.to_vec())
}

fn pack(parts: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(name, options).map_err(Error::internal)?;
        zip.write_all(&bytes).map_err(Error::internal)?;
    }
    Ok(zip.finish().map_err(Error::internal)?.into_inner())
}
