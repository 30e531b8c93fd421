//! What another site has, in a frame of its own, once the reader asked for it.

use crate::body::policy::FRAME_HOSTS;
use crate::html::{Element, el};

/// The frame of an embed. `None` for an address on no host that frames may show.
pub fn embed_frame(src: &str, title: &str) -> Option<Element> {
    let is_known = |host: &&str| src.strip_prefix(*host).is_some_and(|path| path.starts_with('/'));
    FRAME_HOSTS.into_iter().find(is_known)?;
    // It may run and know its own visitors, which players need; it may not lead this window elsewhere. Films are
    // refused to who does not say from which host they are shown.
    let sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation \
        allow-forms";
    let frame = el("iframe", "")
        .set("title", title)
        .set("sandbox", sandbox)
        .set("allow", "encrypted-media; picture-in-picture")
        .set("allowfullscreen", "")
        .set("referrerpolicy", "strict-origin-when-cross-origin");
    Some(frame.set("src", src))
}
