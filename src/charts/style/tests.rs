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
fn paper_is_the_same_on_the_page_and_in_charts() {
    let css = include_str!("../../../www/style.css");
    let rule =
        css.split(":root[data-print] {").nth(1).and_then(|rest| rest.split('}').next()).expect("a rule for paper");
    for (name, colour) in [
        ("paper", PRINT.paper),
        ("panel", PRINT.panel),
        ("ink", PRINT.ink),
        ("soft", PRINT.soft),
        ("rule", PRINT.rule),
        ("train", PRINT.train),
        ("held", PRINT.held),
    ] {
        let hex = format!("--{name}: #{:02x}{:02x}{:02x};", colour.0, colour.1, colour.2);
        assert!(rule.contains(&hex), "www/style.css has no {hex} on paper");
    }
    assert_eq!(PRINT.signed(0.0), PRINT.paper);
}

#[test]
fn forced_colours_keep_the_systems_paper_and_what_colours_say() {
    let black = Style::forced("rgb(0, 0, 0)", "rgb(255, 255, 255)", 1.0).unwrap().palette;
    let white = Style::forced("rgb(255, 255, 255)", "rgb(0, 0, 0)", 1.0).unwrap().palette;
    assert_eq!((black.paper, black.held, black.act), (rgb(0), rgb(0xffffff), DARK.act));
    assert_eq!((white.paper, white.held, white.act), (rgb(0xffffff), rgb(0), LIGHT.act));
    assert_eq!(black.signed(0.0), black.paper);
    assert_eq!(Style::forced("rgba(0, 0, 0, 0)", "rgb(0, 0, 0)", 1.0), None, "no paper");
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
