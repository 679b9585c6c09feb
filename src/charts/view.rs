//! What a chart on the page remembers between two pictures: what its still layer shows, the marks of what was drawn last,
//! and where the arrow keys have come. Decides what is drawn again and what is asked again; touches no canvas.

use super::drawing::Drawing;
use super::paint::Pen;
use super::plot::{Axes, Mark, Plot, Tip, next};
use super::style::Style;
use lesson::direction::Direction;
use words::Words;

/// A chart that has been drawn, or not yet.
#[derive(Default)]
pub struct View {
    still: Option<Still>,
    moving: Drawing,
    /// The marks of what was drawn last, from the first question on.
    marks: Option<Vec<Mark>>,
    /// Where the arrow keys have come.
    cursor: Option<Mark>,
    /// Whether what is drawn is of an earlier plot than the last.
    behind: bool,
}

struct Still {
    axes: Axes,
    style: Style,
    size: (f64, f64),
    drawing: Drawing,
}

/// What is to be shown.
pub struct Layers<'a> {
    /// The still layer, where it is another than before.
    pub still: Option<&'a Drawing>,
    /// The moving layer, where it is another than before.
    pub moving: Option<&'a Drawing>,
}

/// What a reader asks of a chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Question {
    /// The mark under a point, in pixels of the chart.
    At((f64, f64)),
    /// The next mark.
    Next(Direction),
    /// The mark to which the arrow keys have come.
    Here,
}

impl View {
    /// Sizes changed, or there is no room: the next picture is drawn whole.
    pub fn forget(&mut self) {
        (self.still, self.marks) = (None, None);
    }

    /// Does not draw a plot, since nobody sees it now: questions are about it all the same.
    pub fn put_off(&mut self) {
        (self.marks, self.behind) = (None, true);
    }

    /// Whether the last plot was put off.
    pub fn is_behind(&self) -> bool {
        self.behind
    }

    /// The look and the size of what is drawn.
    pub fn drawn(&self) -> Option<(&Style, (f64, f64))> {
        self.still.as_ref().map(|still| (&still.style, still.size))
    }

    /// The size and both layers of what is drawn.
    pub fn drawing(&self) -> Option<((f64, f64), [&Drawing; 2])> {
        self.still.as_ref().map(|still| (still.size, [&still.drawing, &self.moving]))
    }

    /// Draws a plot on a canvas of `size` pixels.
    pub fn draw(&mut self, plot: &dyn Plot, size: (f64, f64), style: &Style, words: &Words) -> Layers<'_> {
        let axes = plot.axes();
        let same = |still: &Still| {
            still.size == size && still.style == *style && still.axes.same(axes.as_ref() as &dyn std::any::Any)
        };
        let fresh = !self.still.as_ref().is_some_and(same);
        if fresh {
            let drawing = drawn(size, style, |pen| plot.draw_axes(pen, words));
            self.still = Some(Still { axes, style: style.clone(), size, drawing });
        }
        let moving = drawn(size, style, |pen| plot.draw_marks(pen, words));
        let moved = fresh || moving != self.moving;
        (self.moving, self.marks, self.behind) = (moving, None, false);
        Layers {
            still: self.still.as_ref().filter(|_| fresh).map(|still| &still.drawing),
            moving: Some(&self.moving).filter(|_| moved),
        }
    }

    /// Answers a question about the plot that is drawn; a chart that is not drawn knows nothing. The marks are made at the
    /// first question after a picture.
    pub fn ask(&mut self, plot: &dyn Plot, question: Question, words: &Words) -> Option<(Mark, Tip)> {
        let still = self.still.as_ref()?;
        let marks = self.marks.get_or_insert_with(|| plot.marks(still.size, &still.style));
        let found = match question {
            Question::At(point) => plot.mark_at(marks, still.size, &still.style, point),
            Question::Next(_) | Question::Here => {
                let same = |mark: &Mark, here: &Mark| (mark.row, mark.column) == (here.row, here.column);
                let here = self.cursor.and_then(|here| marks.iter().position(|mark| same(mark, &here)));
                // At the last mark the keys stay there.
                if let Question::Next(direction) = question { next(marks, here, direction).or(here) } else { here }
            }
        };
        let mark = *marks.get(found?)?;
        let tip = plot.tip(&mark, words)?;
        if let Question::Next(_) = question {
            self.cursor = Some(mark);
        }
        Some((mark, tip))
    }
}

/// What `draw` draws on a canvas of a size; nothing where there is no room.
pub(crate) fn drawn(size: (f64, f64), style: &Style, draw: impl FnOnce(&mut Pen)) -> Drawing {
    let mut pen = Pen::new(size, style);
    if size.0 > 0.0 && size.1 > 0.0 {
        draw(&mut pen);
    }
    pen.into_drawing()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// Counts what is asked of it.
    #[derive(Default)]
    struct Counting {
        level: u8,
        height: u8,
        axes: Cell<u32>,
        marks: Cell<u32>,
        layouts: Cell<u32>,
    }

    impl Plot for Counting {
        fn axes(&self) -> Axes {
            Box::new(self.level)
        }
        fn draw_axes(&self, pen: &mut Pen, _words: &Words) {
            self.axes.set(self.axes.get() + 1);
            pen.hline(0.0, pen.size.0, f64::from(self.level), pen.style.palette.rule);
        }
        fn draw_marks(&self, pen: &mut Pen, _words: &Words) {
            self.marks.set(self.marks.get() + 1);
            pen.hline(0.0, pen.size.0, f64::from(self.height), pen.style.palette.act);
        }
        fn marks(&self, _size: (f64, f64), _style: &Style) -> Vec<Mark> {
            self.layouts.set(self.layouts.get() + 1);
            (0..3).map(|i| Mark::rect((i as f64 * 10.0, i as f64 * 10.0 + 10.0), (0.0, 10.0), (0, i))).collect()
        }
        fn tip(&self, mark: &Mark, _words: &Words) -> Option<Tip> {
            Some(Tip { value: mark.column as f64, unit: "", text: mark.column.to_string() })
        }
        fn describe(&self, _words: &Words) -> String {
            String::new()
        }
    }

    #[test]
    fn the_still_layer_is_drawn_again_only_where_its_axes_size_or_style_differ() {
        let (words, mut view, mut plot) = (Words::english(), View::default(), Counting::default());
        let (light, dark) = (Style::light(1.0), Style::dark(1.0));
        let mut draw = |plot: &Counting, size, style: &Style| view.draw(plot, size, style, &words).still.is_some();
        assert!(draw(&plot, (30.0, 10.0), &light));
        assert!(!draw(&plot, (30.0, 10.0), &light));
        assert!(draw(&plot, (40.0, 10.0), &light));
        assert!(draw(&plot, (40.0, 10.0), &dark));
        plot.level = 1;
        assert!(draw(&plot, (40.0, 10.0), &dark));
        assert!(!draw(&plot, (40.0, 10.0), &dark));
        assert_eq!((plot.axes.get(), plot.marks.get()), (4, 6));
        view.forget();
        assert!(view.draw(&plot, (40.0, 10.0), &dark, &words).still.is_some());
    }

    /// A curve of what is judged a few times a second stands still between two judgements.
    #[test]
    fn the_moving_layer_is_shown_again_only_where_it_moved() {
        let (words, mut view, style) = (Words::english(), View::default(), Style::light(1.0));
        let plot = |height| Counting { height, ..Counting::default() };
        let moves =
            |view: &mut View, height, wide| view.draw(&plot(height), (wide, 10.0), &style, &words).moving.is_some();
        assert_eq!([1, 1, 2, 2].map(|height| moves(&mut view, height, 30.0)), [true, false, true, false]);
        assert!(moves(&mut view, 2, 40.0), "another size clears the canvas");
        view.forget();
        assert!(moves(&mut view, 2, 40.0));
    }

    #[test]
    fn what_is_put_off_is_asked_at_once_and_drawn_later() {
        let (words, mut view, style) = (Words::english(), View::default(), Style::light(1.0));
        let plot = Counting::default();
        let ask = |view: &mut View| {
            view.ask(&plot, Question::At((5.0, 5.0)), &words).expect("a mark");
            (plot.layouts.get(), plot.marks.get(), view.is_behind())
        };
        view.draw(&plot, (30.0, 10.0), &style, &words);
        assert_eq!(ask(&mut view), (1, 1, false));
        view.put_off();
        assert_eq!(ask(&mut view), (2, 1, true));
        view.draw(&plot, (30.0, 10.0), &style, &words);
        assert_eq!(ask(&mut view), (3, 2, false));
    }

    #[test]
    fn a_hundred_moves_of_the_pointer_make_the_marks_once_and_draw_nothing() {
        let (words, mut view, plot) = (Words::english(), View::default(), Counting::default());
        assert!(view.ask(&plot, Question::At((5.0, 5.0)), &words).is_none(), "nothing is drawn");
        view.draw(&plot, (30.0, 10.0), &Style::light(1.0), &words);
        for i in 0..100 {
            let at = f64::from(i % 30);
            let (mark, tip) = view.ask(&plot, Question::At((at, 5.0)), &words).expect("a mark");
            assert_eq!(tip.value, mark.column as f64);
        }
        assert_eq!((plot.axes.get(), plot.marks.get(), plot.layouts.get()), (1, 1, 1));
        view.draw(&plot, (30.0, 10.0), &Style::light(1.0), &words);
        view.ask(&plot, Question::At((5.0, 5.0)), &words);
        assert_eq!(plot.layouts.get(), 2);
    }

    #[test]
    fn the_arrow_keys_go_on_from_where_they_came_and_stay_at_the_end() {
        let (words, mut view, plot) = (Words::english(), View::default(), Counting::default());
        view.draw(&plot, (30.0, 10.0), &Style::light(1.0), &words);
        assert!(view.ask(&plot, Question::Here, &words).is_none(), "they have come nowhere yet");
        let mut right = || view.ask(&plot, Question::Next(Direction::Right), &words).expect("a mark").0.column;
        assert_eq!([right(), right(), right(), right()], [0, 1, 2, 2]);
        assert_eq!(view.ask(&plot, Question::Here, &words).map(|(mark, _)| mark.column), Some(2));
    }
}
