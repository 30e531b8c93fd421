//! Pictures: upright, without what the camera noted, in several widths and kinds, and never made twice.

use std::fs;
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;

use ban_tin::press::images::{File, Kind, Options, Pictures, Processed, Progress};
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};

use crate::picture_files::{exif, in_jpeg, jpeg, noisy, png_of_size, two_halves};

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("press-images-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        Folder(folder)
    }

    fn pictures(&self) -> Pictures {
        self.pictures_with(small())
    }

    fn pictures_with(&self, options: Options) -> Pictures {
        Pictures::new(self.0.clone(), options)
    }
}

/// As the portal has them, at a tenth: a development build of an encoder takes its time.
fn small() -> Options {
    Options { widths: vec![48, 96, 144, 192], ..Options::default() }
}

/// The same without AVIF.
fn quick() -> Options {
    Options { avif_quality: None, ..small() }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn bytes(file: &File) -> Vec<u8> {
    fs::read(&file.path).unwrap()
}

fn pixels(file: &File) -> DynamicImage {
    image::load_from_memory(&bytes(file)).unwrap_or_else(|error| panic!("{}: {error}", file.name))
}

fn of(processed: &Processed, kind: Kind) -> Vec<&File> {
    processed.files.iter().filter(|file| file.kind == kind).collect()
}

fn widths(processed: &Processed, kind: Kind) -> Vec<u32> {
    of(processed, kind).iter().map(|file| file.width).collect()
}

fn is_near(found: Rgba<u8>, expected: [u8; 4]) -> bool {
    found.0.iter().zip(expected).all(|(&found, expected)| found.abs_diff(expected) < 24)
}

const RED: [u8; 4] = [200, 30, 30, 255];
const BLUE: [u8; 4] = [30, 30, 200, 255];

#[test]
fn a_photo_held_upright_stands_upright_and_tells_nobody_where_it_was_taken() {
    let folder = Folder::new("upright");
    // 100 × 60 as the sensor has it, red on the left; the camera was turned, so red is above.
    let photo = in_jpeg(&jpeg(&two_halves(100, 60, RED, BLUE), None), &exif(6));
    assert!(photo.windows(4).any(|part| part == b"Exif"), "the test's own photo has what is to go");
    let processed = folder.pictures().process("anh/IMG 0001.JPG", &photo).unwrap();
    assert_eq!(processed.size, Some((60, 100)));
    for kind in [Kind::Jpeg, Kind::WebP, Kind::Avif] {
        assert_eq!(widths(&processed, kind), [48, 60], "{kind:?}");
    }
    for file in &processed.files {
        let content = bytes(file);
        assert_eq!(file.bytes, content.len() as u64);
        for trace in [&b"Exif"[..], b"EXIF", b"Canon", b"GPS", b"http://ns.adobe.com"] {
            assert!(!content.windows(trace.len()).any(|part| part == trace), "{}: {trace:?}", file.name);
        }
        assert!(file.name.starts_with("img-0001-") && file.name.ends_with(file.kind.extension()), "{}", file.name);
        if file.kind == Kind::Avif {
            // Nothing here can read AVIF: its brand, and the size in its `ispe` box.
            assert_eq!(&content[4..12], b"ftypavif");
            let at = content.windows(4).position(|part| part == b"ispe").unwrap() + 8;
            let size = [file.width.to_be_bytes(), file.height.to_be_bytes()].concat();
            assert_eq!(content[at..at + 8], size);
            continue;
        }
        let picture = pixels(file).into_rgba8();
        assert_eq!((picture.width(), picture.height()), (file.width, file.height));
        let at = |part: u32| *picture.get_pixel(file.width / 2, file.height * part / 10);
        assert!(is_near(at(2), RED) && is_near(at(8), BLUE), "{}: {:?} {:?}", file.name, at(2), at(8));
    }
}

#[test]
fn every_way_to_hold_a_camera_ends_upright() {
    let folder = Folder::new("orientations");
    let pictures = folder.pictures_with(Options { webp_quality: None, ..quick() });
    // Where red is once the picture is upright, by what the camera noted (Exif 2.32, 4.6.4, tag 274).
    let red = ["left", "right", "right", "left", "top", "top", "bottom", "bottom"];
    for (n, side) in red.into_iter().enumerate() {
        let orientation = n as u8 + 1;
        let photo = in_jpeg(&jpeg(&two_halves(90, 60, RED, BLUE), None), &exif(orientation));
        let processed = pictures.process("a.jpg", &photo).unwrap();
        let picture = pixels(&processed.files[0]).into_rgba8();
        let (x, y) = match side {
            "left" => (10, picture.height() / 2),
            "right" => (picture.width() - 10, picture.height() / 2),
            "top" => (picture.width() / 2, 10),
            _ => (picture.width() / 2, picture.height() - 10),
        };
        assert!(is_near(*picture.get_pixel(x, y), RED), "orientation {orientation}: red is not at the {side}");
        assert_eq!(
            processed.size,
            Some(if orientation > 4 { (60, 90) } else { (90, 60) }),
            "orientation {orientation}"
        );
    }
}

#[test]
fn a_large_photo_has_four_widths_in_each_kind_and_the_best_kind_is_the_smallest() {
    let folder = Folder::new("widths");
    let processed = folder.pictures().process("a.jpg", &jpeg(&noisy(240, 160), None)).unwrap();
    assert_eq!(processed.size, Some((240, 160)));
    let kinds: Vec<Kind> = processed.files.iter().map(|file| file.kind).collect();
    assert_eq!(kinds, [[Kind::Avif; 4], [Kind::WebP; 4], [Kind::Jpeg; 4]].concat());
    for kind in [Kind::Avif, Kind::WebP, Kind::Jpeg] {
        assert_eq!(widths(&processed, kind), [48, 96, 144, 192]);
        let heights: Vec<u32> = of(&processed, kind).iter().map(|file| file.height).collect();
        assert_eq!(heights, [32, 64, 96, 128]);
    }
    let weight = |kind| of(&processed, kind).iter().map(|file| file.bytes).sum::<u64>();
    assert!(weight(Kind::WebP) < weight(Kind::Jpeg) && weight(Kind::Avif) < weight(Kind::Jpeg));
    let color = processed.color.unwrap();
    assert!(color.len() == 7 && u32::from_str_radix(&color[1..], 16).is_ok(), "{color}");
}

#[test]
fn a_second_run_encodes_nothing_and_other_options_give_other_names() {
    let folder = Folder::new("cache");
    let photo = jpeg(&two_halves(60, 40, RED, BLUE), None);
    let first = folder.pictures_with(quick()).process("a.jpg", &photo).unwrap();
    let written: Vec<_> =
        first.files.iter().map(|file| fs::metadata(&file.path).unwrap().modified().unwrap()).collect();
    let second = folder.pictures_with(quick()).process("a.jpg", &photo).unwrap();
    assert_eq!((first.is_cached, second.is_cached), (false, true));
    assert_eq!(second, Processed { is_cached: true, ..first.clone() });
    let again: Vec<_> = second.files.iter().map(|file| fs::metadata(&file.path).unwrap().modified().unwrap()).collect();
    assert_eq!(written, again);
    let other = folder.pictures_with(Options { jpeg_quality: 60, ..quick() });
    let other = other.process("a.jpg", &photo).unwrap();
    assert!(!other.is_cached && other.files.iter().all(|file| first.files.iter().all(|known| known.name != file.name)));
    let limit = folder.pictures_with(Options { most_pixels: 1_000_000, ..quick() });
    assert!(limit.process("a.jpg", &photo).unwrap().is_cached, "a limit changes no picture");
}

#[test]
fn a_cache_that_lost_a_file_or_was_left_in_the_middle_is_mended() {
    let folder = Folder::new("mended");
    let photo = jpeg(&two_halves(60, 40, RED, BLUE), None);
    let first = folder.pictures_with(quick()).process("a.jpg", &photo).unwrap();
    fs::write(&first.files[0].path, b"half").unwrap();
    fs::create_dir_all(folder.0.join("filling-1-0")).unwrap();
    let second = folder.pictures_with(quick()).process("a.jpg", &photo).unwrap();
    assert!(!second.is_cached);
    assert_eq!(second.files, first.files);
    assert_ne!(bytes(&second.files[0]), b"half");
}

#[test]
fn a_transparent_picture_stays_transparent() {
    let folder = Folder::new("alpha");
    let picture = RgbaImage::from_fn(180, 90, |x, _| Rgba(if x < 90 { [0, 0, 0, 0] } else { RED }));
    let mut png = Cursor::new(vec![]);
    picture.write_to(&mut png, ImageFormat::Png).unwrap();
    let processed = folder.pictures().process("logo.png", png.get_ref()).unwrap();
    let last = processed.files.last().unwrap();
    assert_eq!((last.kind, last.width), (Kind::Png, 180));
    assert!(of(&processed, Kind::Jpeg).is_empty());
    for file in processed.files.iter().filter(|file| file.kind != Kind::Avif) {
        let picture = pixels(file).into_rgba8();
        assert_eq!(picture.get_pixel(10, 20).0[3], 0, "{}", file.name);
        assert!(is_near(*picture.get_pixel(file.width - 10, 20), RED), "{}", file.name);
    }
    assert_eq!(processed.color.as_deref(), Some("#c81e1e"));
}

#[test]
fn colours_of_a_phone_come_out_as_a_browser_without_profiles_shows_them() {
    let folder = Folder::new("p3");
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let picture = two_halves(100, 100, RED, RED);
    let plain = folder.pictures_with(quick()).process("a.jpg", &jpeg(&picture, None)).unwrap();
    let p3 = folder.pictures_with(quick()).process("a.jpg", &jpeg(&picture, Some(&profile))).unwrap();
    let red = |processed: &Processed| *pixels(processed.files.last().unwrap()).into_rgba8().get_pixel(50, 50);
    // Display P3's (200, 30, 30) is (219, 0, 19) in sRGB, about: redder than sRGB's own.
    assert!(is_near(red(&plain), RED), "{:?}", red(&plain));
    assert!(red(&p3).0[0] > 210 && red(&p3).0[1] < 16, "{:?}", red(&p3));
}

#[test]
fn a_moving_or_a_drawn_picture_stays_as_it_is() {
    let folder = Folder::new("as-it-is");
    let svg: &[u8] = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"/>"#;
    let gif: &[u8] = b"GIF89a\x05\0\x03\0\0\0\0;";
    for (content, kind, size) in [(svg, Kind::Svg, (30, 20)), (gif, Kind::Gif, (5, 3))] {
        // The name is wrong, as names are.
        let processed = folder.pictures().process("hinh.jpg", content).unwrap();
        let [file] = &processed.files[..] else { panic!("{processed:?}") };
        assert_eq!((file.kind, processed.size, bytes(file).as_slice()), (kind, Some(size), content));
        assert!(file.name.ends_with(&format!(".{}", kind.extension())), "{}", file.name);
        assert!(folder.pictures().process("hinh.jpg", content).unwrap().is_cached);
    }
}

#[test]
fn a_broken_picture_is_reported_and_passed_on_and_a_dangerous_one_is_not() {
    let folder = Folder::new("broken");
    let whole = jpeg(&noisy(80, 60), None);
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("good.jpg", whole.clone()),
        ("cut.jpg", whole[..whole.len() / 3].to_vec()),
        ("page.jpg", b"<!DOCTYPE html><title>404</title>".to_vec()),
        ("empty.png", vec![]),
        ("bomb.png", png_of_size(100_000, 100_000)),
        ("flat.png", png_of_size(0, 5)),
        ("iphone.heic", b"\0\0\0\x18ftypheic\0\0\0\0".to_vec()),
    ];
    let mut names: Vec<String> = files.iter().map(|(name, _)| (*name).to_owned()).collect();
    names.push("gone.jpg".into());
    let read = |name: &str| {
        let found = files.iter().find(|(known, _)| *known == name).map(|(_, content)| content.clone());
        found.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "no such file"))
    };
    let told = Mutex::new(vec![]);
    let start = Instant::now();
    let outcomes =
        folder.pictures_with(quick()).process_all(&names, &read, &|progress| told.lock().unwrap().push(progress));
    assert!(start.elapsed().as_secs() < 60, "a bomb that went off");
    let mut told = told.into_inner().unwrap();
    told.sort_by_key(|progress| progress.done);
    assert_eq!(told, (1..=8).map(|done| Progress { done, all: 8 }).collect::<Vec<_>>());
    let problems: Vec<String> =
        outcomes.iter().map(|(_, problem)| problem.as_ref().map(ToString::to_string).unwrap_or_default()).collect();
    let says = |n: usize, part: &str| assert!(problems[n].contains(part), "{part}: {problems:#?}");
    assert_eq!(problems[0], "");
    says(1, "cut.jpg: expected a whole picture");
    says(2, "found a page of HTML or XML; it stays as it is");
    says(3, "found an empty file");
    says(4, "bomb.png: expected at most 120000000 pixels");
    says(4, "found 100000 × 100000; it is left out");
    says(6, "HEIC");
    says(7, "gone.jpg: expected a file that can be read, found no such file");
    for (n, (name, content)) in files.iter().enumerate() {
        let kept = outcomes[n].0.as_ref();
        match *name {
            "good.jpg" => assert_eq!(kept.unwrap().files.len(), 4),
            "bomb.png" => assert_eq!(kept, None),
            _ => assert_eq!(&bytes(&kept.unwrap().files[0]), content, "{name}"),
        }
    }
    assert!(outcomes[6].0.as_ref().unwrap().files[0].name.ends_with(".heic"));
}

#[test]
fn a_picture_that_is_too_high_for_a_kind_has_the_others() {
    let folder = Folder::new("high");
    let photo = jpeg(&two_halves(20, 17_000, RED, BLUE), None);
    let processed = folder.pictures_with(quick()).process("a.jpg", &photo).unwrap();
    assert!(of(&processed, Kind::WebP).is_empty());
    assert_eq!(widths(&processed, Kind::Jpeg), [20]);
}
