//! `Range`: one stretch of a file (RFC 9110, 14).

/// What is sent of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    Whole,
    /// The first byte, and how many.
    Part {
        from: u64,
        len: u64,
    },
    /// It begins behind the file's end.
    Outside,
}

/// Reads the header for a file of this length.
///
/// What is no range of bytes, or several of them, counts as not said: the file is sent whole, as the RFC allows.
pub fn read(header: Option<&str>, size: u64) -> Range {
    let Some(range) = header.and_then(|header| header.trim().strip_prefix("bytes=")) else { return Range::Whole };
    let Some((from, to)) = range.trim().split_once('-') else { return Range::Whole };
    let number = |text: &str| {
        let is_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        // More digits than a number has room for are more bytes than any file has.
        is_number.then(|| text.parse().unwrap_or(u64::MAX))
    };
    let (from, to) = match (number(from), number(to)) {
        // The last bytes.
        (None, Some(n)) if from.is_empty() && n > 0 && size > 0 => (size.saturating_sub(n), size - 1),
        (None, Some(_)) if from.is_empty() => return Range::Outside,
        (Some(from), None) if to.is_empty() => (from, u64::MAX),
        (Some(from), Some(to)) if from <= to => (from, to),
        _ => return Range::Whole,
    };
    if from >= size { Range::Outside } else { Range::Part { from, len: to.min(size - 1) - from + 1 } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_rfc_9110_writes_them() {
        let part = |from, len| Range::Part { from, len };
        let cases = [
            ("bytes=0-499", part(0, 499 + 1)),
            ("bytes=500-999", part(500, 500)),
            ("bytes=-500", part(9500, 500)),
            ("bytes=9500-", part(9500, 500)),
            ("bytes=0-0", part(0, 1)),
            ("bytes=-1", part(9999, 1)),
            ("bytes=-20000", part(0, 10_000)),
            ("bytes=9990-20000", part(9990, 10)),
            ("bytes=0-99999999999999999999999", part(0, 10_000)),
            ("bytes=10000-", Range::Outside),
            ("bytes=99999999999999999999999-", Range::Outside),
            ("bytes=-0", Range::Outside),
            ("bytes=5-4", Range::Whole),
            ("bytes=0-1,4-5", Range::Whole),
            ("bytes=a-b", Range::Whole),
            ("bytes=+1-2", Range::Whole),
            ("bytes=-", Range::Whole),
            ("items=0-1", Range::Whole),
        ];
        for (header, expected) in cases {
            assert_eq!(read(Some(header), 10_000), expected, "{header}");
        }
        assert_eq!(read(None, 10), Range::Whole);
    }

    #[test]
    fn nothing_can_be_cut_out_of_an_empty_file() {
        for header in ["bytes=0-", "bytes=-5", "bytes=0-0"] {
            assert_eq!(read(Some(header), 0), Range::Outside, "{header}");
        }
    }
}
