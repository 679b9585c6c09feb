//! Long work in the workers: an experiment's jobs, as many at a time as there are workers, behind everything that a reader
//! waits for. It goes on while the figure is out of sight, and waits while the page is hidden.

use crate::experiment::Experiment;
use crate::figure::{Context, Result};
use lesson::jobs::{Done, Job, Jobs};
use lesson::snapshot::Wanted;
use protocol::message::{Answer, FromWorker, Priority, Report, SessionId};
use protocol::run_state::{Frame, RunEvent, RunState};

/// How much is done, as a bar.
const BAR: &str = "[data-part=progress-bar]";

/// The jobs at work.
#[derive(Default)]
pub struct LongWork {
    running: Vec<Running>,
}

struct Running {
    place: usize,
    job: Job,
    run: RunState,
    keeps_step: bool,
    /// The state at its step, while it is still to answer.
    reached: Option<Frame>,
    /// Answers that have come, and whether the next one is awaited.
    answered: u32,
    asked: bool,
}

fn done<'a>(frame: &'a Frame, answer: Option<&'a Answer>) -> Done<'a> {
    Done { snapshot: &frame.snapshot, answer, ms_per_step: frame.ms_per_step }
}

impl LongWork {
    /// Whether the reader has it running.
    pub fn is_running(&self, experiment: &mut dyn Experiment) -> bool {
        experiment.jobs().is_some_and(|jobs| jobs.is_running())
    }

    /// Whether a session is one of its jobs.
    pub fn owns(&self, session: SessionId) -> bool {
        self.running.iter().any(|one| one.run.owns(session))
    }

    /// The button was pressed.
    pub fn run_or_pause(&mut self, cx: &mut Context, experiment: &mut dyn Experiment) -> Result {
        let Some(jobs) = experiment.jobs() else { return Ok(()) };
        match jobs.is_running() {
            true => jobs.pause(cx.workers.now()),
            false => {
                if jobs.is_over() {
                    jobs.cancel();
                }
                jobs.run(cx.workers.now());
            }
        }
        self.go_on(cx, experiment)
    }

    /// Ends the jobs at work; what is done is forgotten.
    pub fn cancel(&mut self, cx: &mut Context, experiment: &mut dyn Experiment) -> Result {
        self.end(cx)?;
        if let Some(jobs) = experiment.jobs() {
            jobs.cancel();
        }
        experiment.forget();
        Ok(())
    }

    /// Ends the jobs at work, of whose list the experiment knows what to keep. Only an answer is long in coming; for one that
    /// takes steps no worker, with the other runs in it, has to go.
    pub fn end(&mut self, cx: &mut Context) -> Result {
        self.running.drain(..).try_for_each(|mut one| match one.job.ask {
            Some(_) if !one.keeps_step => one.run.cancel(cx.workers),
            _ => one.run.end(cx.workers),
        })
    }

    /// Begins what needs no asking for.
    pub fn begin(&mut self, cx: &mut Context, experiment: &mut dyn Experiment) -> Result {
        let by_itself = experiment.begins_by_itself();
        let waits = |jobs: &&mut Jobs| by_itself && !jobs.is_running() && !jobs.is_begun();
        if let Some(jobs) = experiment.jobs().filter(waits) {
            jobs.run(cx.workers.now());
        }
        self.go_on(cx, experiment)
    }

    /// Gives the workers what they can do now.
    pub fn go_on(&mut self, cx: &mut Context, experiment: &mut dyn Experiment) -> Result {
        let Some(jobs) = experiment.jobs().filter(|jobs| jobs.is_running() && !cx.slot.is_hidden()) else {
            return Ok(());
        };
        while self.running.len() < jobs.at_once(cx.workers.size()) {
            let Some((place, job)) = jobs.begin_next() else { break };
            // What is in the background has a worker of its own until it is done.
            let keeps_step = jobs.keeps_step();
            let mut run = RunState::new(if keeps_step { Priority::Interactive } else { Priority::Background });
            run.start(cx.workers, job.spec)?;
            self.running.push(Running { place, job, run, keeps_step, reached: None, answered: 0, asked: false });
        }
        for one in &mut self.running {
            match (&one.job.ask, &one.reached) {
                (Some(question), Some(_)) if !one.asked && !jobs.is_ahead(one.place) => {
                    one.asked = one.run.ask(cx.workers, question.clone())?;
                }
                (_, Some(_)) => {}
                (_, None) => one.run.step(cx.workers, one.job.to, Report::Target(Wanted::WHOLE)).map(|_| ())?,
            }
        }
        Ok(())
    }

    /// Takes in what a worker says of a job.
    pub fn on_message(&mut self, cx: &mut Context, message: FromWorker, experiment: &mut dyn Experiment) -> Result {
        let session = message.session();
        let Some(at) = self.running.iter().position(|one| one.run.session() == session) else { return Ok(()) };
        let Running { place, job, run, reached, answered, asked, .. } = &mut self.running[at];
        let place = *place;
        match run.on_message(cx.workers, message)? {
            RunEvent::Frame(frame) if frame.snapshot.step < job.to && frame.snapshot.divergence.is_none() => {}
            RunEvent::Frame(frame) => match job.ask.as_ref().filter(|_| frame.snapshot.divergence.is_none()) {
                Some(_) => *reached = Some(frame),
                None => {
                    run.end(cx.workers)?;
                    experiment.take(place, Ok(done(&frame, None)));
                    self.finish(at, cx.workers.now(), experiment);
                }
            },
            RunEvent::Answer(answer) => {
                if let Some(frame) = reached {
                    experiment.take(place, Ok(done(frame, Some(&answer))));
                }
                *answered += 1;
                if *answered >= job.times {
                    run.end(cx.workers)?;
                    self.finish(at, cx.workers.now(), experiment);
                } else if let Some(jobs) = experiment.jobs() {
                    jobs.reached(place, job.to + *answered, cx.workers.now());
                    // One that waits is asked again when it goes on.
                    *asked = false;
                }
            }
            RunEvent::Failed(error) => {
                experiment.take(place, Err(&error));
                self.finish(at, cx.workers.now(), experiment);
            }
            RunEvent::Progress(step) => {
                if let Some(jobs) = experiment.jobs() {
                    jobs.reached(place, step, cx.workers.now());
                }
            }
            RunEvent::Stale => {}
        }
        self.go_on(cx, experiment)
    }

    fn finish(&mut self, at: usize, now: f64, experiment: &mut dyn Experiment) {
        let one = self.running.swap_remove(at);
        if let Some(jobs) = experiment.jobs() {
            jobs.finished(one.place, now);
        }
    }

    /// A worker is gone: its job is run again. Says whether one cannot be.
    pub fn on_worker_lost(&mut self, sessions: &[SessionId], experiment: &mut dyn Experiment) -> bool {
        let mut given_up = false;
        self.running.retain_mut(|one| {
            let lost = one.run.on_worker_lost(sessions);
            if lost && let Some(jobs) = experiment.jobs() {
                given_up |= !jobs.lost(one.place);
            }
            !lost
        });
        given_up
    }

    /// Shows how far it has come, and what its button does next.
    pub fn show(&self, cx: &Context, experiment: &mut dyn Experiment) {
        let Some(jobs) = experiment.jobs() else { return };
        let (slot, words) = (cx.slot, cx.words);
        let progress = jobs.progress(cx.workers.now());
        slot.set_text("run", if jobs.is_running() { words.control_pause() } else { words.control_run() });
        slot.set_visible("cancel", jobs.is_begun());
        slot.set_visible("progress", jobs.is_begun());
        let said = words.progress(&progress);
        slot.set_text("progress-text", &said);
        slot.set_attribute(BAR, "value", Some(&format!("{:.3}", progress.share)));
        slot.set_attribute(BAR, "aria-valuetext", Some(&said));
    }
}
