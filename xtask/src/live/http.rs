//! Requests to a server on this machine: JSON, forms with files, and what came back.
//!
//! HTTP/1.0 on purpose: an answer then ends with its connection, and no server sends it in pieces.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use crate::run::{Doing, Result, fail};

/// A server's port and what every request to it says.
#[derive(Clone)]
pub struct Client {
    port: u16,
    headers: String,
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// The lines of the head.
    head: String,
    pub body: Vec<u8>,
}

/// A part of a form: a file, or a text under a name.
pub enum Field<'a> {
    File { name: &'a str, file: &'a Path },
    Text { name: &'a str, text: &'a str },
}

impl Client {
    pub fn new(port: u16) -> Self {
        Self { port, headers: String::new() }
    }

    /// Sends this header from now on.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push_str(&format!("{name}: {value}\r\n"));
        self
    }

    pub fn base(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What the server says, whatever it is.
    pub fn ask(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> io::Result<Answer> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(5))?;
        stream.set_read_timeout(Some(Duration::from_secs(120)))?;
        let mut request = head(method, path, self.port, &self.headers, kind, body.len()).into_bytes();
        request.extend_from_slice(body);
        stream.write_all(&request)?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        Answer::parse(&bytes)
    }

    pub fn get(&self, path: &str) -> Result<Value> {
        self.json("GET", path, "", &[])
    }

    pub fn post(&self, path: &str, body: &Value) -> Result<Value> {
        self.json("POST", path, "application/json", body.to_string().as_bytes())
    }

    pub fn put(&self, path: &str, body: &Value) -> Result<Value> {
        self.json("PUT", path, "application/json", body.to_string().as_bytes())
    }

    pub fn delete(&self, path: &str) -> Result {
        self.json("DELETE", path, "", &[]).map(drop)
    }

    /// Sends a form with files, as `multipart/form-data` (RFC 7578).
    pub fn upload(&self, path: &str, fields: &[Field]) -> Result<Value> {
        let (kind, body) = form(fields)?;
        self.json("POST", path, &kind, &body)
    }

    fn json(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> Result<Value> {
        let answer = self.ask(method, path, kind, body).doing(|| format!("ask {method} {}{path}", self.base()))?;
        if !(200..300).contains(&answer.status) {
            fail!(
                "expected {method} {path} to be done, found status {}: {}",
                answer.status,
                shortened(&String::from_utf8_lossy(&answer.body))
            );
        }
        if answer.body.is_empty() {
            return Ok(Value::Null);
        }
        match serde_json::from_slice(&answer.body) {
            Ok(json) => Ok(json),
            Err(error) => fail!(
                "expected JSON from {method} {path}, found {} ({error})",
                shortened(&String::from_utf8_lossy(&answer.body))
            ),
        }
    }
}

impl Answer {
    fn parse(bytes: &[u8]) -> io::Result<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let head = end.map(|end| String::from_utf8_lossy(&bytes[..end]).into_owned()).unwrap_or_default();
        // HTTP/1.1 200 OK
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        match (end, status) {
            (Some(end), Some(status)) => Ok(Self { status, head, body: bytes[end + 4..].to_vec() }),
            _ => Err(io::Error::other(format!(
                "expected an HTTP answer, found {:?}",
                shortened(&String::from_utf8_lossy(bytes))
            ))),
        }
    }

    /// The cookies that it sets, as a `Cookie` header gives them back.
    pub fn cookies(&self) -> String {
        let values = self.head.lines().filter_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("set-cookie").then(|| value.split(';').next().unwrap_or_default())
        });
        values.collect::<Vec<_>>().join("; ")
    }
}

fn head(method: &str, path: &str, port: u16, headers: &str, kind: &str, length: usize) -> String {
    let mut head =
        format!("{method} {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nAccept: application/json\r\n{headers}");
    if !kind.is_empty() {
        head.push_str(&format!("Content-Type: {kind}\r\nContent-Length: {length}\r\n"));
    }
    head.push_str("\r\n");
    head
}

/// The form's content type and its bytes.
fn form(fields: &[Field]) -> Result<(String, Vec<u8>)> {
    // No JPEG, PDF or text of ours has this line in it; 26 letters of it can't come by chance.
    const LINE: &str = "ban-tin-live-form-line-8c1f4e2a";
    let mut body = Vec::new();
    for field in fields {
        match field {
            Field::Text { name, text } => {
                let head = format!("--{LINE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}");
                body.extend_from_slice(head.as_bytes());
            }
            Field::File { name, file } => {
                let bytes = std::fs::read(file).doing(|| format!("read {}", file.display()))?;
                let head = format!(
                    "--{LINE}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{}\"\r\nContent-Type: {}\r\n\r\n",
                    file_name(file),
                    kind(file)
                );
                body.extend_from_slice(head.as_bytes());
                body.extend_from_slice(&bytes);
            }
        }
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{LINE}--\r\n").as_bytes());
    Ok((format!("multipart/form-data; boundary={LINE}"), body))
}

pub fn file_name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "jpg" => "image/jpeg",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "json" => "application/json",
        _ => "application/octet-stream",
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(400).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_says_how_long_its_body_is_and_has_none_without_a_kind() {
        assert_eq!(
            head("POST", "/a", 80, "Origin: b\r\n", "application/json", 2),
            "POST /a HTTP/1.0\r\nHost: 127.0.0.1:80\r\nAccept: application/json\r\nOrigin: b\r\n\
             Content-Type: application/json\r\nContent-Length: 2\r\n\r\n"
        );
        assert!(head("GET", "/a", 80, "", "", 0).ends_with("application/json\r\n\r\n"));
    }

    #[test]
    fn an_answer_is_split_and_its_cookies_come_back_without_their_attributes() {
        let answer = Answer::parse(
            b"HTTP/1.1 201 Created\r\nset-cookie: a=1; Path=/\r\nSet-Cookie: b=2; HttpOnly\r\n\r\nx\r\n\r\ny",
        )
        .unwrap();
        assert_eq!((answer.status, answer.body.as_slice()), (201, b"x\r\n\r\ny".as_slice()));
        assert_eq!(answer.cookies(), "a=1; b=2");
        let error = Answer::parse(b"mariadb").unwrap_err().to_string();
        assert!(error.contains("expected an HTTP answer, found \"mariadb\""), "{error}");
    }

    #[test]
    fn a_form_has_each_file_with_its_name_and_kind() {
        let file = std::env::temp_dir().join(format!("ban-tin-form-{}.jpg", std::process::id()));
        std::fs::write(&file, "bytes").unwrap();
        let fields = [Field::File { name: "file", file: &file }, Field::Text { name: "alt", text: "Đồng ruộng" }];
        let (kind, body) = form(&fields).unwrap();
        std::fs::remove_file(&file).unwrap();
        let line = kind.split_once("boundary=").unwrap().1;
        let body = String::from_utf8(body).unwrap();
        let parts: Vec<_> = body.split(&format!("--{line}")).collect();
        assert_eq!(parts.len(), 4, "{body}");
        assert!(parts[1].contains("Content-Type: image/jpeg\r\n\r\nbytes\r\n"), "{body}");
        assert!(parts[2].ends_with("name=\"alt\"\r\n\r\nĐồng ruộng\r\n"), "{body}");
        assert_eq!(parts[3], "--\r\n");
    }
}
