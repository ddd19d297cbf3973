//! One book of what came in and went out, by category: of each entry that moved money, what the money was for.

use crate::chart::{self, Chart};
use crate::closing::{OPENING, RESULT};
use crate::entity::{entry, line};
use crate::years;
use contracts::years::{AskClosing, Category, Receipts};
use kernel::permission::ViewBooks;
use kernel::{Error, Money, Result};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, Condition, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect};
use web::{Access, Routes};

/// Trésorerie: where money is.
const MONEY: &str = "5";

pub fn routes(routes: Routes) -> Routes {
    routes.get("/api/v1/associations/{association}/books/receipts", "What came in and went out in a year, by category", show)
}

#[derive(FromQueryResult)]
struct Moved {
    account: String,
    debit: i64,
    credit: i64,
}

pub async fn show(access: Access<ViewBooks>, input: AskClosing) -> Result<Receipts> {
    let ws = access.begin().await?;
    let year = years::asked(&ws, access.actor(), input.year).await?;
    let chart = chart::of(&ws).await?;
    let money = Query::select()
        .column(line::Column::EntryId)
        .from(line::Entity)
        .and_where(Expr::col((line::Entity, line::Column::AssociationId)).eq(ws.association().0))
        .and_where(Expr::col((line::Entity, line::Column::Account)).like(format!("{MONEY}%")))
        .to_owned();
    let of_lines = line::Entity::belongs_to(entry::Entity)
        .from((line::Column::AssociationId, line::Column::EntryId))
        .to((entry::Column::AssociationId, entry::Column::Id));
    let by_closing = entry::Column::SourceKind.is_in([OPENING, RESULT]);
    let moved = line::Entity::find()
        .select_only()
        .column(line::Column::Account)
        // PostgreSQL sums bigint as numeric
        .column_as(line::Column::Debit.sum().cast_as("bigint"), "debit")
        .column_as(line::Column::Credit.sum().cast_as("bigint"), "credit")
        .join(JoinType::InnerJoin, of_lines.into())
        .filter(entry::Column::FiscalYearId.eq(year.id))
        .filter(Condition::any().add(entry::Column::SourceKind.is_null()).add(by_closing.not()))
        .filter(line::Column::EntryId.in_subquery(money))
        .filter(line::Column::Account.not_like(format!("{MONEY}%")))
        .group_by(line::Column::Account);
    let moved: Vec<Moved> = ws.rows::<line::Entity, Moved>(moved).await?;
    let (received, spent) = categories(&chart, &moved)?;
    let sum = |of: &[Category]| Money::sum(of.iter().map(|one| one.amount)).ok_or_else(too_large);
    Ok(Receipts { received_in_all: sum(&received)?, spent_in_all: sum(&spent)?, received, spent, year: years::shown(year) })
}

/// What was taken back is neither received nor spent: a category stands on one side, with what is left of it.
fn categories(chart: &Chart, moved: &[Moved]) -> Result<(Vec<Category>, Vec<Category>)> {
    let (mut received, mut spent) = (Vec::new(), Vec::new());
    for Moved { account, debit, credit } in moved {
        let left = debit.checked_sub(*credit).ok_or_else(too_large)?;
        let (name_ar, name_fr) = chart.names(account);
        let amount = Money::centimes(left.checked_abs().ok_or_else(too_large)?);
        let category = Category { account: account.clone(), name_ar, name_fr, amount };
        match left.cmp(&0) {
            std::cmp::Ordering::Greater => spent.push(category),
            std::cmp::Ordering::Less => received.push(category),
            std::cmp::Ordering::Equal => {}
        }
    }
    for side in [&mut received, &mut spent] {
        side.sort_by(|a, b| b.amount.cmp(&a.amount).then_with(|| a.account.cmp(&b.account)));
    }
    Ok((received, spent))
}

fn too_large() -> Error {
    Error::internal("a sum of receipts leaves 64 bits")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_stands_on_one_side_with_what_is_left_of_it() {
        let moved = |account: &str, debit, credit| Moved { account: account.into(), debit, credit };
        let all = [moved("61312", 900, 300), moved("71841", 0, 5_000), moved("61463", 700, 700), moved("71832", 0, 8_000)];
        let (received, spent) = categories(&Chart::new(Vec::new()), &all).unwrap();
        let told = |side: &[Category]| side.iter().map(|one| (one.account.clone(), one.amount.in_centimes())).collect::<Vec<_>>();
        assert_eq!(told(&received), [("71832".to_owned(), 8_000), ("71841".to_owned(), 5_000)]);
        assert_eq!(told(&spent), [("61312".to_owned(), 600)]);
    }
}
