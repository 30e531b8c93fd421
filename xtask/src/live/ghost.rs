//! Ghost from npm, on Node from npm and an SQLite file: started, and filled by its own API.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::http::{Client, Field};
use super::process::{self, Home};
use super::seed::{Entry, Seeds, Term};
use super::{ALBUMS, Live, link_to};
use crate::content::slug;
use crate::run::{Doing, Result, fail};
use cards::Files;

mod cards;
mod install;

const TITLE: usize = 255;

/// The owner, who Ghost itself insists has a mail address and a long password.
const MAIL: &str = "admin@khcn.example.vn";
const PASSWORD: &str = "ban-tin-live-2026";

/// Installs what is missing, starts Ghost, fills it.
pub fn start(seeds: &Seeds) -> Result<Live> {
    let home = Home::open("ghost", install::VERSION, install::install)?;
    let port = process::free_port()?;
    let client = Client::new(port);
    let content = home.path("content");
    for folder in ["data", "files", "images", "logs", "media", "public", "settings"] {
        let folder = content.join(folder);
        fs::create_dir_all(&folder).doing(|| format!("create {}", folder.display()))?;
    }
    // A theme says which sizes of pictures there are.
    let themes = home.installed.join("package/content/themes");
    std::os::unix::fs::symlink(&themes, content.join("themes")).doing(|| format!("link to {}", themes.display()))?;

    let path = install::path(&home.installed);
    let mut node = Command::new(process::program("node", &path)?);
    // Ghost finds itself by the folder that it is started in.
    node.arg("index.js").current_dir(home.installed.join("package")).env("PATH", &path);
    node.envs(settings(&client.base(), port, &home.path("ghost.db"), &content));
    let mut server = home.start("node", &mut node)?;
    server.wait_until(Duration::from_secs(120), || {
        client.ask("GET", "/ghost/api/admin/site/", "", &[]).is_ok_and(|answer| answer.status == 200)
    })?;

    let client = login(&client, &seeds.title)?;
    let key = key(&client)?;
    fill(&client, seeds, &home)?;
    let note = format!("{}/ghost/ lets you in as {MAIL} with the password {PASSWORD}", client.base());
    Ok(Live { base: client.base(), key: Some(key), note, servers: vec![server], _home: home })
}

/// Ghost's configuration, `__` between the levels.
fn settings(base: &str, port: u16, database: &Path, content: &Path) -> Vec<(&'static str, String)> {
    let path = |path: &Path| path.display().to_string();
    let mut list: Vec<(&str, String)> = vec![
        ("url", base.into()),
        ("server__port", port.to_string()),
        ("database__connection__filename", path(database)),
        ("paths__contentPath", path(content)),
    ];
    let fixed = [
        ("NODE_ENV", "production"),
        ("server__host", "127.0.0.1"),
        ("database__client", "better-sqlite3"),
        ("database__useNullAsDefault", "true"),
        ("logging__transports", "[\"stdout\"]"),
        ("process", "local"),
        // Otherwise every login waits for a number that comes by mail.
        ("security__staffDeviceVerification", "false"),
        // It asks nobody outside.
        ("useTinfoil", "true"),
        ("privacy__useUpdateCheck", "false"),
        ("privacy__useGravatar", "false"),
    ];
    list.extend(fixed.map(|(name, value)| (name, value.to_owned())));
    list
}

/// Makes the owner and the session.
fn login(client: &Client, title: &str) -> Result<Client> {
    // Ghost ties a session to the page it came from.
    let client = client.clone().with("Origin", &client.base());
    let owner = json!({ "name": "Ban biên tập", "email": MAIL, "password": PASSWORD, "blogTitle": title });
    client.post("/ghost/api/admin/authentication/setup/", &json!({ "setup": [owner] }))?;
    let session = json!({ "username": MAIL, "password": PASSWORD }).to_string();
    let answer = client
        .ask("POST", "/ghost/api/admin/session/", "application/json", session.as_bytes())
        .doing(|| "open a session at Ghost".into())?;
    let cookies = answer.cookies();
    if answer.status != 201 || cookies.is_empty() {
        fail!("expected status 201 and a cookie for a new session, found status {}: {cookies:?}", answer.status);
    }
    Ok(client.with("Cookie", &cookies))
}

/// A key for the Content API.
fn key(client: &Client) -> Result<String> {
    let integration = json!({ "integrations": [{ "name": "Bản Tin" }] });
    let made = client.post("/ghost/api/admin/integrations/?include=api_keys", &integration)?;
    let keys = made["integrations"][0]["api_keys"].as_array().into_iter().flatten();
    match keys.filter(|key| key["type"] == "content").find_map(|key| key["secret"].as_str()) {
        Some(key) => Ok(key.into()),
        None => fail!("expected a key of type “content” with a new integration, found {made}"),
    }
}

/// Fills Ghost by its Admin API.
fn fill(client: &Client, seeds: &Seeds, home: &Home) -> Result {
    clear(client)?;
    let names = Names { authors: authors(client, seeds, home)?, tags: tags(client, seeds)? };
    let entries = || seeds.articles.iter().chain(&seeds.albums).chain(&seeds.pages);
    let mut wanted: Vec<(&Path, &str)> = Vec::new();
    let images = entries().flat_map(Entry::photos).map(|photo| (photo.file.as_path(), "images"));
    for file in images.chain(entries().flat_map(|entry| &entry.files).map(|file| (file.file.as_path(), "files"))) {
        if !wanted.contains(&file) {
            wanted.push(file);
        }
    }
    println!("Ghost: uploading {} files …", wanted.len());
    let files: Files = wanted.par_iter().map(|(file, kind)| upload(client, file, kind)).collect::<Result<_>>()?;

    let lists = [("posts", &seeds.articles, false), ("posts", &seeds.albums, true), ("pages", &seeds.pages, false)];
    for (kind, entries, is_album) in lists {
        for entry in entries {
            let html = link_to(&cards::body(entry, &files)?, &client.base());
            let body = json!({ kind: [post(entry, &html, is_album, &names, &files)?] });
            client.post(&format!("/ghost/api/admin/{kind}/?source=html"), &body)?;
        }
    }
    Ok(())
}

/// Takes away what a new Ghost has in it, and sets its clock.
fn clear(client: &Client) -> Result {
    for kind in ["posts", "pages", "tags"] {
        let path = format!("/ghost/api/admin/{kind}/");
        for item in list(client, &format!("{path}?limit=100&fields=id"), kind)? {
            client.delete(&format!("{path}{}/", text(&item, "id")?))?;
        }
    }
    let settings =
        json!({ "settings": [{ "key": "timezone", "value": "Asia/Ho_Chi_Minh" }, { "key": "locale", "value": "vi" }] });
    client.put("/ghost/api/admin/settings/", &settings).map(drop)
}

/// Authors are staff, and staff is invited by mail or imported.
fn authors(client: &Client, seeds: &Seeds, home: &Home) -> Result<Vec<(String, String)>> {
    let file = home.path("import.json");
    fs::write(&file, import(&seeds.authors()).to_string()).doing(|| format!("write {}", file.display()))?;
    client.upload("/ghost/api/admin/db/", &[Field::File { name: "importfile", file: &file }])?;
    let users = list(client, "/ghost/api/admin/users/?limit=100", "users")?;
    users.iter().map(|user| Ok((text(user, "name")?, text(user, "id")?))).collect()
}

fn import(names: &[&str]) -> Value {
    let numbered = || names.iter().enumerate().map(|(at, name)| (format!("{:024x}", at + 1), slug::fold(name), name));
    let users = numbered().map(
        |(id, slug, name)| json!({ "id": id, "name": name, "slug": slug, "email": format!("{slug}@khcn.example.vn") }),
    );
    let roles = numbered().map(|(id, ..)| json!({ "id": id, "user_id": id, "role_id": "a" }));
    json!({ "db": [{
        "meta": { "exported_on": 0, "version": install::VERSION },
        "data": {
            "users": users.collect::<Vec<_>>(),
            "roles": [{ "id": "a", "name": "Author" }],
            "roles_users": roles.collect::<Vec<_>>(),
        },
    }] })
}

/// Categories first: where a category and a tag want one slug, Ghost adds “-2” to the later one.
fn tags(client: &Client, seeds: &Seeds) -> Result<Vec<(String, String)>> {
    let albums = Term { slug: ALBUMS.0.into(), title: ALBUMS.1.into() };
    let categories = seeds.categories.iter().chain([&albums]).map(|term| (term, &term.slug));
    let all = categories.chain(seeds.tags.iter().map(|term| (term, &term.title)));
    let make = |(term, name): (&Term, &String)| {
        let tag = json!({ "tags": [{ "name": term.title, "slug": term.slug }] });
        let made = client.post("/ghost/api/admin/tags/", &tag)?;
        Ok((name.clone(), text(&made["tags"][0], "id")?))
    };
    all.map(make).collect()
}

fn upload(client: &Client, file: &Path, kind: &str) -> Result<(std::path::PathBuf, String)> {
    let made = client.upload(&format!("/ghost/api/admin/{kind}/upload/"), &[Field::File { name: "file", file }])?;
    Ok((file.to_owned(), text(&made[kind][0], "url")?))
}

fn list(client: &Client, path: &str, key: &str) -> Result<Vec<Value>> {
    Ok(client.get(path)?[key].as_array().cloned().unwrap_or_default())
}

fn text(item: &Value, key: &str) -> Result<String> {
    match item[key].as_str() {
        Some(text) => Ok(text.into()),
        None => fail!("expected a text for “{key}” in Ghost's answer, found {item}"),
    }
}

/// Ghost's ids for what entries name: categories by slug, tags by title.
struct Names {
    authors: Vec<(String, String)>,
    tags: Vec<(String, String)>,
}

fn ids<'a>(list: &[(String, String)], names: impl Iterator<Item = &'a str>) -> Vec<Value> {
    names.filter_map(|name| list.iter().find(|(other, _)| other == name)).map(|(_, id)| json!({ "id": id })).collect()
}

/// Ghost takes no title of more than 255 characters; an editor would end it at a word.
fn shortened(title: &str) -> String {
    if title.chars().count() <= TITLE {
        return title.into();
    }
    let start: String = title.chars().take(TITLE - 1).collect();
    format!("{}…", start.rsplit_once(' ').map_or(start.as_str(), |(words, _)| words))
}

fn post(entry: &Entry, html: &str, is_album: bool, names: &Names, files: &Files) -> Result<Value> {
    // The first tag is the primary one.
    let tags = entry
        .category
        .as_deref()
        .into_iter()
        .chain(is_album.then_some(ALBUMS.0))
        .chain(entry.tags.iter().map(String::as_str));
    let mut post = json!({
        "title": shortened(&entry.title), "slug": entry.slug, "html": html, "status": "published",
        "published_at": entry.published, "tags": ids(&names.tags, tags),
    });
    if !entry.summary.is_empty() {
        post["custom_excerpt"] = entry.summary.as_str().into();
    }
    if let Some(lead) = &entry.lead {
        post["feature_image"] = cards::url(files, &lead.file)?.into();
        post["feature_image_alt"] = lead.alt.as_str().into();
        post["feature_image_caption"] = lead.caption.as_str().into();
    }
    let authors = ids(&names.authors, entry.authors.iter().map(String::as_str));
    if !authors.is_empty() {
        post["authors"] = authors.into();
    }
    Ok(post)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_too_long_for_ghost_ends_at_a_word() {
        assert_eq!(shortened("Ngày hội"), "Ngày hội");
        let long = shortened(&"khoa học ".repeat(40));
        assert!(long.chars().count() <= TITLE, "{long}");
        assert!(long.ends_with(" khoa…") || long.ends_with(" học…"), "{long}");
    }

    #[test]
    fn the_first_tag_is_the_category_and_an_unknown_one_is_left_out() {
        let tags = [("do-luong", "1"), ("đo lường", "2")].map(|(name, id)| (name.to_owned(), id.to_owned()));
        assert_eq!(ids(&tags, ["do-luong", "x", "đo lường"].into_iter()), [json!({ "id": "1" }), json!({ "id": "2" })]);
    }

    #[test]
    fn every_imported_author_has_a_role_and_an_id_of_its_own() {
        let import = import(&["Lê Thu Trang", "Đỗ Hoài An"]);
        let data = &import["db"][0]["data"];
        assert_eq!(data["users"][1]["email"], "do-hoai-an@khcn.example.vn");
        for (user, role) in data["users"].as_array().unwrap().iter().zip(data["roles_users"].as_array().unwrap()) {
            assert_eq!((&user["id"], &role["role_id"]), (&role["user_id"], &json!("a")));
        }
        assert_ne!(data["users"][0]["id"], data["users"][1]["id"]);
    }
}
