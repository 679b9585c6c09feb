//! What the gradient is multiplied by at each layer on its way back: measured in the lab's network, and by the formula of the
//! derivation.

use crate::snapshot::{LayerStats, Snapshot};

/// The factor a layer, from the last hidden layer to the first: the geometric mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BackwardFactor {
    /// Hidden layers.
    pub layers: u32,
    /// As measured.
    pub measured: f64,
    /// As `sqrt(n Var(w) E[act'²])` says for the start; `None` where the recursion does not apply.
    pub predicted: Option<f64>,
}

impl BackwardFactor {
    /// The factor of a snapshot; `None` of a single layer, and where a gradient is 0 or no number.
    ///
    /// ```
    /// use unit_variance_lesson::{backward::BackwardFactor, config::Config, session::Session};
    /// let mut session = Session::new(&Config::from_query("init=large").0.run)?;
    /// let factor = BackwardFactor::of(&session.snapshot(false)).expect("ten layers");
    /// assert!((2.2..2.6).contains(&factor.measured) && (2.2..2.6).contains(&factor.predicted.expect("a recursion")));
    /// # Ok::<(), unit_variance_lesson::session::StartError>(())
    /// ```
    pub fn of(snapshot: &Snapshot) -> Option<Self> {
        let measured = a_layer(&snapshot.layers, |layer| layer.grad.std)?;
        let predicted = a_layer(&snapshot.layers, |layer| layer.predicted_grad_std);
        Some(Self { layers: snapshot.layers.len() as u32, measured, predicted })
    }
}

fn a_layer(layers: &[LayerStats], of: fn(&LayerStats) -> f32) -> Option<f64> {
    let [first, .., last] = layers else { return None };
    let ratio = f64::from(of(first)) / f64::from(of(last));
    let factor = libm::pow(ratio, 1.0 / (layers.len() - 1) as f64);
    (factor.is_finite() && factor > 0.0).then_some(factor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::session::Session;

    fn factor(query: &str) -> Option<BackwardFactor> {
        BackwardFactor::of(&Session::new(&Config::from_query(query).0.run).unwrap().snapshot(false))
    }

    #[test]
    fn measured_and_predicted_stand_beside_each_other_where_both_are() {
        for (query, near) in [("", 0.9), ("init=small", 0.1), ("init=he&act=relu&depth=30", 1.0)] {
            let found = factor(query).unwrap();
            let predicted = found.predicted.unwrap();
            assert!((predicted / near - 1.0).abs() < 0.1, "{query}: {found:?}");
            assert!((found.measured / predicted - 1.0).abs() < 0.1, "{query}: {found:?}");
        }
        assert_eq!(factor("norm=layer").unwrap().predicted, None);
        assert_eq!(factor("depth=1"), None, "there is nothing to compare");
        assert_eq!(factor("init=zeros"), None, "no gradient comes back");
    }
}
