//! The reductions against definitions written out a second time.

use super::*;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const SETS: [&[Axis]; 7] = [
    &[Axis::N, Axis::H, Axis::W],
    &[Axis::C, Axis::H, Axis::W],
    &[Axis::H, Axis::W],
    &[Axis::C],
    &[Axis::W],
    &[Axis::N],
    &[Axis::N, Axis::C, Axis::H, Axis::W],
];

fn any_shape(rng: &mut impl Rng) -> [usize; 4] {
    let lens = [1usize, 2, 3, 4, 6];
    std::array::from_fn(|_| lens[(rng.next_u32() % 5) as usize])
}

fn cells(shape: [usize; 4]) -> impl Iterator<Item = [usize; 4]> {
    let [n, c, h, w] = shape;
    (0..n * c * h * w).map(move |i| [i / (c * h * w), i / (h * w) % c, i / w % h, i % w])
}

fn every_reduction(shape: [usize; 4]) -> Vec<Reduction> {
    let mut all = Vec::new();
    for axes in SETS {
        let axes = AxisSet::new(axes);
        let cut = axes.contains(Axis::C);
        all.extend(
            (1..=shape[1])
                .filter(|g| shape[1].is_multiple_of(*g) && (cut || *g == 1))
                .map(|groups| Reduction { axes, groups }),
        );
    }
    all
}

#[test]
fn stat_of_shares_exactly_the_cells_of_the_papers_s_i() {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    for _ in 0..20 {
        let shape = any_shape(&mut rng);
        for r in every_reduction(shape) {
            let i: [usize; 4] = std::array::from_fn(|a| rng.random_range(0..shape[a] as u32) as usize);
            for k in cells(shape) {
                // S_i = { k : k agrees with i on every kept axis, and floor(k_C / (C/G)) = floor(i_C / (C/G)) }
                let block = shape[1] / r.groups;
                let shared = Axis::ALL.iter().enumerate().all(|(a, &axis)| match (axis, r.axes.contains(axis)) {
                    (Axis::C, true) => k[a] / block == i[a] / block,
                    (_, true) => true,
                    (_, false) => k[a] == i[a],
                });
                assert_eq!(r.stat_of(shape, k) == r.stat_of(shape, i), shared, "{r:?} {shape:?} {i:?} {k:?}");
            }
        }
    }
}

#[test]
fn every_statistic_has_the_same_number_of_cells() {
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    for _ in 0..20 {
        let shape = any_shape(&mut rng);
        for r in every_reduction(shape) {
            let mut count = vec![0; r.stat_count(shape)];
            cells(shape).for_each(|at| count[r.stat_of(shape, at)] += 1);
            assert!(count.iter().all(|&n| n == r.cells_per_stat(shape)), "{r:?} {shape:?} {count:?}");
        }
    }
}

#[test]
fn rows_visit_every_cell_once_with_its_statistic_and_parameter() {
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    for _ in 0..20 {
        let shape = any_shape(&mut rng);
        for r in every_reduction(shape) {
            for index in [Affine::None, Affine::PerChannel, Affine::PerElement] {
                let rows = r.rows(shape, index);
                let mut seen = 0;
                let at: Vec<_> = cells(shape).collect();
                let (len, stat_step, param_step) = (rows.len, rows.stat_moves as usize, rows.param_moves as usize);
                for row in rows {
                    for i in 0..len {
                        let cell = at[row.start + i];
                        assert_eq!(row.start + i, seen);
                        assert_eq!(row.stat + i * stat_step, r.stat_of(shape, cell));
                        assert_eq!(row.param + i * param_step, param_of(r, shape, index, cell));
                        seen += 1;
                    }
                }
                assert_eq!(seen, at.len());
            }
        }
    }
}

#[test]
fn runs_hold_every_row_once_and_their_columns_have_one_statistic_and_parameter() {
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    for _ in 0..20 {
        let shape = any_shape(&mut rng);
        for r in every_reduction(shape) {
            for index in [Affine::None, Affine::PerChannel, Affine::PerElement] {
                let rows = r.rows(shape, index);
                let runs = rows.clone().runs();
                let (count, step) = (runs.count, runs.step);
                assert!(!rows.stat_moves || count == 1 || step.stat == 0, "{r:?} {shape:?}");
                assert!(!rows.param_moves || count == 1 || step.param == 0, "{r:?} {shape:?}");
                let mut found: Vec<Row> =
                    runs.flat_map(|first| (0..count).map(move |i| first.after(i, step))).collect();
                found.sort_by_key(|row| row.start);
                assert_eq!(found, rows.collect::<Vec<Row>>(), "{r:?} {shape:?}");
            }
        }
    }
}

fn param_of(r: Reduction, shape: [usize; 4], index: Affine, at: [usize; 4]) -> usize {
    match index {
        Affine::None => 0,
        Affine::PerChannel => at[1],
        Affine::PerElement => {
            let on = Axis::ALL.iter().enumerate().filter(|&(_, &axis)| r.axes.contains(axis));
            on.fold(0, |sum, (a, _)| sum * shape[a] + at[a])
        }
    }
}

#[test]
fn one_group_is_the_layer_and_as_many_groups_as_channels_is_the_instance() {
    let shape = [3, 6, 2, 5];
    let chw = Reduction::over(&[Axis::C, Axis::H, Axis::W]);
    let by_channel = Reduction { groups: 6, ..chw };
    let instance = Reduction::over(&[Axis::H, Axis::W]);
    for at in cells(shape) {
        assert_eq!(by_channel.stat_of(shape, at), instance.stat_of(shape, at));
        assert_eq!(chw.stat_of(shape, at), at[0]);
    }
}

#[test]
fn whole_samples_and_dense_batches_are_long_rows() {
    let layer = Reduction::over(&[Axis::C, Axis::H, Axis::W]).rows([8, 16, 8, 8], Affine::None);
    assert_eq!((layer.len, layer.stat_moves), (1024, false));
    let batch = Reduction::over(&[Axis::N, Axis::H, Axis::W]).rows([128, 100, 1, 1], Affine::PerChannel);
    assert_eq!((batch.len, batch.stat_moves, batch.param_moves), (100, true, true));
}

#[test]
fn axes_print_as_in_the_captions() {
    assert_eq!(AxisSet::new(&[Axis::W, Axis::N, Axis::H]).to_string(), "N, H, W");
}

#[test]
fn a_group_count_that_does_not_divide_is_refused() {
    let r = Reduction { groups: 4, ..Reduction::over(&[Axis::C]) };
    assert!(r.check([2, 6, 2, 2]).is_err() && r.check([2, 8, 2, 2]).is_ok());
    assert!(Reduction { groups: 0, ..r }.check([2, 6, 2, 2]).is_err());
}
