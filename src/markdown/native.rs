//! Markdown natively: its reader is there.

/// A text as HTML for [`crate::body::parse`].
pub fn html(text: &str) -> Option<String> {
    Some(super::reader::html(text))
}

/// Makes the reader ready.
///
/// # Errors
/// Never: it is there.
pub async fn load(_base: &str) -> Result<(), String> {
    Ok(())
}
