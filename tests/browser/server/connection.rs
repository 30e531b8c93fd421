//! One HTTP/1.1 connection: requests in, answers (or faults) out, until either side hangs up.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::rules::{Answer, Rule, recoded};
use super::{Request, Shared};

pub fn serve(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some(head) = read_head(&mut reader)? {
        if !head.target.starts_with('/') {
            // A browser takes us for the proxy of all other hosts: what it wants there is noted and refused.
            shared.foreign.lock().unwrap().push(head.target);
            let body = b"no other host is asked in the tests".to_vec();
            return send_head(stream, &Answer { body, ..Answer::new(502, "text/plain") }, "", false);
        }
        let (path, stray) = shared.site.inside(&head.target);
        let headers = head.headers.clone();
        shared.log.lock().unwrap().push(Request { method: head.method.clone(), path: path.clone(), headers, stray });
        let answer = if stray { Some(shared.site.outside(&path)) } else { obey(stream, shared, &head, &path)? };
        let Some(answer) = answer else { return Ok(()) };
        let is_closed = matches!(shared.rule_for(&path), Some(Rule::Closed));
        let cors = if is_closed { String::new() } else { shared.site.cors(&head.origin) };
        send_head(stream, &answer, &cors, head.keep_alive)?;
        if head.method != "HEAD" {
            (&*stream).write_all(&answer.body)?;
        }
        if !head.keep_alive || shared.stopping.load(Ordering::SeqCst) {
            return Ok(());
        }
    }
    Ok(())
}

struct Head {
    method: String,
    target: String,
    keep_alive: bool,
    /// The host of the page that asks, where that is another one.
    origin: String,
    is_for_picture: bool,
    /// All of them, names in lower case.
    headers: Vec<(String, String)>,
}

/// Reads one request, its body thrown away. `None` when the other side has hung up.
fn read_head(reader: &mut BufReader<&TcpStream>) -> io::Result<Option<Head>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let (method, target) = (words.next().unwrap_or_default().to_owned(), words.next().unwrap_or("/").to_owned());
    let mut keep_alive = words.next() == Some("HTTP/1.1");
    let (mut body, mut origin, mut is_for_picture, mut headers) = (0, String::new(), false, vec![]);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let name = name.to_ascii_lowercase();
        headers.push((name.clone(), value.trim().to_owned()));
        match name.as_str() {
            "connection" if value.trim().eq_ignore_ascii_case("close") => keep_alive = false,
            "connection" if value.trim().eq_ignore_ascii_case("keep-alive") => keep_alive = true,
            "origin" => value.trim().clone_into(&mut origin),
            "sec-fetch-dest" => is_for_picture = value.trim() == "image",
            "content-length" => body = value.trim().parse().unwrap_or(0),
            _ => {}
        }
    }
    io::copy(&mut reader.take(body), &mut io::sink())?;
    Ok(Some(Head { method, target, keep_alive, origin, is_for_picture, headers }))
}

/// Carries out the rule in force. `None` when the connection is to end, because the rule says so or all was sent here.
fn obey(stream: &TcpStream, shared: &Shared, head: &Head, path: &str) -> io::Result<Option<Answer>> {
    if head.method != "GET" && head.method != "HEAD" {
        return Ok(Some(Answer::new(405, "text/plain")));
    }
    loop {
        match shared.rule_for(path) {
            None | Some(Rule::Answer(_) | Rule::Closed) => {
                return Ok(Some(shared.answer_for(path, head.is_for_picture)));
            }
            Some(Rule::Recoded) => return Ok(Some(recoded(shared.answer_for(path, head.is_for_picture)))),
            Some(Rule::Close) => return Ok(None),
            Some(Rule::Never) => {
                while matches!(shared.rule_for(path), Some(Rule::Never)) && wait(shared, Duration::from_secs(60)) {}
                return Ok(None);
            }
            Some(Rule::Hold) => {
                if !wait(shared, Duration::from_secs(60)) {
                    return Ok(None);
                }
            }
            Some(Rule::Cut(length)) => {
                let answer = begin(stream, shared, head, path)?;
                (&*stream).write_all(&answer.body[..length.min(answer.body.len())])?;
                return Ok(None);
            }
            Some(Rule::Pause(at)) => {
                let answer = begin(stream, shared, head, path)?;
                let end = answer.body.windows(at.len()).position(|piece| piece == at.as_bytes());
                let (first, rest) = answer.body.split_at(end.unwrap_or_else(|| panic!("expected {at} in {path}")));
                (&*stream).write_all(first)?;
                while matches!(shared.rule_for(path), Some(Rule::Pause(_))) && wait(shared, Duration::from_secs(60)) {}
                (&*stream).write_all(rest)?;
                return Ok(None);
            }
            Some(Rule::Drip) => {
                let answer = begin(stream, shared, head, path)?;
                let mut rest = answer.body.as_slice();
                while let (Some(Rule::Drip), Some((first, after))) = (shared.rule_for(path), rest.split_first()) {
                    (&*stream).write_all(&[*first])?;
                    rest = after;
                    if !wait(shared, Duration::from_secs(1)) {
                        return Ok(None);
                    }
                }
                (&*stream).write_all(rest)?;
                return Ok(None);
            }
        }
    }
}

/// Sends the head of the real answer, whose body is sent as the rule has it, and then no other.
fn begin(stream: &TcpStream, shared: &Shared, head: &Head, path: &str) -> io::Result<Answer> {
    let answer = shared.answer_for(path, head.is_for_picture);
    send_head(stream, &answer, &shared.site.cors(&head.origin), false)?;
    Ok(answer)
}

/// Waits for a change of the rules, at most this long. False when the server is stopping.
fn wait(shared: &Shared, time: Duration) -> bool {
    let rules = shared.rules.lock().unwrap();
    if shared.stopping.load(Ordering::SeqCst) {
        return false;
    }
    drop(shared.changed.wait_timeout(rules, time));
    !shared.stopping.load(Ordering::SeqCst)
}

fn send_head(mut stream: &TcpStream, answer: &Answer, cors: &str, keep_alive: bool) -> io::Result<()> {
    let headers = &answer.headers;
    let caching = if headers.contains("Cache-Control") { "" } else { "Cache-Control: no-cache\r\n" };
    let head = format!(
        "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n\
         {caching}{headers}{cors}Connection: {}\r\n\r\n",
        answer.status,
        if answer.status < 400 { "OK" } else { "Error" },
        answer.content_type,
        answer.body.len(),
        if keep_alive { "keep-alive" } else { "close" }
    );
    stream.write_all(head.as_bytes())
}
