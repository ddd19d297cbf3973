//! Bank accounts of the books, statements, what is matched, the reconciliation.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::Money;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The accounts of the books on which a bank account can be kept begin so.
pub const BANKS: &str = "514";

/// `GET …/books/bank`, in the order of their accounts; `GET …/books/bank/{id}`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BankAccount {
    pub id: Uuid,
    pub name: String,
    pub bank: String,
    /// 24 digits.
    pub rib: String,
    /// The account of the books.
    pub account: String,
    pub account_name_ar: String,
    pub account_name_fr: String,
    /// Balance of the books today.
    pub in_books: Money,
    /// What the bank had after its last operation that is known; absent without a statement.
    pub at_bank: Option<Money>,
    pub last_on: Option<NaiveDate>,
    /// Operations of the bank that no entry stands for.
    pub unmatched: i64,
}

/// `POST …/books/bank`, `POST …/books/bank/{id}`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct WriteBankAccount {
    /// Of the path, where it is changed.
    pub id: Option<Uuid>,
    pub name: String,
    /// Found by the RIB's first digits when empty.
    pub bank: String,
    /// A RIB or its IBAN.
    pub rib: String,
    /// Of the books; not changed once there are statements.
    pub account: String,
}

/// Query of `POST …/books/bank/{id}/statements`: the body is the file.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct UploadStatement {
    pub id: Uuid,
    #[serde(default)]
    pub file_name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatementState {
    /// Somebody must say what its columns are.
    Columns,
    /// Read; nothing is written yet.
    Checked,
    Done,
}

impl StatementState {
    pub const ALL: [Self; 3] = [Self::Columns, Self::Checked, Self::Done];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            Self::Checked => "checked",
            Self::Done => "done",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// `GET …/books/bank/{id}/statements`, the newest first; `GET …/books/bank-statements/{id}`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BankStatement {
    pub id: Uuid,
    /// The bank account.
    pub bank: Uuid,
    pub bank_name: String,
    pub file_name: String,
    pub state: StatementState,
    pub uploaded_by: String,
    pub uploaded_at: DateTime<Utc>,
    pub first_on: Option<NaiveDate>,
    pub last_on: Option<NaiveDate>,
    /// Where the file says it.
    pub opening: Option<Money>,
    pub closing: Option<Money>,
    /// Operations that are new (once done: that it brought), and those that were there already.
    pub added: i64,
    pub known: i64,
    pub reading: StatementReading,
}

/// What was seen of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct StatementReading {
    /// `OFX`, `CAMT.053`, `XLSX`, `ODS` or the encoding of a text.
    pub format: String,
    pub separator: Option<char>,
    /// Of a table.
    pub columns: Vec<StatementColumn>,
    /// `dmy`, `mdy`, or empty: as the dates say themselves.
    pub dates: String,
    /// `comma`, `point`, or empty: as the amounts say themselves.
    pub decimal: String,
    /// Why it cannot be read so: an error's code and what belongs to it.
    pub refusal: Option<StatementRefusal>,
    /// Rows that are no operations, some of them.
    pub skipped: Vec<String>,
    /// The file is of another account, by its own words.
    pub other_account: Option<String>,
    /// What its two balances differ by beyond its operations.
    pub unaccounted: Option<Money>,
    /// What the balance before it is beyond the operations known until then.
    pub gap: Option<Money>,
    /// The first operations that it brings.
    pub sample: Vec<StatementOperation>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StatementColumn {
    pub header: String,
    pub example: String,
    pub field: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StatementRefusal {
    pub code: String,
    pub params: std::collections::BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StatementOperation {
    pub on: NaiveDate,
    pub text: String,
    /// Negative: it went out.
    pub amount: Money,
}

/// `POST …/books/bank-statements/{id}/columns`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SetStatementColumns {
    pub id: Uuid,
    /// For each column what it is read as; empty: not taken.
    #[serde(default)]
    pub fields: Vec<String>,
    #[serde(default)]
    pub dates: String,
    #[serde(default)]
    pub decimal: String,
}

/// `POST …/books/bank-statements/{id}/confirmation`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ConfirmStatement {
    pub id: Uuid,
    /// `yes`: it is this account's although its number is another. Needed where it is.
    #[serde(default)]
    pub same_account: String,
}

/// `GET …/books/bank/{id}/lines`: operations of the bank, the oldest first.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FindBankLines {
    pub id: Uuid,
    /// `unmatched` (when empty), `matched`.
    #[serde(default)]
    pub state: String,
    #[serde(default)]
    pub after: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BankLine {
    pub id: Uuid,
    /// The bank account.
    pub bank: Uuid,
    pub on: NaiveDate,
    pub value_on: Option<NaiveDate>,
    /// Empty where it is what was at the bank before the first operation.
    pub text: String,
    pub opening: bool,
    pub amount: Money,
    pub reference: Option<String>,
    /// Lines of entries that stand for it.
    pub matched: Vec<BookLine>,
    /// The best line of an entry for it.
    #[serde(default)]
    pub proposal: Option<MatchProposal>,
    /// The rule that it meets, where no entry is proposed.
    #[serde(default)]
    pub rule: Option<BankRule>,
}

/// A line of an entry on the bank's account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BookLine {
    /// Of the line.
    pub id: Uuid,
    pub entry: Uuid,
    pub number: i64,
    pub journal: String,
    pub on: NaiveDate,
    pub label: String,
    /// Negative: it went out.
    pub amount: Money,
    /// Who paid dues by it, where that is known and may be.
    #[serde(default)]
    pub payer: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MatchProposal {
    pub line: BookLine,
    /// Good enough to be chosen beforehand.
    pub sure: bool,
    /// `number`, `name`, `date`, `only`: by what it was found.
    pub by: Vec<String>,
}

/// `POST …/books/bank/{id}/matches`: all of them or none.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ConfirmMatches {
    pub id: Uuid,
    /// `<operation>:<line of an entry>`
    #[serde(default)]
    pub matches: Vec<String>,
    /// `<operation>:<rule>`: an entry is written as the rule says.
    #[serde(default)]
    pub by_rule: Vec<String>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MatchesConfirmed {
    pub matched: i64,
    pub written: i64,
}

/// `GET …/books/bank-lines/{id}`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OneBankLine {
    pub line: BankLine,
    pub bank_name: String,
    /// Lines of entries that nothing of the bank stands for, the nearest first.
    pub candidates: Vec<BookLine>,
    /// The words of its text by which a rule would know the next one.
    pub contains: String,
    /// The entry that was written from it, while it can be taken back.
    pub written: Option<Uuid>,
}

/// `POST …/books/bank-lines/{id}/match`: these lines of entries, which come to its amount, stand for it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MatchLine {
    pub id: Uuid,
    #[serde(default)]
    pub lines: Vec<Uuid>,
}

/// `POST …/books/bank-lines/{id}/entry`: writes the entry that it is.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct WriteFromLine {
    pub id: Uuid,
    /// What it was for: an occasion's code, `place-<account>` for a transfer, or an account of the chart.
    #[serde(default)]
    pub occasion: String,
    #[serde(default)]
    pub label: String,
    /// A rule is kept for texts that contain this; none when empty.
    #[serde(default)]
    pub contains: String,
}

/// `POST …/books/bank-lines/{id}/unmatching`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Unmatch {
    pub id: Uuid,
    /// `yes`: the entry that was written from it is taken back as well.
    #[serde(default)]
    pub take_back: String,
}

/// `GET …/books/bank-rules`, in the order in which they are tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BankRule {
    pub id: Uuid,
    /// What the text contains.
    pub contains: String,
    /// Of money that comes in.
    pub incoming: bool,
    /// The other side of the entry.
    pub account: String,
    pub account_name_ar: String,
    pub account_name_fr: String,
}

/// `POST …/books/bank-rules`, `POST …/books/bank-rules/{id}`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct WriteBankRule {
    pub id: Option<Uuid>,
    pub contains: String,
    /// `in` or `out`.
    pub direction: String,
    /// An occasion's code, `place-<account>`, or an account of the chart.
    pub occasion: String,
}

/// `POST …/books/bank-rules/{id}/move`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MoveBankRule {
    pub id: Uuid,
    /// `up` or `down`.
    #[serde(default)]
    pub to: String,
}

/// `POST …/books/bank-rules/{id}/removal`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RemoveBankRule {
    pub id: Uuid,
    /// `yes`.
    #[serde(default)]
    pub sure: String,
}

/// `GET …/books/bank/{id}/reconciliation`, as PDF and XLSX too.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AskReconciliation {
    pub id: Uuid,
    /// Today when absent.
    #[serde(default)]
    pub on: Option<String>,
    /// What the bank says that it has, where no statement says it.
    #[serde(default)]
    pub balance: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Reconciliation {
    pub bank: BankAccount,
    pub on: NaiveDate,
    pub in_books: Money,
    pub at_bank: Money,
    /// The balance of the bank was typed.
    pub typed: bool,
    /// A statement tells it, or it was typed: without either nothing agrees.
    pub told: bool,
    /// In the books and not at the bank, the oldest first.
    pub books_only: Vec<BookLine>,
    pub books_only_sum: Money,
    /// At the bank and not in the books.
    pub bank_only: Vec<BankLine>,
    pub bank_only_sum: Money,
    /// What neither explains: a statement is missing, or the balance is another.
    pub unexplained: Money,
    pub agrees: bool,
}

/// `GET …/dues/payers`: who made these payments of dues.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FindPayers {
    /// Ids, with commas between them; a hundred at most.
    pub payments: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Payer {
    pub payment: Uuid,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
}
