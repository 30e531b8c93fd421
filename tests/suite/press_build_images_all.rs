//! `press build --images all`: pictures of other hosts; and what was made of pictures that nobody shows any more.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::picture_files::{jpeg, two_halves};
use crate::press_site::{Portal, files, text};

/// A host with a feed of one article, and its photos.
struct Host {
    origin: String,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    feed: String,
    /// The paths of the photos that are there.
    photos: Vec<&'static str>,
    /// What was asked for beside the feed.
    asked: Vec<String>,
}

impl Host {
    fn new(photos: &[&'static str]) -> Host {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State { photos: photos.to_vec(), ..State::default() }));
        let host = Host { origin, state: state.clone() };
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
                let path = lines.next().unwrap_or_default().split(' ').nth(1).unwrap_or_default().to_owned();
                lines.take_while(|line| !line.is_empty()).for_each(drop);
                let (status, kind, body) = state.lock().unwrap().answer(&path);
                let head = format!("HTTP/1.1 {status} -\r\nConnection: close\r\nContent-Type: {kind}\r\n");
                let _ = write!(stream, "{head}Content-Length: {}\r\n\r\n", body.len());
                let _ = stream.write_all(&body);
            }
        });
        host
    }

    /// A portal that reads the feed.
    fn portal(&self, name: &str) -> Portal {
        let portal = Portal::new(name, 0);
        let site = json!({
            "name": "Sở Mẫu", "languages": [{ "code": "vi", "name": "Tiếng Việt" }], "timezone": "Asia/Ho_Chi_Minh",
            "source": { "profile": "jsonfeed", "base": self.origin, "albums": null, "pages": null },
        });
        portal.put("public/site.json", &site.to_string());
        portal
    }

    /// From now on the article shows these photos.
    fn show(&self, photos: &[&str]) {
        let figure = |path: &&str| format!("<figure><img src='{}{path}' alt='Ảnh'></figure><p>Và.</p>", self.origin);
        let item = json!({
            "id": "mot", "title": "Tin mot", "content_html": photos.iter().map(figure).collect::<String>(),
            "date_published": "2024-05-18T00:00:00Z", "_bantin": { "slug": "mot" },
        });
        let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Tin", "items": [item] });
        self.state.lock().unwrap().feed = feed.to_string();
    }

    fn asked(&self) -> Vec<String> {
        let mut asked = std::mem::take(&mut self.state.lock().unwrap().asked);
        asked.sort();
        asked
    }
}

impl State {
    fn answer(&mut self, path: &str) -> (u16, &'static str, Vec<u8>) {
        if path == "/feed.json" {
            return (200, "application/json", self.feed.clone().into_bytes());
        }
        self.asked.push(path.to_owned());
        if !self.photos.contains(&path) {
            return (404, "text/html", vec![]);
        }
        let photo = two_halves(560, 280, [240, 240, 240, 255], [path.len() as u8, 30, 30, 255]);
        (200, "image/jpeg", jpeg(&photo, None))
    }
}

fn told(portal: &Portal, images: &str) -> Value {
    let output = portal.press_images(images, "out");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// How many pictures lie beside the site with what was made of them.
fn kept(portal: &Portal) -> usize {
    fn count(folder: &Path) -> usize {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        entries.map(|path| if path.is_dir() { count(&path) } else { usize::from(path.ends_with("about.json")) }).sum()
    }
    count(&portal.folder.join(".out.press/images"))
}

#[test]
fn pictures_of_another_host_are_fetched_once_and_lie_with_the_site() {
    let host = Host::new(&["/anh/mot.jpg"]);
    let portal = host.portal("images-all");
    host.show(&["/anh/mot.jpg", "/anh/hai-ba.jpg"]);
    assert_eq!(told(&portal, "local")["pictures"], 0);
    assert_eq!(host.asked(), [""; 0], "nobody asked for them to be fetched");
    let first = told(&portal, "all");
    assert_eq!(first["pictures"], 1);
    assert_eq!(host.asked(), ["/anh/hai-ba.jpg", "/anh/mot.jpg"]);
    let problems = first["problems"].to_string();
    assert!(problems.contains("/anh/hai-ba.jpg: expected a picture that can be read, found"), "{problems}");
    let site = files(&portal.folder.join("out"));
    let page = text(&site, "article/mot/index.html");
    let made: Vec<&str> = site.keys().filter_map(|name| name.strip_prefix("images/mot-")).collect();
    assert_eq!(made.len(), 6, "{made:?}");
    assert!(page.contains("/images/mot-") && !page.contains("/anh/mot.jpg"), "{page}");
    assert!(page.contains(&format!("{}/anh/hai-ba.jpg", host.origin)), "what is not there stays as it is");
    // The one that was there is not asked for again; the other one is, and has come.
    host.state.lock().unwrap().photos.push("/anh/hai-ba.jpg");
    let second = told(&portal, "all");
    assert_eq!((&second["pictures"], &second["problems"]), (&json!(1), &json!([])));
    assert_eq!(host.asked(), ["/anh/hai-ba.jpg"]);
    let after = files(&portal.folder.join("out"));
    assert!(text(&after, "article/mot/index.html").contains("/images/hai-ba-"));
    assert_eq!(told(&portal, "all")["files"], 0);
    assert_eq!(host.asked(), [""; 0]);
}

#[test]
fn what_was_made_of_a_picture_goes_with_the_last_that_shows_it_and_not_with_a_build_that_fails() {
    let host = Host::new(&["/mot.jpg", "/hai-ba.jpg", "/bon-nam.jpg"]);
    let portal = host.portal("images-pruned");
    host.show(&["/mot.jpg", "/hai-ba.jpg"]);
    told(&portal, "all");
    assert_eq!(kept(&portal), 2);
    host.show(&["/mot.jpg", "/bon-nam.jpg"]);
    // Without the interface's words no page can be made, and by then the pictures are.
    let words = portal.folder.join("public/locales/vi.json");
    fs::rename(&words, portal.folder.join("vi.json")).unwrap();
    assert_eq!(portal.press_images("all", "out").status.code(), Some(1));
    assert_eq!(kept(&portal), 3, "the next build need not make it again");
    fs::rename(portal.folder.join("vi.json"), &words).unwrap();
    assert_eq!(told(&portal, "all")["pictures"], 0);
    assert_eq!(kept(&portal), 2);
    told(&portal, "link");
    assert_eq!(kept(&portal), 2, "a build that leaves pictures alone leaves these, too");
    let broken_off = portal.folder.join(".out.press/images/filling-1-1");
    fs::create_dir_all(&broken_off).unwrap();
    host.show(&["/mot.jpg"]);
    told(&portal, "all");
    assert!(kept(&portal) == 1 && !broken_off.exists());
}
