//! How much of the pictures each layer still holds: cosines between pictures, and a linear reader.

use super::super::readings::{AtLayer, CLASSES, PICTURES, Readings};
use super::{Batch, Session, StartError};
use crate::choice::NetKind;
use nn::dense;
use nn::kernel::spread::mean_std;
use nn::net::Activations;
use nn::norm::Mode;

/// Examples that go through the network at a time.
const CHUNK: usize = 256;
/// The ridge: how much large weights of the reader cost beside the squared error, for units of variance 1.
const RIDGE: f64 = 10.0;

impl Session {
    /// Measures the input and every hidden layer, with running statistics where there are any.
    // A gate to the part of the program that is loaded later (`split`).
    #[inline(never)]
    pub fn readings(&mut self) -> Result<Readings, StartError> {
        if self.config.net != NetKind::Mlp {
            return Err(StartError::NotDense);
        }
        let rows = [self.dataset.train.clone(), self.dataset.held_out.clone()];
        let [train, held] = rows.each_ref().map(|rows| self.outputs_of(rows));
        let labels = rows.each_ref().map(|rows| self.labels_of(rows));
        let pictures = pictures(&labels[1]);
        let n = [rows[0].len(), rows[1].len()];
        let at = |layer: usize| {
            let (train, held) = (&train[layer], &held[layer]);
            let units = train.len() / n[0];
            let mut reader = Reader::new(train, units);
            let read = reader.read((train, &labels[0]), (held, &labels[1]), self.dataset.classes);
            let chosen: Vec<&[f32]> = pictures.iter().map(|at| &held[at * units..(at + 1) * units]).collect();
            let (cosine, spread, between) = cosines(&chosen);
            AtLayer { cosine, spread, between, std: mean_std(train)[1], read }
        };
        let layers = (0..train.len()).map(at).collect();
        let mean_square = train[0].iter().map(|v| v * v).sum::<f32>() / train[0].len() as f32;
        Ok(Readings { step: self.step, mean_square, layers })
    }

    /// The inputs of some rows, and what each hidden layer makes of them.
    fn outputs_of(&mut self, rows: &[u32]) -> Vec<Vec<f32>> {
        let mut all = vec![Vec::new(); self.blocks.len() + 1];
        let mut activations = Activations::new(&self.net, CHUNK);
        for rows in rows.chunks(CHUNK) {
            let mut batch = Batch::new(&self.inputs, rows.len());
            batch.fill(&self.inputs, rows);
            self.net.forward(&batch.x, rows.len(), &mut activations, Mode::Eval);
            all[0].extend_from_slice(&batch.x);
            for (layer, block) in all[1..].iter_mut().zip(&self.blocks) {
                layer.extend_from_slice(activations.out(block.act));
            }
        }
        all
    }

    fn labels_of(&self, rows: &[u32]) -> Vec<u8> {
        rows.iter().map(|row| self.dataset.labels[*row as usize]).collect()
    }
}

/// The places of the first pictures of each class, class by class.
fn pictures(labels: &[u8]) -> Vec<usize> {
    let of = |class: usize| {
        (labels.iter().enumerate())
            .filter(move |(_, label)| usize::from(**label) == class)
            .map(|(at, _)| at)
            .take(PICTURES)
    };
    (0..CLASSES).flat_map(of).collect()
}

/// Mean cosine of all pairs, its tenth and ninetieth percentile, and that between the classes' first pictures.
fn cosines(pictures: &[&[f32]]) -> (f32, [f32; 2], Vec<f32>) {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>();
    let length: Vec<f64> = pictures.iter().map(|x| libm::sqrt(dot(x, x))).collect();
    let cosine = |i: usize, j: usize| (dot(pictures[i], pictures[j]) / (length[i] * length[j])) as f32;
    let mut all: Vec<f32> =
        (0..pictures.len()).flat_map(|i| (0..i).map(move |j| (i, j))).map(|(i, j)| cosine(i, j)).collect();
    all.sort_unstable_by(f32::total_cmp);
    let mean = all.iter().map(|v| f64::from(*v)).sum::<f64>() / all.len() as f64;
    let quantile = |share: f64| all[((all.len() - 1) as f64 * share) as usize];
    let first = |class: usize| class * PICTURES;
    let pair = |a: usize, b: usize| cosine(first(a), if a == b { first(b) + 1 } else { first(b) });
    let between = (0..CLASSES * CLASSES).map(|at| pair(at / CLASSES, at % CLASSES)).collect();
    (mean as f32, [quantile(0.1), quantile(0.9)], between)
}

/// Ridge regression on units that are centred and rescaled to variance 1: the volume is turned up first.
struct Reader {
    units: usize,
    means: Vec<f64>,
    factors: Vec<f64>,
    scratch: Vec<f32>,
}

impl Reader {
    fn new(x: &[f32], units: usize) -> Self {
        let n = (x.len() / units) as f64;
        let over = |f: &dyn Fn(usize, f64) -> f64| {
            let mut sums = vec![0.0; units];
            for row in x.chunks_exact(units) {
                sums.iter_mut().zip(row).enumerate().for_each(|(i, (sum, v))| *sum += f(i, f64::from(*v)));
            }
            sums.iter_mut().for_each(|sum| *sum /= n);
            sums
        };
        let means = over(&|_, v| v);
        let variances = over(&|i, v| (v - means[i]) * (v - means[i]));
        let factor = |v: &f64| if *v > 0.0 && v.is_finite() { 1.0 / libm::sqrt(*v) } else { 0.0 };
        Self { units, factors: variances.iter().map(factor).collect(), means, scratch: Vec::new() }
    }

    fn rescaled(&self, x: &[f32]) -> Vec<f32> {
        let value = |(at, v): (usize, &f32)| {
            let i = at % self.units;
            ((f64::from(*v) - self.means[i]) * self.factors[i]) as f32
        };
        x.iter().enumerate().map(value).collect()
    }

    /// Share of held-out examples that it gets right.
    fn read(&mut self, (train, labels): (&[f32], &[u8]), (held, right): (&[f32], &[u8]), classes: usize) -> f32 {
        let (x, n, units) = (self.rescaled(train), labels.len(), self.units);
        // One target for each class, of mean 0 where classes are equally frequent.
        let target = |at: usize| {
            let hit = usize::from(labels[at / classes]) == at % classes;
            if hit { 1.0 - 1.0 / classes as f32 } else { -1.0 / classes as f32 }
        };
        let targets: Vec<f32> = (0..n * classes).map(target).collect();
        let (mut gram, mut cross) = (vec![0.0; units * units], vec![0.0; units * classes]);
        dense::backward_params(&x, &x, [n, units, units], &mut gram, &mut [], &mut self.scratch);
        dense::backward_params(&targets, &x, [n, classes, units], &mut cross, &mut [], &mut self.scratch);
        let weights = solve(&gram, &cross, units, classes);
        let x = self.rescaled(held);
        let mut scores = vec![0.0; right.len() * classes];
        dense::forward(&x, &weights, &[], [right.len(), units, classes], &mut scores, &mut self.scratch);
        let best = |scores: &[f32]| (0..classes).max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
        let hits = scores.chunks_exact(classes).zip(right).filter(|(s, right)| best(s) == Some(usize::from(**right)));
        hits.count() as f32 / right.len() as f32
    }
}

/// The solutions `[classes, units]` of `(gram + ridge) w = cross`, `cross: [units, classes]`, by Gauss and Jordan: the matrix is
/// symmetric and positive definite, so that no pivot is small.
fn solve(gram: &[f32], cross: &[f32], units: usize, classes: usize) -> Vec<f32> {
    let row = |i: usize| {
        let left = (0..units).map(|j| f64::from(gram[i * units + j]) + if i == j { RIDGE } else { 0.0 });
        left.chain(cross[i * classes..(i + 1) * classes].iter().map(|v| f64::from(*v))).collect::<Vec<f64>>()
    };
    let mut rows: Vec<Vec<f64>> = (0..units).map(row).collect();
    for i in 0..units {
        let pivot = rows[i][i];
        rows[i][i..].iter_mut().for_each(|v| *v /= pivot);
        let chosen = std::mem::take(&mut rows[i]);
        for row in rows.iter_mut().filter(|row| !row.is_empty()) {
            let factor = row[i];
            row[i..].iter_mut().zip(&chosen[i..]).for_each(|(v, c)| *v -= factor * c);
        }
        rows[i] = chosen;
    }
    (0..classes).flat_map(|k| rows.iter().map(move |row| row[units + k] as f32)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn readings(query: &str) -> Readings {
        Session::new(&Config::from_query(query).0.run).unwrap().readings().unwrap()
    }

    #[test]
    fn a_system_is_solved() {
        // (3 + 10, 1; 1, 2 + 10) w = (14, 13).
        assert_eq!(solve(&[3.0, 1.0, 1.0, 2.0], &[14.0, 13.0], 2, 1), [1.0, 1.0]);
    }

    /// Faint is not gone: what small tanh layers leave is tiny, and a reader that turns up the volume reads it; what large ones
    /// leave is loud, and cannot be read.
    #[test]
    fn small_tanh_is_faint_and_large_tanh_is_gone() {
        let last = |query: &str| readings(query).layers.pop().unwrap();
        let [small, large] = ["init=small&act=tanh", "init=large&act=tanh"].map(last);
        println!("{small:?} {large:?}");
        assert!(small.read > 0.85 && small.std < 1e-9, "{} {}", small.read, small.std);
        assert!(large.read < 0.35 && large.std > 0.5, "{} {}", large.read, large.std);
    }

    /// For ReLU He and Xavier differ in scale and in nothing else; with depth all pictures turn into one direction.
    #[test]
    fn he_and_xavier_are_read_alike_behind_relu() {
        let [he, xavier] = ["he", "xavier"].map(|init| readings(&format!("init={init}&act=relu&depth=30")));
        for layer in [10, 30] {
            let (a, b) = (&he.layers[layer], &xavier.layers[layer]);
            println!("{layer}: {} {} cosine {} {}", a.read, b.read, a.cosine, b.cosine);
            assert!((a.read - b.read).abs() < 0.03 && (a.cosine - b.cosine).abs() < 1e-3, "{layer}");
        }
        assert!(he.layers[30].cosine > 0.9 && he.layers[30].read < 0.65 && he.layers[0].read > 0.9);
    }

    #[test]
    fn the_input_is_layer_0_and_a_convolution_is_refused() {
        let readings = readings("depth=2&width=20");
        assert_eq!((readings.layers.len(), readings.step), (3, 0));
        let own = |class: usize| readings.layers[0].between[class * CLASSES + class];
        let others = readings.layers[0].cosine;
        assert!((0..CLASSES).map(own).sum::<f32>() / 10.0 > others + 0.2, "two pictures of a digit are more alike");
        let mut conv = Session::new(&Config::from_query("net=cnn&batch=8").0.run).unwrap();
        assert_eq!(conv.readings().unwrap_err(), StartError::NotDense);
    }
}
