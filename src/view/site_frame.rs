//! What stands around every page: skip link, masthead, menu, footer.

use leptos::prelude::*;

use super::{Current, LanguageSwitch, Menu, MenuEntry, SearchForm, SiteFooter, here};
use crate::route::Route;
use crate::settings::Language;

/// The frame's words in one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Site {
    pub name: String,
    pub tagline: String,
    pub logo: Option<String>,
    pub menu: Vec<MenuEntry>,
    pub languages: Vec<Language>,
    pub address: Vec<String>,
    pub footer_links: Vec<MenuEntry>,
    pub note: String,
}

/// The frame; the page (breadcrumb and `main`) is its child.
#[component]
pub fn SiteFrame(
    site: Site,
    #[prop(into)] current: Signal<Current>,
    /// The link of a language's version of the page that is shown.
    #[prop(into)]
    translation: Callback<String, String>,
    children: Children,
) -> impl IntoView {
    let here = here();
    let home = here.to(&Route::Home);
    let logo = site.logo.map(|src| view! { <img class="masthead__logo" src=src alt="" width="56" height="56" /> });
    let tagline = (!site.tagline.is_empty()).then(|| view! { <span class="masthead__tagline">{site.tagline}</span> });
    view! {
        <a class="skip-link" href="#main">{here.word("skip")}</a>
        <header class="masthead">
            <div class="masthead__inner">
                <a class="masthead__home" href=home>
                    {logo}
                    <span class="masthead__words">
                        <span class="masthead__name">{site.name.clone()}</span>
                        {tagline}
                    </span>
                </a>
                <Menu entries=site.menu current>
                    <div class="menu__tools">
                        <LanguageSwitch languages=site.languages href=translation />
                        <SearchForm />
                    </div>
                </Menu>
            </div>
        </header>
        <div class="page">{children()}</div>
        <SiteFooter name=site.name address=site.address links=site.footer_links note=site.note />
        <p class="visually-hidden" id="announcer" role="status" aria-live="polite"></p>
    }
    .into_any()
}
