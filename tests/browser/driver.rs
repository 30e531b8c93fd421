//! The driver processes: started once, lent to one test after the other, ended with the tests however these end.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Condvar, Mutex, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use crate::engine::{Engine, find};

/// Browsers open at the same time: more only make each other slow on a small machine.
const SESSIONS: usize = 2;

/// Runs a program until our end of its standard input closes, which the system does however we end; then ends the
/// program with all that it started, and takes its temporary folder away.
const KEEPER: &str = r#"
trap : TERM INT HUP
"$@" </dev/null &
program=$!
cat >/dev/null
kill -TERM 0
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do kill -0 $program 2>/dev/null || break; sleep 0.1; done
rm -rf "$TMPDIR"
kill -KILL 0
"#;

/// A program that ends when this value or the process does.
struct Kept(Child);

impl Drop for Kept {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        drop(self.0.wait());
    }
}

/// One driver, for one session at a time (geckodriver and WebKitWebDriver take no more).
pub struct Driver {
    pub engine: Engine,
    pub url: String,
    process: Kept,
}

struct Pool {
    idle: Vec<Driver>,
    lent: usize,
    started: usize,
}

static POOL: Mutex<Pool> = Mutex::new(Pool { idle: Vec::new(), lent: 0, started: 0 });
static RETURNED: Condvar = Condvar::new();

/// A driver on loan. Give it back with [`Loan::give_back`] when its session is known to be closed; dropped otherwise,
/// it is ended, and the next test gets a fresh one.
pub struct Loan(Option<Driver>);

impl Loan {
    /// Waits for a free place, then takes an idle driver or starts one.
    pub fn take(engine: Engine) -> Loan {
        let mut pool = POOL.lock().unwrap();
        while pool.lent >= SESSIONS {
            pool = RETURNED.wait(pool).unwrap();
        }
        pool.lent += 1;
        let idle = pool.idle.iter().position(|driver| driver.engine == engine);
        let known = idle.map(|at| pool.idle.swap_remove(at));
        pool.started += usize::from(known.is_none());
        let number = pool.started;
        drop(pool);
        let mut loan = Loan(known);
        if let Some(driver) = &mut loan.0 {
            // One that has died while idle is replaced.
            if driver.process.0.try_wait().is_ok_and(|ended| ended.is_none()) && answers(&driver.url) {
                return loan;
            }
            drop(loan.0.take());
        }
        loan.0 = Some(Driver::start(engine, number));
        loan
    }

    pub fn url(&self) -> &str {
        self.0.as_ref().map_or("", |driver| driver.url.as_str())
    }

    pub fn give_back(mut self) {
        if let Some(driver) = self.0.take() {
            POOL.lock().unwrap().idle.push(driver);
        }
    }
}

impl Drop for Loan {
    fn drop(&mut self) {
        drop(self.0.take());
        if let Ok(mut pool) = POOL.lock() {
            pool.lent -= 1;
        }
        RETURNED.notify_one();
    }
}

impl Driver {
    fn start(engine: Engine, number: usize) -> Driver {
        let program = find(engine.driver()).unwrap_or_else(|| {
            panic!("expected {} in BANTIN_TOOLS or PATH, found none: run `cargo xtask setup`", engine.driver())
        });
        let port = free_port();
        let name = format!("{}-{}-{number}", engine.name(), std::process::id());
        let mut command = Command::new(program);
        command.args(engine.driver_arguments(port));
        if engine == Engine::WebKit {
            command
                .env("DISPLAY", display())
                // Its sandbox needs rights that a container's root lacks.
                .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
                .env("LIBGL_ALWAYS_SOFTWARE", "1")
                .env("GDK_BACKEND", "x11")
                .env("NO_AT_BRIDGE", "1")
                .env("GSETTINGS_BACKEND", "memory");
        }
        let driver = Driver { engine, url: format!("http://127.0.0.1:{port}"), process: keep(command, &name) };
        let start = Instant::now();
        while !answers(&driver.url) {
            let log = folder().join(format!("{name}.log"));
            assert!(
                start.elapsed() < Duration::from_secs(20),
                "expected {} to listen on port {port} within 20 s, found nobody there; its log is {}",
                engine.driver(),
                log.display()
            );
            thread::sleep(Duration::from_millis(30));
        }
        driver
    }
}

/// Where logs of drivers go.
fn folder() -> PathBuf {
    let folder = PathBuf::from("target/browser");
    fs::create_dir_all(&folder).expect("expected to create target/browser");
    folder
}

/// Starts a program under the keeper, its words in a log of that name.
fn keep(command: Command, name: &str) -> Kept {
    let temporary = std::env::temp_dir().join(format!("bantin-{name}"));
    fs::create_dir_all(&temporary).expect("expected to create a temporary folder");
    let log = File::create(folder().join(format!("{name}.log"))).expect("expected to create a log");
    let mut keeper = Command::new("sh");
    keeper.args(["-c", KEEPER, "keeper"]).arg(command.get_program()).args(command.get_args());
    for (key, value) in command.get_envs() {
        if let Some(value) = value {
            keeper.env(key, value);
        }
    }
    keeper.env("TMPDIR", &temporary).stdin(Stdio::piped()).process_group(0);
    keeper.stderr(log.try_clone().expect("expected to share a log")).stdout(log);
    Kept(keeper.spawn().expect("expected sh to start"))
}

/// The X display for WebKit: the one that is set, or one Xvfb of our own for all tests.
fn display() -> String {
    static OWN: OnceLock<(String, Kept)> = OnceLock::new();
    if let Ok(display) = std::env::var("DISPLAY") {
        return display;
    }
    let (display, _) = OWN.get_or_init(|| {
        let program = find("Xvfb").expect("expected DISPLAY or Xvfb, found neither: run `cargo xtask setup`");
        let name = format!("xvfb-{}", std::process::id());
        let mut command = Command::new(program);
        // Without `-noreset` it begins anew whenever its last client leaves, and whoever comes just then finds nobody.
        command.args(["-displayfd", "1", "-screen", "0", "2048x1600x24", "-nolisten", "tcp", "-noreset"]);
        let process = keep(command, &name);
        let start = Instant::now();
        loop {
            let log = fs::read_to_string(folder().join(format!("{name}.log"))).unwrap_or_default();
            if let Some(number) = log.lines().find(|line| !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit()))
            {
                return (format!(":{number}"), process);
            }
            assert!(start.elapsed() < Duration::from_secs(20), "expected a display number from Xvfb, found {log:?}");
            thread::sleep(Duration::from_millis(30));
        }
    });
    display.clone()
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("expected a free loopback port");
    listener.local_addr().expect("a bound listener has an address").port()
}

fn answers(url: &str) -> bool {
    TcpStream::connect(url.trim_start_matches("http://")).is_ok()
}
