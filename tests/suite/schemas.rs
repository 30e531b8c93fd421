//! The JSON Schemas of `public/schema/`: every file that they describe fits them, and typical mistakes do not.

use jsonschema::{Resource, Validator};
use serde_json::{Value, json};

use crate::corpus;

fn file(path: &str) -> Value {
    serde_json::from_str(&corpus::read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A schema that finds the others beside it, as an editor does.
fn schema(name: &str) -> Validator {
    let address = |name: &str| format!("https://a.vn/schema/{name}.schema.json");
    let mut schema = file(&format!("public/schema/{name}.schema.json"));
    schema["$id"] = address(name).into();
    let profile = Resource::from_contents(file("public/schema/profile.schema.json")).unwrap();
    jsonschema::options().with_resource(address("profile"), profile).build(&schema).unwrap()
}

/// What a schema finds wrong, each with its place.
fn wrong(schema: &Validator, value: &Value) -> Vec<String> {
    schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path)).collect()
}

fn all_fit(name: &str, files: Vec<String>) {
    assert!(!files.is_empty(), "{name}");
    let schema = schema(name);
    let problems = files
        .iter()
        .flat_map(|path| wrong(&schema, &file(path)).into_iter().map(move |problem| format!("{path}{problem}")));
    corpus::none(problems.collect());
}

#[test]
fn every_profile_fits_its_schema() {
    all_fit("profile", corpus::files("public/sources", ".json"));
}

#[test]
fn the_samples_settings_words_and_feeds_fit_their_schemas() {
    all_fit("site", vec!["public/site.json".into()]);
    all_fit("locale", corpus::files("public/locales", ".json"));
    all_fit("bantin-feed", corpus::files("public/content", ".json"));
}

#[test]
fn the_sources_of_the_captures_fit_the_schema_of_settings() {
    let schema = schema("site");
    let mut problems = vec![];
    for path in corpus::files("tests/corpus", "/cases.json") {
        let cases = file(&path);
        let mut source = cases["own"].clone();
        source["profile"] = cases["profile"].clone();
        let found = wrong(&schema, &json!({ "name": "Sở", "source": source, "fallback": source }));
        problems.extend(found.into_iter().map(|problem| format!("{path}{problem}")));
    }
    corpus::none(problems);
}

/// `with` laid over what fits.
fn refuses(schema: &Validator, good: &Value, with: &[(&str, Value)]) {
    assert_eq!(wrong(schema, good), [""; 0]);
    for (pointer, value) in with {
        let mut bad = good.clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        bad.pointer_mut(parent).unwrap()[key] = value.clone();
        assert!(!schema.is_valid(&bad), "expected {pointer} = {value} to be refused");
    }
}

#[test]
fn typical_mistakes_in_a_profile_are_refused() {
    let good = json!({
        "name": "Tin", "api": "api/",
        "list": { "url": "{api}tin?trang={page}", "items": "/ds", "most": 50 },
        "fields": { "id": "/ma", "title": { "at": "/ten", "as": "html" }, "image": { "src": "/anh" }, "body": "/noi_dung" }
    });
    let mistakes = [
        ("/name", json!("")),
        ("/lists", json!({ "url": "x" })),
        ("/list/most", json!("50")),
        ("/list/item", json!("/ds")),
        ("/list/items", json!("ds")),
        ("/list/missing", json!([400])),
        ("/article", json!(["x"])),
        ("/fields/titel", json!("/ten")),
        ("/fields/title", json!({ "as": "html" })),
        ("/fields/title/as", json!("htm")),
        ("/fields/title/between", json!(["một"])),
        ("/fields/tags", json!("/the/*")),
        ("/fields/image/scr", json!("/anh")),
        ("/fields/image/renditions", json!({ "widths": "480" })),
        ("/fields/body", json!({ "blocks": "/khoi/*", "rules": {} })),
        ("/advice", json!({ "CORS": "x" })),
    ];
    refuses(&schema("profile"), &good, &mistakes);
    assert!(!schema("profile").is_valid(&json!({ "name": "Tin", "fields": {} })), "a profile without a list");
}

#[test]
fn typical_mistakes_in_settings_are_refused() {
    let good = json!({
        "name": "Sở", "page_size": 12, "redirects": { "/tin.aspx": "/news/" },
        "source": { "profile": "wordpress", "base": "https://a.vn/", "type": "tin-tuc", "tags": null, "fields": { "title": "/ten" } }
    });
    let mistakes = [
        ("/nmae", json!("x")),
        ("/page_size", json!(0)),
        ("/source", json!([])),
        ("/source", json!({ "base": "https://a.vn/" })),
        ("/source", json!("wordpress")),
        ("/source/profile", json!(7)),
        ("/source/profile", json!({ "name": "Tin" })),
        ("/source/id", json!("sở y tế")),
        ("/source/lists", json!({ "url": "x" })),
        ("/source/fields/titel", json!("/ten")),
        ("/source/list", json!(["x"])),
        ("/fallback", json!("content/")),
        ("/redirects", json!(["/a"])),
        ("/redirects", json!({ "tin.aspx": "/news/" })),
        ("/redirects", json!({ "/tin.aspx?id=3": "/news/" })),
        ("/redirects", json!({ "/tin.aspx": "news" })),
    ];
    refuses(&schema("site"), &good, &mistakes);
}
