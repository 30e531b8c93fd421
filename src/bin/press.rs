//! The native tool's entry: `cargo press …`.

#[cfg(not(target_arch = "wasm32"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    ban_tin::press::main()
}

// Trunk builds the other binary; this one is nothing in a browser.
#[cfg(target_arch = "wasm32")]
fn main() {}
