//! `site.json`: what its reader says, what its schema says, and whether what it names is there.

use jiff::tz::TimeZone;
use serde_json::Value;

use super::finding::{Findings, Place};
use super::folder::Folder;
use super::links::Desk;
use super::profiles;
use super::schemas::{self, Schema};
use crate::json::Json;
use crate::press::redirects;
use crate::settings::{self, Entry, Settings};

/// The settings and their JSON; `None` where the portal cannot run with them.
pub fn read(folder: &Folder, text: &str, findings: &mut Findings) -> Option<(Settings, Json)> {
    let file = folder.site();
    let value: Value = profiles::json(&file, text, findings)?;
    let json = Json::from(value.clone());
    let (settings, problems) = settings::read(&json, &file);
    let advice = "schema/site.schema.json says what may stand there";
    problems.iter().for_each(|problem| findings.problem(&file, problem, advice));
    let (_, problems) = redirects::read(&value, &file);
    let advice = "without it whoever comes by the old address finds nothing";
    problems.iter().for_each(|problem| findings.problem(&file, problem, advice));
    if let Some(validator) = Schema::Site.validator() {
        schemas::check(Schema::Site, &validator, &file, &value, findings);
    }
    let settings = settings?;
    let at = |at: &str| Place::new(&file, at);
    if TimeZone::get(&settings.timezone).is_err() {
        let advice = "times are shown in UTC with it; take a name such as Asia/Ho_Chi_Minh";
        findings.error(at("/timezone"), "a time zone of the IANA database", &settings.timezone, advice);
    }
    if settings.url.as_deref().is_none_or(|url| !url.starts_with("http")) {
        let found = settings.url.as_deref().unwrap_or("nothing");
        let advice = "say where the portal is published: feeds, canonical links and other sites name its pages by it";
        findings.warning(at("/url"), "the portal's address, https://…/", found, advice);
    }
    Some((settings, json))
}

/// What the settings lead to: menu, footer, logo, old addresses.
pub fn links(desk: &Desk, findings: &mut Findings) {
    let file = desk.folder.site();
    entries(desk, &desk.settings.menu, &places(desk, "/menu"), findings);
    entries(desk, &desk.settings.footer.links, &places(desk, "/footer/links"), findings);
    if let Some(logo) = &desk.settings.logo
        && let Some(missing) = desk.missing_file(logo, "/")
    {
        findings.error(
            Place::new(&file, "/logo"),
            "a picture that is there",
            &missing,
            "bring the file, or name another one",
        );
    }
    let redirects = desk.json.get("redirects");
    for old in redirects.iter().flat_map(Json::keys) {
        let Some(to) = redirects.as_ref().and_then(|redirects| redirects.text(&old)) else { continue };
        let at = ["/redirects/", &old.replace('~', "~0").replace('/', "~1")].concat();
        if let Some(dead) = desk.dead(&to, "/", &desk.first_language()) {
            findings.error(Place::new(&file, &at), &dead.expected, &dead.found, "lead it to a page that is there");
        }
    }
}

/// The places of a list's entries that could be read: the reader leaves the others out, so counting would be wrong.
fn places(desk: &Desk, at: &str) -> Vec<(String, Json)> {
    let items = desk.json.at(at).map(|list| list.items()).unwrap_or_default();
    items.into_iter().enumerate().map(|(n, item)| (format!("{at}/{n}"), item)).collect()
}

fn entries(desk: &Desk, known: &[Entry], places: &[(String, Json)], findings: &mut Findings) {
    let file = desk.folder.site();
    for (at, item) in places {
        let Some(to) = item.get("to") else { continue };
        let of = |language: &str| to.as_text().or_else(|| to.text(language));
        for language in desk.settings.language_codes() {
            let Some(address) = of(&language) else { continue };
            // One that was left out has been reported already.
            if !known.iter().any(|entry| entry.to.0.iter().any(|(_, known)| *known == address)) {
                continue;
            }
            let at = if to.as_text().is_some() { format!("{at}/to") } else { format!("{at}/to/{language}") };
            if let Some(dead) = desk.dead(&address, "/", &language) {
                let advice = "correct the address, or take the entry out";
                findings.error(Place::new(&file, &at), &dead.expected, &dead.found, advice);
            }
        }
    }
}
