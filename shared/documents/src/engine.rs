//! From a template and its data to a PDF. Templates see `/data.json` and the pictures given with
//! it, nothing else: no file system, no network, no clock.

use kernel::{Error, Result};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{LazyLock, OnceLock};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

const BUILT_IN: &str = "DejaVu Sans";

/// Fonts read by [`load_fonts`]; fixed by the first document.
static LOADED: OnceLock<Vec<Font>> = OnceLock::new();
static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(LOADED.get_or_init(Vec::new)));

/// Makes the fonts (`.ttf`, `.otf`) of a directory the preferred ones for Arabic, for instance
/// Amiri. To be called at most once, at start-up: after the first document it is an error, as it
/// is when the directory cannot be read. Without it everything is set in `DejaVu` Sans, which is compiled in.
pub fn load_fonts(dir: &Path) -> Result<()> {
    let entries = std::fs::read_dir(dir).map_err(Error::internal)?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>().map_err(Error::internal)?;
    paths.retain(|path| path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("ttf") || ext.eq_ignore_ascii_case("otf")));
    paths.sort();
    let mut fonts = Vec::new();
    for path in paths {
        fonts.extend(Font::iter(Bytes::new(std::fs::read(&path).map_err(Error::internal)?)));
    }
    LOADED.set(fonts).map_err(|_| Error::internal("fonts must be loaded once, before the first document"))
}

/// What all documents share.
struct Engine {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// Families for Arabic, the preferred one first.
    arabic: Vec<String>,
}

impl Engine {
    fn new(loaded: &[Font]) -> Self {
        let mut arabic: Vec<String> =
            loaded.iter().filter(|font| font.info().coverage.contains(u32::from('ب'))).map(|font| font.info().family.clone()).collect();
        arabic.push(BUILT_IN.to_owned());
        arabic.dedup();
        let built_in = [dejavu::sans::regular(), dejavu::sans::bold()].into_iter().flat_map(|data| Font::iter(Bytes::new(data)));
        let fonts: Vec<Font> = built_in.chain(loaded.iter().cloned()).collect();
        Self { library: LazyHash::new(Library::default()), book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts, arabic }
    }
}

/// One compilation.
struct Document {
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

impl World for Document {
    fn library(&self) -> &LazyHash<Library> {
        &ENGINE.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &ENGINE.book
    }
    fn main(&self) -> FileId {
        self.main
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
    }
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }
    fn font(&self, index: usize) -> Option<Font> {
        ENGINE.fonts.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Sets `template` with `data` (an object) and pictures by path (`/check.svg`, `/0.jpg`). The same input
/// gives the same bytes.
pub fn render(template: &str, mut data: Value, pictures: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>> {
    // Naskh faces are drawn smaller on their body than DejaVu
    let scale = if ENGINE.arabic.len() > 1 { 1.18 } else { 1.0 };
    data["look"] = json!({ "latin": BUILT_IN, "arabic": ENGINE.arabic, "scale": scale });
    let common = Source::new(file("/common.typ")?, include_str!("../templates/common.typ").to_owned());
    let main = Source::new(file("/main.typ")?, template.to_owned());
    let mut files = HashMap::from([
        (file("/data.json")?, Bytes::new(serde_json::to_vec(&data).map_err(Error::internal)?)),
        (file("/mark.svg")?, Bytes::new(include_bytes!("../templates/mark.svg"))),
        (file("/weave.svg")?, Bytes::new(include_bytes!("../templates/weave.svg"))),
    ]);
    for (path, picture) in pictures {
        files.insert(file(&path)?, Bytes::new(picture));
    }
    let document = Document { main: main.id(), sources: [main, common].into_iter().map(|source| (source.id(), source)).collect(), files };
    let pdf = compile(&document);
    typst::comemo::evict(10);
    pdf
}

fn compile(document: &Document) -> Result<Vec<u8>> {
    let pages = typst::compile::<PagedDocument>(document).output.map_err(|errors| told(&errors))?;
    typst_pdf::pdf(&pages, &PdfOptions::default()).map_err(|errors| told(&errors))
}

fn told(errors: &[SourceDiagnostic]) -> Error {
    Error::internal(errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; "))
}

fn file(path: &str) -> Result<FileId> {
    let path = VirtualPath::new(path).map_err(|error| Error::internal(format!("{path}: {error:?}")))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_reach_nothing_but_their_data() {
        assert!(render("#json(\"/data.json\").a", json!({ "a": "b" }), Vec::new()).is_ok());
        for hostile in ["#read(\"/etc/passwd\")", "#read(\"Cargo.toml\")", "#import \"@preview/cetz:0.1.0\"", "#include \"other.typ\""] {
            let error = render(hostile, json!({}), Vec::new()).unwrap_err();
            assert_eq!(error.code(), "internal", "{hostile}");
        }
    }
}
