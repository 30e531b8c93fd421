//! What an address says: host, path, query.

use super::{decode, encode, split_origin};
use crate::cut;

/// The path of an address, without its host, query and fragment.
pub fn path(url: &str) -> &str {
    split_origin(url).1.split(['?', '#']).next().unwrap_or_default()
}

/// Names with `/` between them as a path.
pub fn encode_path(names: &str) -> String {
    let names: Vec<String> = names.split('/').map(encode).collect();
    names.join("/")
}

/// The host of an absolute address, with the port and whatever else stands there; empty for a relative one.
pub fn host(url: &str) -> &str {
    let origin = split_origin(url).0;
    cut::around(origin, "//").map_or("", |(_, host)| host)
}

/// Whether an address' host is made to look like another one: with a name in front of an `@`; with Greek or Cyrillic
/// letters, of which many look like Latin ones, beside Latin ones; with signs that are not seen or look like a dot or a
/// slash.
pub fn is_deceptive(url: &str) -> bool {
    let host = host(url);
    let looks_latin = host.bytes().any(|b| b.is_ascii_alphabetic());
    host.chars().any(|c| match c {
        '@' | '\u{ad}' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' => true,
        '\u{370}'..'\u{590}' => looks_latin,
        _ => false,
    })
}

/// What two addresses of one page have in common, however they are written: without scheme, `www.`, usual port, last
/// slash and fragment.
pub fn key(url: &str) -> String {
    let host = host(url).to_ascii_lowercase();
    let name = host.strip_prefix("www.").unwrap_or(&host);
    let name = name.strip_suffix(":443").or(name.strip_suffix(":80")).unwrap_or(name);
    let rest = split_origin(url).1.split('#').next().unwrap_or_default();
    let (path, query) = cut::at(rest, rest.find('?').unwrap_or(rest.len()));
    [name, path.trim_end_matches('/'), query].concat()
}

/// One value of an address' query, decoded.
pub fn parameter(url: &str, name: &str) -> Option<String> {
    let query = url.split('#').next().unwrap_or_default().split_once('?')?.1;
    let value = query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name)?.1;
    Some(decode(&value.replace('+', " ")))
}
