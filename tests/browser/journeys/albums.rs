//! Albums as the gallery's module lays them out: long ones in a window, photos of unknown size, other layouts, another
//! width of the page.

use std::time::Duration;

use serde_json::{Value, json};

use super::sample::{change, open};
use super::viewer::{LONG, LONG_TITLE, until_photo};
use crate::browser::Browser;
use crate::journeys;
use crate::server::Server;

/// How many photos the long album is given.
pub const MANY: u32 = 10_000;

/// Gives the album this many photos, over and over the same, and each a caption that no other has: `chú thích 812 …`.
pub fn lengthen(server: &Server, count: u32) {
    edit(server, &|photos: &mut Vec<Value>| {
        let few = photos.clone();
        photos.clear();
        for (n, photo) in (1..=count).zip(few.iter().cycle()) {
            let (src, width, height) = (&photo["renditions"][0]["src"], &photo["width"], &photo["height"]);
            photos.push(json!({ "src": src, "width": width, "height": height, "alt": format!("cảnh {n}"), "caption": format!("chú thích {n} hết") }));
        }
    });
}

/// Changes the photos of the album.
pub fn edit(server: &Server, edit: &dyn Fn(&mut Vec<Value>)) {
    change(server, "content/vi/albums.json", |feed| {
        let albums = feed["items"].as_array_mut().unwrap();
        let album =
            albums.iter_mut().find(|album| LONG.contains(album["_bantin"]["slug"].as_str().unwrap_or("-"))).unwrap();
        edit(album["_bantin"]["photos"].as_array_mut().unwrap());
    });
}

pub async fn open_album(b: &Browser, width: u32) {
    b.resize(width, 800).await;
    open(b, (LONG, LONG_TITLE)).await;
    until_laid(b).await;
}

pub async fn until_laid(b: &Browser) {
    b.wait_until("the album laid out", async || b.attribute(".album-rows", "data-laid").await.is_some()).await;
}

/// The photo whose row is at the screen's upper edge: its name, and how far its top is from there.
async fn at_edge(b: &Browser) -> (String, i64) {
    let script = "const rect = (it) => it.getBoundingClientRect();
        const items = [...document.querySelectorAll('.album-rows__item')].filter((it) => rect(it).top + rect(it).height / 2 > 0);
        return [items[0].querySelector('img').alt, Math.round(rect(items[0]).top)]";
    let found = b.js(script, vec![]).await;
    (found[0].as_str().unwrap_or_default().to_owned(), found[1].as_i64().unwrap_or_default())
}

/// Waits until a photo with a number in this range is in the middle of the screen, and says how large the document is.
async fn until_in_the_middle(b: &Browser, from: u32, to: u32) -> (u64, u64) {
    let script = "const list = document.querySelector('.album-rows').getBoundingClientRect();
        const there = [0.5, 0.4, 0.6].flatMap((x) => document.elementsFromPoint(list.left + list.width * x, innerHeight / 2));
        const link = there.map((it) => it.closest('.album-rows__link')).find((it) => it);
        return [link ? parseInt(link.getAttribute('href').split('/').at(-2)) : 0, document.querySelectorAll('*').length, document.documentElement.scrollHeight]";
    b.wait_for(&format!("one of the photos {from} to {to}"), async || {
        let found = b.js(script, vec![]).await;
        let number = found[0].as_u64().unwrap_or_default();
        if !(u64::from(from)..=u64::from(to)).contains(&number) {
            return Err(found.to_string());
        }
        Ok((found[1].as_u64().unwrap_or_default(), found[2].as_u64().unwrap_or_default()))
    })
    .await
}

/// Each photo's place: width and height in pixels, and how far its shape is from its file's own, as a part of it.
async fn places(b: &Browser) -> Vec<[f64; 3]> {
    let script = "return [...document.querySelectorAll('.album-rows img')].map((it) => {
        const box = it.getBoundingClientRect();
        return [box.width, box.height, Math.abs(box.width / box.height / (it.naturalWidth / it.naturalHeight) - 1)] })";
    let found = b.js(script, vec![]).await;
    let number = |found: &Value| found.as_f64().unwrap_or(9.0);
    found.as_array().unwrap().iter().map(|it| [number(&it[0]), number(&it[1]), number(&it[2])]).collect()
}

journeys! {
    fn of_ten_thousand_photos_a_few_are_in_the_document_wherever_the_reader_is in [chromium, firefox, webkit] (b, server) {
        lengthen(server, MANY);
        open_album(b, 1280).await;
        b.js("scrollTo(0, 400)", vec![]).await;
        let (elements, height) = until_in_the_middle(b, 1, 60).await;
        assert!(elements < 400, "{elements} elements");
        assert!(height > 100_000, "the page is as high as all of them: {height} px");
        // Wherever it is scrolled to, in one go.
        for (part, from, to) in [(0.5, 4900, 5100), (0.25, 2400, 2600), (0.9, 8900, 9100)] {
            b.js("scrollTo(0, document.documentElement.scrollHeight * arguments[0])", vec![json!(part)]).await;
            let (elements, now) = until_in_the_middle(b, from, to).await;
            assert!(elements < 400, "{elements} elements at {part}");
            assert_eq!(now, height, "the scrollbar is right");
        }
        let script = "const last = [...document.querySelectorAll('.album-rows__item')].at(-1);
            return [last.getAttribute('aria-posinset'), last.getAttribute('aria-setsize')]";
        assert_eq!(b.js(script, vec![]).await, json!(["10000", "10000"]), "the last one is there for whoever goes by Tab");
    }

    fn a_far_photo_of_a_long_album_is_opened_and_come_back_to in [chromium, firefox, webkit] (b, server) {
        lengthen(server, MANY);
        open_album(b, 1280).await;
        b.js("scrollTo(0, document.documentElement.scrollHeight / 2)", vec![]).await;
        until_in_the_middle(b, 4900, 5100).await;
        let (name, _) = at_edge(b).await;
        let number: u32 = name.trim_start_matches("Ảnh ").split(':').next().unwrap().parse().unwrap();
        // The one after it is wholly on the screen.
        let next = format!("Ảnh {}: *", number + 12);
        b.inside("main", "").click("link", &next).await;
        until_photo(b, LONG, number + 12, MANY).await;
        b.press("End").await;
        until_photo(b, LONG, MANY, MANY).await;
        b.press("Escape").await;
        b.wait_for("the focus on the last photo", async || {
            let found = b.focused().await;
            if found.starts_with("link \"Ảnh 10000: ") { Ok(()) } else { Err(found) }
        })
        .await;
        until_in_the_middle(b, 9960, 10_000).await;
    }

    // What the browser's own search does when it finds a word in what is `hidden="until-found"`: it tells of it, shows it,
    // and scrolls to the word.
    fn a_caption_far_away_is_there_for_the_browsers_search in [chromium, firefox, webkit] (b, server) {
        lengthen(server, MANY);
        open_album(b, 1280).await;
        let find = "const word = arguments[0];
            const part = [...document.querySelectorAll('.album-rows__captions')].find((it) => it.textContent.includes(word));
            if (!part) return 'no such words';
            part.dispatchEvent(new Event('beforematch', { bubbles: true }));
            part.removeAttribute('hidden');
            const range = document.createRange(), at = part.firstChild.data.indexOf(word);
            range.setStart(part.firstChild, at);
            range.setEnd(part.firstChild, at + word.length);
            scrollBy(0, range.getBoundingClientRect().top - innerHeight / 2);
            return part.getAttribute('aria-hidden')";
        for number in [7812_u32, 640] {
            let word = json!(format!("chú thích {number} hết"));
            // They are written in idle moments, of which a busy machine has few.
            b.wait_at_most(Duration::from_secs(60), "the words of all captions", async || {
                let found = b.js(find, vec![word.clone()]).await;
                if found == "true" { Ok(()) } else { Err(found.to_string()) }
            })
            .await;
            until_in_the_middle(b, number - 12, number + 12).await;
        }
        let shown = "return document.querySelectorAll('.album-rows__captions:not([hidden])').length";
        assert_eq!(b.js(shown, vec![]).await, 1, "the one before is hidden again");
    }

    fn another_width_of_the_page_leaves_the_reader_at_the_same_photo in [chromium, firefox, webkit] (b, server) {
        lengthen(server, 1000);
        open_album(b, 1280).await;
        b.js("scrollTo(0, document.documentElement.scrollHeight / 3)", vec![]).await;
        until_in_the_middle(b, 300, 370).await;
        let (mut name, mut top) = at_edge(b).await;
        for width in [900, 700, 1200] {
            b.resize(width, 800).await;
            b.wait_for(&format!("{name} at {top} px of the screen"), async || {
                let script = "const link = [...document.querySelectorAll('.album-rows img')].find((it) => it.alt === arguments[0]);
                    const last = [...document.querySelectorAll('.album-rows__item')].map((it) => it.getBoundingClientRect().right);
                    const list = document.querySelector('.album-rows').getBoundingClientRect();
                    return [link ? Math.round(link.getBoundingClientRect().top) : -9999, Math.max(...last) <= list.right + 1]";
                let found = b.js(script, vec![json!(name)]).await;
                let is_there = (found[0].as_i64().unwrap_or_default() - top).abs() <= 2 && found[1] == true;
                if is_there { Ok(()) } else { Err(found.to_string()) }
            })
            .await;
            (name, top) = at_edge(b).await;
        }
    }

    fn photos_of_unknown_size_find_their_shape_and_nothing_that_is_seen_moves in [chromium, firefox, webkit] (b, server) {
        edit(server, &|photos: &mut Vec<Value>| {
            for photo in photos {
                for key in ["width", "height"] {
                    photo.as_object_mut().unwrap().remove(key);
                }
            }
        });
        open_album(b, 1280).await;
        let before = at_edge(b).await;
        let script = "const all = [...document.querySelectorAll('.album-rows img')];
            all.forEach((it) => { it.loading = 'eager' });
            return all.every((it) => it.complete && it.naturalWidth > 0)";
        b.wait_until("all photos", async || b.js(script, vec![]).await == true).await;
        b.wait_for("the last photo in its own shape", async || {
            let found = places(b).await;
            let [.., off] = *found.last().unwrap();
            if off < 0.05 { Ok(()) } else { Err(format!("{found:?}")) }
        })
        .await;
        assert_eq!(at_edge(b).await, before);
        // In the viewer as well.
        b.inside("main", "").click("link", "Ảnh 3: *").await;
        until_photo(b, LONG, 3, 24).await;
        let script = "const box = document.querySelector('.viewer__slide--loaded:not([inert]) .viewer__box'), photo = box?.querySelector('.viewer__photo');
            const { width, height } = box?.getBoundingClientRect() ?? {};
            return box ? width > 200 && Math.abs(width / height / (photo.naturalWidth / photo.naturalHeight) - 1) < 0.01 : false";
        b.wait_until("the photo in its own shape", async || b.js(script, vec![]).await == true).await;
    }

    fn an_album_stands_in_columns_or_as_squares_where_the_settings_say_so in [chromium, firefox, webkit] (b, server) {
        for layout in ["masonry", "tiles"] {
            change(server, "site.json", |site| site["gallery"] = json!({ "layout": layout }));
            open_album(b, 1280).await;
            let script = "return [...document.querySelectorAll('.album-rows img')].every((it) => { it.loading = 'eager'; return it.complete && it.naturalWidth > 0 })";
            b.wait_until("all photos", async || b.js(script, vec![]).await == true).await;
            let found = places(b).await;
            assert_eq!(found.len(), 24);
            let width = found[0][0];
            for [across, along, off] in found {
                assert!((across - width).abs() <= 1.5, "{layout}: one width, found {across} and {width}");
                let is_right = if layout == "tiles" { (across - along).abs() <= 1.5 } else { off < 0.03 };
                assert!(is_right, "{layout}: {across} × {along}, off by {off}");
            }
        }
    }
}
