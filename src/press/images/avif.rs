//! Pictures as AVIF: one picture of AV1 by rav1e, in the container that avif-serialize writes.
//!
//! The crate ravif does the same, but with the colour's full resolution alone: twice the samples, for a difference that
//! nobody sees in a photo.

use avif_serialize::Aviffy;
use avif_serialize::constants::MatrixCoefficients as Matrix;
use rav1e::prelude::*;

use super::decode::Bitmap;

/// `quality` is from 1 to 100, `speed` from 1 to 10.
///
/// # Errors
/// The encoder's own words.
pub fn encode(bitmap: &Bitmap, quality: u8, speed: u8) -> Result<Vec<u8>, String> {
    let color = av1(bitmap, ChromaSampling::Cs420, quality, speed, &yuv(bitmap))?;
    let alpha = match bitmap.has_alpha {
        true => {
            let alpha = bitmap.pixels.iter().skip(3).step_by(4).copied().collect();
            Some(av1(bitmap, ChromaSampling::Cs400, quality, speed, &[alpha])?)
        }
        false => None,
    };
    let mut container = Aviffy::new();
    container.set_matrix_coefficients(Matrix::Bt601).set_chroma_subsampling((true, true)).set_seq_profile(0);
    Ok(container.to_vec(&color, alpha.as_deref(), bitmap.width, bitmap.height, 8))
}

/// Lightness and the two colours of a picture, as JPEG has them too (ITU-T T.871: BT.601 over the full range), the colours
/// once for four pixels.
fn yuv(bitmap: &Bitmap) -> [Vec<u8>; 3] {
    let (width, height) = (bitmap.width as usize, bitmap.height as usize);
    let step = if bitmap.has_alpha { 4 } else { 3 };
    let at = |x: usize, y: usize| {
        // An odd side has its last pixels twice.
        let place = (y.min(height - 1) * width + x.min(width - 1)) * step;
        let pixel = &bitmap.pixels[place..place + 3];
        [f32::from(pixel[0]), f32::from(pixel[1]), f32::from(pixel[2])]
    };
    let lightness = |[r, g, b]: [f32; 3]| 0.299 * r + 0.587 * g + 0.114 * b;
    let mut planes = [Vec::with_capacity(width * height), vec![], vec![]];
    for y in 0..height {
        planes[0].extend((0..width).map(|x| lightness(at(x, y)).round() as u8));
    }
    for y in (0..height).step_by(2) {
        for x in (0..width).step_by(2) {
            let four = [at(x, y), at(x + 1, y), at(x, y + 1), at(x + 1, y + 1)];
            let mean = [0, 1, 2].map(|part| four.iter().map(|pixel| pixel[part]).sum::<f32>() / 4.0);
            let light = lightness(mean);
            planes[1].push((128.0 + (mean[2] - light) / 1.772).round() as u8);
            planes[2].push((128.0 + (mean[0] - light) / 1.402).round() as u8);
        }
    }
    planes
}

/// The planes of a picture as one frame of AV1.
fn av1(
    bitmap: &Bitmap,
    chroma_sampling: ChromaSampling,
    quality: u8,
    speed: u8,
    planes: &[Vec<u8>],
) -> Result<Vec<u8>, String> {
    let (width, height) = (bitmap.width as usize, bitmap.height as usize);
    let quantizer = quantizer(quality);
    let color_description = (chroma_sampling != ChromaSampling::Cs400).then_some(ColorDescription {
        color_primaries: ColorPrimaries::BT709,
        transfer_characteristics: TransferCharacteristics::SRGB,
        matrix_coefficients: MatrixCoefficients::BT601,
    });
    let config = EncoderConfig {
        width,
        height,
        chroma_sampling,
        pixel_range: PixelRange::Full,
        color_description,
        still_picture: true,
        quantizer: quantizer.into(),
        min_quantizer: quantizer,
        tune: Tune::Psychovisual,
        speed_settings: settings(speed),
        ..EncoderConfig::default()
    };
    // Pictures are encoded side by side already.
    let config = Config::new().with_encoder_config(config).with_threads(1);
    let mut context: Context<u8> = config.new_context().map_err(|error| error.to_string())?;
    let mut frame = context.new_frame();
    for (n, (plane, samples)) in frame.planes.iter_mut().zip(planes).enumerate() {
        let stride = if n == 0 { width } else { width.div_ceil(2) };
        plane.copy_from_raw_u8(samples, stride, 1);
    }
    context.send_frame(frame).map_err(|error| error.to_string())?;
    context.flush();
    let mut out = vec![];
    loop {
        match context.receive_packet() {
            Ok(packet) => out.extend(packet.data),
            Err(EncoderStatus::Encoded) => {}
            Err(EncoderStatus::LimitReached) => return Ok(out),
            Err(error) => return Err(error.to_string()),
        }
    }
}

/// rav1e's preset without what a single picture has no use for, and without filters that cost more time than they mend.
/// What is switched off from which speed on is ravif's, whose authors measured it.
fn settings(speed: u8) -> SpeedSettings {
    let mut settings = SpeedSettings::from_preset(speed);
    settings.multiref = false;
    settings.rdo_lookahead_frames = 1;
    settings.scene_detection_mode = SceneDetectionSpeed::None;
    settings.motion.include_near_mvs = false;
    settings.motion.use_satd_subpel = false;
    settings.fast_deblock = speed >= 7;
    settings.cdef = false;
    settings.lrf = false;
    settings.transform.reduced_tx_set = speed >= 9;
    settings.transform.enable_inter_tx_split = speed >= 9;
    settings.transform.tx_domain_rate = speed >= 10;
    settings.transform.rdo_tx_decision = speed <= 4;
    settings.partition.encode_bottomup = speed <= 2;
    settings.prediction.fine_directional_intra = speed <= 6;
    let smallest = match speed {
        0..=4 => BlockSize::BLOCK_4X4,
        5..=8 => BlockSize::BLOCK_8X8,
        _ => BlockSize::BLOCK_16X16,
    };
    settings.partition.partition_range = PartitionRange::new(smallest, BlockSize::BLOCK_16X16);
    settings
}

/// AV1's own figure, from 0 (best) to 255, for a quality from 1 to 100: ravif's curve, which was fitted to JPEG's figures.
fn quantizer(quality: u8) -> u8 {
    let q = f32::from(quality.clamp(1, 100)) / 100.0;
    let x = if q >= 0.82 {
        (1.0 - q) * 2.6
    } else if q > 0.25 {
        0.875 - q * 0.5
    } else {
        1.0 - q
    };
    (x * 255.0).round() as u8
}
