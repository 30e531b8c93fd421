//! The slideshow: when the next photo's turn is.
//!
//! It has no timer of its own: whoever shows photos asks [`Slides::turn`] when something has changed and when the wait
//! that it was told is over. It ends at the last photo instead of going round: a reader who looks away finds the end,
//! and nothing moves for ever (WCAG 2.2.2). Playing at the last photo begins with the first.

/// Seconds for each photo, from the least to the most that may be set.
pub const SECONDS: (u32, u32) = (3, 30);
/// What a reader has who sets nothing.
pub const DEFAULT_SECONDS: u32 = 5;

/// What is on the stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scene {
    /// Its place in the set; another one has its whole time before it.
    pub photo: usize,
    pub is_last: bool,
    /// It is there to be looked at, or has failed: what never comes holds nothing up.
    pub is_loaded: bool,
    /// The page is hidden, the photo zoomed, or a finger is on it. Let go, the photo has its whole time again.
    pub is_held: bool,
}

/// What to do now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Turn {
    /// Nothing: it is not playing.
    Paused,
    /// Nothing until the scene changes.
    Held,
    /// Ask again in so many ms.
    Wait(f64),
    /// Show the next photo, then ask again.
    Next,
    /// Show the first photo, then ask again.
    First,
    /// It was the last photo, and it is no longer playing.
    Ended,
}

#[derive(Clone, Debug)]
pub struct Slides {
    seconds: u32,
    is_playing: bool,
    /// Nothing was shown since it was started.
    is_new: bool,
    /// The photo that is being looked at, and since when.
    shown: Option<(usize, f64)>,
}

impl Slides {
    /// Paused; the seconds are brought between [`SECONDS`].
    pub fn new(seconds: u32) -> Slides {
        Slides { seconds: seconds.max(SECONDS.0).min(SECONDS.1), is_playing: false, is_new: false, shown: None }
    }

    pub fn seconds(&self) -> u32 {
        self.seconds
    }

    /// Brought between [`SECONDS`]; holds for the photo that is shown, too.
    pub fn set_seconds(&mut self, seconds: u32) {
        self.seconds = seconds.max(SECONDS.0).min(SECONDS.1);
    }

    pub fn is_playing(&self) -> bool {
        self.is_playing
    }

    /// Plays or pauses; ask for the turn afterwards.
    pub fn toggle(&mut self) {
        (self.is_playing, self.is_new, self.shown) = (!self.is_playing, !self.is_playing, None);
    }

    /// Pauses, as when the viewer is closed.
    pub fn pause(&mut self) {
        (self.is_playing, self.shown) = (false, None);
    }

    /// What to do at this time, in ms of a clock that only goes forward.
    pub fn turn(&mut self, now: f64, scene: Scene) -> Turn {
        if !self.is_playing {
            return Turn::Paused;
        }
        if std::mem::replace(&mut self.is_new, false) && scene.is_last {
            return Turn::First;
        }
        if scene.is_held || !scene.is_loaded {
            self.shown = None;
            return Turn::Held;
        }
        let since = match self.shown {
            Some((photo, since)) if photo == scene.photo => since,
            _ => now,
        };
        self.shown = Some((scene.photo, since));
        let left = f64::from(self.seconds) * 1000.0 - (now - since);
        if left > 0.0 {
            return Turn::Wait(left);
        }
        self.shown = None;
        self.is_playing = !scene.is_last;
        if scene.is_last { Turn::Ended } else { Turn::Next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCENE: Scene = Scene { photo: 0, is_last: false, is_loaded: true, is_held: false };

    fn playing() -> Slides {
        let mut slides = Slides::new(DEFAULT_SECONDS);
        slides.toggle();
        slides
    }

    #[test]
    fn each_photo_has_its_time_and_the_last_one_ends_it() {
        let mut slides = playing();
        assert_eq!(slides.turn(100.0, SCENE), Turn::Wait(5000.0));
        assert_eq!(slides.turn(4100.0, SCENE), Turn::Wait(1000.0));
        assert_eq!(slides.turn(5100.0, SCENE), Turn::Next);
        let last = Scene { photo: 1, is_last: true, ..SCENE };
        assert_eq!(slides.turn(5200.0, last), Turn::Wait(5000.0));
        assert_eq!(slides.turn(10_200.0, last), Turn::Ended);
        assert_eq!((slides.turn(10_300.0, last), slides.is_playing()), (Turn::Paused, false));
    }

    #[test]
    fn playing_at_the_last_photo_begins_with_the_first() {
        let mut slides = playing();
        let last = Scene { is_last: true, ..SCENE };
        assert_eq!(slides.turn(0.0, last), Turn::First);
        assert_eq!(slides.turn(1.0, last), Turn::Wait(5000.0), "of a set of one the first is the last");
    }

    #[test]
    fn a_photo_that_is_not_there_or_is_being_looked_at_holds_it_up() {
        let mut slides = playing();
        assert_eq!(slides.turn(0.0, Scene { is_loaded: false, ..SCENE }), Turn::Held);
        assert_eq!(slides.turn(60_000.0, SCENE), Turn::Wait(5000.0), "the time begins when it is there");
        assert_eq!(slides.turn(64_000.0, Scene { is_held: true, ..SCENE }), Turn::Held);
        assert_eq!(slides.turn(90_000.0, SCENE), Turn::Wait(5000.0));
    }

    #[test]
    fn a_step_by_hand_gives_the_new_photo_its_whole_time() {
        let mut slides = playing();
        slides.turn(0.0, SCENE);
        assert_eq!(slides.turn(4900.0, Scene { photo: 7, ..SCENE }), Turn::Wait(5000.0));
    }

    #[test]
    fn seconds_stay_between_three_and_thirty_and_hold_at_once() {
        assert_eq!((Slides::new(0).seconds(), Slides::new(99).seconds()), (3, 30));
        let mut slides = playing();
        slides.turn(0.0, SCENE);
        slides.set_seconds(10);
        assert_eq!(slides.turn(4000.0, SCENE), Turn::Wait(6000.0));
        slides.toggle();
        assert_eq!(slides.turn(4000.0, SCENE), Turn::Paused);
        slides.toggle();
        assert_eq!(slides.turn(4000.0, SCENE), Turn::Wait(10_000.0));
    }
}
