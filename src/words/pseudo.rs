//! A language that nobody speaks, made of any other: letters with accents, texts nearly twice as long. What does not change on
//! a page that uses it is not taken from the table; what breaks would break in a longer language. For tests.

/// A table (see [`crate::Words`]) in the pseudo-language.
///
/// ```
/// use unit_variance_words::{TABLE_EN, Words, pseudo::pseudo};
/// let words = Words::parse(&pseudo(TABLE_EN)).unwrap();
/// assert_eq!(words.wait(), "[Cáálcúúlááŧíínǧ…]");
/// ```
pub fn pseudo(table: &str) -> String {
    let mut lines = table.lines();
    let mut made: Vec<String> = lines.next().map(String::from).into_iter().collect();
    made.extend(lines.map(|line| format!("[{}]", message(line))));
    made.join("\n")
}

/// Places and keys stay as they are; all else is text.
fn message(line: &str) -> String {
    let (mut text, mut key) = (String::new(), false);
    let mut depth = 0;
    for c in line.chars() {
        match c {
            '{' => (depth, key) = (depth + 1, true),
            '|' if depth > 0 => key = true,
            ':' if key => {
                key = false;
                text.push(c);
                continue;
            }
            '}' => (depth, key) = (depth - 1, false),
            _ => {}
        }
        if key { text.push(c) } else { accented(&mut text, c) }
    }
    text
}

fn accented(text: &mut String, c: char) {
    let vowel = match c {
        'a' => 'á',
        'e' => 'é',
        'i' => 'í',
        'o' => 'ó',
        'u' => 'ú',
        'y' => 'ý',
        'g' => return text.push('ǧ'),
        't' => return text.push('ŧ'),
        's' => return text.push('š'),
        _ => return text.push(c),
    };
    text.extend([vowel, vowel]);
}
