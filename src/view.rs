//! What the portal looks like: values in, a tree of HTML out.
//!
//! Nothing here fetches, nothing here knows of navigation, and nothing here can show foreign HTML. A link is a link and
//! a button names its action in `data-action`; `navigation` listens for both.

mod album_card;
mod album_rows;
mod article_card;
mod article_list;
mod article_view;
mod attachments;
mod body_line;
mod body_table;
mod body_text;
mod breadcrumb;
mod day;
mod embed_card;
mod embed_frame;
mod failure;
mod figure;
mod home_view;
mod kept_notice;
mod language_switch;
mod masthead;
mod media_player;
mod menu;
mod not_found;
mod notes;
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

pub use album_card::{album_card, story_card};
pub use album_rows::album_rows;
pub use article_card::{CardSize, article_card};
pub use article_list::article_list;
pub use article_view::article_view;
pub use attachments::attachments;
pub use body_table::body_table;
pub use body_text::body_text;
pub use breadcrumb::{Crumb, breadcrumb};
pub use day::{day, day_and_time, taken};
pub use embed_card::embed_card;
pub use embed_frame::embed_frame;
pub use failure::{Failure, failure};
pub use figure::{figure, lead_figure};
pub use home_view::{Home, Section, home_view};
pub use kept_notice::kept_notice;
pub use language_switch::{LanguageLink, language_switch};
pub use masthead::{Site, masthead};
pub use media_player::{media_player, player};
pub use menu::{Current, MenuEntry, menu};
pub use not_found::not_found;
pub use notes::notes;
pub use pagination::pagination;
pub use photo_view::{Photos, numbered, photo_view};
pub use picture::{Load, picture};
pub use search_form::search_form;
pub use section_heading::section_heading;
pub use share::share;
pub use site_footer::site_footer;
pub use site_frame::site_frame;
pub use site_map::{Branch, site_map};
pub use skeleton::skeleton;
pub use standing_page_view::standing_page_view;

use crate::article::is_language;
use crate::html::{Element, el};
use crate::locale::Locale;
use crate::route::{Links, Route};

/// The language and the addresses that every view writes in.
#[derive(Clone, Copy, Debug)]
pub struct Here<'a> {
    pub locale: &'a Locale,
    pub links: &'a Links,
}

impl Here<'_> {
    pub fn word(&self, key: &str) -> String {
        self.locale.word(key)
    }

    pub fn to(&self, route: &Route) -> String {
        self.links.to(route)
    }

    /// Words for the thing with a number.
    pub fn phrase_number(&self, key: &str, number: usize) -> String {
        self.locale.phrase(key, &[("n", &number.to_string())])
    }

    /// A language to be named on an element: one that is not the page's.
    pub fn foreign<'a>(&self, language: Option<&'a str>) -> Option<&'a str> {
        language.filter(|language| *language != self.links.language && is_language(language))
    }
}

/// The page's headline: it takes the focus when the page is come to.
fn headline(class: &str) -> Element {
    el("h1", class).set("tabindex", "-1")
}

/// A list whose look is not a list's: the role tells readers of the screen all the same.
pub fn list(class: &str) -> Element {
    el("ul", class).set("role", "list")
}
