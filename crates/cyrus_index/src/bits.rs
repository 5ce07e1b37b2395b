//! A dense set of small ids, for dataflow.

use std::marker::PhantomData;

use crate::Idx;

/// A set of ids, one bit each; grows as needed. Equality ignores trailing zeros.
pub struct BitSet<I: Idx> {
    words: Vec<u64>,
    marker: PhantomData<fn(I) -> I>,
}

impl<I: Idx> BitSet<I> {
    /// The empty set.
    pub const fn new() -> Self {
        Self { words: Vec::new(), marker: PhantomData }
    }
    /// Adds `id`; true if it was not there.
    pub fn insert(&mut self, id: I) -> bool {
        let (word, bit) = (id.index() / 64, 1u64 << (id.index() % 64));
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        let new = self.words[word] & bit == 0;
        self.words[word] |= bit;
        new
    }
    /// Removes `id`; true if it was there.
    pub fn remove(&mut self, id: I) -> bool {
        let had = self.contains(id);
        if had {
            self.words[id.index() / 64] &= !(1u64 << (id.index() % 64));
        }
        had
    }
    /// Whether `id` is in the set.
    pub fn contains(&self, id: I) -> bool {
        self.words.get(id.index() / 64).is_some_and(|w| w & (1u64 << (id.index() % 64)) != 0)
    }
    /// Whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|w| *w == 0)
    }
    /// Number of ids.
    pub fn len(&self) -> usize {
        self.words.iter().map(|w| w.count_ones() as usize).sum()
    }
    /// Adds all of `other`; true if anything was new.
    pub fn union_with(&mut self, other: &Self) -> bool {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        let mut changed = false;
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            changed |= *a | *b != *a;
            *a |= *b;
        }
        changed
    }
    /// Keeps what is in both; true if anything went.
    pub fn intersect_with(&mut self, other: &Self) -> bool {
        let mut changed = false;
        for (i, a) in self.words.iter_mut().enumerate() {
            let b = other.words.get(i).copied().unwrap_or(0);
            changed |= *a & b != *a;
            *a &= b;
        }
        changed
    }
    /// Removes all of `other`.
    pub fn subtract(&mut self, other: &Self) {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a &= !*b;
        }
    }
    /// The ids in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = I> + '_ {
        self.words.iter().enumerate().flat_map(|(w, bits)| {
            let rest = |bits: &u64| Some(bits & (bits - 1)).filter(|rest| *rest != 0);
            let first = Some(*bits).filter(|bits| *bits != 0);
            std::iter::successors(first, rest)
                .map(move |bits| I::new(w * 64 + bits.trailing_zeros() as usize))
        })
    }
}

impl<I: Idx> Clone for BitSet<I> {
    fn clone(&self) -> Self {
        Self { words: self.words.clone(), marker: PhantomData }
    }
}
impl<I: Idx> Default for BitSet<I> {
    fn default() -> Self {
        Self::new()
    }
}
impl<I: Idx> PartialEq for BitSet<I> {
    fn eq(&self, other: &Self) -> bool {
        let n = self.words.len().max(other.words.len());
        (0..n).all(|i| self.words.get(i).unwrap_or(&0) == other.words.get(i).unwrap_or(&0))
    }
}
impl<I: Idx> Eq for BitSet<I> {}
impl<I: Idx + std::fmt::Debug> std::fmt::Debug for BitSet<I> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
impl<I: Idx> FromIterator<I> for BitSet<I> {
    fn from_iter<T: IntoIterator<Item = I>>(iter: T) -> Self {
        let mut set = Self::new();
        for id in iter {
            set.insert(id);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    crate::define_index!(/// An id for this test.
        struct TestId, "t");

    fn set(ids: &[u32]) -> BitSet<TestId> {
        ids.iter().map(|i| TestId::from_u32(*i)).collect()
    }

    #[test]
    fn set_algebra() {
        let mut a = set(&[1, 70]);
        assert!(a.union_with(&set(&[2])));
        assert!(!a.union_with(&set(&[2])));
        assert_eq!(a, set(&[1, 2, 70]));
        assert!(a.intersect_with(&set(&[70, 200])));
        assert_eq!(a, set(&[70]));
        a.subtract(&set(&[70]));
        assert!(a.is_empty());
        assert_eq!(a, BitSet::new());
    }
}
