//! The browser's entry.

// The standard library's allocator weighs three times as much; this one takes the same time for every request.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(target_arch = "wasm32")]
fn main() {
    ban_tin::app::start();
}

// The native build of this binary has nothing to do: the portal runs in a browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("Bản Tin runs in a browser: `cargo xtask serve` shows it on http://127.0.0.1:8080/");
}
