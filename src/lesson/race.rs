//! The rows of a race: one configuration for each value of the varied key, all else the same.

use super::choice::{Choice, Initializer, Opt, Scaling, Vary};
use super::config::{Config, PageSpec, RunSpec};
use super::figure::Figure;
use super::session::{LIMIT, StartError, bytes};
use nn::act::Act;
use nn::norm::Norm;

/// The learning rates of a race.
pub const LEARNING_RATES: &[f32] = &[0.005, 0.05, 0.2, 0.5, 2.0];
/// The batch sizes of a race.
pub const BATCH_SIZES: &[u32] = &[1, 8, 32, 128, 512];

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The value of the varied key as the URL writes it; what colours and links go by.
    pub key: String,
    /// The run: the same as in the lab.
    pub config: Config,
}

impl Row {
    /// The query of a link that opens it in the lab.
    pub fn to_link(&self) -> String {
        let Config { run, cube, page } = self.config.clone();
        let figure = page.figure.map(|_| Figure::Lab);
        Config { run, cube, page: PageSpec { figure, vary: PageSpec::default().vary, ..page } }.to_query()
    }

    /// The patch that opens it in the lab, in place of a race that stands alone.
    pub fn to_patch(&self, page: &PageSpec) -> String {
        let alone = if page.figure.is_some() { "&figure=lab" } else { "" };
        format!("{}={}{alone}", page.vary.key(), self.key)
    }
}

/// The runs of a race as they were configured last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Runs {
    /// What they were made from.
    of: Option<(RunSpec, Vary)>,
    runs: Vec<RunSpec>,
}

impl Runs {
    /// Takes in a configuration; says whether the runs are others now.
    pub fn configure(&mut self, config: &Config) -> bool {
        let of = (config.run, config.page.vary);
        if self.of.replace(of) == Some(of) {
            return false;
        }
        let runs: Vec<RunSpec> = rows(config).iter().map(|row| row.config.run).collect();
        let other = self.runs != runs;
        self.runs = runs;
        other
    }
}

/// The rows for `config.page.vary`, in the order in which the values are offered. For `lr` and `batch` a short ladder, with the
/// configuration's own value in its place; `normal` and `constant`, which need a scale, race only where they are chosen.
/// Optimizers race each at its own usual learning rate, unless the configuration has one that is neither the default nor the
/// usual one of its own optimizer.
///
/// ```
/// use unit_variance_lesson::{config::Config, race};
/// let (config, _) = Config::from_query("vary=opt&depth=3");
/// let keys: Vec<String> = race::rows(&config).into_iter().map(|row| row.key).collect();
/// assert_eq!(keys, ["sgd", "momentum", "rmsprop", "adam"]);
/// ```
pub fn rows(config: &Config) -> Vec<Row> {
    match config.page.vary {
        Vary::Init => choices::<Initializer>(config, |init| {
            !matches!(init, Initializer::Normal | Initializer::Constant) || config.run.init == init
        }),
        Vary::Act => choices::<Act>(config, |_| true),
        Vary::Norm => choices::<Norm>(config, |_| true),
        Vary::Opt => optimizers(config),
        Vary::Scaling => choices::<Scaling>(config, |_| true),
        Vary::Lr => ladder(config, "lr", LEARNING_RATES, config.run.lr),
        Vary::Batch => ladder(config, "batch", BATCH_SIZES, config.run.batch),
    }
}

/// Bytes that all rows together need, as estimated.
pub fn memory(config: &Config) -> Result<u64, StartError> {
    rows(config).iter().map(|row| bytes(&row.config.run)).sum()
}

/// Refuses a race whose rows together would need too much memory.
pub fn check(config: &Config) -> Result<(), StartError> {
    let bytes = memory(config)?;
    if bytes > LIMIT { Err(StartError::Memory(bytes)) } else { Ok(()) }
}

fn row(config: &Config, key: &str, value: String) -> Row {
    Row { config: config.with(&format!("{key}={value}")).0, key: value }
}

fn choices<C: Choice>(config: &Config, races: impl Fn(C) -> bool) -> Vec<Row> {
    let racing = C::ALL.iter().filter(|choice| races(**choice));
    racing.map(|choice| row(config, C::KEY, choice.key().into())).collect()
}

/// One learning rate for all would not be fair: what plain descent needs is fifty times Adam's usual one.
fn optimizers(config: &Config) -> Vec<Row> {
    let mut rows = choices::<Opt>(config, |_| true);
    if [Config::default().run.lr, usual_rate(config.run.opt)].contains(&config.run.lr) {
        rows.iter_mut().for_each(|row| row.config.run.lr = usual_rate(row.config.run.opt));
    }
    rows
}

/// The learning rate that one starts with.
pub fn usual_rate(opt: Opt) -> f32 {
    match opt {
        Opt::Sgd => 0.05,
        Opt::Momentum => 0.02,
        Opt::Rmsprop | Opt::Adam => 0.001,
    }
}

fn ladder<T: Copy + PartialOrd + ToString>(config: &Config, key: &str, rungs: &[T], own: T) -> Vec<Row> {
    let mut rungs = rungs.to_vec();
    if !rungs.contains(&own) {
        let place = rungs.iter().position(|rung| *rung > own).unwrap_or(rungs.len());
        rungs.insert(place, own);
    }
    rungs.into_iter().map(|rung| row(config, key, rung.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(query: &str) -> Vec<String> {
        rows(&Config::from_query(query).0).into_iter().map(|row| row.key).collect()
    }

    #[test]
    fn eight_initializers_race_and_the_ones_with_a_scale_only_when_chosen() {
        assert_eq!(keys("").len(), 8);
        assert_eq!(keys("init=constant&std=0.1").len(), 9);
    }

    #[test]
    fn a_learning_rate_of_ones_own_stands_in_its_place_on_the_ladder() {
        assert_eq!(keys("vary=lr&lr=0.1"), ["0.005", "0.05", "0.1", "0.2", "0.5", "2"]);
        assert_eq!(keys("vary=batch"), ["1", "8", "32", "128", "512"]);
    }

    #[test]
    fn a_row_opens_in_the_lab_as_the_run_that_raced() {
        for query in ["vary=act&depth=3&play=true", "vary=act&depth=3&figure=race&hide=seed"] {
            let config = Config::from_query(query).0;
            let row = &rows(&config)[2];
            let alone = config.page.figure.map(|_| Figure::Lab);
            let (linked, notices) = Config::from_query(&row.to_link());
            assert_eq!((linked.run, linked.page.figure, notices.len()), (row.config.run, alone, 0), "{query}");
            assert_eq!((linked.page.vary, linked.page.hide), (Vary::Init, config.page.hide.clone()));
            let (patched, _) = config.with(&row.to_patch(&config.page));
            assert_eq!((patched.run, patched.page.figure), (row.config.run, alone));
        }
    }

    #[test]
    fn a_race_is_another_where_its_runs_are() {
        let (mut runs, config) = (Runs::default(), |query| Config::from_query(query).0);
        assert!(runs.configure(&config("")) && !runs.configure(&config("speed=5")));
        assert!(!runs.configure(&config("init=he")), "which value the lab has does not matter to a race of all");
        assert!(runs.configure(&config("init=he&depth=4")) && runs.configure(&config("init=he&depth=4&vary=act")));
    }

    #[test]
    fn optimizers_race_at_their_usual_rates_unless_another_is_set() {
        let rates = |query: &str| {
            let rows = rows(&Config::from_query(query).0);
            rows.iter().map(|row| row.config.run.lr).collect::<Vec<_>>()
        };
        assert_eq!(rates("vary=opt"), [0.05, 0.02, 0.001, 0.001]);
        assert_eq!(rates("vary=opt&lr=0.01"), [0.01; 4]);
        let opened = rows(&Config::from_query("vary=opt").0)[3].config.to_query();
        assert_eq!(rates(&opened), rates("vary=opt"), "a row that was opened in the lab: {opened}");
    }

    #[test]
    fn rows_differ_in_the_varied_key_alone() {
        for vary in Vary::ALL {
            let (config, _) = Config::from_query(&format!("vary={}&depth=3&seed=9&lr=0.03", vary.key()));
            for row in rows(&config) {
                let back = row.config.with(&format!("{}={}", vary.key(), config.value_of(vary.key()).unwrap()));
                assert_eq!(back.0, config, "{}", row.key);
                assert_eq!(row.config.value_of(vary.key()), Some(row.key));
            }
        }
    }
}
