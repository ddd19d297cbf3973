//! What tenancy does by the clock.

use crate::entity::token;
use crate::imports;
use crate::leaving::{deletion, exports};
use crate::mandates;
use crate::webhooks;
use futures_util::future::BoxFuture;
use kernel::{AssociationId, Result};
use runtime::Task;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::time::Duration;
use web::State;

pub const SCHEDULE: &[Task] = &[
    Task { name: "forget dead tokens", every: Duration::from_hours(1), run: forget_tokens },
    Task { name: "call webhooks", every: Duration::from_secs(1), run: webhooks::send },
    Task { name: "associations' imports", every: Duration::from_secs(1), run: imports::work },
    Task { name: "forget imported files", every: Duration::from_hours(1), run: imports::forget_files },
    exports::MAKE,
    exports::DROP,
    deletion::ERASE,
    mandates::DAYS,
];

fn forget_tokens(state: State) -> BoxFuture<'static, Result<bool>> {
    Box::pin(async move {
        let ws = state.workspace(AssociationId::PLATFORM, "forget dead tokens").await?;
        ws.global().delete(token::Entity::delete_many().filter(token::Column::ExpiresAt.lt(ws.now()))).await?;
        ws.commit(false).await
    })
}
