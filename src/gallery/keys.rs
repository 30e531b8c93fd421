//! Which key does what in the viewer.

/// What a key, or the button of the same name, asks the viewer to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    Next,
    Previous,
    First,
    Last,
    /// [`PAGE`] photos on.
    PageForward,
    PageBack,
    Close,
    ZoomIn,
    ZoomOut,
    ZoomFit,
    ZoomActual,
    /// Shows more of what is on the left: the photo moves to the right. A direction on the screen, also right-to-left.
    PanLeft,
    PanRight,
    PanUp,
    PanDown,
    Rotate,
    Fullscreen,
    Information,
    Captions,
    /// Plays or pauses.
    Slideshow,
    /// Has no key.
    Share,
}

/// Photos that `PageDown` and `PageUp` go.
pub const PAGE: usize = 10;

/// Who has the focus, and so some of the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    #[default]
    Stage,
    /// A button or link: the space bar presses it.
    Button,
    /// A field, a list or a film: all keys are its own but Escape.
    Field,
}

/// What else a key's meaning depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    pub focus: Focus,
    /// Ctrl, Alt or Meta is held: the key is the browser's. (Shift is not among them, `+` needs it.)
    pub is_modified: bool,
    pub is_zoomed: bool,
    pub is_rtl: bool,
}

/// The command of a key, as `KeyboardEvent.key` names it. Where there is none, the event is left to the browser.
pub fn command(key: &str, context: Context) -> Option<Command> {
    let Context { focus, is_modified, is_zoomed, is_rtl } = context;
    if key == "Escape" && !is_modified {
        return Some(Command::Close);
    }
    if is_modified || focus == Focus::Field || (focus == Focus::Button && key == " ") {
        return None;
    }
    Some(match key {
        "ArrowLeft" if is_zoomed => Command::PanLeft,
        "ArrowRight" if is_zoomed => Command::PanRight,
        "ArrowUp" if is_zoomed => Command::PanUp,
        "ArrowDown" if is_zoomed => Command::PanDown,
        "ArrowLeft" if is_rtl => Command::Next,
        "ArrowRight" if is_rtl => Command::Previous,
        "ArrowLeft" => Command::Previous,
        "ArrowRight" => Command::Next,
        "Home" => Command::First,
        "End" => Command::Last,
        "PageDown" => Command::PageForward,
        "PageUp" => Command::PageBack,
        // `=` is `+` without Shift on most keyboards, `_` is `-` with it.
        "+" | "=" => Command::ZoomIn,
        "-" | "_" => Command::ZoomOut,
        "0" => Command::ZoomFit,
        "1" | "z" | "Z" => Command::ZoomActual,
        "r" | "R" => Command::Rotate,
        "f" | "F" => Command::Fullscreen,
        "i" | "I" => Command::Information,
        "c" | "C" => Command::Captions,
        " " => Command::Slideshow,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_step_in_reading_direction_and_pan_on_the_screen() {
        let rtl = Context { is_rtl: true, ..Context::default() };
        assert_eq!(command("ArrowRight", Context::default()), Some(Command::Next));
        assert_eq!(command("ArrowRight", rtl), Some(Command::Previous));
        assert_eq!(command("ArrowLeft", rtl), Some(Command::Next));
        assert_eq!(command("ArrowLeft", Context { is_zoomed: true, ..rtl }), Some(Command::PanLeft));
        assert_eq!(command("ArrowDown", Context::default()), None, "there is nothing below the whole photo");
    }

    #[test]
    fn keys_of_the_browser_and_of_what_has_the_focus_are_left_to_them() {
        let of = |focus| Context { focus, ..Context::default() };
        assert_eq!(command("f", Context { is_modified: true, ..Context::default() }), None, "Ctrl+F searches");
        assert_eq!(command(" ", Context::default()), Some(Command::Slideshow));
        assert_eq!(command(" ", of(Focus::Button)), None);
        assert_eq!(command("ArrowLeft", of(Focus::Button)), Some(Command::Previous));
        assert_eq!(command("ArrowLeft", of(Focus::Field)), None);
        assert_eq!(["Tab", "Enter"].map(|key| command(key, Context::default())), [None; 2]);
    }

    #[test]
    fn escape_closes_from_wherever_the_focus_is() {
        for focus in [Focus::Stage, Focus::Button, Focus::Field] {
            assert_eq!(
                command("Escape", Context { focus, is_zoomed: true, ..Context::default() }),
                Some(Command::Close)
            );
        }
        assert_eq!(command("Escape", Context { is_modified: true, ..Context::default() }), None);
    }

    #[test]
    fn letters_mean_the_same_with_caps_lock() {
        for (small, large) in [("z", "Z"), ("f", "F"), ("i", "I"), ("r", "R"), ("c", "C")] {
            assert!(command(small, Context::default()).is_some());
            assert_eq!(command(small, Context::default()), command(large, Context::default()));
        }
    }
}
