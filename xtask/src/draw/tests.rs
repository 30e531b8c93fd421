//! The same recipe gives the same picture; no two recipes give one that is alike.

use super::*;

fn small(scene: Scene, seed: u64) -> Canvas {
    picture(scene, Shape(3, 2), seed, 60)
}

fn difference(a: &Canvas, b: &Canvas) -> f32 {
    let sum: f32 = a.px.iter().zip(&b.px).flat_map(|(a, b)| (0..3).map(move |n| (a[n] - b[n]).abs())).sum();
    sum / (a.px.len() * 3) as f32
}

#[test]
fn a_recipe_always_gives_the_same_picture() {
    for scene in Scene::ALL {
        assert_eq!(small(scene, 7), small(scene, 7), "{}", scene.name());
    }
}

#[test]
fn no_two_seeds_are_alike() {
    for scene in Scene::ALL {
        let pictures: Vec<Canvas> = (1..5).map(|seed| small(scene, seed)).collect();
        for (n, a) in pictures.iter().enumerate() {
            for b in &pictures[n + 1..] {
                assert!(difference(a, b) > 0.01, "{}", scene.name());
            }
        }
    }
}

#[test]
fn a_picture_is_neither_black_nor_white_nor_flat() {
    for scene in Scene::ALL {
        let picture = small(scene, 3);
        let mean = picture.px.iter().map(|px| px[1]).sum::<f32>() / picture.px.len() as f32;
        let spread = picture.px.iter().map(|px| (px[1] - mean).abs()).sum::<f32>() / picture.px.len() as f32;
        assert!((0.02..0.85).contains(&mean), "{} is {mean} bright", scene.name());
        assert!(spread > 0.015, "{} varies by {spread}", scene.name());
        assert!(picture.px.iter().flatten().all(|c| c.is_finite()), "{}", scene.name());
    }
}

#[test]
fn sizes_follow_the_shape() {
    assert_eq!(Shape(3, 2).height(960), 640);
    assert_eq!(Shape(16, 9).height(480), 270);
    assert_eq!(Shape(21, 9).height(960), 411);
    assert_eq!(Shape(3, 2).height(1600), 1067);
    let picture = picture(Scene::River, Shape(3, 4), 1, 60);
    assert_eq!((picture.w, picture.h), (60, 80));
}

#[test]
fn names_are_read_as_they_are_written() {
    for scene in Scene::ALL {
        assert_eq!(Scene::from_name(scene.name()), Some(scene));
    }
    assert_eq!(Shape::from_name("21:9"), Some(Shape(21, 9)));
    assert_eq!(Shape::from_name("5:4"), None);
}

#[test]
fn the_hash_is_fnv_1a() {
    assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
    assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
}

#[test]
fn resizing_keeps_the_light() {
    let mut canvas = Canvas::new(9, 7);
    canvas.fill(|x, y| [x as f32, y as f32, 1.0]);
    let small = canvas.resized(4, 3);
    let mean = |canvas: &Canvas| canvas.px.iter().map(|px| px[0]).sum::<f32>() / canvas.px.len() as f32;
    assert!((mean(&small) - 4.0).abs() < 1e-3);
    assert!(small.px.iter().all(|px| (px[2] - 1.0).abs() < 1e-4));
}

#[test]
fn a_jpeg_stays_within_its_budget_and_says_its_size() {
    let picture = picture(Scene::River, Shape(3, 2), 1, 240);
    let bytes = jpeg(&picture, 240, 160).unwrap();
    assert!(bytes.len() <= budget(240, 160), "{} bytes", bytes.len());
    assert!(bytes.starts_with(&[0xff, 0xd8]) && bytes.ends_with(&[0xff, 0xd9]));
    // A progressive frame's header: marker, length, precision, height, width.
    let frame = bytes.windows(2).position(|pair| pair == [0xff, 0xc2]).unwrap();
    assert_eq!(bytes[frame + 5..frame + 9], [0, 160, 0, 240]);
}
