//! What the reader's line allows: whether more may be asked for than the reader asked.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    Fast,
    Slow,
    /// The reader wants nothing sent that is not asked for.
    SaveData,
}

impl Connection {
    /// From `navigator.connection`: its `effectiveType`, which is empty where a browser does not say it, and `saveData`.
    pub fn of(effective_type: &str, save_data: bool) -> Connection {
        match effective_type {
            _ if save_data => Connection::SaveData,
            "" | "4g" => Connection::Fast,
            _ => Connection::Slow,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_fast_unless_the_browser_says_otherwise_and_saving_counts_most() {
        let of = |effective_type| Connection::of(effective_type, false);
        assert_eq!(
            ["", "4g", "3g", "slow-2g"].map(of),
            [Connection::Fast, Connection::Fast, Connection::Slow, Connection::Slow]
        );
        assert_eq!(Connection::of("4g", true), Connection::SaveData);
    }
}
