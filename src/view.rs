//! Components: values in, HTML out. Nothing here fetches, and nothing here can show foreign HTML.

mod album_card;
mod album_rows;
mod article_card;
mod article_list;
mod article_view;
mod attachments;
mod body_text;
mod breadcrumb;
mod failure;
mod home_view;
mod language_switch;
mod menu;
mod not_found;
mod pagination;
mod photo_view;
mod picture;
mod search_form;
mod section_heading;
mod share;
mod site_footer;
mod site_frame;
mod site_map;
mod skeleton;
mod standing_page_view;

pub use album_card::AlbumCard;
pub use album_rows::AlbumRows;
pub use article_card::ArticleCard;
pub use article_list::ArticleList;
pub use article_view::ArticleView;
pub use attachments::Attachments;
pub use body_text::BodyText;
pub use breadcrumb::{Breadcrumb, Crumb};
pub use failure::Failure;
pub use home_view::{HomeView, Section};
pub use language_switch::LanguageSwitch;
pub use menu::{Current, Menu, MenuEntry};
pub use not_found::NotFound;
pub use pagination::Pagination;
pub use photo_view::PhotoView;
pub use picture::Picture;
pub use search_form::SearchForm;
pub use section_heading::SectionHeading;
pub use share::Share;
pub use site_footer::SiteFooter;
pub use site_frame::{Site, SiteFrame};
pub use site_map::{Branch, SiteMap};
pub use skeleton::Skeleton;
pub use standing_page_view::StandingPageView;

use std::sync::Arc;

use leptos::prelude::*;

use crate::article::Moment;
use crate::locale::Locale;
use crate::route::{Links, Route};

/// The language and the addresses that every component writes in: a context.
#[derive(Clone, Debug)]
pub struct Here {
    pub locale: Arc<Locale>,
    pub links: Arc<Links>,
}

/// What only the world outside can do: a context holds the callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Retry,
    CopyLink,
    Print,
}

/// The context of the component that is being rendered.
pub fn here() -> Here {
    use_context().unwrap_or_else(|| Here {
        locale: Arc::default(),
        links: Arc::new(Links { base: "/".into(), language: String::new(), languages: vec![] }),
    })
}

/// A button's handler; without anyone to act, as in a rendered file, it does nothing.
fn act(action: Action) -> impl Fn(leptos::ev::MouseEvent) {
    let handler = use_context::<Callback<Action>>();
    move |_| {
        if let Some(handler) = handler {
            handler.run(action);
        }
    }
}

impl Here {
    pub fn word(&self, key: &str) -> String {
        self.locale.word(key)
    }

    pub fn to(&self, route: &Route) -> String {
        self.links.to(route)
    }
}

/// A day, for people and for machines.
#[component]
pub fn Day(
    moment: Moment,
    /// With hours and minutes.
    #[prop(optional)]
    exact: bool,
) -> impl IntoView {
    let locale = here().locale;
    let text = if exact { locale.date_time(moment) } else { locale.date(moment) };
    view! { <time datetime=moment.to_rfc3339()>{text}</time> }
}
