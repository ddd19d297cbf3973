//! The coding rules of the standard (CGNC) for an account that an association adds: how long its code is, under what
//! it stands, which type it has from there, and what its digits promise. Pure.

use crate::chart::{self, Chart};

/// Digits of an account at least; five make a divisional account, six and more a sub-account.
pub const SHORTEST: usize = 4;
/// Ours: two more levels than anybody has.
pub const LONGEST: usize = 10;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The account that gets a sub-account; none under a post.
    pub parent: Option<String>,
    /// Of the account that it stands under, else of those beside it.
    pub kind: String,
}

/// # Errors
/// The code of a field error: `required`, `account-code-digits`, `account-code-length`, `account-taken`,
/// `account-above-others`, `account-no-post`.
pub fn place(chart: &Chart, code: &str) -> Result<Place, &'static str> {
    if code.is_empty() {
        return Err("required");
    }
    if !code.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err("account-code-digits");
    }
    if !(SHORTEST..=LONGEST).contains(&code.len()) {
        return Err("account-code-length");
    }
    if chart.account(code).is_some() {
        return Err("account-taken");
    }
    // accounts that are there would stand under a new title with lines on them
    if chart.accounts().any(|other| other.code.starts_with(code)) {
        return Err("account-above-others");
    }
    let parent = (SHORTEST..code.len()).rev().find_map(|length| chart.account(&code[..length]));
    if let Some(parent) = parent {
        return Ok(Place { parent: Some(parent.code.clone()), kind: parent.kind.clone() });
    }
    let post = chart::heading(&code[..3]).ok_or("account-no-post")?;
    Ok(Place { parent: None, kind: kind_under(&post.code).to_owned() })
}

/// The type of the standard accounts nearest to a post: of the post, of its heading, of its class.
fn kind_under(post: &str) -> &'static str {
    let of = |prefix: &str| chart::accounts().iter().find(|account| account.code.starts_with(prefix));
    let nearest = (1..=post.len()).rev().find_map(|length| of(&post[..length]));
    nearest.map_or("memo", |account| account.kind.as_str())
}

/// What the fourth digit of an account under a post promises, for who chose it without knowing.
pub fn warning(code: &str, place: &Place) -> Option<&'static str> {
    if place.parent.is_some() {
        return None;
    }
    match (code.as_bytes().first()?, code.as_bytes().get(3)?) {
        (b'1'..=b'5', b'8') => Some("account-other"),
        (b'6' | b'7', b'8') => Some("account-earlier-years"),
        (b'1'..=b'5', b'9') => Some("account-contra"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn standard() -> Chart {
        Chart::new(Vec::new())
    }

    #[test]
    fn an_account_stands_under_an_account_or_a_post_and_has_its_type() {
        let found = |code: &str| place(&standard(), code).map(|place| (place.parent.unwrap_or_default(), place.kind));
        let under = |parent: &str, kind: &str| Ok((parent.to_owned(), kind.to_owned()));
        assert_eq!(found("51414"), under("5141", "asset"));
        assert_eq!(found("5141401"), under("5141", "asset"));
        assert_eq!(found("613121"), under("61312", "expense"));
        assert_eq!(found("7131"), under("", "income"), "a post without an account of the standard");
        assert_eq!(found("5531"), under("", "liability"));
        assert_eq!(found("5141"), Err("account-taken"));
        for (code, refused) in [
            ("", "required"),
            ("514", "account-code-length"),
            ("51414010101", "account-code-length"),
            ("5141x", "account-code-digits"),
            ("٥١٤١", "account-code-digits"),
            ("9991", "account-no-post"),
        ] {
            assert_eq!(found(code), Err(refused), "{code}");
        }
    }

    #[test]
    fn a_title_is_not_put_above_accounts_that_are_there() {
        let missing = (1000..10_000)
            .map(|code: i32| code.to_string())
            .find(|code| chart::account(code).is_none() && chart::accounts().iter().any(|account| account.code.starts_with(code.as_str())));
        if let Some(code) = missing {
            assert_eq!(place(&standard(), &code), Err("account-above-others"));
        }
    }

    #[test]
    fn eights_and_nines_say_what_they_mean() {
        let told = |code: &str| warning(code, &Place { parent: None, kind: String::new() });
        assert_eq!(told("3458"), Some("account-other"));
        assert_eq!(told("7148"), Some("account-earlier-years"));
        assert_eq!(told("3459"), Some("account-contra"));
        assert_eq!((told("3451"), told("7149")), (None, None));
        assert_eq!(
            warning("51418", &Place { parent: Some("5141".into()), kind: String::new() }),
            None,
            "the digit was chosen by the parent"
        );
    }

    proptest! {
        #[test]
        fn what_is_placed_lies_in_its_own_class(code in "[0-9]{1,11}") {
            if let Ok(Place { parent, kind }) = place(&standard(), &code) {
                prop_assert!((SHORTEST..=LONGEST).contains(&code.len()));
                prop_assert!(parent.is_none_or(|parent| code.starts_with(&parent) && chart::account(&parent).is_some_and(|account| account.kind == kind)));
                prop_assert!(chart::heading(&code[..1]).is_some());
            }
        }
    }
}
