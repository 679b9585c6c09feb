//! The columns of the table `Layer statistics`: a name, and how it reads a layer.

use crate::snapshot::{InputStats, LayerStats, Snapshot};

/// A column: its name and how it reads a layer.
pub type Column = (&'static str, fn(&LayerStats) -> f32);

/// The columns after `layer`.
pub const COLUMNS: &[Column] = &[
    ("activation mean", |l| l.act.mean),
    ("activation std", |l| l.act.std),
    ("std across examples", |l| l.across),
    ("saturated", |l| l.saturated),
    ("zero", |l| l.zero),
    ("gradient mean", |l| l.grad.mean),
    ("gradient std", |l| l.grad.std),
    ("update/weight", |l| l.update_ratio),
];

/// Columns that follow where the run has them: the theory's numbers, and normalization's.
const MORE: &[Column] = &[
    ("std between units", |l| l.between),
    ("dead units", |l| l.dead as f32),
    ("values per statistic", |l| if l.per_statistic == 0 { f32::NAN } else { l.per_statistic as f32 }),
    ("predicted activation std", |l| l.predicted_act_std),
    ("predicted gradient std", |l| l.predicted_grad_std),
    ("gamma mean", |l| l.gamma.mean),
    ("gamma std", |l| l.gamma.std),
    ("beta mean", |l| l.beta.mean),
    ("beta std", |l| l.beta.std),
    ("batch mean (rms)", |l| l.batch_statistics.mean),
    ("running mean (rms)", |l| l.running_statistics.mean),
    ("batch std", |l| l.batch_statistics.std),
    ("running std", |l| l.running_statistics.std),
];

/// The columns that a snapshot has numbers for.
pub fn columns(snapshot: &Snapshot) -> impl Iterator<Item = &'static Column> + use<'_> {
    let told = |column: &&Column| snapshot.layers.iter().any(|layer| !(column.1)(layer).is_nan());
    COLUMNS.iter().chain(MORE.iter().filter(told))
}

/// What a column says of the network's input; NaN where it asks for what only a layer has.
pub fn of_input(column: &Column, input: &InputStats) -> f32 {
    match column.0 {
        "activation mean" => input.value.mean,
        "activation std" => input.value.std,
        "std across examples" => input.across,
        "std between units" => input.between,
        _ => f32::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::session::Session;

    fn start(query: &str) -> Snapshot {
        Session::new(&Config::from_query(query).0.run).unwrap().snapshot(false)
    }

    fn input(snapshot: &Snapshot, name: &str) -> f32 {
        let column = columns(snapshot).find(|column| column.0 == name).expect("a column");
        of_input(column, &snapshot.input)
    }

    #[test]
    fn the_input_has_a_line_of_the_table_as_far_as_it_has_numbers() {
        let standard = start("depth=2&width=8&scaling=standard&batch=512");
        assert!(input(&standard, "activation mean").abs() < 0.05, "{}", input(&standard, "activation mean"));
        assert!((input(&standard, "activation std") - 1.0).abs() < 0.1);
        assert!(input(&standard, "gradient std").is_nan() && input(&standard, "zero").is_nan());
        let raw = start("depth=2&width=8&scaling=raw");
        assert!(input(&raw, "activation std") > 5.0 && raw.input.histogram.over > 0, "sixteen shades of grey");
        assert_eq!(raw.input.histogram.total(), 128 * 64);
    }

    #[test]
    fn a_normalization_tells_how_many_values_share_a_statistic() {
        for (query, values) in [
            ("norm=none", f32::NAN),
            ("norm=weight", f32::NAN),
            ("norm=batch", 16.0),
            ("norm=layer", 8.0),
            ("norm=instance", 1.0),
            ("norm=group&groups=4", 2.0),
            ("norm=batch&net=cnn", 16.0 * 64.0),
        ] {
            let snapshot = start(&format!("depth=2&width=8&batch=16&{query}"));
            let told = columns(&snapshot).find(|column| column.0 == "values per statistic");
            let told = told.map_or(f32::NAN, |column| (column.1)(&snapshot.layers[0]));
            assert!(told == values || told.is_nan() && values.is_nan(), "{query}: {told}");
        }
    }
}
