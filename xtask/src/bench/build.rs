//! One build by any of the programs: how long it took, how much memory, and what it wrote.

use std::collections::HashMap;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::dist;
use crate::run::{self, Doing, Result, Running, fail};

/// How long a build may take before it counts as failed.
const PATIENCE: Duration = Duration::from_secs(60 * 60);

/// What a build cost.
#[derive(Clone, Copy, Debug)]
pub struct Build {
    pub seconds: f64,
    /// What all processors together worked on it, which other programs on the machine change less; 0 where the system
    /// does not say it.
    pub processor_seconds: f64,
    /// At its largest.
    pub megabytes: u64,
}

/// Runs a program to its end; what it says goes to `log`, and the last of it into the error if it fails.
///
/// What was written before is on the disk when it begins: no build works while the one before it is still being written.
pub fn time(command: &mut Command, log: &Path) -> Result<Build> {
    let file = File::create(log).doing(|| format!("create {}", log.display()))?;
    let errors = file.try_clone().doing(|| format!("write {}", log.display()))?;
    command.stdin(Stdio::null()).stdout(file).stderr(errors);
    run::check(&mut Command::new("sync"))?;
    let before = processor_seconds();
    let start = Instant::now();
    let mut running = Running::start(command)?;
    let mut megabytes = 0;
    let status = loop {
        megabytes = megabytes.max(running.megabytes());
        if let Some(status) = running.ended()? {
            break status;
        }
        if start.elapsed() > PATIENCE {
            fail!("expected {} to end within {}, found it still at work", run::name(command), run::took(PATIENCE));
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let seconds = start.elapsed().as_secs_f64();
    if !status.success() {
        let text = fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        fail!("{} failed ({status}):\n{}", run::name(command), lines[lines.len().saturating_sub(15)..].join("\n"));
    }
    Ok(Build { seconds, processor_seconds: processor_seconds() - before, megabytes })
}

/// What all programs that we have started and that have ended took (proc(5), `cutime` and `cstime` of `stat`).
fn processor_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The program's name, in brackets, may hold anything; `cutime` is the 14th behind it.
    let behind = stat.rsplit_once(')').map_or("", |(_, behind)| behind);
    let ticks: f64 = behind.split_whitespace().skip(13).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
    // A hundredth of a second each, on every Linux that there is.
    ticks / 100.0
}

/// What a build wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Output {
    pub pages: usize,
    pub files: usize,
}

pub fn output(folder: &Path) -> Result<Output> {
    let files = dist::files(folder)?;
    let pages = files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "html")).count();
    Ok(Output { pages, files: files.len() })
}

/// The sizes of a folder's files, in million bytes.
pub fn megabytes(folder: &Path) -> Result<f64> {
    let mut bytes = 0;
    for file in dist::files(folder)? {
        bytes += fs::metadata(folder.join(&file)).doing(|| format!("read {}", file.display()))?.len();
    }
    // Far below 2⁵³.
    Ok(bytes as f64 / 1e6)
}

/// Every file of a folder, and what its bytes come to.
pub type Marks = HashMap<PathBuf, u64>;

pub fn marks(folder: &Path) -> Result<Marks> {
    let mark = |file: PathBuf| -> Result<(PathBuf, u64)> {
        let mut hasher = DefaultHasher::new();
        hasher.write(&fs::read(folder.join(&file)).doing(|| format!("read {}", file.display()))?);
        Ok((file, hasher.finish()))
    };
    dist::files(folder)?.into_par_iter().map(mark).collect()
}

/// How many files a host has to be sent after a build: those that are other than before, and those that are new.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Changes {
    pub rewritten: usize,
    pub new: usize,
}

pub fn changes(before: &Marks, after: &Marks) -> Changes {
    let mut changes = Changes::default();
    for (file, mark) in after {
        match before.get(file) {
            None => changes.new += 1,
            Some(old) if old != mark => changes.rewritten += 1,
            Some(_) => {}
        }
    }
    changes
}

/// Waits until the file system has forgotten what was removed.
///
/// Without a journal, ext4 gives no inode out again within a minute of its removal, or within six where its place on the
/// disk is yet to be written (fs/ext4/ialloc.c, `recently_deleted`), and goes over all such for each new file: Hugo's
/// 14,000 pages took three times as long right after as many files had been removed.
pub fn settle() -> Result {
    println!("  waiting six minutes for the file system …");
    run::check(&mut Command::new("sync"))?;
    std::thread::sleep(Duration::from_secs(362));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_changed_is_told_from_what_is_new() {
        let marks =
            |all: &[(&str, u64)]| all.iter().map(|(name, mark)| (PathBuf::from(name), *mark)).collect::<Marks>();
        let (before, after) = (marks(&[("a", 1), ("b", 2), ("c", 3)]), marks(&[("a", 1), ("b", 4), ("d", 5)]));
        assert_eq!(changes(&before, &after), Changes { rewritten: 1, new: 1 });
        assert_eq!(changes(&after, &after), Changes::default());
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_fails_is_told_with_its_last_words() {
        let folder = std::env::temp_dir().join(format!("ban-tin-bench-build-{}", std::process::id()));
        fs::create_dir_all(folder.join("a")).unwrap();
        let log = folder.join("log");
        let mut command = Command::new("sh");
        let error = time(command.args(["-c", "echo no template >&2; exit 3"]), &log).unwrap_err().to_string();
        assert!(error.contains("no template"), "{error}");
        fs::write(folder.join("a/index.html"), "a").unwrap();
        let build = time(Command::new("true").env("A", "b"), &log).unwrap();
        assert!(build.seconds < 10.0, "{build:?}");
        assert_eq!(output(&folder).unwrap(), Output { pages: 1, files: 2 });
        assert_eq!(marks(&folder).unwrap().len(), 2);
        fs::remove_dir_all(&folder).unwrap();
    }
}
