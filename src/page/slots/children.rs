//! What stands in an element, brought from one list of nodes to the next: an element keeps its place, and a text is written where
//! it differs from what was written last.

use crate::dom;
use crate::error::Result;
use figures::markup::Node;
use web_sys::Element;

/// An element, and what it was given last.
pub struct Children {
    element: Element,
    last: Vec<Node>,
}

impl Children {
    /// An element that is emptied.
    pub fn of(element: Element) -> Self {
        element.set_text_content(None);
        Self { element, last: Vec::new() }
    }

    /// Brings it to these nodes.
    pub fn set(&mut self, nodes: Vec<Node>) -> Result {
        bring(&self.element, &self.last, &nodes)?;
        self.last = nodes;
        Ok(())
    }
}

fn bring(element: &Element, last: &[Node], nodes: &[Node]) -> Result {
    while element.child_element_count() as usize > nodes.len() {
        element.last_element_child().inspect(Element::remove);
    }
    let (children, nothing) = (element.children(), Node::default());
    for (place, node) in nodes.iter().enumerate() {
        let (last, child) = match last.get(place).zip(children.item(place as u32)) {
            Some(kept) => kept,
            None => {
                let child = dom::make(node.tag, "")?;
                element.append_child(&child)?;
                (&nothing, child)
            }
        };
        if last.text != node.text {
            child.set_text_content(Some(&node.text));
        }
        for (name, _) in last.attributes.iter().filter(|one| node.attributes.iter().all(|other| other.0 != one.0)) {
            dom::set(&child, name, None);
        }
        for (name, value) in node.attributes.iter().filter(|one| !last.attributes.contains(one)) {
            dom::set(&child, name, Some(value));
        }
        bring(&child, &last.children, &node.children)?;
    }
    Ok(())
}
