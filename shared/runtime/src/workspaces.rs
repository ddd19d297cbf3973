//! What every service does for a workspace as a whole: pours out its rows for an export, erases
//! them, answers for it. A new service is covered without a line of its own.

use crate::module::Module;
use axum::body::{Body, Bytes};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use contracts::ById;
use contracts::events::{Envelope, Event};
use contracts::leaving::{FindUnhandled, SentEvent, SentEvents, Unhandled};
use database::{Copied, Db, Origin, TableInfo, Workspace};
use kernel::permission::Internal;
use kernel::{AssociationId, Error, Result};
use messaging::Bus;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::io;
use tokio::sync::mpsc::{Sender, channel};
use web::{Access, File, Routes, State};

/// Bytes of a file in one line, before they become base64.
const PIECE: usize = 48 * 1024;
/// Lines are sent in parts of about this many bytes.
const PART: usize = 64 * 1024;

pub(crate) fn routes(module: &Module) -> Routes {
    let (routes, name) = ((module.routes)(), module.name);
    if module.migrations.is_none() {
        return routes;
    }
    routes
        .get(&format!("/internal/workspaces/{name}/{{id}}/events"), "Events of an association that are still kept", events)
        .post(&format!("/internal/workspaces/{name}/unhandled"), "How many of these events are still to come here", unhandled)
        .file(&format!("/internal/workspaces/{name}/{{id}}/rows"), "All rows of an association", rows)
}

async fn events(access: Access<Internal>, input: ById) -> Result<SentEvents> {
    let (sent, waiting) = access.state().db()?.sent_events(AssociationId(input.id)).await?;
    let sent = sent.into_iter().map(|(id, to)| SentEvent { id, to: to.iter().map(ToString::to_string).collect() });
    Ok(SentEvents { waiting: waiting as u64, sent: sent.collect() })
}

async fn unhandled(access: Access<Internal>, input: FindUnhandled) -> Result<Unhandled> {
    Ok(Unhandled { count: access.state().db()?.unhandled(&input.events).await? as u64 })
}

/// Lines, each led by a letter: `T` a table with its columns, `R` one of its rows, `F` a file of
/// that row with `B` its bytes in base64, `E` the end. All as it was when the first line was sent.
async fn rows(access: Access<Internal>, input: ById) -> Result<File> {
    let state = access.state();
    let ws = state.db()?.snapshot(AssociationId(input.id), Origin::platform(access.request_id())).await?;
    let tables = ws.tables_to_take(state.service()).await?;
    let (service, (sender, receiver)) = (state.service(), channel(4));
    tokio::spawn(async move {
        let mut pour = Pour { sender, buffer: Vec::with_capacity(2 * PART) };
        if let Err(error) = pour.all(service, &ws, &tables).await {
            tracing::warn!(service, %error, cause = ?error.cause().map(ToString::to_string), "export broken off");
            let _ = pour.sender.send(Err(io::Error::other(error.to_string()))).await;
        }
    });
    let stream = futures_util::stream::unfold(receiver, |mut receiver| async { receiver.recv().await.map(|part| (part, receiver)) });
    Ok(File { content_type: "text/plain; charset=utf-8", name: format!("{service}.rows"), inline: false, body: Body::from_stream(stream) })
}

/// SHA-256 in hex, as `sha256sum` prints it.
fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}"); // writing to a String does not fail
        hex
    })
}

struct Pour {
    sender: Sender<io::Result<Bytes>>,
    buffer: Vec<u8>,
}

impl Pour {
    async fn all(&mut self, service: &str, ws: &Workspace, tables: &[TableInfo]) -> Result<()> {
        for table in tables {
            self.line(b'T', serde_json::to_string(table).map_err(Error::internal)?.as_bytes()).await?;
            // the first part tells the reader that the snapshot is taken
            self.flush().await?;
            let mut after = None;
            loop {
                let rows = ws.take_rows(table, after).await?;
                let Some(last) = rows.last() else { break };
                after = last.id();
                for row in rows {
                    self.row(service, &table.name, row).await?;
                }
                // rows without ids are few and come at once
                if after.is_none() {
                    break;
                }
            }
        }
        self.line(b'E', b"").await?;
        self.flush().await
    }

    async fn row(&mut self, service: &str, table: &str, mut row: Copied) -> Result<()> {
        let id = row.id().unwrap_or_default();
        for (column, bytes) in &row.bytes {
            let file = json!({ "file": format!("files/{service}/{table}/{id}.{column}"), "bytes": bytes.len(), "sha256": hex(bytes) });
            row.cells.insert(column.clone(), file);
        }
        self.line(b'R', serde_json::to_string(&row.cells).map_err(Error::internal)?.as_bytes()).await?;
        for (column, bytes) in &row.bytes {
            self.line(b'F', row.cells[column].to_string().as_bytes()).await?;
            for piece in bytes.chunks(PIECE) {
                self.line(b'B', STANDARD.encode(piece).as_bytes()).await?;
            }
        }
        Ok(())
    }

    async fn line(&mut self, kind: u8, text: &[u8]) -> Result<()> {
        self.buffer.push(kind);
        self.buffer.extend_from_slice(text);
        self.buffer.push(b'\n');
        if self.buffer.len() >= PART { self.flush().await } else { Ok(()) }
    }

    async fn flush(&mut self) -> Result<()> {
        let part = std::mem::take(&mut self.buffer);
        self.sender.send(Ok(part.into())).await.map_err(|_| Error::unavailable("nobody listens any more"))
    }
}

/// A reaction with what all services do alike around it.
pub(crate) async fn react(module: Module, ws: &Workspace, envelope: &Envelope, state: &State) -> Result<()> {
    match envelope.event {
        Event::ErasureOrdered { order } => ws.order_erasure(order).await?,
        Event::ErasureWithdrawn { order } => ws.withdraw_erasure(order).await?,
        _ => {}
    }
    (module.react)(ws, envelope, state).await?;
    match envelope.event {
        // after the service itself has removed what only its rows lead to
        Event::ErasureDue { order } | Event::ErasureOfRegistry { order } => ws.erase(order).await,
        _ => Ok(()),
    }
}

/// After an erasure: nothing may be left in the free space of files or on the bus. Then the service
/// answers for it. True when there was anything to do.
pub(crate) async fn sweep(db: &Db, bus: &Bus) -> Result<bool> {
    let erased = db.erased_unanswered().await?;
    if erased.is_empty() {
        return Ok(false);
    }
    db.leave_no_bytes().await?;
    for erased in erased {
        bus.forget(AssociationId(erased.association)).await?;
        db.answer_erasure(erased).await?;
    }
    Ok(true)
}
