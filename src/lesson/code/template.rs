//! The templates' own language. `#? init=he,xavier skip!=1` opens lines that stand only where all terms hold, up to the
//! next `#?`; `$name$` is a value. Knows no Python.

/// The template's lines whose conditions hold, with their values. A name that has no value stays as it stands.
pub fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let (mut program, mut stands) = (String::new(), true);
    for line in template.lines() {
        if let Some(terms) = line.strip_prefix("#?") {
            stands = terms.split_whitespace().all(|term| holds(term, &value));
        } else if stands {
            let parts = line.split('$').enumerate().map(|(at, part)| match value(part).filter(|_| at % 2 == 1) {
                Some(value) => value,
                None if at % 2 == 1 => format!("${part}$"),
                None => part.to_string(),
            });
            program.extend(parts);
            program.push('\n');
        }
    }
    program
}

/// `name=a,b`: its value is one of these; `name!=a,b`: it is none.
fn holds(term: &str, value: &impl Fn(&str) -> Option<String>) -> bool {
    let (name, list) = term.split_once('=').unwrap_or((term, ""));
    let (name, wanted) = name.strip_suffix('!').map_or((name, true), |name| (name, false));
    list.split(',').any(|one| value(name).as_deref() == Some(one)) == wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_where_all_terms_hold_and_values_are_put_in() {
        let value = |name: &str| match name {
            "init" => Some("he".to_string()),
            "n" => Some("3".to_string()),
            _ => None,
        };
        let template = "a$n$\n#? init=xavier,he n!=4,5\nb$n$c$n$\n#? init!=he\nnever\n#? n=4\nnever\n#?\n$other$";
        assert_eq!(fill(template, value), "a3\nb3c3\n$other$\n");
    }
}
