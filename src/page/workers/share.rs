//! The browser's locks and channel, by which the frames of one course page share its cores. What a frame asks for and gives back
//! is `protocol::share`'s.

use super::Pool;
use crate::dom;
use crate::error::Result;
use js_sys::{Function, Object, Promise, Reflect};
use protocol::share::{self, Answer, Round};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

/// The name of the channel and, with a number, of a lock.
const NAME: &str = "unit-variance-worker";
/// Milliseconds until it is tried again.
const AGAIN: i32 = 120;

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
    share: share::Share<Function>,
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
        Ok(Self { notify, channel, cores, share: share::Share::default() })
    }

    /// Asks for locks where the pool waits for workers.
    pub fn seek(&mut self, pool: &Pool) -> Result {
        match self.share.seek(pool.wanted(), dom::now()) {
            0 => Ok(()),
            wanted => ask(self.cores, wanted, &self.notify),
        }
    }

    /// Takes in what came of it.
    pub fn answered(&mut self, pool: &mut Pool, locks: Option<Vec<Function>>) -> Result {
        match self.share.answered(locks, dom::now()) {
            Answer::Limit(workers) => Ok(pool.set_limit(workers)?),
            Answer::AskAround { urgent } => {
                if let Some(channel) = &self.channel {
                    channel.post_message(&urgent.into())?;
                }
                let notify = self.notify.clone();
                dom::after(AGAIN, move || notify(ShareEvent::Again))
            }
        }
    }

    /// It is time to try again.
    pub fn again(&mut self) {
        self.share.again();
    }

    /// Gives back what is idle.
    pub fn give_back(&mut self, pool: &mut Pool) -> Result {
        for lock in self.share.give_back(pool.rest()) {
            lock.call0(&JsValue::NULL)?;
        }
        Ok(())
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = request, catch)]
    fn request(name: &str, options: &Object, callback: &JsValue) -> Result<Promise, JsValue>;
}

/// Asks for every lock that is free now, and keeps as many as are wanted.
fn ask(cores: usize, wanted: usize, notify: &Notify) -> Result {
    let round = Rc::new(RefCell::new(Round::new(cores, wanted)));
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &true.into())?;
    for place in 0..cores {
        let (granted, refused) = ((round.clone(), notify.clone()), (round.clone(), notify.clone()));
        let take = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let (round, notify) = granted;
            let keeps = lock.is_truthy() && round.borrow().keeps();
            let held = if keeps {
                Promise::new(&mut |release, _| round.borrow_mut().keep(release)).into()
            } else {
                JsValue::UNDEFINED
            };
            one_answered(&round, &notify);
            held
        });
        let fail = Closure::once_into_js(move |_: JsValue| {
            refused.0.borrow_mut().fail();
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

fn one_answered(round: &RefCell<Round<Function>>, notify: &Notify) {
    let answer = round.borrow_mut().one_answered();
    answer.into_iter().for_each(|locks| notify(ShareEvent::Answered(locks)));
}
