//! Five means of payment instead of three, and what is known of a cheque.

use database::Migration;
use database::schema::{Step, add_columns};

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
