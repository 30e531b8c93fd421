//! What a file is, by its name: media types, and how long a client may keep it.

use std::path::Path;

/// Endings and media types (IANA's registry). Texts say their encoding.
const KINDS: [(&str, &str); 58] = [
    ("html", "text/html; charset=utf-8"),
    ("htm", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("map", "application/json"),
    ("jsonld", "application/ld+json"),
    ("geojson", "application/geo+json"),
    ("wasm", "application/wasm"),
    ("webmanifest", "application/manifest+json"),
    ("xml", "application/xml; charset=utf-8"),
    ("xsl", "application/xslt+xml; charset=utf-8"),
    ("atom", "application/atom+xml; charset=utf-8"),
    ("rss", "application/rss+xml; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("vtt", "text/vtt; charset=utf-8"),
    ("ics", "text/calendar; charset=utf-8"),
    ("svg", "image/svg+xml; charset=utf-8"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("bmp", "image/bmp"),
    ("tif", "image/tiff"),
    ("tiff", "image/tiff"),
    ("ico", "image/vnd.microsoft.icon"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("ttf", "font/ttf"),
    ("otf", "font/otf"),
    ("mp4", "video/mp4"),
    ("m4v", "video/mp4"),
    ("webm", "video/webm"),
    ("mov", "video/quicktime"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("ogg", "audio/ogg"),
    ("oga", "audio/ogg"),
    ("ogv", "video/ogg"),
    ("opus", "audio/ogg"),
    ("wav", "audio/wav"),
    ("pdf", "application/pdf"),
    ("zip", "application/zip"),
    ("gz", "application/gzip"),
    // The search's index: compressed files that its script takes apart itself.
    ("pagefind", "application/octet-stream"),
    ("pf_meta", "application/octet-stream"),
    ("pf_index", "application/octet-stream"),
    ("pf_fragment", "application/octet-stream"),
    ("doc", "application/msword"),
    ("xls", "application/vnd.ms-excel"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
];

/// The media type of a file, by its name and, for feeds, by its beginning.
pub fn of(path: &Path, beginning: &[u8]) -> &'static str {
    let kind = known(path).unwrap_or("application/octet-stream");
    let has = |sign: &[u8]| beginning.windows(sign.len()).any(|part| part == sign);
    match kind {
        // A feed's name says nothing of its kind: feed.xml may be either.
        "application/xml; charset=utf-8" if has(b"<rss") => "application/rss+xml; charset=utf-8",
        "application/xml; charset=utf-8" if has(b"<feed") => "application/atom+xml; charset=utf-8",
        "application/json" if has(b"https://jsonfeed.org/version/") => "application/feed+json",
        kind => kind,
    }
}

/// Whether a name ends as that of a file does, rather than that of a page.
pub fn is_file_name(name: &str) -> bool {
    known(Path::new(name)).is_some_and(|kind| !kind.starts_with("text/html"))
}

fn known(path: &Path) -> Option<&'static str> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    KINDS.iter().find(|(known, _)| *known == ending).map(|(_, kind)| *kind)
}

/// How long a client may keep it without asking: a name with a hash in it is never another file. `path` is the file's
/// below the site's folder.
pub fn caching(path: &Path) -> &'static str {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is_picture = path.parent() == Some(Path::new("images"));
    // `vi_1a2b3c4.pf_index`: Pagefind names its files by what is in them, all but its entry, its script and its wasm.
    let is_of_index = path.extension().is_some_and(|ending| ending.as_encoded_bytes().starts_with(b"pf_"));
    if is_of_index || has_hash(name) || (is_picture && has_pictures_hash(name)) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

/// `app-7795799cf0b885e1.js`, `app-7795799cf0b885e1_bg.wasm`: a 64-bit hash in hexadecimal digits.
///
/// Trunk leaves out a zero in front, so there may be 15 of them.
fn has_hash(name: &str) -> bool {
    name.split('-').skip(1).any(|part| {
        let digits = part.bytes().take_while(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')).count();
        matches!(digits, 15 | 16) && matches!(part.as_bytes().get(digits), Some(b'.' | b'_'))
    })
}

/// `ngay-hoi-1a2b3c4d-960.webp`, as `press build` names pictures: the beginning of a hash, and a width.
///
/// A day has eight digits, too: one of the portal's own pictures may be called after it. So a letter is asked for, and
/// two hashes of a hundred are taken for days.
fn has_pictures_hash(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_hash = |part: &str| part.len() == 8 && part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let has_letter = |part: &str| part.bytes().any(|b| b.is_ascii_alphabetic());
    let is_width = |part: &str| (1..=5).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = stem.rsplit('-');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(width), Some(hash), Some(_)) => is_width(width) && is_hash(hash) && has_letter(hash),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_known_by_what_is_in_it() {
        let of = |name: &str, text: &str| of(Path::new(name), text.as_bytes());
        assert_eq!(of("feed.xml", "<?xml version='1.0'?><rss version='2.0'>"), "application/rss+xml; charset=utf-8");
        assert_eq!(of("feed.xml", "<feed xmlns='x'>"), "application/atom+xml; charset=utf-8");
        assert_eq!(of("sitemap.xml", "<urlset>"), "application/xml; charset=utf-8");
        assert_eq!(of("feed.json", r#"{"version":"https://jsonfeed.org/version/1.1"}"#), "application/feed+json");
        assert_eq!(of("site.json", "{}"), "application/json");
        assert_eq!(of("a.JPG", ""), "image/jpeg");
        assert_eq!(of("LICENSE", ""), "application/octet-stream");
    }

    #[test]
    fn names_with_a_hash_are_kept_for_a_year_and_no_others() {
        for kept in [
            "images/ngay-hoi-1a2b3c4d-960.webp",
            "a-7795799cf0b885e1.js",
            "a-7795799cf0b885e_bg.wasm",
            "a-0123456789abcdef.css",
            "fragment/vi_1a2b3c4.pf_fragment",
            "pagefind.vi_1a2b3c4.pf_meta",
        ] {
            assert!(caching(Path::new(kept)).contains("immutable"), "{kept}");
        }
        for asked in [
            "index.html",
            "pagefind-entry.json",
            "wasm.unknown.pagefind",
            "a-20260518080000.jpg",
            "a-0123456789abcdef0.js",
            "0123456789abcdef.js",
            "a-0123456789ABCDEF.js",
            "ngay-hoi-1a2b3c4d-960.webp",
            "content/images/ngay-hoi-1a2b3c4d-960.webp",
            "images/ngay-hoi-20260518-960.webp",
            "images/ngay-hoi-1a2b3c4d.webp",
            "images/1a2b3c4d-960.webp",
        ] {
            assert_eq!(caching(Path::new(asked)), "no-cache", "{asked}");
        }
    }
}
