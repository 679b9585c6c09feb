//! Your neighbours change your prediction: the claim of the figure, trained for real.

use unit_variance::experiment::config::Config;
use unit_variance::experiment::neighbours::{LAST, RUN};
use unit_variance::experiment::session::Session;

#[test]
fn among_neighbours_of_its_own_class_a_digit_is_often_taken_for_another() {
    let mut session = Session::new(&Config::from_query(RUN).0).unwrap();
    while session.at() < LAST && session.step() {}
    let answers = session.neighbours().unwrap();
    let [running, mixed, sorted] =
        [&answers.running, &answers.mixed, &answers.sorted].map(|predicted| answers.error(predicted));
    println!("held-out error: running statistics {running}, mixed batches {mixed}, sorted batches {sorted}");
    assert!(running < 0.05 && mixed < 0.05, "{running} {mixed}");
    assert!(sorted > 0.4, "{sorted}");
}
