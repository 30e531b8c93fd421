//! One answer's values, read as a profile says.
//!
//! How a value is read stands in the profile as JSON:
//! - `"/title/rendered"`: a path, see [`super::select`]; the empty text is the item itself;
//! - `"{base}assets/{/image}"`: a text with places, filled with values of the item or with entries of the profile;
//! - `["/summary", "/excerpt"]`: the first of several that gives anything;
//! - `{"at": …, "as": "html"}`: any of these, and then what is to be done with it.

use super::profile::Profile;
use super::select::{is_there, select, word};
use super::template::fill;
use crate::article::Moment;
use crate::body;
use crate::cut;
use crate::json::Json;
use crate::list::ToList;
use crate::locale;
use crate::search;

/// What reads the items of one answer.
pub struct Reader<'a> {
    pub profile: &'a Profile,
    /// The whole answer.
    pub root: &'a Json,
    /// Where it came from: relative addresses are meant from there.
    pub url: &'a str,
}

/// What is wrong with an item: a path inside it, what was expected, what was found.
pub type Wrong = (String, String, String);

impl Reader<'_> {
    /// What a path in a profile leads to.
    pub fn select(&self, path: &str, item: &Json) -> Vec<Json> {
        select(path, item, self.root)
    }

    /// The value of a field.
    pub fn field(&self, fields: &Json, name: &str, item: &Json) -> Option<String> {
        self.text(&fields.get(name)?, item)
    }

    /// One value.
    pub fn text(&self, how: &Json, item: &Json) -> Option<String> {
        match how.as_text() {
            Some(path) if is_path(&path) => word(&path, item, self.root),
            Some(template) => {
                let text = fill(&template, &mut |place| self.place(place, item))?;
                (!text.trim().is_empty()).then_some(text)
            }
            None if how.is_array() => how.items().iter().find_map(|how| self.text(how, item)),
            None => self.treated(how, self.text(&how.get("at")?, item)?),
        }
    }

    /// All values: of a path with `*` there may be many.
    pub fn texts(&self, how: &Json, item: &Json) -> Vec<String> {
        match how.as_text() {
            Some(path) if is_path(&path) => self.select(&path, item).iter().filter_map(Json::word).list(),
            Some(_) => self.text(how, item).into_iter().list(),
            None if how.is_array() => {
                how.items().iter().map(|how| self.texts(how, item)).find(|texts| !texts.is_empty()).unwrap_or_default()
            }
            None => {
                let texts = how.get("at").map(|at| self.texts(&at, item)).unwrap_or_default();
                texts.into_iter().filter_map(|text| self.treated(how, text)).list()
            }
        }
    }

    /// The items that a field's `each` leads to; the first of several ways that leads to any.
    pub fn each(&self, how: &Json, item: &Json) -> Vec<Json> {
        match how.get("each").unwrap_or_else(|| how.clone()) {
            path if path.as_text().is_some() => self.select(&path.as_text().unwrap_or_default(), item),
            ways => {
                let found = ways.items().into_iter().map(|way| self.each(&way, item));
                found.into_iter().find(|items| !items.is_empty()).unwrap_or_default()
            }
        }
    }

    /// A place of a template: a path in the item, or an entry of the profile.
    fn place(&self, place: &str, item: &Json) -> Option<String> {
        match place {
            "base" => Some(self.profile.base().to_owned()),
            // Filled in later, for each width that a photo is offered in.
            "width" => Some("{width}".into()),
            path if is_path(path) => word(path, item, self.root),
            name => self.profile.part(name)?.word(),
        }
    }

    pub fn is_there(&self, path: &str, item: &Json) -> bool {
        is_there(path, item, self.root)
    }

    /// `between`, `attribute`, `replace`, `as`, in this order.
    fn treated(&self, how: &Json, text: String) -> Option<String> {
        let mut text = text;
        if let [before, after] = words(how, "between").as_slice() {
            let rest = cut::around(&text, before)?.1;
            text = cut::around(rest, after).map_or(rest, |(inside, _)| inside).to_owned();
        }
        if let Some(name) = how.text("attribute") {
            text = attribute(&text, &name)?;
        }
        if let [old, new] = words(how, "replace").as_slice() {
            let (before, after) = cut::around(&text, old)?;
            text = [before, new, after].concat();
        }
        text = match how.text("as").as_deref() {
            Some("html") => plain(&text),
            Some("slug") => slug_of_words(&text)?,
            Some("seconds") => of_seconds(&text)?,
            _ => text,
        };
        if let Some(most) = how.count("words") {
            let words: Vec<&str> = text.split([' ', '\n']).filter(|word| !word.is_empty()).take(most as usize).list();
            text = words.join(" ");
        }
        (!text.is_empty()).then_some(text)
    }

    /// A date. One without an offset is UTC, or with `"zone": "site"` the time of the portal's zone.
    ///
    /// # Errors
    /// What stands there and is no date.
    pub fn date(&self, fields: &Json, name: &str, item: &Json) -> Result<Option<Moment>, Wrong> {
        let how = fields.get(name);
        let Some(text) = how.as_ref().and_then(|how| self.text(how, item)) else { return Ok(None) };
        // `0001-01-01` and `0000-00-00` are how databases say that there is none.
        if text.starts_with("000") {
            return Ok(None);
        }
        let Some(moment) = Moment::parse(&text) else {
            return Err((where_of(fields, name), "an RFC 3339 date".into(), ["\"", &text, "\""].concat()));
        };
        let is_local = how.and_then(|how| how.text("zone")).as_deref() == Some("site");
        let has_offset = cut::has_any(cut::from(&text, 10), "Zz+-");
        Ok(Some(if is_local && !has_offset { locale::in_zone(moment, self.profile.zone()) } else { moment }))
    }
}

/// The path that a field is read from, for messages.
pub fn where_of(fields: &Json, name: &str) -> String {
    let mut how = fields.get(name);
    while let Some(json) = how {
        if let Some(path) = json.as_text() {
            return path;
        }
        how = json.items().into_iter().next().or_else(|| json.get("at"));
    }
    "/".to_owned() + name
}

/// Whether a text in a profile is a path rather than a template.
fn is_path(text: &str) -> bool {
    text.is_empty() || text.starts_with(['/', '^', '['])
}

fn words(how: &Json, key: &str) -> Vec<String> {
    how.list(key).iter().filter_map(Json::as_text).list()
}

/// HTML as plain words: tags off, entities read. `…` takes the place of the mark that WordPress ends an excerpt with.
pub fn plain(html: &str) -> String {
    let text = if cut::has_any(html, "<&") {
        body::plain_text(&body::parse(html, "").0).split('\n').list().join(" ")
    } else {
        html.to_owned()
    };
    let text = text.trim();
    let text = match text.strip_suffix("[…]") {
        Some(start) => start.trim_end().to_owned() + "…",
        None => text.to_owned(),
    };
    search::compose(&text)
}

/// Words as a part of an address: "Đo lường" is `do-luong`.
pub fn slug_of_words(text: &str) -> Option<String> {
    let slug = search::fold(text).split(' ').list().join("-");
    (!slug.is_empty()).then_some(slug)
}

/// Seconds since 1970 as a date without an offset. WordPress counts those that a camera's clock shows; 0 is how it says
/// that there are none.
fn of_seconds(text: &str) -> Option<String> {
    let seconds = text.parse().ok().filter(|seconds| *seconds != 0)?;
    Some(Moment(seconds).to_rfc3339().trim_end_matches('Z').to_owned())
}

/// The value of the first attribute of this name in a piece of HTML.
fn attribute(html: &str, name: &str) -> Option<String> {
    let rest = cut::around(html, &[" ", name, "="].concat())?.1;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(plain(rest.split(quote).nth(1)?))
}
