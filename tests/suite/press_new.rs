//! `press new` as a person types it: the file, its head, and that nothing is ever written over.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::corpus;
use crate::press_serve_run::Folder;

/// Exit code, what it printed, what it warned of.
fn new(folder: &Folder, args: &[&str]) -> (i32, String, String) {
    let site = corpus::root().join("public/site.json");
    let mut command = Command::new(env!("CARGO_BIN_EXE_press"));
    command.arg("new").args(args).arg("--dir").arg(folder.0.join("content"));
    if !args.contains(&"--site") {
        command.arg("--site").arg(site);
    }
    command.env_remove("VISUAL").env_remove("EDITOR").stdin(Stdio::null());
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn read(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.0.join("content").join(name)).unwrap()
}

#[test]
fn a_new_article_has_its_head_and_examples_in_its_language() {
    let folder = Folder::new(&[]);
    let title = "Ngày hội \"Khoa học\" 18/5: đo lường & đời sống";
    let args = [title, "--category", "su-kien", "--category", "do-luong", "--date", "2026-05-18T09:00"];
    let (code, said, warned) = new(&folder, &args);
    assert_eq!((code, warned.as_str()), (0, ""));
    let path = said.lines().next().unwrap();
    assert!(Path::new(path).ends_with("content/ngay-hoi-khoa-hoc-18-5-do-luong-doi-song.md"), "{path}");
    assert!(said.contains("cargo press import ") && said.contains("--language vi"), "{said}");
    let text = std::fs::read_to_string(path).unwrap();
    let (head, body) = text.strip_prefix("+++\n").unwrap().split_once("\n+++\n").unwrap();
    let lines: Vec<&str> = head.lines().filter(|line| !line.starts_with('#')).collect();
    let expected = [
        r#"title = "Ngày hội \"Khoa học\" 18/5: đo lường & đời sống""#,
        "date = 2026-05-18T09:00:00+07:00",
        "draft = false",
        r#"description = """#,
        r#"categories = ["su-kien", "do-luong"]"#,
        "tags = []",
        r#"image = """#,
        r#"image_alt = """#,
        r#"image_caption = """#,
    ];
    assert_eq!(lines, expected);
    for sign in ["![Các gian hàng", "\n> ", "[^1]: ", "| --- | --: |", "](/article/"] {
        assert!(body.contains(sign), "{sign}");
    }
    // The examples stand in one comment: forgotten, they are not published.
    let (opening, rest) = body.split_once("<!--").unwrap();
    assert!(opening.contains("đoạn mở đầu") && rest.trim_end().ends_with("-->") && rest.matches("-->").count() == 1);

    new(&folder, &["Science Day", "--language", "en"]);
    let text = read(&folder, "science-day.md");
    assert!(text.contains("Write the opening here") && !text.contains("Viết"), "{text}");
}

#[test]
fn a_file_that_is_there_is_never_written_over() {
    let folder = Folder::new(&[("content/hoi-nghi.md", b"mine")]);
    for n in 2..4 {
        let (code, said, warned) = new(&folder, &["Hội nghị"]);
        assert_eq!(code, 0);
        assert!(said.lines().next().unwrap().ends_with(&format!("hoi-nghi-{n}.md")), "{said}");
        assert!(warned.contains("hoi-nghi.md is there already"), "{warned}");
    }
    assert_eq!(read(&folder, "hoi-nghi.md"), "mine");
}

#[test]
fn without_settings_an_article_is_begun_in_vietnamese_now() {
    let folder = Folder::new(&[]);
    let (code, _, _) = new(&folder, &["新闻", "--site", "no/such/site.json"]);
    assert_eq!(code, 0);
    let text = read(&folder, "bai-viet.md");
    let date = text.lines().find_map(|line| line.strip_prefix("date = ")).unwrap();
    assert!(date.len() == 25 && date.ends_with("+07:00"), "{date}");
}

#[test]
fn a_wrong_command_says_what_was_expected_and_writes_nothing() {
    let folder = Folder::new(&[("site.json", b"{")]);
    let broken = folder.0.join("site.json");
    for (args, expected) in [
        (&["  "][..], "expected a headline"),
        (&["A", "--date", "18/5/2026"], "expected a date such as 2026-05-18"),
        (&["A", "--language", "fr"], "expected one of the portal's languages, vi, en"),
        (&["A", "--category", "Sự kiện"], "--category su-kien"),
        (&["A", "--site", broken.to_str().unwrap()], "expected JSON in"),
    ] {
        let (code, _, warned) = new(&folder, args);
        assert_eq!(code, 2, "{args:?}");
        assert!(warned.contains(expected), "{warned}");
    }
    assert!(!folder.0.join("content").exists());
    let (code, _, warned) = new(&folder, &["A", "--edit"]);
    assert_eq!(code, 1);
    assert!(warned.contains("expected an editor in $VISUAL or $EDITOR"), "{warned}");
    assert!(folder.0.join("content/a.md").exists(), "it is written, and can be opened by hand");
}
