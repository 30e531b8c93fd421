//! Front matter: TOML between `+++`, YAML between `---`, or a JSON object, and the text after it.
//!
//! After "Front matter" of Hugo's documentation, "Page" of Zola's and "Front Matter" of Jekyll's.

use serde_json::{Map, Value};

/// A file's front matter and text, and the line that the text begins on.
#[derive(Debug, Default)]
pub struct Parts<'a> {
    pub fields: Map<String, Value>,
    pub text: &'a str,
    pub line: usize,
    /// Whether there was any.
    pub is_there: bool,
}

/// # Errors
/// Front matter that does not end, or that its own parser refuses: in its words.
pub fn split(file: &str) -> Result<Parts<'_>, String> {
    let file = file.trim_start_matches('\u{feff}');
    let start = file.len() - file.trim_start().len();
    let head = &file[start..];
    let (value, end) = match head {
        _ if head.starts_with("+++") => {
            let (inner, end) = fenced(head, "+++")?;
            let table: toml::Table = toml::from_str(inner).map_err(|cause| wrong("TOML", &cause))?;
            (of_toml(toml::Value::Table(table)), end)
        }
        _ if head.starts_with("---") => {
            let (inner, end) = fenced(head, "---")?;
            let value: serde_yaml_ng::Value = serde_yaml_ng::from_str(inner).map_err(|cause| wrong("YAML", &cause))?;
            (of_yaml(value, 0), end)
        }
        _ if head.starts_with('{') && !head.starts_with("{{") && !head.starts_with("{%") => {
            let mut values = serde_json::Deserializer::from_str(head).into_iter::<Value>();
            let value = values.next().unwrap_or(Ok(Value::Null)).map_err(|cause| wrong("JSON", &cause))?;
            (value, values.byte_offset())
        }
        _ => return Ok(Parts { text: file, line: 1, ..Parts::default() }),
    };
    let fields = match value {
        Value::Object(map) => map.into_iter().map(|(key, value)| (key.to_lowercase(), value)).collect(),
        Value::Null => Map::new(),
        _ => return Err("expected names and values in the front matter, found something else".into()),
    };
    let text = &head[end..];
    let line = file[..start + end].matches('\n').count() + 1;
    Ok(Parts { fields, text, line, is_there: true })
}

fn wrong(format: &str, cause: &dyn std::fmt::Display) -> String {
    let cause = cause.to_string();
    // TOML's own words begin with the place, show the line, and end with what is wrong.
    let mut lines = cause.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default().to_owned();
    let last = lines.next_back().map(|last| format!(": {last}")).unwrap_or_default();
    format!("expected {format} as front matter, found {first}{last}")
}

/// What stands between two fences, and where the text after it begins.
fn fenced<'a>(head: &'a str, fence: &str) -> Result<(&'a str, usize), String> {
    let start = head.find('\n').map_or(head.len(), |at| at + 1);
    let mut at = start;
    for line in head[start..].split_inclusive('\n') {
        if line.trim_end() == fence {
            return Ok((&head[start..at], at + line.len()));
        }
        at += line.len();
    }
    Err(format!("expected a second line {fence} after the front matter, found the file's end"))
}

fn of_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(is) => is.into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(of_toml).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, of_toml(value))).collect(),
    }
}

/// Aliases can make a small file a huge value: what is deeper than anybody writes goes.
fn of_yaml(value: serde_yaml_ng::Value, depth: usize) -> Value {
    use serde_yaml_ng::Value as Yaml;
    match value {
        _ if depth > 16 => Value::Null,
        Yaml::Null => Value::Null,
        Yaml::Bool(is) => is.into(),
        Yaml::Number(number) => serde_json::from_str(&number.to_string()).unwrap_or_else(|_| number.to_string().into()),
        Yaml::String(text) => text.into(),
        Yaml::Sequence(items) => items.into_iter().map(|item| of_yaml(item, depth + 1)).collect(),
        Yaml::Mapping(map) => map
            .into_iter()
            .filter_map(|(key, value)| match of_yaml(key, depth + 1) {
                Value::String(key) => Some((key, of_yaml(value, depth + 1))),
                Value::Null => None,
                other => Some((other.to_string(), of_yaml(value, depth + 1))),
            })
            .collect(),
        Yaml::Tagged(tagged) => of_yaml(tagged.value, depth + 1),
    }
}

/// Looks into front matter by names that mean the same at different programs.
pub struct Fields<'a>(pub &'a Map<String, Value>);

impl Fields<'_> {
    /// The first of these that is a text, or a list whose first is one. A dot leads into a table.
    pub fn text(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| match self.at(name)? {
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            Value::Array(items) => items.iter().find_map(Value::as_str).map(str::to_owned),
            _ => None,
        })
    }

    /// All texts of the first of these that has any; an object counts by its name.
    pub fn texts(&self, names: &[&str]) -> Vec<String> {
        let of = |value: &Value| match value {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            Value::Object(map) => map.get("name").and_then(Value::as_str).map(str::to_owned),
            _ => None,
        };
        let all = |name: &&str| -> Vec<String> {
            let texts: Vec<String> = match self.at(name) {
                Some(Value::Array(items)) => items.iter().filter_map(of).collect(),
                Some(value) => of(value).into_iter().collect(),
                None => vec![],
            };
            texts.into_iter().filter(|text| !text.is_empty()).collect()
        };
        names.iter().map(all).find(|found| !found.is_empty()).unwrap_or_default()
    }

    pub fn is(&self, name: &str) -> Option<bool> {
        match self.at(name)? {
            Value::Bool(is) => Some(*is),
            Value::String(text) => text.parse().ok(),
            _ => None,
        }
    }

    fn at(&self, name: &str) -> Option<&Value> {
        let mut steps = name.split('.');
        let first = self.0.get(steps.next()?)?;
        steps.try_fold(first, |value, step| value.get(step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_forms_say_the_same() {
        let toml =
            "+++\ntitle = \"A\"\ndate = 2021-05-18T09:00:00+07:00\n[taxonomies]\ntags = [\"x\", \"y\"]\n+++\nText\n";
        let yaml = "---\ntitle: A\ndate: 2021-05-18T09:00:00+07:00\ntaxonomies:\n  tags: [x, y]\n---\nText\n";
        let json = "{\"title\": \"A\", \"date\": \"2021-05-18T09:00:00+07:00\", \"taxonomies\": {\"tags\": [\"x\", \"y\"]}}\nText\n";
        for file in [toml, yaml, json] {
            let parts = split(file).unwrap();
            let fields = Fields(&parts.fields);
            assert_eq!(fields.text(&["title"]).as_deref(), Some("A"), "{file}");
            assert_eq!(fields.text(&["date"]).as_deref(), Some("2021-05-18T09:00:00+07:00"), "{file}");
            assert_eq!(fields.texts(&["tags", "taxonomies.tags"]), ["x", "y"], "{file}");
            assert_eq!(
                (parts.text.trim(), file.lines().nth(parts.line - 1 + usize::from(file == json))),
                ("Text", Some("Text"))
            );
        }
        assert!(!split("# Không có").unwrap().is_there);
        for broken in ["+++\ntitle = \"A\n+++\n", "---\ntitle: [\n---\n", "{\"title\": }", "+++\ntitle = 1\n"] {
            assert!(split(broken).unwrap_err().starts_with("expected "), "{broken}");
        }
    }

    #[test]
    fn yaml_that_multiplies_itself_ends() {
        let mut bomb = String::from("---\na: &a [x,x,x,x,x,x,x,x,x]\n");
        for (from, to) in ["ab", "bc", "cd", "de", "ef", "fg", "gh"].iter().map(|p| p.split_at(1)) {
            bomb += &format!("{to}: &{to} [*{from},*{from},*{from},*{from},*{from},*{from},*{from},*{from},*{from}]\n");
        }
        assert!(split(&(bomb + "---\n")).is_err());
    }
}
