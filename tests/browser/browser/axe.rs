//! axe-core's opinion of the page.

use std::fmt;

use serde_json::Value;

use super::Browser;

/// One rule that the page breaks.
#[derive(Debug)]
pub struct Violation {
    pub id: String,
    pub impact: String,
    pub help: String,
    /// Selector and reason of each element that breaks it.
    pub elements: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.id, self.impact, self.help)?;
        self.elements.iter().try_for_each(|element| write!(f, "\n    {element}"))
    }
}

impl Browser {
    /// All rules that the page breaks, best practices included. The file is named by `BANTIN_AXE`.
    pub async fn axe(&self) -> Vec<Violation> {
        let file = std::env::var("BANTIN_AXE").expect("expected axe.min.js in BANTIN_AXE: run `cargo xtask test`");
        let source = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("expected {file}, found: {error}"));
        if self.js("return typeof window.axe", vec![]).await != "object" {
            let put = self.driver.execute(source, vec![]).await;
            put.unwrap_or_else(|error| panic!("expected axe-core to load, found: {error}"));
        }
        let script = "const done = arguments[arguments.length - 1];
            window.axe.run(document, { resultTypes: ['violations'] }).then(
                (found) => done(found.violations.map(({ id, impact, help, nodes }) => ({
                    id, impact, help,
                    nodes: nodes.map((node) => node.target.join(' ') + ': ' + node.failureSummary.replace(/\\s+/g, ' ')),
                }))),
                (error) => done(String(error)))";
        let found = self.driver.execute_async(script, vec![]).await;
        let found = found.unwrap_or_else(|error| panic!("expected axe-core's answer, found: {error}")).json().clone();
        let Value::Array(violations) = found else { panic!("expected axe-core's list, found {found}") };
        violations.iter().map(violation).collect()
    }

    /// Fails with the list of what axe-core found.
    pub async fn assert_axe(&self) {
        let found: Vec<String> = self.axe().await.iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "expected no violation on {}, found\n  {}", self.path().await, found.join("\n  "));
    }
}

fn violation(found: &Value) -> Violation {
    let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
    let elements = found["nodes"].as_array().into_iter().flatten();
    let elements = elements.map(|one| one.as_str().unwrap_or_default().to_owned()).collect();
    Violation { id: text("id"), impact: text("impact"), help: text("help"), elements }
}
