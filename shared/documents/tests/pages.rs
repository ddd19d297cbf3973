#![expect(clippy::unwrap_used, reason = "helpers of tests, which clippy.toml does not count as tests")]

use chrono::NaiveDate;
use documents::*;
use kernel::{Locale, Money};
use std::process::Command;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn a_receipt() -> Receipt {
    Receipt {
        kind: ReceiptKind::Receipt,
        association_ar: "جمعية أصدقاء الحي للتنمية والتضامن".into(),
        association_fr: "Association Les Amis du Quartier pour le Développement".into(),
        seat_ar: "سيدي مومن، الدار البيضاء".into(),
        seat_fr: "Sidi Moumen, Casablanca".into(),
        legal_receipt: Some("1234/2019".into()),
        number: "2026-00012".into(),
        paid_on: day(2026, 11, 21),
        payer_ar: Some("أمينة بنعلي".into()),
        payer_fr: Some("Amina Benali".into()),
        member_number: Some("A-00457".into()),
        amount: Money::centimes(123_450),
        purpose_ar: "واجب الاشتراك السنوي 2026".into(),
        purpose_fr: "Cotisation annuelle 2026".into(),
        covered: Vec::new(),
        method_ar: "شيك".into(),
        method_fr: "Chèque".into(),
        reference: Some("CHQ-0098123".into()),
        check_url: "https://nassij.example/r/7F3K-92QD-XW".into(),
        recorded_by: "Youssef El Amrani".into(),
    }
}

fn a_convocation() -> Convocation {
    Convocation {
        association_ar: "جمعية أصدقاء الحي للتنمية والتضامن".into(),
        association_fr: "Association Les Amis du Quartier pour le Développement".into(),
        seat_ar: "الدار البيضاء".into(),
        seat_fr: "Casablanca".into(),
        legal_receipt: Some("1234/2019".into()),
        title_ar: "الجمع العام العادي".into(),
        title_fr: "Assemblée générale ordinaire".into(),
        held_at: day(2026, 12, 12).and_hms_opt(18, 30, 0).unwrap(),
        place: "قاعة الحفلات، 12 شارع السلام، الدار البيضاء".into(),
        agenda: [
            "التحقق من الصلاحيات والنصاب القانوني",
            "Lecture et approbation du procès-verbal précédent",
            "مناقشة التقريرين الأدبي والمالي لسنة 2026 والمصادقة عليهما",
            "Rapport financier #evil[] $x$ *a*",
            "مشروع ميزانية سنة 2027",
            "انتخاب أعضاء المكتب",
        ]
        .map(str::to_owned)
        .to_vec(),
        issued_on: day(2026, 11, 21),
        member_number: "A-00457".into(),
        member_name_ar: Some("أمينة بنعلي".into()),
        member_name_fr: Some("Amina Benali".into()),
        first: Locale::Ar,
        signatory: "Youssef El Amrani".into(),
        signatory_title_ar: "الرئيس".into(),
        signatory_title_fr: "Le président".into(),
    }
}

fn run(program: &str, args: &[&str]) -> String {
    let output = Command::new(program).args(args).output().expect("poppler-utils is installed");
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Keeps the page where a person can look at it, checks that fonts are embedded, returns the text
/// without white space and the number of pages.
fn printed(name: &str, pdf: &[u8]) -> (String, usize) {
    let dir = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = dir.join(format!("{name}.pdf"));
    std::fs::write(&path, pdf).unwrap();
    let path = path.to_str().unwrap();
    let fonts = run("pdffonts", &[path]);
    assert!(fonts.lines().count() > 2, "{fonts}");
    for font in fonts.lines().skip(2) {
        assert!(font.contains(" yes yes yes "), "embedded, subset and with Unicode: {fonts}");
    }
    let text = run("pdftotext", &[path, "-"]);
    let pages = text.matches('\u{c}').count();
    (text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')).collect(), pages)
}

#[track_caller]
fn contains(text: &str, expected: &[&str]) {
    for part in expected {
        let part: String = part.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(text.contains(&part), "{part} in {text}");
    }
}

#[test]
fn a_receipt_says_everything_in_both_languages() {
    let (text, pages) = printed("receipt", &receipt(&a_receipt()).unwrap());
    assert_eq!(pages, 1);
    contains(
        &text,
        &[
            "2026-00012",
            "1234,50DH",
            "mille deux cent trente-quatre dirhams et cinquante centimes",
            "Amina Benali",
            "بنعلي",
            "وصل",
            "1234/2019",
            "A-00457",
            "CHQ-0098123",
            "samedi 21 novembre 2026",
            "السبت",
            "نونبر",
            "شيك",
            "Youssef El Amrani",
        ],
    );
}

#[test]
fn a_receipt_is_always_one_page_whatever_is_long_or_missing() {
    let mut data = a_receipt();
    data.association_fr = "Association Régionale pour le Développement Durable, la Culture et la Solidarité ".repeat(3);
    data.association_ar = "الجمعية الجهوية للتنمية المستدامة والثقافة والتضامن ".repeat(3);
    data.payer_fr = Some("Mohammed Abderrahmane Ben Abdelkrim El Idrissi El Hassani ".repeat(4));
    data.payer_ar = Some("محمد عبد الرحمن بن عبد الكريم الإدريسي الحسني ".repeat(4));
    data.purpose_fr = "x".repeat(300);
    data.amount = Money::MAX;
    let (text, pages) = printed("receipt-long", &receipt(&data).unwrap());
    assert_eq!(pages, 1);
    contains(&text, &["999999999,99DH", "2026-00012", "quatre-vingt-dix-neuf centimes", "Youssef El Amrani"]);

    let mut data = a_receipt();
    (data.association_ar, data.seat_ar, data.purpose_ar, data.method_ar) = Default::default();
    (data.payer_ar, data.member_number, data.reference, data.legal_receipt) = (Some(" ".into()), None, None, None);
    data.recorded_by = String::new();
    let (text, pages) = printed("receipt-latin", &receipt(&data).unwrap());
    assert_eq!((pages, text.matches("AminaBenali").count()), (1, 2));

    let mut data = a_receipt();
    (data.association_fr, data.seat_fr, data.purpose_fr, data.method_fr) = Default::default();
    data.payer_fr = None;
    let (text, pages) = printed("receipt-arabic", &receipt(&data).unwrap());
    assert_eq!((pages, text.matches("بنعلي").count()), (1, 2));
}

#[test]
fn what_users_type_stays_text() {
    let mut data = a_receipt();
    let hostile = "#evil[] $x$ *a* \\u{41} #read(\"/etc/passwd\") @b <c> \u{202e}2026";
    data.payer_fr = Some(hostile.into());
    data.number = "#1*2*".into();
    data.reference = Some("#2$3$".into());
    data.legal_receipt = Some("*9*_8_".into());
    let (text, _) = printed("receipt-hostile", &receipt(&data).unwrap());
    contains(&text, &["#evil[] $x$ *a* \\u{41} #read(\"/etc/passwd\") @b <c> 2026", "#1*2*", "#2$3$", "*9*_8_"]);
}

#[test]
fn a_receipt_for_many_members_lists_them_on_pages_of_their_own() {
    let line = |number: usize| CoveredLine {
        number: number.to_string(),
        name_ar: Some("يوسف العلوي".into()),
        name_fr: Some(format!("Youssef Alaoui {number:03}")),
        purpose_ar: "واجب الاشتراك السنوي 2026".into(),
        purpose_fr: "Cotisation annuelle 2026".into(),
        amount: Money::centimes(20_000),
    };
    let data = Receipt { covered: (1..=100).map(line).collect(), ..a_receipt() };
    let (text, pages) = printed("receipt-many", &receipt(&data).unwrap());
    assert!(pages > 1, "{pages}");
    contains(&text, &["Youssef Alaoui 001", "Youssef Alaoui 100", "Membres concernés par le reçu n° 2026-00012"]);
}

#[test]
fn the_same_receipt_has_the_same_bytes() {
    assert_eq!(receipt(&a_receipt()).unwrap(), receipt(&a_receipt()).unwrap());
}

#[test]
fn an_address_too_long_for_a_code_is_an_error() {
    let data = Receipt { check_url: "x".repeat(5000), ..a_receipt() };
    assert_eq!(receipt(&data).unwrap_err().code(), "internal");
}

#[test]
fn a_convocation_speaks_both_languages_and_the_members_first() {
    let (text, pages) = printed("convocation", &convocation(&a_convocation()).unwrap());
    assert_eq!(pages, 1);
    contains(
        &text,
        &[
            "دعوة",
            "بنعلي",
            "رقم العضوية",
            "samedi 12 décembre 2026",
            "18 h 30",
            "18:30",
            "A-00457",
            "Rapport financier #evil[] $x$ *a*",
            "Page 1 / 1",
        ],
    );
    assert!(text.find("دعوة") < text.find("Convocation"));
    for first in [Locale::Fr, Locale::En] {
        let (text, _) = printed("convocation-french", &convocation(&Convocation { first, ..a_convocation() }).unwrap());
        assert!(text.find("دعوة") > text.find("Convocation"));
    }
}

#[test]
fn a_long_convocation_counts_its_pages_and_repeats_its_head() {
    let mut data = a_convocation();
    data.agenda =
        (1..=45).map(|i| format!("Point {i} {}", "à débattre longuement avec tous les membres présents ".repeat(i % 4))).collect();
    (data.member_name_ar, data.association_ar, data.seat_ar) = (None, String::new(), String::new());
    data.first = Locale::Fr;
    data.place = "Salle ".repeat(60);
    let (text, pages) = printed("convocation-long", &convocation(&data).unwrap());
    assert!(pages > 1);
    contains(&text, &["Point 45", &format!("Page {pages} / {pages}")]);
    data.agenda.clear();
    (data.member_name_fr, data.association_fr, data.signatory, data.place) = Default::default();
    printed("convocation-bare", &convocation(&data).unwrap());
}

#[test]
fn a_slip_of_a_hundred_cheques_adds_them_up_on_its_last_page() {
    let line = |at: i64| SlipLine {
        number: format!("{:07}", 7_700_000 + at),
        bank: (at % 2 == 0).then(|| "Banque Centrale Populaire de l'Oriental et du Rif".into()),
        drawer: "*عبد الرحيم بنعبد الله المراكشي*".into(),
        receipt: format!("2026-{at:05}"),
        amount: Money::centimes(20_050),
    };
    let slip = DepositSlip {
        association_ar: "جمعية أصدقاء الحي للتنمية والتضامن".into(),
        association_fr: "Association Les Amis du Quartier pour le Développement".into(),
        seat_ar: "الدار البيضاء".into(),
        seat_fr: "Casablanca".into(),
        legal_receipt: None,
        number: "BR-2026-001".into(),
        deposited_on: day(2026, 11, 21),
        undone_on: None,
        bank: Some("CIH Bank 230111000000000000000119".into()),
        lines: (1..=100).map(line).collect(),
        total: Money::centimes(2_005_000),
        recorded_by: "Youssef El Amrani".into(),
    };
    let (text, pages) = printed("slip", &deposit_slip(&slip).unwrap());
    assert!((3..=6).contains(&pages), "{pages} pages");
    contains(&text, &["BR-2026-001", "7700001", "7700100", "*", "20 050,00", "vingt mille cinquante dirhams", "23011100000000"]);
    assert!(!text.contains("sansvaleur"));
    let undone = DepositSlip { undone_on: Some(day(2026, 11, 22)), bank: None, ..slip };
    contains(&printed("slip-undone", &deposit_slip(&undone).unwrap()).0, &["sans valeur", "22 novembre 2026"]);
}

#[test]
fn a_sheet_holds_so_many_and_a_name_stays_text() {
    let person = documents::Named {
        name_ar: Some("فاطمة الزهراء".into()),
        name_fr: Some("#read(\"/etc/passwd\") Fatima".into()),
        number: "AM-2026/012".into(),
        address: Some("12 rue $x$".into()),
        commune: Some("Anfa".into()),
        category: None,
        photo: None,
    };
    let issuer = documents::Issuer { name_ar: "جمعية الأمل".into(), name_fr: "Amal".into() };
    for (labelled, carded, sheets) in [(1, 1, 1), (24, 10, 1), (25, 11, 2)] {
        let (text, pages) = printed("labels", &documents::labels(&vec![person.clone(); labelled]).unwrap());
        contains(&text, &["#read(\"/etc/passwd\") Fatima", "12 rue $x$", "Anfa"]);
        assert_eq!(pages, sheets, "{labelled} labels");
        let (text, pages) = printed("cards", &documents::cards(&issuer, &vec![person.clone(); carded]).unwrap());
        contains(&text, &["AM-2026/012", "Amal"]);
        assert_eq!(pages, sheets, "{carded} cards");
    }
}

fn a_statement(locale: Locale, lines: i64) -> Statement {
    let column = |title: &str, number: bool, carried: bool| StatementColumn { title: title.into(), number, carried };
    let text = |text: String| StatementCell::Text(text);
    let line = |at: i64| {
        let label = if at % 3 == 0 { "كراء المقر لشهر مارس".to_owned() } else { format!("Loyer #evil[] $x$ *a* {at}") };
        let sides = [StatementCell::Amount(Money::centimes(100_000 + at)), StatementCell::Blank];
        let cells = [StatementCell::Figures("05/03/2026".into()), StatementCell::Figures(format!("GEN {at}")), text(label)];
        (Weight::Line, cells.into_iter().chain(sides).collect())
    };
    let mut rows: Vec<_> = (1..=lines).map(line).collect();
    let blank = StatementCell::Blank;
    rows.push((Weight::Total, vec![blank.clone(), blank.clone(), text("Total".into()), StatementCell::Amount(Money::centimes(1)), blank]));
    Statement {
        association_ar: "جمعية أصدقاء الحي للتنمية والتضامن".into(),
        association_fr: "Association Les Amis du Quartier pour le Développement".into(),
        seat_ar: "سيدي مومن، الدار البيضاء".into(),
        seat_fr: "Sidi Moumen, Casablanca".into(),
        legal_receipt: Some("1234/2019".into()),
        locale,
        title: if locale == Locale::Ar { "دفتر اليومية" } else { "Livre-journal" }.into(),
        period: "Du 1er janvier 2026 au 31 décembre 2026".into(),
        printed: "Imprimé le 21 novembre 2026".into(),
        brought: if locale == Locale::Ar { "المنقول" } else { "Report" }.into(),
        carried: if locale == Locale::Ar { "للنقل" } else { "À reporter" }.into(),
        columns: vec![
            column("Date", false, false),
            column("N°", false, false),
            column("Libellé", false, false),
            column("Débit", true, true),
            column("Crédit", true, true),
        ],
        rows,
        faults: if lines == 3 { vec!["Cet état n’est pas équilibré".into()] } else { Vec::new() },
        notes: vec!["Une note".into()],
    }
}

#[test]
fn a_statement_carries_its_sums_from_page_to_page() {
    for (name, locale) in [("statement_fr", Locale::Fr), ("statement_ar", Locale::Ar)] {
        let (text, pages) = printed(name, &statement(&a_statement(locale, 200)).unwrap());
        assert!(pages >= 3, "{pages} pages");
        assert!(text.contains("#evil[]$x$*a*"), "{name} {text}");
        if locale == Locale::Fr {
            assert_eq!(text.matches("Àreporter").count(), pages - 1, "on every page but the last");
            assert_eq!(text.matches("Report").count(), pages - 1, "on every page but the first");
            assert!(text.contains(&format!("1/{pages}")));
        }
    }
}

#[test]
fn a_statement_says_loudly_what_is_wrong() {
    let (text, pages) = printed("statement_wrong", &statement(&a_statement(Locale::Fr, 3)).unwrap());
    assert_eq!(pages, 1);
    assert!(text.contains("Cetétatn’estpaséquilibré") && !text.contains("Àreporter"));
}

#[test]
fn the_use_of_a_grant_says_who_gave_what_and_where_it_went() {
    let used = |at: i64| documents::Use {
        on: day(2026, 4, 1),
        voucher: format!("GEN 2026-{at}"),
        label: format!("Cahiers #strong[{at}]"),
        account: "61255".into(),
        name_ar: "مشتريات لوازم تربوية".into(),
        name_fr: "Achats de fournitures pédagogiques".into(),
        amount: Money::centimes(at * 100),
    };
    let report = documents::UseOfFunds {
        head: documents::Paper::of("جمعية الأمل".into(), "Association Amal".into(), "أنفا".into(), "Anfa".into(), Some("90/2000".into())),
        year: Some(2026),
        donor: "جماعة فاس".into(),
        donor_kind: ["جماعة".into(), "Commune".into()],
        nature: ["التسيير".into(), "Fonctionnement".into()],
        project: Some("ALPHA".into()),
        purpose: Some("#read(\"/etc/passwd\")".into()),
        agreement_number: Some("12/2026".into()),
        agreement_on: Some(day(2026, 1, 15)),
        amount: Money::centimes(6_000_000),
        received: vec![documents::Received { on: day(2026, 3, 2), amount: Money::centimes(4_000_000) }],
        used: (1..=90).map(used).collect(),
        brought_forward: Money::centimes(10_050),
        total_received: Money::centimes(4_000_000),
        total_used: Money::centimes(409_500),
        unspent: Money::centimes(3_600_550),
    };
    let (text, pages) = printed("use", &documents::use_of_funds(&report, day(2026, 12, 31)).unwrap());
    assert!((3..=8).contains(&pages), "{pages} pages");
    let wanted = ["12/2026", "15 janvier 2026", "GEN 2026-1", "GEN 2026-90", "Cahiers #strong[90]", "40 000,00", "36 005,50", "100,50"];
    contains(&text, &wanted);
    contains(&text, &["trente-six mille cinq dirhams", "Fonctionnement", "ALPHA", "#read(\"/etc/passwd\")"]);
    let over = documents::UseOfFunds { unspent: Money::centimes(-100), used: Vec::new(), agreement_number: None, ..report };
    contains(&printed("use-over", &documents::use_of_funds(&over, day(2026, 12, 31)).unwrap()).0, &["Dépassement", "-1,00", "sans numéro"]);
}

#[test]
fn a_budget_stands_beside_what_happened() {
    let figures = |budgeted: i64, actual: i64| documents::BudgetFigures {
        budgeted: Money::centimes(budgeted),
        actual: Money::centimes(actual),
        remaining: Money::centimes(budgeted - actual),
        percent: Some(50),
    };
    let row = |at: i64| documents::BudgetPaperRow {
        account: format!("6{at:04}"),
        name_ar: "كراءات عقارية".into(),
        name_fr: "Locations #emph[x]".into(),
        project: Some("ALPHA".into()),
        figures: figures(at * 200, at * 100),
    };
    let budget = documents::BudgetPaper {
        head: documents::Paper::of("جمعية الأمل".into(), "Association Amal".into(), "أنفا".into(), "Anfa".into(), None),
        year: 2026,
        version: Some(3),
        decided_on: Some(day(2026, 6, 20)),
        note: Some("Après la subvention".into()),
        income: (1..=5).map(row).collect(),
        expense: (1..=80).map(row).collect(),
        total_income: figures(3_000, 1_500),
        total_expense: figures(648_000, 324_000),
    };
    let (text, pages) = printed("budget", &documents::budget_paper(&budget, day(2026, 12, 31)).unwrap());
    assert!((3..=8).contains(&pages), "{pages} pages");
    contains(
        &text,
        &["Révision n° 2 du 20 juin 2026", "Après la subvention", "Locations #emph[x]", "ALPHA", "6 480,00", "3 240,00", "50 %"],
    );
    let voted = documents::BudgetPaper { version: Some(1), expense: Vec::new(), ..budget };
    contains(
        &printed("budget-voted", &documents::budget_paper(&voted, day(2026, 12, 31)).unwrap()).0,
        &["Voté en assemblée le 20 juin 2026"],
    );
}

#[test]
fn a_reconciliation_explains_both_balances() {
    let row =
        |on: u32, text: &str, amount: i64| ReconciliationRow { on: day(2026, 9, on), text: text.into(), amount: Money::centimes(amount) };
    let sheet = ReconciliationSheet {
        association_ar: "جمعية الأمل".into(),
        association_fr: "Association Amal".into(),
        seat_ar: "صفرو".into(),
        seat_fr: "Sefrou".into(),
        legal_receipt: Some("12/2001".into()),
        bank: "Compte courant Attijariwafa".into(),
        rib: "007780000123456789012396".into(),
        account: "51411".into(),
        on: day(2026, 9, 30),
        in_books: Money::centimes(1_770_050),
        at_bank: Money::centimes(20_809_934),
        books_only: vec![row(14, "GEN 2 · Chèque 9999 #read(\"x\")", -75_000)],
        books_only_sum: Money::centimes(-75_000),
        bank_only: (1..=60).map(|at| row(1 + at % 28, "تحويل VIR RECU", 10_000)).collect(),
        bank_only_sum: Money::centimes(600_000),
        unexplained: Money::ZERO,
    };
    let (text, pages) = printed("reconciliation", &reconciliation(&sheet).unwrap());
    assert!((2..=3).contains(&pages), "{pages} pages");
    contains(
        &text,
        &[
            "Association Amal",
            "30 septembre 2026",
            "Chèque 9999 #read(\"x\")",
            "17 700,50",
            "18 450,50",
            "208 099,34",
            "202 099,34",
            "expliquée",
        ],
    );
    let open = ReconciliationSheet { unexplained: Money::centimes(66), books_only: Vec::new(), ..sheet };
    contains(&printed("reconciliation-open", &reconciliation(&open).unwrap()).0, &["non expliquée", "0,66"]);
}

#[test]
fn a_cash_sheet_has_its_pieces_and_its_sum_in_words() {
    let piece = |value: i64, count: i64| CashPiece { value: Money::centimes(value), count, amount: Money::centimes(value * count) };
    let sheet = CashSheet {
        association_ar: "جمعية الأمل".into(),
        association_fr: "Association Amal".into(),
        seat_ar: String::new(),
        seat_fr: "Sefrou".into(),
        legal_receipt: None,
        cash_ar: "الصندوق".into(),
        cash_fr: "Caisse".into(),
        on: day(2026, 11, 20),
        notes: vec![piece(20_000, 3), piece(10_000, 0), piece(5_000, 0), piece(2_000, 0)],
        coins: [1_000, 500, 200, 100, 50, 20, 10, 5].map(|value| piece(value, if value == 50 { 4 } else { 0 })).into(),
        counted: Money::centimes(60_200),
        in_books: Money::centimes(70_000),
        difference: Money::centimes(-9_800),
        explanation: Some("وصل لم يسجل".into()),
        counted_by: "أمينة بنعلي".into(),
        witness: "Driss Bouazza".into(),
    };
    let (text, pages) = printed("cash", &cash_count(&sheet).unwrap());
    assert_eq!(pages, 1);
    contains(&text, &["602,00", "700,00", "-98,00", "six cent deux dirhams", "Driss Bouazza"]);
}
