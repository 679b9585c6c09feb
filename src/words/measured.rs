//! A figure's numbers as JSON, for the page around it: its step, its single values, and the rows of its table under the names
//! and in the precision that its CSV file has.

/// The numbers of a figure at a step. `scalars` are single values by name, `csv` is its table's file, where it has one.
///
/// ```
/// use unit_variance_words::measured::json;
/// let csv = "# depth=2&v=1 step=3\nlayer,activation std\n1,0.5\n2,\n";
/// let text = json("lab", 3, &[("cost", 2.25), ("accuracy", f32::NAN)], Some(csv));
/// assert_eq!(text, r#"{"figure":"lab","step":3,"cost":2.25,"accuracy":null,"rows":[{"layer":1,"activation std":0.5},{"layer":2,"activation std":null}]}"#);
/// ```
pub fn json(figure: &str, step: u32, scalars: &[(&str, f32)], csv: Option<&str>) -> String {
    let scalars = scalars.iter().map(|(name, number)| format!(",{}:{}", quoted(name), value(&number.to_string())));
    let scalars: String = scalars.collect();
    format!("{{\"figure\":{},\"step\":{step}{scalars},\"rows\":[{}]}}", quoted(figure), rows(csv.unwrap_or_default()))
}

fn rows(csv: &str) -> String {
    let mut lines = csv.lines().filter(|line| !line.starts_with('#'));
    let heads: Vec<String> = lines.next().unwrap_or_default().split(',').map(quoted).collect();
    let row = |line: &str| {
        let fields = heads.iter().zip(line.split(',')).map(|(head, field)| format!("{head}:{}", value(field)));
        format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
    };
    lines.map(row).collect::<Vec<_>>().join(",")
}

/// A number where it is one that JSON knows; null where there is none; what is infinite, and every word, as a text.
fn value(field: &str) -> String {
    match field.parse::<f64>() {
        Ok(number) if number.is_finite() => number.to_string(),
        Ok(number) if number.is_nan() => "null".into(),
        _ if field.is_empty() => "null".into(),
        _ => quoted(field),
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if u32::from(c) < 32 => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::json;

    #[test]
    fn what_is_infinite_is_told_and_quotes_do_not_break_out() {
        let csv = "name,cost\n\"a\\b\",inf\nc,1e-7\n";
        let text = json("x", 0, &[("cost", f32::INFINITY)], Some(csv));
        assert_eq!(
            text,
            r#"{"figure":"x","step":0,"cost":"inf","rows":[{"name":"\"a\\b\"","cost":"inf"},{"name":"c","cost":0.0000001}]}"#
        );
        assert_eq!(json("cube", 2, &[], None), r#"{"figure":"cube","step":2,"rows":[]}"#);
    }
}
