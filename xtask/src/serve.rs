//! `cargo xtask serve`: Trunk's own server with live reload, and one line that says where it is.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::Stdio;
use std::time::Duration;

use crate::run::{self, Doing, Result, Running, fail};
use crate::setup::{self, Part};

pub fn run(port: u16) -> Result {
    free(port)?;
    let tools = setup::run(Part::Serve)?;
    let mut trunk = tools.command("trunk")?;
    trunk.args(["serve", "--address", "127.0.0.1", "--port"]).arg(port.to_string());
    trunk.args(["--open", "false"]).stdin(Stdio::null());
    run::plain_no_color(&mut trunk);
    let mut trunk = Running::start(&mut trunk)?;
    let mut announced = false;
    loop {
        if let Some(status) = trunk.ended()? {
            fail!("trunk serve ended ({status}); its last words are above");
        }
        if !announced && answers(port) {
            announced = true;
            println!("\nBản Tin is at http://127.0.0.1:{port}/ — it reloads when a file changes; Ctrl-C ends it.\n");
        }
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// Trunk finds out that a port is in use only after the build; a person wants to know before it.
fn free(port: u16) -> Result {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            let other = if port < u16::MAX { port + 1 } else { port - 1 };
            fail!(
                "Port {port} is in use by another program, perhaps an earlier `serve`. \
                 End that one, or choose another port: cargo xtask serve --port {other}"
            )
        }
        Err(error) => Err(error).doing(|| format!("listen on 127.0.0.1:{port}")),
    }
}

/// Whether the front page is there.
fn answers(port: u16) -> bool {
    let ask = || -> std::io::Result<bool> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_millis(500))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        // In one piece: a server that answers the first of several hangs up on the rest.
        let request = format!("GET / HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n\r\n");
        stream.write_all(request.as_bytes())?;
        let mut head = [0; 15];
        stream.read_exact(&mut head)?;
        // HTTP/1.0 200 OK
        Ok(head[9..12] == *b"200")
    };
    ask().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_said_with_the_command_for_another() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = free(port).unwrap_err().to_string();
        assert!(error.contains(&format!("Port {port} is in use")), "{error}");
        assert!(error.contains("--port "), "{error}");
        drop(taken);
        assert!(free(port).is_ok());
    }

    #[test]
    fn the_page_is_there_when_it_answers_with_200_and_not_before() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = std::thread::spawn(move || {
            for answer in ["HTTP/1.1 500 Oh no\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"] {
                let (mut stream, _) = listener.accept().unwrap();
                let mut request = [0; 256];
                let _ = stream.read(&mut request).unwrap();
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        assert!(!answers(port));
        assert!(answers(port));
        server.join().unwrap();
        assert!(!answers(port));
    }
}
