//! Photos one after the other.

use super::rebuild;
use crate::body::tree::{Block, Body, Figure};

/// Photos with nothing between them are a gallery; a list whose items are photos is one, too; and a gallery of one is a
/// photo.
pub fn run(body: &mut Body) {
    let mut row: Vec<Figure> = vec![];
    rebuild(body, concerns, &mut |block, blocks| {
        let block = match block {
            Some(Block::Figure(figure)) => return row.push(*figure),
            other => other,
        };
        if !row.is_empty() {
            let mut figures = std::mem::take(&mut row);
            blocks.push(match figures.len() {
                1 => Block::Figure(Box::new(figures.remove(0))),
                _ => Block::Gallery { figures, caption: vec![] },
            });
        }
        match block {
            Some(Block::List { items, .. }) if items.len() > 1 && items.iter().all(|item| is_figure(item)) => {
                for item in items {
                    for block in item {
                        if let Block::Figure(figure) = block {
                            row.push(*figure);
                        }
                    }
                }
                blocks.push(Block::Gallery { figures: std::mem::take(&mut row), caption: vec![] });
            }
            other => blocks.extend(other),
        }
    });
}

fn concerns(block: &Block) -> bool {
    matches!(block, Block::Figure(_) | Block::List { .. })
}

fn is_figure(item: &[Block]) -> bool {
    matches!(item, [Block::Figure(_)])
}

#[cfg(test)]
mod tests {
    use crate::body::{Block, parse};

    #[test]
    fn photos_in_a_row_and_photos_in_a_list_are_galleries() {
        for html in ["<p><img src=a.jpg></p><p><img src=b.jpg></p>", "<ul><li><img src=a.jpg><li><img src=b.jpg></ul>"]
        {
            let (body, _) = parse(html, "");
            assert!(matches!(body.0.as_slice(), [Block::Gallery { figures, .. }] if figures.len() == 2), "{html}");
        }
    }

    #[test]
    fn words_between_photos_part_them() {
        let (body, _) = parse("<img src=a.jpg><p>Sau đó.</p><img src=b.jpg>", "");
        assert_eq!(body.0.len(), 3);
    }
}
