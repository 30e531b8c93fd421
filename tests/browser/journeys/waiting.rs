//! A backend that may be well later: what is asked for again, when, and what never is.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use super::backends::connect;
use super::faults::{FAILED, Target, expect_trouble, follow, targets};
use crate::browser::Browser;
use crate::journeys;
use crate::server::{Rule, Server};

/// Writes down for how long something is put off, and does it so many times sooner.
async fn watch_waits(b: &Browser, sooner: u32) {
    let script = "const real = window.setTimeout, [sooner] = arguments;
        window.testWaits = [];
        window.setTimeout = (task, time, ...more) => { window.testWaits.push(time); return real(task, time / sooner, ...more) }";
    b.js(script, vec![json!(sooner)]).await;
}

/// Goes to a target of a backend that wants to be left alone, and looks for how long it was.
async fn leave_alone(
    b: &Browser,
    backend: &Arc<Server>,
    target: &Target,
    after: &str,
    is_wanted: &dyn Fn(i64) -> bool,
) {
    watch_waits(b, 10).await;
    // Of another host's headers a page sees those that it exposes.
    let headers = format!("Retry-After: {after}\r\nAccess-Control-Expose-Headers: Retry-After\r\n");
    backend.forget_requests();
    backend.rule(target.pattern, Rule::with(429, &headers));
    follow(b, &target.link).await;
    backend.until_requested(target.pattern, 2).await;
    backend.release(target.pattern);
    b.until_h1(&target.h1).await;
    let waits = b.js("return window.testWaits", vec![]).await;
    let is_there = waits.as_array().unwrap().iter().filter_map(Value::as_i64).any(is_wanted);
    assert!(is_there, "after Retry-After: {after}, found {waits}");
}

journeys! {
    fn a_backend_in_trouble_for_a_while_is_asked_again_by_itself in [chromium] (b, server) {
        expect_trouble(b);
        b.resize(1280, 800).await;
        let (backend, journey) = connect(server, "wordpress", "replay.json");
        for target in targets(&journey) {
            for rule in [Rule::with(503, ""), Rule::with(429, "Retry-After: 1\r\n")] {
                b.open(target.from).await;
                b.until_h1(target.from_h1).await;
                b.js("return caches.delete('ban-tin')", vec![]).await;
                backend.forget_requests();
                backend.rule(target.pattern, rule);
                follow(b, &target.link).await;
                backend.until_requested(target.pattern, 2).await;
                backend.release(target.pattern);
                b.until_h1(&target.h1).await;
                assert_eq!(b.count("alert", "").await, 0);
            }
        }
    }

    // It once was enough that the backend was asked again, which it is in a second without the header, too.
    fn a_backend_that_names_a_time_is_left_alone_for_so_long in [chromium] (b, server) {
        expect_trouble(b);
        b.resize(1280, 800).await;
        let (backend, journey) = connect(server, "wordpress", "replay.json");
        let target = &targets(&journey)[1];
        b.open(target.from).await;
        b.until_h1(target.from_h1).await;
        // Its own patience would end after two seconds.
        leave_alone(b, &backend, target, "7", &|wait| wait == 7000).await;
        let soon = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(9));
        b.open(target.from).await;
        b.until_h1(target.from_h1).await;
        b.js("return caches.delete('ban-tin')", vec![]).await;
        leave_alone(b, &backend, target, &soon, &|wait| (3000..9000).contains(&wait) && wait % 1000 == 0).await;
    }

    // What was refused was once asked for again every few minutes for as long as the page was open.
    fn only_what_may_pass_is_tried_again_by_itself in [chromium] (b, server) {
        expect_trouble(b);
        b.resize(1280, 800).await;
        let (backend, journey) = connect(server, "wordpress", "replay.json");
        let target = &targets(&journey)[1];
        for (rule, is_passing) in [(Rule::status(500), true), (Rule::status(403), false), (Rule::json("7"), false)] {
            b.open(target.from).await;
            b.until_h1(target.from_h1).await;
            watch_waits(b, 1).await;
            backend.rule(target.pattern, rule.clone());
            follow(b, &target.link).await;
            b.until_focused("heading", FAILED).await;
            let waits = b.js("return window.testWaits", vec![]).await;
            assert_eq!(waits.as_array().unwrap().contains(&json!(15_000)), is_passing, "after {rule:?}: {waits}");
            backend.release(target.pattern);
        }
    }
}
