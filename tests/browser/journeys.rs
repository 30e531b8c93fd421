//! What readers do in the portal, as the release build is served to them.

mod access;
mod ahead;
mod arrival;
mod backends;
mod broken;
mod doing;
mod every_kind;
mod failing;
mod faults;
mod finding;
mod head;
mod hostile;
mod keyboard;
mod layout;
mod live;
mod photos;
mod pictures;
mod policy;
mod reading;
mod sample;
mod standing_in;
mod texts;
mod viewer;
mod viewer_faults;
mod viewer_keys;
mod viewer_touch;
