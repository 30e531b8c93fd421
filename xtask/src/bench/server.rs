//! A small server for a build's folder on the loopback address, as a static host would answer.
//!
//! It sends the brotli copy where the browser takes it, and the front page for an address of the
//! app. It keeps connections open. It is for measuring: nobody else is let in.

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::run::{Doing, Result};

/// A server that answers until the program ends.
pub struct Server {
    pub port: u16,
}

/// Files that are served before those of the folder: path without the first slash, bytes.
pub type Beside = HashMap<String, Vec<u8>>;

/// Serves the files of these folders; where two have one of a name, that of the first.
pub fn start(folders: Vec<PathBuf>, beside: Beside) -> Result<Server> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).doing(|| "listen on 127.0.0.1".into())?;
    let port = listener.local_addr().doing(|| "read the server's port".into())?.port();
    let site = Arc::new((folders, beside));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let site = Arc::clone(&site);
            // A browser that goes away in the middle of an answer is no matter for us.
            std::thread::spawn(move || drop(serve(&stream, &site.0, &site.1)));
        }
    });
    Ok(Server { port })
}

fn serve(stream: &TcpStream, folders: &[PathBuf], beside: &Beside) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let path = line.split(' ').nth(1).unwrap_or("/").to_owned();
        let mut brotli = false;
        loop {
            line.clear();
            if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
                break;
            }
            let header = line.to_ascii_lowercase();
            brotli |= header.strip_prefix("accept-encoding:").is_some_and(|kinds| kinds.contains("br"));
        }
        let answer = answer(folders, beside, &path, brotli)?;
        (&mut &*stream).write_all(&answer)?;
    }
}

fn answer(folders: &[PathBuf], beside: &Beside, path: &str, brotli: bool) -> io::Result<Vec<u8>> {
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    if let Some(bytes) = beside.get(path) {
        return Ok(found(Path::new(path), bytes, ""));
    }
    let is_inside = !path.split('/').any(|part| part == "..");
    let places = folders
        .iter()
        .filter(|_| is_inside)
        .flat_map(|folder| [folder.join(path), folder.join(path).join("index.html")]);
    let file = match places.into_iter().find(|place| place.is_file()) {
        Some(file) => file,
        // The app's own addresses end in a slash; a file that isn't there is not found.
        None if is_inside && path.rsplit('/').next().is_some_and(|name| name.contains('.')) => {
            return Ok(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec());
        }
        None => folders.first().map(|folder| folder.join("index.html")).unwrap_or_default(),
    };
    let copy = PathBuf::from(format!("{}.br", file.display()));
    let copy = brotli.then(|| fs::read(&copy));
    match copy {
        Some(Ok(bytes)) => Ok(found(&file, &bytes, "Content-Encoding: br\r\n")),
        _ => Ok(found(&file, &fs::read(&file)?, "")),
    }
}

fn found(file: &Path, bytes: &[u8], encoding: &str) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {}\r\n{encoding}Content-Length: {}\r\n\
         Cache-Control: max-age=600\r\nVary: Accept-Encoding\r\n\r\n",
        kind(file),
        bytes.len()
    );
    [head.as_bytes(), bytes].concat()
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css",
        "js" => "text/javascript",
        "wasm" => "application/wasm",
        "json" | "webmanifest" => "application/json",
        "svg" => "image/svg+xml",
        "avif" => "image/avif",
        "jpg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_app_get_the_page_and_missing_files_do_not() {
        let folder = std::env::temp_dir().join(format!("ban-tin-server-test-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("index.html"), "page").unwrap();
        fs::write(folder.join("a.css"), "long").unwrap();
        fs::write(folder.join("a.css.br"), "br").unwrap();
        let beside = Beside::from([("content/a.json".into(), b"{}".to_vec())]);
        let first = folder.join("first");
        fs::create_dir_all(first.join("a")).unwrap();
        fs::write(first.join("a/index.html"), "first").unwrap();
        let folders = [first, folder.clone()];
        let get = |path, brotli| String::from_utf8(answer(&folders[1..], &beside, path, brotli).unwrap()).unwrap();
        let both = |path| String::from_utf8(answer(&folders, &beside, path, false).unwrap()).unwrap();
        // A page of the first folder, and a file that the second has alone.
        assert!(both("/a/").ends_with("\r\n\r\nfirst") && both("/a.css").ends_with("\r\n\r\nlong"));
        assert!(get("/content/a.json?n=2", true).ends_with("\r\n\r\n{}"));
        assert!(get("/", false).ends_with("\r\n\r\npage"));
        assert!(get("/article/a-b/?x=1.2", true).ends_with("\r\n\r\npage"));
        assert!(get("/a.css", false).ends_with("\r\n\r\nlong"));
        let copy = get("/a.css", true);
        assert!(copy.ends_with("\r\n\r\nbr") && copy.contains("Content-Encoding: br"), "{copy}");
        assert!(copy.contains("Content-Type: text/css"), "{copy}");
        assert!(get("/b.css", true).starts_with("HTTP/1.1 404"));
        assert!(get("/../etc/passwd", true).ends_with("\r\n\r\npage"));
        fs::remove_dir_all(&folder).unwrap();
    }
}
