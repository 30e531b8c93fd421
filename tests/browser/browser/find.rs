//! Finding by role and name, as a screen reader does.

use serde_json::{Value, json};
use thirtyfour::WebElement;

use super::Browser;

/// A part of the page, or all of it, to look in: `b.inside("navigation", "Menu chính").click("link", "Tin tức")`.
///
/// Names are compared whole, with spaces as one reads them; `*` stands for any characters, and `""` is any name.
/// Hidden elements don't exist.
pub struct Place<'a> {
    browser: &'a Browser,
    within: Vec<(String, String)>,
}

impl Browser {
    fn whole(&self) -> Place<'_> {
        Place { browser: self, within: Vec::new() }
    }

    /// The first such landmark, list, article, … as the place to look in.
    pub fn inside(&self, role: &str, name: &str) -> Place<'_> {
        self.whole().inside(role, name)
    }

    /// The first element with this role and name, waited for.
    pub async fn by_role(&self, role: &str, name: &str) -> WebElement {
        self.whole().by_role(role, name).await
    }

    /// Waits for it and clicks its middle.
    pub async fn click(&self, role: &str, name: &str) {
        self.whole().click(role, name).await;
    }

    /// Its text as shown, waited for.
    pub async fn text(&self, role: &str, name: &str) -> String {
        self.whole().text(role, name).await
    }

    /// The names of all elements with this role, in the page's order, at this moment.
    pub async fn names(&self, role: &str) -> Vec<String> {
        self.whole().names(role).await
    }

    /// The texts of all elements with this role, at this moment.
    pub async fn texts(&self, role: &str) -> Vec<String> {
        self.whole().texts(role).await
    }

    /// How many there are at this moment.
    pub async fn count(&self, role: &str, name: &str) -> usize {
        self.whole().count(role, name).await
    }

    /// Waits until there is none.
    pub async fn until_gone(&self, role: &str, name: &str) {
        self.whole().until_gone(role, name).await;
    }
}

impl Place<'_> {
    pub fn inside(mut self, role: &str, name: &str) -> Self {
        self.within.push((role.to_owned(), name.to_owned()));
        self
    }

    pub async fn by_role(&self, role: &str, name: &str) -> WebElement {
        self.browser
            .wait_for(&self.words(role, name), async || {
                let script =
                    "return page.find(arguments[0], arguments[1], arguments[2])[0] || page.instead(arguments[0])";
                let found = self.browser.eval(script, self.arguments(role, name)).await?;
                if let Value::String(instead) = found {
                    return Err(instead);
                }
                WebElement::from_json(found, self.browser.driver.handle().clone()).map_err(|error| error.to_string())
            })
            .await
    }

    pub async fn click(&self, role: &str, name: &str) {
        self.browser
            .wait_for(&format!("to click {}", self.words(role, name)), async || {
                self.by_role(role, name).await.click().await.map_err(|error| error.to_string())
            })
            .await;
    }

    pub async fn text(&self, role: &str, name: &str) -> String {
        self.browser
            .wait_for(&self.words(role, name), async || {
                let script = "const it = page.find(arguments[0], arguments[1], arguments[2])[0];
                    return it ? [page.tidy(it.innerText)] : page.instead(arguments[0])";
                let found = self.browser.eval(script, self.arguments(role, name)).await?;
                found[0].as_str().map(str::to_owned).ok_or_else(|| found.to_string())
            })
            .await
    }

    pub async fn names(&self, role: &str) -> Vec<String> {
        self.list(role, "page.name(it)").await
    }

    pub async fn texts(&self, role: &str) -> Vec<String> {
        self.list(role, "page.tidy(it.innerText)").await
    }

    pub async fn count(&self, role: &str, name: &str) -> usize {
        let script = "return page.find(arguments[0], arguments[1], arguments[2]).length";
        let found = self.browser.settled("a count", script, self.arguments(role, name)).await;
        usize::try_from(found.as_u64().unwrap_or_default()).unwrap()
    }

    pub async fn until_gone(&self, role: &str, name: &str) {
        self.browser
            .wait_for(&format!("no {}", self.words(role, name)), async || match self.count(role, name).await {
                0 => Ok(()),
                n => Err(format!("{n}")),
            })
            .await;
    }

    async fn list(&self, role: &str, what: &str) -> Vec<String> {
        let script = format!("return page.find(arguments[0], '', arguments[2]).map((it) => {what})");
        let found = self.browser.settled("a list of elements", &script, self.arguments(role, "")).await;
        found.as_array().into_iter().flatten().map(|one| one.as_str().unwrap_or_default().to_owned()).collect()
    }

    fn arguments(&self, role: &str, name: &str) -> Vec<Value> {
        vec![json!(role), json!(name), json!(self.within)]
    }

    fn words(&self, role: &str, name: &str) -> String {
        let within: String = self.within.iter().rev().map(|(role, name)| format!(" inside {role} {name:?}")).collect();
        format!("{role} {name:?}{within}")
    }
}
