//! The same work for many things, on several threads.

use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, ScopedJoinHandle};

use super::Outcome;

/// As many threads as the machine has processors.
pub fn processors() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Does `work` with every item. Each thread `begin`s with means of its own, which need not be shared. What came of the
/// items is in their order; the first failure ends it all.
///
/// # Errors
/// Of `begin` and `work`.
pub fn each<I: Sync, W, R: Send>(
    threads: usize,
    items: &[I],
    begin: &(dyn Fn() -> Outcome<W> + Sync),
    work: &(dyn Fn(&mut W, &I) -> Outcome<R> + Sync),
) -> Outcome<Vec<R>> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(items.len())));
    let run = || {
        let outcome = one_thread(&next, items, begin, work);
        if outcome.is_err() {
            // The others have nothing more to do.
            next.store(items.len(), Ordering::Relaxed);
        }
        let own = outcome?;
        if let Ok(mut done) = done.lock() {
            done.extend(own);
        }
        Ok(())
    };
    let failures: Vec<String> = thread::scope(|scope| {
        let running: Vec<_> = (0..threads.min(items.len())).map(|_| scope.spawn(run)).collect();
        running.into_iter().filter_map(failure).collect()
    });
    if let Some(failure) = failures.into_iter().next() {
        return Err(failure);
    }
    let mut done = done.into_inner().unwrap_or_default();
    // Each thread's are in order, which a stable sort finds out.
    done.sort_by_key(|(n, _)| *n);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}

fn one_thread<I, W, R>(
    next: &AtomicUsize,
    items: &[I],
    begin: &dyn Fn() -> Outcome<W>,
    work: &dyn Fn(&mut W, &I) -> Outcome<R>,
) -> Outcome<Vec<(usize, R)>> {
    let (mut means, mut own) = (begin()?, vec![]);
    loop {
        let n = next.fetch_add(1, Ordering::Relaxed);
        let Some(item) = items.get(n) else { return Ok(own) };
        own.push((n, work(&mut means, item)?));
    }
}

fn failure(thread: ScopedJoinHandle<Outcome<()>>) -> Option<String> {
    match thread.join() {
        Ok(outcome) => outcome.err(),
        Err(_) => Some("expected all to be done, found a defect in press: please report it".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn what_comes_of_the_items_is_in_their_order() {
        let items: Vec<usize> = (0..1_000).collect();
        let doubled = each(4, &items, &|| Ok(2), &|by, item| Ok(*by * item)).unwrap();
        assert_eq!(doubled, items.iter().map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn a_failure_is_what_comes_of_it_all() {
        let items: Vec<usize> = (0..1_000).collect();
        let work = |(): &mut (), item: &usize| if *item == 7 { Err("seven".to_owned()) } else { Ok(()) };
        assert_eq!(each(4, &items, &|| Ok(()), &work), Err("seven".into()));
        assert_eq!(
            each::<usize, (), ()>(4, &items, &|| Err("no means".into()), &|_, _| Ok(())),
            Err("no means".into())
        );
    }
}
