//! `robots.txt`: what search engines may read (RFC 9309), and where the sitemap is.

/// The file's text. `by_hand` is the one that the portal's owner wrote, of which every line stays; `sitemap` is the
/// sitemap's absolute address, where the portal knows its own.
///
/// Search engines read the file at the root of a host alone: that of a portal below a path is for the host's owner to
/// copy from.
pub fn robots(by_hand: Option<&str>, sitemap: Option<&str>) -> String {
    // A file that begins with a byte order mark is read by some and refused by others.
    let by_hand = by_hand.unwrap_or_default().trim_start_matches('\u{FEFF}');
    let lines: Vec<&str> = by_hand.lines().map(str::trim_end).collect();
    let mut out = String::new();
    if lines.iter().all(|line| line.is_empty()) {
        out.push_str("User-agent: *\nAllow: /\n");
    } else {
        lines.iter().for_each(|line| out.extend([line, "\n"]));
    }
    let Some(sitemap) = sitemap.filter(|sitemap| !lines.iter().any(|line| names(line, sitemap))) else { return out };
    // Where a line stands between others it ends no group, but people read it better by itself.
    out.truncate(out.trim_end().len());
    out.extend(["\n\nSitemap: ", sitemap, "\n"]);
    out
}

/// Whether a line names this sitemap; the name of the field may be in any case.
fn names(line: &str, sitemap: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default();
    line.split_once(':')
        .is_some_and(|(field, value)| field.trim().eq_ignore_ascii_case("sitemap") && value.trim() == sitemap)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITEMAP: Option<&str> = Some("https://a.vn/sitemap.xml");

    #[test]
    fn without_a_file_by_hand_everything_may_be_read() {
        assert_eq!(robots(None, SITEMAP), "User-agent: *\nAllow: /\n\nSitemap: https://a.vn/sitemap.xml\n");
        assert_eq!(robots(Some(" \r\n"), None), "User-agent: *\nAllow: /\n");
    }

    #[test]
    fn every_line_by_hand_stays() {
        let by_hand =
            "\u{FEFF}# Của Sở\r\nUser-agent: GPTBot\r\nDisallow: /\r\n\r\nSitemap: https://b.vn/sitemap.xml\r\n";
        let expected = "# Của Sở\nUser-agent: GPTBot\nDisallow: /\n\nSitemap: https://b.vn/sitemap.xml\n\n\
                        Sitemap: https://a.vn/sitemap.xml\n";
        assert_eq!(robots(Some(by_hand), SITEMAP), expected);
    }

    #[test]
    fn a_sitemap_that_is_named_already_is_not_named_twice() {
        let by_hand = "User-agent: *\nAllow: /\nsitemap : https://a.vn/sitemap.xml # xem\n";
        assert_eq!(robots(Some(by_hand), SITEMAP), by_hand);
        let again = robots(Some(&robots(None, SITEMAP)), SITEMAP);
        assert_eq!(again, robots(None, SITEMAP), "what was written is read again");
    }
}
