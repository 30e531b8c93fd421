//! The Content-Security-Policy of the built page: completed with the hash of every inline script and style.
//!
//! `index.html` carries it under a name that no browser knows. Here it comes into force, after everything else has
//! been done to the page: a byte more in a script, and the script's hash is another one.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::run::{Doing, Result, fail};

pub mod tags;

use tags::Tag;

/// The layer that most sheets are of.
const LAYER: &str = "@layer components{";

/// What the policy's `<meta>` is called in the source, and there is nothing to it; and what makes it the policy.
const NAME: &str = "content-security-policy";

/// Completes the policy of `index.html` in a folder.
pub fn complete(folder: &Path) -> Result {
    let file = folder.join("index.html");
    let html = fs::read_to_string(&file).doing(|| format!("read {}", file.display()))?;
    fs::write(&file, completed(&html)?).doing(|| format!("write {}", file.display()))
}

fn completed(html: &str) -> Result<String> {
    // A browser reads every line end as `\n` before it takes a hash.
    let html = one_style(&html.replace("\r\n", "\n"));
    let tags = tags::read(&html)?;
    let mut policies = tags.iter().filter(|tag| tag.name == "meta" && tag.attribute("name") == Some(NAME));
    let (Some(policy), None) = (policies.next(), policies.next()) else {
        fail!("expected one <meta name=\"{NAME}\"> in index.html, found none or several");
    };
    check(&tags, policy)?;
    let content: Vec<&str> = policy.attribute("content").unwrap_or_default().split_whitespace().collect();
    let mut content = content.join(" ");
    for (place, name) in [("{scripts}", "script"), ("{styles}", "style")] {
        if content.matches(place).count() != 1 {
            fail!("expected {place} once in the policy of index.html, where the hashes go; found {content:?}");
        }
        content = content.replace(place, &hashes(&tags, name).join(" "));
    }
    if content.contains(['"', '&', '<', '>', '{', '}']) {
        fail!("expected a policy in plain words in index.html, found {content:?}");
    }
    let (before, after) = (&html[..policy.place.start], &html[policy.place.end..]);
    Ok(format!("{before}<meta http-equiv={NAME} content=\"{content}\">{after}"))
}

/// What stands side by side goes into one element: one hash is as good as thirty, and no hash can be compressed.
fn one_style(html: &str) -> String {
    // These count at a sheet's head alone.
    let is_ordered = ["@import", "@charset", "@namespace"].iter().any(|rule| html.contains(rule));
    if is_ordered {
        return html.to_owned();
    }
    let mut out = String::new();
    for (n, sheet) in html.split("</style><style>").enumerate() {
        // So do the rules of one layer, which nearly every sheet begins and ends.
        match out.strip_suffix('}').filter(|before| n > 0 && ends_in_layer(before)).zip(sheet.strip_prefix(LAYER)) {
            Some((before, rules)) => out = before.to_owned() + rules,
            None => out.push_str(sheet),
        }
    }
    out
}

/// Whether what is still open at the end of a page's styles is the layer of the components, and nothing else.
fn ends_in_layer(html: &str) -> bool {
    let (mut depth, mut start) = (0_usize, None);
    let style = html.rfind("<style>").unwrap_or_default();
    for (at, byte) in html.bytes().enumerate().skip(style) {
        match byte {
            b'{' => {
                if depth == 0 {
                    start = Some(at);
                }
                depth += 1;
            }
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth == 1 && start.is_some_and(|start| html[..=start].ends_with(LAYER))
}

/// Stops the build where the policy would stop the page.
fn check(tags: &[Tag], policy: &Tag) -> Result {
    for tag in tags {
        let Tag { name, place, .. } = tag;
        let is_early = place.start < policy.place.start;
        if is_early && !matches!(name.as_str(), "html" | "head" | "meta") {
            fail!("expected the policy of index.html before all but the charset, found <{name}> before it");
        }
        for (key, value) in &tag.attributes {
            if key.starts_with("on") || key == "style" || value.trim_start().to_lowercase().starts_with("javascript:") {
                fail!(
                    "expected no {key}=\"{value}\" at <{name}> in index.html: the policy stops it; \
                     move it into a <style> or <script>"
                );
            }
        }
    }
    Ok(())
}

/// The sources that let an element's text through, without repeating one.
fn hashes(tags: &[Tag], name: &str) -> Vec<String> {
    let inline = tags.iter().filter(|tag| tag.name == name && tag.attribute("src").is_none());
    let mut hashes: Vec<String> = vec![];
    for text in inline.filter_map(|tag| tag.text) {
        let hash = format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
        if !hashes.contains(&hash) {
            hashes.push(hash);
        }
    }
    hashes
}

#[cfg(test)]
mod tests {
    use super::*;

    const META: &str = "<meta charset=utf-8><meta content=\"default-src 'self';\n script-src 'self' {scripts};  style-src {styles}\" name=content-security-policy>";

    fn page(head: &str, body: &str) -> String {
        format!("<!doctype html><html lang=vi><head>{META}{head}</head><body>{body}</body></html>")
    }

    #[test]
    fn each_script_and_style_is_named_by_its_hash() {
        let html =
            page("<script>a</script><style>b</style>", "<script type=module>a</script><script src=/c.js></script>");
        let html = completed(&html).unwrap();
        // printf a | openssl dgst -sha256 -binary | base64
        let expected = "<meta http-equiv=content-security-policy content=\"default-src 'self'; script-src 'self' \
            'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='; style-src 'sha256-PiPoFgA5WUoziU9lZOGxNIu9egCI1CxKy3PurtWcAJ0='\">";
        assert!(html.contains(expected), "{html}");
        assert!(!html.contains("name=content-security-policy"), "{html}");
    }

    #[test]
    fn styles_side_by_side_become_one_unless_their_order_matters() {
        let html = completed(&page("<script>a</script><style>b</style><style>c</style>", "")).unwrap();
        assert!(html.contains("<style>bc</style>") && html.matches("sha256-").count() == 2, "{html}");
        let html = completed(&page("<script>a</script><style>b</style><style>@import 'c'</style>", "")).unwrap();
        assert_eq!(html.matches("sha256-").count(), 3, "{html}");
    }

    #[test]
    fn sheets_of_one_layer_become_one_and_no_other_rule_changes_its_layer() {
        let joined = |sheets: &[&str]| {
            let styles: String = sheets.iter().map(|sheet| format!("<style>{sheet}</style>")).collect();
            let html = completed(&page(&format!("<script>{{}}</script>{styles}"), "")).unwrap();
            html[html.find("<style>").unwrap() + 7..html.find("</style>").unwrap()].to_owned()
        };
        let (one, two) = ("@layer components{a{b:c}}", "@layer components{@media print{d{e:f}}}");
        assert_eq!(joined(&[one, two]), "@layer components{a{b:c}@media print{d{e:f}}}");
        for before in ["@layer base{a{b:c}}", "@media print{a{b:c}}", "@layer components{a{b:c}}g{h:i}", ""] {
            assert_eq!(joined(&[before, two]), [before, two].concat());
        }
        assert_eq!(joined(&[one, "a{b:c}", two]), [one, "a{b:c}", two].concat());
    }

    #[test]
    fn a_page_that_the_policy_would_break_is_not_built() {
        let whole = page("<script>a</script><style>b</style>", "");
        for (html, part) in [
            (whole.replace("name=content-security-policy", "name=x"), "expected one <meta"),
            (whole.replace(META, &format!("{META}{META}")), "expected one <meta"),
            (whole.replace("<head>", "<head><script>early</script>"), "found <script> before it"),
            (whole.replace("<head>", "<head><base href=/>"), "found <base> before it"),
            (whole.replace(" {styles}", ""), "expected {styles} once"),
            (whole.replace("{scripts}", "{scripts} {scripts}"), "expected {scripts} once"),
            (whole.replace("'self';", "{x};"), "plain words"),
            (page("", "<p style=\"color: red\">"), "style="),
            (page("", "<img src=x ONERROR='a()'>"), "onerror="),
            (page("", "<a href=' JavaScript:a()'>"), "JavaScript:"),
            (page("<script>a", ""), "</script>"),
            (page("<script><!-- <script></script>", ""), "<!--"),
        ] {
            let error = completed(&html).unwrap_err().to_string();
            assert!(error.contains(part), "{part}: {error}");
        }
    }
}
