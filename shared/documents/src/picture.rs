//! A picture from anybody's telephone made one that can be shown: small, upright, and nothing in it but the picture. What
//! it is, its bytes say; how much of it is unpacked is bounded before it is.

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use std::io::Cursor;

/// More than any telephone takes.
const MOST_PIXELS: u64 = 50_000_000;
/// Bytes, unpacked.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
const QUALITY: u8 = 85;

/// A JPEG whose longer side has at most so many pixels, without whatever the camera wrote beside the picture.
///
/// # Errors
/// The code of a field error: `photo-kind`, `photo-too-large`, `photo-unreadable`.
pub fn prepare(bytes: &[u8], side: u32) -> Result<Vec<u8>, &'static str> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| "photo-unreadable")?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) {
        return Err("photo-kind");
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| "photo-unreadable")?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_BYTES {
        return Err("photo-too-large");
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(|_| "photo-unreadable")?;
    let mut small = if width.max(height) > side { picture.thumbnail(side, side) } else { picture };
    small.apply_orientation(orientation);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&on_white(&small)).map_err(|_| "photo-unreadable")?;
    Ok(jpeg)
}

/// What is transparent becomes white, as paper is.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let rgba = picture.to_rgba8();
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [red, green, blue, alpha] = rgba.get_pixel(x, y).0;
        let over = |part: u8| u8::try_from((u32::from(part) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255).unwrap_or(255);
        Rgb([over(red), over(green), over(blue)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgba, RgbaImage};

    fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// Left half red, right half blue.
    fn halves(width: u32, height: u32) -> DynamicImage {
        RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([250, 0, 0]) } else { Rgb([0, 0, 250]) }).into()
    }

    /// An EXIF segment that says where it was taken and that the telephone was held on its side (orientation 6).
    fn with_exif(jpeg: &[u8]) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08".to_vec();
        exif.extend(b"\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0");
        // the GPS directory: north, 33 degrees 35 minutes
        exif.extend(b"\0\x02\0\x01\0\x02\0\0\0\x02N\0\0\0\0\x02\0\x05\0\0\0\x03\0\0\0\x44\0\0\0\0");
        exif.extend(b"\0\0\0\x21\0\0\0\x01\0\0\0\x23\0\0\0\x01\0\0\0\0\0\0\0\x01");
        let mut bytes = jpeg[..2].to_vec();
        bytes.extend([0xff, 0xe1]);
        bytes.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
        bytes.extend(exif);
        bytes.extend(&jpeg[2..]);
        bytes
    }

    #[test]
    fn where_it_was_taken_is_gone_and_the_picture_stands_upright() {
        let taken = with_exif(&written(&halves(1200, 900), ImageFormat::Jpeg));
        assert!(taken.windows(6).any(|part| part == b"Exif\0\0"));
        let kept = prepare(&taken, 600).unwrap();
        assert!(!kept.windows(4).any(|part| part == b"Exif"), "nothing of the camera's");
        let picture = image::load_from_memory_with_format(&kept, ImageFormat::Jpeg).unwrap().to_rgb8();
        assert_eq!(picture.dimensions(), (450, 600));
        // turned a quarter to the right, the left half is on top
        assert!(picture.get_pixel(225, 100).0[0] > 200 && picture.get_pixel(225, 500).0[2] > 200);
    }

    #[test]
    fn pictures_of_all_three_kinds_come_in_and_what_is_clear_becomes_white() {
        let clear = DynamicImage::from(RgbaImage::from_pixel(20, 10, Rgba([9, 9, 9, 0])));
        for format in [ImageFormat::Png, ImageFormat::WebP] {
            let kept = image::load_from_memory(&prepare(&written(&clear, format), 600).unwrap()).unwrap().to_rgb8();
            assert_eq!((kept.dimensions(), kept.get_pixel(5, 5).0[0] > 250), ((20, 10), true), "{format:?}");
        }
        let half = written(&halves(4000, 300), ImageFormat::Jpeg);
        assert_eq!(image::load_from_memory(&prepare(&half, 600).unwrap()).unwrap().width(), 600);
    }

    #[test]
    fn what_is_no_picture_or_too_much_of_one_is_refused_before_it_is_unpacked() {
        let jpeg = written(&halves(100, 100), ImageFormat::Jpeg);
        for (bytes, code) in [
            (b"".to_vec(), "photo-kind"),
            (b"%PDF-1.7".to_vec(), "photo-kind"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "photo-kind"),
            (b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(), "photo-kind"),
            (jpeg[..40].to_vec(), "photo-unreadable"),
            (b"\x89PNG\r\n\x1a\nnonsense".to_vec(), "photo-unreadable"),
        ] {
            assert_eq!(prepare(&bytes, 600), Err(code), "{bytes:?}");
        }
        // a header that promises 60,000 x 60,000 in a file of some hundred bytes
        let mut flood = written(&halves(8, 8), ImageFormat::Png);
        flood[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        let sum = crc(&flood[12..29]);
        flood[29..33].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(prepare(&flood, 600), Err("photo-too-large"));
    }

    /// As PNG sums its chunks.
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 })
        })
    }
}
