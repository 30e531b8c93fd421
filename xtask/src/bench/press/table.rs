//! The medians of all builds, and the tables for docs/performance.md.

use crate::bench::build::{Build, Changes, Output};
use crate::bench::number::{count, median};

/// The builds of one archive.
pub struct Archive {
    pub articles: usize,
    /// `press` first.
    pub clean: Vec<Clean>,
    pub nothing_new: Vec<f64>,
    pub one_more: Vec<f64>,
    /// After one article more.
    pub changes: Changes,
    pub with_copies: Vec<f64>,
    pub searched: Searched,
}

/// The builds with an index of whole texts.
#[derive(Default)]
pub struct Searched {
    pub clean: Vec<Build>,
    pub one_more: Vec<f64>,
    pub changes: Changes,
    /// Of the index.
    pub files: usize,
    pub megabytes: f64,
}

/// A program's builds from nothing.
#[derive(Default)]
pub struct Clean {
    pub builds: Vec<Build>,
    pub output: Output,
}

impl Clean {
    fn seconds(&self) -> Option<f64> {
        (!self.builds.is_empty()).then(|| median(self.builds.iter().map(|build| build.seconds)))
    }

    /// `2.6 s (3.9)`
    fn shown(&self) -> Option<String> {
        let worked = self.processor_seconds().map(|seconds| format!(" ({seconds:.1})")).unwrap_or_default();
        Some(format!("{:.1} s{worked}", self.seconds()?))
    }

    fn processor_seconds(&self) -> Option<f64> {
        let all = self.builds.iter().map(|build| build.processor_seconds);
        Some(median(all)).filter(|seconds| *seconds > 0.0)
    }

    fn megabytes(&self) -> Option<usize> {
        // A megabyte more or less is no matter.
        self.builds.iter().map(|build| build.megabytes as usize).max()
    }
}

/// The programs by their names and versions, press first; of one that could not be used, why.
pub struct Programs {
    pub names: Vec<String>,
    pub notes: Vec<String>,
}

pub fn markdown(archives: &[Archive], programs: &Programs) -> String {
    let rounds = archives.first().map_or(0, |archive| archive.nothing_new.len());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let short: Vec<&str> = programs.names.iter().filter_map(|name| name.split(' ').next()).collect();
    let mut text = format!(
        "`cargo xtask bench press` on {threads} processors, the programs in turns, medians of {rounds} rounds; in brackets what \
         all processors together worked on it, in seconds.\n\
         Each writes the same pages of the same articles: the articles, lists of 12 (all news, categories, tags, months), RSS \
         of all news and of each category; with the same words, the same elements, the same head and the same styles in \
         them.\n\
         press reads and cleans each text, and writes besides: a page for each picture, Atom and JSON feeds, the site map, and \
         what the app reads. Hugo writes besides: a page that leads from number 1 of each list to its beginning.\n\
         Hugo takes the texts as they are, from files of HTML with front matter in JSON; so does Eleventy, from data in JSON, \
         with templates in JavaScript: of the ways that their documentation has, the fastest.\n\n\
         | articles | pages, {short} | files, {short} | {} | press : the faster | peak memory, {short} |\n\
         | ---: | ---: | ---: |{} ---: | ---: |\n",
        programs.names.join(" | "),
        " ---: |".repeat(programs.names.len()),
        short = short.join(" / "),
    );
    for archive in archives {
        let each = |show: &dyn Fn(&Clean) -> Option<String>| -> Vec<String> {
            archive.clean.iter().map(|clean| show(clean).unwrap_or_else(|| "–".into())).collect()
        };
        let is_built = |clean: &Clean| !clean.builds.is_empty();
        let pages = each(&|clean| is_built(clean).then(|| count(clean.output.pages)));
        let files = each(&|clean| is_built(clean).then(|| count(clean.output.files)));
        let seconds = each(&Clean::shown);
        let megabytes = each(&|clean| clean.megabytes().map(count));
        text.push_str(&format!(
            "| {} | {} | {} | {} | {} | {} MB |\n",
            count(archive.articles),
            pages.join(" / "),
            files.join(" / "),
            seconds.join(" | "),
            ratio(&archive.clean).map_or("–".into(), |ratio| format!("{ratio:.2}")),
            megabytes.join(" / "),
        ));
    }
    for note in &programs.notes {
        text.push_str(&format!("\n{note}\n"));
    }
    text.push_str(
        "\npress alone; copies for `Content-Encoding` are switched off but in the last column:\n\n\
         | articles | clean build | by the article | pages a second | nothing new | one article more | files then | with quick copies |\n\
         | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for archive in archives {
        let Some((press, clean)) = archive.clean.first().and_then(|press| Some((press, press.seconds()?))) else {
            continue;
        };
        let Changes { rewritten, new } = archive.changes;
        text.push_str(&format!(
            "| {} | {clean:.1} s | {:.2} ms | {} | {:.2} s | {:.2} s | {rewritten} changed, {new} new | {:.1} s |\n",
            count(archive.articles),
            clean * 1000.0 / archive.articles.max(1) as f64,
            // Far below 2⁵³, and never negative.
            count((press.output.pages as f64 / clean) as usize),
            median(archive.nothing_new.iter().copied()),
            median(archive.one_more.iter().copied()),
            median(archive.with_copies.iter().copied()),
        ));
    }
    text.push_str(
        "\npress with an index of whole texts (`--search pagefind`), without copies:\n\n\
         | articles | clean build | peak memory | one article more | files then | files of the index | size |\n\
         | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for archive in archives {
        let Searched { clean, one_more, changes: Changes { rewritten, new }, files, megabytes } = &archive.searched;
        text.push_str(&format!(
            "| {} | {:.1} s | {} MB | {:.1} s | {rewritten} changed, {new} new | {} | {megabytes:.1} MB |\n",
            count(archive.articles),
            median(clean.iter().map(|build| build.seconds)),
            count(clean.iter().map(|build| build.megabytes).max().unwrap_or_default() as usize),
            median(one_more.iter().copied()),
            count(*files),
        ));
    }
    text
}

/// press beside the faster one of the others: the median of what it was in each round.
fn ratio(all: &[Clean]) -> Option<f64> {
    let (press, others) = all.split_first()?;
    let built = others.iter().filter_map(|other| Some((other, other.seconds()?)));
    let (faster, _) = built.min_by(|(_, one), (_, other)| one.total_cmp(other))?;
    let rounds = press.builds.iter().zip(&faster.builds);
    Some(median(rounds.map(|(press, faster)| press.seconds / faster.seconds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(seconds: &[f64]) -> Clean {
        let build =
            |&seconds: &f64| Build { seconds, processor_seconds: seconds * 1.5, megabytes: 1_200 + seconds as u64 };
        Clean { builds: seconds.iter().map(build).collect(), output: Output { pages: 1_400, files: 2_000 } }
    }

    fn archive(clean: Vec<Clean>) -> Archive {
        let changes = Changes { rewritten: 12, new: 3 };
        let [nothing_new, one_more, with_copies] = [vec![0.2], vec![0.31], vec![4.0]];
        let build = Build { seconds: 3.0, processor_seconds: 4.0, megabytes: 300 };
        let searched = Searched {
            clean: vec![build],
            one_more: vec![2.5],
            changes: Changes { rewritten: 40, new: 9 },
            files: 1_020,
            megabytes: 4.25,
        };
        Archive { articles: 1_000, clean, nothing_new, one_more, changes, with_copies, searched }
    }

    #[test]
    fn press_is_set_beside_the_faster_one() {
        let names = ["press", "Hugo 1", "Eleventy 2"].map(String::from).to_vec();
        let all = archive(vec![clean(&[9.0, 1.0, 2.0]), clean(&[5.0, 5.0, 5.0]), clean(&[10.0, 4.0, 4.0])]);
        let table = markdown(&[all], &Programs { names, notes: vec![] });
        // Of the rounds' ratios, 0.90, 0.25 and 0.50.
        let row = "| 1,000 | 1,400 / 1,400 / 1,400 | 2,000 / 2,000 / 2,000 | 2.0 s (3.0) | 5.0 s (7.5) | 4.0 s (6.0) | 0.50 | \
                   1,209 / 1,205 / 1,210 MB |\n";
        assert!(table.contains(row), "{table}");
        let row = "| 1,000 | 2.0 s | 2.00 ms | 700 | 0.20 s | 0.31 s | 12 changed, 3 new | 4.0 s |\n";
        assert!(table.contains(row), "{table}");
        let row = "| 1,000 | 3.0 s | 300 MB | 2.5 s | 40 changed, 9 new | 1,020 | 4.2 MB |\n";
        assert!(table.contains(row), "{table}");
        let head = "| articles | pages, press / Hugo / Eleventy | files, press / Hugo / Eleventy | press | Hugo 1 | Eleventy 2 |";
        assert!(table.contains(head), "{table}");
    }

    #[test]
    fn a_program_that_is_not_there_is_said_and_left_out() {
        let names = ["press", "Hugo", "Eleventy 2"].map(String::from).to_vec();
        let all = archive(vec![clean(&[2.0]), Clean::default(), clean(&[4.0])]);
        let table = markdown(&[all], &Programs { names, notes: vec!["Hugo is not installed.".into()] });
        let row =
            "| 1,400 / – / 1,400 | 2,000 / – / 2,000 | 2.0 s (3.0) | – | 4.0 s (6.0) | 0.50 | 1,202 / – / 1,204 MB |";
        assert!(table.contains(row), "{table}");
        assert!(table.contains("\nHugo is not installed.\n"), "{table}");
    }
}
