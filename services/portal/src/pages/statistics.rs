//! Who the members are, in charts drawn here and as tables.

use crate::page::{Page, Reply};
use crate::ui::{self, Column, Table};
use crate::visit::Visit;
use contracts::member_statistics::{AgeBand, MemberStatistics, Month};
use kernel::Locale;
use kernel::permission::ViewMembers;
use language::{Key, key};
use maud::{Markup, html};

/// Of a chart: 700 wide, 28 a line, names at the start edge.
const WIDTH: i64 = 700;
const LINE: i64 = 28;
/// Bars of the categories; their table has all.
const BARS: usize = 15;

pub async fn show(page: Page<ViewMembers>) -> Reply {
    let figures: MemberStatistics = page.get(&page.api("/member-statistics")).await?;
    let title = page.say(key::STATISTICS_TITLE);
    let body = html! {
        (ui::back(&page.here("/members"), &page.say(key::MEMBERS_TITLE)))
        h1 { (title) }
        @if figures.members == 0 { p.lead { (page.say(key::STATISTICS_EMPTY)) } } @else {
            p.lead { (page.say_with(key::COUNT_MEMBERS, &[("count", figures.members.into())])) }
            (ages(&page, &figures))
            (categories(&page, &figures))
            (seniority(&page, &figures))
            (months(&page, &figures.months))
        }
    };
    page.page(&title, body)
}

fn card(visit: &Visit, title: Key, chart: &Markup, table: &Table) -> Markup {
    html! {
        section.card {
            h2 { (visit.say(title)) }
            (chart)
            details { summary { (visit.say(key::CHART_AS_TABLE)) } (table) }
        }
    }
}

fn years(visit: &Visit, from: i32, to: Option<i32>) -> String {
    match to {
        Some(to) if to == from => visit.say_with(key::STATISTICS_YEAR, &[("from", (&from.to_string()).into())]),
        Some(to) => visit.say_with(key::STATISTICS_YEARS, &[("from", (&from.to_string()).into()), ("to", (&to.to_string()).into())]),
        None => visit.say_with(key::STATISTICS_YEARS_ON, &[("from", (&from.to_string()).into())]),
    }
}

fn ages(visit: &Visit, figures: &MemberStatistics) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::STATISTICS_AGE)),
        Column::number(visit.say(key::STATISTICS_WOMEN)),
        Column::number(visit.say(key::STATISTICS_MEN)),
        Column::number(visit.say(key::STATISTICS_UNSAID)),
    ];
    let mut table = Table::new(visit.say(key::STATISTICS_AGES), columns).quiet();
    for band in &figures.ages {
        table.row(vec![html! { (years(visit, band.from, band.to)) }, ui::ltr(band.women), ui::ltr(band.men), ui::ltr(band.unsaid)]);
    }
    table.row(vec![html! { (visit.say(key::STATISTICS_UNKNOWN)) }, html! {}, html! {}, ui::ltr(figures.age_unknown)]);
    card(visit, key::STATISTICS_AGES, &pyramid(visit, &figures.ages), &table)
}

/// The oldest on top, women on the start's side and men on the other; those of whom it is not said
/// are in the table.
fn pyramid(visit: &Visit, bands: &[AgeBand]) -> Markup {
    let most = bands.iter().map(|band| band.women.max(band.men)).max().unwrap_or(0).max(1);
    let height = LINE * (i64::try_from(bands.len()).unwrap_or(0) + 1);
    let middle = WIDTH / 2;
    // the names of the bands stand between the two halves
    let (half, gap) = (220, 65);
    let rtl = visit.locale == Locale::Ar;
    let (left, right) = if rtl { (key::STATISTICS_MEN, key::STATISTICS_WOMEN) } else { (key::STATISTICS_WOMEN, key::STATISTICS_MEN) };
    html! {
        svg.chart viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-label=(visit.say(key::STATISTICS_AGES)) {
            text x=(middle - gap) y="18" text-anchor="end" direction="ltr" { (visit.say(left)) }
            text x=(middle + gap) y="18" text-anchor="start" direction="ltr" { (visit.say(right)) }
            @for (at, band) in bands.iter().rev().enumerate() {
                @let y = LINE * (i64::try_from(at).unwrap_or(0) + 1);
                @let (one, other) = if rtl { (band.men, band.women) } else { (band.women, band.men) };
                @let (one_width, other_width) = (one * half / most, other * half / most);
                text x=(middle) y=(y + 18) text-anchor="middle" direction="ltr" { (band.from) (band.to.map_or_else(|| "+".to_owned(), |to| format!("–{to}"))) }
                rect class=(if rtl { "bar-shape second" } else { "bar-shape" }) x=(middle - gap - one_width) y=(y + 4) width=(one_width) height="20" rx="3" {}
                rect class=(if rtl { "bar-shape" } else { "bar-shape second" }) x=(middle + gap) y=(y + 4) width=(other_width) height="20" rx="3" {}
                @if one > 0 { text x=(middle - gap - one_width - 6) y=(y + 18) text-anchor="end" direction="ltr" { (one) } }
                @if other > 0 { text x=(middle + gap + other_width + 6) y=(y + 18) text-anchor="start" direction="ltr" { (other) } }
            }
        }
    }
}

fn categories(visit: &Visit, figures: &MemberStatistics) -> Markup {
    let name = |name: &Option<String>| name.clone().unwrap_or_else(|| visit.say(key::STATISTICS_NO_CATEGORY));
    let title = visit.say(key::STATISTICS_CATEGORIES);
    let mut table =
        Table::new(title.clone(), vec![Column::text(visit.say(key::MEMBER_CATEGORY)), Column::number(visit.say(key::MEMBERS_TITLE))])
            .quiet();
    for category in &figures.categories {
        table.row(vec![ui::name(&name(&category.name)), ui::ltr(category.members)]);
    }
    let rows: Vec<_> = figures.categories.iter().take(BARS).map(|row| (name(&row.name), row.members)).collect();
    card(visit, key::STATISTICS_CATEGORIES, &ui::bars(visit.locale, &title, &rows), &table)
}

fn seniority(visit: &Visit, figures: &MemberStatistics) -> Markup {
    let title = visit.say(key::STATISTICS_SENIORITY);
    let mut rows: Vec<_> = figures.seniority.iter().map(|band| (years(visit, band.from, band.to), band.members)).collect();
    rows.push((visit.say(key::STATISTICS_UNKNOWN), figures.seniority_unknown));
    let mut table =
        Table::new(title.clone(), vec![Column::text(visit.say(key::STATISTICS_SINCE)), Column::number(visit.say(key::MEMBERS_TITLE))])
            .quiet();
    for (name, members) in &rows {
        table.row(vec![html! { (name) }, ui::ltr(members)]);
    }
    card(visit, key::STATISTICS_SENIORITY, &ui::bars(visit.locale, &title, &rows), &table)
}

fn months(visit: &Visit, months: &[Month]) -> Markup {
    let title = visit.say(key::STATISTICS_MONTHS);
    let columns = vec![
        Column::text(visit.say(key::STATISTICS_MONTH)),
        Column::number(visit.say(key::STATISTICS_JOINED)),
        Column::number(visit.say(key::STATISTICS_LEFT)),
    ];
    let mut table = Table::new(title.clone(), columns).quiet();
    for month in months {
        table.row(vec![html! { (ui::ltr(month.first.format("%m/%Y"))) }, ui::ltr(month.joined), ui::ltr(month.left)]);
    }
    card(visit, key::STATISTICS_MONTHS, &columns_chart(visit, &title, months), &table)
}

/// Joiners beside leavers, month by month in the direction of reading.
fn columns_chart(visit: &Visit, label: &str, months: &[Month]) -> Markup {
    let most = months.iter().map(|month| month.joined.max(month.left)).max().unwrap_or(0).max(1);
    let count = i64::try_from(months.len()).unwrap_or(1).max(1);
    let (step, tall, base) = (WIDTH / count, 150, 190);
    let rtl = visit.locale == Locale::Ar;
    let place = |at: usize| {
        let at = i64::try_from(at).unwrap_or(0);
        step * if rtl { count - 1 - at } else { at }
    };
    html! {
        p.small {
            span.key { svg.chart-key viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" { rect.bar-shape width="12" height="12" {} } " " (visit.say(key::STATISTICS_JOINED)) }
            " "
            span.key { svg.chart-key viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" { rect.bar-shape.second width="12" height="12" {} } " " (visit.say(key::STATISTICS_LEFT)) }
        }
        svg.chart viewBox={ "0 0 " (WIDTH) " 220" } role="img" aria-label=(label) {
            @for (at, month) in months.iter().enumerate() {
                @let x = place(at);
                @let (joined, left) = (month.joined * tall / most, month.left * tall / most);
                rect.bar-shape x=(x + 6) y=(base - joined) width=(step / 2 - 8) height=(joined) rx="2" {}
                rect.bar-shape.second x=(x + step / 2) y=(base - left) width=(step / 2 - 8) height=(left) rx="2" {}
                @if month.joined > 0 { text x=(x + 6 + (step / 2 - 8) / 2) y=(base - joined - 5) text-anchor="middle" direction="ltr" { (month.joined) } }
                @if month.left > 0 { text x=(x + step / 2 + (step / 2 - 8) / 2) y=(base - left - 5) text-anchor="middle" direction="ltr" { (month.left) } }
                text x=(x + step / 2) y=(base + 20) text-anchor="middle" direction="ltr" { (month.first.format("%m")) }
            }
        }
    }
}
