//! PhotoSwipe from npm, and a page with it as its documentation shows one.

use std::fs;

use super::album::Photo;
use crate::dist;
use crate::run::{Doing, Result, Unfinished};
use crate::setup::{self, Cache};

pub const VERSION: &str = "5.4.4";

/// What a page with PhotoSwipe loads; all of it is needed to show a photo.
const FILES: [&str; 3] = ["photoswipe.css", "photoswipe-lightbox.esm.min.js", "photoswipe.esm.min.js"];

/// Its files by their names, out of the tools' folder in the user's cache.
pub fn bring() -> Result<Vec<(&'static str, Vec<u8>)>> {
    let cache = Cache::open()?;
    let place = cache.folder.join("tools").join(format!("photoswipe-{VERSION}"));
    if !place.is_dir() {
        let folder = Unfinished::create(place.with_file_name(format!("{}photoswipe", setup::UNFINISHED)))?;
        setup::npm(&[&format!("photoswipe@{VERSION}")], &folder.path, &cache, "photoswipe")?;
        folder.finish(&place)?;
    }
    let folder = place.join("node_modules/photoswipe/dist");
    let read = |name| Ok((name, fs::read(folder.join(name)).doing(|| format!("read {name} of PhotoSwipe"))?));
    FILES.into_iter().map(read).collect()
}

/// What they weigh, in bytes as sent.
pub fn sent(files: &[(&str, Vec<u8>)]) -> Result<u64> {
    let mut sum = 0;
    for (name, bytes) in files {
        sum += dist::brotli(bytes).doing(|| format!("compress {name}"))?.len() as u64;
    }
    Ok(sum)
}

/// All photos as links in rows, by the same styles that our album has before its module comes.
pub fn page(photos: &[Photo]) -> Vec<u8> {
    let mut html = String::from(HEAD);
    for Photo { width, height, alt, files, .. } in photos {
        let srcset: Vec<String> = files.iter().map(|(address, width)| format!("{address} {width}w")).collect();
        let (srcset, alt) = (srcset.join(", "), escaped(alt));
        let (Some((small, _)), Some((large, _))) = (files.first(), files.last()) else { continue };
        html.push_str(&format!(
            "<a href=\"{large}\" data-pswp-width=\"{width}\" data-pswp-height=\"{height}\" data-pswp-srcset=\"{srcset}\" \
             style=\"--ratio: {width} / {height}\"><img src=\"{small}\" srcset=\"{srcset}\" sizes=\"{SIZES}\" alt=\"{alt}\" \
             loading=\"lazy\"></a>\n"
        ));
    }
    html.push_str(TAIL);
    html.into_bytes()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// Those of our album.
const SIZES: &str = "(min-width: 60em) 30vw, (min-width: 36em) 48vw, 92vw";

const HEAD: &str = r##"<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>PhotoSwipe</title>
<link rel="stylesheet" href="photoswipe.css">
<style>
  .photos { display: flex; flex-wrap: wrap; gap: 0.4rem; --row: clamp(7.5rem, 5rem + 11vw, 15rem); }
  .photos a { flex: calc(var(--ratio)) 1 calc(var(--ratio) * var(--row)); max-inline-size: calc(var(--ratio) * var(--row) * 1.75); }
  .photos img { display: block; inline-size: 100%; block-size: 100%; aspect-ratio: var(--ratio); object-fit: cover; }
</style>
<div class="photos" id="photos">
"##;

const TAIL: &str = r##"</div>
<script type="module">
  import PhotoSwipeLightbox from "./photoswipe-lightbox.esm.min.js";
  const lightbox = new PhotoSwipeLightbox({
    gallery: "#photos",
    children: "a",
    pswpModule: () => import("./photoswipe.esm.min.js"),
  });
  lightbox.init();
</script>
"##;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alternative_text_cannot_leave_its_attribute() {
        assert_eq!(escaped("\"a\" & <b>"), "&quot;a&quot; &amp; &lt;b>");
    }
}
