//! The file read item by item, with never more than one of them in memory.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

/// The most of one value that is read: a text is not larger, and a broken file must not fill the memory.
const LONGEST: usize = 16 << 20;

/// An item, or another group of values (`wp:author`, `wp:category`), as it stands in the file.
#[derive(Debug, Default)]
pub struct Group {
    pub name: String,
    values: HashMap<String, String>,
    /// Domain, slug and words.
    pub terms: Vec<(String, String, String)>,
    /// `wp:postmeta`.
    pub meta: HashMap<String, String>,
}

impl Group {
    pub fn get(&self, name: &str) -> &str {
        self.values.get(name).map_or("", |value| value.trim())
    }
}

/// Gives every group of the channel, and its single values as a group `channel` when the first item comes.
///
/// # Errors
/// In words, with the place: a file that is cut off or no XML.
pub fn each(path: &Path, give: &mut dyn FnMut(Group) -> Result<(), String>) -> Result<(), String> {
    let shown = path.display();
    let file = File::open(path).map_err(|cause| format!("expected a file at {shown}, found {cause}"))?;
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, file));
    reader.config_mut().allow_dangling_amp = true;
    let mut walk = Walk::default();
    let mut buffer = vec![];
    loop {
        let at = reader.buffer_position();
        let event = reader.read_event_into(&mut buffer);
        let event = event.map_err(|cause| {
            format!("expected a whole WordPress export in {shown}, found a break at byte {at}: {cause}")
        })?;
        match event {
            Event::Start(start) => walk.start(&start),
            Event::Empty(start) => {
                walk.start(&start);
                walk.end(give)?;
            }
            Event::End(_) => walk.end(give)?,
            Event::Text(text) => walk.text(&text.xml10_content()),
            Event::CData(text) => walk.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().ok().flatten().map(String::from);
                let name = reference.xml10_content();
                let known = letter.or_else(|| resolve_xml_entity(&name).map(str::to_owned));
                walk.text(&known.unwrap_or_else(|| format!("&{name};")));
            }
            Event::Eof if walk.path.is_empty() && walk.n > 0 => return Ok(()),
            Event::Eof => {
                return Err(format!(
                    "expected a whole WordPress export in {shown}, found its end after {} items",
                    walk.n
                ));
            }
            _ => {}
        }
        buffer.clear();
    }
}

#[derive(Default)]
struct Walk {
    /// Names of the elements that are open.
    path: Vec<String>,
    group: Option<Group>,
    channel: Group,
    text: String,
    /// The domain and the slug of a category.
    term: (String, String),
    meta_key: String,
    n: usize,
}

impl Walk {
    fn start(&mut self, start: &BytesStart) {
        let name = start.name().0.to_owned();
        self.text.clear();
        if self.path.len() == 2 && matches!(name.as_str(), "item" | "wp:author" | "wp:category" | "wp:tag" | "wp:term")
        {
            self.n += usize::from(name == "item");
            self.group = Some(Group { name: name.clone(), ..Group::default() });
        }
        if name == "category" {
            let value = |name: &str| {
                let found = start.try_get_attribute(name).ok().flatten();
                found
                    .and_then(|found| quick_xml::escape::unescape(&found.value).ok().map(|text| text.into_owned()))
                    .unwrap_or_default()
            };
            self.term = (value("domain"), value("nicename"));
        }
        self.path.push(name);
    }

    fn text(&mut self, text: &str) {
        if self.text.len() + text.len() <= LONGEST {
            self.text.push_str(text);
        }
    }

    fn end(&mut self, give: &mut dyn FnMut(Group) -> Result<(), String>) -> Result<(), String> {
        let Some(name) = self.path.pop() else { return Ok(()) };
        let text = std::mem::take(&mut self.text);
        match (self.path.len(), self.group.as_mut()) {
            (2, Some(_)) => {
                if name == "item" && self.n == 1 {
                    let channel = std::mem::take(&mut self.channel);
                    give(Group { name: "channel".into(), ..channel })?;
                }
                if let Some(group) = self.group.take() {
                    give(group)?;
                }
            }
            (3, Some(group)) if name == "category" => {
                let (domain, slug) = std::mem::take(&mut self.term);
                group.terms.push((domain, slug, text.trim().to_owned()));
            }
            (3, Some(group)) => drop(group.values.insert(name, text)),
            (4, Some(group)) => match name.as_str() {
                "wp:meta_key" => self.meta_key = text.trim().to_owned(),
                "wp:meta_value" => drop(group.meta.insert(std::mem::take(&mut self.meta_key), text)),
                _ => {}
            },
            (2, None) => drop(self.channel.values.insert(name, text)),
            _ => {}
        }
        Ok(())
    }
}
