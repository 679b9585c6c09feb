//! Values by the session that they belong to, in the order of their sessions. There are a few dozen at most: they are looked
//! through, and the program has no tree and no hash function for them.

use crate::message::SessionId;

/// Values by session.
pub struct BySession<T>(Vec<(SessionId, T)>);

impl<T> Default for BySession<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> BySession<T> {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn get(&self, session: SessionId) -> Option<&T> {
        self.iter().find(|(one, _)| *one == session).map(|(_, value)| value)
    }

    pub fn get_mut(&mut self, session: SessionId) -> Option<&mut T> {
        self.0.iter_mut().find(|(one, _)| *one == session).map(|(_, value)| value)
    }

    /// Puts a value in place of the one that the session had, if any.
    pub fn insert(&mut self, session: SessionId, value: T) -> &mut T {
        self.remove(session);
        let place = self.0.partition_point(|(one, _)| *one < session);
        self.0.insert(place, (session, value));
        &mut self.0[place].1
    }

    pub fn remove(&mut self, session: SessionId) -> Option<T> {
        let place = self.0.iter().position(|(one, _)| *one == session)?;
        Some(self.0.remove(place).1)
    }

    pub fn iter(&self) -> impl Iterator<Item = (SessionId, &T)> {
        self.0.iter().map(|(session, value)| (*session, value))
    }

    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }

    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    pub fn retain(&mut self, mut keep: impl FnMut(&T) -> bool) {
        self.0.retain(|(_, value)| keep(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_value_of_a_session_counts_and_sessions_keep_their_order() {
        let id = SessionId::new;
        let mut values = BySession::default();
        for (session, value) in [(3, 'c'), (1, 'a'), (3, 'd')] {
            values.insert(id(session), value);
        }
        assert_eq!(values.iter().collect::<Vec<_>>(), [(id(1), &'a'), (id(3), &'d')]);
        assert_eq!((values.get(id(3)), values.get(id(2)), values.len()), (Some(&'d'), None, 2));
        assert_eq!((values.remove(id(3)), values.remove(id(3))), (Some('d'), None));
        values.retain(|value| *value != 'a');
        assert_eq!(values.len(), 0);
    }
}
