//! The chain in numbers.

use crate::number::{exact, product};
use crate::words::{Named, Words};
use lesson::chain::LinearChain;

impl Words {
    /// Weight, length, the power, and what the network really gives.
    pub fn chain_values(&self, chain: &LinearChain) -> [Named; 4] {
        [
            ("chain-w", exact(chain.weight as f32)),
            ("chain-l", chain.length.to_string()),
            ("chain-product", product(chain.predicted())),
            ("chain-measured", product(chain.last())),
        ]
    }

    /// What the chain found.
    pub fn chain_finding(&self, chain: &LinearChain) -> String {
        let (predicted, measured) = (product(chain.predicted()), product(chain.last()));
        self.finding_chain(chain.weight, chain.length.into(), &predicted, &measured)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_four_times_is_written_as_on_a_board() {
        let values = |set| Words::english().chain_values(&LinearChain::of(set).unwrap()).map(|(_, value)| value);
        assert_eq!(values("0.1,4"), ["0.1", "4", "0.0001", "0.0001"]);
        assert_eq!(values("10,50"), ["10", "50", "10⁵⁰", "∞"]);
    }
}
