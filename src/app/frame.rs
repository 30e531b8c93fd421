//! The root of the view: the frame around whatever page is shown.

use std::rc::Rc;

use leptos::prelude::*;

use super::edition::translation;
use super::{App, Status};
use crate::navigation;
use crate::page::Page;
use crate::route::Route;
use crate::view::{Action, Current, Failure, SiteFrame, Skeleton};

/// The app as a handle that closures may keep: it stays in the browser's one thread.
type Handle = StoredValue<Rc<App>, LocalStorage>;

/// The whole portal. The frame is made anew for another language only.
pub fn root(app: Rc<App>, first_language: String) -> impl IntoView {
    let (shown, status) = (app.shown, app.status);
    let handle: Handle = StoredValue::new_local(app);
    let act = move |action| handle.with_value(|app| navigation::act(app, action));
    provide_context(Callback::<Action>::new(act));
    let language = Memo::new(move |_| shown.with(|s| s.as_ref().map_or(first_language.clone(), |s| s.language.clone())));
    move || {
        let edition = handle.with_value(|app| app.known_edition(&language.get()))?;
        let site = handle.with_value(|app| edition.site(&app.settings));
        provide_context(edition.here());
        let links = edition.links.clone();
        let other_links = links.clone();
        let current = Signal::derive(move || {
            shown.with(|shown| {
                let Some(shown) = shown else { return Current::default() };
                let section = shown.page.section.as_ref().map(|route| links.to(route));
                Current { page: links.to(&shown.route), section }
            })
        });
        let translation = Callback::new(move |language: String| {
            shown.with(|shown| {
                let translations = shown.as_ref().map(|s| s.page.head.translations.as_slice());
                translation(&other_links, translations.unwrap_or_default(), &language)
            })
        });
        Some(view! {
            <SiteFrame site current translation>
                {move || notice(&status.get(), shown.with(Option::is_some))}
                <div class="page__shown" hidden=move || matches!(status.get(), Status::Loading { .. })>
                    {move || content(handle)}
                </div>
            </SiteFrame>
        })
    }
}

/// What stands above a page that is kept, or in the place of one that is not there yet.
fn notice(status: &Status, is_kept: bool) -> AnyView {
    let notice = match status {
        Status::Ready => return ().into_any(),
        Status::Loading { is_text } => view! { <Skeleton article=*is_text /> }.into_any(),
        Status::Failed { advice, .. } => {
            let here = crate::view::here();
            view! { <Failure title=here.word("failed") advice=here.word(advice) above=is_kept /> }.into_any()
        }
    };
    match status {
        Status::Failed { .. } if is_kept => notice,
        _ => view! { <main class="main" id=(!is_kept).then_some("main") tabindex="-1">{notice}</main> }.into_any(),
    }
}

fn content(handle: Handle) -> Option<AnyView> {
    let shown = handle.with_value(|app| app.shown).get()?;
    let edition = handle.with_value(|app| app.known_edition(&shown.language))?;
    // A page of the other language may be drawn a moment before the frame follows.
    provide_context(edition.here());
    Some(page_view(shown.page, &shown.route))
}

fn page_view(page: Page, route: &Route) -> AnyView {
    let is_home = *route == Route::Home;
    view! { <div class="page__content" class:page__content--home=is_home>{page.view()}</div> }.into_any()
}
