//! A photo or PDF of a paper, made a file that can be kept and shown.

use database::NewFile;
use documents::picture;
use kernel::{Error, Result};
use tokio::sync::Semaphore;

/// The longer side of a photo, in pixels: the small print of an invoice can still be read.
const SIDE: u32 = 2200;
/// Endings that the name of a photo may have.
const PHOTOS: [&str; 4] = ["jpg", "jpeg", "png", "webp"];

/// Unpacking a picture is work for a core, and memory: one at a time, whoever sends it.
static UNPACKING: Semaphore = Semaphore::const_new(1);

/// Told by its bytes. A photo is encoded anew, so that where and by whom it was taken is gone.
///
/// # Errors
/// At `file`: `file-empty`, `voucher-file-kind`, `file-not-what-its-name-says`, `photo-too-large`, `photo-unreadable`
pub async fn prepare(name: &str, bytes: Vec<u8>) -> Result<NewFile> {
    let at_file = |code| Error::field("file", code);
    if bytes.is_empty() {
        return Err(at_file("file-empty"));
    }
    if bytes.starts_with(b"%PDF-") {
        return NewFile::read(name, bytes).map_err(at_file);
    }
    let stem = photo_stem(name).map_err(at_file)?;
    let _turn = UNPACKING.acquire().await.map_err(Error::internal)?;
    let done = tokio::task::spawn_blocking(move || picture::prepare(&bytes, SIDE)).await.map_err(Error::internal)?;
    let jpeg = done.map_err(|code| at_file(if code == "photo-kind" { "voucher-file-kind" } else { code }))?;
    NewFile::read(&format!("{stem}.jpg"), jpeg).map_err(at_file)
}

/// The name without its ending, which must be a photo's.
fn photo_stem(name: &str) -> std::result::Result<&str, &'static str> {
    match name.rsplit_once('.') {
        None => Ok(if name.is_empty() { "photo" } else { name }),
        Some((stem, ending)) if PHOTOS.contains(&ending.to_ascii_lowercase().as_str()) => Ok(stem),
        Some((_, "pdf" | "PDF")) => Err("file-not-what-its-name-says"),
        Some(_) => Err("voucher-file-kind"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_keeps_its_name_and_nothing_passes_for_one() {
        assert_eq!(photo_stem("facture 12.JPG"), Ok("facture 12"));
        assert_eq!(photo_stem("فاتورة.webp"), Ok("فاتورة"));
        assert_eq!(photo_stem("scan"), Ok("scan"));
        assert_eq!(photo_stem(""), Ok("photo"));
        assert_eq!(photo_stem("a.pdf"), Err("file-not-what-its-name-says"));
        assert_eq!(photo_stem("a.exe"), Err("voucher-file-kind"));
    }
}
