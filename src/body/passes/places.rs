//! Places on the page and the links that lead to them.

use super::{every, every_line, lines_of, place_of};
use crate::body::line;
use crate::body::tree::{Block, Body, Inline, Line};

/// More links inside one text than this are left as words: so looking for their places takes no time that counts.
const MOST: usize = 500;

/// Places that no link leads to go, and links that lead to no place become words.
pub fn run(body: &mut Body) {
    let mut wanted: Vec<String> = vec![];
    every_line(&mut body.0, &mut |line| {
        for id in line.iter().filter_map(place_of) {
            if wanted.len() < MOST && !wanted.iter().any(|known| known == id) {
                wanted.push(id.to_owned());
            }
        }
    });
    let mut found: Vec<String> = vec![];
    every(&mut body.0, &mut |blocks| {
        for block in blocks {
            if let Block::Heading { id: Some(id), .. } = block {
                found.push(id.clone());
            }
            lines_of(block, &mut |line: &mut Line| {
                let had = line.len();
                line.retain(|inline| {
                    let Inline::Place(id) = inline else { return true };
                    let is_wanted = wanted.contains(id) && !found.contains(id);
                    if is_wanted {
                        found.push(id.clone());
                    }
                    is_wanted
                });
                if line.len() < had {
                    *line = line::normal(std::mem::take(line));
                }
            });
        }
    });
    every_line(&mut body.0, &mut |line| {
        if line.iter().filter_map(place_of).all(|id| found.iter().any(|known| known == id)) {
            return;
        }
        for inline in line.iter_mut() {
            let is_lost = place_of(inline).is_some_and(|id| !found.iter().any(|known| known == id));
            if let Inline::Text(run) = inline
                && is_lost
            {
                run.span.change(&mut |about| about.link = None);
            }
        }
        *line = line::normal(std::mem::take(line));
    });
}

#[cfg(test)]
mod tests {
    use crate::body::{html, parse};

    #[test]
    fn a_link_and_its_place_stay_and_the_rest_goes() {
        let source =
            "<p><a href='#phu-luc'>Xem</a> <a href='#khong-co'>đây</a></p><p id=thua>Một</p><p id=phu-luc>Hai</p>";
        let expected = r##"<p><a href="#phu-luc">Xem</a> đây</p><p>Một</p><p><span id="phu-luc"></span>Hai</p>"##;
        assert_eq!(html(&parse(source, "").0, &str::to_owned), expected);
    }
}
