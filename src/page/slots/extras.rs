//! What only figures have that come with the later part of the program: canvases without axes, marks that are picked, something
//! to be taken hold of.

use super::event::DomEvent;
use super::slot::Slot;
use crate::context::Context;
use crate::error::Result;
use crate::widgets::chart::Sketch;
use crate::widgets::grip::GripButton;
use figures::event::Event;
use figures::figure::Figure;
use figures::markup::Slot as _;

/// What a figure has beside its charts, in the slot that holds it.
pub struct Extras {
    /// What can be taken hold of, and the place of its chart.
    grip: Option<(usize, GripButton)>,
}

impl Extras {
    /// Looks for it in the figure's markup.
    pub fn find(slot: &Slot, figure: &dyn Figure) -> Result<Self> {
        let sketch = |selector: &String| Sketch::find(slot.element(), selector);
        *slot.sketches.borrow_mut() = figure.sketches().iter().map(sketch).collect::<Result<_>>()?;
        let charts = slot.charts.borrow();
        let grip = |(place, chart)| Some((place, GripButton::find(chart)?));
        Ok(Self { grip: charts.iter().map(|chart| chart.chart()).enumerate().find_map(grip) })
    }

    /// An event on the grip, or one that picks a mark; says whether that is done with.
    // A gate to the part of the program that is loaded later (`split`).
    #[inline(never)]
    pub fn on_event(&mut self, figure: &mut dyn Figure, cx: &mut Context, event: &DomEvent) -> bool {
        let slot = event.slot;
        if let Some((place, grip)) = &mut self.grip {
            let charts = slot.charts.borrow();
            let moved = grip.on_event(event.event, charts[*place].chart());
            if let (Some(moved), Some((style, size))) = (moved, charts[*place].view().drawn()) {
                return figure.on_grip(&mut cx.of(slot), moved, size, style);
            }
        }
        if !matches!(event.kind(), "click" | "keydown") || event.target.tag_name() != "CANVAS" || slot.is_asked() {
            return false;
        }
        let mut mark = None;
        let words = cx.words.clone();
        let visited = slot.each_chart(figure, cx, |chart, plot| {
            mark = mark.or_else(|| chart.picked(event.event, &words, plot));
            Ok(())
        });
        let mark = visited.ok().and(mark);
        mark.is_some_and(|mark| figure.on_pick(&mut cx.of(slot), &mark, event.kind() == "click"))
    }

    /// Sizes the canvases without axes, before the figure writes its texts: measuring after that would lay the page out at once.
    // A gate to the part of the program that is loaded later (`split`).
    #[inline(never)]
    pub fn measure(&self, slot: &Slot, cx: &Context) {
        slot.sketches.borrow_mut().iter_mut().for_each(|sketch| sketch.measure(&cx.look));
    }

    /// Draws the canvases without axes.
    // A gate to the part of the program that is loaded later (`split`).
    #[inline(never)]
    pub fn draw(&self, slot: &Slot, figure: &dyn Figure, cx: &Context) -> Result {
        let (sketches, mut outcome) = (slot.sketches.borrow(), Ok(()));
        figure.visit_sketches(&cx.config, &cx.words, &mut |place, draw| {
            if let Some(sketch) = sketches.get(place).filter(|_| outcome.is_ok()) {
                outcome = sketch.draw(&cx.words, draw);
            }
        });
        outcome
    }

    /// Puts the grip where the figure has it on its chart, as it is drawn now.
    // A gate to the part of the program that is loaded later (`split`).
    #[inline(never)]
    pub fn place(&self, slot: &Slot, figure: &dyn Figure) {
        let Some((place, button)) = &self.grip else { return };
        if let Some((style, size)) = slot.charts.borrow()[*place].view().drawn()
            && let Some(at) = figure.grip(size, style)
        {
            button.put(at, size);
        }
    }
}
