//! What the network learned, and the small figures of the article.

use unit_variance::charts::activation::Slope;
use unit_variance::charts::boundary::{Boundary, Dot};
use unit_variance::charts::chain::Chain;
use unit_variance::charts::digits::Digits;
use unit_variance::lesson::choice::DataSet;
use unit_variance::lesson::data::{self, Plane};
use unit_variance::lesson::histogram::{Bins, Histogram};
use unit_variance::nn::act::Act;

use crate::{both_themes, counted, draw, every_mark_answers, noise, survive};

fn plane() -> Plane {
    Plane::of(DataSet::Circles).expect("a plane")
}

#[test]
fn the_plane_with_its_boundary() {
    let set = data::load(DataSet::Circles, 1);
    let dots: Vec<Dot> = (0..set.labels.len())
        .map(|i| Dot {
            at: [set.x[[i, 0]], set.x[[i, 1]]],
            class: set.labels[i],
            held_out: set.held_out.contains(&(i as u32)),
        })
        .collect();
    let probability: Vec<f32> = (0..60 * 60)
        .map(|i| plane().point(i / 60, i % 60, 60))
        .map(|[x, y]| 1.0 / (1.0 + libm::expf(2.0 * (3.1 - libm::sqrtf(x * x + 0.9 * y * y + 0.4 * x * y)))))
        .collect();
    let data = Boundary {
        plane: plane(),
        names: plane().names,
        side: 60,
        probability: &probability,
        dots: &dots,
        chosen: Some([2.0, 1.5]),
    };
    both_themes("boundary", (640, 304), |area, style| {
        draw(area, &data, style);
    });
}

#[test]
fn digits_with_mistakes_marked() {
    let set = data::load(DataSet::Digits, 1);
    let rows: Vec<Vec<f32>> = set.held_out.iter().map(|i| set.x.row(*i as usize).to_vec()).collect();
    let labels: Vec<u8> = set.held_out.iter().map(|i| set.labels[*i as usize]).collect();
    let predicted: Vec<u8> =
        labels.iter().enumerate().map(|(i, l)| if i % 11 == 3 { (l + 5) % 10 } else { *l }).collect();
    let data = Digits { images: &rows, labels: &labels, predicted: &predicted };
    both_themes("digits", (640, 304), |area, style| {
        draw(area, &data, style);
    });
}

#[test]
fn activations_over_what_they_read() {
    let pre = counted(Bins::of_pre_activations(), noise(6400, 5).map(|v| v * 1.9));
    for (name, act) in [("slope-sigmoid", Act::Sigmoid), ("slope-tanh", Act::Tanh), ("slope-relu", Act::Relu)] {
        both_themes(name, (350, 224), |area, style| {
            let data = Slope { act, pre: Some(&pre) };
            draw(area, &data, style);
        });
    }
}

#[test]
fn the_chain() {
    let measured = [0.1, 0.01, 0.001, 0.0001];
    both_themes("chain", (640, 224), |area, style| {
        let data = Chain { weight: 0.1, length: 4, measured: &measured };
        draw(area, &data, style);
    });
    both_themes("chain-long", (640, 224), |area, style| {
        let data = Chain { weight: 1.2, length: 50, measured: &[] };
        draw(area, &data, style);
    });
}

#[test]
fn none_panics_on_empty_wild_or_sizeless() {
    let wild = [f32::NAN, f32::INFINITY, -1.0, 2.0];
    let dots = [Dot { at: [f32::NAN, 1e30], class: 9, held_out: true }];
    let nothing = Histogram::new(Bins::SignedLog);
    for (side, probability) in [(0, &wild[..0]), (2, &wild[..]), (9, &wild[..])] {
        survive(&Boundary {
            plane: plane(),
            names: plane().names,
            side,
            probability,
            dots: &dots,
            chosen: Some([f32::NAN; 2]),
        });
    }
    survive(&Digits { images: &[wild.to_vec(), Vec::new()], labels: &[1], predicted: &[200, 3, 4] });
    for pre in [None, Some(&nothing)] {
        survive(&Slope { act: Act::Gelu, pre });
    }
    for weight in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e300] {
        survive(&Chain { weight, length: 50, measured: &[f64::NAN, 0.0, 1e-300] });
    }
}

#[test]
fn every_mark_of_what_was_learned_and_of_the_article_answers() {
    let probability = [0.25; 36];
    every_mark_answers(
        &Boundary { plane: plane(), names: plane().names, side: 6, probability: &probability, dots: &[], chosen: None },
        (640.0, 304.0),
    );
    let images = vec![vec![0.0; 64]; 50];
    every_mark_answers(&Digits { images: &images, labels: &[3; 50], predicted: &[4; 50] }, (640.0, 304.0));
    let pre = counted(Bins::of_pre_activations(), noise(100, 5));
    every_mark_answers(&Slope { act: Act::Tanh, pre: Some(&pre) }, (350.0, 224.0));
    every_mark_answers(&Chain { weight: 0.1, length: 4, measured: &[0.1, 0.01, 0.0, 0.0] }, (640.0, 224.0));
}
