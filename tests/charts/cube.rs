//! The cube, large and small.

use unit_variance::charts::cube::{self, Cube};
use unit_variance::charts::cube_small;
use unit_variance::charts::drawing::{Drawing, Shape};
use unit_variance::charts::style::Style;
use unit_variance::charts::view::View;
use unit_variance::lesson::choice::DataSet;
use unit_variance::lesson::data;
use unit_variance::nn::norm::{LayerAxes, Norm};
use unit_variance::nn::reduce::Reduction;
use unit_variance::words::Words;

use crate::{SIZES, both_themes, draw, every_mark_answers, light_only, noise, survive, svg};

/// What a convolution makes of digits: each of 16 random 3 x 3 kernels over `n` images.
fn maps(n: usize) -> Vec<f32> {
    let set = data::load(DataSet::Digits, 1);
    let kernels: Vec<f32> = noise(16 * 9, 3).collect();
    let pixel = |i: usize, h: i32, w: i32| {
        let inside = (0..8).contains(&h) && (0..8).contains(&w);
        if inside { set.x[[i, (h * 8 + w) as usize]] / 16.0 } else { 0.0 }
    };
    let mut out = Vec::new();
    for i in 0..n {
        for kernel in kernels.chunks(9) {
            for at in 0..64i32 {
                let sum = (0..9i32).map(|k| kernel[k as usize] * pixel(i, at / 8 + k / 3 - 1, at % 8 + k % 3 - 1));
                out.push(sum.sum::<f32>() / 3.0);
            }
        }
    }
    out
}

fn reduction(norm: Norm) -> Reduction {
    norm.activation(4, LayerAxes::Chw).map(|n| n.reduction).expect("a method over activations")
}

fn cube_of(values: &[f32], shape: [usize; 4], reduction: Reduction, chosen: [usize; 4]) -> Cube<'_> {
    let color = Style::light(1.0).palette.norm(Norm::Batch);
    Cube { shape, values, limit: cube::limit_of(values), reduction, chosen, names: ["N", "C", "H, W"], color }
}

#[test]
fn the_large_cube_of_every_method() {
    let values = maps(8);
    for (name, norm) in
        [("batch", Norm::Batch), ("layer", Norm::Layer), ("instance", Norm::Instance), ("group", Norm::Group)]
    {
        let data = cube_of(&values, [8, 16, 8, 8], reduction(norm), [2, 5, 3, 4]);
        if norm == Norm::Batch {
            both_themes("cube-batch", (712, 496), |area, style| draw(area, &data, style));
        } else {
            let few = Cube { shape: [3, 16, 8, 8], ..data };
            light_only(&format!("cube-{name}"), (712, 300), |area, style| {
                draw(area, &Cube { color: style.palette.norm(norm), ..few }, style);
            });
        }
    }
    let data = cube_of(&values, [4, 16, 8, 8], reduction(Norm::Group), [2, 9, 3, 4]);
    light_only("cube-narrow", (352, 358), |area, style| draw(area, &data, style));
}

#[test]
fn cubes_of_other_sizes() {
    let values = maps(4);
    let few = cube_of(&values, [4, 4, 4, 4], reduction(Norm::Batch), [0, 1, 0, 0]);
    light_only("cube-few", (712, 496), |area, style| draw(area, &few, style));
    let weights: Vec<f32> = noise(16 * 16 * 9, 7).collect();
    let data = Cube {
        names: ["out", "in", "kernel"],
        ..cube_of(&weights, [16, 16, 3, 3], reduction(Norm::Layer), [3, 5, 1, 1])
    };
    light_only("cube-weight", (712, 496), |area, style| draw(area, &data, style));
}

#[test]
fn the_small_cubes() {
    let weights =
        Cube { names: ["out", "in", "kernel"], ..cube_of(&[], [16, 8, 3, 3], reduction(Norm::Layer), [3, 5, 1, 1]) };
    both_themes("cube-small-weight", (144, 137), |area, style| {
        area.put(&cube_small::small(&Cube { color: style.palette.norm(Norm::Weight), ..weights }, area.size, style));
    });
    for (name, norm) in [
        ("batch", Norm::Batch),
        ("layer", Norm::Layer),
        ("instance", Norm::Instance),
        ("group", Norm::Group),
        ("mean-batch", Norm::MeanBatch),
    ] {
        let data = cube_of(&[], [8, 16, 8, 8], reduction(norm), [2, 5, 3, 4]);
        both_themes(&format!("cube-small-{name}"), (144, 137), |area, style| {
            area.put(&cube_small::small(&Cube { color: style.palette.norm(norm), ..data }, area.size, style));
        });
    }
}

/// Wu & He 2018, section 3.1: the set S_i of each method, written out from the paper.
fn shares(norm: Norm, groups: usize, channels: usize, i: [usize; 4], k: [usize; 4]) -> bool {
    let block = channels / groups;
    match norm {
        Norm::Batch | Norm::MeanBatch => k[1] == i[1],
        Norm::Layer => k[0] == i[0],
        Norm::Instance => k[0] == i[0] && k[1] == i[1],
        Norm::Group => k[0] == i[0] && k[1] / block == i[1] / block,
        _ => unreachable!("not of the paper"),
    }
}

#[test]
fn what_is_lit_is_the_papers_set_for_every_method_and_divisor() {
    let mut state = 7usize;
    let mut below = |n: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) % n
    };
    for _ in 0..40 {
        let shape = [1 + below(5), 1 + below(12), 1 + below(4), 1 + below(4)];
        let chosen = shape.map(&mut below);
        for groups in (1..=shape[1]).filter(|g| shape[1].is_multiple_of(*g)) {
            for norm in [Norm::Batch, Norm::MeanBatch, Norm::Layer, Norm::Instance, Norm::Group] {
                let reduction = norm.activation(groups, LayerAxes::Chw).expect("a method").reduction;
                let lit = cube_of(&[], shape, reduction, chosen).lit();
                for (cell, lit) in lit.into_iter().enumerate() {
                    let [_, c, h, w] = shape;
                    let at = [cell / (c * h * w), cell / (h * w) % c, cell / w % h, cell % w];
                    assert_eq!(
                        lit,
                        shares(norm, groups, c, chosen, at),
                        "{norm:?} {groups} {shape:?} {chosen:?} {at:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn pointing_at_what_is_drawn_finds_its_cell() {
    let style = Style::light(2.0);
    let data = cube_of(&[], [8, 16, 8, 8], reduction(Norm::Batch), [0, 0, 0, 0]);
    let mut found = std::collections::BTreeSet::new();
    for x in (0..1424).step_by(3) {
        for y in (0..992).step_by(3) {
            found.extend(cube::cell_at(data.shape, (1424.0, 992.0), &style, (f64::from(x) + 0.5, f64::from(y) + 0.5)));
        }
    }
    assert_eq!(found.len(), 8 * 16 * 64, "every cell can be pointed at");
    let values = vec![0.5; 3 * 4 * 4];
    every_mark_answers(&cube_of(&values, [3, 4, 2, 2], reduction(Norm::Batch), [0; 4]), (712.0, 496.0));
}

#[test]
fn no_cube_panics_and_its_lit_layer_is_a_small_part() {
    let wild = [f32::NAN, f32::INFINITY, -1.0];
    for shape in [[0, 1, 1, 1], [1, 1, 1, 1], [3, 5, 1, 1], [16, 16, 8, 8], [1, 16, 8, 8]] {
        for chosen in [[0; 4], [99; 4]] {
            let data = cube_of(&wild, shape, reduction(Norm::Group), chosen);
            survive(&data);
            for size in SIZES {
                let style = Style::dark(2.75);
                svg(size, &style, |area| area.put(&cube_small::small(&data, area.size, &style)));
            }
        }
    }
    // A pointer's move draws the lit layer alone: layer norm lights one of 8 strips.
    let values = maps(8);
    let data = cube_of(&values, [8, 16, 8, 8], reduction(Norm::Layer), [2, 5, 3, 4]);
    let mut view = View::default();
    let points = |drawing: &Drawing| drawing.shapes.iter().map(points_of).sum::<usize>();
    let layers = view.draw(&data, (1424.0, 992.0), &Style::light(2.0), &Words::english());
    let (still, lit) = (layers.still.map_or(0, points), layers.moving.map_or(0, points));
    assert!(lit > 64 && lit < still / 4, "{lit} points of {still}");
}

fn points_of(shape: &Shape) -> usize {
    match shape {
        Shape::Polygon(points, _) | Shape::Line(points, ..) => points.len(),
        _ => 1,
    }
}
