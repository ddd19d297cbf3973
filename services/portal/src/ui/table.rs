//! Tables that become cards on a phone: each cell knows the name of its column.

use maud::{Markup, Render, html};

pub struct Column {
    title: String,
    number: bool,
}

impl Column {
    pub fn text(title: String) -> Self {
        Self { title, number: false }
    }

    /// Amounts and counts: aligned at the end, in tabular figures.
    pub fn number(title: String) -> Self {
        Self { title, number: true }
    }
}

pub struct Table {
    caption: String,
    quiet: bool,
    columns: Vec<Column>,
    rows: Vec<Vec<Markup>>,
    foot: Option<Vec<Markup>>,
}

impl Table {
    pub fn new(caption: String, columns: Vec<Column>) -> Self {
        Self { caption, quiet: false, columns, rows: Vec::new(), foot: None }
    }

    /// The caption is heard but not seen, because a heading above says the same.
    #[must_use]
    pub fn quiet(mut self) -> Self {
        self.quiet = true;
        self
    }

    /// The first cell names the row.
    pub fn row(&mut self, cells: Vec<Markup>) {
        self.rows.push(cells);
    }

    pub fn foot(&mut self, cells: Vec<Markup>) {
        self.foot = Some(cells);
    }

    fn cells(&self, cells: &[Markup]) -> Markup {
        html! {
            @for (at, (cell, column)) in cells.iter().zip(&self.columns).enumerate() {
                @if at == 0 {
                    th scope="row" { (cell) }
                } @else {
                    td class=[column.number.then_some("num")] data-label=(column.title) { (cell) }
                }
            }
        }
    }
}

impl Render for Table {
    fn render(&self) -> Markup {
        html! {
            div.table {
                table {
                    caption class=[self.quiet.then_some("hidden-text")] { (self.caption) }
                    thead {
                        tr { @for column in &self.columns { th scope="col" class=[column.number.then_some("num")] { (column.title) } } }
                    }
                    tbody { @for row in &self.rows { tr { (self.cells(row)) } } }
                    @if let Some(foot) = &self.foot { tfoot { tr { (self.cells(foot)) } } }
                }
            }
        }
    }
}
