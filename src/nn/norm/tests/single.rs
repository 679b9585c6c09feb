//! Statistics of one cell: to the bit what the general way gives.

use super::*;

/// Bits, where all NaN are one.
fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|v| if v.is_nan() { f32::NAN.to_bits() } else { v.to_bits() }).collect()
}

/// The case with one more example, which no other one sees: its -0 sends all of them the general way.
fn general(case: &Case) -> Case {
    let [n, units, ..] = case.shape;
    let longer = |values: &[f32], last: f32| values.iter().copied().chain(vec![last; units]).collect();
    let (x, dy) = (longer(&case.x, -0.0), longer(&case.dy, 0.0));
    Case { x, dy, shape: [n + 1, units, 1, 1], gamma: case.gamma.clone(), beta: case.beta.clone(), ..*case }
}

fn assert_same(case: &Case, special: bool) {
    let len = case.x.len();
    let ((y, stats), longer) = (case.train(), general(case));
    let (general_y, general_stats) = longer.train();
    assert_eq!((stats.single, general_stats.single), (special, false), "{:?}", case.x);
    assert_eq!(bits(&y), bits(&general_y[..len]), "y of {:?}", case.x);
    let wide = |values: &[f64]| values.iter().map(|v| if v.is_nan() { 0 } else { v.to_bits() }).collect::<Vec<u64>>();
    let moments = |stats: &Stats, x: &[f32]| stats.clone().moments(x).map(|field| wide(&field[..len]));
    assert_eq!(moments(&stats, &case.x), moments(&general_stats, &longer.x), "statistics of {:?}", case.x);
    let [dx, dgamma, dbeta] = case.backward(&stats);
    let [general_dx, general_dgamma, general_dbeta] = longer.backward(&general_stats);
    assert_eq!(bits(&dx), bits(&general_dx[..len]), "dx of {:?}, {:?}", case.x, case.dy);
    assert_eq!([bits(&dgamma), bits(&dbeta)], [bits(&general_dgamma), bits(&general_dbeta)], "of {:?}", case.dy);
}

const STRANGE: [f32; 14] = [
    f32::NAN,
    f32::INFINITY,
    f32::NEG_INFINITY,
    f32::MAX,
    f32::MIN,
    1e30,
    -2e29,
    1e19,
    1e-20,
    -1e-30,
    1e-45,
    -1e-45,
    0.0,
    -0.0,
];

#[test]
fn one_cell_for_each_statistic_gives_the_bits_of_the_general_way() {
    let mut rng = ChaCha8Rng::seed_from_u64(11);
    for (norm, groups) in [(Norm::Instance, 1), (Norm::Group, 6)] {
        let norm = norm.activation(groups, LayerAxes::Chw).expect("acts on activations");
        for n in [2, 5, 33] {
            let plain = Case::draw(norm, [n, 6, 1, 1], &mut rng);
            assert_same(&plain, true);
            for strange in STRANGE {
                let unusual = strange.is_nan() || strange.abs() >= 1e30 || strange.to_bits() == (-0.0f32).to_bits();
                let case = || Case {
                    x: plain.x.clone(),
                    dy: plain.dy.clone(),
                    gamma: plain.gamma.clone(),
                    beta: plain.beta.clone(),
                    ..plain
                };
                for at in [0, n * 6 - 1] {
                    let mut x = case();
                    x.x[at] = strange;
                    assert_same(&x, !unusual);
                    let mut dy = case();
                    dy.dy[at] = strange;
                    assert_same(&dy, true);
                }
                let (mut gamma, mut beta) = (case(), case());
                gamma.gamma[2] = strange;
                beta.beta[2] = strange;
                assert_same(&gamma, true);
                assert_same(&beta, true);
                for other in STRANGE {
                    let mut both = case();
                    (both.gamma[2], both.beta[2], both.dy[2]) = (strange, other, other);
                    assert_same(&both, true);
                }
            }
        }
    }
}
