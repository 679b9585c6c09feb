//! What a frame and the page around it say to each other, as far as it needs no browser: when the frame tells its height,
//! its configuration and its numbers.

/// A frame stays as tall as it was where its content is shorter by less than this, in pixels: texts change their length with
/// every choice, and the page around is not to move with each.
const SLACK: f64 = 40.0;
/// Milliseconds between two tellings of numbers that run.
const PACE: f64 = 250.0;

/// When a frame tells how tall it is.
#[derive(Debug, Default)]
pub struct Height {
    told: f64,
    width: f64,
}

impl Height {
    /// The content is so tall and wide now; the height to tell, if any.
    ///
    /// ```
    /// use unit_variance_protocol::host::Height;
    /// let mut height = Height::default();
    /// assert_eq!(height.changed(800.2, 400.0), Some(801.0));
    /// assert_eq!(height.changed(780.0, 400.0), None, "a sentence became shorter");
    /// assert_eq!(height.changed(820.0, 400.0), Some(820.0));
    /// assert_eq!(height.changed(500.0, 400.0), Some(500.0), "something was closed");
    /// assert_eq!(height.changed(480.0, 420.0), Some(480.0), "another width");
    /// ```
    pub fn changed(&mut self, height: f64, width: f64) -> Option<f64> {
        let height = height.ceil();
        let other_width = width != self.width;
        let change = height - self.told;
        if height <= 0.0 || change == 0.0 || !other_width && change < 0.0 && change > -SLACK {
            return None;
        }
        (self.told, self.width) = (height, width);
        Some(height)
    }
}

/// When a frame tells something that changes often: at most so often, never twice the same, and the last one in any case.
#[derive(Debug, Default)]
pub struct Telling {
    told: String,
    free_at: f64,
}

/// What is to be done with a text now.
#[derive(Debug, PartialEq)]
pub enum Tell {
    /// It was told before.
    Nothing,
    /// Tell it.
    Now,
    /// Ask again after so many milliseconds.
    Later(f64),
}

impl Telling {
    /// Whether `text` is to be told at `now`.
    ///
    /// ```
    /// use unit_variance_protocol::host::{Tell, Telling};
    /// let mut telling = Telling::default();
    /// assert_eq!(telling.of("step 0", 0.0), Tell::Now);
    /// assert_eq!(telling.of("step 1", 100.0), Tell::Later(150.0));
    /// assert_eq!(telling.of("step 2", 250.0), Tell::Now);
    /// assert_eq!(telling.of("step 2", 600.0), Tell::Nothing);
    /// ```
    pub fn of(&mut self, text: &str, now: f64) -> Tell {
        if self.told == text {
            return Tell::Nothing;
        }
        if now < self.free_at {
            return Tell::Later(self.free_at - now);
        }
        self.told = text.to_string();
        self.free_at = now + PACE;
        Tell::Now
    }
}
