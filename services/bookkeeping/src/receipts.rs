//! One book of what came in and went out, by category: of each entry that moved money, what the money was for.

use crate::chart::{self, Chart};
use crate::statements::flows;
use crate::years;
use contracts::years::{AskClosing, Category, Receipts};
use kernel::permission::ViewBooks;
use kernel::{Error, Money, Result};
use std::collections::BTreeMap;
use web::{Access, Routes};

pub fn routes(routes: Routes) -> Routes {
    routes.get("/api/v1/associations/{association}/books/receipts", "What came in and went out in a year, by category", show)
}

pub async fn show(access: Access<ViewBooks>, input: AskClosing) -> Result<Receipts> {
    let ws = access.begin().await?;
    let year = years::asked(&ws, access.actor(), input.year).await?;
    let chart = chart::of(&ws).await?;
    let flows = flows(&ws, &year, (year.starts_on, year.ends_on)).await?;
    let (received, spent) = categories(&chart, &flows.against)?;
    let sum = |of: &[Category]| Money::sum(of.iter().map(|one| one.amount)).ok_or_else(too_large);
    Ok(Receipts { received_in_all: sum(&received)?, spent_in_all: sum(&spent)?, received, spent, year: years::shown(year) })
}

/// A category stands on one side, with what is left of it.
fn categories(chart: &Chart, against: &BTreeMap<String, i64>) -> Result<(Vec<Category>, Vec<Category>)> {
    let (mut received, mut spent) = (Vec::new(), Vec::new());
    for (account, amount) in against {
        let (name_ar, name_fr) = chart.names(account);
        let side = if *amount > 0 { &mut received } else { &mut spent };
        let amount = Money::centimes(amount.checked_abs().ok_or_else(too_large)?);
        side.push(Category { account: account.clone(), name_ar, name_fr, amount });
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
    fn a_category_stands_on_one_side_the_largest_first() {
        let all = [("61312", -600), ("71841", 5_000), ("71832", 8_000)].map(|(account, amount)| (account.to_owned(), amount));
        let (received, spent) = categories(&Chart::new(Vec::new()), &BTreeMap::from(all)).unwrap();
        let told = |side: &[Category]| side.iter().map(|one| (one.account.clone(), one.amount.in_centimes())).collect::<Vec<_>>();
        assert_eq!(told(&received), [("71832".to_owned(), 8_000), ("71841".to_owned(), 5_000)]);
        assert_eq!(told(&spent), [("61312".to_owned(), 600)]);
    }
}
