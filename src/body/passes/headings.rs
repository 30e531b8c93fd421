//! Headings: their levels and the names that links call them by.

use super::within;
use crate::body::line;
use crate::body::span::Mark;
use crate::body::tree::{Block, Body};
use crate::cut::digits;
use crate::search;

/// Longer texts than this have no table of contents: so finding a free name takes no time that counts.
const MOST: usize = 300;

/// The page's headline is the first level; from there headings go down one level at a time. Each gets a name.
pub fn run(body: &mut Body) {
    mend(&mut body.0, &mut 1, &mut vec![]);
}

fn mend(blocks: &mut [Block], last: &mut u8, names: &mut Vec<String>) {
    for block in blocks {
        if let Block::Heading { level, id, content } = block {
            *level = (*level).min(*last + 1);
            *last = *level;
            // A heading is bold as it is.
            line::unmark(content, Mark::Strong);
            if names.len() < MOST {
                let wanted = id.take().unwrap_or_else(|| slug(&line::text(content)));
                let name = free(wanted, names);
                names.push(name.clone());
                *id = Some(name);
            }
        }
        within(block, &mut |blocks| mend(blocks, last, names));
    }
}

/// The words of a heading, without accents, as far as an address should be long.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for word in search::fold(text).split(' ').take(10) {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

fn free(wanted: String, names: &[String]) -> String {
    let wanted = if wanted.is_empty() { "muc".to_owned() } else { wanted };
    let mut name = wanted.clone();
    let mut number = 1;
    while names.contains(&name) {
        number += 1;
        name = [wanted.as_str(), "-", &digits(number)].concat();
    }
    name
}

#[cfg(test)]
mod tests {
    use crate::body::{Block, parse};

    #[test]
    fn levels_go_down_one_by_one_and_names_are_used_once() {
        let (body, _) = parse("<h4>Kết quả</h4><h1>Nhiệm vụ</h1><h5>Kết quả</h5><h3 id=x>Khác</h3>", "");
        let found = body.0.iter().map(|block| match block {
            Block::Heading { level, id, .. } => format!("{level} {}", id.as_deref().unwrap_or_default()),
            other => format!("{other:?}"),
        });
        assert_eq!(found.collect::<Vec<_>>(), ["2 ket-qua", "2 nhiem-vu", "3 ket-qua-2", "3 x"]);
    }
}
