//! Files that ask for nothing, or for what cannot be compared, are faults and not cases that pass.

use super::case::Case;
use super::{Tally, run_case};
use serde_json::{Value, json};

/// A case of three numbers that passes.
fn sound() -> Value {
    json!({
        "op": "relu",
        "attributes": {},
        "inputs": {"x": {"shape": [3], "data": [1.0, -2.0, 3.0]}},
        "outputs": {"y": {"shape": [3], "data": [1.0, 0.0, 3.0]}},
        "tolerance": {"rtol": 1e-6, "atol": 1e-6}
    })
}

fn layer_norm(scale: Value) -> Value {
    json!({
        "op": "LayerNormalization",
        "attributes": {"axis": 1, "epsilon": 1e-5},
        "notes": "input_order: x, scale; output_order: y",
        "inputs": {"x": {"shape": [1, 2, 2], "data": [1.0, -1.0, 1.0, -1.0]}, "scale": scale},
        "outputs": {"y": {"shape": [1, 2, 2], "data": [0.999995, -0.999995, 1.99999, -1.99999]}},
        "tolerance": {"rtol": 1e-6, "atol": 1e-6}
    })
}

/// What is wrong with the file, if anything.
fn fault(file: &Value) -> Option<String> {
    let mut tally = Tally::default();
    match Case::parse(&file.to_string(), false) {
        Ok(case) => run_case(&case, "case", &mut tally),
        Err(why) => return Some(why),
    }
    assert!(tally.ran == 1 && tally.left_out.is_empty());
    tally.faults.pop()
}

/// The sound case with one value in another's place.
fn with(place: &str, value: Value) -> Value {
    let mut file = sound();
    *file.pointer_mut(place).expect("a place of the sound case") = value;
    file
}

fn assert_fault(file: &Value, words: &str) {
    let fault = fault(file);
    assert!(fault.as_ref().is_some_and(|fault| fault.contains(words)), "{words}: {fault:?}");
}

#[test]
fn a_sound_case_passes_and_a_wrong_number_fails() {
    assert_eq!(fault(&sound()), None);
    assert_fault(&with("/outputs/y/data", json!([1.0, 0.0, 3.1])), "y[2]");
}

#[test]
fn lengths_are_those_of_the_shapes() {
    for place in ["/inputs/x/shape", "/outputs/y/shape"] {
        for shape in [json!([5]), json!([2]), json!([3, 2]), json!([])] {
            assert_fault(&with(place, shape), "3 numbers for the shape");
        }
        for shape in [json!([-3]), json!([3.5]), json!(["3"]), json!(3), json!(null)] {
            assert_fault(&with(place, shape), "shape");
        }
    }
    assert_fault(&with("/outputs/y/data", json!([1.0, 0.0])), "2 numbers for the shape");
}

#[test]
fn what_is_not_a_number_is_a_fault() {
    for place in ["/inputs/x/data/1", "/outputs/y/data/1"] {
        for value in [json!("NaN"), json!(null), json!(true), json!([0.0])] {
            assert_fault(&with(place, value), "not a number");
        }
    }
    assert_fault(&with("/outputs/y/data", json!("1, 0, 3")), "no data");
    for value in [json!("0.1"), json!(true)] {
        let mut file = with("/op", json!("leaky_relu"));
        file["attributes"]["alpha"] = value.clone();
        assert_fault(&file, "not a number");
        let mut file = layer_norm(json!({"shape": [1], "data": [1.0]}));
        file["attributes"]["axis"] = value;
        assert_fault(&file, "not a number");
    }
}

#[test]
fn a_case_that_asks_for_nothing_is_a_fault() {
    let nothing = [json!({}), json!(null), json!({"y": {"shape": [0], "data": []}})];
    nothing.into_iter().for_each(|outputs| assert_fault(&with("/outputs", outputs), "one of the two"));
    let mut both = sound();
    both["expect_error"] = json!({"type": "ValueError"});
    assert_fault(&both, "one of the two");
}

#[test]
fn a_tolerance_is_given_and_no_text() {
    for tolerance in
        [json!({}), json!(null), json!({"rtol": 1e-6}), json!({"rtol": "1", "atol": 0}), json!({"rtol": -1, "atol": 0})]
    {
        assert_fault(&with("/tolerance", tolerance), "rtol and atol");
    }
}

/// `[2, 1]` scales rows and `[1]` all; three numbers, or two rows in place of two columns, fit nowhere.
#[test]
fn a_scale_broadcasts_or_is_refused() {
    assert_eq!(fault(&layer_norm(json!({"shape": [2, 1], "data": [1.0, 2.0]}))), None);
    assert_fault(&layer_norm(json!({"shape": [2], "data": [1.0, 2.0]})), "y[1]");
    assert_fault(&layer_norm(json!({"shape": [1], "data": [1.0]})), "y[2]");
    for shape in [json!([3]), json!([3, 1]), json!([1, 3])] {
        assert_fault(&layer_norm(json!({"shape": shape, "data": [1.0, 2.0, 1.0]})), "does not broadcast");
    }
}
