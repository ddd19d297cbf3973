//! Where a copy is written: a directory, or a ZIP of the same files.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub enum Package {
    Directory { root: PathBuf, file: Option<BufWriter<File>> },
    Zip(Box<ZipWriter<BufWriter<File>>>),
}

impl Package {
    /// The directory must not hold anything yet.
    pub fn directory(root: &Path) -> io::Result<Self> {
        make_directory(root)?;
        if std::fs::read_dir(root)?.next().is_some() {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("{} is not empty", root.display())));
        }
        Ok(Self::Directory { root: root.to_owned(), file: None })
    }

    pub fn zip(path: &Path) -> io::Result<Self> {
        Ok(Self::Zip(Box::new(ZipWriter::new(BufWriter::new(create(path)?)))))
    }

    /// What is written from here on goes into the file of this name.
    pub fn begin(&mut self, name: &str) -> io::Result<()> {
        match self {
            Self::Directory { root, file } => {
                if let Some(mut before) = file.take() {
                    before.flush()?;
                }
                let path = root.join(name);
                make_directory(path.parent().unwrap_or(root))?;
                *file = Some(BufWriter::new(create(&path)?));
                Ok(())
            }
            Self::Zip(zip) => {
                let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).large_file(true);
                zip.start_file(name, options).map_err(io::Error::other)
            }
        }
    }

    pub fn finish(self) -> io::Result<()> {
        match self {
            Self::Directory { file, .. } => file.map_or(Ok(()), |mut file| file.flush()),
            Self::Zip(zip) => {
                let mut file = zip.finish().map_err(io::Error::other)?;
                file.flush()?;
                file.get_ref().sync_all()
            }
        }
    }
}

impl Write for Package {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Directory { file: Some(file), .. } => file.write(bytes),
            Self::Directory { .. } => Err(io::Error::other("no file was begun")),
            Self::Zip(zip) => zip.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Members' data is nobody else's on this machine.
pub fn make_directory(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}
