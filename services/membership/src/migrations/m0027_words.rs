//! What a search finds a member by stands in the member's row instead of a table of words.

use database::Migration;
use database::schema::{Step, add_columns};

pub const MIGRATION: Migration =
    Migration { name: "0027_words", steps: &[add_columns("member", &["words text not null default ''"]), FILLED] };

/// The owner is bound by the policies as everybody is, unless they are lifted for the moment.
const FILLED: Step = Step::Sql {
    postgres: "
alter table member no force row level security;
alter table member_word no force row level security;
update member set words = held.words from (
  select association_id, member_id, ' ' || string_agg(word, ' ' order by word) || ' ' as words from member_word group by association_id, member_id
) as held where held.association_id = member.association_id and held.member_id = member.id;
alter table member force row level security;
drop table member_word;
",
    sqlite: "
create temp table held as
  select association_id, member_id, ' ' || group_concat(word, ' ') || ' ' as words from member_word group by association_id, member_id;
create index temp.held_by on held (association_id, member_id);
update member set words = (select words from temp.held where held.association_id = member.association_id and held.member_id = member.id)
  where exists (select 1 from temp.held where held.association_id = member.association_id and held.member_id = member.id);
drop table temp.held;
drop table member_word;
",
};
