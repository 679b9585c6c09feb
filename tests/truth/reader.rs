//! How much of the picture an untrained layer still holds: a linear reader, and how alike two pictures have become. The
//! networks are those of the lab, to the bit.

use unit_variance::lesson::config::RunSpec;
use unit_variance::lesson::data::{Dataset, Scaler, Stream, generator, load};
use unit_variance::nn::net::{Activations, Net, Spec};
use unit_variance::nn::norm::Mode;

use super::runs::{config, session};

/// The activations of one layer, as rows of examples.
pub struct Seen {
    train: Vec<Vec<f64>>,
    held_out: Vec<Vec<f64>>,
    train_labels: Vec<usize>,
    held_out_labels: Vec<usize>,
    classes: usize,
}

/// The activations of hidden layer `layer` (counted from 1) at step 0 of the run; layer 0 is the scaled input.
pub fn at_start(query: &str, layer: usize) -> Seen {
    let spec = config(query).run;
    let data = load(spec.data, spec.seed);
    let (mut net, blocks) = untrained(&spec, &data);
    let mut seen = |rows: &[u32]| {
        let x = scaled(&spec, &data, rows);
        let mut activations = Activations::new(&net, rows.len());
        net.forward(&x, rows.len(), &mut activations, Mode::Eval);
        let out = if layer == 0 { &x } else { activations.out(blocks[layer - 1]) };
        out.chunks(out.len() / rows.len()).map(|row| row.iter().map(|v| f64::from(*v)).collect()).collect()
    };
    let labels = |rows: &[u32]| rows.iter().map(|row| usize::from(data.labels[*row as usize])).collect();
    Seen {
        train: seen(&data.train),
        held_out: seen(&data.held_out),
        train_labels: labels(&data.train),
        held_out_labels: labels(&data.held_out),
        classes: data.classes,
    }
}

/// The dense network of a run without normalization, and the places of its activation functions.
fn untrained(spec: &RunSpec, data: &Dataset) -> (Net, Vec<usize>) {
    let dense = |out| Spec::Dense { out, bias: true, weight_norm: false };
    let hidden = [dense(spec.width as usize), Spec::Act(spec.act)];
    let mut specs: Vec<Spec> = (0..spec.depth).flat_map(|_| hidden).collect();
    specs.push(dense(data.classes));
    let mut net = Net::new([data.columns(), 1, 1], &specs).expect("a network of the lesson");
    net.initialize(spec.init.init(spec.std), spec.dist, &mut generator(spec.seed, Stream::Weights));
    let blocks = net.blocks().iter().map(|block| block.act).collect();
    (net, blocks)
}

fn scaled(spec: &RunSpec, data: &Dataset, rows: &[u32]) -> Vec<f32> {
    let scaler = Scaler::fit(data.x.view(), &data.train, spec.scaling, false);
    let columns = data.columns();
    let mut x = vec![0.0; rows.len() * columns];
    for (row, out) in rows.iter().zip(x.chunks_exact_mut(columns)) {
        scaler.apply(data.x.row(*row as usize).iter().copied(), out);
    }
    x
}

impl Seen {
    /// Standard deviation over all values of the training examples.
    pub fn std(&self) -> f64 {
        let all = || self.train.iter().flatten();
        let n = all().count() as f64;
        let mean = all().sum::<f64>() / n;
        (all().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n).sqrt()
    }

    /// The mean cosine between two training examples.
    pub fn cosine(&self) -> f64 {
        let mut sum = vec![0.0; self.train[0].len()];
        for row in &self.train {
            let length = row.iter().map(|v| v * v).sum::<f64>().sqrt();
            sum.iter_mut().zip(row).for_each(|(total, v)| *total += v / length);
        }
        let n = self.train.len() as f64;
        (sum.iter().map(|v| v * v).sum::<f64>() - n) / (n * (n - 1.0))
    }

    /// Share of held-out examples that a linear reader gets right: ridge regression (λ = 10) on the training examples, each
    /// unit centred and rescaled to variance 1.
    pub fn read(&self) -> f64 {
        let size = self.train[0].len();
        let n = self.train.len() as f64;
        let mean = |i: usize| self.train.iter().map(|row| row[i]).sum::<f64>() / n;
        let means: Vec<f64> = (0..size).map(mean).collect();
        let var = |i: usize| self.train.iter().map(|row| (row[i] - means[i]) * (row[i] - means[i])).sum::<f64>() / n;
        let factors: Vec<f64> = (0..size).map(var).map(|v| if v > 0.0 { v.sqrt().recip() } else { 0.0 }).collect();
        let rescaled = |row: &[f64]| (0..size).map(|i| (row[i] - means[i]) * factors[i]).collect::<Vec<f64>>();
        let mut gram = vec![vec![0.0; size + self.classes]; size];
        for (row, label) in self.train.iter().zip(&self.train_labels) {
            let row = rescaled(row);
            for i in 0..size {
                (0..size).for_each(|j| gram[i][j] += row[i] * row[j]);
                (0..self.classes).for_each(|k| gram[i][size + k] += row[i] * if k == *label { 0.9 } else { -0.1 });
            }
        }
        (0..size).for_each(|i| gram[i][i] += 10.0);
        let weights = solved(gram);
        let right = self.held_out.iter().zip(&self.held_out_labels).filter(|(row, label)| {
            let row = rescaled(row);
            let score = |k: usize| (0..size).map(|i| row[i] * weights[i][size + k]).sum::<f64>();
            let best = (0..self.classes).max_by(|a, b| score(*a).total_cmp(&score(*b)));
            best == Some(**label)
        });
        right.count() as f64 / self.held_out.len() as f64
    }
}

/// Gauss and Jordan on a symmetric positive definite matrix with its right sides appended; the solutions stand in their places.
fn solved(mut rows: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    for i in 0..rows.len() {
        let pivot = rows[i][i];
        rows[i].iter_mut().for_each(|v| *v /= pivot);
        let chosen = rows[i].clone();
        for row in rows.iter_mut().enumerate().filter(|(at, _)| *at != i).map(|(_, row)| row) {
            let factor = row[i];
            row.iter_mut().zip(&chosen).for_each(|(v, c)| *v -= factor * c);
        }
    }
    rows
}

#[test]
fn the_reader_sees_the_same_network_as_the_lab() {
    for query in ["init=small&act=tanh", "init=he&act=relu&depth=3"] {
        let shot = session(query).snapshot(false);
        let (lab, here) = (shot.layers[2].act.std, at_start(query, 3).std() as f32);
        assert!((here / lab - 1.0).abs() < 0.1, "a batch of 128 and the whole training part: {lab} and {here}");
    }
}
