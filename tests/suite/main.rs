//! The native tests: everything that needs no browser.
//!
//! `cargo test --test suite`; with `UPDATE=1` the expected trees and outlines in `tests/corpus/` are written anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![recursion_limit = "256"]

mod corpus;
mod live_backend;
mod outline;
mod picture_files;
mod press_check_run;
mod press_import_run;
mod press_run;
mod press_serve_run;
mod press_server;
mod press_site;
mod sample;
mod text_browser;
mod wait;

mod any_answer;
mod backends;
mod body;
mod body_tree;
mod content;
mod content_text;
mod feed;
mod films;
mod gallery_gesture;
mod gallery_index;
mod gallery_rows;
mod gallery_window;
mod gallery_zoom;
mod hostile;
mod live;
mod locales;
mod pages;
mod policy;
mod press_build;
mod press_build_again;
mod press_build_aliases;
mod press_build_images;
mod press_build_images_all;
mod press_build_live;
mod press_build_search;
mod press_build_site_map;
mod press_check;
mod press_check_content;
mod press_connect;
mod press_feed;
mod press_floor;
mod press_images;
mod press_import;
mod press_import_feed;
mod press_import_live;
mod press_import_wxr;
mod press_new;
mod press_redirects;
mod press_refusals;
mod press_say;
mod press_schema_org;
mod press_serve;
mod press_serve_paths;
mod press_sitemap;
mod profiles_page;
mod reading;
mod replays;
mod requests;
mod routes;
mod schemas;
mod store;
mod tidy;
mod tidy_style;
mod values;
mod views;
mod walk;
