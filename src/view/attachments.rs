//! The files that come with an article.

use super::{Here, list};
use crate::article::Attachment;
use crate::html::{Element, el, link};

/// Links to files, each with its type and size; `None` where there are none.
pub fn attachments(here: Here, files: &[Attachment]) -> Option<Element> {
    let item = |file: &Attachment| {
        let size = file.bytes.map(|bytes| here.locale.bytes(bytes)).unwrap_or_default();
        let kind = file.kind();
        let comma = if kind.is_empty() || size.is_empty() { "" } else { ", " };
        let facts = [kind.as_str(), comma, &size].concat();
        let facts = (!facts.is_empty()).then(|| el("span", "attachments__facts").with(["(", &facts, ")"].concat()));
        let title = el("span", "attachments__title").with(file.title.as_str());
        let to = link("attachments__link", file.url.as_str().to_owned()).flag("download", true);
        el("li", "").with(to.with(title).with(" ").with(facts))
    };
    let heading = el("h2", "attachments__heading").set("id", "attachments").with(here.word("attachments"));
    (!files.is_empty()).then(|| {
        el("section", "attachments")
            .set("aria-labelledby", "attachments")
            .with(heading)
            .with(list("attachments__list").each(files.iter().map(item)))
    })
}
