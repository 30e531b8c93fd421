//! Headless Chromium through chromedriver (W3C WebDriver, and its way to the DevTools protocol).

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::run::{self, Doing, Result, Running, fail};

// 1.6 Mbit/s down, 750 kbit/s up: Lighthouse's "slow 4G".
const DOWN: f64 = 1_600_000.0 / 8.0;
const UP: f64 = 750_000.0 / 8.0;

/// A chromedriver that ends with this value, and its browsers with it.
pub struct Chromium {
    port: u16,
    /// `Chromium 140.0.7339.80`
    pub version: String,
    _driver: Running,
    /// Kept open: chromedriver would end at the first word that nobody can read.
    _output: BufReader<ChildStdout>,
}

impl Chromium {
    pub fn start(path: &str) -> Result<Self> {
        let Some(program) = run::find("chromedriver", path) else {
            fail!("expected chromedriver on PATH, found none; run cargo xtask setup");
        };
        let mut command = Command::new(program);
        command.arg("--port=0").env("PATH", path);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut driver = Running::start(&mut command)?;
        let Some(output) = driver.stdout() else { fail!("could not read what chromedriver says") };
        let mut output = BufReader::new(output);
        // "Starting ChromeDriver 140 on port 0", then "… was started successfully on port 40123."
        let port = output
            .by_ref()
            .lines()
            .map_while(std::io::Result::ok)
            .find_map(|line| line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok());
        let Some(port) = port else { fail!("expected chromedriver to say its port, found none in its output") };
        Ok(Self { port, version: "Chromium".into(), _driver: driver, _output: output })
    }

    /// A browser of its own with nothing kept. It ends with the value.
    pub fn browser(&mut self) -> Result<Browser<'_>> {
        let arguments =
            ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"];
        let wished = json!({"capabilities": {"alwaysMatch": {
            "pageLoadStrategy": "none",
            "goog:chromeOptions": {"args": arguments},
        }}});
        let session = self.ask("POST", "/session", &wished)?;
        let Some(id) = session.get("sessionId").and_then(Value::as_str) else {
            fail!("expected a session from chromedriver, found {session}");
        };
        if let Some(version) = session.pointer("/capabilities/browserVersion").and_then(Value::as_str) {
            self.version = format!("Chromium {version}");
        }
        Ok(Browser { chromium: self, session: format!("/session/{id}") })
    }

    /// Opens an address in a browser of its own, and gives what the page noted about the visit (`page/watch.js`) when it is
    /// over, or nobody waits any longer.
    pub fn visit(&mut self, url: &str, script: &str, patience: Duration) -> Result<Value> {
        let browser = self.browser()?;
        browser.devtools("Network.enable", json!({}))?;
        let line = json!({"offline": false, "latency": 150, "downloadThroughput": DOWN, "uploadThroughput": UP});
        browser.devtools("Network.emulateNetworkConditions", line)?;
        browser.slow_down(4)?;
        let screen = json!({"width": 412, "height": 823, "deviceScaleFactor": 1.75, "mobile": true});
        browser.devtools("Emulation.setDeviceMetricsOverride", screen)?;
        browser.open(url, script)?;

        let start = Instant::now();
        loop {
            // Seldom: each question is a task of the page's.
            std::thread::sleep(Duration::from_millis(500));
            let seen = browser.evaluate("return window.__visit?.() ?? null")?;
            if seen["over"] == true || start.elapsed() > patience {
                return Ok(seen);
            }
        }
    }

    /// One request to chromedriver; the answer's `value`.
    fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value> {
        let doing = || format!("ask chromedriver for {path}");
        let body = body.to_string();
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).doing(doing)?;
        stream.set_read_timeout(Some(Duration::from_secs(90))).doing(doing)?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.port,
            body.len()
        )
        .doing(doing)?;
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        let mut line = String::new();
        while reader.read_line(&mut line).doing(doing)? > 2 {
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().doing(doing)?;
            }
            line.clear();
        }
        let mut answer = vec![0; length];
        reader.read_exact(&mut answer).doing(doing)?;
        let mut answer: Value = serde_json::from_slice(&answer).doing(doing)?;
        let value = answer["value"].take();
        match value.get("error").and_then(Value::as_str) {
            Some(error) => fail!("could not {}: {error}: {}", doing(), value["message"].as_str().unwrap_or_default()),
            None => Ok(value),
        }
    }
}

/// One browser and its only page.
pub struct Browser<'a> {
    chromium: &'a Chromium,
    /// `/session/1f0a…`
    session: String,
}

impl Browser<'_> {
    /// A command of the DevTools protocol, and its answer.
    pub fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        let body = json!({"cmd": command, "params": parameters});
        self.chromium.ask("POST", &format!("{}/goog/cdp/execute", self.session), &body)
    }

    /// Makes the processor so many times slower for the page.
    pub fn slow_down(&self, rate: u8) -> Result {
        self.devtools("Emulation.setCPUThrottlingRate", json!({"rate": rate})).map(drop)
    }

    /// Goes to an address and waits for nothing. The script runs before the page's own.
    pub fn open(&self, url: &str, script: &str) -> Result {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": script}))?;
        self.devtools("Page.navigate", json!({"url": url})).map(drop)
    }

    /// What a script's `return` gives.
    pub fn evaluate(&self, script: &str) -> Result<Value> {
        self.chromium.ask("POST", &format!("{}/execute/sync", self.session), &json!({"args": [], "script": script}))
    }
}

impl Drop for Browser<'_> {
    fn drop(&mut self) {
        // The driver's end ends it, too.
        let _ = self.chromium.ask("DELETE", &self.session, &json!({}));
    }
}
