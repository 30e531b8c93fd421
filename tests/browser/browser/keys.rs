//! The keyboard.

use thirtyfour::Key;

use super::Browser;

impl Browser {
    /// Presses keys one after the other, by their DOM names: `b.press("Tab Tab Enter")`, `b.press("Shift+Tab")`.
    pub async fn press(&self, keys: &str) {
        for chord in keys.split_whitespace() {
            let mut parts: Vec<&str> = chord.split('+').collect();
            let last = parts.pop().unwrap_or_default();
            let mut chain = self.driver.action_chain();
            for part in &parts {
                chain = chain.key_down(key(part));
            }
            chain = chain.key_down(key(last)).key_up(key(last));
            for part in parts.iter().rev() {
                chain = chain.key_up(key(part));
            }
            chain.perform().await.unwrap_or_else(|error| panic!("expected to press {chord}, found: {error}"));
        }
    }

    /// Types text into what has the focus.
    pub async fn type_text(&self, text: &str) {
        let typed = self.driver.action_chain().send_keys(text).perform().await;
        typed.unwrap_or_else(|error| panic!("expected to type {text:?}, found: {error}"));
    }

    /// Presses Tab (or another key) until the focus is on this; says on the way what had it, if it never comes there.
    pub async fn press_until_focused(&self, chord: &str, role: &str, name: &str) {
        let wanted = format!("{role} {name:?}");
        let mut passed = Vec::new();
        while passed.len() < 200 {
            self.press(chord).await;
            let found = self.focused().await;
            if found == wanted {
                return;
            }
            passed.push(found);
        }
        panic!("expected the focus on {wanted} within 200 presses of {chord}, found {passed:#?}");
    }
}

fn key(name: &str) -> char {
    let key = match name {
        "Tab" => Key::Tab,
        // The driver's "Enter" is the number pad's.
        "Enter" => Key::Return,
        "Escape" => Key::Escape,
        "Space" => return ' ',
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "Shift" => Key::Shift,
        "Control" => Key::Control,
        "Alt" => Key::Alt,
        "Meta" => Key::Meta,
        "Plus" => return '+',
        one if one.chars().count() == 1 => return one.chars().next().unwrap(),
        other => panic!("expected a key's name (Tab, Shift, ArrowLeft, a, …), found {other:?}"),
    };
    key.value()
}
