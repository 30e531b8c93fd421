//! The Content-Security-Policy from here on, and what it is made of.

use web_sys::{Element, Url};

use super::page::{base_uri, query, window_and_document};

/// Adds a policy to the one that the document came with.
///
/// A browser allows what all policies of a document allow (Content Security Policy Level 3, 8.1): this one can only
/// take away.
pub fn narrow(policy: &str) {
    let meta = window_and_document().and_then(|(_, document)| document.create_element("meta").ok());
    let (Some(meta), Some(head)) = (meta, query("head")) else { return };
    let set = |meta: &Element, name: &str, value: &str| {
        // Only a name that is no attribute's name is refused, and these two are.
        let _ = meta.set_attribute(name, value);
    };
    set(&meta, "http-equiv", "content-security-policy");
    set(&meta, "content", policy);
    // It counts from when it is in the head, and an element of this document can be put there.
    let _ = head.append_child(&meta);
}

/// `https://host:port` of an address, as the browser itself reads it: a host's Vietnamese name in ASCII letters.
/// Empty for what is no address.
pub fn origin(address: &str) -> String {
    Url::new_with_base(address, &base_uri()).map(|url| url.origin()).unwrap_or_default()
}
