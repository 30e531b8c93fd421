//! What an answer is made of: a text, or a stretch of a file that is read as fast as the client takes it.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Bytes, Frame, SizeHint};

pub enum Body {
    Text(Bytes),
    File { file: File, left: u64 },
}

/// A piece of a file that is in memory at once.
const PIECE: u64 = 64 * 1024;

impl Body {
    pub fn empty() -> Body {
        Body::Text(Bytes::new())
    }

    fn left(&self) -> u64 {
        match self {
            Body::Text(text) => text.len() as u64,
            Body::File { left, .. } => *left,
        }
    }
}

impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = io::Error;

    // Reading a piece from this machine's disk takes less time than handing it to another thread.
    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.left() == 0 {
            return Poll::Ready(None);
        }
        let piece = match &mut *self {
            Body::Text(text) => Ok(std::mem::take(text)),
            Body::File { file, left } => read(file, (*left).min(PIECE)).inspect(|piece| *left -= piece.len() as u64),
        };
        Poll::Ready(Some(piece.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.left() == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left())
    }
}

/// # Errors
/// A file that has become shorter since its length was said: the client must not take what came for the whole.
fn read(file: &mut File, most: u64) -> io::Result<Bytes> {
    let mut piece = vec![0; most as usize];
    let n = file.read(&mut piece)?;
    if n == 0 {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    piece.truncate(n);
    Ok(piece.into())
}
