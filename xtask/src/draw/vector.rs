//! Three numbers as a place or a direction: x to the right, y up, z away from the camera; metres.

pub type V3 = [f32; 3];

pub fn dot(a: V3, b: V3) -> f32 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

pub fn sub(a: V3, b: V3) -> V3 {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

pub fn plus(a: V3, b: V3) -> V3 {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

pub fn times(a: V3, k: f32) -> V3 {
    [a[0] * k, a[1] * k, a[2] * k]
}

/// `a + b·k`.
pub fn along(a: V3, b: V3, k: f32) -> V3 {
    [a[0] + b[0] * k, a[1] + b[1] * k, a[2] + b[2] * k]
}

pub fn cross(a: V3, b: V3) -> V3 {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

pub fn length(a: V3) -> f32 {
    dot(a, a).sqrt()
}

/// The same direction with length 1; a zero vector stays as it is.
pub fn unit(a: V3) -> V3 {
    let l = length(a);
    if l > 0.0 { times(a, 1.0 / l) } else { a }
}

/// `d` thrown back by a surface of normal `n`.
pub fn reflect(d: V3, n: V3) -> V3 {
    along(d, n, -2.0 * dot(d, n))
}
