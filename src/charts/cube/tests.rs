//! What is lit, what is found under a point, and the strongest colour.

use super::*;
use nn::reduce::Axis;

#[test]
fn what_is_lit_is_what_the_definition_says() {
    let group = Reduction { groups: 2, ..Reduction::over(&[Axis::C, Axis::H, Axis::W]) };
    let color = RGBColor(0, 0, 0);
    let data = Cube {
        shape: [3, 4, 2, 2],
        values: &[0.5; 48],
        limit: 1.0,
        reduction: group,
        chosen: [1, 2, 0, 1],
        names: ["N", "C", "H, W"],
        color,
    };
    for (i, lit) in data.lit().into_iter().enumerate() {
        assert_eq!(lit, i / 16 == 1 && i / 4 % 4 >= 2);
    }
    assert!(data.describe(&Words::english()).ends_with("over 8 cells, averaged over C, H, W."));
    assert!(!Cube { chosen: [9, 0, 0, 0], ..data }.lit().contains(&true));
    assert!(!Cube { reduction: Reduction { groups: 3, ..group }, ..data }.lit().contains(&true));
}

#[test]
fn the_limit_ignores_outliers_and_what_is_not_finite() {
    let mut values: Vec<f32> = (0..100).map(|v| v as f32 / 100.0).collect();
    values.extend([1e9, f32::NAN]);
    assert!(limit_of(&values) < 1.0 && limit_of(&values) > 0.9);
    assert_eq!((limit_of(&[]), limit_of(&[0.0])), (1.0, 1.0));
}
