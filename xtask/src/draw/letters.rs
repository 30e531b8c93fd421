//! Writing on banners and boards: capitals made of straight strokes, with Vietnamese marks.

use unicode_normalization::UnicodeNormalization;

type Stroke = ((f32, f32), (f32, f32));

/// A letter's strokes as digits on a grid 3 wide and 5 high: each pair is a corner, a space lifts
/// the pen. `00` is the lower left, `24` the upper right.
fn pen(letter: char) -> &'static str {
    match letter {
        'A' => "001424 1420 0222",
        'B' => "0004142312021221201000",
        'C' => "24040020",
        'D' | 'Đ' => "0004142321100000",
        'E' => "24040020 0212",
        'G' => "240400202212",
        'H' => "0004 2024 0222",
        'I' => "1014",
        'K' => "0004 240220",
        'L' => "040020",
        'M' => "0004122420",
        'N' => "00042024",
        'O' => "0004242000",
        'P' => "0004242202",
        'Q' => "0004242000 1220",
        'R' => "0004242202 1220",
        'S' => "240402222000",
        'T' => "0424 1410",
        'U' => "04002024",
        'V' => "041024",
        'X' => "0420 0024",
        'Y' => "041224 1210",
        '0' => "0004242000 0024",
        '1' => "031410 0020",
        '2' => "042422020020",
        '3' => "042422 0222 222000",
        '4' => "040222 2420",
        '5' => "240402222000",
        '8' => "0004242000 0222",
        '-' => "0222",
        _ => "",
    }
}

/// A combining mark's strokes over or under a letter.
fn mark(mark: char) -> &'static [Stroke] {
    match mark {
        '\u{300}' => &[((0.6, 5.7), (1.3, 5.1))],
        '\u{301}' => &[((0.8, 5.1), (1.5, 5.7))],
        '\u{302}' => &[((0.4, 4.9), (1.0, 5.4)), ((1.0, 5.4), (1.6, 4.9))],
        '\u{303}' | '\u{309}' => &[((0.4, 5.2), (0.9, 5.5)), ((0.9, 5.5), (1.5, 5.2))],
        '\u{306}' => &[((0.4, 5.4), (1.0, 5.0)), ((1.0, 5.0), (1.6, 5.4))],
        '\u{31b}' => &[((2.0, 4.0), (2.5, 4.7))],
        '\u{323}' => &[((0.9, -0.9), (1.1, -0.9))],
        _ => &[],
    }
}

/// A line of writing as strokes; the letters stand on 0 and are 4 high.
pub struct Line {
    strokes: Vec<Stroke>,
    wide: f32,
}

impl Line {
    pub fn new(text: &str) -> Line {
        let (mut strokes, mut x): (Vec<Stroke>, f32) = (Vec::new(), -3.2);
        for letter in text.nfd() {
            let marks = mark(letter);
            if !marks.is_empty() {
                strokes.extend(marks.iter().map(|(a, b)| ((x + a.0, a.1), (x + b.0, b.1))));
                continue;
            }
            x += 3.2;
            if letter == 'Đ' {
                strokes.push(((x - 0.4, 2.0), (x + 0.8, 2.0)));
            }
            for run in pen(letter).split(' ') {
                let digits: Vec<f32> = run.chars().filter_map(|c| c.to_digit(10)).map(|d| d as f32).collect();
                let corners: Vec<(f32, f32)> = digits.chunks_exact(2).map(|c| (x + c[0], c[1])).collect();
                strokes.extend(corners.windows(2).map(|pair| (pair[0], pair[1])));
            }
        }
        Line { strokes, wide: x + 2.2 }
    }

    /// Whether a place lies on a stroke. The line fills a board from -1 to 1 both ways, `wide`
    /// being the board's width over its height, with room around.
    pub fn on(&self, u: f32, v: f32, wide: f32) -> bool {
        let scale = (8.4f32).max(self.wide * 1.12 / wide);
        let (x, y) = (u * scale * wide * 0.5 + self.wide * 0.5, v * scale * 0.5 + 2.2);
        if !(-1.2..=6.0).contains(&y) {
            return false;
        }
        self.strokes.iter().any(|(a, b)| {
            let (dx, dy) = (b.0 - a.0, b.1 - a.1);
            let long = (dx * dx + dy * dy).max(1e-6);
            let t = (((x - a.0) * dx + (y - a.1) * dy) / long).clamp(0.0, 1.0);
            let (ex, ey) = (x - a.0 - dx * t, y - a.1 - dy * t);
            ex * ex + ey * ey < 0.36 * 0.36
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Line;

    #[test]
    fn a_stroke_is_where_its_letter_has_one() {
        let line = Line::new("I");
        assert!(line.on(0.0, 0.0, 1.0), "the stem of an I");
        assert!(!line.on(0.3, 0.0, 1.0), "beside the stem");
    }

    #[test]
    fn marks_are_part_of_the_line() {
        assert!(Line::new("Ộ").strokes.len() > Line::new("O").strokes.len() + 2);
        assert!(Line::new("").strokes.is_empty());
    }
}
