//! The cores shared out among the frames of one course page. A frame makes a worker only while it holds one of as many locks
//! as there are cores; where none is free it asks around, and whoever has an idle worker gives it back
//! (`protocol/scheduler/rest.rs`). What was asked for in vain for long makes figures that play pause.

use super::Pool;
use crate::dom;
use crate::error::Result;
use js_sys::{Function, Object, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

/// The name of the channel and, with a number, of a lock.
const NAME: &str = "unit-variance-worker";
/// Milliseconds until it is tried again.
const AGAIN: i32 = 120;
/// After so many milliseconds in vain, figures that play are asked to pause.
const PATIENCE: f64 = 1000.0;

/// Something that happened to the locks.
pub enum ShareEvent {
    /// What was asked for was answered: how to give back each lock that is held now; `None` where the browser has no locks.
    Answered(Option<Vec<Function>>),
    /// Another frame waits for a worker; `urgent` where it has waited long.
    Wanted {
        /// Whether figures that play are to pause.
        urgent: bool,
    },
    /// Time to try again.
    Again,
}

type Notify = Rc<dyn Fn(ShareEvent)>;

/// The locks that this frame holds.
pub struct Share {
    notify: Notify,
    channel: Option<BroadcastChannel>,
    cores: usize,
    held: Vec<Function>,
    asking: bool,
    since: Option<f64>,
}

impl Share {
    /// A frame that holds nothing yet; its pool may make no worker. `notify` is called with what happens.
    pub fn new(notify: impl Fn(ShareEvent) + 'static, pool: &mut Pool) -> Result<Self> {
        pool.set_limit(0)?;
        let notify: Notify = Rc::new(notify);
        let channel = BroadcastChannel::new(NAME).ok();
        if let Some(channel) = &channel {
            let notify = notify.clone();
            dom::on(channel, "message", move |event| {
                let urgent = event.dyn_ref::<MessageEvent>().is_some_and(|event| event.data().is_truthy());
                notify(ShareEvent::Wanted { urgent });
            })?;
        }
        let cores = (dom::window()?.navigator().hardware_concurrency() as usize).max(1);
        Ok(Self { notify, channel, cores, held: Vec::new(), asking: false, since: None })
    }

    /// Asks for locks where the pool waits for workers.
    pub fn seek(&mut self, pool: &Pool) -> Result {
        let wanted = pool.wanted();
        if wanted == 0 {
            self.since = None;
            return Ok(());
        }
        self.since = self.since.or_else(|| Some(dom::now()));
        if !std::mem::replace(&mut self.asking, true) {
            ask(self.cores, wanted, &self.notify)?;
        }
        Ok(())
    }

    /// Takes in what came of it.
    pub fn answered(&mut self, pool: &mut Pool, locks: Option<Vec<Function>>) -> Result {
        let Some(locks) = locks else {
            // Without locks nobody can be asked: one worker for each frame.
            return Ok(pool.set_limit(1)?);
        };
        if locks.is_empty() {
            return self.ask_around();
        }
        self.asking = false;
        self.held.extend(locks);
        Ok(pool.set_limit(self.held.len())?)
    }

    fn ask_around(&mut self) -> Result {
        let urgent = self.since.is_some_and(|since| dom::now() - since > PATIENCE);
        if let Some(channel) = &self.channel {
            channel.post_message(&urgent.into())?;
        }
        let notify = self.notify.clone();
        dom::after(AGAIN, move || notify(ShareEvent::Again))
    }

    /// It is time to try again.
    pub fn again(&mut self) {
        self.asking = false;
    }

    /// Gives back what is idle.
    pub fn give_back(&mut self, pool: &mut Pool) -> Result {
        for _ in 0..pool.rest() {
            if let Some(lock) = self.held.pop() {
                lock.call0(&JsValue::NULL)?;
            }
        }
        Ok(())
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = request, catch)]
    fn request(name: &str, options: &Object, callback: &JsValue) -> Result<Promise, JsValue>;
}

/// What came of one round of asking so far.
struct Round {
    left: usize,
    wanted: usize,
    got: Vec<Function>,
    failed: bool,
}

/// Asks for every lock that is free now, and keeps as many as are wanted.
fn ask(cores: usize, wanted: usize, notify: &Notify) -> Result {
    let round = Rc::new(RefCell::new(Round { left: cores, wanted, got: Vec::new(), failed: false }));
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &true.into())?;
    for place in 0..cores {
        let (granted, refused) = ((round.clone(), notify.clone()), (round.clone(), notify.clone()));
        let take = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let (round, notify) = granted;
            let keeps = lock.is_truthy() && round.borrow().got.len() < round.borrow().wanted;
            let held = if keeps {
                Promise::new(&mut |release, _| round.borrow_mut().got.push(release)).into()
            } else {
                JsValue::UNDEFINED
            };
            one_answered(&round, &notify);
            held
        });
        let fail = Closure::once_into_js(move |_: JsValue| {
            refused.0.borrow_mut().failed = true;
            one_answered(&refused.0, &refused.1);
        });
        match request(&format!("{NAME}-{place}"), &options, &take) {
            Ok(promise) => {
                let then: Function = Reflect::get(&promise, &"catch".into())?.dyn_into()?;
                then.call1(&promise, &fail)?;
            }
            // This browser knows no locks.
            Err(_) => {
                fail.unchecked_ref::<Function>().call0(&JsValue::NULL)?;
            }
        }
    }
    Ok(())
}

fn one_answered(round: &RefCell<Round>, notify: &Notify) {
    let mut round = round.borrow_mut();
    round.left = round.left.saturating_sub(1);
    if round.left == 0 {
        let got = std::mem::take(&mut round.got);
        let answer = if round.failed { None } else { Some(got) };
        drop(round);
        notify(ShareEvent::Answered(answer));
    }
}
