//! How a list is cut so that its pages stay as they are.
//!
//! Pages are numbered from the oldest: number 1 holds the oldest articles and never changes again. The newest page has no
//! number; it holds what does not fill a page yet, and as much with it that it is never nearly empty.

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk<'a, T> {
    /// 0 for the newest.
    pub number: usize,
    /// Newest first.
    pub items: &'a [T],
    pub newer: Option<usize>,
    pub older: Option<usize>,
}

/// What the file of a page is called.
pub fn name(number: usize) -> String {
    if number == 0 { "newest".into() } else { number.to_string() }
}

/// Cuts a list, newest first, into its pages, the newest first. There is always a newest page; it has `least` items where
/// there are as many.
pub fn chunks<T>(items: &[T], size: usize, least: usize) -> Vec<Chunk<'_, T>> {
    let size = size.max(1);
    let numbered = items.len().saturating_sub(least) / size;
    let (newest, rest) = items.split_at(items.len() - numbered * size);
    let mut all = vec![Chunk { number: 0, items: newest, newer: None, older: (numbered > 0).then_some(numbered) }];
    for (items, number) in rest.chunks(size).zip((1..=numbered).rev()) {
        let newer = Some(if number == numbered { 0 } else { number + 1 });
        all.push(Chunk { number, items, newer, older: (number > 1).then(|| number - 1) });
    }
    all
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_newest_page_holds_what_fills_no_page_and_as_much_as_it_needs() {
        let list: Vec<usize> = (0..29).rev().collect();
        let cut: Vec<(usize, usize, Option<usize>, Option<usize>)> =
            chunks(&list, 12, 12).iter().map(|c| (c.number, c.items.len(), c.newer, c.older)).collect();
        assert_eq!(cut, [(0, 17, None, Some(1)), (1, 12, Some(0), None)]);
        assert_eq!(chunks::<usize>(&[], 12, 12).len(), 1);
    }

    proptest! {
        #[test]
        fn every_item_stands_once_and_in_order(n in 0_usize..300, size in 1_usize..20, least in 0_usize..40) {
            let list: Vec<usize> = (0..n).rev().collect();
            let all: Vec<usize> = chunks(&list, size, least).iter().flat_map(|chunk| chunk.items.iter().copied()).collect();
            prop_assert_eq!(all, list);
        }

        #[test]
        fn one_more_article_changes_two_pages_at_most(n in 0_usize..300, size in 1_usize..20, least in 0_usize..40) {
            let cut = |n: usize| -> BTreeMap<usize, String> {
                let list: Vec<usize> = (0..n).rev().collect();
                chunks(&list, size, least).into_iter().map(|chunk| (chunk.number, format!("{chunk:?}"))).collect()
            };
            let (before, after) = (cut(n), cut(n + 1));
            let changed = after.iter().filter(|(number, page)| before.get(number) != Some(*page)).count();
            // The newest; and, when it has filled another page, that page and the one before, which now leads to it.
            prop_assert!(changed <= 3, "{changed}");
            prop_assert!(after.iter().filter(|(number, page)| before.get(number).is_some_and(|old| old != *page)).count() <= 2);
        }
    }
}
