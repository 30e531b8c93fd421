//! A post's text as WordPress would show it: paragraphs, and the shortcodes that need its media library.

use super::items::Group;
use super::{Attached, Wxr, autop, number};
use crate::html::escape;

impl Wxr {
    pub(super) fn html(&self, group: &Group) -> String {
        let text = autop::paragraphs(group.get("content:encoded"));
        let id = number(group.get("wp:post_id")).unwrap_or_default();
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('[') {
            out.push_str(before);
            let code = after.split_once(']').filter(|(inside, _)| inside.len() < 2000);
            match code.and_then(|(inside, after)| Some((self.code(inside, id)?, after))) {
                // Two brackets show what one would do.
                Some((html, after)) if !out.ends_with('[') => {
                    out.push_str(&html);
                    rest = after;
                }
                _ => {
                    out.push('[');
                    rest = after;
                }
            }
        }
        out.push_str(rest);
        out
    }

    /// `gallery ids="1,2"`, `audio mp3="…"`, `video mp4="…"`; the body's own reader knows the others.
    fn code(&self, inside: &str, id: u64) -> Option<String> {
        let name = inside.split([' ', '\u{a0}']).next()?;
        match name {
            "gallery" => {
                let ids: Vec<u64> = match value(inside, "ids").or_else(|| value(inside, "include")) {
                    Some(ids) => ids.split(',').filter_map(number).collect(),
                    None => self.hanging.get(&id).cloned().unwrap_or_default(),
                };
                let all: Vec<&Attached> = ids.iter().filter_map(|id| self.library.get(id)).collect();
                let pictures = all.into_iter().filter(|file| crate::press::import::media::names_picture(&file.url));
                let figures: String = pictures.map(figure).collect();
                Some(format!("</p><figure class=\"gallery\">{figures}</figure><p>"))
            }
            "audio" | "video" => {
                let src =
                    ["src", "mp3", "m4a", "ogg", "wav", "mp4", "webm"].iter().find_map(|key| value(inside, key))?;
                let mut address = String::new();
                escape(&mut address, &src);
                Some(format!("</p><{name} src=\"{address}\"></{name}><p>"))
            }
            "/audio" | "/video" => Some(String::new()),
            _ => None,
        }
    }
}

fn figure(file: &Attached) -> String {
    let mut out = String::from("<figure><img src=\"");
    escape(&mut out, &file.url);
    out += "\" alt=\"";
    escape(&mut out, &file.alt);
    out += "\">";
    if !file.caption.is_empty() {
        out += "<figcaption>";
        escape(&mut out, &file.caption);
        out += "</figcaption>";
    }
    out + "</figure>"
}

/// A value of a shortcode. The editor may have made typographic quotes of its quotes.
fn value(inside: &str, name: &str) -> Option<String> {
    let (_, after) = inside.split_once(&format!(" {name}="))?;
    let quotes = ['"', '\'', '\u{201c}', '\u{201d}', '\u{2033}'];
    let end = match after.chars().next()? {
        quote if quotes.contains(&quote) => {
            let after = &after[quote.len_utf8()..];
            return Some(after.split(quotes).next()?.trim().to_owned());
        }
        _ => after.find(' ').unwrap_or(after.len()),
    };
    Some(after[..end].trim().to_owned())
}
