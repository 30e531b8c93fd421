//! `press serve`: paths that try to leave the folder, rules of `_redirects`, sub-paths, many and slow clients, its end.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::press_serve_run::{Folder, Served};

fn site() -> Folder {
    Folder::new(&[
        ("site/index.html", b"home"),
        ("site/404.html", b"not there"),
        ("site/new/index.html", b"new"),
        ("site/a b/đo.txt", b"measured"),
        ("site/.env", b"secret"),
        ("site/.well-known/security.txt", b"Contact: x"),
        ("secret.txt", b"secret"),
    ])
}

/// The folder of a site inside of another one, so that there is something around it.
fn serve(folder: &Folder, args: &[&str]) -> Served {
    let inner = Folder(folder.0.join("site"));
    let served = Served::new(&inner, args);
    // The outer folder goes with all that is in it.
    std::mem::forget(inner);
    served
}

#[test]
fn nothing_outside_of_the_folder_is_ever_sent() {
    let folder = site();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../secret.txt", folder.0.join("site/link.txt")).unwrap();
        std::os::unix::fs::symlink("..", folder.0.join("site/up")).unwrap();
        std::os::unix::fs::symlink("../secret.txt", folder.0.join("site/index.html.gz")).unwrap();
    }
    let served = serve(&folder, &[]);
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/.%2E/secret.txt",
        "/new/../../secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/new/..%5c..%5csecret.txt",
        "/%252e%252e/secret.txt",
        "//secret.txt",
        "/link.txt",
        "/up/secret.txt",
        "/up/",
        "/.env",
        "/%2eenv",
        "/secret.txt%00.html",
        "/a%00",
    ] {
        let answer = served.get(path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!answer.text().contains("secret"), "{path}");
    }
    let long = format!("/{}", "a/".repeat(4000));
    assert_eq!(served.get(&long).status, 400);
    let answer = served.ask("GET /", &["Accept-Encoding: gzip"]);
    assert_eq!((answer.header("content-encoding"), &*answer.text()), ("", "home"), "a copy that leads outside");
    assert_eq!(served.get("/a%20b/%C4%91o.txt").text(), "measured");
    assert_eq!(served.get("/.well-known/security.txt").status, 200);
}

#[test]
fn the_rules_of_redirects_hold_where_there_is_no_file() {
    let folder = site();
    let rules = "# moved\n/old /new/ 301\n/new /elsewhere/ 302\n/posts/* /new/?from=:splat 308\n/shown /new/ 200\n\
                 /gone/* /404.html 410\n/forced/* https://b.example/:splat 302!\n/bad rule here now\n";
    folder.write("site/_redirects", rules.as_bytes());
    let mut served = serve(&folder, &[]);
    let to = |path: &str| {
        let answer = served.get(path);
        (answer.status, answer.header("location").to_owned())
    };
    assert_eq!(to("/old?page=2"), (301, "/new/?page=2".into()));
    assert_eq!(to("/old/"), (301, "/new/".into()));
    assert_eq!(to("/posts/2021/hoi-nghi?x"), (308, "/new/?from=2021/hoi-nghi".into()));
    assert_eq!(to("/new/"), (200, String::new()), "a file comes before a rule");
    assert_eq!(to("/forced/a"), (302, "https://b.example/a".into()));
    let answer = served.get("/shown");
    assert_eq!((answer.status, &*answer.text()), (200, "new"));
    let answer = served.get("/gone/x");
    assert_eq!((answer.status, &*answer.text()), (410, "not there"));
    assert_eq!(served.get("/_redirects").status, 404, "what a host reads itself, it does not send");
    served.child.kill().unwrap();
    let mut said = String::new();
    served.stderr().read_to_string(&mut said).unwrap();
    assert!(said.contains("_redirects, line 8: expected /old /new 301"), "{said}");
}

#[test]
fn a_site_below_a_path_is_nowhere_else() {
    let folder = site();
    folder.write("site/_redirects", b"/tin/host /tin/new/\n/own /new/\n");
    for under in ["/tin/", "tin"] {
        let served = serve(&folder, &["--under", under]);
        assert!(served.says[0].contains("/tin/;"), "{:?}", served.says);
        assert_eq!(served.get("/tin/").text(), "home");
        let answer = served.get("/tin");
        assert_eq!((answer.status, answer.header("location")), (301, "/tin/"));
        assert_eq!(served.get("/tin/new").header("location"), "/tin/new/");
        for rule in ["/tin/host", "/tin/own"] {
            assert_eq!(served.get(rule).header("location"), "/tin/new/", "{rule}");
        }
        let answer = served.get("/new/");
        assert_eq!(answer.status, 404);
        assert!(answer.text().contains("/tin/"), "{}", answer.text());
        assert_eq!(served.get("/tin/nothing").text(), "not there");
    }
}

#[test]
fn slow_clients_hold_up_nobody() {
    let folder = site();
    folder.write("site/long.mp4", &vec![7; 8_000_000]);
    let served = serve(&folder, &[]);
    // Some say half of what they want, others do not take what they asked for.
    let mut slow = vec![];
    for n in 0..200 {
        let mut stream = served.connect();
        let said = if n % 2 == 0 { "GET / HT" } else { "GET /long.mp4 HTTP/1.1\r\nHost: a\r\n\r\n" };
        stream.write_all(said.as_bytes()).unwrap();
        slow.push(stream);
    }
    let began = Instant::now();
    std::thread::scope(|scope| {
        let asks: Vec<_> = (0..20).map(|_| scope.spawn(|| served.get("/").text())).collect();
        asks.into_iter().for_each(|ask| assert_eq!(ask.join().unwrap(), "home"));
    });
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

#[test]
fn one_connection_answers_many_requests() {
    let folder = site();
    let served = serve(&folder, &[]);
    let mut stream = served.connect();
    for _ in 0..3 {
        stream.write_all(b"GET /new/ HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
        let mut answer = vec![];
        while !answer.ends_with(b"\r\n\r\nnew") {
            let mut piece = [0; 1024];
            let n = stream.read(&mut piece).unwrap();
            assert!(n > 0, "{}", String::from_utf8_lossy(&answer));
            answer.extend_from_slice(&piece[..n]);
        }
    }
}

#[test]
fn a_line_is_printed_for_each_request_only_where_it_is_asked_for() {
    let folder = site();
    for (args, expected) in [(&["--verbose"][..], "GET /new?a=b 301 to /new/?a=b"), (&[], "")] {
        let mut served = serve(&folder, args);
        served.get("/new?a=b");
        served.child.kill().unwrap();
        let mut said = String::new();
        served.stderr().read_to_string(&mut said).unwrap();
        assert!(said.starts_with(expected) && (said.is_empty() == expected.is_empty()), "{said:?}");
    }
}

#[cfg(unix)]
#[test]
fn it_ends_cleanly_when_it_is_told_to() {
    let folder = site();
    for signal in ["-INT", "-TERM"] {
        let mut served = serve(&folder, &[]);
        // Somebody is still there.
        let idle = served.connect();
        assert!(Command::new("kill").args([signal, &served.child.id().to_string()]).status().unwrap().success());
        assert_eq!(served.child.wait().unwrap().code(), Some(0), "{signal}");
        drop(idle);
    }
}

/// What it says and its exit code where it cannot begin.
fn refused(args: &[&str]) -> (i32, String) {
    let command = Command::new(env!("CARGO_BIN_EXE_press")).arg("serve").args(args).stdin(Stdio::null()).output();
    let output = command.unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn what_stands_in_its_way_is_said_with_what_to_do() {
    let folder = site();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let (code, said) = refused(&[folder.0.join("site").to_str().unwrap(), "--port", &port.to_string()]);
    assert_eq!(code, 1);
    assert!(said.contains(&format!("port {port} is in use")) && said.contains("--port "), "{said}");
    let (code, said) = refused(&[folder.0.join("nothing").to_str().unwrap()]);
    assert!(code == 2 && said.contains("expected the folder of a pressed site"), "{code} {said}");
    let (code, said) = refused(&[folder.0.join("site/new/index.html").to_str().unwrap()]);
    assert!(code == 2 && said.contains("found a file"), "{code} {said}");
    let (code, said) = refused(&[folder.0.to_str().unwrap()]);
    assert!(code == 2 && said.contains("expected index.html"), "{code} {said}");
}
