//! The JSON Schemas of `public/schema/`, and what they find in the words of the portal's own readers.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{JsonType, Resource, ValidationError, Validator};
use serde_json::Value;

use super::finding::{Findings, Place};

/// They are part of the program: what it checks is what it was built with.
const PROFILE: &str = include_str!("../../../public/schema/profile.schema.json");
const SITE: &str = include_str!("../../../public/schema/site.schema.json");
const LOCALE: &str = include_str!("../../../public/schema/locale.schema.json");
const FEED: &str = include_str!("../../../public/schema/bantin-feed.schema.json");

#[derive(Clone, Copy)]
pub enum Schema {
    Profile,
    Site,
    Locale,
    Feed,
}

impl Schema {
    fn file(self) -> (&'static str, &'static str) {
        match self {
            Schema::Profile => ("profile.schema.json", PROFILE),
            Schema::Site => ("site.schema.json", SITE),
            Schema::Locale => ("locale.schema.json", LOCALE),
            Schema::Feed => ("bantin-feed.schema.json", FEED),
        }
    }

    /// `None` where the program was built with a schema that is none; a test says that it was not.
    pub fn validator(self) -> Option<Validator> {
        let address = |name: &str| ["https://ban-tin.invalid/schema/", name].concat();
        let (name, text) = self.file();
        let mut schema: Value = serde_json::from_str(text).ok()?;
        *schema.get_mut("$id").unwrap_or(&mut Value::Null) = address(name).into();
        schema.as_object_mut()?.insert("$id".into(), address(name).into());
        let profile = Resource::from_contents(serde_json::from_str(PROFILE).ok()?).ok()?;
        jsonschema::options().with_resource(address(Schema::Profile.file().0), profile).build(&schema).ok()
    }
}

/// Adds what a schema finds wrong with a file, but for what is known already.
pub fn check(schema: Schema, validator: &Validator, file: &str, value: &Value, findings: &mut Findings) {
    let advice = format!("schema/{} says what may stand there", schema.file().0);
    let mut found = vec![];
    for error in validator.iter_errors(value) {
        tell(&error, "", &mut found);
    }
    // Where a part does not fit, the schema does not know its key any more: the part says more than the key.
    let places: Vec<String> = found.iter().map(|(at, ..)| [at, "/"].concat()).collect();
    let is_outer =
        |at: &str| places.iter().any(|place| place.len() > at.len() + 1 && place.starts_with(&[at, "/"].concat()));
    found.retain(|(at, expected, _)| expected != UNKNOWN || !is_outer(at));
    // All of one file's errors are looked at before the first is added: they must not hide each other.
    found.retain(|(at, ..)| !findings.has_at(file, at));
    for (at, expected, found) in found {
        findings.error(Place::new(file, &at), &expected, &found, &advice);
    }
}

/// What is said of a key that nobody reads.
const UNKNOWN: &str = "a key that is known there";

type Found = (String, String, String);

/// `root` is where the error's own places begin.
fn tell(error: &ValidationError, root: &str, out: &mut Vec<Found>) {
    use ValidationErrorKind as Kind;
    let at = [root, error.instance_path.as_str()].concat();
    let below = |key: &str| format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
    let found = shown(&error.instance);
    let expected = match &error.kind {
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
            // A value of another kind is said better by all that might stand there.
            let says_more = |inner: &ValidationError| {
                let is_deeper = inner.instance_path.as_str().len() > error.instance_path.as_str().len();
                is_deeper || !matches!(inner.kind, Kind::Type { .. })
            };
            // The branch that the value comes closest to says the most.
            let depth = |errors: &Vec<ValidationError>| {
                let deepest = errors.iter().map(|error| error.instance_path.as_str().matches('/').count()).max();
                (deepest, usize::MAX - errors.len())
            };
            match context.iter().max_by_key(|errors| depth(errors)) {
                Some(errors) if errors.iter().any(says_more) => {
                    errors.iter().for_each(|error| tell(error, "", out));
                    return;
                }
                _ => context.iter().flatten().map(expectation).collect::<Vec<_>>().join(", or "),
            }
        }
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            let keys = unexpected.iter();
            out.extend(keys.map(|key| (below(key), UNKNOWN.into(), format!("the key {key}"))));
            return;
        }
        Kind::Required { property } => {
            let property = property.as_str().unwrap_or_default();
            out.push((below(property), "a value: it is needed there".into(), "nothing".into()));
            return;
        }
        Kind::PropertyNames { error } => {
            let key = error.instance.as_str().unwrap_or_default();
            out.push((below(key), expectation(error).replace("a text", "a key"), format!("the key {key}")));
            return;
        }
        _ => expectation(error),
    };
    out.push((at, expected, found));
}

/// What one keyword asks for.
fn expectation(error: &ValidationError) -> String {
    use ValidationErrorKind as Kind;
    match &error.kind {
        Kind::Type { kind: TypeKind::Single(kind) } => type_name(*kind).into(),
        Kind::Type { kind: TypeKind::Multiple(kinds) } => kinds.iter().map(type_name).collect::<Vec<_>>().join(" or "),
        Kind::Enum { options } => {
            let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
            format!("one of {}", options.iter().map(Value::to_string).collect::<Vec<_>>().join(", "))
        }
        Kind::Constant { expected_value } => expected_value.to_string(),
        Kind::Pattern { pattern } if pattern == "\\S" => "a text that is not empty".into(),
        Kind::Pattern { pattern } => format!("a text that fits the pattern {pattern}"),
        Kind::Minimum { limit } => format!("{limit} or more"),
        Kind::Maximum { limit } => format!("{limit} or less"),
        Kind::MinLength { limit } => format!("a text of at least {limit} characters"),
        Kind::MaxLength { limit } => format!("a text of at most {limit} characters"),
        Kind::MinItems { limit } => format!("a list of at least {limit}"),
        Kind::MinProperties { limit } => format!("an object with at least {limit} keys"),
        Kind::UniqueItems => "a list without repetitions".into(),
        Kind::FalseSchema => "nothing there".into(),
        // The library's own words, which show the whole value first.
        _ => "a value that fits the schema".into(),
    }
}

fn type_name(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Array => "a list",
        JsonType::Boolean => "true or false",
        JsonType::Integer => "a whole number",
        JsonType::Null => "null",
        JsonType::Number => "a number",
        JsonType::Object => "an object",
        JsonType::String => "a text",
    }
}

/// As the portal's readers show a value.
fn shown(value: &Value) -> String {
    crate::json::Json::from(value.clone()).shown()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn wrong(schema: Schema, value: &Value) -> Vec<String> {
        let mut findings = Findings::default();
        check(schema, &schema.validator().unwrap(), "a.json", value, &mut findings);
        let line = |finding: super::super::finding::Finding| {
            format!("{}: {}, found {}", finding.place.at, finding.expected, finding.found)
        };
        findings.sorted().into_iter().map(line).collect()
    }

    #[test]
    fn every_schema_can_be_used() {
        for schema in [Schema::Profile, Schema::Site, Schema::Locale, Schema::Feed] {
            assert!(schema.validator().is_some(), "{}", schema.file().0);
        }
    }

    #[test]
    fn mistakes_are_said_with_their_places() {
        let item = json!({"id": 7, "title": 3, "_bantin": {"photos": [{"alt": "x"}], "cover": -1}});
        let found =
            wrong(Schema::Feed, &json!({"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [item]}));
        let expected = [
            "/items/0/_bantin/cover: 0 or more, found -1",
            "/items/0/_bantin/photos/0/src: a value: it is needed there, found nothing",
            "/items/0/title: a text, found 3",
        ];
        for line in expected {
            assert!(found.iter().any(|known| known == line), "expected {line} in {found:#?}");
        }
        let found = wrong(
            Schema::Site,
            &json!({"name": "Sở", "nmae": "x", "page_size": 101, "source": {"profile": "ghost", "base": 7}}),
        );
        assert!(found.contains(&"/nmae: a key that is known there, found the key nmae".into()), "{found:#?}");
        assert!(found.contains(&"/page_size: 100 or less, found 101".into()), "{found:#?}");
        assert!(found.iter().any(|line| line.starts_with("/source/base: ")), "{found:#?}");
    }
}
