//! How long a body takes to read, from 10 kB to 10 MB: `cargo bench --bench body`.
//!
//! It ends with a check, and fails where reading is slower than it may be, or slower by the byte in a longer text.

mod text;

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use ban_tin::body;
use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput};

const BASE: &str = "https://tin.vn/content/vi/article/bai.json";

const SIZES: [(&str, usize); 4] = [("10 kB", 10_000), ("100 kB", 100_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000)];

/// How long a megabyte may take.
const LIMIT: Duration = Duration::from_millis(50);

/// How much slower by the byte 10 MB may be than 100 kB: larger texts leave the processor's cache, so not at all would
/// be too much to ask.
const GROWTH: f64 = 1.5;

fn main() -> ExitCode {
    let mut criterion = Criterion::default().configure_from_args();
    let texts = SIZES.map(|(name, bytes)| (name, text::of(bytes)));
    let mut group = criterion.benchmark_group("body");
    group.sampling_mode(SamplingMode::Flat).sample_size(20).measurement_time(Duration::from_secs(4));
    for (name, text) in &texts {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("parse", name), text, |bencher, text| {
            bencher.iter(|| body::parse(black_box(text), BASE));
        });
    }
    group.finish();
    criterion.final_summary();
    // `cargo bench` says so; under `cargo test --benches` nothing is measured.
    if std::env::args().any(|argument| argument == "--bench") { check(&texts) } else { ExitCode::SUCCESS }
}

/// Whether a megabyte is read in time, and time grows as the text does. In turns, so that what else the machine does
/// slows all of them; and growth by the fastest, because what else it does is felt most where memory is.
fn check(texts: &[(&str, String)]) -> ExitCode {
    let mut times: Vec<Vec<f64>> = texts.iter().map(|_| vec![]).collect();
    for _ in 0..15 {
        for ((_, text), times) in texts.iter().zip(&mut times) {
            let n = (1_000_000 / text.len()).max(1);
            let before = Instant::now();
            for _ in 0..n {
                black_box(body::parse(black_box(text), BASE));
            }
            times.push(before.elapsed().as_secs_f64() / n as f64);
        }
    }
    println!("\n{:>8} {:>11} {:>11} {:>9}", "", "median", "fastest", "ns/byte");
    let mut measured = vec![];
    for ((name, text), times) in texts.iter().zip(&mut times) {
        times.sort_by(f64::total_cmp);
        let (median, fastest) = (times[times.len() / 2], times[0]);
        let per_byte = fastest / text.len() as f64;
        println!("{name:>8} {:>8.2} ms {:>8.2} ms {:>9.2}", median * 1e3, fastest * 1e3, per_byte * 1e9);
        measured.push((median, per_byte));
    }
    let [_, (_, small), (megabyte, _), (_, large)] = measured[..] else { return ExitCode::FAILURE };
    let growth = large / small;
    println!("10 MB takes {growth:.2} times as long by the byte as 100 kB");
    let mut result = ExitCode::SUCCESS;
    if megabyte > LIMIT.as_secs_f64() {
        eprintln!("expected 1 MB to be read within {LIMIT:?}, found {:.1} ms", megabyte * 1e3);
        result = ExitCode::FAILURE;
    }
    if growth > GROWTH {
        eprintln!("expected 10 MB to take at most {GROWTH} times as long by the byte as 100 kB, found {growth:.2}");
        result = ExitCode::FAILURE;
    }
    result
}
