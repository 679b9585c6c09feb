//! What the network learned, and the small figures of the article.

use unit_variance::charts::activation::{self, Slope};
use unit_variance::charts::boundary::{self, Boundary, Dot};
use unit_variance::charts::chain::{self, Chain};
use unit_variance::charts::digits::{self, Digits};
use unit_variance::charts::style::Style;
use unit_variance::lesson::choice::DataSet;
use unit_variance::lesson::data::{self, Plane};
use unit_variance::lesson::histogram::{Bins, Histogram};
use unit_variance::nn::act::Act;

use crate::{both_themes, counted, noise, svg};

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
    let data = Boundary { plane: plane(), side: 60, probability: &probability, dots: &dots, chosen: Some([2.0, 1.5]) };
    both_themes("boundary", (640, 304), |area, style| {
        boundary::draw_plane(area, &data, style).expect("plane");
        boundary::draw_points(area, &data, style).expect("points");
    });
}

#[test]
fn digits_with_mistakes_marked() {
    let set = data::load(DataSet::Digits, 1);
    let rows: Vec<Vec<f32>> = set.held_out.iter().map(|i| set.x.row(*i as usize).to_vec()).collect();
    let images: Vec<&[f32]> = rows.iter().map(Vec::as_slice).collect();
    let labels: Vec<u8> = set.held_out.iter().map(|i| set.labels[*i as usize]).collect();
    let predicted: Vec<u8> =
        labels.iter().enumerate().map(|(i, l)| if i % 11 == 3 { (l + 5) % 10 } else { *l }).collect();
    let data = Digits { images: &images, labels: &labels, predicted: &predicted };
    both_themes("digits", (640, 304), |area, style| {
        digits::draw_images(area, &data, style).expect("images");
        digits::draw_predicted(area, &data, style).expect("classes");
    });
}

#[test]
fn activations_over_what_they_read() {
    let pre = counted(Bins::of_pre_activations(), noise(6400, 5).map(|v| v * 1.9));
    for (name, act) in [("slope-sigmoid", Act::Sigmoid), ("slope-tanh", Act::Tanh), ("slope-relu", Act::Relu)] {
        both_themes(name, (350, 224), |area, style| {
            let data = Slope { act, pre: Some(&pre) };
            activation::draw_function(area, &data, style).expect("function");
            activation::draw_read(area, &data, style).expect("values");
        });
    }
}

#[test]
fn the_chain() {
    let measured = [0.1, 0.01, 0.001, 0.0001];
    both_themes("chain", (640, 224), |area, style| {
        let data = Chain { weight: 0.1, length: 4, measured: &measured };
        chain::draw_axes(area, &data, style).expect("axes");
        chain::draw_chain(area, &data, style).expect("chain");
    });
    both_themes("chain-long", (640, 224), |area, style| {
        let data = Chain { weight: 1.2, length: 50, measured: &[] };
        chain::draw_axes(area, &data, style).expect("axes");
        chain::draw_chain(area, &data, style).expect("chain");
    });
}

#[test]
fn none_panics_on_empty_wild_or_sizeless() {
    let wild = [f32::NAN, f32::INFINITY, -1.0, 2.0];
    let dots = [Dot { at: [f32::NAN, 1e30], class: 9, held_out: true }];
    let nothing = Histogram::new(Bins::SignedLog);
    let image: &[f32] = &wild;
    for size in [(0, 0), (1, 1), (3, 500), (500, 3), (300, 200)] {
        for style in [Style::light(1.0), Style::dark(2.75)] {
            svg(size, &style, |area| {
                for (side, probability) in [(0, &wild[..0]), (2, &wild[..]), (9, &wild[..])] {
                    let data = Boundary { plane: plane(), side, probability, dots: &dots, chosen: Some([f32::NAN; 2]) };
                    boundary::draw_plane(area, &data, &style).expect("plane");
                    boundary::draw_points(area, &data, &style).expect("points");
                    boundary::describe(&data);
                    boundary::value_at(size, &data, &style, 150.0, 50.0);
                }
                let data = Digits { images: &[image, &[]], labels: &[1], predicted: &[200, 3, 4] };
                digits::draw_images(area, &data, &style).expect("images");
                digits::draw_predicted(area, &data, &style).expect("classes");
                digits::describe(&data);
                digits::value_at(size, &data, &style, 5.0, 5.0);
                for pre in [None, Some(&nothing)] {
                    let data = Slope { act: Act::Gelu, pre };
                    activation::draw_function(area, &data, &style).expect("function");
                    activation::draw_read(area, &data, &style).expect("values");
                    activation::describe(&data);
                    activation::value_at(size, &data, &style, 50.0, 5.0);
                }
                for weight in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e300] {
                    let data = Chain { weight, length: 50, measured: &[f64::NAN, 0.0, 1e-300] };
                    chain::draw_axes(area, &data, &style).expect("axes");
                    chain::draw_chain(area, &data, &style).expect("chain");
                    chain::describe(&data);
                    chain::value_at(size, &data, &style, 50.0, 5.0);
                }
            });
        }
    }
}
