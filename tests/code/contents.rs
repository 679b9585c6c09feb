//! What the programs contain: layer classes, the variance with its value, the optimizer's constants.

use super::{body, run};
use unit_variance::lesson::choice::*;
use unit_variance::lesson::code::{Library, program};
use unit_variance::lesson::config::{Config, RunSpec};
use unit_variance::nn::act::Act;
use unit_variance::nn::init::Dist;
use unit_variance::nn::norm::{LayerAxes, Norm};

/// What stands in the program of a choice: for PyTorch, for Keras.
const INIT: &[(&str, [&str; 2])] = &[
    ("zeros", ["nn.init.zeros_(w)", "initializers.Zeros()"]),
    ("small", ["variance = 0.0001  # init=small: 0.0001", "variance = 0.0001"]),
    ("large", ["variance = 1  # init=large: 1 ", "variance = 1 "]),
    ("normal", ["variance = 0.04  # init=normal: 0.04", "variance = 0.04"]),
    ("xavier", ["variance = 1 / fan_in  # init=xavier: 0.01 ", "Var(w) = 1 / fan_in = 0.01 "]),
    ("he", ["variance = 2 / fan_in  # init=he: 0.02 ", "Var(w) = 2 / fan_in = 0.02 "]),
    ("glorot", ["variance = 2 / (fan_in + fan_out)  # init=glorot: 0.01 ", "VarianceScaling(1, \"fan_avg\""]),
    (
        "uniform",
        ["variance = 1 / (3 * fan_in)  # init=uniform: 0.00333", "VarianceScaling(1 / 3, \"fan_in\", \"uniform\")"],
    ),
    ("orthogonal", ["nn.init.orthogonal_(w)", "initializers.Orthogonal()"]),
    ("constant", ["nn.init.constant_(w, 0.2)", "initializers.Constant(0.2)"]),
];

const ACT: &[(&str, [&str; 2])] = &[
    ("linear", ["", ""]),
    ("sigmoid", ["torch.sigmoid(h)", "Activation(\"sigmoid\")"]),
    ("tanh", ["torch.tanh(h)", "Activation(\"tanh\")"]),
    ("relu", ["torch.relu(h)", "Activation(\"relu\")"]),
    ("leaky-relu", ["F.leaky_relu(h, 0.01)", "LeakyReLU(0.01)"]),
    ("gelu", ["F.gelu(h)", "Activation(\"gelu\")"]),
];

/// By network and reading as well.
const NORM: &[(&str, &str, [&str; 2])] = &[
    ("none", "", ["h = self.affine(x)", "h = t"]),
    ("batch", "", ["nn.BatchNorm1d(outs, eps=1e-5, momentum=0.1)", "BatchNormalization(epsilon=1e-5, momentum=0.9)"]),
    ("batch", "net=cnn", ["nn.BatchNorm2d(outs, eps=1e-5, momentum=0.1)", "BatchNormalization(epsilon=1e-5"]),
    ("mean-batch", "", ["self.norm = MeanBatchNorm(outs)", "h = MeanBatchNorm()(t)"]),
    ("mean-batch", "net=cnn", ["mean = x.mean((0, 2, 3))", "ops.mean(x, (0, 1, 2))"]),
    ("weight", "", ["return weight_norm(layer)", "affine = WeightNorm(100)"]),
    ("weight", "net=cnn", ["return weight_norm(layer)", "affine = WeightNorm(16, (3, 3))"]),
    ("weight-mean-batch", "", ["self.norm = MeanBatchNorm(outs)", "affine = WeightNorm(100)"]),
    ("weight-mean-batch", "net=cnn", ["return weight_norm(layer)", "h = MeanBatchNorm()(t)"]),
    ("layer", "", ["nn.LayerNorm(outs, eps=1e-5)", "LayerNormalization(epsilon=1e-5)"]),
    ("layer", "net=cnn", ["nn.GroupNorm(1, outs, eps=1e-5)", "GroupNormalization(1, epsilon=1e-5)"]),
    ("layer", "net=cnn&reading=last", ["self.norm(h.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)", "LayerNormalization("]),
    ("instance", "", ["nn.GroupNorm(outs, outs, eps=1e-5)", "GroupNormalization(100, "]),
    ("instance", "net=cnn", ["nn.InstanceNorm2d(outs, eps=1e-5, affine=True)", "GroupNormalization(16, "]),
    ("group", "groups=5", ["nn.GroupNorm(5, outs, eps=1e-5)", "GroupNormalization(5, epsilon=1e-5)"]),
    ("group", "net=cnn&groups=8", ["nn.GroupNorm(8, outs, eps=1e-5)", "GroupNormalization(8, epsilon=1e-5)"]),
    ("rms", "", ["nn.RMSNorm(outs, eps=1e-5)", "RMSNormalization(epsilon=1e-5)"]),
    ("rms", "net=cnn", ["self.norm = RMSNorm(outs)", "h = RMSNorm()(t)"]),
    ("rms", "net=cnn&reading=last", ["h.permute(0, 2, 3, 1)", "RMSNormalization(epsilon=1e-5)"]),
];

const REST: &[(&str, [&str; 2])] = &[
    ("opt=sgd", ["torch.optim.SGD(parameters, lr=0.05)", "optimizers.SGD(0.05)"]),
    ("opt=momentum", ["SGD(parameters, lr=0.05, momentum=0.9)", "SGD(0.05, momentum=0.9)"]),
    ("opt=rmsprop", ["RMSprop(parameters, lr=0.05, alpha=0.99, eps=1e-8)", "RMSprop(0.05, rho=0.99, epsilon=1e-8)"]),
    (
        "opt=adam&lr=0.001",
        [
            "Adam(parameters, lr=0.001, betas=(0.9, 0.999), eps=1e-8)",
            "Adam(0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8)",
        ],
    ),
    ("dist=uniform", ["bound = (3 * variance) ** 0.5", "VarianceScaling(1, \"fan_in\", \"uniform\")"]),
    ("dist=normal", ["nn.init.normal_(w, 0, variance**0.5)", "\"untruncated_normal\""]),
    ("skip=1", ["return h + x if h.shape == x.shape else h", "h = h + x if h.shape == x.shape else h"]),
    ("start=data", ["layer.affine.weight.div_(std.view(-1, 1))", "ops.convert_to_numpy(affine.kernel) / std"]),
    ("start=data&norm=weight", ["weight.original0.div_(std.view(-1, 1))", "ops.convert_to_numpy(affine.g) / std"]),
    ("start=data&norm=batch", ["layer.norm.reset_running_stats()", "BatchNormalization("]),
    ("start=data&net=cnn", ["std.view(-1, 1, 1, 1)", "t.std((0, 1, 2))"]),
    ("net=cnn", ["nn.Conv2d(ins, outs, 3, padding=1)", "layers.Conv2D(16, 3, padding=\"same\""]),
    ("net=mlp&depth=3&width=50", ["sizes = [64] + [50] * 3", "layers.Dense(50, "]),
    ("batch=32&seed=7", ["batches(min(32, len(train)))", "seed = 7\n"]),
    ("data=xor", ["binary_cross_entropy_with_logits", "BinaryCrossentropy(from_logits=True)"]),
    ("data=digits", ["F.cross_entropy(logits, y[batch])", "SparseCategoricalCrossentropy(from_logits=True)"]),
    ("scaling=min-max", ["x[train].min(0)", "x[train].min(0)"]),
    ("scaling=standard&net=cnn", ["x[train].mean()", "x[train].mean()"]),
];

fn contains(query: &str, wanted: &[&str; 2]) {
    for (library, wanted) in Library::ALL.into_iter().zip(wanted) {
        let program = program(&run(query), library);
        assert!(body(&program).contains(wanted), "{query}, {library:?}: no {wanted} in\n{program}");
    }
}

#[test]
fn every_initializer_activation_and_normalization_stands_in_its_program() {
    assert_eq!((INIT.len(), ACT.len()), (Initializer::ALL.len(), Act::ALL.len()));
    assert!(Norm::ALL.iter().all(|norm| NORM.iter().any(|(key, ..)| *key == norm.key())));
    for (init, of_init) in INIT {
        for (act, of_act) in ACT {
            for (norm, more, of_norm) in NORM {
                let std = if matches!(*init, "normal" | "constant") { "&std=0.2" } else { "" };
                let net = if more.contains("cnn") { "" } else { "&net=mlp" };
                let query = format!("init={init}{std}&act={act}&norm={norm}&{more}{net}");
                // Weights that are all 0 have no direction: the page says so, and the program is written.
                if *init == "zeros" && norm.starts_with("weight") {
                    continue;
                }
                contains(&query, of_act);
                contains(&query, of_norm);
                if net.is_empty() {
                    continue; // Another fan_in, and so another value.
                }
                contains(&query, of_init);
            }
        }
    }
    REST.iter().for_each(|(query, wanted)| contains(query, wanted));
    contains("net=cnn&init=he", &["variance = 2 / fan_in  # init=he: 0.0139", "Var(w) = 2 / fan_in = 0.0139 "]);
}

/// All values of a run's choices that make another program, one after the other.
pub fn runs(visit: &mut dyn FnMut(&RunSpec)) {
    let base = run("depth=3");
    let mut count = 0usize;
    for (init, act, norm) in triples() {
        for net in NetKind::ALL {
            for (skip, start) in
                [(Skip::Off, Start::Plain), (Skip::On, Start::Plain), (Skip::Off, Start::Data), (Skip::On, Start::Data)]
            {
                // What touches no other choice takes turns.
                count += 1;
                let data = if *net == NetKind::Cnn { DataSet::Digits } else { DataSet::ALL[count / 3 % 7] };
                visit(&RunSpec {
                    init,
                    act,
                    norm,
                    net: *net,
                    skip,
                    start,
                    data,
                    dist: Dist::ALL[count / 5 % 2],
                    opt: Opt::ALL[count / 7 % 4],
                    reading: LayerAxes::ALL[count / 11 % 2],
                    scaling: Scaling::ALL[count / 13 % 3],
                    batch: [1, 8, 128][count / 17 % 3],
                    ..base
                });
            }
        }
    }
}

fn triples() -> impl Iterator<Item = (Initializer, Act, Norm)> {
    let pairs = Initializer::ALL.iter().flat_map(|init| Act::ALL.iter().map(move |act| (*init, *act)));
    pairs.flat_map(|(init, act)| Norm::ALL.iter().map(move |norm| (init, act, *norm)))
}

#[test]
fn nothing_of_the_template_is_left_and_no_line_is_too_long() {
    let mut checked = 0;
    runs(&mut |run| {
        for library in Library::ALL {
            let program = program(run, library);
            for line in program.lines().skip(1) {
                let left = line.contains('$') || line.starts_with("#?") || line.starts_with("#+");
                assert!(!left && line.len() < 120 && line.trim_end() == line, "{run:?}: {line}");
            }
            assert!(program.is_ascii() && program.ends_with("%}\")\n"), "{run:?}");
            checked += 1;
        }
    });
    assert_eq!(checked, 10 * 6 * 9 * 2 * 4 * 2);
}

/// Values that differ from `BASE` in one key, and values that change nothing, with the reason.
#[test]
fn every_key_of_a_run_changes_the_program_or_is_known_not_to() {
    const CHANGES: &[(&str, &str)] = &[
        ("", "init=he"),
        ("init=normal", "std=0.3"),
        ("init=constant", "std=0.3"),
        ("", "dist=uniform"),
        ("", "start=data"),
        ("", "act=relu"),
        ("", "norm=layer"),
        ("norm=group", "groups=10"),
        ("norm=layer&net=cnn", "reading=last"),
        ("norm=rms&net=cnn", "reading=last"),
        ("", "skip=1"),
        ("", "net=cnn"),
        ("", "data=moons"),
        ("", "scaling=raw"),
        ("", "opt=adam"),
        ("", "depth=3"),
        ("", "width=50"),
        ("", "batch=16"),
        ("", "lr=0.1"),
        ("", "seed=2"),
    ];
    const SAME: &[(&str, &str, &str)] = &[
        ("", "std=0.3", "only init=normal and init=constant read std"),
        ("init=orthogonal", "dist=uniform", "an orthogonal matrix is made of normal draws"),
        ("init=uniform", "dist=uniform", "init=uniform is uniform by itself"),
        ("init=zeros", "dist=uniform", "nothing is drawn"),
        ("init=constant", "dist=uniform", "nothing is drawn"),
        ("", "groups=10", "only norm=group reads groups"),
        ("norm=layer", "reading=last", "a dense layer has one position: both readings are one"),
        ("norm=batch&net=cnn", "reading=last", "only layer and rms read it"),
        ("net=cnn", "width=50", "the convolutions have 16 channels"),
        ("net=cnn", "depth=3", "there are two convolutions"),
    ];
    let keys: Vec<&str> = CHANGES.iter().map(|(_, patch)| patch.split('=').next().unwrap()).collect();
    for name in
        "init std dist start act norm groups reading skip net data scaling opt depth width batch lr seed".split(' ')
    {
        assert!(keys.contains(&name), "{name} is in no row");
    }
    let fields = format!("{:?}", RunSpec::default()).matches(": ").count();
    assert_eq!(fields, 18, "a run has another key now: it belongs into these rows");
    for library in Library::ALL {
        let code = |query: &str| program(&Config::from_query(query).0.run, library);
        for (base, patch) in CHANGES {
            assert_ne!(body(&code(base)), body(&code(&format!("{base}&{patch}"))), "{library:?}: {patch} on {base:?}");
        }
        for (base, patch, why) in SAME {
            assert_eq!(body(&code(base)), body(&code(&format!("{base}&{patch}"))), "{library:?}: {patch}: {why}");
        }
    }
}
