//! The vouchers of a year as a ZIP, made while it is sent. Vouchers never change, so each is read in a transaction of its own:
//! a slow client holds none, and there is one file in memory at a time.

use crate::entity::{entry, fiscal_year, voucher};
use crate::{vouchers, years};
use contracts::vouchers::AskVouchers;
use database::{FileFacts, Workspace};
use futures_util::stream;
use kernel::permission::ViewBooks;
use kernel::{Error, Locale, Result};
use language::key;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{HashMap, VecDeque};
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;
use web::{Access, File};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

/// Rows whose entries and files are looked up together.
const SLICE: usize = 500;

/// What was written and not sent yet.
#[derive(Clone, Default)]
struct Out(Arc<Mutex<Vec<u8>>>);

impl Out {
    fn drain(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

type Zip = ZipWriter<StreamWriter<Out>>;

struct Pack {
    access: Access<ViewBooks>,
    /// Absent when it is finished.
    zip: Option<Zip>,
    out: Out,
    index: Option<String>,
    left: VecDeque<(String, Uuid)>,
}

/// A voucher as the index tells it.
struct Listed {
    voucher: voucher::Model,
    entry: entry::Model,
    facts: Option<FileFacts>,
    wrong: String,
    /// In the ZIP; empty where there is no file.
    name: String,
}

/// `GET …/books/vouchers.zip`
pub async fn download(access: Access<ViewBooks>, input: AskVouchers) -> Result<File> {
    let ws = access.begin().await?;
    let year = years::asked(&ws, access.actor(), input.year).await?;
    let listed = listed(&ws, &year).await?;
    drop(ws);
    let out = Out::default();
    let pack = Pack {
        index: Some(index(&listed, access.locale())),
        left: listed.into_iter().filter_map(|one| Some((one.name, one.voucher.file_id?))).collect(),
        zip: Some(ZipWriter::new_stream(out.clone())),
        out,
        access,
    };
    Ok(File::streamed("application/zip", format!("vouchers-{}.zip", year.year), stream::try_unfold(pack, next)))
}

/// The vouchers of a year by journal and number.
async fn listed(ws: &Workspace, year: &fiscal_year::Model) -> Result<Vec<Listed>> {
    let of_year = Query::select()
        .column(entry::Column::Id)
        .from(entry::Entity)
        .and_where(Expr::col((entry::Entity, entry::Column::AssociationId)).eq(ws.association().0))
        .and_where(Expr::col((entry::Entity, entry::Column::FiscalYearId)).eq(year.id))
        .to_owned();
    let select = voucher::Entity::find().filter(voucher::Column::EntryId.in_subquery(of_year)).order_by_asc(voucher::Column::Id);
    let mut listed = Vec::new();
    for slice in ws.all(select).await?.chunks(SLICE) {
        let entries = ws.all(entry::Entity::find().filter(entry::Column::Id.is_in(slice.iter().map(|row| row.entry_id)))).await?;
        let entries: HashMap<Uuid, entry::Model> = entries.into_iter().map(|entry| (entry.id, entry)).collect();
        let files = ws.files(slice.iter().filter_map(|row| row.file_id).collect()).await?;
        let wrong = vouchers::wrong_of(ws, slice.iter().map(|row| row.id).collect()).await?;
        for voucher in slice {
            let entry = entries.get(&voucher.entry_id).ok_or_else(|| Error::internal("a voucher without its entry"))?.clone();
            let facts = files.iter().find(|facts| Some(facts.id) == voucher.file_id).cloned();
            let wrong = wrong.get(&voucher.id).map(|wrong| wrong.reason.clone()).unwrap_or_default();
            listed.push(Listed { voucher: voucher.clone(), entry, facts, wrong, name: String::new() });
        }
    }
    listed.sort_by(|a, b| (&a.entry.journal, a.entry.number, a.voucher.id).cmp(&(&b.entry.journal, b.entry.number, b.voucher.id)));
    name(&mut listed, year.year)?;
    Ok(listed)
}

/// `GEN/GEN-2026-00012-1.jpg`: the first voucher of the twelfth entry.
fn name(listed: &mut [Listed], year: i32) -> Result<()> {
    let (mut of, mut nth) = (None, 0);
    for one in listed {
        nth = if of == Some(one.entry.id) { nth + 1 } else { 1 };
        of = Some(one.entry.id);
        if let Some(facts) = &one.facts {
            let journal = &one.entry.journal;
            one.name = format!("{journal}/{journal}-{year}-{:05}-{nth}.{}", one.entry.number, facts.media()?.code());
        }
    }
    Ok(())
}

fn index(listed: &[Listed], locale: Locale) -> String {
    let titles = [
        key::VOUCHER_FILE,
        key::ENTRY_NUMBER,
        key::ENTRY_POSTED_ON,
        key::ENTRY_LABEL,
        key::BOOKS_TOTAL,
        key::VOUCHER_KIND,
        key::VOUCHER_NUMBER,
        key::VOUCHER_DATE,
        key::VOUCHER_ADDED,
        key::VOUCHER_ADDED_BY,
        key::VOUCHER_DIGEST,
        key::VOUCHER_WRONG,
    ];
    let mut text = tables::BEGINNING.to_owned() + &tables::line(titles.map(|title| language::text(locale, title)));
    for Listed { voucher, entry, facts: _, wrong, name } in listed {
        let kind = if voucher.kind.is_empty() { String::new() } else { language::named(locale, "voucher-kind", &voucher.kind) };
        text += &tables::line([
            name.clone(),
            format!("{} {}", entry.journal, entry.number),
            entry.posted_on.to_string(),
            entry.label.clone(),
            format!("{},{:02}", entry.total / 100, entry.total % 100),
            kind,
            voucher.number.clone(),
            voucher.dated_on.map(|on| on.to_string()).unwrap_or_default(),
            kernel::clock::to_local(voucher.added_at).format("%Y-%m-%d %H:%M").to_string(),
            voucher.added_by.clone(),
            voucher.sha256.clone().unwrap_or_default(),
            wrong.clone(),
        ]);
    }
    text
}

async fn next(mut pack: Pack) -> Result<Option<(Vec<u8>, Pack)>> {
    let Some(mut zip) = pack.zip.take() else { return Ok(None) };
    let piece = match pack.index.take() {
        Some(index) => Some(("index.csv".to_owned(), index.into_bytes())),
        None => match pack.left.pop_front() {
            Some((name, file)) => Some((name, pack.access.begin().await?.file(file).await?.bytes)),
            None => None,
        },
    };
    let written = tokio::task::spawn_blocking(move || -> Result<Option<Zip>> {
        let Some((name, bytes)) = piece else {
            zip.finish().map_err(Error::internal)?;
            return Ok(None);
        };
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(name, options).map_err(Error::internal)?;
        zip.write_all(&bytes).map_err(Error::internal)?;
        Ok(Some(zip))
    });
    pack.zip = written.await.map_err(Error::internal)??;
    Ok(Some((pack.out.drain(), pack)))
}
