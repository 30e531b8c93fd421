//! Running other programs: where they live, what they print, and that they end when we end.
//!
//! Every child gets a process group of its own, so that Ctrl-C ends its children too
//! (Trunk's cargo, cargo's rustc), and half-written folders are removed on the way out.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// What went wrong, in words for the person at the keyboard.
#[derive(Debug)]
pub struct Error(pub String);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

pub type Result<T = ()> = std::result::Result<T, Error>;

/// `fail!("…")`: leave the function with an [`Error`].
macro_rules! fail {
    ($($text:tt)*) => { return Err($crate::run::Error(format!($($text)*))) };
}
pub(crate) use fail;

/// Says what was being done when something failed: `fs::rename(a, b).doing(|| format!("rename {a}"))?`
pub trait Doing<T> {
    fn doing(self, what: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: fmt::Display> Doing<T> for std::result::Result<T, E> {
    fn doing(self, what: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|error| Error(format!("could not {}: {error}", what())))
    }
}

/// What a signal has to clear up: children's process groups and unfinished folders.
struct Open {
    children: Vec<u32>,
    folders: Vec<PathBuf>,
}

static OPEN: Mutex<Open> = Mutex::new(Open { children: Vec::new(), folders: Vec::new() });

fn open<T>(change: impl FnOnce(&mut Open) -> T) -> T {
    // A poisoned lock still holds the list, and the list is still worth clearing up.
    change(&mut OPEN.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
}

/// From now on Ctrl-C (and SIGTERM, SIGHUP) ends the children and removes unfinished folders.
pub fn end_children_on_ctrl_c() -> Result {
    ctrlc::set_handler(|| {
        // The lock is kept until the exit: no new child can slip through.
        open(|open| {
            for &id in &open.children {
                end_group(id);
            }
            // Whoever still writes would fill the folders again while they are being removed.
            let start = Instant::now();
            while open.children.iter().any(|&id| group_lives(id)) && start.elapsed() < Duration::from_secs(5) {
                std::thread::sleep(Duration::from_millis(20));
            }
            for folder in &open.folders {
                let _ = fs::remove_dir_all(folder);
            }
            std::process::exit(130);
        });
    })
    .doing(|| "listen for Ctrl-C".into())
}

#[cfg(unix)]
fn end_group(id: u32) {
    use nix::sys::signal::{Signal, killpg};
    if let Ok(id) = i32::try_from(id) {
        let _ = killpg(nix::unistd::Pid::from_raw(id), Signal::SIGTERM);
    }
}

/// Whether any of the group's programs has not ended yet.
#[cfg(unix)]
fn group_lives(id: u32) -> bool {
    use nix::sys::signal::killpg;
    use nix::sys::wait::{WaitPidFlag, waitpid};
    use nix::unistd::Pid;
    let Ok(id) = i32::try_from(id) else { return false };
    // An ended child counts as living until somebody has asked for its exit status.
    let _ = waitpid(Pid::from_raw(id), Some(WaitPidFlag::WNOHANG));
    killpg(Pid::from_raw(id), None).is_ok()
}

// Elsewhere the terminal ends the children itself.
#[cfg(not(unix))]
fn end_group(_id: u32) {}

#[cfg(not(unix))]
fn group_lives(_id: u32) -> bool {
    false
}

/// A running program that ends, children included, when this value goes.
pub struct Running {
    child: Child,
    done: bool,
}

impl Running {
    pub fn start(command: &mut Command) -> Result<Self> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        open(|open| {
            let child = command.spawn().doing(|| format!("start {}", name(command)))?;
            open.children.push(child.id());
            Ok(Self { child, done: false })
        })
    }

    /// The exit status, if the program has ended.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        let status = self.child.try_wait().doing(|| "wait for a program".into())?;
        if status.is_some() {
            self.forget();
        }
        Ok(status)
    }

    pub fn wait(mut self) -> Result<ExitStatus> {
        let status = self.child.wait().doing(|| "wait for a program".into())?;
        self.forget();
        Ok(status)
    }

    /// The most memory that the program has held so far, where the system says it (proc(5), `VmHWM`); else 0.
    pub fn megabytes(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        kilobytes.unwrap_or_default() / 1024
    }

    pub fn stdout(&mut self) -> Option<std::process::ChildStdout> {
        self.child.stdout.take()
    }

    // An id must leave the list as soon as it is free: the system may give it to another program.
    fn forget(&mut self) {
        let id = self.child.id();
        open(|open| open.children.retain(|&child| child != id));
        self.done = true;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.done {
            end_group(self.child.id());
            let start = Instant::now();
            while matches!(self.child.try_wait(), Ok(None)) {
                if start.elapsed() > Duration::from_secs(5) {
                    let _ = self.child.kill();
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            self.forget();
        }
    }
}

/// A folder that is removed again unless [`Unfinished::finish`] puts it in its place.
pub struct Unfinished {
    pub path: PathBuf,
}

impl Unfinished {
    /// Makes the folder, empty.
    pub fn create(path: PathBuf) -> Result<Self> {
        remove(&path)?;
        open(|open| open.folders.push(path.clone()));
        let unfinished = Self { path };
        fs::create_dir_all(&unfinished.path).doing(|| format!("create {}", unfinished.path.display()))?;
        Ok(unfinished)
    }

    /// Moves the folder to `place`, in one step, replacing what is there.
    pub fn finish(self, place: &Path) -> Result {
        let old = self.path.with_extension("old");
        remove(&old)?;
        if place.exists() {
            fs::rename(place, &old).doing(|| format!("move {} aside", place.display()))?;
        }
        fs::rename(&self.path, place).doing(|| format!("move the finished folder to {}", place.display()))?;
        remove(&old)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
        open(|open| open.folders.retain(|folder| *folder != self.path));
    }
}

/// Removes a folder if it is there.
pub fn remove(path: &Path) -> Result {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            fail!("could not remove {}: {error}", path.display())
        }
        _ => Ok(()),
    }
}

/// Runs a program with its output on this terminal; an error if it fails.
pub fn check(command: &mut Command) -> Result {
    command.stdin(Stdio::null());
    let status = Running::start(command)?.wait()?;
    if !status.success() {
        fail!("{} failed ({status})", name(command));
    }
    Ok(())
}

/// What a program prints, or nothing if it isn't there or fails.
pub fn answer(program: &str, arguments: &[&str], path: &str) -> Option<String> {
    let mut command = Command::new(find(program, path)?);
    let output = command.args(arguments).env("PATH", path).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The first file of that name in the folders of a PATH.
///
/// Programs are looked up here and not by `Command`, whose look-up uses our own PATH.
pub fn find(program: &str, path: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(path).map(|folder| folder.join(&file)).find(|file| is_program(file))
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(file).is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}

/// Trunk 0.21 reads NO_COLOR as `true` or `false` and stops at the usual `1`.
pub fn plain_no_color(command: &mut Command) {
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        command.env("NO_COLOR", "true");
    } else {
        command.env_remove("NO_COLOR");
    }
}

/// A command as one would type it, shortened.
pub fn name(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let mut text = program.to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

/// The cargo that runs us, in the repository's root.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// The repository's root: the parent of this package's folder.
pub fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

/// `0.4 s`, `12 s`, `3 min 05 s`
pub fn took(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests;
