//! How long an album takes to lay out, from 24 photos to 100,000: `cargo bench --bench gallery`.
//!
//! It ends with a check, and fails where 100,000 photos take longer than they may.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use ban_tin::gallery::rows::{Frame, Kind, Layout};
use criterion::{BenchmarkId, Criterion, Throughput};

const SIZES: [usize; 4] = [24, 1000, 10_000, 100_000];

const KINDS: [(&str, Kind); 3] = [("rows", Kind::Rows), ("masonry", Kind::Masonry), ("tiles", Kind::Tiles)];

/// How long the largest album may take.
const LIMIT: Duration = Duration::from_millis(20);

/// A page of 1,200 px: rows of five or six photos, and some ten ways to break each.
const FRAME: Frame = Frame { width: 1200.0, gap: 6.0, target: 200.0 };

fn main() -> ExitCode {
    let mut criterion = Criterion::default().configure_from_args();
    let albums = SIZES.map(album);
    let mut group = criterion.benchmark_group("gallery");
    group.sample_size(20).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(2));
    for (name, kind) in KINDS {
        for ratios in &albums {
            group.throughput(Throughput::Elements(ratios.len() as u64));
            group.bench_with_input(BenchmarkId::new(name, ratios.len()), ratios, |bencher, ratios| {
                bencher.iter(|| kind.lay(black_box(ratios), FRAME, Layout::default()));
            });
        }
    }
    group.finish();
    criterion.final_summary();
    // `cargo bench` says so; under `cargo test --benches` nothing is measured.
    if std::env::args().any(|argument| argument == "--bench") { check(&albums) } else { ExitCode::SUCCESS }
}

/// Shapes as cameras and phones make them, upright and lying, and now and then a panorama; the same ones each time.
fn album(n: usize) -> Vec<f64> {
    const SHAPES: [f64; 10] = [1.5, 1.5, 1.333, 0.667, 1.778, 0.75, 1.5, 1.0, 0.5625, 3.2];
    let mut seed = 20_211_230_u32;
    let mut shape = || {
        // Numerical Recipes, 7.1: the high bits of a linear congruential generator.
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        SHAPES[(seed >> 16) as usize % SHAPES.len()]
    };
    (0..n).map(|_| shape()).collect()
}

/// Whether the largest album is laid out in time, by the median of several.
fn check(albums: &[Vec<f64>]) -> ExitCode {
    let Some(largest) = albums.last() else { return ExitCode::FAILURE };
    let mut result = ExitCode::SUCCESS;
    for (name, kind) in KINDS {
        let mut times = vec![];
        for _ in 0..25 {
            let before = Instant::now();
            black_box(kind.lay(black_box(largest), FRAME, Layout::default()));
            times.push(before.elapsed());
        }
        times.sort();
        let median = times[times.len() / 2];
        println!("{name:>8} {:>6} photos {:>8.2} ms", largest.len(), median.as_secs_f64() * 1e3);
        if median > LIMIT {
            eprintln!("expected {} photos in {name} within {LIMIT:?}, found {median:?}", largest.len());
            result = ExitCode::FAILURE;
        }
    }
    result
}
