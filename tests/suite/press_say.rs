//! What `press` says, to whom: to whoever has hung up nothing, a bar to a terminal alone.

use std::process::{Command, Stdio};

use crate::press_site::Portal;

const BUILD: [&str; 7] = ["build", "--app", "app", "--compress", "none", "--images", "link"];

fn press(portal: &Portal, arguments: &[&str]) -> Command {
    let mut press = Command::new(env!("CARGO_BIN_EXE_press"));
    press.current_dir(&portal.folder).args(arguments).stdin(Stdio::null());
    press
}

#[test]
fn whoever_hangs_up_ends_no_work() {
    let portal = Portal::new("say", 3);
    portal.put("bai/mot.md", "+++\ntitle = \"Một\"\ndate = 2026-05-18\n+++\nMột.\n");
    let build = [&BUILD[..], &["--out", "out"]].concat();
    for arguments in [
        &build[..],
        &["check", "--site", "public/site.json"],
        &["import", "bai", "--out", "content", "--site", "public/site.json"],
        &["new", "Hai", "--dir", "bai", "--site", "public/site.json"],
        &["--help"],
    ] {
        let expected = press(&portal, arguments).output().unwrap().status;
        for is_stderr_closed in [false, true] {
            let mut press = press(&portal, arguments);
            press.stdout(Stdio::piped()).stderr(Stdio::piped());
            let mut running = press.spawn().unwrap();
            // As `| head` does once it has its lines.
            drop(running.stdout.take());
            if is_stderr_closed {
                drop(running.stderr.take());
            }
            let output = running.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(!said.contains("panicked"), "{arguments:?}: {said}");
            assert_eq!(output.status, expected, "{arguments:?}: {said}");
        }
    }
    assert!(portal.folder.join("out/index.html").is_file() && portal.folder.join("bai/hai.md").is_file());
}

#[test]
fn there_is_a_bar_on_a_terminal_alone() {
    let portal = Portal::new("bar", 40);
    let output = press(&portal, &[&BUILD[..], &["--out", "out"]].concat()).output().unwrap();
    for text in [output.stdout, output.stderr] {
        let is_control = |byte: &&u8| **byte < b' ' && **byte != b'\n';
        assert_eq!(text.iter().find(is_control), None, "{}", String::from_utf8_lossy(&text));
    }
    let at_terminal = |more: &str| {
        let line =
            format!("stty cols 100; exec {} {} --out again{more} 2>&1", env!("CARGO_BIN_EXE_press"), BUILD.join(" "));
        let mut script = Command::new("script");
        script.current_dir(&portal.folder).args(["-qec", &line, "/dev/null"]).stdin(Stdio::null());
        let output = script.output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let Some(said) = at_terminal("") else {
        eprintln!("skipped: the bar itself, for there is no `script` (util-linux) that would be a terminal");
        return;
    };
    assert!(said.contains("Pages ") && said.contains(" of ") && said.contains('\x1b'), "{said:?}");
    assert!(said.contains("41 articles, "), "what is said in the end is said all the same: {said:?}");
    let said = at_terminal("2 --json").unwrap();
    assert!(said.starts_with('{') && !said.contains('\x1b'), "{said:?}");
}
