//! A live server's folders, ports and programs. All of it ends and goes when its value goes, also on Ctrl-C.

use std::fs::{self, File, TryLockError};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::run::{self, Doing, Result, Running, Unfinished, fail};
use crate::setup::Cache;

/// Where one kind of server is kept and where it runs. One of a kind at a time: the folders are fixed.
pub struct Home {
    name: &'static str,
    /// What was installed, for every later run.
    pub installed: PathBuf,
    /// What this run writes: databases, uploads. New and empty.
    pub run: Unfinished,
    logs: PathBuf,
    lock: File,
}

impl Home {
    /// Opens `live/<name>` of the cache, installing it first where it isn't there.
    ///
    /// `version` is part of the folder's name. `install` fills a folder, which then appears in its place whole.
    pub fn open(name: &'static str, version: &str, install: impl FnOnce(&Path, &Cache) -> Result) -> Result<Self> {
        let cache = Cache::open()?;
        let live = cache.folder.join("live");
        let logs = cache.folder.join("logs");
        for folder in [&live, &logs] {
            fs::create_dir_all(folder).doing(|| format!("create {}", folder.display()))?;
        }
        let lock = lock(&live.join(format!("{name}.lock")), name)?;
        let installed = live.join(format!("{name}-{version}"));
        if !installed.is_dir() {
            let start = Instant::now();
            println!("{name}: installing, which takes minutes …");
            let folder = Unfinished::create(live.join(format!(".unfinished-{name}")))?;
            install(&folder.path, &cache)?;
            folder.finish(&installed)?;
            println!("{name}: installed in {}", run::took(start.elapsed()));
        }
        let run = Unfinished::create(live.join(format!("{name}-run")))?;
        Ok(Self { name, installed, run, logs, lock })
    }

    /// A path in the run's folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.run.path.join(name)
    }

    /// Starts a server; its words go to a log of that name.
    pub fn start(&self, what: &'static str, command: &mut Command) -> Result<Server> {
        let log = self.logs.join(format!("live-{}-{what}.log", self.name));
        let file = File::create(&log).doing(|| format!("create {}", log.display()))?;
        let errors = file.try_clone().doing(|| format!("write {}", log.display()))?;
        // The lock is an empty file, so it reads as no input, and whoever has it open holds the lock: should we be
        // killed outright, nobody empties the folder under a server that is still at work.
        let lock = self.lock.try_clone().doing(|| "share the lock".into())?;
        let running = Running::start(command.stdin(lock).stdout(file).stderr(errors))?;
        Ok(Server { what, running, log })
    }
}

/// A server that ends when this value goes.
pub struct Server {
    what: &'static str,
    running: Running,
    log: PathBuf,
}

impl Server {
    /// Waits until it is ready.
    pub fn wait_until(&mut self, longest: Duration, mut ready: impl FnMut() -> bool) -> Result {
        let start = Instant::now();
        while !ready() {
            self.lives()?;
            if start.elapsed() > longest {
                fail!(
                    "expected {} to be ready within {}, found it still starting; all it said is in {}\n{}",
                    self.what,
                    run::took(longest),
                    self.log.display(),
                    self.last_words()
                );
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// An error with its last words if it has ended by itself.
    pub fn lives(&mut self) -> Result {
        match self.running.ended()? {
            None => Ok(()),
            Some(status) => fail!(
                "expected {} to go on, found that it had ended ({status}); all it said is in {}\n{}",
                self.what,
                self.log.display(),
                self.last_words()
            ),
        }
    }

    fn last_words(&self) -> String {
        let text = fs::read(&self.log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        let lines: Vec<_> = text.lines().collect();
        lines[lines.len().saturating_sub(15)..].iter().map(|line| format!("    {line}\n")).collect()
    }
}

/// Ours alone, or an error: two runs would write into the same folder.
fn lock(path: &Path, name: &str) -> Result<File> {
    let file = File::create(path).doing(|| format!("create {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => fail!(
            "expected no other `cargo xtask live {name}` on this machine, found one at work (or a server that one left \
             behind when it was killed); end it, then the same command again"
        ),
        Err(TryLockError::Error(error)) => fail!("could not lock {}: {error}", path.display()),
    }
}

/// A port of 127.0.0.1 that nobody listens on.
pub fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).doing(|| "listen on 127.0.0.1".into())?;
    Ok(listener.local_addr().doing(|| "read the port".into())?.port())
}

/// A program's path, or an error that names it.
pub fn program(name: &str, path: &str) -> Result<PathBuf> {
    match run::find(name, path) {
        Some(file) => Ok(file),
        None => fail!("expected the program {name}, found none; install it by this system's means"),
    }
}

/// Runs a short command in silence and gives what it printed; what it said is in the error if it fails.
pub fn output(command: &mut Command) -> Result<String> {
    let output =
        command.stdin(std::process::Stdio::null()).output().doing(|| format!("start {}", run::name(command)))?;
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        fail!("{} failed ({}): {}{}", run::name(command), output.status, out.trim(), errors.trim());
    }
    Ok(out)
}

pub fn is_root(path: &str) -> bool {
    run::answer("id", &["-u"], path).is_some_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_runs_of_one_kind_exclude_each_other() {
        let path = std::env::temp_dir().join(format!("ban-tin-live-lock-{}", std::process::id()));
        let first = lock(&path, "ghost").unwrap();
        let error = lock(&path, "ghost").unwrap_err().to_string();
        assert!(error.contains("found one at work") && error.contains("live ghost"), "{error}");
        drop(first);
        assert!(lock(&path, "ghost").is_ok());
        fs::remove_file(&path).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_server_that_ends_early_is_told_with_its_last_words() {
        let folder = std::env::temp_dir().join(format!("ban-tin-live-home-{}", std::process::id()));
        let run = Unfinished::create(folder.join("run")).unwrap();
        let lock = File::create(folder.join("lock")).unwrap();
        let home = Home { name: "test", installed: folder.clone(), run, logs: folder.clone(), lock };
        let mut server = home.start("sh", Command::new("sh").args(["-c", "echo no database here; exit 3"])).unwrap();
        let error = server.wait_until(Duration::from_secs(20), || false).unwrap_err().to_string();
        assert!(error.contains("expected sh to go on") && error.contains("no database here"), "{error}");
        drop(home);
        assert!(!folder.join("run").exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
