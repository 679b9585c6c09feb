//! Losses: softmax cross-entropy, logistic, squared. Each gives the mean loss and fills the gradient of it.

use super::kernel::math::{abs, exp, exp_slice, ln_1p, load_part, select, store_part};
use wide::f32x4;

/// `out = softmax(logits)` per row of `classes`; the row's largest logit is taken off first.
pub fn softmax(logits: &[f32], classes: usize, out: &mut [f32]) {
    assert_eq!(logits.len(), out.len(), "softmax of {} into {}", logits.len(), out.len());
    for (x, y) in logits.chunks_exact(classes).zip(out.chunks_exact_mut(classes)) {
        let total = exponentials(x, y);
        y.iter_mut().for_each(|p| *p = (f64::from(*p) / total) as f32);
    }
}

/// `out = ln softmax(logits)` per row of `classes`.
pub fn log_softmax(logits: &[f32], classes: usize, out: &mut [f32]) {
    assert_eq!(logits.len(), out.len(), "log-softmax of {} into {}", logits.len(), out.len());
    for (x, y) in logits.chunks_exact(classes).zip(out.chunks_exact_mut(classes)) {
        let log_total = libm::log(exponentials(x, y));
        let top = largest(x);
        y.iter_mut().zip(x).for_each(|(y, x)| *y = (f64::from(*x - top) - log_total) as f32);
    }
}

/// The gradient through [`softmax`], whose output is `y`: `dx = y (dy - sum y dy)` per row of `classes`.
pub fn softmax_backward(y: &[f32], dy: &[f32], classes: usize, dx: &mut [f32]) {
    assert!(y.len() == dy.len() && y.len() == dx.len(), "gradient of a softmax of {}", y.len());
    let rows = y.chunks_exact(classes).zip(dy.chunks_exact(classes)).zip(dx.chunks_exact_mut(classes));
    for ((y, dy), dx) in rows {
        let along: f64 = y.iter().zip(dy).map(|(y, dy)| f64::from(*y) * f64::from(*dy)).sum();
        dx.iter_mut()
            .zip(y.iter().zip(dy))
            .for_each(|(dx, (y, dy))| *dx = (f64::from(*y) * (f64::from(*dy) - along)) as f32);
    }
}

/// `y = e^(x - max x)`, and the sum of y.
fn exponentials(x: &[f32], y: &mut [f32]) -> f64 {
    let top = largest(x);
    let mut total = 0.0;
    for (x, y) in x.chunks(64).zip(y.chunks_mut(64)) {
        let mut shifted = [0.0; 64];
        let shifted = &mut shifted[..x.len()];
        shifted.iter_mut().zip(x).for_each(|(s, x)| *s = x - top);
        exp_slice(shifted, y);
        y.iter().for_each(|e| total += f64::from(*e));
    }
    total
}

/// The largest of a row; NaN if any is.
fn largest(row: &[f32]) -> f32 {
    row.iter().fold(f32::NEG_INFINITY, |top, x| if *x > top || x.is_nan() { *x } else { top })
}

/// Softmax cross-entropy. `logits`: `[n, classes]`, `labels`: `[n]`.
/// Loss `-mean ln softmax(logits)[label]`, gradient `(softmax(logits) - one_hot(label)) / n`.
pub fn softmax_cross_entropy(logits: &[f32], labels: &[u32], classes: usize, dlogits: &mut [f32]) -> f32 {
    let n = labels.len();
    assert_eq!(logits.len(), n * classes, "logits of {n} examples in {classes} classes");
    assert_eq!(logits.len(), dlogits.len(), "gradient of {} logits", logits.len());
    let mut loss = 0.0;
    let rows = logits.chunks_exact(classes).zip(dlogits.chunks_exact_mut(classes));
    for ((x, dx), label) in rows.zip(labels) {
        let label = *label as usize;
        assert!(label < classes, "label {label} of {classes} classes");
        let total = exponentials(x, dx);
        loss += libm::log(total) - f64::from(x[label] - largest(x));
        let scale = 1.0 / (total * n as f64);
        dx.iter_mut().for_each(|d| *d = (f64::from(*d) * scale) as f32);
        dx[label] -= (1.0 / n as f64) as f32;
    }
    (loss / n as f64) as f32
}

/// Logistic loss (binary cross-entropy with logits), mean over all elements; targets in [0, 1].
/// Loss `max(x, 0) - x t + ln(1 + e^-|x|)`, gradient `(sigmoid(x) - t) / n`.
pub fn logistic(logits: &[f32], targets: &[f32], dlogits: &mut [f32]) -> f32 {
    assert!(logits.len() == targets.len() && logits.len() == dlogits.len(), "logistic loss of {}", logits.len());
    let n = logits.len() as f64;
    let scale = (1.0 / n) as f32;
    let mut loss = 0.0;
    let ((xs, x), (ts, t)) = (logits.as_chunks::<4>(), targets.as_chunks::<4>());
    let (dxs, dx) = dlogits.as_chunks_mut::<4>();
    for ((x, t), dx) in xs.iter().zip(ts).zip(dxs) {
        let (slope, costs) = logistic_quad(f32x4::new(*x), f32x4::new(*t));
        *dx = (slope * f32x4::splat(scale)).to_array();
        costs.iter().for_each(|cost| loss += cost);
    }
    let (slope, costs) = logistic_quad(load_part(x), load_part(t));
    store_part(slope * f32x4::splat(scale), dx);
    costs.iter().take(x.len()).for_each(|cost| loss += cost);
    (loss / n) as f32
}

/// `sigmoid(x) - t`, and the logistic loss of each in f64.
#[inline(always)]
fn logistic_quad(x: f32x4, t: f32x4) -> (f32x4, [f64; 4]) {
    let (zero, one) = (f32x4::ZERO, f32x4::splat(1.0));
    let negative = x.simd_lt(zero);
    let e = exp(-abs(x));
    let slope = select(negative, e, one) / (one + e) - t;
    let [x, t, positive, log] = [x, t, select(negative, zero, x), ln_1p(e)].map(|v| v.to_array().map(f64::from));
    (slope, std::array::from_fn(|i| positive[i] - x[i] * t[i] + log[i]))
}

/// Squared loss, mean over all elements. Loss `mean (y - t)²`, gradient `2 (y - t) / n`.
pub fn squared(y: &[f32], targets: &[f32], dy: &mut [f32]) -> f32 {
    assert!(y.len() == targets.len() && y.len() == dy.len(), "squared loss of {}", y.len());
    let n = y.len() as f64;
    let scale = (2.0 / n) as f32;
    let mut loss = 0.0;
    for ((y, t), dy) in y.iter().zip(targets).zip(dy) {
        let error = y - t;
        loss += f64::from(error) * f64::from(error);
        *dy = error * scale;
    }
    (loss / n) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The largest difference between the gradient and central differences of the loss.
    fn gradient_error(x: &[f32], loss: impl Fn(&[f32], &mut [f32]) -> f32) -> f32 {
        let mut dx = vec![0.0; x.len()];
        loss(x, &mut dx);
        let mut worst = 0.0f32;
        for i in 0..x.len() {
            let at = |step: f32| {
                let mut moved = x.to_vec();
                moved[i] += step;
                loss(&moved, &mut vec![0.0; x.len()])
            };
            worst = worst.max(((at(0.01) - at(-0.01)) / 0.02 - dx[i]).abs());
        }
        worst
    }

    const X: [f32; 6] = [0.3, -1.2, 2.0, 0.5, 0.5, -0.7];

    #[test]
    fn gradients_agree_with_differences() {
        assert!(gradient_error(&X, |x, dx| softmax_cross_entropy(x, &[2, 0], 3, dx)) < 1e-4);
        assert!(gradient_error(&X, |x, dx| logistic(x, &[0.0, 1.0, 1.0, 0.0, 0.5, 1.0], dx)) < 1e-4);
        assert!(gradient_error(&X, |x, dx| squared(x, &[0.0, 1.0, 1.0, 0.0, 0.5, 1.0], dx)) < 1e-4);
    }

    #[test]
    fn equal_logits_cost_the_log_of_the_classes() {
        let mut dx = [0.0; 10];
        assert!((softmax_cross_entropy(&[0.0; 10], &[3], 10, &mut dx) - 10f32.ln()).abs() < 1e-6);
        assert!((logistic(&[0.0], &[1.0], &mut dx[..1]) - 2f32.ln()).abs() < 1e-6);
    }

    #[test]
    fn large_logits_do_not_overflow() {
        let mut dx = [0.0; 2];
        assert_eq!(softmax_cross_entropy(&[1000.0, -1000.0], &[1], 2, &mut dx), 2000.0);
        assert_eq!(dx, [1.0, -1.0]);
        assert_eq!(logistic(&[-1000.0, 1000.0], &[1.0, 1.0], &mut dx), 500.0);
        let mut p = [0.0; 3];
        softmax(&[1e4, 1e4, -1e4], 3, &mut p);
        assert_eq!(p, [0.5, 0.5, 0.0]);
        log_softmax(&[1e4, 1e4, -1e4], 3, &mut p);
        assert!((p[0] + 2f32.ln()).abs() < 1e-6 && p[2] == -20000.693);
    }

    #[test]
    fn nan_and_infinity_show_in_the_loss() {
        let mut dx = [0.0; 2];
        assert!(!softmax_cross_entropy(&[f32::NAN, 0.0], &[1], 2, &mut dx).is_finite());
        assert!(!softmax_cross_entropy(&[0.0, f32::NAN], &[0], 2, &mut dx).is_finite());
        assert!(!softmax_cross_entropy(&[f32::INFINITY, 0.0], &[0], 2, &mut dx).is_finite());
        assert!(!logistic(&[f32::NAN, 0.0], &[0.0, 0.0], &mut dx).is_finite());
        assert!(!squared(&[f32::INFINITY, 0.0], &[0.0, 0.0], &mut dx).is_finite());
    }
}
