//! The names of lines, beside their ends.

use super::drawing::Point;
use super::paint::{Pen, Word};
use super::scale::Scale;
use super::style::LABEL;
use plotters::style::RGBColor;

impl Pen<'_> {
    /// Names at the right of the furthest line, each as near to its own line's end as the others and a level's name at
    /// `level` allow.
    pub(crate) fn names_of_ends(
        &mut self,
        ends: Vec<(Point, &str, RGBColor)>,
        (x, y): (&Scale, &Scale),
        level: Option<f64>,
    ) {
        let step = self.style.px(LABEL + 1.0);
        let mut names: Vec<(Point, &str, RGBColor)> = Vec::new();
        for one in ends {
            names.insert(names.partition_point(|name| name.0.1 <= one.0.1), one);
        }
        let mut places: Vec<f64> = names.iter().map(|(end, ..)| f64::from(end.1)).collect();
        apart(&mut places, step, (y.to, y.from), level);
        let right = names.iter().map(|(end, ..)| f64::from(end.0)).fold(x.from, f64::max);
        for (place, (_, name, color)) in places.into_iter().zip(names) {
            self.text(name, (right + self.style.px(6.0), place), Word::tick(color).size(LABEL).left());
        }
    }
}

/// Pushes sorted places at least `step` apart within `low..high`, and away from `taken` if there is room.
fn apart(places: &mut [f64], step: f64, (low, high): (f64, f64), taken: Option<f64>) {
    if let Some(taken) = taken {
        for place in places.iter_mut().filter(|p| (**p - taken).abs() < step) {
            *place = if *place <= taken || taken + step > high { taken - step } else { taken + step };
        }
    }
    // Pushing a place aside may have put it behind its neighbours.
    for i in 1..places.len() {
        let to = places[..i].partition_point(|place| *place <= places[i]);
        places[to..=i].rotate_right(1);
    }
    for i in 1..places.len() {
        places[i] = places[i].max(places[i - 1] + step);
    }
    let mut limit = high;
    for place in places.iter_mut().rev() {
        *place = place.min(limit);
        limit = *place - step;
    }
    if let Some(first) = places.first().copied().filter(|f| *f < low) {
        places.iter_mut().for_each(|p| *p += low - first);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_do_not_lie_on_each_other() {
        let mut places = vec![50.0, 50.0, 51.0, 98.0];
        apart(&mut places, 12.0, (0.0, 100.0), Some(97.0));
        assert!(places.windows(2).all(|w| w[1] - w[0] >= 12.0) && places[3] <= 100.0, "{places:?}");
    }
}
