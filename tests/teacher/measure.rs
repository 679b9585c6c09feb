//! The numbers of the teacher's pages, each from the state of the link beside it, written as the figure writes it.

use std::collections::HashMap;
use unit_variance::charts::activation::{ACTIVATIONS, Slope};
use unit_variance::lesson::chain::LinearChain;
use unit_variance::lesson::choice::{Choice, NetKind};
use unit_variance::lesson::config::{Config, RunSpec};
use unit_variance::lesson::contours::{Bowl, SCALINGS};
use unit_variance::lesson::contrast::{Contrast, METHODS};
use unit_variance::lesson::cube::{NormalizedTensors, run_of};
use unit_variance::lesson::figure::Figure;
use unit_variance::lesson::map::{Cell, DEPTHS, Networks, STDS, STEPS};
use unit_variance::lesson::neighbours::{LAST, Net};
use unit_variance::lesson::quiet::Quiet;
use unit_variance::lesson::quiet_spec::Stage;
use unit_variance::lesson::race;
use unit_variance::lesson::readings::Readings;
use unit_variance::lesson::session::Session;
use unit_variance::lesson::snapshot::Snapshot;
use unit_variance::lesson::sum_state::SumState;
use unit_variance::lesson::sweep::{self, NORMS, Place, SIZES};
use unit_variance::lesson::time::{Method, Time};
use unit_variance::lesson::weight::Weight;
use unit_variance::lesson::why::Why;
use unit_variance::nn::norm::Norm;
use unit_variance::words::number::{count, number, percent, product};

/// What is asked: a quantity, and where it is read.
pub struct Asked<'a> {
    quantity: &'a str,
    places: Vec<&'a str>,
}

impl<'a> Asked<'a> {
    /// `activation std, layer 10, step 200`.
    pub fn of(text: &'a str) -> Self {
        let mut parts = text.split(", ");
        Self { quantity: parts.next().unwrap_or_default(), places: parts.collect() }
    }

    /// What stands after a word: `10` of `layer 10`.
    fn place(&self, word: &str) -> Option<&'a str> {
        self.places.iter().find_map(|place| place.strip_prefix(word)?.strip_prefix(' '))
    }

    fn count(&self, word: &str) -> Option<u32> {
        self.place(word).map(|text| text.parse().unwrap_or_else(|_| panic!("{word} {text} is no number")))
    }

    fn unknown(&self) -> ! {
        panic!("there is no quantity {:?} of {:?} here", self.quantity, self.places)
    }
}

/// The runs of one page, each trained once for each step that is asked about.
#[derive(Default)]
pub struct Runs {
    snapshots: HashMap<(String, u32), Snapshot>,
    readings: HashMap<String, Readings>,
    why: HashMap<u32, Why>,
    trained: HashMap<String, Session>,
    time: HashMap<u32, Time>,
}

impl Runs {
    /// What the figure of a configuration shows.
    pub fn value(&mut self, config: &Config, asked: &Asked) -> String {
        match config.page.figure.unwrap_or(Figure::Lab) {
            Figure::Lab => self.run(&config.run, asked),
            Figure::Slopes => self.slopes(&config.run, asked),
            Figure::Race => {
                let key = asked.place("row").unwrap_or_else(|| asked.unknown());
                let row = race::rows(config).into_iter().find(|row| row.key == key);
                self.run(&row.unwrap_or_else(|| panic!("the race has no row {key}")).config.run, asked)
            }
            Figure::Chain => chain(asked),
            Figure::Sum => sum(config, asked),
            Figure::Quiet => self.quiet(config, asked),
            Figure::Contours => contours(config, asked),
            Figure::Map => self.map(config, asked),
            Figure::Why => self.why(config.run.seed, asked),
            Figure::Neighbours => self.neighbours(config, asked),
            Figure::Cube => cube(config, asked),
            Figure::Weight => weight(config, asked),
            Figure::Contrast => contrast(config, asked),
            Figure::Sweep => self.sweep(config, asked),
            Figure::Time => self.time(config, asked),
        }
    }

    fn snapshot(&mut self, spec: &RunSpec, step: u32) -> &Snapshot {
        self.snapshots.entry((spec.to_query(), step)).or_insert_with(|| {
            let mut session = Session::new(spec).expect("a run of a teacher's page fits into memory");
            while session.at() < step && session.step() {}
            session.snapshot(false)
        })
    }

    fn run(&mut self, spec: &RunSpec, asked: &Asked) -> String {
        let step = asked.count("step").unwrap_or(0);
        let shot = self.snapshot(spec, step);
        let layers = &shot.layers;
        let (first, last) = (&layers[0], &layers[layers.len() - 1]);
        let layer = || match asked.count("layer") {
            Some(at) => &layers[at as usize - 1],
            None => asked.unknown(),
        };
        match asked.quantity {
            "held-out accuracy" => percent(shot.accuracy.into()),
            "cost" => number(shot.cost.into()),
            "first step whose numbers are not finite" => {
                count(shot.divergence.unwrap_or_else(|| panic!("no break by step {step}")).step.into())
            }
            "gradient std of layer 1 over that of the last" => number((first.grad.std / last.grad.std).into()),
            "activation std of the last layer over that of layer 1" => number((last.act.std / first.act.std).into()),
            "activation std" => number(layer().act.std.into()),
            "std across examples" => number(layer().across.into()),
            "std between units" => number(layer().between.into()),
            "gradient std" => number(layer().grad.std.into()),
            "saturated" => percent(layer().saturated.into()),
            "zero" => percent(layer().zero.into()),
            "dead units" => count(layer().dead.into()),
            "input std" => number(shot.input.value.std.into()),
            _ => asked.unknown(),
        }
    }

    fn slopes(&mut self, spec: &RunSpec, asked: &Asked) -> String {
        let layer = asked.count("layer").unwrap_or(1) as usize;
        let shot = self.snapshot(spec, 0);
        let share = |at: usize| Slope::of(ACTIVATIONS[at], shot, layer).flat_share().expect("the layer has values");
        match asked.quantity {
            "sigmoid almost flat" => percent(share(0)),
            "tanh almost flat" => percent(share(1)),
            "ReLU almost flat" => percent(share(2)),
            _ => self.run(spec, asked),
        }
    }

    fn quiet(&mut self, config: &Config, asked: &Asked) -> String {
        let mut state = Quiet::default();
        state.configure(config);
        let spec = *state.run();
        let steps = if config.page.figures.quiet.stage == Stage::Trained { 200 } else { 0 };
        let readings = self.readings.entry(format!("{} {steps}", spec.to_query())).or_insert_with(|| {
            let mut session = Session::new(&spec).expect("it fits");
            while session.at() < steps && session.step() {}
            session.readings().expect("a dense network")
        });
        let layer = &readings.layers[asked.count("layer").unwrap_or(spec.depth) as usize];
        match asked.quantity {
            "reader" => percent(layer.read.into()),
            "cosine" => number(layer.cosine.into()),
            "std" => number(layer.std.into()),
            _ => asked.unknown(),
        }
    }

    fn map(&mut self, config: &Config, asked: &Asked) -> String {
        let networks = Networks::of(config);
        let std: f32 = asked.place("std").and_then(|text| text.parse().ok()).unwrap_or_else(|| asked.unknown());
        if asked.quantity == "theory’s depth" {
            return number(networks.reach(std.into()));
        }
        let at = |found: Option<usize>| found.unwrap_or_else(|| panic!("the map has no cell {:?}", asked.places));
        let column = at(STDS.iter().position(|one| *one == std));
        let row = at(DEPTHS.iter().position(|one| Some(*one) == asked.count("depth")));
        let shot = self.snapshot(&networks.run(Cell { column, row }), STEPS);
        match asked.quantity {
            "right after 100 steps" => percent(shot.accuracy.into()),
            _ => asked.unknown(),
        }
    }

    fn why(&mut self, seed: u32, asked: &Asked) -> String {
        let state = self.why.entry(seed).or_insert_with(|| {
            let mut state = Why::default();
            state.configure(&Config::from_query(&format!("seed={seed}")).0);
            state.jobs().run(0.0);
            while let Some((run, job)) = state.jobs().begin_next() {
                let mut session = Session::new(&job.spec).expect("it fits");
                let question = job.ask.expect("each run is asked");
                for _ in 0..job.times {
                    state.take(run, Some(&session.answer(&question).expect("it fits")));
                }
            }
            state
        });
        let found = state.verdict().expect("all three are measured");
        let run = match asked.place("run") {
            Some("none") => 0,
            Some("batch") => 1,
            Some("noisy batch") => 2,
            _ => asked.unknown(),
        };
        match asked.quantity {
            "held-out accuracy after 400 steps" => percent(found.accuracy[run]),
            "mean moved in 20 steps" => number(found.moved[run]),
            "cost after a step of 0.8 over the cost before" => number(found.rise[run]),
            "saved together over saved alone" => percent(found.together[run]),
            _ => asked.unknown(),
        }
    }

    fn neighbours(&mut self, config: &Config, asked: &Asked) -> String {
        let net = match asked.place("row") {
            Some("batch") => Net::Batch,
            Some("layer") => Net::Layer,
            _ => asked.unknown(),
        };
        let spec = net.run(config.run.seed);
        let session = self.trained.entry(spec.to_query()).or_insert_with(|| {
            let mut session = Session::new(&spec).expect("it fits");
            while session.at() < LAST && session.step() {}
            session
        });
        let found = session.neighbours(config.page.figures.neighbours.share).expect("it fits");
        let [alone, mixed, shared] = found.errors();
        percent(f64::from(match asked.quantity {
            "held-out error alone" => alone,
            "held-out error in mixed batches" => mixed,
            "held-out error among its like" => shared,
            _ => asked.unknown(),
        }))
    }

    fn time(&mut self, config: &Config, asked: &Asked) -> String {
        let time = self.time.entry(config.run.seed).or_default();
        time.configure(config.page.figures.time, config.run.seed);
        while time.work() {}
        let row = || asked.place("row").and_then(Method::from_key).unwrap_or_else(|| asked.unknown());
        match asked.quantity {
            "last marks told right" => percent(time.finding().expect("all is run").right[row() as usize]),
            "numbers stored" => count(time.counts(row()).0 as u64),
            "numbers learned" => count(time.counts(row()).1 as u64),
            "first step without statistics" => count(time.stopped().expect("it stops").into()),
            _ => asked.unknown(),
        }
    }

    fn sweep(&mut self, config: &Config, asked: &Asked) -> String {
        let norm = asked.place("row").and_then(Norm::from_key).unwrap_or_else(|| asked.unknown());
        let norm = NORMS.iter().position(|one| *one == norm).unwrap_or_else(|| asked.unknown());
        let size = SIZES.iter().position(|one| Some(*one) == asked.count("batch size"));
        let size = size.unwrap_or_else(|| asked.unknown());
        let net = config.run.net;
        if asked.quantity == "values of one mean" {
            return count(sweep::values(net, SIZES[size]).into());
        }
        assert_eq!((asked.quantity, net), ("held-out error", NetKind::Mlp));
        let error = |seed: usize| {
            let place = Place { norm, size, seed };
            let job = sweep::Sweep::default().job(net, place);
            1.0 - f64::from(self.snapshot(&job.spec, job.to).accuracy)
        };
        let errors: Vec<f64> = (0..sweep::SEEDS as usize).map(error).collect();
        percent(errors.iter().sum::<f64>() / errors.len() as f64)
    }
}

fn chain(asked: &Asked) -> String {
    let set = asked.place("weight").unwrap_or_else(|| asked.unknown());
    let length = asked.count("layers").unwrap_or_else(|| asked.unknown());
    let chain = LinearChain::of(&format!("{set},{length}")).expect("a chain");
    match asked.quantity {
        "product" => product(chain.predicted()),
        "measured" => product(chain.last()),
        _ => asked.unknown(),
    }
}

fn sum(config: &Config, asked: &Asked) -> String {
    let mut state = SumState::default();
    state.configure(config.page.figures.sum, config.run.act, config.run.seed);
    while state.work() {}
    let ten = state.ten();
    match asked.quantity {
        "std of the sums" => number(state.std()),
        "std by the formula" => number(state.sum().std()),
        "share of the mean square that the activation leaves" => percent(state.kept().0),
        "activation std" => number(ten.measured[asked.count("layer").unwrap_or(10) as usize - 1].act),
        "gradient a layer" => number(ten.factor()),
        _ => asked.unknown(),
    }
}

fn contours(config: &Config, asked: &Asked) -> String {
    let inputs = asked.place("inputs").unwrap_or_else(|| asked.unknown());
    let scaling = SCALINGS.into_iter().find(|one| one.key() == inputs).unwrap_or_else(|| asked.unknown());
    let (bowl, spec) = (Bowl::new(scaling, config.run.seed), config.page.figures.contours);
    match asked.quantity {
        "condition number" => number(bowl.condition()),
        "steps" => match bowl.descend(f64::from(spec.rate) * bowl.largest_rate()).steps {
            Some(steps) => count(steps.into()),
            None => unit_variance::words::Words::english().contours_never().into(),
        },
        "line turned" => format!("{}°", number(bowl.swing(spec.nudge.into()))),
        _ => asked.unknown(),
    }
}

fn cube(config: &Config, asked: &Asked) -> String {
    let mut session = Session::new(&run_of(&config.run)).expect("it fits");
    let tensors = NormalizedTensors::new(&session.cube_tensors().expect("a convolution"), config);
    let shown = tensors.shown(config);
    let readout = shown.readout(shown.cell(config));
    match asked.quantity {
        "values of one statistic" => count(readout.cells as u64),
        "statistics" => count(readout.stats as u64),
        _ => asked.unknown(),
    }
}

fn weight(config: &Config, asked: &Asked) -> String {
    let mut state = Weight::default();
    state.configure(config.page.figures.weight);
    while state.work() {}
    let found = state.finding().expect("it is computed");
    match asked.quantity {
        "cost by plain steps" => number(found.ends[0].cost),
        "cost in g and v" => number(found.ends[1].cost),
        "lowest cost" => number(found.best),
        "length of v at the end" => number(found.ends[1].v_length),
        "times less that a gradient turns w" => number(found.calmer()),
        _ => asked.unknown(),
    }
}

fn contrast(config: &Config, asked: &Asked) -> String {
    let mut state = Contrast::default();
    state.configure(config.page.figures.contrast, config.run.seed);
    while state.work() {}
    let found = state.finding().expect("it is measured");
    let norm = asked.place("row").and_then(Norm::from_key).unwrap_or_else(|| asked.unknown());
    let moved = found.moved[METHODS.iter().position(|one| *one == norm).unwrap_or_else(|| asked.unknown())];
    percent(match asked.quantity {
        "picture moved" => moved.picture,
        "its neighbours moved" => moved.neighbours,
        _ => asked.unknown(),
    })
}
