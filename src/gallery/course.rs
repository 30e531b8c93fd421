//! Where an open viewer stands in the browser's history.
//!
//! The address is the viewer's only state: each photo has its own, opening adds one entry to the history, stepping
//! replaces it, and whatever takes the reader off a photo's address closes the viewer.

/// How the viewer was come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Course {
    #[default]
    Closed,
    /// A photo of the page was followed: the entry before this one is the page's.
    Pushed,
    /// As [`Course::Pushed`], and the history is on its way back to the page.
    Leaving,
    /// The document began with a photo, or another page's link led to it.
    Entered,
}

/// What happens to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A photo of the page on the screen was followed.
    Follow,
    /// A photo's own page is on the screen.
    Enter,
    /// The viewer shows another photo.
    Step,
    /// The reader closes the viewer.
    Close,
    /// The history went to a photo of the page on the screen.
    ToPhoto,
    /// The history went to the page on the screen.
    ToPage,
    /// The reader goes anywhere else.
    Elsewhere,
}

/// What is to be done then, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Add an entry for the photo.
    Push,
    /// Give the present entry the photo's address.
    Replace,
    /// Give the present entry the address of the page that the photos stand on, and show that page.
    ToPage,
    /// Go one entry back.
    Back,
    /// Open the viewer with the photo.
    Open,
    /// Show the photo in the open viewer.
    Show,
    /// Close the viewer.
    Hide,
    /// The portal shows the place as any other.
    Leave,
}

impl Course {
    pub fn after(self, event: Event) -> (Course, &'static [Effect]) {
        use Course::{Closed, Entered, Leaving, Pushed};
        match (self, event) {
            (Closed, Event::Follow) => (Pushed, &[Effect::Push, Effect::Open]),
            (Closed, Event::Enter) => (Entered, &[Effect::Open]),
            // Forward: the page that is on the screen is the entry before.
            (Closed, Event::ToPhoto) => (Pushed, &[Effect::Open]),
            (Closed, Event::ToPage | Event::Elsewhere) => (Closed, &[Effect::Leave]),
            (Closed, Event::Step | Event::Close) => (Closed, &[]),
            // The page behind is inert; whoever follows a photo there does it by other means, and means that photo.
            (open, Event::Follow) => (open, &[Effect::Replace, Effect::Show]),
            (open, Event::Enter | Event::ToPhoto) => (open, &[Effect::Show]),
            (Leaving, Event::Step | Event::Close) => (Leaving, &[]),
            (open, Event::Step) => (open, &[Effect::Replace]),
            (Pushed, Event::Close) => (Leaving, &[Effect::Back]),
            (Entered, Event::Close) => (Closed, &[Effect::Hide, Effect::ToPage]),
            // It stands behind the viewer as it was left.
            (Pushed | Leaving, Event::ToPage) => (Closed, &[Effect::Hide]),
            (_, Event::ToPage | Event::Elsewhere) => (Closed, &[Effect::Hide, Effect::Leave]),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A browser's history: addresses, and which of them is the present one. 0 is the page, other numbers its photos.
    struct Tab {
        entries: Vec<u32>,
        at: usize,
        course: Course,
        /// Whether the viewer is open, and with which photo.
        shown: Option<u32>,
    }

    impl Tab {
        fn opened_at(address: u32) -> Tab {
            // 99 is where the reader was before.
            let mut tab = Tab { entries: vec![99, address], at: 1, course: Course::Closed, shown: None };
            if address > 0 {
                tab.take(Event::Enter, address);
            }
            tab
        }

        fn take(&mut self, event: Event, number: u32) {
            let (course, effects) = self.course.after(event);
            self.course = course;
            for effect in effects {
                match effect {
                    Effect::Push => {
                        self.entries.truncate(self.at + 1);
                        self.entries.push(number);
                        self.at += 1;
                    }
                    Effect::Replace => self.entries[self.at] = number,
                    Effect::ToPage => self.entries[self.at] = 0,
                    Effect::Back => self.go(-1),
                    Effect::Open | Effect::Show => self.shown = Some(number),
                    Effect::Hide => self.shown = None,
                    Effect::Leave => {}
                }
            }
        }

        fn go(&mut self, by: isize) {
            let Some(at) = self.at.checked_add_signed(by).filter(|&at| at < self.entries.len()) else { return };
            self.at = at;
            match self.entries[at] {
                0 => self.take(Event::ToPage, 0),
                99 => self.take(Event::Elsewhere, 0),
                number => self.take(Event::ToPhoto, number),
            }
        }

        fn step(&mut self, number: u32) {
            if self.shown.is_some() {
                self.shown = Some(number);
                self.take(Event::Step, number);
            }
        }
    }

    #[test]
    fn back_closes_a_viewer_once_and_forward_opens_it_again_at_the_photo_it_was_left_with() {
        let mut tab = Tab::opened_at(0);
        tab.take(Event::Follow, 3);
        tab.step(4);
        tab.step(5);
        assert_eq!((tab.entries.as_slice(), tab.shown), ([99, 0, 5].as_slice(), Some(5)));
        tab.go(-1);
        assert_eq!((tab.at, tab.shown), (1, None));
        tab.go(1);
        assert_eq!((tab.at, tab.shown), (2, Some(5)));
        tab.go(-1);
        tab.go(-1);
        assert_eq!((tab.at, tab.shown), (0, None), "one more leaves the page");
    }

    #[test]
    fn closing_is_going_back_and_twice_is_once() {
        let mut tab = Tab::opened_at(0);
        tab.take(Event::Follow, 3);
        let (leaving, effects) = tab.course.after(Event::Close);
        assert_eq!(effects, [Effect::Back]);
        assert_eq!(leaving.after(Event::Close).1, []);
        tab.take(Event::Close, 0);
        assert_eq!((tab.at, tab.shown, tab.course), (1, None, Course::Closed));
    }

    #[test]
    fn entered_by_address_close_goes_to_the_page_and_back_leaves() {
        let mut tab = Tab::opened_at(7);
        assert_eq!(tab.shown, Some(7));
        tab.step(8);
        tab.take(Event::Close, 0);
        assert_eq!((tab.entries.as_slice(), tab.shown), ([99, 0].as_slice(), None));
        let mut tab = Tab::opened_at(7);
        tab.step(8);
        tab.go(-1);
        assert_eq!((tab.at, tab.shown), (0, None));
    }

    proptest! {
        #[test]
        fn the_viewer_is_open_exactly_where_the_address_is_a_photo_and_shows_that_one(
            start in 0..3_u32,
            steps in prop::collection::vec((0..5_u8, 1..9_u32), 0..40),
        ) {
            let mut tab = Tab::opened_at(start);
            for (what, number) in steps {
                match what {
                    // The page behind an open viewer is inert, and elsewhere there are no photos to follow.
                    0 if tab.shown.is_none() && tab.entries[tab.at] == 0 => tab.take(Event::Follow, number),
                    1 => tab.step(number),
                    2 => tab.take(Event::Close, 0),
                    3 => tab.go(-1),
                    4 => tab.go(1),
                    _ => {}
                }
                let address = tab.entries[tab.at];
                let expected = (address != 0 && address != 99).then_some(address);
                prop_assert_eq!(tab.shown, expected, "{:?} {:?}", tab.entries, tab.course);
            }
        }
    }
}
