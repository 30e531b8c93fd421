//! The items of long lists, read by all processors at once.

use crate::article::Summary;
use crate::json::Json;
use crate::source::reader::{Reader, Wrong};

/// What is read of each item, to be taken by its number; nothing of a list that is soon read, or in a browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn ahead(reader: &Reader, fields: &Json, items: &[Json]) -> Vec<Option<Result<Summary, Wrong>>> {
    use rayon::prelude::*;

    // The pages of a portal's list have fewer, the files of a bundled archive's list more.
    if items.len() < 100 {
        return vec![];
    }
    items.par_iter().map(|item| Some(reader.summary(fields, item))).collect()
}

#[cfg(target_arch = "wasm32")]
pub fn ahead(_: &Reader, _: &Json, _: &[Json]) -> Vec<Option<Result<Summary, Wrong>>> {
    vec![]
}
