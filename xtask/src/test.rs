//! `cargo xtask test`: every check, in the order in which a mistake is cheapest to find.
//!
//! The first failure stops the run and says which step it was.

use std::path::Path;
use std::time::Instant;

use clap::ValueEnum;

use crate::dist::{self, Sizes};
use crate::run::{self, Doing, Error, Result, fail};
use crate::setup::{self, Part, Tools};

mod display;
mod markup;
mod trees;

/// What a first visit may download besides content, in bytes: HTML, CSS, JS and wasm with brotli.
const FIRST_VISIT_BUDGET: u64 = 142_000;

/// Where the browser tests find the module that makes trees of bodies.
const TREES: &str = "target/test-trees";

/// A browser to test in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

impl Engine {
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }
}

/// What the person asked for.
pub struct Wish {
    pub filter: Option<String>,
    pub no_browsers: bool,
    pub engines: Vec<Engine>,
    /// What else the browser tests are told, e.g. where a live server is.
    pub environment: Vec<(&'static str, String)>,
}

impl Wish {
    fn engines(&self) -> Vec<Engine> {
        match (self.no_browsers, self.engines.as_slice()) {
            (true, _) => Vec::new(),
            (false, []) => Engine::ALL.to_vec(),
            (false, some) => some.to_vec(),
        }
    }
}

pub fn run(wish: &Wish) -> Result {
    let engines = wish.engines();
    let mut steps = Steps::default();
    let outcome = all(wish, &engines, &mut steps);
    print!("\n{}", steps.summary());
    outcome?;
    match (&wish.filter, engines.len()) {
        (Some(filter), _) => {
            println!("Passed: the browser tests with “{filter}” in their names; nothing else was run.")
        }
        (None, 0) => println!("Passed, without browsers."),
        (None, 1..3) => println!("Passed, in {} only.", names(&engines, " and ")),
        (None, _) => println!("Passed."),
    }
    Ok(())
}

fn all(wish: &Wish, engines: &[Engine], steps: &mut Steps) -> Result {
    let tools = steps.step("setup", || setup::run(Part::Test(engines)))?;
    if wish.filter.is_none() {
        steps.step("format", || run::check(run::cargo().args(["fmt", "--all", "--check"])))?;
        steps.step("lints, native", || {
            let mut cargo = run::cargo();
            run::check(cargo.args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
        })?;
        steps.step("lints, wasm", || {
            let mut cargo = run::cargo();
            cargo.args(["clippy", "--lib", "--bins", "--examples", "--target", setup::WASM, "--", "-D", "warnings"]);
            run::check(&mut cargo)
        })?;
        steps.step("native tests", || run::check(run::cargo().args(["test", "--workspace"])))?;
    }
    let dist = Path::new("target/test-dist");
    let sizes = steps.step("release build", || dist::build(&tools, "/", dist))?;
    if wish.filter.is_none() {
        print!("{}", sizes.table());
        steps.step("size of a first visit", || within_budget(&sizes))?;
        let name = "pressed pages, by the HTML checker";
        match markup::lacking(&tools) {
            Some(why) => steps.skip(name, why),
            None => steps.step(name, || markup::check(&tools, dist))?,
        }
    }
    if !engines.is_empty() {
        steps.step("trees of bodies", || trees::build(&tools, Path::new(TREES)))?;
        let name = format!("browsers: {}", names(engines, ", "));
        steps.step(&name, || browsers(&tools, &run::root().join(dist), engines, wish))?;
    }
    Ok(())
}

fn names(engines: &[Engine], between: &str) -> String {
    engines.iter().map(|engine| engine.name()).collect::<Vec<_>>().join(between)
}

fn within_budget(sizes: &Sizes) -> Result {
    let found = sizes.first_visit();
    if found > FIRST_VISIT_BUDGET {
        fail!(
            "expected a first visit to download at most {FIRST_VISIT_BUDGET} bytes besides content, found {found}; \
             the files marked * above are what to make smaller"
        );
    }
    println!("{found} of {FIRST_VISIT_BUDGET} bytes");
    Ok(())
}

fn browsers(tools: &Tools, dist: &Path, engines: &[Engine], wish: &Wish) -> Result {
    let path = tools.path();
    let folders = std::env::join_paths(&tools.folders).doing(|| "name the tools' folders".into())?;
    let Some(axe) = tools.file(setup::AXE) else {
        fail!("expected axe-core to be installed, found none; run cargo xtask setup");
    };
    let mut cargo = run::cargo();
    cargo.args(["test", "--test", "browser"]).env("PATH", &path);
    cargo.env("BANTIN_DIST", dist).env("BANTIN_TOOLS", folders).env("BANTIN_AXE", axe);
    cargo.env("BANTIN_ENGINES", names(engines, ",")).env("BANTIN_TREES", run::root().join(TREES));
    cargo.envs(wish.environment.iter().map(|(name, value)| (name, value)));
    if let Some(filter) = &wish.filter {
        cargo.args(["--", filter]);
    }
    // Also for the browsers that can do without: none of them may open a window on somebody's desk.
    let display = display::start(&path, engines)?;
    if let Some(display) = &display {
        cargo.env("DISPLAY", &display.name).env_remove("WAYLAND_DISPLAY");
    }
    run::check(&mut cargo)
}

/// The steps so far: their names, what came of them, and how long they took.
#[derive(Default)]
struct Steps {
    done: Vec<(String, &'static str, String)>,
}

impl Steps {
    fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n== {name}");
        let start = Instant::now();
        let outcome = work();
        let time = start.elapsed();
        self.done.push((name.into(), if outcome.is_ok() { "passed" } else { "FAILED" }, run::took(time)));
        match &outcome {
            Ok(_) => println!("== {name}: {}", run::took(time)),
            Err(_) => println!("== {name}: failed after {}", run::took(time)),
        }
        outcome.map_err(|error| Error(format!("The step “{name}” failed: {error}")))
    }

    /// Says that a step cannot be taken on this machine.
    fn skip(&mut self, name: &str, why: &str) {
        println!("\n== {name}\n== {name}: skipped, as {why}");
        self.done.push((name.into(), "skipped", format!("as {why}")));
    }

    fn summary(&self) -> String {
        let width = self.done.iter().map(|(name, ..)| name.chars().count()).max().unwrap_or(0);
        self.done.iter().map(|(name, came, more)| format!("{came:7} {name:width$}  {more}\n")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_step_is_named_and_stands_in_the_summary() {
        let mut steps = Steps::default();
        assert_eq!(steps.step("one", || Ok(7)).unwrap(), 7);
        let error = steps.step("two", || -> Result { fail!("expected a, found b") }).unwrap_err();
        assert_eq!(error.to_string(), "The step “two” failed: expected a, found b");
        let summary = steps.summary();
        assert!(summary.starts_with("passed  one") && summary.contains("FAILED  two"), "{summary}");
    }

    #[test]
    fn a_step_that_cannot_be_taken_says_why_in_the_summary() {
        let mut steps = Steps::default();
        steps.skip("pages", "there is no Java");
        assert_eq!(steps.summary(), "skipped pages  as there is no Java\n");
    }

    #[test]
    fn all_browsers_are_tested_unless_said_otherwise() {
        let wish = |no_browsers, engines: &[Engine]| Wish {
            filter: None,
            no_browsers,
            engines: engines.into(),
            environment: Vec::new(),
        };
        assert_eq!(wish(false, &[]).engines(), Engine::ALL);
        assert_eq!(wish(false, &[Engine::Webkit]).engines(), [Engine::Webkit]);
        assert!(wish(true, &[]).engines().is_empty());
    }
}
