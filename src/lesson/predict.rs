//! What the reader asks the network about, a digit drawn on the pad or a point of the plane, and what its answer says.

use crate::choice::DataSet;
use crate::pad::Pad;

/// The reader's own input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnInput {
    /// The drawing.
    pub pad: Pad,
    /// The point that was clicked or typed.
    pub point: Option<[f32; 2]>,
}

impl OwnInput {
    /// The input to ask a network about that was trained on `set`; `None` where nothing was drawn or clicked.
    pub fn of(&self, set: DataSet) -> Option<Vec<f32>> {
        match set {
            DataSet::Digits => self.pad.input(),
            _ => self.point.map(|point| point.to_vec()),
        }
    }

    /// Takes in what stands in the two fields of a point; where one has no number there is no point.
    pub fn type_point(&mut self, fields: [f64; 2]) {
        let point = fields.map(|field| field as f32);
        self.point = point.iter().all(|number| number.is_finite()).then_some(point);
    }
}

/// The probability of each class: a network of two classes gives that of the second alone.
pub fn classes(outputs: &[f32]) -> Vec<f32> {
    match outputs {
        [second] => vec![1.0 - second, *second],
        all => all.to_vec(),
    }
}

/// The likeliest class and its probability; `None` where none is a number.
pub fn likeliest(classes: &[f32]) -> Option<(usize, f32)> {
    let numbers = classes.iter().copied().enumerate().filter(|(_, probability)| !probability.is_nan());
    numbers.max_by(|a, b| a.1.total_cmp(&b.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_about_belongs_to_the_data() {
        let mut own = OwnInput::default();
        assert_eq!((own.of(DataSet::Digits), own.of(DataSet::Moons)), (None, None));
        own.point = Some([1.0, -2.0]);
        own.pad.begin(3);
        assert_eq!(own.of(DataSet::Moons), Some(vec![1.0, -2.0]));
        assert_eq!(own.of(DataSet::Digits).map(|input| input.len()), Some(64));
        for (fields, point) in [([0.5, -1.0], Some([0.5, -1.0])), ([f64::NAN, 1.0], None), ([1.0, 1e300], None)] {
            own.type_point(fields);
            assert_eq!(own.point, point);
        }
    }

    #[test]
    fn of_two_classes_the_network_says_one() {
        assert_eq!(classes(&[0.25]), [0.75, 0.25]);
        assert_eq!(classes(&[0.1, 0.2, 0.7]), [0.1, 0.2, 0.7]);
    }

    #[test]
    fn the_likeliest_class_is_a_number() {
        assert_eq!(likeliest(&[0.1, 0.7, 0.2]), Some((1, 0.7)));
        assert_eq!(likeliest(&[f32::NAN, 0.2]), Some((1, 0.2)));
        assert_eq!((likeliest(&[f32::NAN; 2]), likeliest(&[])), (None, None));
    }
}
