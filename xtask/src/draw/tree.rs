//! A tree of boxes around solids, so that a ray looks at few of them.

use super::vector::V3;

/// A node: a leaf holds `n` solids from `first` in the order; others hold two nodes from `first`.
pub struct Node {
    pub low: V3,
    pub high: V3,
    pub first: usize,
    pub n: usize,
    /// The axis along which its two halves lie.
    pub axis: usize,
}

#[derive(Default)]
pub struct Tree {
    pub nodes: Vec<Node>,
    /// Numbers of solids, leaf by leaf.
    pub order: Vec<usize>,
}

type Box3 = (V3, V3);

const NOTHING: Box3 = ([f32::MAX; 3], [f32::MIN; 3]);

fn joined(a: Box3, b: Box3) -> Box3 {
    ([0, 1, 2].map(|n| a.0[n].min(b.0[n])), [0, 1, 2].map(|n| a.1[n].max(b.1[n])))
}

fn area((low, high): Box3) -> f32 {
    let [x, y, z] = [0, 1, 2].map(|n| (high[n] - low[n]).max(0.0));
    x * y + y * z + z * x
}

impl Tree {
    /// Halves where the sum of both halves' surfaces, each times its number of solids, is least:
    /// a ray meets a box in proportion to its surface (Goldsmith and Salmon 1987).
    pub fn new(boxes: &[Box3]) -> Tree {
        let mut tree = Tree { nodes: Vec::new(), order: (0..boxes.len()).collect() };
        let (low, high) = NOTHING;
        tree.nodes.push(Node { low, high, first: 0, n: boxes.len(), axis: 0 });
        tree.split(0, boxes, 0);
        tree
    }

    fn split(&mut self, at: usize, boxes: &[Box3], depth: usize) {
        let (first, n) = (self.nodes[at].first, self.nodes[at].n);
        let around = self.order[first..first + n].iter().fold(NOTHING, |sum, k| joined(sum, boxes[*k]));
        (self.nodes[at].low, self.nodes[at].high) = around;
        // The walk's stack is 64 deep.
        if n <= 2 || depth > 50 {
            return;
        }
        let mut best = (f32::MAX, 0, n / 2);
        for axis in 0..3 {
            self.sort(first, n, axis, boxes);
            let order = &self.order[first..first + n];
            let mut after = vec![0.0f32; n];
            let mut sum = NOTHING;
            for (k, solid) in order.iter().enumerate().skip(1).rev() {
                sum = joined(sum, boxes[*solid]);
                after[k] = area(sum) * (n - k) as f32;
            }
            sum = NOTHING;
            for (k, solid) in order.iter().enumerate().take(n - 1) {
                sum = joined(sum, boxes[*solid]);
                let cost = area(sum) * (k + 1) as f32 + after[k + 1];
                if cost < best.0 {
                    best = (cost, axis, k + 1);
                }
            }
        }
        let (cost, axis, half) = best;
        // Looking at a few solids directly may cost less than two more boxes.
        if n <= 6 && cost >= area(around) * (n as f32 - 1.0) {
            return;
        }
        self.sort(first, n, axis, boxes);
        let child = self.nodes.len();
        let (low, high) = NOTHING;
        self.nodes.push(Node { low, high, first, n: half, axis });
        self.nodes.push(Node { low, high, first: first + half, n: n - half, axis });
        (self.nodes[at].first, self.nodes[at].n, self.nodes[at].axis) = (child, 0, axis);
        self.split(child, boxes, depth + 1);
        self.split(child + 1, boxes, depth + 1);
    }

    /// By the middles of the boxes; equal ones by number, so that the order is always the same.
    fn sort(&mut self, first: usize, n: usize, axis: usize, boxes: &[Box3]) {
        let middle = |k: usize| boxes[k].0[axis] + boxes[k].1[axis];
        self.order[first..first + n].sort_unstable_by(|a, b| middle(*a).total_cmp(&middle(*b)).then(a.cmp(b)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_solid_stands_in_one_leaf_and_inside_its_box() {
        let boxes: Vec<Box3> = (0..200)
            .map(|k| {
                let p = [0, 1, 2].map(|n| ((k * 37 + n * 101) % 97) as f32);
                (p, p.map(|v| v + 1.0 + (k % 7) as f32))
            })
            .collect();
        let tree = Tree::new(&boxes);
        let mut seen = vec![0; boxes.len()];
        for node in tree.nodes.iter().filter(|node| node.n > 0) {
            for k in &tree.order[node.first..node.first + node.n] {
                seen[*k] += 1;
                for axis in 0..3 {
                    assert!(node.low[axis] <= boxes[*k].0[axis] && boxes[*k].1[axis] <= node.high[axis]);
                }
            }
        }
        assert!(seen.iter().all(|times| *times == 1));
    }
}
