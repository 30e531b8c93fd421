//! What stands at the end of every page.

use leptos::prelude::*;

use super::{MenuEntry, here};

/// The address block, links, and who is responsible.
#[component]
pub fn SiteFooter(name: String, address: Vec<String>, links: Vec<MenuEntry>, note: String) -> impl IntoView {
    let lines = address.into_iter().map(|line| view! { <span class="site-footer__line">{line}</span> }).collect_view();
    let link = |MenuEntry { label, href }: MenuEntry| view! { <li><a class="site-footer__link" href=href>{label}</a></li> };
    let links = (!links.is_empty()).then(|| {
        let links = links.into_iter().map(link).collect_view();
        view! {
            <nav aria-label=here().word("footer_links")>
                <ul class="site-footer__links" role="list">{links}</ul>
            </nav>
        }
    });
    view! {
        <footer class="site-footer">
            <div class="site-footer__inner">
                <div>
                    <p class="site-footer__name">{name}</p>
                    <address class="site-footer__address">{lines}</address>
                </div>
                {links}
                <p class="site-footer__note">{note}</p>
            </div>
        </footer>
    }
    .into_any()
}
