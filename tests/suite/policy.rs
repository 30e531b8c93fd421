//! The Content-Security-Policy in `index.html` says what the code says, and nothing loose.

use std::collections::BTreeMap;

use ban_tin::body::policy::FRAME_HOSTS;
use ban_tin::json::Json;
use ban_tin::settings;

use crate::corpus;

/// The directives of `index.html` with their sources.
fn directives() -> BTreeMap<String, Vec<String>> {
    let html = corpus::read("index.html");
    let (_, rest) = html.split_once("name=\"content-security-policy\"").unwrap();
    let content = rest.split('"').nth(1).unwrap();
    let words = |directive: &str| directive.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let directives: Vec<_> = content.split(';').map(words).collect();
    let n = directives.len();
    let map: BTreeMap<_, _> = directives.into_iter().map(|words| (words[0].clone(), words[1..].to_vec())).collect();
    assert_eq!(map.len(), n, "a directive that stands twice counts once");
    map
}

#[test]
fn frames_come_from_the_hosts_of_the_body_policy_alone() {
    assert_eq!(directives()["frame-src"], FRAME_HOSTS);
}

#[test]
fn nothing_in_the_policy_is_looser_than_it_has_to_be() {
    let directives = directives();
    for (name, sources) in [
        ("default-src", "'self'"),
        ("script-src", "'self' 'wasm-unsafe-eval' {scripts}"),
        ("style-src", "{styles}"),
        ("object-src", "'none'"),
        ("base-uri", "'self'"),
        ("form-action", "'self'"),
    ] {
        assert_eq!(directives[name].join(" "), sources, "{name}");
    }
    for (name, sources) in &directives {
        for source in sources {
            let is_loose = ["'unsafe-inline'", "'unsafe-eval'", "*", "data:", "blob:"].contains(&source.as_str());
            assert!(!is_loose, "{name} {source}");
            // Whole schemes are for what the settings narrow.
            let is_wide = source.ends_with(':') && !["img-src", "media-src", "connect-src"].contains(&name.as_str());
            assert!(!is_wide, "{name} {source}");
        }
    }
}

#[test]
fn a_hostile_host_in_the_settings_is_told_with_its_place_and_the_rest_holds() {
    let json = r#"{"name": "Sở", "source": {"profile": "jsonfeed"}, "allow": {
        "images": ["'unsafe-inline'; script-src *", "https://anh.example.vn"], "media": ["https://a.vn\nscript-src *"], "scripts": ["*"]}}"#;
    let (settings, problems) = settings::read(&Json::parse(json).unwrap(), "site.json");
    let policy = settings.unwrap().allow.policy("", "");
    assert_eq!(policy, "img-src 'self' https://anh.example.vn; media-src 'self'; connect-src 'self'");
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let host = r#"expected a host such as "https://anh.example.vn", or "https:" at"#;
    let expected = [
        format!("site.json: {host} /allow/images/0, found \"'unsafe-inline'; script-src *\""),
        format!("site.json: {host} /allow/media/0, found \"https://a.vn\nscript-src *\""),
        "site.json: expected one of images, media, connections at /allow/scripts, found an array".to_owned(),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_colour_is_no_address_of_a_picture() {
    let check = |color: &str| {
        let theme = format!(r#"{{"masthead": {{"light": {color}, "dark": "hsl(12deg 20% 30% / .5)"}}}}"#);
        let json = format!(r#"{{"name": "Sở", "source": {{"profile": "jsonfeed"}}, "theme": {theme}}}"#);
        let (settings, problems) = settings::read(&Json::parse(&json).unwrap(), "site.json");
        assert_eq!(settings.unwrap().theme.masthead.is_none(), !problems.is_empty(), "{problems:#?}");
        problems.is_empty()
    };
    let good =
        ["\"#8a1c1c\"", r#""rgb(0, 0, 0)""#, r#""oklch(40% 0.2 20)""#, r#""color-mix(in srgb, red 20%, white)""#];
    good.iter().for_each(|color| assert!(check(color), "{color}"));
    let addresses = [r#""url(http://a.vn/x)""#, r#""url(//a.vn/x)""#, r#""url('x')""#, r#""url(\\2f\\2f a.vn)""#];
    let others = [r#""image-set(\"x\" 1x)""#, r#""red; x: y""#, r#""red} body {""#, "7"];
    addresses.iter().chain(&others).for_each(|color| assert!(!check(color), "{color}"));
}
