//! WordPress as Debian packages it, on a MariaDB of its own and PHP's built-in server.
//!
//! The package is unpacked into our folder and not installed: installed, it would bring and start Apache.

use std::fs;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use base64::Engine;
use rayon::prelude::*;
use serde_json::{Value, json};

use super::http::{Client, Field};
use super::process::{self, Home, Server};
use super::seed::{Attachment, Entry, Photo, Seeds, Term};
use super::{ALBUMS, Live, id, link_to};
use crate::content::slug;
use crate::run::{Doing, Result, fail};
use crate::setup::{self, Cache};
use blocks::{Library, Media};

mod blocks;

/// Where the package keeps WordPress.
const SITE: &str = "usr/share/wordpress";

/// For who wants to look at the site from within, on this machine.
const PASSWORD: &str = "ban-tin-live";

/// Changes when what [`install`] makes does.
const VERSION: &str = "1";

/// Installs what is missing, starts the servers, fills the site.
pub fn start(seeds: &Seeds) -> Result<Live> {
    let home = Home::open("wordpress", VERSION, install)?;
    let path = setup::path_with_sbin();
    let database = database(&home, &path)?;
    let port = process::free_port()?;
    let client = Client::new(port);
    let (site, php) = (home.installed.join(SITE), process::program("php", &path)?);
    let mut environment = vec![("BANTIN_LIVE_BASE", client.base())];
    environment.push(("BANTIN_LIVE_SOCKET", home.path("db.sock").display().to_string()));

    let mut install = Command::new(&php);
    install.arg(home.installed.join("install.php")).args([&seeds.title, PASSWORD]);
    let password = process::output(install.envs(environment.clone()).env("BANTIN_LIVE_SITE", &site))?;

    let mut serve = Command::new(&php);
    serve.args(["-d", "upload_max_filesize=32M", "-d", "post_max_size=40M", "-S", &format!("127.0.0.1:{port}"), "-t"]);
    serve.arg(&site).arg(home.installed.join("router.php")).envs(environment).env("PHP_CLI_SERVER_WORKERS", "4");
    let mut server = home.start("php", &mut serve)?;
    server.wait_until(Duration::from_secs(60), || {
        client.ask("GET", "/wp-json/", "", &[]).is_ok_and(|answer| answer.status == 200)
    })?;

    let login = base64::engine::general_purpose::STANDARD.encode(format!("admin:{}", password.trim()));
    fill(&client.clone().with("Authorization", &format!("Basic {login}")), seeds)?;
    let note = format!("{}/wp-admin/ lets you in as admin with the password {PASSWORD}", client.base());
    // In this order they end.
    Ok(Live { base: client.base(), key: None, note, servers: vec![server, database], _home: home })
}

/// Packages for PHP and MariaDB by the system, WordPress and its theme unpacked here.
fn install(folder: &Path, cache: &Cache) -> Result {
    setup::packages(&setup::WORDPRESS, cache)?;
    let path = std::env::var("PATH").unwrap_or_default();
    let apt = process::program("apt-get", &path)?;
    let dpkg = process::program("dpkg-deb", &path)?;
    let unpack = |package: &str| -> Result<String> {
        let mut download = Command::new(&apt);
        setup::logged(download.args(["download", package]).current_dir(folder), cache, "live-apt-download")?;
        let file = archive(folder, package)?;
        process::output(Command::new(&dpkg).arg("-x").arg(&file).arg(folder))?;
        let recommends = process::output(Command::new(&dpkg).arg("-f").arg(&file).arg("Recommends"))?;
        fs::remove_file(&file).doing(|| format!("remove {}", file.display()))?;
        Ok(recommends)
    };
    let recommends = unpack("wordpress")?;
    // WordPress links to its files for sound and film.
    unpack("php-getid3")?;
    if let Some(theme) = recommends.split([',', ' ']).find(|name| name.starts_with("wordpress-theme-")) {
        unpack(theme.trim())?;
    }
    let site = folder.join(SITE);
    let files = [
        (site.join("wp-config.php"), include_str!("wordpress/wp-config.php")),
        (folder.join("install.php"), include_str!("wordpress/install.php")),
        (folder.join("router.php"), include_str!("wordpress/router.php")),
    ];
    for (file, text) in files {
        fs::write(&file, text).doing(|| format!("write {}", file.display()))?;
    }
    // live/wordpress-1/usr/share/wordpress/wp-content/uploads is live/wordpress-run/uploads.
    let uploads = site.join("wp-content/uploads");
    std::os::unix::fs::symlink("../../../../../wordpress-run/uploads", &uploads)
        .doing(|| format!("create {}", uploads.display()))
}

/// What `apt-get download` has put there.
fn archive(folder: &Path, package: &str) -> Result<std::path::PathBuf> {
    let start = format!("{package}_");
    for entry in fs::read_dir(folder).doing(|| format!("read {}", folder.display()))? {
        let entry = entry.doing(|| format!("read {}", folder.display()))?;
        if entry.file_name().to_string_lossy().starts_with(&start) {
            return Ok(entry.path());
        }
    }
    fail!("expected apt-get to download the package {package} to {}, found no such file", folder.display())
}

/// A MariaDB with an empty database, reached by a socket in the run's folder and by nothing else.
fn database(home: &Home, path: &str) -> Result<Server> {
    let data = home.path("db");
    let uploads = home.path("uploads");
    fs::create_dir_all(&uploads).doing(|| format!("create {}", uploads.display()))?;
    // MariaDB refuses to run as root unless told to.
    let user: &[&str] = if process::is_root(path) { &["--user=root"] } else { &[] };
    let mut make = Command::new(process::program("mariadb-install-db", path)?);
    make.args(["--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db"]).args(user);
    process::output(make.arg(format!("--datadir={}", data.display())).env("PATH", path))?;

    let init = home.path("init.sql");
    let text = "CREATE DATABASE wordpress CHARACTER SET utf8mb4;\n";
    fs::write(&init, text).doing(|| format!("write {}", init.display()))?;
    let socket = home.path("db.sock");
    let mut serve = Command::new(process::program("mariadbd", path)?);
    serve.args(["--no-defaults", "--skip-networking", "--innodb-flush-log-at-trx-commit=0"]).args(user);
    for (name, value) in
        [("datadir", &data), ("socket", &socket), ("pid-file", &home.path("db.pid")), ("init-file", &init)]
    {
        serve.arg(format!("--{name}={}", value.display()));
    }
    let mut server = home.start("mariadbd", &mut serve)?;
    server.wait_until(Duration::from_secs(60), || UnixStream::connect(&socket).is_ok())?;
    Ok(server)
}

/// Fills the site by its REST API.
fn fill(client: &Client, seeds: &Seeds) -> Result {
    let terms = |kind: &str, terms: &[Term]| -> Result<Vec<(String, u64)>> {
        let make = |term: &Term| {
            Ok((term.slug.clone(), id(&client.post(&format!("/wp-json/wp/v2/{kind}"), &term_json(term))?)?))
        };
        terms.iter().map(make).collect()
    };
    let mut categories = terms("categories", &seeds.categories)?;
    categories.extend(terms("categories", &[Term { slug: ALBUMS.0.into(), title: ALBUMS.1.into() }])?);
    let tags = terms("tags", &seeds.tags)?;
    let mut authors = Vec::new();
    for name in seeds.authors() {
        authors.push((name.to_owned(), id(&client.post("/wp-json/wp/v2/users", &author(name))?)?));
    }
    let names = Names { categories, tags: tags_by_title(&seeds.tags, &tags), authors };

    let entries = || seeds.articles.iter().chain(&seeds.albums).chain(&seeds.pages);
    let mut uploads: Vec<Upload> = Vec::new();
    let found =
        entries().flat_map(|entry| entry.photos().map(Upload::Photo).chain(entry.files.iter().map(Upload::File)));
    for upload in found {
        if !uploads.iter().any(|other| other.file() == upload.file()) {
            uploads.push(upload);
        }
    }
    println!("WordPress: uploading {} files, which it cuts to its sizes …", uploads.len());
    let send = |upload: &Upload| Ok((upload.file().to_owned(), upload.send(client)?));
    // One before the others: two at once would both try to make the month's folder, and one fails.
    let (first, rest) = uploads.split_at(uploads.len().min(1));
    let mut library: Library = first.iter().map(send).collect::<Result<_>>()?;
    library.extend(rest.par_iter().map(send).collect::<Result<Vec<_>>>()?);

    let lists = [("posts", &seeds.articles, false), ("posts", &seeds.albums, true), ("pages", &seeds.pages, false)];
    for (kind, entries, is_album) in lists {
        for entry in entries {
            let text = link_to(&blocks::body(entry, &library)?, &client.base());
            let made =
                client.post(&format!("/wp-json/wp/v2/{kind}"), &post(entry, &text, is_album, &names, &library)?)?;
            // As the editor does with what is uploaded while writing.
            let files = entry.photos().map(|photo| &photo.file).chain(entry.files.iter().map(|file| &file.file));
            for file in files {
                let path = format!("/wp-json/wp/v2/media/{}", blocks::media(&library, file)?.id);
                client.post(&path, &json!({ "post": id(&made)? }))?;
            }
        }
    }
    Ok(())
}

/// WordPress' numbers for what entries name.
struct Names {
    /// By slug.
    categories: Vec<(String, u64)>,
    /// By title.
    tags: Vec<(String, u64)>,
    authors: Vec<(String, u64)>,
}

fn tags_by_title(terms: &[Term], ids: &[(String, u64)]) -> Vec<(String, u64)> {
    terms.iter().zip(ids).map(|(term, (_, id))| (term.title.clone(), *id)).collect()
}

fn numbers<'a>(list: &[(String, u64)], names: impl Iterator<Item = &'a String>) -> Vec<u64> {
    names.filter_map(|name| list.iter().find(|(other, _)| other == name)).map(|(_, id)| *id).collect()
}

fn term_json(term: &Term) -> Value {
    json!({ "name": term.title, "slug": term.slug })
}

fn author(name: &str) -> Value {
    let login = slug::fold(name);
    let mail = format!("{login}@khcn.example.vn");
    json!({ "username": login, "name": name, "email": mail, "password": PASSWORD, "roles": ["author"] })
}

fn post(entry: &Entry, text: &str, is_album: bool, names: &Names, library: &Library) -> Result<Value> {
    let mut post = json!({
        "title": entry.title, "slug": entry.slug, "excerpt": entry.summary, "content": text,
        "date": entry.published, "status": "publish",
    });
    if let Some(lead) = &entry.lead {
        post["featured_media"] = blocks::media(library, &lead.file)?.id.into();
    }
    if let [author, ..] = numbers(&names.authors, entry.authors.iter())[..] {
        post["author"] = author.into();
    }
    if let Some(category) = &entry.category {
        let album = ALBUMS.0.to_owned();
        let slugs = [category].into_iter().chain(is_album.then_some(&album));
        post["categories"] = numbers(&names.categories, slugs).into();
        post["tags"] = numbers(&names.tags, entry.tags.iter()).into();
    }
    if is_album {
        post["format"] = "gallery".into();
    }
    Ok(post)
}

enum Upload<'a> {
    Photo(&'a Photo),
    File(&'a Attachment),
}

impl Upload<'_> {
    fn file(&self) -> &Path {
        match self {
            Self::Photo(photo) => &photo.file,
            Self::File(file) => &file.file,
        }
    }

    fn send(&self, client: &Client) -> Result<Media> {
        let texts = match self {
            Self::Photo(photo) => vec![("alt_text", &photo.alt), ("caption", &photo.caption)],
            Self::File(file) => vec![("title", &file.title)],
        };
        let texts = texts.into_iter().map(|(name, text)| Field::Text { name, text });
        let fields: Vec<_> = [Field::File { name: "file", file: self.file() }].into_iter().chain(texts).collect();
        let made = client.upload("/wp-json/wp/v2/media", &fields)?;
        // The editor takes the size called “large” where there is one.
        let large = made["media_details"]["sizes"]["large"]["source_url"].as_str();
        let Some(url) = large.or(made["source_url"].as_str()) else {
            fail!("expected an address at /source_url, found {made}")
        };
        Ok(Media { id: id(&made)?, url: url.into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_album_has_its_own_category_and_that_of_all_albums() {
        let seeds = Seeds::read(&crate::run::root().join("public/content/vi")).unwrap();
        let album = &seeds.albums[0];
        let number = |at: usize, slug: &str| (slug.to_owned(), at as u64);
        let categories = vec![number(5, album.category.as_ref().unwrap()), number(9, ALBUMS.0)];
        let names = Names { categories, tags: Vec::new(), authors: vec![number(3, "Lê Thu Trang")] };
        let media = |at, file: &Path| (file.to_owned(), Media { id: at, url: String::new() });
        let library: Library = album.photos().zip(20..).map(|(photo, at)| media(at, &photo.file)).collect();
        let json = post(album, "text", true, &names, &library).unwrap();
        assert_eq!((&json["categories"], &json["format"]), (&json!([5, 9]), &json!("gallery")));
        assert_eq!(json["featured_media"], json!(library[&album.lead.as_ref().unwrap().file].id));
        // Nobody stands above an album: the site's owner does then.
        assert_eq!(json["author"], Value::Null);
        // A page takes no categories at all.
        let page = post(&seeds.pages[0], "text", false, &names, &library).unwrap();
        assert_eq!(page["categories"], Value::Null);
    }
}
