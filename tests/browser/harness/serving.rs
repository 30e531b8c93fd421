//! The server by itself, over plain connections.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use crate::server::{Fallback, Rule, Server, Site, matches};

const INDEX: &str = r#"<!doctype html><html><head><base href="/"><link rel="modulepreload" href="/app.js">
<script type="module">import init from '/app.js'; init({ module_or_path: '/app.wasm' });</script></head>
<body><a href="/news/">x</a><a href="//other.example/">y</a></body></html>"#;

fn site() -> Site {
    Site::files(&[
        ("index.html", INDEX),
        ("app.js", "1"),
        ("deep/index.html", "<title>deep</title>"),
        ("tư liệu.txt", "ok"),
    ])
}

struct Reply {
    status: u16,
    head: String,
    body: String,
}

/// Sends requests one after the other over one connection.
fn ask_all(server: &Server, requests: &[(&str, &str)]) -> Vec<Reply> {
    let host = server.url().trim_start_matches("http://").split('/').next().unwrap().to_owned();
    let mut stream = TcpStream::connect(host).unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut replies = Vec::new();
    for (method, path) in requests {
        stream.write_all(format!("{method} {path} HTTP/1.1\r\nHost: x\r\n\r\n").as_bytes()).unwrap();
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(reader.read_line(&mut head).unwrap(), 0, "expected an answer to {path}, found the end");
        }
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: ")).unwrap().parse().unwrap();
        let mut body = vec![0; if *method == "HEAD" { 0 } else { length }];
        reader.read_exact(&mut body).unwrap();
        replies.push(Reply { status, head, body: String::from_utf8(body).unwrap() });
    }
    replies
}

fn get(server: &Server, path: &str) -> Reply {
    ask_all(server, &[("GET", path)]).remove(0)
}

#[test]
fn one_connection_carries_many_requests() {
    let server = Server::start(site());
    let replies =
        ask_all(&server, &[("HEAD", "/"), ("GET", "/app.js"), ("POST", "/"), ("GET", "/t%C6%B0%20li%E1%BB%87u.txt")]);
    assert_eq!(replies.iter().map(|reply| reply.status).collect::<Vec<_>>(), [200, 200, 405, 200]);
    assert!(replies[1].head.contains("Content-Type: text/javascript"));
    assert_eq!((replies[1].body.as_str(), replies[3].body.as_str()), ("1", "ok"));
    assert_eq!((server.count("/"), server.count("*"), server.count("/app.*")), (2, 4, 1));
}

#[test]
fn hosts_differ_in_what_an_unknown_path_gives() {
    let cases = [
        (Fallback::Index, [200, 404]),
        (Fallback::ErrorPage, [404, 404]),
        (Fallback::Everything, [200, 200]),
        (Fallback::Nothing, [404, 404]),
    ];
    for (fallback, expected) in cases {
        let server = Server::start(site().fallback(fallback));
        assert_eq!([get(&server, "/article/x/").status, get(&server, "/site.json").status], expected);
        assert_eq!(get(&server, "/article/x/").body.contains("/app.js"), fallback != Fallback::Nothing);
    }
}

#[test]
fn folders_have_their_own_index_and_nothing_leads_out() {
    let server = Server::start(site().under("/tin/"));
    let reply = get(&server, "/tin/deep");
    assert!(reply.status == 301 && reply.head.contains("Location: /tin/deep/\r\n"), "{}", reply.head);
    assert!(get(&server, "/tin/deep/").body.contains("deep"));
    let server = Server::start(Site::folder("src"));
    assert_eq!(get(&server, "/../Cargo.toml").status, 404);
    assert_eq!(get(&server, "/%2e%2e/Cargo.toml").status, 404);
}

#[test]
fn one_build_serves_the_root_and_a_sub_path() {
    let server = Server::start(site().under("/tin/"));
    let page = get(&server, "/tin/?q=1").body;
    for part in [
        "<base href=\"/tin/\">",
        "href=\"/tin/app.js\"",
        "from '/tin/app.js'",
        "module_or_path: '/tin/app.wasm'",
        "\"//other.example/\"",
    ] {
        assert!(page.contains(part), "expected {part}, found {page}");
    }
    let reply = get(&server, "/tin?q=1");
    assert!(reply.status == 301 && reply.head.contains("Location: /tin/?q=1\r\n"), "{}", reply.head);
    assert_eq!(get(&server, "/app.js").status, 404);
    assert_eq!(server.strays(), ["/tin?q=1", "/app.js"]);
    assert_eq!(server.requests()[0].path, "/?q=1");
    server.rule("/app.js", Rule::json("2"));
    assert_eq!(get(&server, "/tin/app.js").body, "2");
}

#[test]
fn patterns_name_paths() {
    for (pattern, path, expected) in [
        ("/a.json", "/a.json", true),
        ("/a.json", "/a.json?v=1", true),
        ("/a.json?v=2", "/a.json?v=1", false),
        ("/a", "/ab", false),
        ("*.json", "/x/y.json", true),
        ("/content/*", "/content/a/b", true),
        ("/c*t/*.json", "/content/b.json", true),
        ("/c*t/*.json", "/content/b.jpg", false),
    ] {
        assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
    }
}
