//! One moment across all services. Each service's rows come from a snapshot of its own; together
//! they are of one moment when no event was on its way while the snapshots were taken: every fact
//! that one service holds has had its effect in the others.
//!
//! So: note all events that were sent, see that all are handled, open the snapshots, and see that no
//! event has been sent meanwhile. Otherwise nothing was read yet and it is tried again.

use axum::body::Body;
use axum::http::{Method, Response};
use contracts::leaving::{FindUnhandled, SERVICES, SentEvents, Unhandled};
use futures_util::future::try_join_all;
use http_body_util::BodyExt;
use kernel::{Actor, AssociationId, Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};
use tokio::fs::File;
use tokio::io::{AsyncWriteExt, BufWriter};
use uuid::Uuid;
use web::{Call, State};

/// Ids in one question.
const SLICE: usize = 10_000;

/// Writes each service's rows into a file in `directory`, all as of one moment. Nothing when there
/// was no such moment: an event is on its way.
pub async fn take(state: &State, association: AssociationId, directory: &Path) -> Result<Option<Vec<(&'static str, PathBuf)>>> {
    let ask = Ask { state, association };
    let before = ask.sent().await?;
    if !ask.is_settled(&before).await? {
        return Ok(None);
    }
    let streams = try_join_all(SERVICES.iter().map(|service| ask.rows(service))).await?;
    if ask.sent().await? != before {
        return Ok(None);
    }
    let kept = SERVICES.iter().zip(streams).map(|(service, stream)| async move {
        let path = directory.join(format!("{service}.part"));
        keep(stream, &path).await?;
        Ok::<_, Error>((*service, path))
    });
    // all at once: a snapshot that waits for its turn would be ended by the database
    try_join_all(kept).await.map(Some)
}

struct Ask<'a> {
    state: &'a State,
    association: AssociationId,
}

impl Ask<'_> {
    fn token(&self) -> String {
        Actor::service("tenancy").seal(self.state.signer(), self.state.clock().now())
    }

    async fn call<I: Serialize, O: DeserializeOwned>(&self, method: Method, path: &str, input: &I) -> Result<O> {
        let call = Call { method, path, token: &self.token(), request_id: "export", idempotency_key: None };
        self.state.peers().call(&call, input).await
    }

    async fn sent(&self) -> Result<Vec<SentEvents>> {
        try_join_all(SERVICES.iter().map(|service| async move {
            self.call(Method::GET, &format!("/internal/workspaces/{service}/{}/events", self.association), &()).await
        }))
        .await
    }

    async fn is_settled(&self, all: &[SentEvents]) -> Result<bool> {
        if all.iter().any(|sent| sent.waiting > 0) {
            return Ok(false);
        }
        for service in SERVICES {
            let events = all.iter().flat_map(|sent| &sent.sent).filter(|event| event.to.iter().any(|name| name == service));
            let events: Vec<Uuid> = events.map(|event| event.id).collect();
            for slice in events.chunks(SLICE) {
                let path = format!("/internal/workspaces/{service}/unhandled");
                let left: Unhandled = self.call(Method::POST, &path, &FindUnhandled { events: slice.to_vec() }).await?;
                if left.count > 0 {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// The answer begins when the snapshot is taken.
    async fn rows(&self, service: &str) -> Result<Response<Body>> {
        let path = format!("/internal/workspaces/{service}/{}/rows", self.association);
        let call = Call { method: Method::GET, path: &path, token: &self.token(), request_id: "export", idempotency_key: None };
        self.state.peers().file(&call).await
    }
}

async fn keep(stream: Response<Body>, path: &Path) -> Result<()> {
    let mut file = BufWriter::new(File::create(path).await.map_err(Error::internal)?);
    let mut body = stream.into_body();
    while let Some(frame) = body.frame().await {
        if let Ok(data) = frame.map_err(Error::unavailable)?.into_data() {
            file.write_all(&data).await.map_err(Error::internal)?;
        }
    }
    file.flush().await.map_err(Error::internal)
}
