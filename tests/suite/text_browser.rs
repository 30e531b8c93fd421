//! A page as a browser for terminals reads it: no script, no style, one line of words after the other.

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// What is read.
#[derive(Default)]
pub struct Reading {
    pub lines: Vec<String>,
    /// The words of each link and where it leads, in order.
    pub links: Vec<(String, String)>,
    /// Controls that do nothing here.
    pub dead: Vec<String>,
    /// Words that run together, since only a style would keep them apart. An article's own text is not looked at.
    pub glued: Vec<String>,
    line: String,
    /// Whether a piece of text that did not end in a space has just ended.
    is_open: bool,
}

/// What begins and ends a line.
const BLOCKS: &str = "address article aside blockquote body br caption dd details div dl dt figcaption figure footer form \
    h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tr ul";

/// Where a node stands.
#[derive(Clone, Copy, Default)]
struct Within {
    prose: bool,
    /// A form that leads somewhere.
    form: bool,
}

impl Reading {
    pub fn of(html: &str) -> Reading {
        let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
        let options = ParseOpts { tree_builder, ..Default::default() };
        let mut reading = Reading::default();
        reading.children(&parse_document(RcDom::default(), options).one(html).document, Within::default());
        reading.end_line();
        reading
    }

    /// All that is read, line by line.
    pub fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// Where the link with these words leads.
    pub fn link(&self, words: &str) -> Option<&str> {
        self.links.iter().find(|(known, _)| known == words).map(|(_, href)| href.as_str())
    }

    /// The line on which this stands, counted from the top. Each is looked for after the one before.
    pub fn places(&self, words: &[&str]) -> Vec<usize> {
        let mut from = 0;
        let mut found = vec![];
        for words in words {
            let line = self.lines[from..].iter().position(|line| line.contains(words));
            let line = line.unwrap_or_else(|| panic!("no {words:?} from line {from} on in\n{}", self.text()));
            from += line;
            found.push(from);
        }
        found
    }

    fn children(&mut self, node: &Handle, within: Within) {
        for child in node.children.borrow().iter() {
            self.node(child, within);
        }
    }

    fn node(&mut self, node: &Handle, mut within: Within) {
        if let NodeData::Text { contents } = &node.data {
            return self.words(&contents.borrow(), within);
        }
        let NodeData::Element { name, attrs, .. } = &node.data else { return };
        let name = name.local.to_string();
        let attributes = attrs.borrow();
        let get = |wanted: &str| attributes.iter().find(|a| *a.name.local == *wanted).map(|a| a.value.to_string());
        if matches!(name.as_str(), "head" | "script" | "style") {
            return;
        }
        within.prose |= get("class").is_some_and(|class| class.split(' ').any(|class| class == "prose"));
        within.form |= name == "form" && get("action").is_some_and(|action| !action.is_empty());
        self.control(&name, &get, within);
        let is_block = BLOCKS.split(' ').any(|block| block == name);
        if is_block {
            self.end_line();
        }
        if matches!(name.as_str(), "td" | "th") {
            self.words(" ", within);
        }
        match name.as_str() {
            "img" => self.words(&get("alt").unwrap_or_default(), within),
            "input" => self.words(&format!("[{}]", get("value").unwrap_or_default()), within),
            "a" => self.follow(node, get("href"), get("aria-hidden").is_some(), within),
            _ => self.children(node, within),
        }
        if is_block {
            self.end_line();
        }
    }

    /// A link's words are all that is read from its beginning to its end, over lines.
    fn follow(&mut self, node: &Handle, href: Option<String>, is_hidden: bool, within: Within) {
        let (lines, from) = (self.lines.len(), self.line.len());
        self.children(node, within);
        let mut words: Vec<String> = self.lines[lines..].to_vec();
        words.push(self.line.clone());
        if let Some(first) = words.first_mut() {
            // The line may have been ended by a block in the link.
            let at = first.char_indices().map(|(at, _)| at).find(|&at| at >= from).unwrap_or(first.len());
            first.drain(..at);
        }
        let words = words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        if !is_hidden {
            self.links.push((words, href.unwrap_or_default()));
        }
    }

    fn control(&mut self, name: &str, get: &dyn Fn(&str) -> Option<String>, within: Within) {
        let href = get("href").unwrap_or_default();
        let is_dead = match name {
            "button" => !within.form || get("type").as_deref() == Some("button"),
            "input" | "select" | "textarea" => !within.form,
            "a" => href.is_empty() || href == "#" || href.starts_with("javascript:"),
            _ => false,
        };
        if is_dead || get("onclick").is_some() {
            self.dead.push(format!("{name} {}", get("class").unwrap_or_default()));
        }
    }

    fn words(&mut self, text: &str, within: Within) {
        let last = self.line.chars().last();
        let (Some(first), Some(end)) = (text.chars().next(), text.chars().last()) else { return };
        if let Some(last) = last.filter(|_| self.is_open && !within.prose)
            && last.is_alphanumeric()
            && first.is_alphanumeric()
        {
            self.glued.push(format!("{}|{text}", self.line));
        }
        self.line.push_str(text);
        self.is_open = !end.is_whitespace();
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line).split_whitespace().collect::<Vec<_>>().join(" ");
        if !line.is_empty() {
            self.lines.push(line);
        }
        self.is_open = false;
    }
}

#[test]
fn a_reading_has_lines_and_links_and_tells_what_is_dead_or_glued() {
    let reading = Reading::of(
        "<title>T</title><style>a{}</style><h1>Head<span>line</span></h1><noscript><p>No script</p></noscript>\
         <script type=text/plain><button>Folded</button></script><p>One <a href=/a>link <img alt=photo></a>\
         </p><a href=/b><div>two</div><div>lines</div></a><button>Dead</button><form action=/s><input value=x><button>Go</button></form>\
         <div class='a prose'><p>H<sub>2</sub>O</p></div>",
    );
    let lines = ["Headline", "No script", "One link photo", "two", "lines", "Dead", "[x]Go", "H2O"];
    assert_eq!(reading.lines, lines);
    assert_eq!(reading.links, [("link photo".into(), "/a".into()), ("two lines".into(), "/b".to_owned())]);
    assert_eq!(reading.dead, ["button "]);
    assert_eq!(reading.glued, ["Head|line"]);
    assert_eq!(reading.places(&["Headline", "lines"]), [0, 4]);
}
