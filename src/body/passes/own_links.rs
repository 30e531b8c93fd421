//! Links to the site that the articles come from.

use super::every_line;
use crate::body::tree::{Body, Inline};
use crate::url::SafeUrl;

/// Asks of every link to another place where it leads on this portal. It is no part of [`super::run`]: which articles
/// the portal knows changes while it runs.
pub fn own_links(body: &mut Body, own: &dyn Fn(&str) -> Option<SafeUrl>) {
    every_line(&mut body.0, &mut |line| {
        for inline in line {
            if let Inline::Text(run) = inline
                && let Some(link) = run.span.about().link.as_ref().filter(|link| link.is_absolute())
                && let Some(found) = own(link.as_str())
            {
                run.span.change(&mut |about| about.link = Some(found.clone()));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::own_links;
    use crate::body::{html, parse};
    use crate::url::SafeUrl;

    #[test]
    fn a_link_to_a_known_article_leads_to_it_here() {
        let (mut body, _) =
            parse("<p><a href='https://cu.vn/bai-1'>Một</a> <a href='https://khac.vn/'>hai</a></p>", "");
        own_links(&mut body, &|address| {
            (address == "https://cu.vn/bai-1").then(|| SafeUrl::parse("/article/bai-1/")).flatten()
        });
        let expected = r#"<p><a href="/article/bai-1/">Một</a> <a href="https://khac.vn/">hai</a></p>"#;
        assert_eq!(html(&body, &str::to_owned), expected);
    }
}
