//! Colours against the style sheet, and their maps.

use super::*;
use lesson::config::Config;
use lesson::race;

#[test]
fn maps_start_end_and_centre_on_their_stops() {
    assert_eq!(LIGHT.signed(0.0), LIGHT.paper);
    assert_eq!(DARK.signed(0.0), DARK.paper);
    assert_eq!(LIGHT.signed(-7.0), LIGHT.signed[0]);
    assert_eq!(LIGHT.signed(f64::NAN), LIGHT.bad);
}

#[test]
fn every_choice_has_its_own_colour() {
    for palette in [LIGHT, DARK] {
        let mut seen: Vec<_> = Initializer::ALL.iter().map(|i| palette.initializer(*i)).collect();
        seen.dedup();
        assert_eq!(seen.len(), Initializer::ALL.len());
        assert_ne!(palette.norm(Norm::Batch), palette.norm(Norm::Layer));
    }
}

#[test]
fn the_page_has_the_same_colours() {
    let css = include_str!("../../../www/style.css");
    for (name, light, dark) in [
        ("paper", LIGHT.paper, DARK.paper),
        ("ink", LIGHT.ink, DARK.ink),
        ("soft", LIGHT.soft, DARK.soft),
        ("rule", LIGHT.rule, DARK.rule),
        ("act", LIGHT.act, DARK.act),
        ("grad", LIGHT.grad, DARK.grad),
        ("bad", LIGHT.bad, DARK.bad),
        ("good", LIGHT.good, DARK.good),
        ("axis-n", LIGHT.axis_n, DARK.axis_n),
        ("axis-c", LIGHT.axis_c, DARK.axis_c),
        ("axis-hw", LIGHT.axis_hw, DARK.axis_hw),
    ] {
        same(css, name, light, dark);
    }
    for init in Initializer::ALL {
        same(css, &format!("c-init-{}", init.key()), LIGHT.initializer(*init), DARK.initializer(*init));
    }
    for norm in Norm::ALL {
        same(css, &format!("c-norm-{}", norm.key()), LIGHT.norm(*norm), DARK.norm(*norm));
    }
}

#[test]
fn a_row_of_the_race_has_one_colour_in_its_charts_and_on_the_page() {
    let css = include_str!("../../../www/style.css");
    for vary in Vary::ALL {
        let config = Config::from_query(&format!("vary={}", vary.key())).0;
        for (place, row) in race::rows(&config).iter().enumerate() {
            let on_page = css_row(*vary, &row.key, place);
            let name = on_page.strip_prefix("var(--").and_then(|name| name.strip_suffix(')')).unwrap();
            same(css, name, LIGHT.row(*vary, &row.key, place), DARK.row(*vary, &row.key, place));
        }
    }
}

fn same(css: &str, name: &str, light: RGBColor, dark: RGBColor) {
    let hex = |c: RGBColor| format!("--{name}: #{:02x}{:02x}{:02x};", c.0, c.1, c.2);
    assert!(css.contains(&hex(light)), "www/style.css has no {}", hex(light));
    assert_eq!(css.matches(&hex(dark)).count(), if light == dark { 3 } else { 2 }, "www/style.css: {}", hex(dark));
}
