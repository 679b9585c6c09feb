//! The unrolled product against the definition, for every way that a kernel can move.

use super::*;

fn wave(k: f32, len: usize) -> Vec<f32> {
    (0..len).map(|i| libm::sinf(k * i as f32 + k)).collect()
}

/// The definition in f64: which image cell each weight meets at each output.
fn plain(conv: &Conv, n: usize, x: &[f32], weight: &[f32], bias: &[f32]) -> Vec<f64> {
    let (Moves { stride, pads, dilation, groups }, [c, h, w]) = (conv.moves, conv.image);
    let ([o, per, kh, kw], [oh, ow]) = (conv.weight, conv.out);
    let mut y = Vec::new();
    for i in 0..n * o * oh * ow {
        let (image, unit, down, across) = (i / (o * oh * ow), i / (oh * ow) % o, i / ow % oh, i % ow);
        let mut sum = bias.get(unit).map_or(0.0, |&b| b as f64);
        for k in 0..per * kh * kw {
            let channel = unit / (o / groups) * (c / groups) + k / (kh * kw);
            let row = (down * stride[0] + k / kw % kh * dilation[0]).wrapping_sub(pads[0]);
            let column = (across * stride[1] + k % kw * dilation[1]).wrapping_sub(pads[1]);
            if row < h && column < w {
                let x = x[((image * c + channel) * h + row) * w + column];
                sum += x as f64 * weight[unit * per * kh * kw + k] as f64;
            }
        }
        y.push(sum);
    }
    y
}

fn every_case() -> Vec<Conv> {
    let some = |moves, image, weight| Conv::new(moves, image, weight).expect("a valid convolution");
    let base = Moves::default();
    vec![
        some(Moves::same(3), [2, 5, 4], [3, 2, 3, 3]),
        some(base, [1, 3, 3], [2, 1, 3, 3]),
        some(Moves { stride: [2, 3], ..base }, [2, 6, 7], [3, 2, 3, 2]),
        some(Moves { pads: [1, 0, 2, 3], stride: [2, 1], ..base }, [1, 4, 5], [2, 1, 3, 3]),
        some(Moves { dilation: [2, 3], pads: [2; 4], ..base }, [2, 5, 6], [2, 2, 2, 2]),
        some(Moves { groups: 2, pads: [1; 4], ..base }, [4, 3, 3], [6, 2, 3, 3]),
        some(Moves { pads: [4; 4], ..base }, [1, 1, 1], [1, 1, 3, 3]),
        some(base, [3, 1, 1], [5, 3, 1, 1]),
        some(Moves { groups: 2, ..Moves::same(3) }, [4, 3, 8], [6, 2, 3, 3]),
        some(Moves { dilation: [2, 3], pads: [2; 4], ..base }, [2, 5, 15], [3, 2, 2, 2]),
    ]
}

#[test]
fn what_is_not_unrolled_has_the_bits_of_what_is() {
    let some = |moves, image, weight| Conv::new(moves, image, weight).expect("a valid convolution");
    // The last two have chains over channels and over positions that are longer than one sum.
    let large = [
        some(Moves::same(3), [1, 8, 8], [16, 1, 3, 3]),
        some(Moves::same(3), [16, 8, 8], [16, 16, 3, 3]),
        some(Moves::same(5), [3, 4, 16], [5, 3, 5, 5]),
        some(Moves::same(3), [31, 2, 8], [9, 31, 3, 3]),
        some(Moves::same(3), [2, 20, 24], [300, 2, 3, 3]),
    ];
    for conv in every_case().into_iter().chain(large).filter(Conv::is_direct) {
        let (x, weight, bias) = (wave(0.7, 2 * conv.image_len()), wave(1.3, weights(&conv)), wave(2.0, conv.weight[0]));
        let dy = wave(0.3, 2 * conv.out_len());
        let all = |direct: bool, bias: &[f32]| {
            let (mut y, mut dx, mut dweight) = (vec![9.0; dy.len()], vec![9.0; x.len()], vec![9.0; weight.len()]);
            let (scratch, inputs) = (&mut Scratch::default(), (&x[..], &weight[..], &dy[..]));
            let out = Gradients { dx: Some(&mut dx), dweight: &mut dweight, dbias: &mut [] };
            if direct {
                conv.forward_direct(&x, &weight, bias, scratch, &mut y);
                conv.backward_direct(inputs, scratch, out);
            } else {
                conv.forward_unrolled(&x, &weight, bias, scratch, &mut y);
                conv.backward_unrolled(inputs, scratch, out);
            }
            [y, dx, dweight].map(|found| found.into_iter().map(f32::to_bits).collect::<Vec<u32>>())
        };
        for bias in [&bias[..], &[]] {
            assert!(all(true, bias) == all(false, bias), "{conv:?}");
        }
    }
}

#[test]
fn forward_is_the_definition() {
    for conv in every_case() {
        let (x, weight, bias) = (wave(0.7, 2 * conv.image_len()), wave(1.3, weights(&conv)), wave(2.0, conv.weight[0]));
        for bias in [&bias[..], &[]] {
            let mut y = vec![f32::NAN; 2 * conv.out_len()];
            conv.forward(&x, &weight, bias, &mut Scratch::default(), &mut y);
            let want = plain(&conv, 2, &x, &weight, bias);
            assert!(y.iter().zip(want).all(|(&y, want)| (y as f64 - want).abs() < 1e-5), "{conv:?}");
        }
    }
}

fn weights(conv: &Conv) -> usize {
    conv.weight.iter().product()
}

/// The convolution is linear in each argument, so differences of the definition are exact.
#[test]
fn backward_agrees_with_finite_differences() {
    for conv in every_case() {
        let inputs = [wave(0.7, 2 * conv.image_len()), wave(1.3, weights(&conv)), wave(2.0, conv.weight[0])];
        let dy = wave(0.4, 2 * conv.out_len());
        let [mut dx, mut dweight, mut dbias] = [0, 1, 2].map(|which| vec![f32::NAN; inputs[which].len()]);
        let out = Gradients { dx: Some(&mut dx), dweight: &mut dweight, dbias: &mut dbias };
        conv.backward((&inputs[0], &inputs[1], &dy), &mut Scratch::default(), out);
        let loss = |[x, weight, bias]: &[Vec<f32>; 3]| -> f64 {
            plain(&conv, 2, x, weight, bias).iter().zip(&dy).map(|(y, &dy)| y * dy as f64).sum()
        };
        for (which, got) in [dx, dweight, dbias].iter().enumerate() {
            for (i, &got) in got.iter().enumerate() {
                let mut ends = [inputs.clone(), inputs.clone()];
                ends[0][which][i] = 1.0;
                ends[1][which][i] = -1.0;
                let want = (loss(&ends[0]) - loss(&ends[1])) / 2.0;
                assert!((got as f64 - want).abs() < 1e-4, "{conv:?} input {which} cell {i}: {got} for {want}");
            }
        }
    }
}

#[test]
fn impossible_shapes_are_refused() {
    let refused = |moves, image, weight| Conv::new(moves, image, weight).is_err();
    assert!(refused(Moves::default(), [1, 2, 2], [1, 1, 3, 3]));
    assert!(refused(Moves::default(), [2, 5, 5], [1, 3, 3, 3]));
    assert!(refused(Moves { groups: 3, ..Moves::default() }, [4, 5, 5], [3, 1, 3, 3]));
    assert!(refused(Moves { stride: [0, 1], ..Moves::default() }, [1, 5, 5], [1, 1, 3, 3]));
}

#[test]
fn pooling_and_its_gradient_share_the_area() {
    let (mut y, mut dx) = ([0.0; 2], [0.0; 6]);
    global_avg_pool(&[1.0, 2.0, 3.0, 4.0, 5.0, 9.0], 3, &mut y);
    global_avg_pool_backward(&[3.0, 6.0], 3, &mut dx);
    assert_eq!((y, dx), ([2.0, 6.0], [1.0, 1.0, 1.0, 2.0, 2.0, 2.0]));
}
