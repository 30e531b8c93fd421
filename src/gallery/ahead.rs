//! Which photos are loaded before they are asked for.

use super::gesture::Direction;
use crate::connection::Connection;

/// The neighbours of a photo, of a set of `n_photos`, in the order in which to load them: two in the direction of travel
/// and one behind; one in the direction on a slow connection; none with Save-Data.
pub fn ahead(current: usize, n_photos: usize, travel: Direction, connection: Connection) -> Vec<usize> {
    let (on, back): (isize, isize) = if travel == Direction::Forward { (1, -1) } else { (-1, 1) };
    let steps: &[isize] = match connection {
        Connection::Fast => &[on, on * 2, back],
        Connection::Slow => &[on],
        Connection::SaveData => &[],
    };
    let mut photos = Vec::new();
    for photo in steps.iter().filter_map(|&step| current.checked_add_signed(step)) {
        if photo < n_photos {
            photos.push(photo);
        }
    }
    photos
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_are_loaded_ahead_and_one_behind_in_the_direction_of_travel() {
        assert_eq!(ahead(5, 10, Direction::Forward, Connection::Fast), [6, 7, 4]);
        assert_eq!(ahead(5, 10, Direction::Back, Connection::Fast), [4, 3, 6]);
    }

    #[test]
    fn nothing_outside_of_the_set_is_loaded() {
        assert_eq!(ahead(9, 10, Direction::Forward, Connection::Fast), [8]);
        assert_eq!(ahead(0, 10, Direction::Back, Connection::Fast), [1]);
        assert_eq!(ahead(0, 1, Direction::Forward, Connection::Fast), [0; 0]);
        assert_eq!(ahead(7, 0, Direction::Forward, Connection::Fast), [0; 0]);
        assert_eq!(ahead(usize::MAX, 3, Direction::Forward, Connection::Fast), [0; 0]);
    }

    #[test]
    fn a_slow_connection_loads_one_and_a_saving_one_none() {
        assert_eq!(ahead(5, 10, Direction::Forward, Connection::Slow), [6]);
        assert_eq!(ahead(5, 10, Direction::Back, Connection::Slow), [4]);
        assert_eq!(ahead(5, 10, Direction::Forward, Connection::SaveData), [0; 0]);
    }
}
