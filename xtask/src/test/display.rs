//! A display without a screen, for browsers that have no headless mode.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use super::Engine;
use crate::run::{self, Doing, Result, Running, fail};

/// An Xvfb that ends when this value goes.
pub struct Display {
    /// `:99`
    pub name: String,
    _server: Running,
}

/// Starts Xvfb on a free number. None where the system has no Xvfb and the browsers don't need it.
pub fn start(path: &str, engines: &[Engine]) -> Result<Option<Display>> {
    let Some(program) = run::find("Xvfb", path) else {
        if engines.contains(&Engine::Webkit) {
            fail!("expected Xvfb on PATH for WebKitGTK, found none; run cargo xtask setup");
        }
        return Ok(None);
    };
    let mut command = Command::new(program);
    // It chooses a free number itself, and says it when it is ready. Without `-noreset` it begins anew whenever its last
    // client leaves, and a browser that comes just then finds no display.
    command.args(["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp", "-noreset"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut server = Running::start(&mut command)?;
    let mut number = String::new();
    if let Some(output) = server.stdout() {
        BufReader::new(output).read_line(&mut number).doing(|| "read Xvfb's display number".into())?;
    }
    if number.trim().parse::<u32>().is_err() {
        fail!("expected a display number from Xvfb, found {:?}", number.trim());
    }
    Ok(Some(Display { name: format!(":{}", number.trim()), _server: server }))
}
