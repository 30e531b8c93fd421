//! What readers do in the portal, as the release build is served to them.

mod arrival;
mod finding;
mod head;
mod keyboard;
mod photos;
mod reading;
mod sample;
