//! Footnotes, as WordPress, pandoc, Word and we ourselves write them: a reference links to a note, the note links back.

use super::{drop_empty_of, every_line, place_of};
use crate::body::line;
use crate::body::tree::{AGAIN, Block, Body, Inline};
use crate::list::{self, ToList};
use crate::search::is_of_a_word;

/// A text with more notes than this keeps its links as they are: so finding them takes no time that counts.
const MOST: usize = 500;

/// A list of notes, or paragraphs that are notes, go into one list at the end of them; references are numbers.
pub fn run(body: &mut Body) {
    // Places that were linked to so far: a paragraph is a note only where it was referred to before.
    let mut linked: Vec<String> = vec![];
    // For each block the names of the notes that it is; none if it is something else.
    let mut of_blocks: Vec<Vec<Vec<String>>> = vec![];
    for block in &mut body.0 {
        let mut names = if linked.is_empty() { vec![] } else { notes_of(block) };
        let is_known = || names.iter().any(|names| names.iter().any(|name| linked.contains(name)));
        if matches!(block, Block::Paragraph { .. }) && !is_known() {
            names.clear();
        }
        of_blocks.push(names);
        every_line(std::slice::from_mut(block), &mut |line| {
            let links = line.iter().filter_map(place_of).map(str::to_owned);
            let room = MOST.saturating_sub(linked.len());
            list::add(&mut linked, links.take(room));
        });
    }
    let names: Vec<&Vec<String>> = of_blocks.iter().flatten().list();
    if names.is_empty() || names.len() > MOST {
        return;
    }
    let refers = |inline: &Inline| {
        let id = place_of(inline).filter(|_| is_sign(inline))?;
        names.iter().position(|names| names.iter().any(|name| name == id))
    };
    let mut found = false;
    let mut is_first = [true; MOST];
    for (block, _) in body.0.iter_mut().zip(&of_blocks).filter(|(_, notes)| notes.is_empty()) {
        every_line(std::slice::from_mut(block), &mut |line| {
            for inline in line.iter_mut() {
                if let Some(note) = refers(inline) {
                    let is_first = is_first.get_mut(note).is_some_and(std::mem::take);
                    *inline = Inline::Note(note + if is_first { 1 } else { 1 + AGAIN });
                    found = true;
                }
            }
            // A link with marks in it was several pieces of the line.
            line.dedup_by(|a, b| match (a, b) {
                (Inline::Note(a), Inline::Note(b)) => *a % AGAIN == *b % AGAIN,
                _ => false,
            });
        });
    }
    if !found {
        return;
    }
    let mut notes: Vec<Vec<Block>> = vec![];
    let mut place = 0;
    for (block, names) in std::mem::take(&mut body.0).into_iter().zip(&of_blocks) {
        if names.is_empty() {
            body.0.push(block);
            continue;
        }
        // The rule that parts the notes from the text is a matter of looks.
        if let Some(Block::Rule) = body.0.last() {
            body.0.pop();
        }
        place = body.0.len();
        match block {
            Block::List { items, .. } => notes.extend(items),
            other => notes.push(vec![other]),
        }
    }
    notes.iter_mut().for_each(without_ways_back);
    body.0.insert(place, Block::Notes(notes));
}

/// The names of the notes that a block is, one list for each note; none if it is something else.
fn notes_of(block: &mut Block) -> Vec<Vec<String>> {
    let names: Vec<Vec<String>> = match block {
        Block::List { items, .. } => items.iter_mut().map(|item| names_of(item)).list(),
        // In Word a note begins with its own sign.
        Block::Paragraph { content, .. }
            if content.iter().find(|inline| !is_place(inline)).is_some_and(is_way_back) =>
        {
            vec![names_of(std::slice::from_mut(block))]
        }
        _ => vec![],
    };
    if names.iter().any(Vec::is_empty) { vec![] } else { names }
}

/// What a note is called: the places in front of its words. None without a way back, or with nothing else.
fn names_of(note: &mut [Block]) -> Vec<String> {
    let (mut names, mut has_words, mut has_way_back) = (vec![], false, false);
    every_line(note, &mut |line| {
        for inline in line {
            match inline {
                Inline::Place(id) if !has_words => names.push(id.clone()),
                inline if is_way_back(inline) => has_way_back = true,
                inline => has_words |= !line::is_blank(std::slice::from_ref(inline)),
            }
        }
    });
    if has_words && has_way_back { names } else { vec![] }
}

fn is_place(inline: &Inline) -> bool {
    matches!(inline, Inline::Place(_))
}

/// A link to a place whose words are a sign: "↩", "[1]", "*".
fn is_way_back(inline: &Inline) -> bool {
    place_of(inline).is_some() && is_sign(inline)
}

fn is_sign(inline: &Inline) -> bool {
    let Inline::Text(run) = inline else { return false };
    let is_word = |c: char| is_of_a_word(c) && !matches!(c, '0'..='9' | 'i' | 'v' | 'x' | 'a'..='e');
    run.text.chars().count() <= 6 && !run.text.contains(is_word)
}

fn without_ways_back(note: &mut Vec<Block>) {
    every_line(note, &mut |line| {
        let had = line.len();
        line.retain(|inline| !is_way_back(inline) && !is_place(inline));
        if line.len() < had {
            *line = line::normal(std::mem::take(line));
        }
    });
    drop_empty_of(note);
}

#[cfg(test)]
mod tests {
    use crate::body::{Block, html, parse};

    #[test]
    fn notes_of_several_systems_are_one_list() {
        let wordpress = "<p>Bài<sup class=fn><a href='#n1' id='n1-link'>1</a></sup></p>\
             <ol class=wp-block-footnotes><li id=n1>Chú. <a href='#n1-link'>↩︎</a></li></ol>";
        let word = "<p>Bài<a href='#_ftn1' name='_ftnref1'>[1]</a></p><hr>\
             <div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Chú.</p></div>";
        for source in [wordpress, word] {
            let (body, _) = parse(source, "");
            let expected = "<p>Bài<a id=\"fnref-1\" href=\"#fn-1\"><sup>1</sup></a></p>\
                 <ol><li><span id=\"fn-1\"></span><p>Chú. <a href=\"#fnref-1\">↩</a></p></li></ol>";
            assert_eq!(html(&body, &str::to_owned), expected);
            assert!(matches!(body.0.last(), Some(Block::Notes(notes)) if notes.len() == 1));
        }
    }

    #[test]
    fn a_list_of_links_is_no_list_of_notes() {
        let (body, _) = parse("<ul><li><a href='#a'>Một</a></ul><h2 id=a>Một</h2>", "");
        assert!(matches!(body.0.first(), Some(Block::List { .. })));
    }
}
