//! Mails kept to be looked at, where no SMTP server is configured: two files each under
//! `data/outbox`, the mail itself (`.eml`) and what a page shows of it (`.json`).

use crate::mail::Mail;
use chrono::{DateTime, Utc};
use contracts::Nothing;
use contracts::mail::KeptMail;
use kernel::permission::Internal;
use kernel::{Error, Result};
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use uuid::Uuid;
use web::Access;

/// Mails that are shown.
const SHOWN: usize = 200;

pub fn directory(data: &Path) -> PathBuf {
    data.join("outbox")
}

pub async fn list(access: Access<Internal>, _: Nothing) -> Result<Vec<KeptMail>> {
    let directory = directory(&access.state().settings().data);
    tokio::task::spawn_blocking(move || read(&directory)).await.map_err(Error::internal)?.map_err(Error::internal)
}

/// Writes the mail so that it is there whole or not at all: the page's part first, the `.eml` last,
/// each under another name until it is complete.
pub fn keep(directory: &Path, delivery: Uuid, mail: &Mail, bytes: &[u8], now: DateTime<Utc>) -> io::Result<String> {
    std::fs::create_dir_all(directory)?;
    // names in the order of time
    let name = format!("{}-{delivery}", now.format("%Y%m%dT%H%M%S%.6fZ"));
    let kept = KeptMail {
        file: format!("{name}.eml"),
        to: mail.to.clone(),
        subject: kernel::fold::clean(&mail.subject),
        text: mail.text.clone(),
        attachments: mail.enclosures.iter().map(|enclosure| enclosure.name.to_owned()).collect(),
    };
    write(directory, &format!("{name}.json"), &serde_json::to_vec(&kept)?)?;
    write(directory, &kept.file, bytes)?;
    Ok(kept.file)
}

/// Removes what is kept of these deliveries.
pub fn remove(directory: &Path, deliveries: &HashSet<Uuid>) -> io::Result<()> {
    let entries = match std::fs::read_dir(directory) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().into_string().unwrap_or_default();
        let id = name.split('.').nth(1).and_then(|rest| rest.split_once('-')).and_then(|(_, id)| Uuid::try_parse(id).ok());
        if id.is_some_and(|id| deliveries.contains(&id)) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn write(directory: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let unfinished = directory.join(format!("{name}.part"));
    std::fs::write(&unfinished, bytes)?;
    std::fs::rename(unfinished, directory.join(name))
}

/// Newest first. A mail whose second file is unreadable is left out.
fn read(directory: &Path) -> io::Result<Vec<KeptMail>> {
    let entries = match std::fs::read_dir(directory) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<_> = names.filter_map(|name| name.strip_suffix(".eml").map(str::to_owned)).collect();
    names.sort_unstable_by(|a, b| b.cmp(a));
    let read = |name: &String| serde_json::from_slice(&std::fs::read(directory.join(format!("{name}.json"))).ok()?).ok();
    Ok(names.iter().take(SHOWN).filter_map(read).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::Enclosure;

    #[test]
    fn what_is_kept_is_shown_newest_first() {
        let directory = std::env::temp_dir().join(format!("nassij-outbox-{}", kernel::id::new_id()));
        assert!(read(&directory).unwrap().is_empty());
        let mail = |subject: &str| Mail {
            from_name: "N".into(),
            to_name: "A".into(),
            to: "a@example.ma".into(),
            subject: subject.into(),
            text: "t\nu".into(),
            enclosures: vec![Enclosure { name: "assembly.ics", content_type: "text/calendar", bytes: vec![] }],
            message_id: "<1@x>".into(),
        };
        for (second, subject) in [(5, "b"), (4, "a"), (60, "c")] {
            keep(&directory, Uuid::from_u128(1), &mail(subject), b"bytes", DateTime::from_timestamp(1_797_096_600 + second, 0).unwrap())
                .unwrap();
        }
        std::fs::write(directory.join("20990101T000000.000000Z-x.eml.part"), b"half").unwrap();
        let kept = read(&directory).unwrap();
        assert_eq!(kept.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(), ["c", "b", "a"]);
        assert_eq!(
            (kept[0].to.as_str(), kept[0].text.as_str(), kept[0].attachments.as_slice()),
            ("a@example.ma", "t\nu", ["assembly.ics".to_owned()].as_slice())
        );
        assert_eq!(std::fs::read(directory.join(&kept[0].file)).unwrap(), b"bytes");
        remove(&directory, &HashSet::from([Uuid::from_u128(2)])).unwrap();
        assert_eq!(read(&directory).unwrap().len(), 3, "others' mails stay");
        remove(&directory, &HashSet::from([Uuid::from_u128(1)])).unwrap();
        assert!(read(&directory).unwrap().is_empty());
        std::fs::remove_dir_all(directory).unwrap();
    }
}
