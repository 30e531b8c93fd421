//! Which of a file's compressed copies a client gets: content negotiation by `Accept-Encoding` (RFC 9110, 12.5.3).

use std::path::{Path, PathBuf};

/// How a file is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    Brotli,
    Gzip,
    Identity,
}

/// The copies that may lie beside a file, the smaller first.
const COPIES: [Coding; 2] = [Coding::Brotli, Coding::Gzip];

impl Coding {
    /// As headers name it; a file as it is has no name.
    pub fn name(self) -> &'static str {
        match self {
            Coding::Brotli => "br",
            Coding::Gzip => "gzip",
            Coding::Identity => "",
        }
    }

    /// The file that holds this form of another one.
    pub fn path(self, file: &Path) -> PathBuf {
        let mut path = file.as_os_str().to_owned();
        path.push(match self {
            Coding::Brotli => ".br",
            Coding::Gzip => ".gz",
            Coding::Identity => "",
        });
        path.into()
    }
}

/// The copies of a file that are there.
pub fn copies(file: &Path) -> Vec<Coding> {
    COPIES.into_iter().filter(|coding| coding.path(file).is_file()).collect()
}

/// What the client likes best of the copies and the file itself; `None` where it takes none of them.
///
/// Of two that it likes alike, the smaller is taken. `*` is everything that is not named.
pub fn choose(accept: Option<&str>, copies: &[Coding]) -> Option<Coding> {
    let Some(accept) = accept else { return Some(Coding::Identity) };
    let liking = |coding: Coding| match coding {
        // What nobody named is welcome, but less than any copy that was asked for.
        Coding::Identity => named(accept, &["identity"]).or_else(|| named(accept, &["*"]).filter(|q| *q == 0)),
        Coding::Gzip => named(accept, &["gzip", "x-gzip"]).or_else(|| named(accept, &["*"])).or(Some(0)),
        Coding::Brotli => named(accept, &["br"]).or_else(|| named(accept, &["*"])).or(Some(0)),
    };
    let all = copies.iter().copied().chain([Coding::Identity]);
    let welcome = all.map(|coding| (coding, liking(coding))).filter(|(_, q)| *q != Some(0));
    // `reduce` keeps the earlier one of two alike: those are the smaller.
    welcome.reduce(|best, other| if other.1 > best.1 { other } else { best }).map(|(coding, _)| coding)
}

/// The weight of the first of these names in the list, in thousandths.
fn named(accept: &str, names: &[&str]) -> Option<u32> {
    let entry = |entry: &str| {
        let (name, rest) = entry.split_once(';').unwrap_or((entry, ""));
        let is_it = names.iter().any(|known| name.trim().eq_ignore_ascii_case(known));
        is_it.then(|| weight(rest))
    };
    accept.split(',').find_map(entry)
}

/// `q=0.5` in thousandths; 1000 where nothing is said, and 0 for what is no weight.
fn weight(parameters: &str) -> u32 {
    let Some((name, value)) = parameters.split_once('=') else { return 1000 };
    let is_weight = name.trim().eq_ignore_ascii_case("q");
    let value: f64 = value.trim().parse().unwrap_or_default();
    if is_weight && (0.0..=1.0).contains(&value) { (value * 1000.0) as u32 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clients_weights_decide_and_the_smaller_copy_wins_a_tie() {
        use Coding::{Brotli, Gzip, Identity};
        let cases = [
            (None, Some(Identity)),
            (Some(""), Some(Identity)),
            (Some("gzip, deflate, br, zstd"), Some(Brotli)),
            (Some("gzip"), Some(Gzip)),
            (Some("X-GZIP"), Some(Gzip)),
            (Some("br;q=0.5, gzip;q=0.8"), Some(Gzip)),
            (Some("br;q=0, gzip ; q=0.1"), Some(Gzip)),
            (Some("br;q=0.2, identity;q=0.9"), Some(Identity)),
            (Some("*"), Some(Brotli)),
            (Some("br;q=0, *;q=0.5"), Some(Gzip)),
            (Some("deflate"), Some(Identity)),
            (Some("identity;q=1, *;q=0"), Some(Identity)),
            (Some("identity;q=0"), None),
            (Some("*;q=0"), None),
            (Some("br;q=7"), Some(Identity)),
        ];
        for (accept, expected) in cases {
            assert_eq!(choose(accept, &COPIES), expected, "{accept:?}");
        }
    }

    #[test]
    fn a_file_without_copies_is_sent_as_it_is() {
        assert_eq!(choose(Some("br, gzip"), &[]), Some(Coding::Identity));
        assert_eq!(choose(Some("gzip, br"), &[Coding::Gzip]), Some(Coding::Gzip));
    }
}
