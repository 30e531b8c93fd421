//! Short names for what the wasm and JavaScript ask of each other.
//!
//! wasm-bindgen gives each function that it calls a name with a hash, `__wbg_setItem_cfa3cb31f271776a`, and each kind of
//! closure that is called a name made of all its types and theirs, and they stand in the module and in the script. Two
//! hundred of those do not compress: 5 kB of every first visit. Here each becomes a letter or two in both files.

use std::path::Path;

use crate::run::{Doing, Result, fail};

/// Renames in a wasm file and in the script that belongs to it.
pub fn shorten(wasm: &Path, script: &Path) -> Result {
    let module = std::fs::read(wasm).doing(|| format!("read {}", wasm.display()))?;
    let mut text = std::fs::read_to_string(script).doing(|| format!("read {}", script.display()))?;
    let Some(module) = rename(&module, &mut text) else {
        fail!("expected the imports and exports of {} in {}, found others", wasm.display(), script.display());
    };
    for (path, bytes) in [(wasm, module.as_slice()), (script, text.as_bytes())] {
        std::fs::write(path, bytes).doing(|| format!("write {}", path.display()))?;
    }
    Ok(())
}

/// The module with short names, which `script` has then, too. `None` where the two do not fit together.
///
/// The format: WebAssembly Core Specification, 5.5.5 and 5.5.10 (import and export section).
fn rename(module: &[u8], script: &mut String) -> Option<Vec<u8>> {
    const IMPORTS: u8 = 2;
    const EXPORTS: u8 = 7;
    let (head, mut rest) = module.split_at_checked(8)?;
    let mut out = head.to_vec();
    while let Some((&id, after)) = rest.split_first() {
        let (len, after) = number(after)?;
        let (section, after) = after.split_at_checked(len)?;
        let renamed = match id {
            IMPORTS => Some(each(section, script, import)?),
            EXPORTS => Some(each(section, script, export)?),
            _ => None,
        };
        let section = renamed.as_deref().unwrap_or(section);
        out.push(id);
        put_number(&mut out, section.len());
        out.extend_from_slice(section);
        rest = after;
    }
    Some(out)
}

/// Writes one entry of a section, whose number it is, with its new name; what stands after it.
type Entry = for<'a> fn(usize, &'a [u8], &mut String, &mut Vec<u8>) -> Option<&'a [u8]>;

fn each(section: &[u8], script: &mut String, entry: Entry) -> Option<Vec<u8>> {
    let (count, mut rest) = number(section)?;
    let mut out = vec![];
    put_number(&mut out, count);
    for n in 0..count {
        rest = entry(n, rest, script, &mut out)?;
    }
    rest.is_empty().then_some(out)
}

fn import<'a>(n: usize, rest: &'a [u8], script: &mut String, out: &mut Vec<u8>) -> Option<&'a [u8]> {
    let (module, rest) = name(rest)?;
    let (field, rest) = name(rest)?;
    let (kind, rest) = rest.split_at_checked(kind_len(rest)?)?;
    // Only names with a hash are surely nothing else in the script.
    let is_hashed = field.rsplit_once('_').is_some_and(|(_, hash)| hash.len() == 16);
    put_name(out, module);
    put_name(out, &short(field, is_hashed, n, script));
    out.extend_from_slice(kind);
    Some(rest)
}

fn export<'a>(n: usize, rest: &'a [u8], script: &mut String, out: &mut Vec<u8>) -> Option<&'a [u8]> {
    let (field, rest) = name(rest)?;
    let (kind, rest) = rest.split_first()?;
    let (index, rest) = number(rest)?;
    // As above; the others are words, such as `memory`.
    let is_hashed = field.starts_with("wasm_bindgen_");
    put_name(out, &short(field, is_hashed, n, script));
    out.push(*kind);
    put_number(out, index);
    Some(rest)
}

/// The name that something has from now on, also in the script.
fn short(name: &str, is_hashed: bool, n: usize, script: &mut String) -> String {
    if !is_hashed || script.matches(name).count() != 1 {
        return name.to_owned();
    }
    let short = letters(n);
    *script = script.replace(name, &short);
    short
}

/// `a` to `z`, then `aa` and so on.
fn letters(n: usize) -> String {
    let last = char::from(b'a' + (n % 26) as u8);
    match n / 26 {
        0 => last.to_string(),
        before => letters(before - 1) + &last.to_string(),
    }
}

/// How many bytes say what kind of thing is imported.
fn kind_len(bytes: &[u8]) -> Option<usize> {
    let (kind, rest) = bytes.split_first()?;
    let limits = |rest: &[u8]| {
        let (flags, after) = number(rest)?;
        let (_, after) = number(after)?;
        let after = if flags & 1 == 1 { number(after)?.1 } else { after };
        Some(rest.len() - after.len())
    };
    Some(
        1 + match kind {
            0 => rest.len() - number(rest)?.1.len(),
            1 => 1 + limits(rest.get(1..)?)?,
            2 => limits(rest)?,
            3 => 2,
            _ => return None,
        },
    )
}

fn name(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (len, rest) = number(bytes)?;
    let (name, rest) = rest.split_at_checked(len)?;
    Some((std::str::from_utf8(name).ok()?, rest))
}

fn put_name(out: &mut Vec<u8>, name: &str) {
    put_number(out, name.len());
    out.extend_from_slice(name.as_bytes());
}

/// A number in LEB128.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0;
    for (n, byte) in bytes.iter().enumerate().take(5) {
        value |= usize::from(byte & 0x7f) << (7 * n);
        if byte & 0x80 == 0 {
            return Some((value, &bytes[n + 1..]));
        }
    }
    None
}

fn put_number(out: &mut Vec<u8>, mut value: usize) {
    while value > 0x7f {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that imports functions by these names.
    fn module(names: &[&str]) -> Vec<u8> {
        let mut section = vec![names.len() as u8];
        for name in names {
            section.extend([3, b'.', b'/', b'x', name.len() as u8]);
            section.extend(name.as_bytes());
            section.extend([0, 0]);
        }
        let mut module = b"\0asm\x01\0\0\0\x02".to_vec();
        put_number(&mut module, section.len());
        module.extend(section);
        module.extend([10, 1, 0]);
        module
    }

    #[test]
    fn names_with_a_hash_are_letters_in_both_files() {
        let (long, plain) = ("__wbg_setItem_cfa3cb31f271776a", "__wbindgen_throw");
        let mut script = format!("({{\"./x\":{{{long}:function(e){{}},{plain}:function(){{}}}}}})");
        let renamed = rename(&module(&[long, plain]), &mut script).unwrap();
        assert_eq!(renamed, module(&["a", plain]));
        assert_eq!(script, "({\"./x\":{a:function(e){},__wbindgen_throw:function(){}}})");
    }

    #[test]
    fn closures_are_letters_in_both_files() {
        let long = "wasm_bindgen_c1668d104f36f28___convert__closures_____invoke___u32______true_";
        let module = |names: [&str; 2]| {
            let mut section = vec![2];
            for (n, name) in names.into_iter().enumerate() {
                put_name(&mut section, name);
                section.extend([0, n as u8]);
            }
            let mut module = b"\0asm\x01\0\0\0\x07".to_vec();
            put_number(&mut module, section.len());
            [module, section].concat()
        };
        let mut script = format!("o.memory;o.{long}(a,b)");
        assert_eq!(rename(&module(["memory", long]), &mut script).unwrap(), module(["memory", "b"]));
        assert_eq!(script, "o.memory;o.b(a,b)");
    }

    #[test]
    fn what_is_no_module_is_told() {
        assert_eq!(rename(b"\0asm", &mut String::new()), None);
        assert_eq!(rename(b"\0asm\x01\0\0\0\x02\x09\x01", &mut String::new()), None);
    }

    #[test]
    fn numbers_of_every_length_come_back() {
        for value in [0, 1, 127, 128, 300, 70_000] {
            let mut bytes = vec![];
            put_number(&mut bytes, value);
            assert_eq!(number(&bytes), Some((value, &[][..])));
        }
        assert_eq!(
            (letters(0), letters(25), letters(26), letters(727)),
            ("a".into(), "z".into(), "aa".into(), "aaz".into())
        );
    }
}
