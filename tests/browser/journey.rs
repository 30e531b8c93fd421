//! One journey of a reader, run as one test in each engine.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::time::Duration;

use crate::browser::Browser;
use crate::driver::Loan;
use crate::engine::Engine;
use crate::pressed;
use crate::server::{Fallback, Server, Site};

/// No journey takes longer; one that does is stuck.
const LIMIT: Duration = Duration::from_secs(120);

/// Makes tests of journeys, one for each engine named:
///
/// ```ignore
/// journeys! {
///     fn the_menu_leads_to_the_news in [chromium, firefox, webkit] (b, server) {
///         b.open("/").await;
///         b.click("link", "Tin tức").await;
///         b.until_h1("Tin tức").await;
///     }
///     fn the_same_under_a_sub_path in [chromium] with (Site::dist().under("/tin/")) (b, server) { … }
/// }
/// ```
///
/// Each test has a server and a session of its own, and fails when the console isn't empty at its end. `as_pages` among the
/// engines is Chromium once more, with the pressed site in the place of the app alone.
#[macro_export]
macro_rules! journeys {
    (@site) => { $crate::server::Site::dist() };
    (@site $site:expr) => { $site };
    ($(
        $(#[$note:meta])*
        fn $name:ident in [$($engine:ident),+ $(,)?] $(with ($site:expr))? ($b:ident, $server:ident) $body:block
    )*) => { $(
        $(#[$note])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            fn site() -> $crate::server::Site {
                $crate::journeys!(@site $($site)?)
            }

            async fn journey($b: &$crate::browser::Browser, $server: &$crate::server::Server) {
                let _ = $server;
                $body
            }

            $(
                #[test]
                fn $engine() {
                    $crate::journey::run(stringify!($name), stringify!($engine), site, journey);
                }
            )+
        }
    )* };
}

/// Runs one journey in one engine.
pub fn run(name: &str, engine: &str, site: impl FnOnce() -> Site, journey: impl AsyncFnOnce(&Browser, &Server)) {
    let is_pressed = engine == "as_pages";
    let engine = Engine::named(if is_pressed { "chromium" } else { engine });
    if !engine.wanted() {
        use std::io::Write;
        // Written past the test runner's capture, which would swallow the line of a test that passes.
        drop(writeln!(std::io::stderr(), "skipped: {name} in {} (not in BANTIN_ENGINES)", engine.name()));
        return;
    }
    let server = Server::start(if is_pressed { pressed::site().fallback(Fallback::NotFound) } else { site() });
    let loan = Loan::take(engine);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.expect("expected to start the tests' runtime");
    let ended = runtime.block_on(async {
        let browser = Browser::start(engine, loan.url(), &server.url()).await;
        if is_pressed {
            // What is not there is not there for the host either.
            browser.allow_console("the server responded with a status of 404");
        }
        let mut ended = caught(tokio::time::timeout(LIMIT, journey(&browser, &server))).await;
        if let Ok(Ok(())) = ended {
            ended = caught(async {
                browser.assert_console_empty().await;
                Ok(())
            })
            .await;
        }
        if !matches!(ended, Ok(Ok(()))) {
            let report = tokio::time::timeout(Duration::from_secs(15), browser.report(name)).await;
            eprintln!("{}", report.unwrap_or_else(|_| format!("{name}: the browser no longer answers")));
            eprintln!("  asked of the server: {:#?}", server.requests().iter().map(|r| &r.path).collect::<Vec<_>>());
        }
        // What is still held is let go first: a browser may wait for it before it closes.
        server.release_all();
        (ended, browser.quit().await)
    });
    let (ended, closed) = ended;
    if closed {
        loan.give_back();
    }
    match ended {
        Ok(Ok(())) => {}
        Ok(Err(_)) => panic!("expected {name} to end within {LIMIT:?}, found it still going"),
        Err(panic) => resume_unwind(panic),
    }
}

/// Awaits a future and hands a panic back instead of passing it on, so that the session can be closed first.
async fn caught<F: Future>(future: F) -> std::thread::Result<F::Output> {
    let mut future = pin!(future);
    poll_fn(move |context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(std::task::Poll::Pending) => std::task::Poll::Pending,
        Ok(std::task::Poll::Ready(value)) => std::task::Poll::Ready(Ok(value)),
        Err(panic) => std::task::Poll::Ready(Err(panic)),
    })
    .await
}
