//! What a file is, told by its first bytes and never by its name.

/// The kinds of files that are kept for an association: what its office scans and writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    Pdf,
    Png,
    Jpeg,
    Docx,
}

impl Media {
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Png, Self::Jpeg, Self::Docx];

    /// The name in the database and the ending of the file's name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Docx => "docx",
        }
    }

    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|media| media.code() == code)
    }

    /// What the bytes are, whatever the name says; a name that says something else is a lie, and
    /// whoever opens the file would believe the name.
    ///
    /// # Errors
    /// `file-empty`, `file-kind-unknown`, `file-not-what-its-name-says`.
    pub fn of(name: &str, bytes: &[u8]) -> Result<Self, &'static str> {
        if bytes.is_empty() {
            return Err("file-empty");
        }
        let media = Self::sniff(bytes).ok_or("file-kind-unknown")?;
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let said = match ending.as_deref() {
            None => return Ok(media),
            Some("jpeg") => Some(Self::Jpeg),
            Some(ending) => Self::parse(ending),
        };
        if said == Some(media) { Ok(media) } else { Err("file-not-what-its-name-says") }
    }

    fn sniff(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if bytes.starts_with(b"PK\x03\x04") && holds(bytes, b"[Content_Types].xml") && holds(bytes, b"word/document.xml") {
            // a spreadsheet, a JAR, an APK are ZIP files too; one with macros is no plain letter
            (!holds(bytes, b"vbaProject.bin")).then_some(Self::Docx)
        } else {
            None
        }
    }
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let docx = b"PK\x03\x04....[Content_Types].xml....word/document.xml".as_slice();
        for (name, bytes, media) in [
            ("statuts.pdf", b"%PDF-1.7 ...".as_slice(), Media::Pdf),
            ("SCAN.PNG", b"\x89PNG\r\n\x1a\n...", Media::Png),
            ("photo.jpeg", b"\xff\xd8\xff\xe0...", Media::Jpeg),
            ("القانون الأساسي.docx", docx, Media::Docx),
            ("scan", b"%PDF-1.4", Media::Pdf),
        ] {
            assert_eq!(Media::of(name, bytes), Ok(media), "{name}");
        }
    }

    #[test]
    fn lies_and_what_no_office_writes_are_refused() {
        let macros = b"PK\x03\x04[Content_Types].xml word/document.xml word/vbaProject.bin".as_slice();
        for (name, bytes, code) in [
            ("a.pdf", b"".as_slice(), "file-empty"),
            ("a.pdf", b"MZ\x90\x00", "file-kind-unknown"),
            ("a.pdf", b"<html><script>", "file-kind-unknown"),
            ("a.svg", b"<svg onload=...>", "file-kind-unknown"),
            ("a.docx", b"PK\x03\x04 xl/workbook.xml [Content_Types].xml", "file-kind-unknown"),
            ("a.docx", macros, "file-kind-unknown"),
            ("a.exe", b"%PDF-1.7", "file-not-what-its-name-says"),
            ("a.pdf", b"\x89PNG\r\n\x1a\n", "file-not-what-its-name-says"),
        ] {
            assert_eq!(Media::of(name, bytes), Err(code), "{name}");
        }
    }
}
