//! What there is to ask for, and with which right.

use crate::broken;
use crate::load::{Answer, Ask, Load};
use crate::platform::{EMAIL, PASSWORD, Platform};
use axum::http::header;
use kernel::{Clock, Result};

/// `pgbench` takes no more than 128 scripts, and there is one for each association.
const MOST: usize = 100;

pub struct Association {
    pub id: String,
    pub slug: String,
}

pub struct World {
    /// As many as are asked for, evenly out of all.
    pub associations: Vec<Association>,
    /// Their president.
    pub account: String,
    pub today: String,
    pub year: String,
    /// When the assemblies are to be held.
    pub later: String,
    session: String,
    token: String,
}

impl World {
    pub async fn look(platform: &Platform, load: &Load) -> Result<Self> {
        let list = platform.sql("select id || ' ' || slug from tenancy.association order by id")?;
        let all = list.lines().filter_map(|line| line.split_once(' '));
        let all: Vec<_> = all.map(|(id, slug)| Association { id: id.to_owned(), slug: slug.to_owned() }).collect();
        let step = all.len().div_ceil(MOST).max(1);
        let today = Clock::default().today();
        Ok(Self {
            associations: all.into_iter().step_by(step).collect(),
            account: platform.sql(&format!("select id from tenancy.account where email_key = '{EMAIL}'"))?,
            today: today.to_string(),
            year: today.format("%Y").to_string(),
            later: today.checked_add_days(chrono::Days::new(60)).unwrap_or(today).to_string(),
            session: sign_in(load).await?,
            token: platform.command(&["token", "create", "--account", EMAIL])?.trim().to_owned(),
        })
    }

    /// Another association with each number, in an order without order.
    pub fn any(&self, n: u32) -> &Association {
        let mixed = (u64::from(n) * 2_654_435_761) >> 16;
        let at = usize::try_from(mixed).unwrap_or_default() % self.associations.len();
        &self.associations[at]
    }

    /// A page for the browser.
    pub fn page(&self, path: String) -> Ask {
        Ask { path, body: None, credential: (header::COOKIE, format!("nassij={}", self.session)) }
    }

    /// A call of the API; with a body it is a POST.
    pub fn call(&self, association: &Association, rest: &str, body: Option<String>) -> Ask {
        self.api(format!("/api/v1/associations/{}{rest}", association.slug), body)
    }

    pub fn api(&self, path: String, body: Option<String>) -> Ask {
        Ask { path, body, credential: (header::AUTHORIZATION, format!("Bearer {}", self.token)) }
    }
}

/// As a browser does: the form, then what was typed into it; then the same with the code of the
/// authenticator. Gives the session.
async fn sign_in(load: &Load) -> Result<String> {
    let email = EMAIL.replace('@', "%40");
    let first = submit(load, "/sign-in", &format!("email={email}&password={PASSWORD}"), String::new()).await?;
    let half = cookies(&first);
    let code = tenancy::demo::code(Clock::default().now())?;
    let second = submit(load, "/sign-in/code", &format!("code={code}"), half).await?;
    let session = second.cookies.iter().find_map(|line| line.strip_prefix("nassij=")?.split(';').next());
    match session {
        Some(session) if second.location == "/associations" => Ok(session.to_owned()),
        _ => Err(broken(format!("signing in answered {}", second.status))),
    }
}

async fn submit(load: &Load, path: &str, fields: &str, cookie: String) -> Result<Answer> {
    let form = load.send(&Ask { path: path.into(), body: None, credential: (header::COOKIE, cookie.clone()) }).await?;
    let page = String::from_utf8_lossy(&form.body);
    let hidden = page.split_once(r#"name="csrf" value=""#).and_then(|(_, rest)| rest.split('"').next());
    let csrf = hidden.ok_or_else(|| broken(format!("{path} has no field csrf")))?;
    let held = [cookie, cookies(&form)].into_iter().filter(|cookie| !cookie.is_empty()).collect::<Vec<_>>().join("; ");
    let body = format!("csrf={csrf}&{fields}&next=%2Fassociations");
    load.send(&Ask { path: path.into(), body: Some(body), credential: (header::COOKIE, held) }).await
}

fn cookies(answer: &Answer) -> String {
    answer.cookies.iter().filter_map(|line| line.split(';').next()).filter(|pair| !pair.ends_with('=')).collect::<Vec<_>>().join("; ")
}
