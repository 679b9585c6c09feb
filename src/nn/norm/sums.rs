//! Sums over the cells of a statistic, of up to K terms at once: short f32 sums side by side, added up in f64, in an
//! order that the source fixes. An f32 sum has at most [`DEPTH`] terms, so that it loses less than one digit in 10^6.

use crate::reduce::{Row, Rows};
use wide::f32x4;

/// Cells summed side by side: independent chains keep the processor busy.
const STEP: usize = 16;
/// Terms of one f32 sum.
const DEPTH: usize = 8;

/// The sums over a row of `term`, which sees four cells of every input at once.
#[inline(always)]
pub fn over_row<const M: usize, const K: usize>(
    inputs: [&[f32]; M],
    term: impl Fn([f32x4; M]) -> [f32x4; K],
) -> [f64; K] {
    let n = inputs[0].len();
    let mut total = [0.0; K];
    for block in (0..n / STEP).step_by(DEPTH) {
        let steps = DEPTH.min(n / STEP - block);
        let cells = inputs.map(|input| &input.as_chunks::<STEP>().0[block..block + steps]);
        let mut chains = [[f32x4::ZERO; K]; STEP / 4];
        for i in 0..steps {
            for (j, chain) in chains.iter_mut().enumerate() {
                add(chain, term(cells.map(|cells| quarter(&cells[i], j))));
            }
        }
        let [mut a, mut b, c, d] = chains;
        add(&mut a, c);
        add(&mut b, d);
        add(&mut a, b);
        add_lanes(&mut total, a);
    }
    let mut rest = [f32x4::ZERO; K];
    for start in (n / STEP * STEP..n).step_by(4) {
        let count = 4.min(n - start);
        let terms = term(inputs.map(|input| part(&input[start..start + count])));
        add(&mut rest, terms.map(|term| part(&term.to_array()[..count])));
    }
    add_lanes(&mut total, rest);
    total
}

#[inline(always)]
fn quarter(cells: &[f32; STEP], j: usize) -> f32x4 {
    f32x4::new([cells[4 * j], cells[4 * j + 1], cells[4 * j + 2], cells[4 * j + 3]])
}

/// Up to four cells, the rest 0.
#[inline(always)]
fn part(cells: &[f32]) -> f32x4 {
    f32x4::new(std::array::from_fn(|i| cells.get(i).copied().unwrap_or(0.0)))
}

#[inline(always)]
fn add<const K: usize>(sums: &mut [f32x4; K], terms: [f32x4; K]) {
    for (sum, term) in sums.iter_mut().zip(terms) {
        *sum += term;
    }
}

#[inline(always)]
fn add_lanes<const K: usize>(totals: &mut [f64; K], sums: [f32x4; K]) {
    for (total, sum) in totals.iter_mut().zip(sums) {
        let [a, b, c, d] = sum.to_array().map(f64::from);
        *total += (a + c) + (b + d);
    }
}

/// What the columns of rows add up: of the cells of every input, and of values that all rows share.
pub struct Columns<'a, const M: usize, const S: usize> {
    /// The rows.
    pub rows: Rows,
    /// The entry that a row's first column adds to; rows of one entry share their columns.
    pub at: fn(&Row) -> usize,
    /// The cubes that the rows cut.
    pub inputs: [&'a [f32]; M],
    /// One value per entry.
    pub shared: [&'a [f32]; S],
}

/// Four neighbouring cells.
type Four = [f32; 4];

impl<const M: usize, const S: usize> Columns<'_, M, S> {
    /// Adds the terms of every column to `sums`: four rows at a time, in f32 for up to [`DEPTH`] times four rows, then
    /// in f64. `term` sees four cells of every input and shared value at once. `short` is room for the f32 sums.
    #[inline(always)]
    pub fn add<const K: usize>(
        self,
        mut sums: [&mut [f64]; K],
        short: &mut [Vec<f32>; K],
        term: impl Fn(&Row, [f32x4; M], [f32x4; S]) -> [f32x4; K],
    ) {
        let (len, at) = (self.rows.len, self.at);
        let mut rows = self.rows.clone().peekable();
        for short in short.iter_mut() {
            short.clear();
            short.resize(len.next_multiple_of(4), 0.0);
        }
        let mut held = 0;
        while let Some(first) = rows.next() {
            let (mut four, mut count) = ([first; 4], 1);
            while count < 4 {
                let Some(row) = rows.next_if(|row| at(row) == at(&first)) else { break };
                four[count] = row;
                count += 1;
            }
            if count == 4 {
                self.bundle(four, short, &term);
            } else {
                four[..count].iter().for_each(|row| self.bundle([*row], short, &term));
            }
            held += 1;
            if held == DEPTH || rows.peek().is_none_or(|row| at(row) != at(&first)) {
                for (sums, short) in sums.iter_mut().zip(short.iter_mut()) {
                    let sums = &mut sums[at(&first)..][..len];
                    sums.iter_mut().zip(short.iter()).for_each(|(sum, short)| *sum += f64::from(*short));
                    short.fill(0.0);
                }
                held = 0;
            }
        }
    }

    /// Adds the columns of `R` rows to the f32 sums.
    #[inline(always)]
    fn bundle<const R: usize, const K: usize>(
        &self,
        rows: [Row; R],
        short: &mut [Vec<f32>; K],
        term: &impl Fn(&Row, [f32x4; M], [f32x4; S]) -> [f32x4; K],
    ) {
        let n = self.rows.len;
        let shared = self.shared.map(|values| &values[(self.at)(&rows[0])..][..n]);
        let cells = rows.map(|row| self.inputs.map(|input| &input[row.start..][..n]));
        let fours = n / 4;
        {
            let short = short.each_mut().map(|short| &mut short.as_chunks_mut::<4>().0[..fours]);
            let shared = shared.map(|values| &values.as_chunks::<4>().0[..fours]);
            let cells = cells.map(|row| row.map(|cells| &cells.as_chunks::<4>().0[..fours]));
            add_columns(rows, cells, shared, short, term);
        }
        if !n.is_multiple_of(4) {
            let pad = |values: &[f32]| -> [Four; 1] { [part(&values[fours * 4..]).to_array()] };
            let (shared, cells) = (shared.map(pad), cells.map(|row| row.map(pad)));
            let cells = cells.each_ref().map(|row| row.each_ref().map(|four| &four[..]));
            let short = short.each_mut().map(|short| &mut short.as_chunks_mut::<4>().0[fours..]);
            add_columns(rows, cells, shared.each_ref().map(|four| &four[..]), short, term);
        }
    }
}

/// `short[k][i] += sum over rows of term(cells[row][..][i], shared[..][i])[k]`.
#[inline(always)]
fn add_columns<const R: usize, const M: usize, const S: usize, const K: usize>(
    rows: [Row; R],
    cells: [[&[Four]; M]; R],
    shared: [&[Four]; S],
    short: [&mut [Four]; K],
    term: &impl Fn(&Row, [f32x4; M], [f32x4; S]) -> [f32x4; K],
) {
    let n = short[0].len();
    for i in 0..n {
        let shared = shared.map(|values| f32x4::new(values[i]));
        let mut sum = term(&rows[0], cells[0].map(|cells| f32x4::new(cells[i])), shared);
        for r in 1..R {
            add(&mut sum, term(&rows[r], cells[r].map(|cells| f32x4::new(cells[i])), shared));
        }
        for k in 0..K {
            short[k][i] = (f32x4::new(short[k][i]) + sum[k]).to_array();
        }
    }
}

/// The sum of every statistic.
pub fn sums(rows: Rows, x: &[f32], sums: &mut [f64], [short, _]: &mut [Vec<f32>; 2]) {
    if rows.stat_moves {
        let columns = Columns { rows, at: |row| row.stat, inputs: [x], shared: [] };
        return columns.add([sums], std::array::from_mut(short), |_, [x], []| [x]);
    }
    let len = rows.len;
    for row in rows {
        sums[row.stat] += over_row([&x[row.start..][..len]], |[x]| [x])[0];
    }
}

/// For every statistic the sums of `x - centre` and of its square.
pub fn squares(rows: Rows, x: &[f32], centre: &[f32], [first, second]: [&mut [f64]; 2], short: &mut [Vec<f32>; 2]) {
    if rows.stat_moves {
        let columns = Columns { rows, at: |row| row.stat, inputs: [x], shared: [centre] };
        return columns.add([first, second], short, |_, [x], [centre]| [x - centre, (x - centre) * (x - centre)]);
    }
    let len = rows.len;
    for row in rows {
        let centre = f32x4::splat(centre[row.stat]);
        let [a, b] = over_row([&x[row.start..][..len]], |[x]| [x - centre, (x - centre) * (x - centre)]);
        first[row.stat] += a;
        second[row.stat] += b;
    }
}

/// [`squares`] in f64 throughout, about an f64 `centre`: for values whose squares leave f32.
pub fn exact_squares(rows: Rows, x: &[f32], centre: &[f64], sums: &mut [f64]) {
    let (len, step) = (rows.len, rows.stat_moves as usize);
    for row in rows {
        for (i, &x) in x[row.start..][..len].iter().enumerate() {
            let d = f64::from(x) - centre[row.stat + i * step];
            sums[row.stat + i * step] += d * d;
        }
    }
}

/// [`sums`] in f64 throughout.
pub fn exact_sums(rows: Rows, x: &[f32], sums: &mut [f64]) {
    let (len, step) = (rows.len, rows.stat_moves as usize);
    for row in rows {
        for (i, &x) in x[row.start..][..len].iter().enumerate() {
            sums[row.stat + i * step] += f64::from(x);
        }
    }
}
