//! Keys held to each other: combinations that cannot be are changed, each with a notice.

use super::spec::{Config, nearest_divisor};
use crate::choice::*;
use crate::figure::Figure;
use crate::notice::{Notice, Problem};
use nn::init::Dist;
use nn::norm::Norm;

impl Config {
    /// Holds the keys to each other: combinations that cannot be are changed, each with a notice.
    pub(super) fn reconcile(&mut self, named: &[&str], notices: &mut Vec<Notice>) {
        if self.run.init.fixes_dist() && self.run.dist != Dist::Normal && named.contains(&"dist") {
            let problem = Problem::FixedByInit { init: self.run.init };
            notices.push(Notice::new("dist", self.run.dist.key(), problem));
        }
        if self.page.present {
            self.page.figure.get_or_insert(Figure::Lab);
        }
        self.reconcile_images(named, notices);
        // Drawn only where somebody asked for it.
        let asked = ["init", "norm", "std"].iter().any(|key| named.contains(key));
        if asked && self.run.draws_zero_vectors() {
            notices.push(Notice::new("init", self.run.init.key(), Problem::NoDirection));
        }
        self.reconcile_groups(notices);
        self.reconcile_cell(named, notices);
    }

    /// A convolution needs images. A patch that names the data alone gives up the convolution, else the data give way.
    fn reconcile_images(&mut self, named: &[&str], notices: &mut Vec<Notice>) {
        if self.run.net != NetKind::Cnn || self.run.data == DataSet::Digits {
            return;
        }
        if named.contains(&"data") && !named.contains(&"net") {
            self.run.net = NetKind::Mlp;
            let used = self.run.net.key().into();
            notices.push(Notice::new("net", NetKind::Cnn.key(), Problem::NeedsImages { used }));
        } else {
            let asked = std::mem::replace(&mut self.run.data, DataSet::Digits).key();
            let used = self.run.data.key().into();
            notices.push(Notice::new("data", asked, Problem::NeedsImages { used }));
        }
    }

    /// The cube's cell lies within the cube.
    fn reconcile_cell(&mut self, named: &[&str], notices: &mut Vec<Notice>) {
        let [examples, channels, side] = self.cube.shape;
        let places = [&mut self.cube.n, &mut self.cube.c, &mut self.cube.h, &mut self.cube.w];
        for ((name, slot), size) in ["n", "c", "h", "w"].into_iter().zip(places).zip([examples, channels, side, side]) {
            if *slot < size {
                continue;
            }
            let last = size - 1;
            if named.contains(&name) {
                let (high, used) = (last.to_string(), last.to_string());
                let problem = Problem::OutOfRange { low: "0".into(), high, used };
                notices.push(Notice::new(name, &slot.to_string(), problem));
            }
            *slot = last;
        }
    }

    /// Groups divide channels, but whose? The network's and the cube's are not the same. In the whole article groups that
    /// one of the two can use stay as they are, and the other uses its nearest divisor; a figure alone has only its own.
    fn reconcile_groups(&mut self, notices: &mut Vec<Notice>) {
        let (network, cube) = (self.run.channels(), self.cube.shape[1]);
        let (channels, other) = match self.page.figure {
            None => (network, cube),
            Some(Figure::Cube) => (cube, cube),
            Some(_) => (network, network),
        };
        let groups = self.run.groups;
        if self.run.norm == Norm::Group && ![channels, other].iter().any(|c| c.is_multiple_of(groups)) {
            let used = nearest_divisor(channels, groups);
            notices.push(Notice::new("groups", &groups.to_string(), Problem::NotADivisor { channels, used }));
            self.run.groups = used;
        }
    }
}
