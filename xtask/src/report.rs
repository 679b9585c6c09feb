//! The parts of a task: how each ended and how long it took.

use std::time::{Duration, Instant};

/// Runs parts one after the other and remembers their ends; a failed part does not stop the next.
pub struct Report {
    parts: Vec<(String, Duration, Result<(), String>)>,
}

impl Report {
    pub fn new() -> Self {
        Report { parts: Vec::new() }
    }

    /// Runs one part; true if it succeeded.
    pub fn part(&mut self, name: &str, work: impl FnOnce() -> Result<(), String>) -> bool {
        println!("\n== {name} ==");
        let start = Instant::now();
        let end = work();
        if let Err(text) = &end {
            eprintln!("{text}");
        }
        let good = end.is_ok();
        self.parts.push((name.to_string(), start.elapsed(), end));
        good
    }

    /// Prints the times, repeats what failed, and is an error if something did.
    pub fn finish(self) -> Result<(), String> {
        println!("\n== times ==");
        for (name, time, end) in &self.parts {
            println!("{:>7.1} s  {:<6} {name}", time.as_secs_f64(), if end.is_ok() { "ok" } else { "FAILED" });
        }
        let total: Duration = self.parts.iter().map(|part| part.1).sum();
        println!("{:>7.1} s  in all", total.as_secs_f64());
        let failed: Vec<String> =
            self.parts.iter().filter_map(|(name, _, end)| Some(format!("{name}: {}", end.as_ref().err()?))).collect();
        if failed.is_empty() { Ok(()) } else { Err(failed.join("\n\n")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_part_is_named_and_the_next_one_runs() {
        let mut report = Report::new();
        assert!(!report.part("first", || Err("broke".to_string())));
        assert!(report.part("second", || Ok(())));
        assert_eq!(report.finish(), Err("first: broke".to_string()));
    }
}
