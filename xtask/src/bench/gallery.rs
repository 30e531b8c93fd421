//! `cargo xtask bench gallery`: what opening an album's photos and stepping through them costs, beside PhotoSwipe.
//!
//! Both show the same photos from the same server in the same browser, new for every journey, and take turns, so that
//! whatever else the machine does meets both. PhotoSwipe is brought by npm for this alone; nothing of it is built in.

use std::fs;
use std::path::Path;
use std::time::Instant;

use super::chromium::Chromium;
use super::server::{self, Beside};
use super::{GALLERY, write_into};
use crate::dist;
use crate::run::{self, Doing, Result};
use crate::setup;

mod album;
mod figures;
mod journey;
mod photoswipe;

use figures::Album;
use journey::Side;

/// Photos in an album: a usual one, a large one, and one that is too large.
const COUNTS: [usize; 3] = [24, 1_000, 10_000];

/// Measures `build`, a release build's folder, or a new one.
pub fn run(build: Option<&Path>, rounds: u8) -> Result {
    let tools = setup::run(setup::Part::Bench)?;
    let folder = match build {
        Some(folder) => folder.to_path_buf(),
        None => {
            let out = Path::new("target/bench-dist");
            dist::build(&tools, "/", out)?;
            run::root().join(out)
        }
    };
    let theirs = photoswipe::bring()?;
    let photos = album::sample(&folder)?;
    let mut chromium = Chromium::start(&tools.path())?;
    let start = Instant::now();

    let mut albums = Vec::new();
    for count in COUNTS {
        let photos = album::repeated(&photos, count);
        let mut beside = Beside::new();
        beside.insert("content/vi/albums.json".into(), album::feed(&photos));
        beside.insert("photoswipe/index.html".into(), photoswipe::page(&photos));
        beside.extend(theirs.iter().map(|(name, bytes)| (format!("photoswipe/{name}"), bytes.clone())));
        let server = server::start(vec![folder.clone()], beside)?;
        albums.push((server, Album { count, ours: Vec::new(), theirs: Vec::new() }));
    }
    for round in 1..=rounds {
        for (server, album) in &mut albums {
            for side in [Side::Ours, Side::Theirs] {
                let base = format!("http://127.0.0.1:{}", server.port);
                let start = Instant::now();
                let journey = journey::go(&mut chromium, &base, side, album.count)?;
                let took = run::took(start.elapsed());
                println!("  round {round} of {rounds}, {} photos, {side}: {journey} ({took})", album.count);
                match side {
                    Side::Ours => album.ours.push(journey),
                    Side::Theirs => album.theirs.push(journey),
                }
            }
        }
    }
    println!("  {} journeys took {}.", usize::from(rounds) * COUNTS.len() * 2, run::took(start.elapsed()));
    let albums: Vec<Album> = albums.into_iter().map(|(_, album)| album).collect();
    let text = figures::markdown(&albums, &chromium.version, (sent(&folder)?, photoswipe::sent(&theirs)?));
    println!("\n{text}");
    write_into(&GALLERY, &text)
}

/// What the viewer adds to a page, in bytes as sent.
fn sent(folder: &Path) -> Result<u64> {
    let mut sum = 0;
    for name in ["gallery.js", "gallery_bg.wasm"] {
        let file = folder.join(name);
        let bytes = fs::read(&file).doing(|| format!("read {}", file.display()))?;
        sum += dist::brotli(&bytes).doing(|| format!("compress {name}"))?.len() as u64;
    }
    Ok(sum)
}
