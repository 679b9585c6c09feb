//! Error against batch size.

use super::runs::train;
use unit_variance::lesson::choice::NetKind;
use unit_variance::lesson::session::Session;
use unit_variance::lesson::sweep::{NORMS, Place, SEEDS, Sweep, run};
use unit_variance::nn::norm::Norm;

/// Held-out error of a normalization at the `size`-th batch size, the mean over the figure's seeds.
fn error(net: NetKind, norm: Norm, size: usize) -> f64 {
    let norm = NORMS.iter().position(|one| *one == norm).expect("it is compared");
    let of = |seed| {
        let place = Place { norm, size, seed };
        let job = Sweep::default().job(net, place);
        assert_eq!(job.spec, run(net, place, 1));
        let mut session = Session::new(&job.spec).expect("it fits");
        train(&mut session, job.to);
        1.0 - f64::from(session.snapshot(false).accuracy)
    };
    (0..SEEDS as usize).map(of).sum::<f64>() / f64::from(SEEDS)
}

#[test]
fn batch_norm_is_the_best_in_batches_of_32_and_useless_in_batches_of_one() {
    let large = error(NetKind::Mlp, Norm::Batch, 0);
    for norm in NORMS.into_iter().filter(|norm| *norm != Norm::Batch) {
        let other = error(NetKind::Mlp, norm, 0);
        println!("{norm:?}: {other} against {large}");
        assert!(other > large, "{norm:?}: {other} against {large}");
    }
    let one = error(NetKind::Mlp, Norm::Batch, 5);
    assert!(one > 0.85, "{one}");
}

#[test]
fn the_small_convolutional_network_is_not_harmed_by_two_pictures() {
    let [batch, group] = [Norm::Batch, Norm::Group].map(|norm| error(NetKind::Cnn, norm, 4));
    println!("{batch} against {group}");
    assert!(batch < 0.1 && batch < group + 0.02, "{batch} against {group}");
}
