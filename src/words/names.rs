//! What the columns of tables and the axes of the examples' plane are called.

use crate::words::Words;
use lesson::choice::DataSet;

impl Words {
    /// A column of a table, by the name that it has in files; a name that no column has stays as it is.
    ///
    /// ```
    /// assert_eq!(unit_variance_words::Words::english().column("update/weight"), "update/weight");
    /// ```
    pub fn column<'a>(&'a self, name: &'a str) -> &'a str {
        match name {
            "layer" => self.column_layer(),
            "activation mean" => self.column_activation_mean(),
            "activation std" => self.column_activation_std(),
            "std across examples" => self.column_std_across(),
            "std between units" => self.column_std_between(),
            "saturated" => self.column_saturated(),
            "zero" => self.column_zero(),
            "gradient mean" => self.column_gradient_mean(),
            "gradient std" => self.column_gradient_std(),
            "update/weight" => self.column_update(),
            "values per statistic" => self.column_per_statistic(),
            "dead units" => self.column_dead(),
            "predicted activation std" => self.column_predicted_activation_std(),
            "predicted gradient std" => self.column_predicted_gradient_std(),
            "gamma mean" => self.column_gamma_mean(),
            "gamma std" => self.column_gamma_std(),
            "beta mean" => self.column_beta_mean(),
            "beta std" => self.column_beta_std(),
            "batch mean (rms)" => self.column_batch_mean(),
            "running mean (rms)" => self.column_running_mean(),
            "batch std" => self.column_batch_std(),
            "running std" => self.column_running_std(),
            "step" => self.column_step(),
            "cost" => self.column_cost(),
            "accuracy" => self.column_accuracy(),
            "std at first layer" => self.column_first_std(),
            "std at last layer" => self.column_last_std(),
            "gradient, first / last" => self.column_gradient_ratio(),
            "ms per step" => self.column_pace(),
            other => other,
        }
    }

    /// The axes of a data set's plane, across and up.
    pub fn features(&self, data: DataSet) -> [&str; 2] {
        match data {
            DataSet::Units => [self.feature_age(), self.feature_distance()],
            _ => [self.feature_x1(), self.feature_x2()],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pseudo::pseudo;
    use crate::{TABLE_EN, ftl};
    use lesson::data::Plane;

    #[test]
    fn a_column_s_name_in_files_is_its_english_one() {
        let (english, made) = (Words::english(), Words::parse(&pseudo(TABLE_EN)).unwrap());
        let messages = ftl::parse("en", &ftl::files("en").unwrap(), None).unwrap();
        let columns = messages.iter().enumerate().filter(|(_, message)| message.id.starts_with("column-"));
        for (at, message) in columns {
            let name = english.line(at);
            assert_eq!(english.column(name), name);
            assert_eq!(made.column(name), made.line(at), "{} has its message", message.id);
        }
        assert_eq!(made.column("no column"), "no column");
    }

    #[test]
    fn axes_are_called_as_the_plane_has_them() {
        for data in [DataSet::Units, DataSet::Moons] {
            assert_eq!(Plane::of(data).map(|plane| plane.names), Some(Words::english().features(data)));
        }
    }
}
