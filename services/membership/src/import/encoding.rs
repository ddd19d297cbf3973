//! From a file's bytes to text, whatever programme wrote them.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};
use kernel::{Error, Kind, Result};

/// How far the beginning of a file is looked at, in bytes.
const GLANCE: usize = 64 * 1024;

#[derive(Debug)]
pub struct Decoded {
    pub text: String,
    /// As the report names it: `UTF-8`, `UTF-16LE`, `windows-1256`…
    pub encoding: &'static str,
}

/// # Errors
/// `file-empty`, `too-large`, or `file-not-csv` for a spreadsheet, a PDF, anything binary.
pub fn decode(bytes: &[u8]) -> Result<Decoded> {
    if bytes.len() > web::MAX_UPLOAD {
        return Err(Error::new(Kind::TooLarge, "too-large").with("megabytes", web::MAX_UPLOAD / 1024 / 1024));
    }
    // PK: XLSX and ODS; D0CF: old XLS
    if [b"PK\x03\x04".as_slice(), b"%PDF", b"\xD0\xCF\x11\xE0", b"{\\rtf", b"\x1F\x8B"].iter().any(|magic| bytes.starts_with(magic)) {
        return Err(Error::invalid("file-not-csv"));
    }
    if let Some(line) = broken_line(bytes) {
        return Err(Error::invalid("file-damaged").with("line", line));
    }
    let (encoding, content) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None => (guess(bytes), bytes),
    };
    let (text, damaged) = encoding.decode_without_bom_handling(content);
    let text = text.trim_end_matches('\u{1a}');
    if text.trim().is_empty() {
        return Err(Error::invalid("file-empty"));
    }
    if damaged || text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{80}'..='\u{9f}')) {
        return Err(Error::invalid("file-not-csv"));
    }
    Ok(Decoded { text: text.to_owned(), encoding: encoding.name() })
}

/// The line of the first broken byte in what is otherwise UTF-8. Read as another encoding, all the
/// other names would come out garbled.
fn broken_line(bytes: &[u8]) -> Option<usize> {
    let (mut whole, mut broken, mut first) = (0, 0, None);
    let mut lines = 1;
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        lines += chunk.valid().matches('\n').count();
        if !chunk.invalid().is_empty() {
            broken += 1;
            first.get_or_insert(lines);
        }
    }
    // in the old encodings, letters seldom happen to make a whole UTF-8 sequence
    first.filter(|_| whole > 2 * broken)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let beginning = &bytes[..bytes.len().min(GLANCE)];
    // digits, separators and line ends have a zero byte in UTF-16, and nothing has in the others
    let zeros = |odd: usize| beginning.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, 0) if std::str::from_utf8(bytes).is_ok() => UTF_8,
        (0, 0) if is_arabic(bytes) => WINDOWS_1256,
        (0, 0) => WINDOWS_1252,
        (even, odd) if even < odd => UTF_16LE,
        _ => UTF_16BE,
    }
}

/// The bytes of Arabic letters in Windows-1256 are capitals with accents in Windows-1252 (and the
/// small letters of French are the same bytes in both). Arabic letters stand together in words;
/// French has a capital with an accent here and there, alone.
fn is_arabic(bytes: &[u8]) -> bool {
    let (mut together, mut alone) = (0, 0);
    for run in bytes.chunk_by(|a, b| is_arabic_letter(*a) == is_arabic_letter(*b)).filter(|run| is_arabic_letter(run[0])) {
        if run.len() > 1 { together += run.len() } else { alone += 1 }
    }
    together > alone
}

fn is_arabic_letter(byte: u8) -> bool {
    matches!(byte, 0xC1..=0xD6 | 0xD8..=0xDF | 0xE1 | 0xE3..=0xE6 | 0xEC | 0xED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn a_broken_byte_in_utf8_is_told_by_its_line() {
        let mut bytes = "Prénom,Nom\nDriss,Bouazza\nHélène,Aït\nإدريس,بوعزة\n".as_bytes().to_vec();
        bytes.splice(20..20, [0xFF]);
        let error = decode(&bytes).expect_err("damaged");
        assert_eq!((error.code(), error.params()["line"].as_str()), ("file-damaged", "2"));
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "الاسم;Prénom\r\n12;إدريس\n";
        let (arabic, _, _) = WINDOWS_1256.encode(text);
        let with_mark = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), "UTF-8"),
            (with_mark(b"\xEF\xBB\xBF", text.as_bytes().to_vec()), "UTF-8"),
            (utf16(text, u16::to_le_bytes), "UTF-16LE"),
            (with_mark(b"\xFF\xFE", utf16(text, u16::to_le_bytes)), "UTF-16LE"),
            (utf16(text, u16::to_be_bytes), "UTF-16BE"),
            (with_mark(b"\xFE\xFF", utf16(text, u16::to_be_bytes)), "UTF-16BE"),
            (arabic.to_vec(), "windows-1256"),
        ] {
            let decoded = decode(&bytes).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
        }
    }

    #[test]
    fn french_with_capitals_is_french() {
        let text = "Prénom;Nom;État\nÉlodie;BÉNANI;Adhérent à jour\n";
        let decoded = decode(&WINDOWS_1252.encode(text).0).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, "windows-1252"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for (bytes, code) in [
            (b"PK\x03\x04rest".as_slice(), "file-not-csv"),
            (b"%PDF-1.7", "file-not-csv"),
            (b"a;b\n\x00\x01\x02\x03", "file-not-csv"),
            (b"", "file-empty"),
            (b"\xEF\xBB\xBF \r\n", "file-empty"),
        ] {
            assert_eq!(decode(bytes).unwrap_err().code(), code, "{bytes:?}");
        }
        assert_eq!(decode(&vec![b'a'; web::MAX_UPLOAD + 1]).unwrap_err().code(), "too-large");
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_decoding(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = decode(&bytes);
        }
    }
}
