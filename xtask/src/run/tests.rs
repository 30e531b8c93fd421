//! What the other commands rely on: nothing half-made stays, and no program outlives us.

use super::*;

fn scratch(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("ban-tin-run-{name}-{}", std::process::id()))
}

#[test]
fn an_unfinished_folder_goes_and_a_finished_one_replaces_the_old() {
    let base = scratch("folder");
    let place = base.join("tool-1.2.3");
    let begin = |text: &str| {
        let folder = Unfinished::create(base.join(".unfinished-tool-1.2.3")).unwrap();
        fs::write(folder.path.join("file"), text).unwrap();
        folder
    };
    drop(begin("broken off"));
    assert_eq!(fs::read_dir(&base).unwrap().count(), 0);
    for text in ["first", "second"] {
        begin(text).finish(&place).unwrap();
        assert_eq!(fs::read_to_string(place.join("file")).unwrap(), text);
        assert_eq!(fs::read_dir(&base).unwrap().count(), 1);
    }
    fs::remove_dir_all(&base).unwrap();
}

#[cfg(unix)]
#[test]
fn a_program_and_its_children_end_when_its_value_goes() {
    let mut command = Command::new("sh");
    command.args(["-c", "sleep 60 & echo $!; wait"]).stdout(Stdio::piped());
    let mut running = Running::start(&mut command).unwrap();
    let mut output = running.stdout().unwrap();
    let mut first = [0];
    std::io::Read::read_exact(&mut output, &mut first).unwrap();
    let group = running.child.id();
    assert!(group_lives(group));
    drop(running);
    // The pipe closes when the last of the group, the sleep included, has ended.
    std::io::Read::read_to_end(&mut output, &mut Vec::new()).unwrap();
    assert!(open(|open| !open.children.contains(&group)));
}

#[test]
fn a_failing_program_is_named_with_its_arguments() {
    let error = check(Command::new("sh").args(["-c", "exit 3"])).unwrap_err().to_string();
    assert!(error.starts_with("sh -c exit 3 failed") && error.contains('3'), "{error}");
    let error = check(&mut Command::new("a-program-that-is-not-there")).unwrap_err().to_string();
    assert!(error.contains("could not start a-program-that-is-not-there"), "{error}");
}

#[test]
fn times_are_short_to_read() {
    assert_eq!(took(Duration::from_millis(430)), "0.4 s");
    assert_eq!(took(Duration::from_secs(12)), "12 s");
    assert_eq!(took(Duration::from_secs(185)), "3 min 05 s");
}
