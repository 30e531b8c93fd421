//! `press build --search pagefind`: an index of whole texts beside the pages, made again only where a text has changed.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::time::SystemTime;

use flate2::read::GzDecoder;
use serde_json::Value;

use crate::press_site::{Portal, files, text};

type Files = BTreeMap<String, Vec<u8>>;

fn press(portal: &Portal, search: &str, out: &str) -> Value {
    let output = portal.press_with(&["--search", search], out);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn pressed(portal: &Portal, search: &str, out: &str) -> Files {
    press(portal, search, out);
    files(&portal.folder.join(out))
}

/// What is in the files of the index with this ending, of one language.
fn opened(files: &Files, language: &str, ending: &str) -> Vec<Vec<u8>> {
    let of_it =
        |name: &str| name.starts_with("pagefind/") && name.ends_with(ending) && name.contains(&format!("{language}_"));
    let open = |bytes: &Vec<u8>| {
        let mut whole = vec![];
        GzDecoder::new(&bytes[..]).read_to_end(&mut whole).unwrap();
        whole.strip_prefix(b"pagefind_dcd").expect("expected Pagefind's sign").to_vec()
    };
    files.iter().filter(|(name, _)| of_it(name)).map(|(_, bytes)| open(bytes)).collect()
}

fn has_word(files: &Files, language: &str, word: &str) -> bool {
    // As CBOR has a text of less than 24 bytes: its length, and its letters.
    let sought = [&[0x60 + word.len() as u8], word.as_bytes()].concat();
    opened(files, language, ".pf_index").iter().any(|index| index.windows(sought.len()).any(|part| part == sought))
}

/// What is kept of each text, by its address.
fn fragments(files: &Files, language: &str) -> BTreeMap<String, Value> {
    let read = |bytes: Vec<u8>| -> Value { serde_json::from_slice(&bytes).unwrap() };
    let all = opened(files, language, ".pf_fragment").into_iter().map(read);
    all.map(|fragment| (fragment["url"].as_str().unwrap().to_owned(), fragment)).collect()
}

#[test]
fn words_that_stand_in_a_text_alone_are_in_the_index() {
    let portal = Portal::under("search-words", 3, "/tin/");
    portal.write(3, " Đoàn xem kỳ nhông.");
    let files = pressed(&portal, "pagefind", "out");
    // As they are looked for: without accents, and `đ` as any d with a mark.
    for word in ["nhong", "nhông", "doan", "ḓoàn", "gioi", "do"] {
        assert!(has_word(&files, "vi", word), "{word}");
    }
    assert!(!has_word(&files, "en", "nhong"), "the English edition has another text");
    let texts = fragments(&files, "vi");
    let addresses: Vec<&String> = texts.keys().collect();
    assert_eq!(addresses, ["/article/tin-1/", "/article/tin-2/", "/article/tin-3/", "/page/gioi-thieu/"]);
    let one = &texts["/article/tin-1/"];
    assert_eq!(one["content"], "Tóm tắt. Văn bản số 1, tin ḓầu. Ḓoàn xem kỳ nhông. Chú thích 1.");
    assert_eq!(one["meta"]["title"], "Tin số 1");
    assert_eq!(one["meta"]["terms"], "ḓo lường, Nông thôn");
    let addresses: Vec<String> = fragments(&files, "en").into_keys().collect();
    assert_eq!(addresses, ["/en/article/tin-1/", "/en/page/gioi-thieu/"]);
    let own: Vec<&str> =
        files.keys().filter_map(|name| name.strip_prefix("pagefind/")).filter(|name| !name.contains('/')).collect();
    let named = |start: &str| own.iter().filter(|name| name.starts_with(start)).count();
    assert_eq!((own.len(), named("pagefind."), named("wasm.")), (6, 3, 2), "{own:?}");
    // What answers the portal's questions: the page's script, which knows where the portal lies, and the file without it.
    let html = text(&files, "search/index.html");
    assert!(html.contains("import(\"/tin/search.js\")"), "{html}");
    assert!(text(&files, "search.js").contains("./pagefind/pagefind.js"));
    assert_eq!(text(&files, "content/vi/search.json"), "{\"items\":[]}");
    let site: Value = serde_json::from_str(text(&files, "site.json")).unwrap();
    assert_eq!(site["source"]["list"]["search"]["url"], "search.json?words={words}&page={page}&size={size}");
}

#[test]
fn where_nothing_is_new_the_index_stays_as_it_lies() {
    let portal = Portal::new("search-same", 3);
    press(&portal, "pagefind", "out");
    let changed = || -> BTreeMap<String, SystemTime> {
        let names = files(&portal.folder.join("out")).into_keys();
        let at = |name: &String| fs::metadata(portal.folder.join("out").join(name)).unwrap().modified().unwrap();
        names.map(|name| (name.clone(), at(&name))).collect()
    };
    let before = changed();
    assert_eq!(press(&portal, "pagefind", "out")["files"], 0);
    assert_eq!(changed(), before);
}

#[test]
fn a_text_that_changes_comes_and_goes_gives_the_index_of_a_clean_build() {
    let portal = Portal::new("search-change", 30);
    press(&portal, "pagefind", "out");
    for (articles, more) in [(30, " Kỳ nhông."), (31, " Kỳ nhông."), (29, "")] {
        portal.write(articles, more);
        let (after, clean) = (pressed(&portal, "pagefind", "out"), pressed(&portal, "pagefind", "clean"));
        let differ: Vec<&String> =
            after.keys().chain(clean.keys()).filter(|name| after.get(*name) != clean.get(*name)).collect();
        assert_eq!(differ, Vec::<&String>::new(), "{articles} articles");
        assert_eq!(has_word(&after, "vi", "nhong"), !more.is_empty());
        assert_eq!(fragments(&after, "vi").len(), articles + 1, "an article that was withdrawn is gone");
        fs::remove_dir_all(portal.folder.join("clean")).unwrap();
        fs::remove_dir_all(portal.folder.join(".clean.press")).unwrap();
    }
}

#[test]
fn a_change_leaves_the_texts_of_other_articles_where_they_lie() {
    let portal = Portal::new("search-few", 30);
    press(&portal, "pagefind", "out");
    let texts = |files: &Files| -> Files {
        files
            .iter()
            .filter(|(name, _)| name.ends_with(".pf_fragment"))
            .map(|(name, bytes)| (name.clone(), bytes.clone()))
            .collect()
    };
    let out = portal.folder.join("out");
    let before = texts(&files(&out));
    let time = |name: &String| fs::metadata(out.join(name)).unwrap().modified().unwrap();
    let times: BTreeMap<&String, SystemTime> = before.keys().map(|name| (name, time(name))).collect();
    portal.write(30, " Kỳ nhông.");
    let after = texts(&pressed(&portal, "pagefind", "out"));
    let stayed: Vec<&String> = before.keys().filter(|name| after.contains_key(*name)).collect();
    assert_eq!((before.len(), stayed.len()), (33, 32));
    for name in stayed {
        assert_eq!(time(name), times[name], "{name} was written again");
    }
}

#[test]
fn a_search_through_headlines_has_no_index() {
    let portal = Portal::new("search-none", 3);
    let is_of_index =
        |name: &&String| name.starts_with("pagefind/") || *name == "search.js" || name.ends_with("/search.json");
    let plain = pressed(&portal, "headlines", "out");
    assert_eq!(plain.keys().find(is_of_index), None);
    assert!(!text(&plain, "index.html").contains("Proxy") && text(&plain, "index.html").contains("window.early = {}"));
    assert!(pressed(&portal, "pagefind", "out").keys().any(|name| name.starts_with("pagefind/")));
    assert_eq!(pressed(&portal, "headlines", "out"), plain, "switched off, nothing of it stays");
    assert_eq!(portal.pressed("default"), plain);
}
