//! Films, posts and maps of other sites: which address is shown how.

use super::build::{Attributes, get};
use super::policy::{SERVICES, Service};
use super::span::Span;
use super::tree::{Align, Block, Embed, Inline, Line, Run};
use crate::cut;
use crate::url::{self, SafeUrl};

/// What a frame becomes: a card for what it shows, or a link where its site is none of [`SERVICES`]. `None` for a frame
/// that shows nothing to a reader. `is_page` is false for what only a plug-in could show.
pub fn read(attributes: &Attributes, base: &str, is_page: bool) -> Option<Block> {
    // Wagtail's rich text names films by `url`; its pictures are numbers that only its server knows.
    let address = match get(attributes, "embedtype") {
        Some("media") => get(attributes, "url"),
        Some(_) => None,
        None => get(attributes, "src").or(get(attributes, "data-src")).filter(|_| get(attributes, "type").is_none()),
    };
    let src = SafeUrl::parse_in(address?, base)?;
    let is_tiny = |name: &str| get(attributes, name).is_some_and(|size| matches!(size, "0" | "1" | "0px" | "1px"));
    if is_tiny("width") || is_tiny("height") {
        return None;
    }
    let title = get(attributes, "title").unwrap_or_default().trim();
    if let Some(mut embed) = find(src.as_str()) {
        embed.title.push_str(title);
        return Some(Block::Embed(embed));
    }
    let host = url::host(src.as_str());
    if !is_page || host.is_empty() || url::is_deceptive(src.as_str()) {
        return None;
    }
    let text = if title.is_empty() { host } else { title }.to_owned();
    let content = vec![Inline::Text(Run { text, span: Span::link(src) })];
    Some(Block::Paragraph { align: Align::Start, content })
}

/// A line that is nothing but an address of one of [`SERVICES`], as people paste films into a text.
pub fn of_line(line: &Line) -> Option<Box<Embed>> {
    let [Inline::Text(run)] = line.as_slice() else { return None };
    let is_address = run.text.starts_with("http") && !cut::has_any(&run.text, " \n") && !run.span.marks.is_literal();
    if is_address { find(&run.text) } else { None }
}

/// What an address of one of [`SERVICES`] shows.
pub fn find(address: &str) -> Option<Box<Embed>> {
    let (service, frame, page) = parts(address)?;
    let url = |(start, rest): (&str, String)| SafeUrl::parse(&[start, &rest].concat());
    Some(Box::new(Embed { service, frame: url(frame)?, page: url(page)?, title: String::new(), caption: vec![] }))
}

/// How an address begins, and how it goes on.
type Parts = (&'static str, String);

/// The service's name; the address of its frame and that of its page.
fn parts(address: &str) -> Option<(&'static str, Parts, Parts)> {
    let host = url::host(address);
    let path = url::path(address);
    let query = || address.split_once('?').map(|(_, query)| query.to_owned());
    let (_, service) = SERVICES.iter().find(|(known, _)| known.eq_ignore_ascii_case(host))?;
    Some(match service {
        Service::YouTube if matches!(path, "/playlist" | "/embed/videoseries") => {
            let list = url::parameter(address, "list").filter(|list| is_id(list))?;
            let frame = ("https://www.youtube-nocookie.com/embed/videoseries?list=", list.clone());
            ("YouTube", frame, ("https://www.youtube.com/playlist?list=", list))
        }
        Service::YouTube => {
            let id = youtube_id(address, path)?;
            let frame = ("https://www.youtube-nocookie.com/embed/", id.clone());
            ("YouTube", frame, ("https://www.youtube.com/watch?v=", id))
        }
        Service::Vimeo => {
            let id = path.split('/').find(|part| part.len() > 4 && part.bytes().all(|b| b.is_ascii_digit()))?;
            let mut frame = [id, "?dnt=1"].concat();
            // A film that is not listed needs its key as well.
            if let Some(key) = url::parameter(address, "h").filter(|key| is_id(key)) {
                frame.push_str("&h=");
                frame.push_str(&key);
            }
            ("Vimeo", ("https://player.vimeo.com/video/", frame), ("https://vimeo.com/", id.to_owned()))
        }
        Service::Facebook => {
            let (page, frame) = facebook(address, path)?;
            ("Facebook", (frame, url::encode(&page)), ("", page))
        }
        Service::GoogleMaps if path == "/maps/embed" => {
            let frame = ("https://www.google.com/maps/embed?", query()?);
            ("Google Maps", frame.clone(), frame)
        }
        Service::GoogleMaps => {
            let place = url::parameter(address, "q").filter(|_| path.starts_with("/maps"))?;
            url::parameter(address, "output").filter(|output| output == "embed")?;
            let place = url::encode(&place);
            let frame = ("https://www.google.com/maps?output=embed&q=", place.clone());
            ("Google Maps", frame, ("https://www.google.com/maps?q=", place))
        }
        Service::OpenStreetMap => {
            let query = query().filter(|_| path == "/export/embed.html")?;
            let frame = ("https://www.openstreetmap.org/export/embed.html?", query.clone());
            ("OpenStreetMap", frame, ("https://www.openstreetmap.org/?", query))
        }
    })
}

fn youtube_id(address: &str, path: &str) -> Option<String> {
    let (first, rest) = path.trim_start_matches('/').split_once('/').unwrap_or((path, ""));
    let id = match first {
        "embed" | "v" | "shorts" | "live" => rest.split('/').next().map(str::to_owned),
        "/watch" => url::parameter(address, "v"),
        _ if url::host(address).eq_ignore_ascii_case("youtu.be") => path.get(1..).map(str::to_owned),
        _ => None,
    };
    id.filter(|id| is_id(id))
}

/// A page of Facebook's that may be framed, and how its frame's address begins.
fn facebook(address: &str, path: &str) -> Option<(String, &'static str)> {
    const VIDEO: &str = "https://www.facebook.com/plugins/video.php?href=";
    const POST: &str = "https://www.facebook.com/plugins/post.php?href=";
    let has = |part: &str| cut::find(path, part).is_some();
    let (page, frame) = match path.strip_prefix("/plugins/") {
        Some(plugin) => (url::parameter(address, "href")?, if plugin.starts_with("video") { VIDEO } else { POST }),
        None if has("/videos/") || has("/watch") || url::host(address) == "fb.watch" => (address.to_owned(), VIDEO),
        None if has("/posts/") || has("/photo") => (address.to_owned(), POST),
        None => return None,
    };
    let host = url::host(&page);
    let is_known = SERVICES.iter().any(|(known, s)| *s == Service::Facebook && known.eq_ignore_ascii_case(host));
    is_known.then_some((page, frame))
}

fn is_id(text: &str) -> bool {
    (4..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn every_way_to_write_a_film_is_one_frame() {
        for address in [
            "https://www.youtube.com/watch?v=aqz-KE-bpKQ&t=3s",
            "https://youtu.be/aqz-KE-bpKQ?si=x",
            "https://www.youtube.com/embed/aqz-KE-bpKQ",
            "//www.youtube-nocookie.com/embed/aqz-KE-bpKQ?rel=0",
            "https://m.youtube.com/shorts/aqz-KE-bpKQ",
        ] {
            let frame = find(address).map(|embed| embed.frame.to_string());
            assert_eq!(frame.as_deref(), Some("https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"), "{address}");
        }
    }

    #[test]
    fn an_address_that_is_no_film_is_none() {
        for address in [
            "https://www.youtube.com/@kenh",
            "https://www.youtube.com/embed/a\"onload=x",
            "https://www.youtube.com.evil.example/embed/aqz-KE-bpKQ",
            "https://www.youtube.com@evil.example/embed/aqz-KE-bpKQ",
            "https://vimeo.com/about",
            "https://www.facebook.com/hanam.gov.vn",
            "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fevil.example%2Fvideos%2F1",
            "https://www.google.com/search?q=x",
            "/watch?v=aqz-KE-bpKQ",
        ] {
            assert_eq!(find(address), None, "{address}");
        }
    }
}
