//! The viewer under fingers. In Chromium, whose driver has fingers.

use super::sample::{ALBUM, ALBUM_TITLE, change, open};
use super::viewer::{until_closed, until_photo};
use crate::browser::{Browser, Finger};
use crate::journeys;

/// A phone, and the middle of its photo.
const SIZE: (u32, u32) = (390, 844);
const X: i64 = 195;
const Y: i64 = 360;

/// Opens a photo of the album on a phone.
async fn enter(b: &Browser, number: u32) {
    b.resize(SIZE.0, SIZE.1).await;
    b.open(&format!("{ALBUM}{number}/")).await;
    until_photo(b, ALBUM, number, 8).await;
    b.wait_until("the photo itself", async || {
        b.js("return !!document.querySelector('.viewer__slide--loaded:not([inert])')", vec![]).await == true
    })
    .await;
}

/// Where the photo is on the screen: its middle and its width, in px.
const PLACE: &str = "(() => {
    const box = document.querySelector('dialog .viewer__slide:not([inert]) .viewer__box').getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2, box.width].map(Math.round) })()";

async fn place(b: &Browser, script: &str) -> [i64; 3] {
    let found = b.js(&format!("return {script}"), vec![]).await;
    [0, 1, 2].map(|n| found[n].as_i64().unwrap_or_default())
}

async fn photo(b: &Browser) -> [i64; 3] {
    place(b, PLACE).await
}

/// Has it noted where the photo is when a finger is lifted: see [`lifted`].
async fn note_lifting(b: &Browser) {
    let script = format!(
        "addEventListener('pointerup', () => {{
            window.testPlace = {PLACE};
            const lefts = [...document.querySelectorAll('dialog .viewer__slide[inert]')].map((it) => it.getBoundingClientRect().left);
            window.testNext = lefts.some((left) => left > 0 && left < innerWidth);
        }}, true)"
    );
    b.js(&script, vec![]).await;
}

/// Where the photo was when a finger was lifted last.
async fn lifted(b: &Browser) -> [i64; 3] {
    place(b, "window.testPlace").await
}

/// Waits until the photo is where it is wanted, and at rest.
async fn until_at(b: &Browser, what: &str, is_wanted: impl Fn([i64; 3]) -> bool) -> [i64; 3] {
    b.wait_for(what, async || {
        let found = photo(b).await;
        let is_at_rest = b.js("return document.getAnimations().length === 0", vec![]).await == true;
        if is_at_rest && is_wanted(found) { Ok(found) } else { Err(format!("{found:?}, at rest: {is_at_rest}")) }
    })
    .await
}

fn is_near(found: [i64; 3], wanted: [i64; 3]) -> bool {
    found.iter().zip(wanted).all(|(found, wanted)| (found - wanted).abs() <= 2)
}

fn tap(x: i64, y: i64) -> Finger {
    Finger::down(x, y).rest(30).up()
}

fn double_tap(x: i64, y: i64) -> Finger {
    tap(x, y).rest(60).again().rest(30).up()
}

/// Flicks a short way to this side until it brings a photo: on a busy machine a finger may come to be slow.
async fn flick(b: &Browser, x: i64, number: u32) {
    b.wait_for(&format!("a flick to bring photo {number}"), async || {
        b.touch(&[Finger::down(2 * X - x, Y).to(x, Y, 16).up()]).await;
        // The counter says it at once, the address a frame later.
        let found = b.js("return document.querySelector('.viewer__counter').textContent", vec![]).await;
        if found == format!("{number} / 8") { Ok(()) } else { Err(found.to_string()) }
    })
    .await;
    until_photo(b, ALBUM, number, 8).await;
}

/// Taps twice until it has this effect: on a busy machine the second tap may come too late.
async fn tap_twice(b: &Browser, what: &str, is_wanted: impl Fn([i64; 3]) -> bool) {
    b.wait_for(what, async || {
        b.touch(&[double_tap(X, Y)]).await;
        b.wait_until("rest", async || b.js("return document.getAnimations().length === 0", vec![]).await == true).await;
        let found = photo(b).await;
        if is_wanted(found) { Ok(()) } else { Err(format!("{found:?}")) }
    })
    .await;
}

/// Waits until the next photo is on its way from the side.
async fn until_photo_comes(b: &Browser, rest: [i64; 3]) {
    b.wait_until("the next photo on its way", async || {
        let counter = b.js("return document.querySelector('.viewer__counter').textContent", vec![]).await;
        counter == "3 / 8" && photo(b).await[0] > rest[0] + 20
    })
    .await;
}

/// How much of the bar is seen: `0` or `1`, or something between.
async fn bar(b: &Browser) -> String {
    let script = "return getComputedStyle(document.querySelector('.viewer__close')).opacity";
    b.js(script, vec![]).await.as_str().unwrap_or_default().to_owned()
}

/// Two fingers, so far apart, on either side of the photo's middle; then so far.
fn pinch(from: i64, to: i64) -> [Finger; 2] {
    [-1, 1].map(|side| Finger::down(X + side * from, Y).to(X + side * to, Y, 320).rest(80).up())
}

journeys! {
    fn a_swipe_follows_the_finger_and_brings_the_next_photo in [chromium] (b, server) {
        enter(b, 2).await;
        note_lifting(b).await;
        let rest = photo(b).await;
        b.touch(&[Finger::down(X + 120, Y).to(X - 60, Y + 4, 320).rest(160).up()]).await;
        let drawn = lifted(b).await;
        // All of the way but for the 8 px that make it a swipe.
        assert!(is_near(drawn, [rest[0] - 172, rest[1], rest[2]]), "from {rest:?} to {drawn:?}");
        assert_eq!(b.js("return window.testNext", vec![]).await, true, "the next photo comes into sight");
        until_photo(b, ALBUM, 3, 8).await;
        // A flick is enough, and in the other direction it goes back.
        flick(b, X + 40, 2).await;
        flick(b, X - 40, 3).await;
        until_at(b, "the photo in its place", |now| now[0] == rest[0]).await;
    }

    fn half_a_swipe_goes_back_to_its_place in [chromium] (b, server) {
        enter(b, 2).await;
        let rest = photo(b).await;
        for x in [X - 70, X + 70] {
            b.touch(&[Finger::down(X, Y).to(x, Y, 480).rest(160).up()]).await;
            until_at(b, "the photo in its place", |now| is_near(now, rest)).await;
            until_photo(b, ALBUM, 2, 8).await;
        }
        // Far, and then back again quickly: the last word counts.
        b.touch(&[Finger::down(X, Y).to(X - 150, Y, 320).to(X - 60, Y, 64).up()]).await;
        until_at(b, "the photo in its place", |now| is_near(now, rest)).await;
        until_photo(b, ALBUM, 2, 8).await;
    }

    fn beyond_the_last_photo_there_is_nothing in [chromium] (b, server) {
        enter(b, 8).await;
        let rest = photo(b).await;
        b.touch(&[Finger::down(X + 120, Y).to(X - 120, Y, 320).up()]).await;
        until_at(b, "the photo in its place", |now| is_near(now, rest)).await;
        until_photo(b, ALBUM, 8, 8).await;
    }

    fn from_right_to_left_a_swipe_goes_the_other_way in [chromium] (b, server) {
        change(server, "locales/vi.json", |locale| locale["direction"] = "rtl".into());
        enter(b, 2).await;
        b.touch(&[Finger::down(X - 100, Y).to(X + 100, Y, 160).up()]).await;
        until_photo(b, ALBUM, 3, 8).await;
        b.touch(&[Finger::down(X + 100, Y).to(X - 100, Y, 160).up()]).await;
        until_photo(b, ALBUM, 2, 8).await;
    }

    fn a_drag_down_closes_and_half_of_it_does_not in [chromium] (b, server) {
        b.resize(SIZE.0, SIZE.1).await;
        open(b, (ALBUM, ALBUM_TITLE)).await;
        b.inside("main", "").click("link", "Ảnh 2: *").await;
        until_photo(b, ALBUM, 2, 8).await;
        note_lifting(b).await;
        let rest = photo(b).await;
        b.touch(&[Finger::down(X, Y).to(X + 2, Y + 60, 480).rest(160).up()]).await;
        let drawn = lifted(b).await;
        assert!(is_near(drawn, [rest[0], rest[1] + 52, rest[2]]), "from {rest:?} to {drawn:?}");
        until_at(b, "the photo in its place", |now| is_near(now, rest)).await;
        until_photo(b, ALBUM, 2, 8).await;
        b.touch(&[Finger::down(X, Y).to(X, Y + 260, 320).up()]).await;
        until_closed(b, ALBUM).await;
        b.forward().await;
        until_photo(b, ALBUM, 2, 8).await;
        // Up is no way out.
        b.touch(&[Finger::down(X, Y).to(X, Y - 260, 320).up()]).await;
        until_photo(b, ALBUM, 2, 8).await;
    }

    fn two_fingers_zoom_and_what_is_zoomed_is_moved_not_left in [chromium] (b, server) {
        enter(b, 2).await;
        let rest = photo(b).await;
        b.touch(&pinch(40, 120)).await;
        let zoomed = until_at(b, "a larger photo", |now| now[2] > rest[2] * 2).await;
        assert!((zoomed[0] - X).abs() < 30, "what was between the fingers stays there: {zoomed:?}");
        b.touch(&[Finger::down(X, Y).to(X + 60, Y, 320).rest(160).up()]).await;
        let moved = until_at(b, "the photo further to the right", |now| now[0] > zoomed[0] + 40).await;
        assert_eq!(moved[2], zoomed[2]);
        until_photo(b, ALBUM, 2, 8).await;
        // However far and fast: it never leaves the screen.
        for x in [X + 180, X - 180] {
            b.touch(&[Finger::down(2 * X - x, Y).to(x, Y + 20, 48).up()]).await;
            let now = until_at(b, "the photo on the screen", |_| true).await;
            assert!(now[0] - now[2] / 2 <= 1 && now[0] + now[2] / 2 >= 389, "{now:?}");
        }
        b.press("0").await;
        until_at(b, "the whole photo", |now| is_near(now, rest)).await;
        until_photo(b, ALBUM, 2, 8).await;
    }

    fn two_fingers_that_draw_the_whole_photo_together_close_it in [chromium] (b, server) {
        enter(b, 2).await;
        let rest = photo(b).await;
        // A little is not enough.
        b.touch(&pinch(120, 105)).await;
        until_at(b, "the photo in its place", |now| is_near(now, rest)).await;
        until_photo(b, ALBUM, 2, 8).await;
        b.touch(&pinch(140, 50)).await;
        until_closed(b, ALBUM).await;
    }

    fn a_double_tap_zooms_and_another_one_back in [chromium] (b, server) {
        enter(b, 2).await;
        let rest = photo(b).await;
        tap_twice(b, "a larger photo", |now| now[2] > rest[2] * 3 / 2).await;
        tap_twice(b, "the whole photo", |now| is_near(now, rest)).await;
        b.until("the bar", "1", async || bar(b).await).await;
        until_photo(b, ALBUM, 2, 8).await;
    }

    fn a_finger_stops_what_moves in [chromium] (b, server) {
        // Slowly enough for any machine.
        b.before_every_page("const real = Element.prototype.animate;
            Element.prototype.animate = function (frames, how) {
                return real.call(this, frames, { ...how, duration: how.duration * (window.testSlowness ?? 1) });
            }").await;
        enter(b, 2).await;
        let rest = photo(b).await;
        tap_twice(b, "a larger photo", |now| now[2] > rest[2] * 3 / 2).await;
        let whole = photo(b).await;
        b.js("window.testSlowness = 60; document.querySelector('.viewer__stage').focus()", vec![]).await;
        b.press("0").await;
        b.press("z").await;
        b.wait_until("the photo on its way", async || photo(b).await[2] > rest[2] + 4).await;
        b.js("window.testSlowness = 1", vec![]).await;
        b.touch(&[Finger::down(X, Y).rest(60).to(X + 20, Y, 64).rest(160).up()]).await;
        let found = until_at(b, "the photo where it was stopped", |_| true).await;
        assert!(found[2] > rest[2] && found[2] < whole[2], "{rest:?}, {found:?}, {whole:?}");
        // A step is stopped, too, and goes on from there.
        b.press("0").await;
        until_at(b, "the whole photo", |now| is_near(now, rest)).await;
        b.js("window.testSlowness = 60", vec![]).await;
        b.press("ArrowRight").await;
        until_photo_comes(b, rest).await;
        b.js("window.testSlowness = 1", vec![]).await;
        b.touch(&[Finger::down(X, Y).rest(60).up()]).await;
        until_photo(b, ALBUM, 3, 8).await;
        until_at(b, "the photo in its place", |now| (now[0] - rest[0]).abs() <= 2).await;
    }

    fn a_tap_leaves_the_photo_alone_and_another_one_brings_the_rest_back in [chromium] (b, server) {
        enter(b, 2).await;
        b.touch(&[tap(X, Y)]).await;
        b.until("the bar", "0", async || bar(b).await).await;
        let script = "return ['.viewer__words', '.viewer__strip', '.viewer__counter'].map((it) => getComputedStyle(document.querySelector(it)).opacity).join()";
        b.until("all around it", "0,0,0", async || b.js(script, vec![]).await.as_str().unwrap().to_owned()).await;
        // What isn't seen can't be touched.
        let script = "const box = document.querySelector('.viewer__close').getBoundingClientRect();
            const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
            return there.closest('button') === null";
        assert_eq!(b.js(script, vec![]).await, true);
        b.touch(&[tap(X + 80, Y + 60)]).await;
        b.until("the bar", "1", async || bar(b).await).await;
        until_photo(b, ALBUM, 2, 8).await;
    }

    fn buttons_are_tapped_as_anywhere in [chromium] (b, server) {
        enter(b, 2).await;
        let script = "const box = page.find('button', arguments[0], [['dialog', '']])[0].getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2].map(Math.round)";
        let at = async |name: &str| {
            let found = b.js(script, vec![name.into()]).await;
            (found[0].as_i64().unwrap(), found[1].as_i64().unwrap())
        };
        let (x, y) = at("Ảnh sau").await;
        b.touch(&[tap(x, y)]).await;
        until_photo(b, ALBUM, 3, 8).await;
        assert_eq!(bar(b).await, "1");
        let (x, y) = at("Đóng").await;
        b.touch(&[tap(x, y)]).await;
        until_closed(b, ALBUM).await;
    }
}
