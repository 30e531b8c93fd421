//! Lists of what an iterator gives, gathered by one loop.
//!
//! `collect` asks first how many there may be, takes the first one by itself, and reuses the memory of a list that the
//! iterator came from: three times the code for each kind of iterator, and for a few dozen items no time won.

/// Any iterator.
pub trait ToList: Iterator + Sized {
    /// All items in their order.
    fn list(self) -> Vec<Self::Item> {
        // Where nothing is downloaded, and there are tens of thousands of pages.
        if cfg!(not(target_arch = "wasm32")) {
            return self.collect();
        }
        let mut all = vec![];
        for item in self {
            all.push(item);
        }
        all
    }
}

impl<I: Iterator> ToList for I {}

/// Puts what an iterator gives at a list's end, as [`ToList::list`] does.
pub fn add<T>(list: &mut Vec<T>, items: impl IntoIterator<Item = T>) {
    for item in items {
        list.push(item);
    }
}
