//! From a file's bytes to text, whatever programme wrote them, without ever holding the file.

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};
use kernel::{Error, Result};
use std::io::{Read, Seek, SeekFrom};

/// How much of a file is looked at at a time, in bytes; its beginning tells UTF-16.
const GLANCE: usize = 64 * 1024;

/// A file that is text throughout, in an encoding that is known.
#[derive(Debug)]
pub struct Text<R> {
    source: R,
    encoding: &'static Encoding,
    /// Bytes of the mark at its beginning.
    mark: u64,
}

impl<R: Read + Seek> Text<R> {
    /// Reads the file once through, so that nothing has been made of its first half when its second
    /// turns out to be damaged.
    ///
    /// # Errors
    /// `file-empty`, `file-damaged`, or `file-not-csv` for a spreadsheet, a PDF, anything binary.
    pub fn open(mut source: R) -> Result<Self> {
        let survey = Survey::of(&mut source)?;
        if is_binary(&survey.beginning) {
            return Err(Error::invalid("file-not-csv"));
        }
        if let Some(line) = survey.utf8.broken_line() {
            return Err(Error::invalid("file-damaged").with("line", line));
        }
        let (encoding, mark) = Encoding::for_bom(&survey.beginning).unwrap_or_else(|| (survey.guess(), 0));
        let mut text = Self { source, encoding, mark: mark as u64 };
        text.check()?;
        Ok(text)
    }

    /// As reports name it: `UTF-8`, `UTF-16LE`, `windows-1256`…
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// From its beginning.
    pub(crate) fn feed(&mut self) -> Result<Feed<&mut R>> {
        Feed::begin(&mut self.source, self.encoding, self.mark)
    }

    pub(crate) fn into_feed(self) -> Result<Feed<R>> {
        Feed::begin(self.source, self.encoding, self.mark)
    }

    fn check(&mut self) -> Result<()> {
        let mut feed = self.feed()?;
        let (mut chunk, mut blank, mut over) = (String::new(), true, false);
        while feed.more(&mut chunk)? {
            for c in chunk.chars() {
                // DOS ended texts with this character
                let end = c == '\u{1a}';
                let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{80}'..='\u{9f}');
                if !end && (control || over) {
                    return Err(Error::invalid("file-not-csv"));
                }
                over |= end;
                blank &= end || c.is_whitespace();
            }
            chunk.clear();
        }
        if blank { Err(Error::invalid("file-empty")) } else { Ok(()) }
    }
}

/// Text from a file, a piece at a time.
#[derive(Debug)]
pub(crate) struct Feed<R> {
    source: R,
    decoder: Decoder,
    bytes: Vec<u8>,
    ended: bool,
}

impl<R: Read + Seek> Feed<R> {
    fn begin(mut source: R, encoding: &'static Encoding, mark: u64) -> Result<Self> {
        source.seek(SeekFrom::Start(mark)).map_err(Error::internal)?;
        Ok(Self { source, decoder: encoding.new_decoder_without_bom_handling(), bytes: vec![0; GLANCE], ended: false })
    }

    /// Adds to `text`. False when there is no more.
    pub fn more(&mut self, text: &mut String) -> Result<bool> {
        if self.ended {
            return Ok(false);
        }
        let count = read_full(&mut self.source, &mut self.bytes)?;
        self.ended = count < self.bytes.len();
        text.reserve(self.decoder.max_utf8_buffer_length(count).unwrap_or(3 * count + 16));
        let (_, _, damaged) = self.decoder.decode_to_string(&self.bytes[..count], text, self.ended);
        if damaged {
            return Err(Error::invalid("file-not-csv"));
        }
        if self.ended {
            text.truncate(text.trim_end_matches('\u{1a}').len());
        }
        Ok(true)
    }
}

/// As many bytes as there are, up to the buffer's length.
fn read_full(source: &mut impl Read, buffer: &mut [u8]) -> Result<usize> {
    let mut count = 0;
    while count < buffer.len() {
        match source.read(&mut buffer[count..]) {
            Ok(0) => break,
            Ok(read) => count += read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Error::internal(error)),
        }
    }
    Ok(count)
}

/// PK: XLSX and ODS; D0CF: old XLS.
fn is_binary(beginning: &[u8]) -> bool {
    [b"PK\x03\x04".as_slice(), b"%PDF", b"\xD0\xCF\x11\xE0", b"{\\rtf", b"\x1F\x8B"].iter().any(|magic| beginning.starts_with(magic))
}

/// What the bytes of a file say of its encoding.
#[derive(Default)]
struct Survey {
    beginning: Vec<u8>,
    utf8: Sequences,
    arabic: Runs,
}

impl Survey {
    fn of(source: &mut (impl Read + Seek)) -> Result<Self> {
        source.seek(SeekFrom::Start(0)).map_err(Error::internal)?;
        let (mut survey, mut bytes) = (Self::default(), vec![0; GLANCE]);
        loop {
            let count = read_full(source, &mut bytes)?;
            let read = &bytes[..count];
            if survey.beginning.is_empty() {
                survey.beginning = read.to_vec();
            }
            survey.utf8.add(read);
            survey.arabic.add(read);
            if count < GLANCE {
                survey.utf8.end();
                return Ok(survey);
            }
        }
    }

    fn guess(&self) -> &'static Encoding {
        // digits, separators and line ends have a zero byte in UTF-16, and nothing has in the others
        let zeros = |odd: usize| self.beginning.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
        // and where lines end with one byte, a zero is a stray one
        let ends_with = |zero: bool| {
            let ends = |pair: &[u8]| pair.contains(&0) == zero && pair.iter().any(|byte| matches!(byte, b'\n' | b'\r'));
            self.beginning.chunks_exact(2).any(ends)
        };
        let is_wide = !ends_with(false) || ends_with(true);
        match (zeros(0), zeros(1)) {
            (even, odd) if is_wide && even < odd => UTF_16LE,
            (even, odd) if is_wide && even + odd > 0 => UTF_16BE,
            _ if self.utf8.broken == 0 => UTF_8,
            _ if self.arabic.together > self.arabic.alone => WINDOWS_1256,
            _ => WINDOWS_1252,
        }
    }
}

/// Whole and broken UTF-8.
#[derive(Default)]
struct Sequences {
    whole: usize,
    broken: usize,
    /// The line of the first broken byte.
    first: Option<usize>,
    line_ends: usize,
    /// A sequence whose end is still to come.
    begun: Vec<u8>,
}

impl Sequences {
    fn add(&mut self, bytes: &[u8]) {
        let bytes = [std::mem::take(&mut self.begun), bytes.to_vec()].concat();
        let mut rest = bytes.as_slice();
        while let Some(chunk) = rest.utf8_chunks().next() {
            self.whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            self.line_ends += chunk.valid().matches('\n').count();
            let after = &rest[chunk.valid().len()..];
            if chunk.invalid().len() == after.len() {
                // nothing behind it: it may go on in the next piece
                self.begun = after.to_vec();
                return;
            }
            self.note_broken();
            rest = &after[chunk.invalid().len()..];
        }
    }

    fn end(&mut self) {
        if !self.begun.is_empty() {
            self.note_broken();
        }
    }

    fn note_broken(&mut self) {
        self.broken += 1;
        self.first.get_or_insert(self.line_ends + 1);
    }

    /// The line of the first broken byte in what is otherwise UTF-8. Read as another encoding, all
    /// the other names would come out garbled.
    fn broken_line(&self) -> Option<usize> {
        // in the old encodings, letters seldom happen to make a whole UTF-8 sequence
        self.first.filter(|_| self.whole > 2 * self.broken)
    }
}

/// The bytes of Arabic letters in Windows-1256 are capitals with accents in Windows-1252 (and the
/// small letters of French are the same bytes in both). Arabic letters stand together in words;
/// French has a capital with an accent here and there, alone.
#[derive(Default)]
struct Runs {
    together: usize,
    alone: usize,
}

impl Runs {
    fn add(&mut self, bytes: &[u8]) {
        for run in bytes.chunk_by(|a, b| is_arabic_letter(*a) == is_arabic_letter(*b)).filter(|run| is_arabic_letter(run[0])) {
            if run.len() > 1 { self.together += run.len() } else { self.alone += 1 }
        }
    }
}

fn is_arabic_letter(byte: u8) -> bool {
    matches!(byte, 0xC1..=0xD6 | 0xD8..=0xDF | 0xE1 | 0xE3..=0xE6 | 0xEC | 0xED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Cursor;

    #[derive(Debug)]
    struct Decoded {
        text: String,
        encoding: &'static str,
    }

    fn decode(bytes: &[u8]) -> Result<Decoded> {
        let mut opened = Text::open(Cursor::new(bytes))?;
        let mut text = String::new();
        let mut feed = opened.feed()?;
        while feed.more(&mut text)? {}
        Ok(Decoded { text, encoding: opened.encoding() })
    }

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

    /// Sequences and lines go on from one piece of the file to the next.
    #[test]
    fn a_long_file_is_read_as_a_short_one() {
        let text = (0..60_000).fold(String::new(), |text, i| text + &format!("{i};إدريس;é\n"));
        let decoded = decode(text.as_bytes()).unwrap();
        assert_eq!((decoded.text == text, decoded.encoding), (true, "UTF-8"));
        let mut damaged = text.clone().into_bytes();
        let at = text.find("50000;").unwrap();
        damaged[at + 6] = 0xFF;
        let error = decode(&damaged).expect_err("damaged");
        assert_eq!((error.code(), error.params()["line"].as_str()), ("file-damaged", "50001"));
        damaged[at + 6] = 0;
        assert_eq!(decode(&damaged).unwrap_err().code(), "file-damaged");
        let zero = text.replace("50000", "50\u{0}00");
        assert_eq!(decode(zero.as_bytes()).unwrap_err().code(), "file-not-csv");
        assert_eq!(decode(format!("{text}\u{1a}").as_bytes()).unwrap().text.len(), text.len());
        assert_eq!(decode(format!("\u{1a}{text}").as_bytes()).unwrap_err().code(), "file-not-csv");
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
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_decoding(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = decode(&bytes);
        }
    }
}
