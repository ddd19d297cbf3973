//! How much of accounting the association keeps.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs, Tone};
use crate::visit::Visit;
use contracts::years::{BookSize, Books, ChooseSize};
use kernel::Result;
use kernel::permission::{CloseYears, ViewBooks};
use language::key;
use maud::html;

async fn books(visit: &Visit) -> Result<Books> {
    visit.get(&visit.api("/books/size")).await
}

pub async fn of(visit: &Visit) -> Result<BookSize> {
    Ok(books(visit).await?.size)
}

pub async fn show(page: Page<ViewBooks>) -> Reply {
    let size = of(&page).await?;
    form_page(&page, &Form::with(Fields::of([("size", size.code())]))).await
}

async fn form_page(visit: &Visit, form: &Form) -> Reply {
    let books = books(visit).await?;
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::BOOK_SIZE_TITLE);
    let named = |size: BookSize| language::named(visit.locale, "book-size", size.code());
    let choices = BookSize::ALL.into_iter().filter(|size| !books.chosen || *size >= books.size);
    let choices: Vec<(String, String)> = choices.map(|size| (size.code().to_owned(), named(size))).collect();
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/books"), &visit.say(key::NAV_BOOKS)))
        h1 { (title) }
        p.lead { (visit.say(key::BOOK_SIZE_LEAD)) }
        p { (ui::chip(if books.chosen { Tone::Good } else { Tone::Plain }, &named(books.size))) @if !books.chosen { " " span.muted { (visit.say(key::BOOK_SIZE_NOT_CHOSEN)) } } }
        dl.facts {
            @for size in BookSize::ALL { div { dt { (named(size)) } dd { (language::named(visit.locale, "book-size-about", size.code())) } } }
        }
        @if choices.len() > 1 && visit.may::<CloseYears>() {
            form.sheet method="post" action=(visit.here("/books/size")) novalidate {
                (ui::hidden(visit, form))
                (inputs.radios("size", key::BOOK_SIZE_CHOOSE, choices).hint(key::BOOK_SIZE_HINT))
                (ui::submit(&visit.say(key::BOOK_SIZE_ACT)))
            }
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn choose(page: Page<CloseYears>) -> Reply {
    let input = ChooseSize { size: page.form.get("size").to_owned() };
    match page.post::<_, Books>(&page.api("/books/size"), &input).await {
        Ok(books) => {
            let target = if books.size == BookSize::SuperSimplified { "/books/money" } else { "/books" };
            page.done(&page.here(target), key::BOOK_SIZE_DONE, &[])
        }
        Err(error) => form_page(&page, &page.refused(error)?).await,
    }
}
