//! Alone in its process: fonts are loaded once, before the first document.

#![expect(clippy::unwrap_used, reason = "helpers of tests, which clippy.toml does not count as tests")]

use chrono::NaiveDate;
use documents::*;
use kernel::{Locale, Money};

fn a_receipt() -> Receipt {
    Receipt {
        kind: ReceiptKind::Receipt,
        association_ar: "جمعية النور".into(),
        association_fr: "Association Ennour".into(),
        seat_ar: "الرباط".into(),
        seat_fr: "Rabat".into(),
        legal_receipt: None,
        number: "2026-00012".into(),
        paid_on: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
        payer_ar: Some("أمينة بنعلي".into()),
        payer_fr: Some("Amina Benali".into()),
        member_number: Some("A-00457".into()),
        amount: Money::centimes(20_050),
        purpose_ar: words(Money::centimes(200), Locale::Ar),
        purpose_fr: "Don".into(),
        covered: Vec::new(),
        method_ar: "نقدا".into(),
        method_fr: "Espèces".into(),
        reference: None,
        check_url: "https://nassij.example/r/7F3K".into(),
        recorded_by: "Youssef".into(),
    }
}

#[test]
fn fonts_of_a_directory_are_preferred_for_arabic() {
    assert!(load_fonts(std::path::Path::new("/nowhere")).is_err());
    let dir = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("fonts");
    std::fs::create_dir_all(&dir).unwrap();
    // stands in for Amiri: another face that has Arabic
    std::fs::write(dir.join("mono.TTF"), dejavu::sans_mono::regular()).unwrap();
    std::fs::write(dir.join("readme.txt"), "no font").unwrap();
    load_fonts(&dir).unwrap();

    let pdf = dir.join("receipt.pdf");
    std::fs::write(&pdf, receipt(&a_receipt()).unwrap()).unwrap();
    let fonts = std::process::Command::new("pdffonts").arg(&pdf).output().unwrap();
    let fonts = String::from_utf8_lossy(&fonts.stdout).into_owned();
    assert!(fonts.contains("DejaVuSansMono") && fonts.contains("DejaVuSans-Bold"), "{fonts}");
    assert!(load_fonts(&dir).is_err(), "too late");
}
