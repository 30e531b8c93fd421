//! `press connect` where it finds nothing, or something that readers could not read: what it says then.

use crate::corpus;
use crate::press_connect::{GHOST, ghost};
use crate::press_run::{Folder, LINK, WORDPRESS, connect, row, says, source, wordpress};
use crate::press_server::{Place, Server, page};

#[test]
fn closed_cors_says_which_header_is_missing_and_what_to_do() {
    let places = |gone: &str| -> Vec<Place> {
        let mut places = vec![page("/", "").header("Link", LINK)];
        places.extend(wordpress("/wp-json/", "/wp-json/wp/v2/").into_iter().map(|place| place.without(gone)));
        places
    };
    let closed = connect(&[&Server::new(WORDPRESS, places("Access-Control-Allow-Origin")).origin]);
    assert!(row(&closed, "CORS").starts_with("closed: "), "{}", closed.text);
    says(&closed, "Before readers can read it: WordPress allows other sites by itself");
    let half = connect(&[&Server::new(WORDPRESS, places("Access-Control-Expose-Headers")).origin]);
    assert!(row(&half, "CORS").contains("X-WP-Total is missing in Access-Control-Expose-Headers"), "{}", half.text);
}

#[test]
fn a_ghost_without_a_key_says_where_to_get_one_and_takes_it_from_the_command() {
    let server = Server::new(GHOST, ghost("<meta name=generator content='Ghost 6.65'>"));
    let run = connect(&[&server.origin, "--yes"]);
    assert_eq!(run.code, 1, "{}", run.text);
    says(&run, "Settings, Integrations");
    says(&run, "--set key=");
    let run = connect(&[&server.origin, "--yes", "--set", "key=9cd51aa4100ac40f8ea417bff8"]);
    assert_eq!((run.code, source(&run)["key"].as_str()), (0, Some("9cd51aa4100ac40f8ea417bff8")), "{}", run.text);
}

#[test]
fn where_nothing_fits_every_place_that_was_tried_is_named() {
    let server = Server::new("", vec![page("/", "<meta name=generator content='Joomla!'>")]);
    let run = connect(&[&server.origin, "--yes"]);
    assert_eq!((run.code, run.site.as_str()), (1, corpus::read("public/site.json").as_str()));
    for path in ["/wp-json/", "/?rest_route=/", "/jsonapi", "/feed.json", "/api/v2/pages/", "/_api/web"] {
        assert!(run.text.contains(&format!(" at {}{path}", server.origin)), "{path}:\n{}", run.text);
    }
    says(&run, "found status 404");
    assert!(server.paths().len() <= 20, "{:?}", server.paths());
}

#[test]
fn a_log_in_page_a_closed_site_and_a_loop_are_sentences() {
    let html = "<title>Đăng nhập</title><form><input type=password></form>";
    let run = connect(&[&Server::new("", vec![page("/", html)]).origin]);
    says(&run, "found a log-in page (Đăng nhập)");
    says(&run, "give an address that opens without signing in");
    let run = connect(&[&Server::new("", vec![page("/", "x").status(401)]).origin]);
    says(&run, "without signing in");
    let loops = vec![page("/", "").status(302).header("Location", "/")];
    let run = connect(&[&Server::new("", loops).origin]);
    assert_eq!(run.code, 1);
    says(&run, "redirects");
    says(&run, "round in circles");
}

#[test]
fn a_login_page_in_front_of_the_api_is_told_from_a_wrong_answer() {
    let places = vec![page("/", "").header("Link", LINK), page("/wp-json/wp/v2/posts", "<html><input type=password>")];
    let run = connect(&[&Server::new("", places).origin]);
    assert_eq!(run.code, 1);
    says(&run, "found an HTML page");
    says(&run, "a log-in page or a firewall's page stands before the API");
}

#[test]
fn tls_where_there_is_none_and_hosts_that_are_none_are_sentences() {
    let server = Server::new("", vec![]);
    let run = connect(&[&server.origin.replace("http:", "https:")]);
    assert_eq!(run.code, 1);
    says(&run, "no secure connection");
    let run = connect(&["http://127.0.0.1:1/"]);
    says(&run, "no connection");
}

#[test]
fn a_profile_that_is_not_there_is_passed_over_with_a_word() {
    let folder = Folder::new();
    let _ = std::fs::remove_file(folder.0.join("sources/drupal.json"));
    let text = r#"{"jsonapi":{"version":"1.0"},"data":[]}"#;
    let json =
        Place { headers: vec![("Content-Type".into(), "application/vnd.api+json".into())], ..page("/jsonapi", text) };
    let server = Server::new("", vec![page("/", "").header("X-Generator", "Drupal 11"), json]);
    let run = folder.run(&[&server.origin]);
    assert_eq!(run.code, 1);
    says(&run, "passed over drupal: expected the profile");
}

#[test]
fn a_wrong_command_or_file_is_another_kind_of_failure() {
    assert_eq!(connect(&["http://127.0.0.1:1/", "--set", "key"]).code, 2);
    let folder = Folder::new();
    std::fs::write(folder.0.join("site.json"), "[]").unwrap();
    assert_eq!(folder.run(&["http://127.0.0.1:1/"]).code, 2);
    assert_eq!(Folder::new().run(&[]).code, 2);
}
