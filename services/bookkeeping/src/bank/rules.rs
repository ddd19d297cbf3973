//! Rules: whoever has said once what a text of the bank is, need not say it again.

use crate::bank::statement::folded;
use crate::chart::{self, Account, Chart};
use crate::entity::{bank_line, bank_rule};
use crate::guided::is_place;
use contracts::bank::{BankRule, MoveBankRule, RemoveBankRule, WriteBankRule};
use contracts::guided::Act;
use contracts::{Done, Nothing, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, western_digits};
use kernel::id::new_id;
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Error, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;
use web::Access;

const MOST: i64 = 200;
/// Characters, folded.
const SHORTEST: usize = 3;
const LONGEST: usize = 100;
/// Words of a text by which a rule is proposed.
const WORDS: usize = 4;
/// Chèques en portefeuille: what a remittance comes from.
pub const CHEQUES: &str = "51111";

/// The other side of an entry: what an occasion stands for, where money comes from or goes to (`place-51611`), or any
/// account of the chart.
pub fn other_side<'a>(chart: &'a Chart, choice: &str, incoming: bool) -> std::result::Result<&'a Account, &'static str> {
    let choice = western_digits(&clean(choice));
    let act = if incoming { Act::In } else { Act::Out };
    if choice.is_empty() {
        return Err("required");
    }
    if let Some(occasion) = act.occasions().find(|occasion| occasion.code == choice) {
        return chart.open(occasion.account);
    }
    if let Some(place) = choice.strip_prefix("place-") {
        let account = chart.open(place).map_err(|_| "choice-unknown")?;
        return if is_place(account) || place == CHEQUES { Ok(account) } else { Err("choice-unknown") };
    }
    if choice.bytes().all(|byte| byte.is_ascii_digit()) { chart.open(&choice) } else { Err("choice-unknown") }
}

/// In the order in which they are tried.
pub async fn all(ws: &Workspace) -> Result<Vec<bank_rule::Model>> {
    ws.all(bank_rule::Entity::find().order_by_asc(bank_rule::Column::Position).order_by_asc(bank_rule::Column::Id)).await
}

/// The first that the operation meets: whole words of its text.
pub fn met<'a>(rules: &'a [bank_rule::Model], line: &bank_line::Model) -> Option<&'a bank_rule::Model> {
    let text = format!(" {} ", line.folded);
    rules.iter().find(|rule| rule.incoming == (line.amount > 0) && text.contains(&format!(" {} ", rule.folded)))
}

/// The first words of a text, without numbers and what follows them: the next text of its kind has other ones.
pub fn suggestion(text: &str) -> String {
    let words = text.split(' ').take_while(|word| !word.chars().any(|c| c.is_ascii_digit()));
    words.take(WORDS).collect::<Vec<_>>().join(" ")
}

pub fn shown(chart: &Chart, rule: bank_rule::Model) -> BankRule {
    let (account_name_ar, account_name_fr) = chart.names(&rule.account);
    BankRule { id: rule.id, contains: rule.contains, incoming: rule.incoming, account: rule.account, account_name_ar, account_name_fr }
}

/// `GET …/books/bank-rules`
pub async fn list(access: Access<ViewBooks>, _: Nothing) -> Result<Page<BankRule>> {
    let ws = access.begin().await?;
    let chart = chart::of(&ws).await?;
    Ok(Page { items: all(&ws).await?.into_iter().map(|rule| shown(&chart, rule)).collect(), next: None })
}

/// What a rule contains, as typed and folded.
pub fn read_contains(text: &str, errors: &mut FieldErrors) -> (String, String) {
    let contains = clean(text);
    let folded = folded(&contains);
    match folded.chars().count() {
        0 => errors.add("contains", "required"),
        count if count < SHORTEST => errors.add("contains", "rule-too-short"),
        count if count > LONGEST => errors.add_with("contains", "too-long", "max", LONGEST),
        _ => {}
    }
    (contains, folded)
}

/// Keeps a rule; one with the same words gets the new account.
pub async fn keep(ws: &Workspace, incoming: bool, (contains, folded): (String, String), account: &str) -> Result<()> {
    let same = bank_rule::Entity::find().filter(bank_rule::Column::Incoming.eq(incoming)).filter(bank_rule::Column::Folded.eq(&folded));
    if let Some(there) = ws.one(same).await? {
        let changed =
            bank_rule::ActiveModel { id: Set(there.id), account: Set(account.to_owned()), contains: Set(contains), ..Default::default() };
        return ws.update(changed).await.map(drop);
    }
    insert(ws, incoming, (contains, folded), account).await.map(drop)
}

async fn insert(ws: &Workspace, incoming: bool, (contains, folded): (String, String), account: &str) -> Result<bank_rule::Model> {
    if ws.count(bank_rule::Entity::find()).await? >= MOST {
        return Err(Error::conflict("rules-too-many").with("max", MOST));
    }
    let row = bank_rule::ActiveModel {
        id: Set(new_id()),
        position: Set(ws.next_number("bank-rule").await?),
        incoming: Set(incoming),
        contains: Set(contains),
        folded: Set(folded),
        account: Set(account.to_owned()),
        created_by: Set(ws.origin().who.clone()),
        created_at: Set(ws.now()),
        ..Default::default()
    };
    ws.insert(row).await
}

/// `POST …/books/bank-rules`, `POST …/books/bank-rules/{id}`
///
/// # Errors
/// `rule-twice` at `contains`.
pub async fn write(access: Access<PostEntries>, input: WriteBankRule) -> Result<BankRule> {
    let ws = access.begin().await?;
    let before = match input.id {
        Some(id) => Some(ws.lock::<bank_rule::Entity>(id).await?),
        None => None,
    };
    let mut errors = FieldErrors::default();
    let (contains, folded) = read_contains(&input.contains, &mut errors);
    let incoming = match input.direction.as_str() {
        "in" => Ok(true),
        "out" => Ok(false),
        "" => Err("required"),
        _ => Err("choice-unknown"),
    };
    let incoming = errors.keep("direction", incoming);
    let chart = chart::of(&ws).await?;
    let account = incoming.and_then(|incoming| errors.keep("occasion", other_side(&chart, &input.occasion, incoming)));
    errors.finish()?;
    let (Some(incoming), Some(account)) = (incoming, account) else {
        return Err(Error::internal("a rule without errors and without values"));
    };
    let same = bank_rule::Entity::find().filter(bank_rule::Column::Incoming.eq(incoming)).filter(bank_rule::Column::Folded.eq(&folded));
    if ws.one(same).await?.is_some_and(|same| Some(same.id) != input.id) {
        return Err(Error::field("contains", "rule-twice"));
    }
    let row = match before {
        None => insert(&ws, incoming, (contains, folded), &account.code).await?,
        Some(before) => {
            let changed = bank_rule::ActiveModel {
                id: Set(before.id),
                incoming: Set(incoming),
                contains: Set(contains),
                folded: Set(folded),
                account: Set(account.code.clone()),
                ..Default::default()
            };
            ws.update(changed).await?
        }
    };
    ws.audit("books-bank-rule-kept", "", json!({ "account": row.account, "personal": { "contains": row.contains } })).await?;
    let reply = shown(&chart, row);
    ws.commit(reply).await
}

/// `POST …/books/bank-rules/{id}/removal`
pub async fn remove(access: Access<PostEntries>, input: RemoveBankRule) -> Result<Done> {
    let ws = access.begin().await?;
    let row = ws.lock::<bank_rule::Entity>(input.id).await?;
    if input.sure != "yes" {
        return Err(Error::field("sure", "required"));
    }
    ws.delete(bank_rule::Entity::delete_many().filter(bank_rule::Column::Id.eq(row.id))).await?;
    ws.audit("books-bank-rule-removed", "", json!({ "account": row.account, "personal": { "contains": row.contains } })).await?;
    ws.commit(Done {}).await
}

/// `POST …/books/bank-rules/{id}/move`: changes places with its neighbour; the first and the last stay.
pub async fn reorder(access: Access<PostEntries>, input: MoveBankRule) -> Result<Done> {
    let ws = access.begin().await?;
    let row = ws.get::<bank_rule::Entity>(input.id).await?;
    let near = match input.to.as_str() {
        "up" => bank_rule::Entity::find().filter(bank_rule::Column::Position.lt(row.position)).order_by_desc(bank_rule::Column::Position),
        "down" => bank_rule::Entity::find().filter(bank_rule::Column::Position.gt(row.position)).order_by_asc(bank_rule::Column::Position),
        _ => return Err(Error::field("to", "choice-unknown")),
    };
    if let Some(near) = ws.one(near.limit(1)).await? {
        let both: Vec<bank_rule::Model> = ws.lock_all::<bank_rule::Entity>([row.id, near.id]).await?;
        let position = |id: Uuid| both.iter().find(|rule| rule.id == id).map_or(0, |rule| rule.position);
        for (id, position) in [(row.id, position(near.id)), (near.id, position(row.id))] {
            ws.update(bank_rule::ActiveModel { id: Set(id), position: Set(position), ..Default::default() }).await?;
        }
    }
    ws.commit(Done {}).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_side_is_told_in_words_or_by_its_account() {
        let chart = Chart::new(Vec::new());
        let code = |choice, incoming| other_side(&chart, choice, incoming).map(|account| account.code.as_str());
        assert_eq!(code("bank-fees", false), Ok("61473"));
        assert_eq!(code("donation", true), Ok("71841"));
        assert_eq!(code("donation", false), Err("choice-unknown"));
        assert_eq!(code("place-51611", true), Ok("51611"));
        assert_eq!(code("place-51111", true), Ok("51111"));
        assert_eq!(code("place-6147", true), Err("choice-unknown"));
        assert_eq!(code("٦١٤٧٣", false), Ok("61473"));
        assert_eq!(code("5141", false), Err("account-not-postable"));
        assert_eq!(code(" ", false), Err("required"));
    }

    #[test]
    fn a_rule_is_proposed_by_words_that_come_again() {
        assert_eq!(suggestion("FRAIS TENUE DE COMPTE ET TVA"), "FRAIS TENUE DE COMPTE");
        assert_eq!(suggestion("PRELEVEMENT IAM 0522998877 MARS"), "PRELEVEMENT IAM");
        assert_eq!(suggestion("6440995"), "");
    }
}
