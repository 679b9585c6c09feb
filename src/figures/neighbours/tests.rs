//! The neighbours as a reader, the page and the workers use them.

use super::*;
use crate::rig::Rig;

#[test]
fn both_networks_are_judged_in_step_and_asked_again_for_another_share() {
    let mut rig = Rig::new(Neighbours::default(), "", 2);
    rig.work();
    assert_eq!(rig.draw().len(), 3);
    assert!(rig.finding().is_empty(), "nothing is found before the training");
    rig.press("play");
    rig.frames(2);
    assert_eq!((rig.page.text("step"), rig.finding()), ("20".into(), String::new()), "it says nothing while it plays");
    rig.press("play");
    rig.draw();
    let found = rig.finding();
    assert!(found.contains("20"), "{found}");
    rig.configure("share=0", false);
    assert_eq!(rig.page.text("share"), "0%");
    rig.work();
    rig.draw();
    assert_ne!(rig.finding(), found);
}

#[test]
fn what_is_lost_begins_again_when_it_is_played() {
    let mut rig = Rig::new(Neighbours::default(), "", 1);
    rig.work();
    assert!(rig.lose(0));
    rig.press("play");
    rig.frames(2);
    assert_ne!(rig.page.text("step"), "0");
    rig.press("restart");
    rig.work();
    rig.draw();
    assert!(!rig.page.is_playing() && rig.page.text("step") == "0");
    assert!(rig.with(|figure, cx| figure.reply(cx, "few")).is_some());
}
