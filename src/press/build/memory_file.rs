//! The file of a memory: values one after another, each with its length before it, so that several threads read it, and
//! none of them holds all of its bytes at once.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Outcome;
use super::memory::{Listing, MARK, Made, Mark, Memory, NAME, Sources, hex};
use super::units::Slot;

/// How a file begins: the mark of what was made, and where that begins. What was read comes before it.
const HEAD: usize = MARK + 8;
/// Units in one value.
const OF_VALUE: usize = 2_000;
/// About how many bytes a unit has at most.
const OF_UNIT: usize = 128;
/// Units that room is made for before they are read.
const MOST_AT_ONCE: usize = 1 << 22;

impl Memory {
    /// What was remembered of the folder as it is; nothing where there is nothing that can be read.
    pub fn read(path: &Path, out: &Path) -> Memory {
        let mut head = [0; HEAD];
        if File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_err() {
            return Memory::default();
        }
        let Some((build, at)) = head.split_first_chunk::<MARK>() else { return Memory::default() };
        if !fs::read(out.join(NAME)).is_ok_and(|text| text == name_of(build)) {
            return Memory::default();
        }
        let at = at.try_into().map_or(0, u64::from_le_bytes);
        // It takes its time, where there are tens of thousands of articles.
        let (made, read) =
            rayon::join(|| Values::at(path, at)?.made(), || Values::at(path, HEAD as u64)?.sources(path));
        Memory { read: read.unwrap_or_default(), made: made.unwrap_or_default() }
    }

    /// Writes it to a file, and gives what the folder says for it. The same units give the same.
    ///
    /// # Errors
    /// In words.
    pub fn write(&self, path: &Path) -> Outcome<Vec<u8>> {
        let write = || {
            let mut file = File::create(path)?;
            file.write_all(&[0; HEAD])?;
            let mut bytes = Vec::with_capacity(self.made.units.len() * OF_UNIT);
            let made = || rayon::join(|| self.made.write(&mut bytes), || self.made.mark());
            let (read, (made, build)) = rayon::join(|| self.read.write(&mut file), made);
            read.and(made)?;
            let at = file.stream_position()?;
            file.write_all(&bytes)?;
            file.seek(SeekFrom::Start(0))?;
            file.write_all(&[&build[..], &at.to_le_bytes()].concat())?;
            Ok(name_of(&build))
        };
        write().map_err(|cause: io::Error| format!("expected to write {}, found {cause}", path.display()))
    }
}

fn name_of(build: &Mark) -> Vec<u8> {
    format!("{{\"build\":\"{}\"}}", hex(build)).into_bytes()
}

impl Sources {
    fn write(&self, to: &mut impl Write) -> io::Result<()> {
        let mut buffer = vec![];
        put(self, &mut buffer, to)?;
        let mut listings = self.languages.values().flat_map(|language| language.lists.iter().flatten());
        listings.try_for_each(|listing| put(&listing.records, &mut buffer, to))
    }
}

impl Made {
    fn write(&self, to: &mut impl Write) -> io::Result<()> {
        let mut buffer = vec![];
        put(&(self.with, self.units.len()), &mut buffer, to)?;
        let mut units = self.units.iter().peekable();
        while units.peek().is_some() {
            put(&units.by_ref().take(OF_VALUE).collect::<Vec<_>>(), &mut buffer, to)?;
        }
        Ok(())
    }
}

fn put(value: &impl Serialize, buffer: &mut Vec<u8>, to: &mut impl Write) -> io::Result<()> {
    buffer.clear();
    *buffer = postcard::to_extend(value, std::mem::take(buffer)).map_err(io::Error::other)?;
    to.write_all(&(buffer.len() as u64).to_le_bytes())?;
    to.write_all(buffer)
}

/// Values that are read one after another.
struct Values {
    file: File,
    buffer: Vec<u8>,
}

impl Values {
    fn at(path: &Path, at: u64) -> io::Result<Values> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(at))?;
        Ok(Values { file, buffer: vec![] })
    }

    fn length(&mut self) -> io::Result<u64> {
        let mut length = [0; 8];
        self.file.read_exact(&mut length)?;
        Ok(u64::from_le_bytes(length))
    }

    fn next<T: DeserializeOwned>(&mut self) -> io::Result<T> {
        let length = self.length()?;
        self.buffer.clear();
        (&self.file).take(length).read_to_end(&mut self.buffer)?;
        postcard::from_bytes(&self.buffer).map_err(io::Error::other)
    }

    /// Goes on behind the next value, and gives its place.
    fn skip(&mut self) -> io::Result<u64> {
        let at = self.file.stream_position()?;
        let length = self.length()?.try_into().map_err(io::Error::other)?;
        self.file.seek(SeekFrom::Current(length)).map(|_| at)
    }

    fn sources(&mut self, path: &Path) -> io::Result<Sources> {
        let mut sources: Sources = self.next()?;
        let lists = sources.languages.values_mut().flat_map(|language| &mut language.lists);
        let listings: Vec<&mut Listing> = lists.flatten().collect();
        let places: Vec<u64> = listings.iter().map(|_| self.skip()).collect::<io::Result<_>>()?;
        listings.into_par_iter().zip(places).with_max_len(1).try_for_each_init(
            || Values::at(path, 0),
            |values, (listing, at)| {
                let values = values.as_mut().map_err(|cause| io::Error::from(cause.kind()))?;
                values.file.seek(SeekFrom::Start(at))?;
                listing.records = values.next()?;
                Ok::<_, io::Error>(())
            },
        )?;
        Ok(sources)
    }

    fn made(&mut self) -> io::Result<Made> {
        let (with, size): (Mark, usize) = self.next()?;
        let mut units = FxHashMap::with_capacity_and_hasher(size.min(MOST_AT_ONCE), FxBuildHasher);
        while units.len() < size {
            units.extend(self.next::<Vec<(String, Slot)>>()?);
        }
        Ok(Made { with, units })
    }
}

#[cfg(test)]
mod tests {
    use super::super::memory::{Language, Record};
    use super::super::unit::Unit;
    use super::*;

    #[test]
    fn a_memory_is_that_of_the_folder_that_it_was_written_for() {
        let folder = std::env::temp_dir().join(format!("ban-tin-memory-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let mut memory = Memory::default();
        for n in 0..=OF_VALUE {
            let unit = Unit { mark: [1; MARK], ..Unit::default() };
            memory.made.units.insert(format!("{n}.json"), unit.into());
        }
        let records = |slugs: &[&str]| -> Vec<Box<Record>> {
            slugs.iter().map(|slug| Box::new(Record { title: format!("Tin {slug}"), ..Record::default() })).collect()
        };
        let listing = |slugs: &[&str]| Listing { records: records(slugs), ..Listing::default() };
        let lists = vec![vec![listing(&["a", "b"]), listing(&[])], vec![listing(&["c"])]];
        memory.read.languages.insert("vi".into(), Language { lists: lists.clone(), ..Language::default() });
        memory.read.with = [2; MARK];
        let file = folder.join("memory");
        let name = memory.write(&file).unwrap();
        fs::write(folder.join(NAME), &name).unwrap();
        let read = Memory::read(&file, &folder);
        assert_eq!((read.made.units.len(), read.made.mark()), (OF_VALUE + 1, memory.made.mark()));
        assert_eq!((&read.read.languages["vi"].lists, read.read.with), (&lists, [2; MARK]));

        fs::write(folder.join(NAME), "{}").unwrap();
        assert!(Memory::read(&file, &folder).made.units.is_empty(), "it is of another folder");
        fs::write(folder.join(NAME), &name).unwrap();
        let whole = fs::read(&file).unwrap();
        for end in [0, HEAD - 1, HEAD, HEAD + 3, whole.len() - 1] {
            fs::write(&file, &whole[..end]).unwrap();
            assert!(Memory::read(&file, &folder).made.units.is_empty(), "it ends at {end}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
