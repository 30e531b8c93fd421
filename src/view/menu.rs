//! The portal's menu.

use leptos::prelude::*;

use super::here;

/// One link of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuEntry {
    pub label: String,
    pub href: String,
}

/// The links that are marked: of the page itself, and of the section it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Current {
    pub page: String,
    pub section: Option<String>,
}

/// The menu. On a narrow screen a button opens it and Esc closes it; without script it stands open.
#[component]
pub fn Menu(
    entries: Vec<MenuEntry>,
    #[prop(into)] current: Signal<Current>,
    /// What else the opened menu holds.
    children: Children,
) -> impl IntoView {
    let here = here();
    let (open, set_open) = signal(false);
    let button = NodeRef::<leptos::html::Button>::new();
    // Whoever goes somewhere is done with the menu.
    Effect::new(move |_| {
        current.track();
        set_open.set(false);
    });
    let close_by_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            set_open.set(false);
            if let Some(button) = button.get_untracked() {
                // Focus stays in the menu's place, on what opens it again; a refusal leaves it where it was.
                let _ = button.focus();
            }
        }
    };
    let item = move |MenuEntry { label, href }: MenuEntry| {
        let own = href.clone();
        let mark = move || {
            let current = current.get();
            if current.page == own {
                Some("page")
            } else {
                (current.section.as_ref() == Some(&own)).then_some("true")
            }
        };
        view! { <li><a class="menu__link" href=href aria-current=mark>{label}</a></li> }
    };
    let items = entries.into_iter().map(item).collect_view();
    view! {
        <nav class="menu" aria-label=here.word("menu") on:keydown=close_by_key>
            <button
                class="menu__button"
                type="button"
                node_ref=button
                aria-expanded=move || open.get().to_string()
                aria-controls="menu"
                on:click=move |_| set_open.update(|open| *open = !*open)
            >
                <span class="menu__icon" aria-hidden="true"></span>
                {here.word("menu")}
            </button>
            <div class="menu__panel" id="menu">
                <ul class="menu__list" role="list">{items}</ul>
                {children()}
            </div>
        </nav>
    }
    .into_any()
}
