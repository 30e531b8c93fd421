//! `press check` over settings, profiles and languages, and what it prints.

use serde_json::{Value, json};

use crate::corpus;
use crate::press_check_run::{Portal, site};
use std::process::Command;

#[test]
fn a_portal_without_a_mistake_is_passed() {
    let portal = Portal::new();
    let run = portal.run(&["--strict"]);
    assert_eq!(
        run.text,
        "no errors, no warnings, no notes in settings, profiles, languages, 3 articles, 1 page, 1 album.\n"
    );
    assert_eq!(run.code, 0);
}

#[test]
fn the_sample_has_no_errors_and_no_warnings() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_press"));
    let output = command.current_dir(corpus::root()).args(["check", "--strict"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn what_settings_lead_to_is_there() {
    let cases = [
        (
            "/menu/1/to/vi",
            json!("/category/su-kienn/"),
            "error site.json /menu/1/to/vi: expected a category that is there in vi, found \"/category/su-kienn/\"",
        ),
        (
            "/menu/1/to/en",
            json!("/category/events/"),
            "error site.json /menu/1/to/en: expected a category that is there in en",
        ),
        (
            "/menu/0/to",
            json!("/tin-tuc/"),
            "error site.json /menu/0/to: expected a page of the portal, or a file that is there, found \"/tin-tuc/\"",
        ),
        (
            "/footer/links/0/to/vi",
            json!("/page/lien-he/"),
            "error site.json /footer/links/0/to/vi: expected a standing page",
        ),
        (
            "/redirects/~1tin-tuc~11.aspx",
            json!("/article/gone/"),
            "error site.json /redirects/~1tin-tuc~11.aspx: expected an article that is there in vi, found \"/article/gone/\"",
        ),
        (
            "/redirects/~1tin-tuc~12.aspx",
            json!("article/a/"),
            "error site.json /redirects/~1tin-tuc~12.aspx: expected ",
        ),
        ("/logo", json!("logo.png"), "error site.json /logo: expected a picture that is there, found no file logo.png"),
        (
            "/timezone",
            json!("Asia/Hanoi"),
            "error site.json /timezone: expected a time zone of the IANA database, found Asia/Hanoi",
        ),
        ("/url", Value::Null, "warning site.json /url: expected the portal's address"),
    ];
    let portal = Portal::new();
    let expected = cases.map(|(pointer, value, expected)| {
        portal.spoil("site.json", pointer, value);
        expected
    });
    portal.finds_all(&expected);
}

#[test]
fn a_mistake_that_reader_and_schema_both_see_is_said_once() {
    let cases = [
        ("/page_size", json!(0), "error site.json /page_size: expected a whole number from 1 to 100, found 0"),
        ("/nmae", json!("x"), "error site.json /nmae: expected one of $schema, name,"),
        ("/menu/2", json!({"label": "Báo"}), "error site.json /menu/2: expected {\"label\": \"Tin tức\""),
        (
            "/source/fields",
            json!({"titel": "/ten"}),
            "error site.json /source/fields/titel: expected a key that is known there, found the key titel",
        ),
    ];
    let portal = Portal::new();
    let expected = cases.map(|(pointer, value, expected)| {
        portal.spoil("site.json", pointer, value);
        expected
    });
    portal.finds_all(&expected);
}

#[test]
fn all_mistakes_are_said_at_once() {
    let portal = Portal::new();
    portal.spoil("site.json", "/page_size", json!(0));
    portal.spoil("site.json", "/nmae", json!("x"));
    portal.spoil("locales/en.json", "/skip", Value::Null);
    portal.write("<p><a href=\"/article/nothing/\">x</a></p>");
    let files: Vec<String> = portal.lines().iter().map(|line| line.split(' ').nth(1).unwrap().to_owned()).collect();
    assert_eq!(files, ["content/vi/article/a.json", "locales/en.json", "site.json", "site.json"]);
}

#[test]
fn languages_have_the_same_words() {
    let portal = Portal::new();
    portal.spoil("locales/en.json", "/skip", Value::Null);
    portal.finds("error locales/en.json /skip: expected a value: it is needed there, found nothing");
    let portal = Portal::new();
    portal.spoil("locales/en.json", "/page_of", json!("Page {n}"));
    portal.finds("warning locales/en.json /page_of: expected the places {n}, {pages} as in locales/vi.json, found {n}");
    let portal = Portal::new();
    portal.0.write("locales/en.json", b"{\n\"language\": \"en\"\n\"x\": 1}");
    portal.finds("error locales/en.json : expected JSON, found expected `,` or `}` at line 3");
    let portal = Portal::new();
    std::fs::remove_file(portal.0.0.join("locales/en.json")).unwrap();
    portal.finds("error locales/en.json : expected a file that can be read, found ");
}

#[test]
fn profiles_fit_their_schema_and_are_there() {
    let portal = Portal::new();
    portal.spoil("sources/jsonfeed.json", "/fields/titel", json!("/x"));
    portal.finds("error sources/jsonfeed.json /fields/titel: expected a key that is known there");
    let portal = Portal::new();
    portal.spoil("site.json", "/source/profile", json!("jsonfed"));
    let run = portal.run(&[]);
    assert_eq!(run.code, 1);
    assert!(
        run.text.contains("found no file sources/jsonfed.json") && run.text.contains("jsonfeed, wordpress"),
        "{}",
        run.text
    );
}

#[test]
fn a_backends_articles_are_not_looked_at_and_that_is_said() {
    let portal = Portal::new();
    let mut live = site();
    live["source"] = json!({"profile": "wordpress", "base": "https://www.example.vn/"});
    live["menu"][1]["to"] = json!("/category/whatever/");
    portal.save("site.json", &live);
    portal.write("<p><a href=\"/article/nothing/\">x</a></p>");
    let run = portal.run(&["--strict"]);
    assert_eq!(run.code, 0, "{}", run.text);
    assert!(run.text.contains("no articles"), "{}", run.text);
    assert!(
        run.text.contains("The articles of WordPress at https://www.example.vn/ were not looked at"),
        "{}",
        run.text
    );
    // Nor are those of a backend on the portal's own host, which has no file here.
    live["source"]["base"] = json!("/");
    portal.save("site.json", &live);
    let run = portal.run(&["--strict"]);
    assert!(run.code == 0 && run.text.contains("of WordPress at / were not looked at"), "{}", run.text);
    // The bundled files that stand in for it are.
    live["fallback"] = site()["source"].clone();
    portal.save("site.json", &live);
    portal.write("<p><img src=\"../../images/nothing.jpg\" alt=\"x\"></p>");
    portal.finds("error content/vi/article/a.json /items/0/content_html");
}

#[test]
fn the_exit_code_tells_of_errors_and_of_warnings_where_they_are_asked_for() {
    let portal = Portal::new();
    portal.write("<h1>Một</h1><h1>Hai</h1>");
    assert_eq!((portal.run(&[]).code, portal.run(&["--strict"]).code), (0, 1));
    portal.spoil("site.json", "/page_size", json!(0));
    let run = portal.run(&[]);
    assert_eq!(run.code, 1);
    let expected = "content/vi/article/a.json\n  \
        warning  expected one h1 at most at /items/0/content_html, near \"Hai\", found h1 number 2\n           \
        the page's headline is its h1; make the headings of a text h2\n\n\
        site.json\n  error    expected a whole number from 1 to 100 at /page_size, found 0\n";
    assert!(run.text.starts_with(expected), "{}", run.text);
    assert!(run.text.contains("\n1 error, 1 warning, no notes in settings"), "{}", run.text);
    let object: Value = serde_json::from_str(&portal.run(&["--json"]).text).unwrap();
    assert_eq!((&object["errors"], &object["warnings"], &object["articles"]), (&json!(1), &json!(1), &json!(3)));

    portal.0.write("site.json", b"{");
    let run = portal.run(&[]);
    assert!(run.code == 1 && run.text.contains("expected JSON, found EOF"), "{}", run.text);
    let mut command = Command::new(env!("CARGO_BIN_EXE_press"));
    let output = command.args(["check", "--site", "no/such.json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("expected settings at no/such.json"));
}
