//! Handing a mail over: to an SMTP server, or to the viewable outbox where there is none.

use crate::mail::Mail;
use crate::outbox;
use crate::verdict::Answer;
use chrono::{DateTime, Utc};
use kernel::{Error, Result};
use lettre::transport::smtp::PoolConfig;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use uuid::Uuid;
use web::PublicSettings;

/// Mails on their way at once, each on its connection.
pub const AT_ONCE: usize = 8;
/// For one command and its answer.
const COMMAND: Duration = Duration::from_secs(30);
/// For a whole mail.
const WHOLE: Duration = Duration::from_secs(90);

type Smtp = AsyncSmtpTransport<Tokio1Executor>;

#[derive(Clone)]
pub enum Transport {
    Smtp(Smtp),
    Kept(PathBuf),
}

/// Connections are kept between runs of the task. Tests host several installations in one process,
/// hence by URL.
static OPEN: Mutex<Vec<(String, Smtp)>> = Mutex::new(Vec::new());

impl Transport {
    pub fn of(settings: &PublicSettings) -> Result<Self> {
        let Some(url) = &settings.smtp_url else { return Ok(Self::Kept(outbox::directory(&settings.data))) };
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, smtp)) = open.iter().find(|(known, _)| known == url) {
            return Ok(Self::Smtp(smtp.clone()));
        }
        let pool = PoolConfig::new().max_size(u32::try_from(AT_ONCE).unwrap_or(u32::MAX));
        let smtp: Smtp =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(Error::internal)?.timeout(Some(COMMAND)).pool_config(pool).build();
        open.push((url.clone(), smtp.clone()));
        Ok(Self::Smtp(smtp))
    }

    pub async fn send(&self, delivery: Uuid, mail: Mail, message: Message, now: DateTime<Utc>) -> Answer {
        match self {
            Self::Smtp(smtp) => match tokio::time::timeout(WHOLE, smtp.send(message)).await {
                Ok(Ok(response)) => Answer::Accepted(format!("{} {}", response.code(), response.message().collect::<Vec<_>>().join(" "))),
                Ok(Err(error)) => answer(&error),
                Err(_) => Answer::Unreachable("timeout".into()),
            },
            Self::Kept(directory) => {
                let directory = directory.clone();
                let kept = tokio::task::spawn_blocking(move || outbox::keep(&directory, delivery, &mail, &message.formatted(), now)).await;
                match kept {
                    Ok(Ok(file)) => Answer::Accepted(file),
                    Ok(Err(error)) => Answer::Unreachable(error.to_string()),
                    Err(error) => Answer::Unmakeable(error.to_string()),
                }
            }
        }
    }
}

fn answer(error: &lettre::transport::smtp::Error) -> Answer {
    let source = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    match error.status() {
        Some(code) => Answer::Refused { code: u16::from(code), text: source },
        None => Answer::Unreachable(error.to_string()),
    }
}
