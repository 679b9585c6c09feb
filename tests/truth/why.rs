//! What the layers' updates do to each other.

use super::runs::session;

/// What the layers save together at step 20, over what each would save alone.
fn together(query: &str) -> f32 {
    let mut session = session(query);
    session.measure_why(false);
    let at = session.measure_why(false);
    assert_eq!(at.step, 20);
    at.together / at.alone
}

#[test]
fn layers_disturb_each_other_less_with_batch_norm() {
    let plain = together("act=relu&init=he");
    let batch = together("act=relu&init=he&norm=batch");
    println!("{plain} {batch}");
    assert!((0.15..0.35).contains(&plain) && batch > 0.5, "{plain} {batch}");
}
