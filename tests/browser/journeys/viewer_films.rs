//! Films of an album: in its list, in the viewer, on their plain pages.

use serde_json::{Value, json};

use super::albums::until_laid;
use super::sample::{ALBUM, ALBUM_TITLE, change, open};
use super::viewer::{until_closed, until_photo};
use crate::browser::Browser;
use crate::journeys;
use crate::server::{Rule, Server};

const FILM: &str = "/content/video/phim.wav";
const FRAME: &str = "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ";
const SHOW: &str = "Hiện nội dung của YouTube";
const SHOWN: &str = "document.querySelector('dialog .viewer__slide:not([inert])')";

/// Silence of so many seconds, which every browser plays as a film without pictures: a WAV file of 8-bit samples.
pub fn film(seconds: u32) -> Rule {
    const RATE: u32 = 8000;
    let n_samples = RATE * seconds;
    let (whole, chunk) = ((n_samples + 36).to_le_bytes(), 16_u32.to_le_bytes());
    // Plain samples, one channel, and how many bytes a second and a sample have.
    let form = [&[1, 0, 1, 0][..], &RATE.to_le_bytes(), &RATE.to_le_bytes(), &[1, 0, 8, 0]].concat();
    let samples = vec![0x80; n_samples as usize];
    let head = [b"RIFF", &whole[..], b"WAVEfmt ", &chunk, &form, b"data", &n_samples.to_le_bytes()].concat();
    Rule::answer(200, "audio/wav", [head, samples].concat())
}

/// The second and the third photo of the album are posters of films: a file and one of another site.
fn with_films(b: &Browser, server: &Server) {
    for part in ["youtube", "ERR_", "Failed to load resource"] {
        // There is no network.
        b.allow_console(part);
    }
    server.rule(FILM, film(30));
    change(server, "content/vi/albums.json", |feed| {
        let is_it = |item: &&mut Value| ALBUM.contains(item["_bantin"]["slug"].as_str().unwrap_or("-"));
        let album = feed["items"].as_array_mut().unwrap().iter_mut().find(is_it).unwrap();
        album["_bantin"]["photos"][1]["video"] = json!("../video/phim.wav");
        album["_bantin"]["photos"][2]["embed"] = json!("https://www.youtube.com/watch?v=aqz-KE-bpKQ");
    });
}

async fn enter(b: &Browser, server: &Server, number: u32) {
    with_films(b, server);
    b.resize(1280, 800).await;
    b.open(&format!("{ALBUM}{number}/")).await;
    until_photo(b, ALBUM, number, 8).await;
}

/// What a script says of the film on the stage, which it calls `film`.
async fn ask(b: &Browser, script: &str) -> Value {
    b.js(&format!("const film = {SHOWN}.querySelector('video'); {script}"), vec![]).await
}

async fn play(b: &Browser) {
    ask(b, "film.muted = true; film.play().catch(() => {})").await;
}

async fn until_playing(b: &Browser) {
    b.wait_until("the film playing", async || ask(b, "return !film.paused && film.currentTime > 0").await == true)
        .await;
}

async fn count(b: &Browser, selector: &str) -> Value {
    b.js(&format!("return document.querySelectorAll({selector:?}).length"), vec![]).await
}

journeys! {
    fn films_are_told_from_photos_in_the_list in [chromium, firefox, webkit] (b, server) {
        with_films(b, server);
        b.resize(1280, 800).await;
        open(b, (ALBUM, ALBUM_TITLE)).await;
        until_laid(b).await;
        let names = b.inside("main", "").names("link").await;
        for (start, n) in [("Phim 2: ", 1), ("Phim 3: ", 1), ("Phim", 2), ("Ảnh 2", 0), ("Ảnh 1: ", 1)] {
            assert_eq!(names.iter().filter(|name| name.starts_with(start)).count(), n, "{start}: {names:#?}");
        }
        assert_eq!(count(b, ".album-rows__link--film").await, 2);
        b.assert_axe().await;
        b.inside("main", "").click("link", "Phim 2: *").await;
        until_photo(b, ALBUM, 2, 8).await;
        b.until_title("Phim 2 – Cuộc thi robot dành cho học sinh năm 2025 – Sở Khoa học và Công nghệ tỉnh Hà Nam").await;
        b.press("Escape").await;
        until_closed(b, ALBUM).await;
    }

    fn a_films_file_is_played_by_the_browsers_own_player in [chromium, firefox, webkit] (b, server) {
        enter(b, server, 2).await;
        let has = "return ['controls', 'playsinline'].every((name) => film.hasAttribute(name)) && film.preload === 'none'
            && film.poster.includes('/content/images/') && film.paused && film.getBoundingClientRect().width > 600";
        assert_eq!(ask(b, has).await, true);
        assert_eq!(server.count(FILM), 0, "nothing is loaded before it is wanted");
        b.wait_for("Phim 2 / 8 to be told", async || {
            let told = b.js("return document.querySelector('.viewer__live').textContent", vec![]).await;
            if told.as_str().unwrap_or_default().starts_with("Phim 2 / 8. ") { Ok(()) } else { Err(told.to_string()) }
        })
        .await;
        let file = "return document.querySelector('a.viewer__download').href";
        assert!(b.js(file, vec![]).await.as_str().unwrap().ends_with(FILM));
        for name in ["Phóng to", "Xoay ảnh"] {
            assert_eq!(b.inside("dialog", "").count("button", name).await, 0, "{name}");
        }
        b.assert_axe().await;
        b.press("i").await;
        b.wait_until("its file among what is known", async || b.text("definition list", "").await.contains("phim.wav")).await;
        b.press("i").await;
        // Nothing zooms or turns it.
        let box_of = "const box = film.getBoundingClientRect(); return [box.width, box.height].map(Math.round)";
        let before = ask(b, box_of).await;
        b.press("Plus r z").await;
        assert_eq!(ask(b, box_of).await, before);
        play(b).await;
        until_playing(b).await;
        b.press("ArrowRight").await;
        until_photo(b, ALBUM, 3, 8).await;
        let paused = "return [...document.querySelectorAll('dialog video')].map((it) => it.paused)";
        assert_eq!(b.js(paused, vec![]).await, json!([true]), "who steps away hears no more of it");
        for name in ["viewer__download", "viewer__tool[aria-label='Phóng to']"] {
            assert_eq!(b.js(&format!("return page.shown(document.querySelector(\".{name}\"))"), vec![]).await, false);
        }
        b.press("ArrowRight").await;
        until_photo(b, ALBUM, 4, 8).await;
        assert_eq!(b.inside("dialog", "").count("button", "Phóng to").await, 1);
    }

    fn with_the_focus_on_a_film_arrows_step_and_space_plays_it in [chromium, firefox] (b, server) {
        enter(b, server, 2).await;
        ask(b, "film.muted = true; film.focus()").await;
        b.press("Space").await;
        until_playing(b).await;
        b.press("Space").await;
        b.wait_until("the film paused", async || ask(b, "return film.paused").await == true).await;
        b.press("ArrowLeft").await;
        until_photo(b, ALBUM, 1, 8).await;
    }

    fn a_film_of_another_site_comes_when_the_reader_asks_for_it_and_goes_with_the_step in [chromium, firefox, webkit] (b, server) {
        enter(b, server, 3).await;
        assert_eq!(count(b, "iframe").await, 0);
        b.assert_axe().await;
        b.inside("dialog", "").click("button", SHOW).await;
        b.until("the frame", FRAME, async || b.attribute("dialog iframe", "src").await.unwrap_or_default()).await;
        let sandbox = b.attribute("dialog iframe", "sandbox").await.unwrap_or_default();
        assert!(!sandbox.contains("top-navigation") && sandbox.contains("allow-scripts"), "{sandbox}");
        assert_eq!(b.inside("dialog", "").count("button", SHOW).await, 0);
        // Firefox's driver sometimes says of a click with which a frame goes that it failed, and a second one would follow.
        b.js("page.find('button', 'Ảnh sau', [['dialog', '']])[0].click()", vec![]).await;
        until_photo(b, ALBUM, 4, 8).await;
        assert_eq!(count(b, "iframe").await, 0);
        b.press("ArrowLeft").await;
        until_photo(b, ALBUM, 3, 8).await;
        assert_eq!(b.inside("dialog", "").count("button", SHOW).await, 1);
    }

    // WebKit plays in fits where nobody listens.
    fn a_slideshow_waits_until_a_film_has_ended in [chromium, firefox] (b, server) {
        enter(b, server, 2).await;
        server.rule(FILM, film(8));
        b.js("localStorage.setItem('viewer seconds', '3')", vec![]).await;
        b.reload().await;
        until_photo(b, ALBUM, 2, 8).await;
        play(b).await;
        until_playing(b).await;
        b.inside("dialog", "").click("button", "Tự chuyển ảnh").await;
        b.wait_until("five seconds of the film", async || ask(b, "return film.currentTime > 5").await == true).await;
        until_photo(b, ALBUM, 2, 8).await;
        until_photo(b, ALBUM, 3, 8).await;
    }

    fn a_film_that_fails_says_so_and_can_be_tried_again in [chromium, firefox, webkit] (b, server) {
        enter(b, server, 2).await;
        server.rule(FILM, Rule::missing());
        for part in ["phim.wav", "resource: <video>"] {
            b.allow_console(part);
        }
        let notice = format!("const it = {SHOWN}.querySelector('.viewer__failed'); return page.shown(it) ? page.tidy(it.innerText) : ''");
        let notice = async || b.js(&notice, vec![]).await.as_str().unwrap_or_default().to_owned();
        play(b).await;
        b.until("the notice", "Không tải được phim này. Thử lại", notice).await;
        b.assert_axe().await;
        server.rule(FILM, film(2));
        b.inside("dialog", "").click("button", "Thử lại").await;
        b.until("no notice", "", notice).await;
        b.wait_until("the film there", async || ask(b, "return film.readyState > 0").await == true).await;
        play(b).await;
        until_playing(b).await;
    }

    fn without_the_viewer_films_have_pages_that_play_them in [chromium, firefox, webkit] (b, server) {
        with_films(b, server);
        b.allow_console("to show photos with, found none");
        server.rule("/gallery.js", Rule::missing());
        b.resize(1280, 800).await;
        b.open(&format!("{ALBUM}2/")).await;
        b.until_h1(&format!("{ALBUM_TITLE} Phim 2 / 8")).await;
        assert_eq!(b.attribute("main video", "preload").await.as_deref(), Some("none"));
        assert_eq!(server.count(FILM), 0);
        b.assert_axe().await;
        b.js("const film = document.querySelector('main video'); film.muted = true; film.play().catch(() => {})", vec![]).await;
        server.until_requested(FILM, 1).await;
        b.click("link", "Ảnh sau").await;
        b.until_h1(&format!("{ALBUM_TITLE} Phim 3 / 8")).await;
        assert_eq!(count(b, "iframe").await, 0);
        b.assert_axe().await;
        b.inside("main", "").click("button", "Hội trường đông người*").await;
        b.until("the frame", FRAME, async || b.attribute("main iframe", "src").await.unwrap_or_default()).await;
    }
}
