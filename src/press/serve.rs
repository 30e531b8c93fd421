//! `cargo press serve [DIR]`: a pressed site on this machine alone, answered as a careful static host answers.
//!
//! It is for looking at a site before it is published, and no server for readers.

mod answer;
mod body;
mod coding;
mod fresh;
mod kinds;
mod range;
mod rules;
mod site;

use std::convert::Infallible;
use std::fs;
use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Args;
use hyper::body::{Body as _, Incoming};
use hyper::header::LOCATION;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};

use crate::press::say;
use body::Body;
use site::Site;

#[derive(Args)]
pub struct Options {
    /// The folder of the pressed site
    #[arg(value_name = "DIR", default_value = "dist")]
    folder: PathBuf,
    /// The port on 127.0.0.1; 0 takes one that is free
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The path that the site is meant to be published below, such as /tin/
    #[arg(long, value_name = "PATH", default_value = "/")]
    under: String,
    /// Print a line for every request
    #[arg(long)]
    verbose: bool,
}

/// A folder that is none.
const USAGE: u8 = 2;
/// How long a client may take to say what it wants; others do not wait for it.
const HEAD_SECONDS: u64 = 30;

pub fn run(options: &Options) -> ExitCode {
    let site = match read(options) {
        Ok(site) => site,
        Err(problem) => {
            say::aside(&format!("press: {problem}"));
            return ExitCode::from(USAGE);
        }
    };
    match serve(options, site) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            say::aside(&format!("press: {problem}"));
            ExitCode::from(1)
        }
    }
}

fn read(options: &Options) -> Result<Site, String> {
    let shown = options.folder.display();
    let root = fs::canonicalize(&options.folder).map_err(|cause| {
        format!("expected the folder of a pressed site at {shown}, found {cause}; press one first, or name its folder: cargo press serve DIR")
    })?;
    if !root.is_dir() {
        return Err(format!("expected a folder at {shown}, found a file"));
    }
    if !root.join("index.html").is_file() {
        return Err(format!("expected index.html in {shown}, found none; name the folder that holds the site"));
    }
    let (site, problems) = Site::new(root, &options.under);
    problems.iter().for_each(|problem| say::aside(&format!("press: {problem}")));
    Ok(site)
}

fn serve(options: &Options, site: Site) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(|cause| format!("expected to start, found {cause}"))?;
    let done = runtime.block_on(listen(options, site));
    // Whoever is in the middle of a download has been asked to end by the same person.
    runtime.shutdown_background();
    done
}

async fn listen(options: &Options, site: Site) -> Result<(), String> {
    let listener = bind(options.port).await?;
    let address = listener.local_addr().map_err(|cause| cause.to_string())?;
    let end = end().map_err(|cause| format!("expected to hear Ctrl-C, found {cause}"))?;
    say::line(&format!("{} is at http://{address}{}; Ctrl-C ends it.", options.folder.display(), site.under()));
    say::line(site.says_of_missing());
    let site = Arc::new(site);
    tokio::pin!(end);
    loop {
        tokio::select! {
            () = &mut end => return Ok(()),
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    tokio::spawn(converse(stream, site.clone(), options.verbose));
                }
                // Out of file descriptors, most likely: they come back as others hang up.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
        }
    }
}

async fn bind(port: u16) -> Result<TcpListener, String> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address).await.map_err(|cause| {
        let other = if port < u16::MAX { port + 1 } else { port - 1 };
        match cause.kind() {
            ErrorKind::AddrInUse => format!(
                "port {port} is in use by another program, perhaps an earlier `press serve`; end that one, or choose another port: cargo press serve --port {other}"
            ),
            ErrorKind::PermissionDenied => {
                format!("port {port} is reserved on this machine; choose one above 1023: cargo press serve --port 8080")
            }
            _ => format!("expected to listen on {address}, found {cause}"),
        }
    })
}

/// Resolves when the person, or the system, asks the program to end.
#[cfg(unix)]
fn end() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn end() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// Answers all requests of one connection. A client that goes away is no error.
async fn converse(stream: TcpStream, site: Arc<Site>, is_verbose: bool) {
    let service = service_fn(move |request: Request<Incoming>| {
        let began = Instant::now();
        let response = answer::answer(&site, request.method(), request.uri(), request.headers());
        if is_verbose {
            log(&request, &response, began);
        }
        std::future::ready(Ok::<_, Infallible>(response))
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(Duration::from_secs(HEAD_SECONDS));
    let _ = builder.serve_connection(TokioIo::new(stream), service).await;
}

fn log(request: &Request<Incoming>, response: &Response<Body>, began: Instant) {
    let bytes = response.body().size_hint().exact().unwrap_or_default();
    let to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok());
    let to = to.map(|to| format!(" to {to}")).unwrap_or_default();
    let (method, uri, status) = (request.method(), request.uri(), response.status().as_u16());
    say::aside(&format!("{method} {uri} {status}{to} {bytes} B {:.1} ms", began.elapsed().as_secs_f64() * 1000.0));
}
