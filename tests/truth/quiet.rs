//! Quiet or gone: what each layer still tells apart.

use unit_variance::lesson::readings::{CLASSES, Readings};

use super::runs::session;

fn readings(query: &str) -> Readings {
    session(query).readings().expect("a dense network")
}

#[test]
fn large_tanh_weights_keep_the_std_and_no_reader_finds_the_digit() {
    let large = readings("init=large&act=tanh");
    let last = &large.layers[10];
    assert!((0.8..1.0).contains(&last.std) && last.read < 0.35, "{} {}", last.std, last.read);
    let small = readings("init=small&act=tanh");
    assert!(small.layers[10].read > 0.85 && small.layers[10].std < 1e-9);
}

#[test]
fn large_tanh_weights_make_strangers_of_pictures_that_were_alike() {
    let large = readings("init=large&act=tanh");
    let mean = |layer: usize| {
        let own = |class: usize| large.layers[layer].between[class * CLASSES + class];
        (0..CLASSES).map(own).sum::<f32>() / CLASSES as f32
    };
    println!("{} {} {}", mean(0), mean(4), mean(6));
    assert!(mean(0) > 0.6 && mean(6) < 0.25, "{} {}", mean(0), mean(6));
}

#[test]
fn relu_turns_all_pictures_into_one_direction_with_he_and_xavier_alike() {
    let [he, xavier] = ["he", "xavier"].map(|init| readings(&format!("init={init}&act=relu&depth=30")));
    // One layer may go back a little; five do not.
    let fifths: Vec<f32> = he.layers.iter().step_by(5).map(|layer| layer.cosine).collect();
    println!("{fifths:?}");
    assert!(fifths.is_sorted() && he.layers[30].cosine > 0.98, "{}", he.layers[30].cosine);
    for (a, b) in he.layers.iter().zip(&xavier.layers) {
        assert!((a.cosine - b.cosine).abs() < 1e-3 && (a.read - b.read).abs() < 0.03);
    }
}
