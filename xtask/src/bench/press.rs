//! `cargo xtask bench press`: how long an archive takes to press, and how much memory.
//!
//! The archive is made of the sample's own texts, over and over, each article with a headline, a date and an address of
//! its own. It has no pictures: they are files that are copied, and the disk would be measured.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{PRESS, write_into};
use crate::dist;
use crate::run::{self, Doing, Result, Running, fail};
use crate::setup;

/// Articles in one file of the archive's list.
const OF_FILE: usize = 500;

/// Measures archives of these sizes, each in so many rounds; `build` is a release build's folder, or a new one is made.
pub fn run(build: Option<&Path>, sizes: &[usize], rounds: u8) -> Result {
    let app = match build {
        Some(folder) => run::root().join(folder),
        None => {
            let tools = setup::run(setup::Part::Dist)?;
            let out = Path::new("target/bench-dist");
            dist::build(&tools, "/", out)?;
            run::root().join(out)
        }
    };
    run::check(run::cargo().args(["build", "--profile", "press", "--bin", "press"]))?;
    let mut table = String::from(
        "`cargo xtask bench press`, copies for `Content-Encoding` switched off but in the last column, medians.\n\n\
         | articles | pages | clean build | pages a second | peak memory | nothing new | one article more | with quick copies |\n\
         |---|---|---|---|---|---|---|---|\n",
    );
    for &size in sizes {
        let folder = run::root().join("target/bench-press");
        let mut all: [Vec<Press>; 4] = Default::default();
        for round in 1..=rounds {
            archive(&folder, size)?;
            all[0].push(press(&app, &folder, "none")?);
            all[1].push(press(&app, &folder, "none")?);
            archive(&folder, size + 1)?;
            all[2].push(press(&app, &folder, "none")?);
            run::remove(&folder.join("out"))?;
            all[3].push(press(&app, &folder, "fast")?);
            println!("  round {round} of {rounds}, {size} articles: {:.1} s", all[0][usize::from(round) - 1].seconds);
        }
        run::remove(&folder)?;
        let seconds = |n: usize| median(all[n].iter().map(|press| press.seconds).collect());
        let (pages, memory) = (all[0][0].pages, all[0].iter().map(|press| press.megabytes).max().unwrap_or_default());
        table += &format!(
            "| {size} | {pages} | {:.1} s | {:.0} | {memory} MB | {:.1} s | {:.1} s | {:.1} s |\n",
            seconds(0),
            pages as f64 / seconds(0),
            seconds(1),
            seconds(2),
            seconds(3),
        );
    }
    println!("\n{table}");
    write_into(&PRESS, &table)
}

/// One build.
struct Press {
    seconds: f64,
    pages: u64,
    /// At its largest.
    megabytes: u64,
}

fn press(app: &Path, folder: &Path, compress: &str) -> Result<Press> {
    let mut command = std::process::Command::new(run::root().join("target/press/press"));
    command.args(["build", "--json", "--images", "link", "--compress", compress]).arg("--app").arg(app);
    command.arg("--site").arg(folder.join("public/site.json")).arg("--out").arg(folder.join("out"));
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let start = Instant::now();
    let mut running = Running::start(&mut command)?;
    let mut stdout = running.stdout();
    let mut megabytes = 0;
    let status = loop {
        megabytes = megabytes.max(running.megabytes());
        if let Some(status) = running.ended()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    let seconds = start.elapsed().as_secs_f64();
    let told: Value = match &mut stdout {
        Some(stdout) => serde_json::from_reader(stdout).doing(|| "read what press says".into())?,
        None => Value::Null,
    };
    match told["pages"].as_u64() {
        Some(pages) if status.success() => Ok(Press { seconds, pages, megabytes }),
        _ => fail!("expected press to write the site, found {told}"),
    }
}

/// An archive of so many articles, an hour apart, with the settings of the sample and one language.
fn archive(folder: &Path, size: usize) -> Result {
    let public = run::root().join("public");
    let read = |path: &Path| fs::read_to_string(path).doing(|| format!("read {}", path.display()));
    let put = |name: &str, text: &str| {
        let path = folder.join("public").join(name);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).doing(|| format!("create {}", parent.display()))?;
        fs::write(&path, text).doing(|| format!("write {}", path.display()))
    };
    for file in ["locales/vi.json", "sources/jsonfeed.json", "logo.svg"] {
        put(file, &read(&public.join(file))?)?;
    }
    let mut site: Value = serde_json::from_str(&read(&public.join("site.json"))?).doing(|| "read site.json".into())?;
    site["languages"] = json!([{ "code": "vi", "name": "Tiếng Việt" }]);
    site["source"] = json!({ "profile": "jsonfeed", "base": "content/{lang}/", "article": "article/{slug}.json" });
    put("site.json", &site.to_string())?;
    let mut samples = vec![];
    let articles = public.join("content/vi/article");
    let mut names: Vec<_> = articles.read_dir().doing(|| format!("read {}", articles.display()))?.flatten().collect();
    names.sort_by_key(fs::DirEntry::file_name);
    for name in names {
        let feed: Value = serde_json::from_str(&read(&name.path())?).doing(|| format!("read {:?}", name.path()))?;
        samples.push(feed["items"][0].clone());
    }
    let mut items = vec![];
    for n in 0..size {
        let sample = &samples[n % samples.len()];
        let slug = format!("tin-{n}");
        let (day, hour) = (n / 24, n % 24);
        let date =
            format!("{:04}-{:02}-{:02}T{hour:02}:00:00+07:00", 2010 + day / 336, 1 + day / 28 % 12, 1 + day % 28);
        let mut item = json!({
            "id": slug, "title": format!("{} ({n})", sample["title"].as_str().unwrap_or_default()),
            "summary": sample["summary"], "date_published": date, "tags": sample["tags"],
            "_bantin": { "slug": slug, "category": sample["_bantin"]["category"] },
        });
        items.push(item.clone());
        item["content_html"] = sample["content_html"].clone();
        let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Tin", "items": [item] });
        put(&format!("content/vi/article/{slug}.json"), &feed.to_string())?;
    }
    items.reverse();
    let files = items.chunks(OF_FILE);
    let last = files.len();
    for (n, items) in files.enumerate() {
        let mut feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Tin", "items": items });
        if n + 1 < last {
            feed["next_url"] = format!("feed-{}.json", n + 2).into();
        }
        let name = if n == 0 { "feed".into() } else { format!("feed-{}", n + 1) };
        put(&format!("content/vi/{name}.json"), &feed.to_string())?;
    }
    Ok(())
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or_default()
}
