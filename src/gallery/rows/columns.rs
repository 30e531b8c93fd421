//! Photos in columns, and tiles: a grid is what columns of squares look like.

use super::{Frame, Layout, NARROWEST, Place, Row, below, known, whole};

/// Columns of about the target's width: each photo goes below the column that is the shortest so far, the first of
/// several. So no photo stands higher than the one before it, and they are seen in their order.
pub fn columns(ratios: &[f64], frame: Frame, mut layout: Layout, is_square: bool) -> Layout {
    let Frame { width, gap, target } = frame;
    let n = whole((width + gap) / (target + gap)).max(1);
    let room = (width - gap * f64::from(n - 1)).max(0.0);
    let left = |column: u32| whole(room * f64::from(column) / f64::from(n));
    let mut columns = vec![];
    for column in 0..n {
        columns.push(Place {
            x: left(column) + column * gap as u32,
            width: left(column + 1) - left(column),
            ..Place::default()
        });
    }
    for place in &layout.places {
        if let Some(column) = columns.iter_mut().find(|column| column.x == place.x) {
            column.y = below(place.y.saturating_add(place.height), gap, 1);
        }
    }
    // Tiles are equal to the pixel, or their rows would come apart.
    let side = whole((room / f64::from(n)).floor());
    for ratio in ratios.iter().skip(layout.places.len()) {
        let Some(column) = columns.iter_mut().reduce(|a, b| if b.y < a.y { b } else { a }) else { break };
        let ratio = known(*ratio).clamp(NARROWEST, 1.0 / NARROWEST);
        let height = if is_square { side } else { whole(f64::from(column.width) / ratio) };
        let place = Place { height, ..*column };
        column.y = below(place.y.saturating_add(height), gap, 1);
        let (first, foot) = (layout.places.len(), place.y.saturating_add(height));
        match layout.rows.last_mut().filter(|row| row.end - row.first < n as usize) {
            Some(row) => {
                row.end += 1;
                row.height = row.height.max(foot.saturating_sub(row.top));
            }
            None => layout.rows.push(Row { first, end: first + 1, top: place.y, height }),
        }
        layout.places.push(place);
    }
    layout
}
