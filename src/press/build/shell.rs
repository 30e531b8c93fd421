//! The built app's document, taken apart: its styles and the names of its files go into every page.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use super::Outcome;

pub struct Shell {
    /// As it was built.
    pub html: String,
    /// The path that it was built for, with a slash at both ends.
    pub base: String,
    /// The text of its `<style>`.
    pub style: String,
    /// The app's script, as `import` names it.
    pub script: String,
    /// The app's wasm.
    pub wasm: String,
    /// The Content-Security-Policy, with `{scripts}` and `{styles}` where the hashes go.
    policy: Option<String>,
    /// What else is in its head: the icon, the colours of the browser's frame.
    pub rest: String,
}

impl Shell {
    /// Reads `shell.html`, which an earlier build left, or `index.html`.
    ///
    /// # Errors
    /// In words: there is none, or it is not the portal's.
    pub fn read(folder: &Path) -> Outcome<Shell> {
        let first = ["shell.html", "index.html"].iter().map(|name| folder.join(name)).find(|path| path.is_file());
        let Some(path) = first else {
            return Err(format!(
                "expected the built app in {}, found no index.html: run cargo xtask dist, or say --app FOLDER",
                folder.display()
            ));
        };
        let html = fs::read_to_string(&path).map_err(|cause| format!("expected {}, found {cause}", path.display()))?;
        Shell::of(html)
            .map_err(|lacks| format!("expected the portal's document at {}, found one without {lacks}", path.display()))
    }

    fn of(html: String) -> Result<Shell, &'static str> {
        let start = html.find("id=app").or_else(|| html.find("id=\"app\"")).ok_or("the place of the app")?;
        let head = &html[..start];
        let module = between(head, "<script type=module>", "</script>")
            .or_else(|| between(head, "<script type=\"module\">", "</script>"))
            .ok_or("its module's script")?;
        let script = between(module, "from '", "'")
            .or_else(|| between(module, "from \"", "\""))
            .ok_or("the name of its script")?;
        let wasm = between(module, "module_or_path: '", "'")
            .or_else(|| between(module, "module_or_path:\"", "\""))
            .ok_or("the name of its wasm")?;
        let mut style = String::new();
        let mut rest = head;
        while let Some(one) = between(rest, "<style>", "</style>") {
            style.push_str(one);
            rest = &rest[rest.find("</style>").unwrap_or_default() + 8..];
        }
        let base = between(head, "<base href=", ">").map(|base| base.trim_matches(['"', '\'', '/', ' ']));
        let base = base.filter(|base| !base.is_empty()).map_or("/".to_owned(), |base| format!("/{base}/"));
        let policy = between(head, "http-equiv=content-security-policy content=\"", "\"").map(placed);
        let icon = between(head, "<link href=logo.svg", ">");
        let color = between(head, "<meta content=#", " name=theme-color>");
        let mut rest = String::from(
            "<meta name=viewport content=\"width=device-width,initial-scale=1\"><meta name=color-scheme content=\"light dark\">",
        );
        if let Some(color) = color {
            rest.push_str(&format!("<meta name=theme-color content=#{color}>"));
        }
        if icon.is_some() {
            rest.push_str("<link rel=icon href=logo.svg type=image/svg+xml>");
        }
        let (script, wasm) = (script.to_owned(), wasm.to_owned());
        Ok(Shell { base, style, script, wasm, policy, rest, html })
    }

    /// The policy of a page with these scripts and styles in it; `None` where the app was built without one.
    ///
    /// The portal sets an element's style by script; a page that is read without script has it in the element, which
    /// `style-src-attr` lets through there alone. All such styles are the program's own.
    pub fn policy(&self, scripts: &[&str], styles: &[&str]) -> Option<String> {
        let hashes = |texts: &[&str]| texts.iter().map(|text| hash(text)).collect::<Vec<_>>().join(" ");
        let policy = self.policy.as_ref()?;
        let policy = policy.replace("{scripts}", &hashes(scripts)).replace("{styles}", &hashes(styles));
        Some(policy + "; style-src-attr 'unsafe-inline'")
    }
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// A policy without its hashes, and places for others.
fn placed(policy: &str) -> String {
    let directive = |directive: &str| {
        let kept: Vec<&str> = directive.split_whitespace().filter(|source| !source.starts_with("'sha256-")).collect();
        match kept.first() {
            Some(&"script-src") => kept.join(" ") + " {scripts}",
            Some(&"style-src") => kept.join(" ") + " {styles}",
            _ => kept.join(" "),
        }
    };
    policy.split(';').map(directive).collect::<Vec<_>>().join("; ")
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    Some(rest.split_once(after)?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = "<!doctype html><html lang=vi><meta charset=utf-8><meta http-equiv=content-security-policy \
        content=\"default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'sha256-a=' 'sha256-b='; style-src 'sha256-c='\">\
        <base href=/tin/><meta content=#7d1518 name=theme-color><script>early</script><style>a{}</style>\
        <script type=module>import init from '/tin/ban-tin-1.js';\nawait init({ module_or_path: '/tin/ban-tin-1_bg.wasm' });</script>\
        <link href=logo.svg rel=icon></head><body><div id=app></div></body></html>";

    #[test]
    fn the_apps_files_styles_and_policy_are_found() {
        let shell = Shell::of(HTML.into()).unwrap();
        assert_eq!((shell.base.as_str(), shell.style.as_str()), ("/tin/", "a{}"));
        assert_eq!((shell.script.as_str(), shell.wasm.as_str()), ("/tin/ban-tin-1.js", "/tin/ban-tin-1_bg.wasm"));
        // printf a | openssl dgst -sha256 -binary | base64
        assert_eq!(
            shell.policy(&["a"], &[]).unwrap(),
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='; style-src ; \
             style-src-attr 'unsafe-inline'"
        );
    }

    #[test]
    fn what_is_lacking_is_named() {
        for (html, lacks) in [
            ("<p>", "the place of the app"),
            (&HTML.replace("type=module", ""), "its module's script"),
            (&HTML.replace("module_or_path", "x"), "the name of its wasm"),
        ] {
            assert_eq!(Shell::of(html.to_owned()).err(), Some(lacks));
        }
    }
}
