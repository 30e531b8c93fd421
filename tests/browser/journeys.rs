//! What readers do in the portal, as the release build is served to them.

mod arrival;
