//! Five means of payment instead of three, what is known of a cheque, and the slips of deposit.

use database::Migration;
use database::schema::{Key, Step, add_columns, tenant_table};

pub const MEANS: Migration = Migration { name: "0013_means", steps: &[METHODS, CHEQUE] };

/// SQLite changes a check in the text of the table, as its documentation says; to make the tables anew would
/// break what points to them. The columns that are added next make every connection read the text again.
const METHODS: Step = Step::Sql {
    postgres: "
alter table payment drop constraint payment_method_check,
  add constraint payment_method_check check (method in ('cash', 'transfer', 'cheque', 'card', 'mobile'));
alter table cancellation drop constraint cancellation_method_check,
  add constraint cancellation_method_check check (method in ('cash', 'transfer', 'cheque', 'card', 'mobile'));
",
    sqlite: "
pragma writable_schema = on;
update sqlite_schema set sql = replace(sql, '(''cash'', ''transfer'', ''cheque'')', '(''cash'', ''transfer'', ''cheque'', ''card'', ''mobile'')')
  where type = 'table' and name in ('payment', 'cancellation');
pragma writable_schema = reset;
",
};

/// Who signed it, when that is not the member.
const CHEQUE: Step = add_columns("payment", &["bank text", "drawer text"]);

/// Cheques of before are in hand: that is where the books have them.
pub const DEPOSITS: Migration = Migration { name: "0013_deposits", steps: &[DEPOSIT, DEPOSITED, UNPAID] };

/// A slip; one that was made by mistake is undone and keeps its number.
const DEPOSIT: Step = tenant_table(
    "deposit",
    "year integer not null, number bigint not null check (number > 0), slip text not null, deposited_on date not null,
     account text not null, bank text, cheques bigint not null check (cheques > 0), amount bigint not null check (amount > 0),
     recorded_by text not null, recorded_at timestamptz not null, undone_on date, undone_reason text, undone_by text,
     check ((undone_on is null) = (undone_reason is null) and (undone_on is null) = (undone_by is null))",
    &[Key::Unique(&["year", "number"]), Key::Unique(&["slip"])],
);

/// `holds`: true, and nothing once the slip is undone, so that the key lets a cheque be on one slip that holds.
const DEPOSITED: Step = tenant_table(
    "deposited_cheque",
    "deposit_id uuid not null, payment_id uuid not null, holds boolean check (holds)",
    &[
        Key::References("deposit_id", "deposit"),
        Key::References("payment_id", "payment"),
        Key::Unique(&["deposit_id", "payment_id"]),
        Key::Unique(&["payment_id", "holds"]),
    ],
);

const UNPAID: Step = add_columns("cancellation", &["unpaid boolean not null default false"]);
