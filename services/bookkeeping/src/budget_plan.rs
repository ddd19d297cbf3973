//! A budget beside what happened: which line of it each amount of the books belongs to.

use crate::chart::Chart;
use uuid::Uuid;

/// What can be planned: income and expense, from two digits on.
///
/// # Errors
/// The code of a field error: `account-unknown`, `budget-account-class`.
pub fn plannable(chart: &Chart, code: &str) -> Result<(), &'static str> {
    match code.as_bytes() {
        [b'6' | b'7', _, ..] => chart.title(code).map(drop).ok_or("account-unknown"),
        _ => Err("budget-account-class"),
    }
}

/// A line of a budget, or an amount of the books: on an account, perhaps for a project, in centimes that
/// are positive for income on accounts of income and for expense on those of expense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub account: String,
    pub project: Option<Uuid>,
    pub amount: i64,
}

/// Two lines that would claim the same amount.
pub fn overlap(one: &Item, other: &Item) -> bool {
    one.project == other.project && (one.account.starts_with(&other.account) || other.account.starts_with(&one.account))
}

/// What happened on each line of the plan, and what happened on none. An amount of a project belongs to the
/// project's own line if there is one, else to the line of all. No two lines [`overlap`].
pub fn settle(plan: &[Item], actual: Vec<Item>) -> (Vec<i64>, Vec<Item>) {
    let mut sums = vec![0_i64; plan.len()];
    let mut unplanned = Vec::new();
    for item in actual {
        let line = |project: Option<Uuid>| plan.iter().position(|line| line.project == project && item.account.starts_with(&line.account));
        match item.project.and_then(|project| line(Some(project))).or_else(|| line(None)) {
            Some(at) => sums[at] = sums[at].saturating_add(item.amount),
            None => unplanned.push(item),
        }
    }
    (sums, unplanned)
}

/// Hundredths of the whole; nothing of nothing.
pub fn percent(part: i64, whole: i64) -> Option<i64> {
    if whole == 0 { None } else { i64::try_from(i128::from(part) * 100 / i128::from(whole)).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn item(account: &str, project: u128, amount: i64) -> Item {
        Item { account: account.into(), project: (project > 0).then(|| Uuid::from_u128(project)), amount }
    }

    #[test]
    fn a_projects_own_line_comes_before_that_of_all() {
        let plan = [item("613", 0, 100), item("61", 1, 50)];
        let (sums, unplanned) = settle(&plan, vec![item("61312", 0, 7), item("61312", 1, 5), item("61312", 2, 3), item("6171", 0, 1)]);
        assert_eq!((sums, unplanned), (vec![10, 5], vec![item("6171", 0, 1)]));
    }

    #[test]
    fn headings_and_accounts_of_both_sides_can_be_planned() {
        let chart = Chart::new(Vec::new());
        for code in ["61", "613", "61312", "71", "716", "71614", "63", "75"] {
            assert_eq!(plannable(&chart, code), Ok(()), "{code}");
        }
        for (code, told) in
            [("6", "budget-account-class"), ("", "budget-account-class"), ("51411", "budget-account-class"), ("6199999", "account-unknown")]
        {
            assert_eq!(plannable(&chart, code), Err(told), "{code}");
        }
        assert_eq!(percent(50, 200), Some(25));
        assert_eq!((percent(1, 0), percent(-1, 1)), (None, Some(-100)));
    }

    fn any_item() -> impl Strategy<Value = Item> {
        let account = prop::sample::select(vec!["61312", "61313", "6171", "71614", "71832", "63115"]);
        (account, 0_u128..3, -1_000_i64..1_000).prop_map(|(account, project, amount)| item(account, project, amount))
    }

    proptest! {
        /// Whatever is planned, nothing that happened is lost or counted twice.
        #[test]
        fn every_amount_is_somewhere_once(
            cuts in prop::collection::vec((prop::sample::select(vec!["61", "613", "61312", "71", "716", "63"]), 0_u128..3), 0..6),
            actual in prop::collection::vec(any_item(), 0..20),
        ) {
            let mut plan: Vec<Item> = Vec::new();
            for (account, project) in cuts {
                let line = item(account, project, 1);
                if !plan.iter().any(|other| overlap(other, &line)) {
                    plan.push(line);
                }
            }
            let all: i64 = actual.iter().map(|item| item.amount).sum();
            let (sums, unplanned) = settle(&plan, actual);
            prop_assert_eq!(sums.iter().sum::<i64>() + unplanned.iter().map(|item| item.amount).sum::<i64>(), all);
            let covered = |item: &Item| plan.iter().any(|line| line.project.is_none() && item.account.starts_with(&line.account));
            prop_assert!(!unplanned.iter().any(covered));
        }
    }
}
