//! Shortcodes of Hugo (`{{< figure src="…" >}}`), Zola (`{{ youtube(id="…") }}`) and Jekyll (`{% … %}`): what they show
//! as plain HTML or as a link. Others go, with a warning; words between two of them stay.

use crate::html::escape;

/// A shortcode that was read: its name and its values, those without a name by their place.
#[derive(Debug, Default, PartialEq)]
struct Code {
    name: String,
    values: Vec<(String, String)>,
    closes: bool,
}

/// What a text asks of its file's surroundings.
pub struct Around<'a> {
    /// The address of the file that a reference of Hugo's (`ref`, `relref`) means.
    pub reference: &'a dyn Fn(&str) -> Option<String>,
    /// Told of everything that goes: the line, counted from 1, and what it was.
    pub gone: &'a mut dyn FnMut(usize, String),
}

/// A text with its shortcodes replaced.
pub fn replaced(text: &str, around: &mut Around) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['{']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((kind, inner, len)) = taken(rest) else {
            out.push('{');
            rest = &rest[1..];
            continue;
        };
        // `{{</* figure */>}}` shows how one is written.
        if let Some(shown) = inner.trim().strip_prefix("/*").and_then(|inner| inner.strip_suffix("*/")) {
            out.push_str(&[kind.0, shown, kind.1].concat());
            rest = &rest[len..];
            continue;
        }
        let code = read(inner, kind.0 == "{{" || kind.0 == "{%");
        let line = text.len() - rest.len();
        let line = text[..line].matches('\n').count() + 1;
        rest = &rest[len..];
        match code {
            Some(code) if code.name == "highlight" && !code.closes => {
                let language = code.values.first().map(|(_, value)| value.as_str()).unwrap_or_default();
                out.push_str(&format!("\n```{language}\n"));
            }
            Some(code) if matches!(code.name.as_str(), "highlight" | "endhighlight") => out.push_str("\n```\n"),
            Some(code) if code.closes || code.name == "end" || code.name == "raw" || code.name == "endraw" => {}
            Some(code) => match shown(&code, around) {
                Some(html) => out.push_str(&html),
                None => (around.gone)(line, format!("left out the shortcode {}", code.name)),
            },
            None => (around.gone)(line, format!("left out {}{}{}", kind.0, inner.trim(), kind.1)),
        }
    }
    out.push_str(rest);
    out
}

type Kind = (&'static str, &'static str);

/// A shortcode at the beginning of a text: its signs, what is between them, and how long it is.
fn taken(text: &str) -> Option<(Kind, &str, usize)> {
    const KINDS: [Kind; 4] = [("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}")];
    let (open, close) = KINDS.into_iter().find(|(open, _)| text.starts_with(open))?;
    let inner = &text[open.len()..];
    let end = inner.find(close)?;
    let inner = &inner[..end];
    // Two braces may be a formula or a program's text: Zola's are a name and brackets.
    let is_call = open != "{{" || inner.trim().split('(').next().is_some_and(is_name) && inner.trim().ends_with(')');
    let is_short = inner.len() < 4000 && !inner.contains(open);
    (is_call && is_short).then_some(((open, close), inner, open.len() + end + close.len()))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'/' | b':'))
}

/// `figure src="a.jpg" caption="…"`, `youtube aqz-KE-bpKQ`, `/note`, `youtube(id="aqz-KE-bpKQ")`.
fn read(inner: &str, is_call: bool) -> Option<Code> {
    let inner = inner.trim().trim_end_matches('/').trim();
    let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner.trim()));
    let end = inner.find(|c: char| c.is_whitespace() || c == '(').unwrap_or(inner.len());
    let name = &inner[..end];
    if !is_name(name) {
        return None;
    }
    let mut rest = inner[end..].trim();
    if is_call && rest.starts_with('(') {
        rest = rest[1..].trim_end_matches(')');
    }
    let mut values = vec![];
    while !rest.is_empty() {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let key_end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
        let key = &rest[..key_end];
        let after = rest[key_end..].trim_start();
        let is_named = !key.is_empty() && after.starts_with('=');
        let (value, left) = value(if is_named { after[1..].trim_start() } else { rest });
        if value.is_empty() && left.len() == rest.len() {
            break;
        }
        values.push((if is_named { key.to_owned() } else { String::new() }, value));
        rest = left;
    }
    Some(Code { name: name.to_lowercase(), values, closes })
}

fn value(text: &str) -> (String, &str) {
    let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) else {
        let end = text.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(text.len());
        return (text[..end].to_owned(), &text[end..]);
    };
    let mut out = String::new();
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\\' if !is_escaped && quote == '"' => is_escaped = true,
            c if c == quote && !is_escaped => return (out, &text[at + c.len_utf8()..]),
            c => {
                out.push(c);
                is_escaped = false;
            }
        }
    }
    (out, "")
}

impl Code {
    fn get(&self, name: &str) -> Option<&str> {
        self.values
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// By its name, or the nth of those without one.
    fn get_or(&self, name: &str, n: usize) -> Option<&str> {
        let mut plain = self.values.iter().filter(|(key, _)| key.is_empty());
        self.get(name).or_else(|| plain.nth(n).map(|(_, value)| value.as_str()))
    }
}

fn shown(code: &Code, around: &Around) -> Option<String> {
    let frame = |address: String| {
        Some(block(&element("iframe", &[("src", Some(&address)), ("title", code.get("title"))], true)))
    };
    let link = |address: String| {
        Some(block(&format!("<p>{}{}</a></p>", element("a", &[("href", Some(&address))], false), escaped(&address))))
    };
    match code.name.as_str() {
        "figure" | "img" | "image" => figure(code),
        "youtube" => frame(format!("https://www.youtube.com/embed/{}", id(code.get_or("id", 0)?)?)),
        "vimeo" => frame(format!("https://player.vimeo.com/video/{}", id(code.get_or("id", 0)?)?)),
        "video" => {
            let src = code.get_or("src", 0)?;
            Some(block(&element("video", &[("src", Some(src)), ("poster", code.get("poster"))], true)))
        }
        "audio" => Some(block(&element("audio", &[("src", Some(code.get_or("src", 0)?))], true))),
        "ref" | "relref" => {
            let wanted = code.get_or("path", 0)?;
            (around.reference)(wanted)
        }
        "gist" => {
            link(format!("https://gist.github.com/{}/{}", id(code.get_or("user", 0)?)?, id(code.get_or("id", 1)?)?))
        }
        "tweet" | "x" | "twitter" => match (code.get("user"), code.get_or("id", 0)) {
            (Some(user), Some(number)) => link(format!("https://x.com/{}/status/{}", id(user)?, id(number)?)),
            (None, Some(number)) => link(format!("https://x.com/i/status/{}", id(number)?)),
            _ => None,
        },
        "instagram" => link(format!("https://www.instagram.com/p/{}/", id(code.get_or("id", 0)?)?)),
        _ => None,
    }
}

/// After "Shortcodes" of Hugo's documentation: `src`, `alt`, `caption`, `title`, `attr`, `link`.
fn figure(code: &Code) -> Option<String> {
    let src = code.get_or("src", 0)?;
    let caption = [code.get("title"), code.get("caption")].into_iter().flatten().collect::<Vec<_>>().join(". ");
    let image =
        element("img", &[("src", Some(src)), ("alt", code.get("alt")), ("data-credit", code.get("attr"))], false);
    let image = match code.get("link") {
        Some(to) => format!("{}{image}</a>", element("a", &[("href", Some(to))], false)),
        None => image,
    };
    let caption = if caption.is_empty() { caption } else { format!("<figcaption>{}</figcaption>", escaped(&caption)) };
    Some(block(&format!("<figure>{image}{caption}</figure>")))
}

/// A block of HTML in Markdown has empty lines around it.
fn block(html: &str) -> String {
    format!("\n\n{html}\n\n")
}

fn element(tag: &str, attributes: &[(&str, Option<&str>)], closes: bool) -> String {
    let mut out = format!("<{tag}");
    for (name, value) in attributes {
        if let Some(value) = value {
            out += &format!(" {name}=\"{}\"", escaped(value).replace('\n', " "));
        }
    }
    out + &if closes { format!("></{tag}>") } else { ">".into() }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(&mut out, text);
    out
}

/// What stands for a film or a post in an address has no other signs.
fn id(text: &str) -> Option<&str> {
    let is_id = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    is_id.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> (String, Vec<String>) {
        let mut gone = vec![];
        let mut around = Around {
            reference: &|path| (path == "tin/a.md").then(|| "https://source.invalid/tin/a.md".into()),
            gone: &mut |line, what| gone.push(format!("{line}: {what}")),
        };
        let out = replaced(text, &mut around);
        (out.split_whitespace().collect::<Vec<_>>().join(" "), gone)
    }

    #[test]
    fn known_ones_become_html_and_links() {
        for (text, html) in [
            (
                "{{< figure src=\"a.jpg\" alt='Một \"b\"' caption=\"Chú thích & hết\" >}}",
                "<figure><img src=\"a.jpg\" alt=\"Một &quot;b&quot;\"><figcaption>Chú thích &amp; hết</figcaption></figure>",
            ),
            ("{{< youtube aqz-KE-bpKQ >}}", "<iframe src=\"https://www.youtube.com/embed/aqz-KE-bpKQ\"></iframe>"),
            (
                "{{ youtube(id=\"aqz-KE-bpKQ\") }}",
                "<iframe src=\"https://www.youtube.com/embed/aqz-KE-bpKQ\"></iframe>",
            ),
            ("[x]({{< ref \"tin/a.md\" >}})", "[x](https://source.invalid/tin/a.md)"),
            (
                "{{< gist spf13 7896402 >}}",
                "<p><a href=\"https://gist.github.com/spf13/7896402\">https://gist.github.com/spf13/7896402</a></p>",
            ),
            ("{{< highlight go >}}x{{< /highlight >}}", "```go x ```"),
            ("{{</* figure src=\"a\" */>}}", "{{< figure src=\"a\" >}}"),
            ("$${{a}}$$ và { một }", "$${{a}}$$ và { một }"),
        ] {
            assert_eq!(run(text), (html.to_owned(), vec![]), "{text}");
        }
    }

    #[test]
    fn others_go_with_their_line_and_the_words_between_them_stay() {
        let (text, gone) =
            run("a\n\n{{% note kind=\"x\" %}}\nLưu ý\n{{% /note %}}\n{% include a.html %} {{< youtube \"../x\" >}}");
        assert_eq!(text, "a Lưu ý");
        let said = [
            "3: left out the shortcode note",
            "6: left out the shortcode include",
            "6: left out the shortcode youtube",
        ];
        assert_eq!(gone, said);
        assert_eq!(run("{{< ref \"khong-co\" >}}").1.len(), 1);
        assert_eq!(run("{{< a {{< b >}}").0, "{{< a");
    }
}
