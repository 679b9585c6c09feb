//! What unscaled inputs do to the cost.

use unit_variance::lesson::choice::Scaling;
use unit_variance::lesson::contours::{Bowl, SCALINGS};

fn bowls(seed: u32) -> [Bowl; 3] {
    SCALINGS.map(|scaling| Bowl::new(scaling, seed))
}

#[test]
fn a_round_bowl_takes_dozens_of_steps_and_a_ravine_more_than_a_million() {
    for seed in 1..=3 {
        let [raw, _, standard] = bowls(seed);
        let steps = |bowl: &Bowl| bowl.descend(0.95 * bowl.largest_rate()).steps;
        println!("{seed}: {:e} {} {:?} {:?}", raw.condition(), standard.condition(), steps(&raw), steps(&standard));
        assert!((1e10..1e11).contains(&raw.condition()) && standard.condition() < 1.5);
        assert!(steps(&standard).is_some_and(|steps| (12..=36).contains(&steps)) && steps(&raw).is_none());
    }
}

#[test]
fn min_max_scaling_lacks_nothing_but_the_centre() {
    for seed in 1..=3 {
        let [_, min_max, standard] = bowls(seed);
        let steps = |bowl: &Bowl| bowl.descend(0.95 * bowl.largest_rate()).steps.expect("it arrives");
        println!("{seed}: {} {}", steps(&min_max), steps(&standard));
        assert!(steps(&min_max) > steps(&standard) && steps(&min_max) < 3 * steps(&standard));
        // Centred, its two columns are as wide as each other: the covariance is nearly a multiple of the identity.
        let h = min_max.hessian;
        let covariance = |i: usize, j: usize| h[i][j] - h[i][2] * h[j][2];
        assert!((covariance(0, 0) / covariance(1, 1) - 1.0).abs() < 0.15);
        assert!(covariance(0, 1).abs() < 0.15 * covariance(0, 0));
    }
}

#[test]
fn a_nudge_turns_the_raw_line_by_more_than_thirty_degrees() {
    for seed in 1..=3 {
        let all = bowls(seed);
        let slope = |bowl: &Bowl| bowl.line(0.0)[0] / bowl.line(0.0)[1];
        assert!(all.iter().all(|bowl| (slope(bowl) / slope(&all[2]) - 1.0).abs() < 1e-2));
        let [raw, min_max, standard] = all.each_ref().map(|bowl| bowl.swing(0.01));
        println!("{seed}: {raw} {min_max} {standard}");
        assert!(raw > 30.0 && min_max < 1.0 && standard < 1.0);
    }
    assert_eq!(SCALINGS[0], Scaling::Raw);
}
