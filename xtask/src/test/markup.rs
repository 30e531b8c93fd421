//! The sample portal's pressed pages, looked over by the Nu HTML checker: HTML, with the styles and drawings in it.
//!
//! The checker runs on Java, which is not on every machine. Where there is none, the step says that it is skipped.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use crate::run::{self, Doing, Result, Running, fail};
use crate::setup::{self, Tools};

mod report;

use report::Report;

/// The folder that the pages are written to for it, in `target/`.
const PAGES: &str = "test-pressed";
/// A page with a mistake, beside them: a checker that finds none in it looks at nothing.
const CONTROL: &str = "test-pressed-control.html";
const MISTAKE: &str = "<!doctype html><html lang=en><title>Control</title><p>An end without a beginning</b></p></html>";

/// Why the pages cannot be checked here; `None` where they can.
pub fn lacking(tools: &Tools) -> Option<&'static str> {
    tools.file(setup::NU).is_none().then_some("the Nu HTML checker runs on Java 17 or later, and none is on PATH")
}

/// Presses the sample portal with this build of the app, and has every page of it checked.
pub fn check(tools: &Tools, app: &Path) -> Result {
    let target = run::root().join("target");
    let (pages, control) = (target.join(PAGES), target.join(CONTROL));
    press(app, &pages)?;
    fs::write(&control, MISTAKE).doing(|| format!("write {}", control.display()))?;
    let said = ask(tools, &[&pages, &control]);
    fs::remove_file(&control).doing(|| format!("remove {}", control.display()))?;
    let report = Report::read(&said?, PAGES)?;
    if !report.is_control_found {
        fail!("expected the HTML checker to find the mistake in a page made for it, found that it finds none");
    }
    print!("{}", report.text());
    match report.n_errors() {
        0 => println!("No error in {} pages.", count(&pages)?),
        n => fail!("expected pages without an error, found {n} errors"),
    }
    Ok(())
}

fn press(app: &Path, pages: &Path) -> Result {
    let mut cargo = run::cargo();
    cargo.args(["run", "--quiet", "--bin", "press", "--", "build", "--compress", "none", "--app"]).arg(app);
    run::check(cargo.arg("--out").arg(pages))
}

/// What the checker says of files and of all in folders, as JSON. One run for all: Java takes its time to become fast.
fn ask(tools: &Tools, what: &[&Path]) -> Result<String> {
    let Some(jar) = tools.file(setup::NU) else { fail!("expected the HTML checker, found none") };
    let mut java = tools.command("java")?;
    // Its schema of HTML is read by functions that call each other deeply.
    java.args(["-Xss4m", "-jar"]).arg(jar).args(["--format", "json", "--stdout", "--exit-zero-always"]);
    // Its warnings are about roles that readers of the screen need, and about a policy that it takes files' addresses for.
    java.args(["--errors-only", "--no-langdetect", "--skip-non-html", "--also-check-svg"]).args(what);
    let mut running = Running::start(java.stdin(Stdio::null()).stdout(Stdio::piped()))?;
    let mut said = String::new();
    if let Some(mut output) = running.stdout() {
        output.read_to_string(&mut said).doing(|| "read what the HTML checker says".into())?;
    }
    let status = running.wait()?;
    if !status.success() {
        fail!("{} failed ({status})", run::name(&java));
    }
    Ok(said)
}

/// How many pages are in a folder and below it.
fn count(folder: &Path) -> Result<usize> {
    let mut n_pages = 0;
    for entry in fs::read_dir(folder).doing(|| format!("read {}", folder.display()))? {
        let path = entry.doing(|| format!("read {}", folder.display()))?.path();
        if path.is_dir() {
            n_pages += count(&path)?;
        } else if path.extension().is_some_and(|ending| ending == "html") {
            n_pages += 1;
        }
    }
    Ok(n_pages)
}
