//! Fetching files: one at a time, again where a server is only tired, and never more than was agreed.

use std::cell::Cell;
use std::io::Read;
use std::net::IpAddr;
use std::thread;
use std::time::Duration;

use ureq::Agent;

use super::super::net;
use crate::url;

const AGENT: &str = concat!("BanTin-press/", env!("CARGO_PKG_VERSION"), " (press import)");
/// How long a file may take, its body included.
const SECONDS: u64 = 120;
const ATTEMPTS: u32 = 3;
/// The longest that a server may ask us to wait.
const LONGEST_WAIT: u64 = 20;

pub struct Fetch {
    /// Through the proxy that the environment names, and without one: for this machine's own addresses.
    agents: [Agent; 2],
    /// The source's host: it may be one of a closed network, others may not.
    home: String,
    pub asked: Cell<usize>,
}

impl Fetch {
    /// `home` is an address of the source itself; empty for files.
    pub fn new(home: &str) -> Fetch {
        let agent = |is_direct: bool| {
            let config = Agent::config_builder()
                .http_status_as_error(false)
                .timeout_global(Some(Duration::from_secs(SECONDS)))
                .timeout_connect(Some(Duration::from_secs(10)))
                .max_redirects(5)
                .user_agent(AGENT);
            let config = if is_direct { config.proxy(None) } else { config };
            config.build().new_agent()
        };
        Fetch { agents: [agent(false), agent(true)], home: url::host(home).to_owned(), asked: Cell::new(0) }
    }

    /// A file's bytes.
    ///
    /// # Errors
    /// In words, "expected … at …, found …".
    pub fn get(&self, address: &str, megabytes: u64) -> Result<Vec<u8>, String> {
        if is_closed(address) && url::host(address) != self.home {
            return Err(format!(
                "expected a public host at {address}, found one of a closed network that the source is not in"
            ));
        }
        let mut attempt = 1;
        loop {
            match self.once(address, megabytes) {
                Err((_, Some(wait))) if attempt < ATTEMPTS => {
                    thread::sleep(wait.max(Duration::from_millis(300 * u64::from(attempt * attempt))));
                    attempt += 1;
                }
                Err((why, _)) => return Err(why),
                Ok(bytes) => return Ok(bytes),
            }
        }
    }

    /// With an error comes how long to wait before it is worth asking again, if it is.
    fn once(&self, address: &str, megabytes: u64) -> Result<Vec<u8>, (String, Option<Duration>)> {
        self.asked.set(self.asked.get() + 1);
        let agent = &self.agents[usize::from(net::is_of_this_machine(address))];
        let lost = |why: String| (format!("expected a file at {address}, found none: {why}"), Some(Duration::ZERO));
        let mut answer = agent.get(net::written(address)).call().map_err(|error| lost(error.to_string()))?;
        let status = answer.status().as_u16();
        if status != 200 {
            let after = answer.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
            let is_tired = matches!(status, 408 | 429 | 500 | 502..=504);
            let wait = Duration::from_secs(after.unwrap_or_default().min(LONGEST_WAIT));
            return Err((format!("expected status 200 at {address}, found {status}"), is_tired.then_some(wait)));
        }
        let mut bytes = vec![];
        let limit = megabytes << 20;
        let read = answer.body_mut().as_reader().take(limit + 1).read_to_end(&mut bytes);
        read.map_err(|error| lost(error.to_string()))?;
        if bytes.len() as u64 > limit {
            return Err((format!("expected at most {megabytes} MB at {address}, found more"), None));
        }
        Ok(bytes)
    }
}

/// Whether an address is of this machine or of a closed network, as far as it says so by itself: what a hostile feed
/// names there must not end up on a public site.
pub fn is_closed(address: &str) -> bool {
    let host = url::host(address);
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit())).map_or(host, |h| h.0);
    match name.trim_matches(['[', ']']).parse::<IpAddr>() {
        Ok(IpAddr::V4(ip)) => ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified(),
        Ok(IpAddr::V6(ip)) => {
            ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local()
        }
        Err(_) => net::is_of_this_machine(address) || name.ends_with(".local") || name.ends_with(".internal"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_networks_are_known_by_their_addresses() {
        for closed in [
            "http://127.0.0.1:80/x",
            "http://10.1.2.3/",
            "http://[::1]/",
            "http://localhost/",
            "http://169.254.169.254/",
            "http://may.local/",
        ] {
            assert!(is_closed(closed), "{closed}");
        }
        for open in ["https://a.vn/", "https://8.8.8.8/x", "https://localhost.vn:8080/"] {
            assert!(!is_closed(open), "{open}");
        }
        let fetch = Fetch::new("https://a.vn/feed.xml");
        assert!(fetch.get("http://127.0.0.1:9/a.jpg", 1).unwrap_err().contains("closed network"));
        assert_eq!(fetch.asked.get(), 0);
    }
}
