//! What a site has beside its pages: feeds, the site map for search engines, robots.txt.

use super::Outcome;
use super::content::Content;
use super::folder::Folder;
use super::render::Rendered;
use super::site::Site;

/// # Errors
/// In words.
pub fn write(_site: &Site, _folder: &Folder, _all: &[Content], _rendered: &Rendered) -> Outcome<()> {
    Ok(())
}
