//! The same wasm in an order that compresses better.
//!
//! Brotli finds what stands twice, the cheaper the nearer and the longer it is. The compiler leaves functions where they
//! were defined, numbers local variables as it needs them, and notes for each access to memory how it may be aligned,
//! which browsers do not ask. Here every function follows those that it has most in common with, and what may be
//! written in several ways is written in one. Nothing of it changes what the module does.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::Path;

use wasm_encoder::reencode::{self, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, Instruction, MemArg, Module};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Operator, Parser, Payload};

use super::compress;
use super::order::Pieces;
use crate::run::{Doing, Error, Result};

/// Orders that are tried, each with another function at its beginning. Those that seem as good as each other differ by
/// hundreds of bytes, which nothing but compressing tells.
const TRIES: usize = 8;

/// Arranges a wasm file anew.
pub fn file(wasm: &Path) -> Result {
    let module = std::fs::read(wasm).doing(|| format!("read {}", wasm.display()))?;
    let arranged = arrange(&module).map_err(|error| {
        Error(format!("expected {} to be a module that can be arranged anew: {error}", wasm.display()))
    })?;
    std::fs::write(wasm, arranged).doing(|| format!("write {}", wasm.display()))
}

fn arrange(module: &[u8]) -> Outcome<Vec<u8>> {
    // First as it is ordered, so that the functions are compared in the form that they end in.
    let plain = rewrite(module, None)?;
    let bodies = functions(&plain)?.bodies;
    let pieces = Pieces::of(&bodies.iter().map(FunctionBody::as_bytes).collect::<Vec<_>>());
    let attempt = |n: usize| {
        let arranged = rewrite(&plain, Some(pieces.order(n * bodies.len() / TRIES)))?;
        // Into memory, which does not fail.
        let size = compress::brotli(&arranged).map_or(usize::MAX, |compressed| compressed.len());
        Ok::<_, reencode::Error<Infallible>>((size, n, arranged))
    };
    let all = std::thread::scope(|scope| {
        let attempt = &attempt;
        let all: Vec<_> = (0..TRIES).map(|n| scope.spawn(move || attempt(n))).collect();
        all.into_iter()
            .map(|attempt| attempt.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect::<Vec<_>>()
    });
    let all = all.into_iter().collect::<Outcome<Vec<_>>>()?;
    // Among equals the first, so that a build gives the same bytes each time.
    let best = all.into_iter().min_by_key(|(size, n, _)| (*size, *n));
    let arranged = best.map_or(plain, |(_, _, arranged)| arranged);
    wasmparser::validate(&arranged).map_err(reencode::Error::ParseError)?;
    Ok(arranged)
}

type Outcome<T> = std::result::Result<T, reencode::Error<Infallible>>;

fn rewrite(module: &[u8], order: Option<Vec<usize>>) -> Outcome<Vec<u8>> {
    let Functions { imported, bodies, parameters } = functions(module)?;
    let order = order.unwrap_or_else(|| (0..bodies.len()).collect());
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new as u32;
    }
    let mut rewriter = Rewriter { imported, order, place, parameters, locals: BTreeMap::new() };
    let mut out = Module::new();
    rewriter.parse_core_module(&mut out, Parser::new(0), module)?;
    Ok(out.finish())
}

/// What has to be known of a module's functions before any of them is written.
struct Functions<'a> {
    imported: u32,
    bodies: Vec<FunctionBody<'a>>,
    /// How many parameters each has.
    parameters: Vec<u32>,
}

fn functions(module: &[u8]) -> Outcome<Functions<'_>> {
    let mut functions = Functions { imported: 0, bodies: vec![], parameters: vec![] };
    let mut parameters_of_types = vec![];
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::TypeSection(types) => {
                for kind in types.into_iter_err_on_gc_types() {
                    parameters_of_types.push(kind?.params().len() as u32);
                }
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    functions.imported += u32::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(kinds) => {
                for kind in kinds {
                    let kind = parameters_of_types.get(kind? as usize);
                    functions.parameters.push(kind.copied().unwrap_or_default());
                }
            }
            Payload::CodeSectionEntry(body) => functions.bodies.push(body),
            _ => {}
        }
    }
    Ok(functions)
}

struct Rewriter {
    imported: u32,
    /// The old index of each function, without the imported ones, in the new order; and the other way round.
    order: Vec<usize>,
    place: Vec<u32>,
    parameters: Vec<u32>,
    /// New numbers of the local variables of the function that is being written.
    locals: BTreeMap<u32, u32>,
}

impl Rewriter {
    fn local(&self, local: u32) -> u32 {
        self.locals.get(&local).copied().unwrap_or(local)
    }
}

impl Reencode for Rewriter {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Outcome<u32> {
        let own = function.checked_sub(self.imported).and_then(|own| self.place.get(own as usize));
        Ok(own.map_or(function, |place| self.imported + place))
    }

    /// Alignment is a hint, and less than there is may always be said: most of all is aligned to four bytes.
    fn mem_arg(&mut self, arg: wasmparser::MemArg) -> Outcome<MemArg> {
        let arg = utils::mem_arg(self, arg)?;
        Ok(MemArg { align: arg.align.min(2), ..arg })
    }

    fn instruction<'a>(&mut self, operator: Operator<'a>) -> Outcome<Instruction<'a>> {
        Ok(match utils::instruction(self, operator)? {
            Instruction::LocalGet(local) => Instruction::LocalGet(self.local(local)),
            Instruction::LocalSet(local) => Instruction::LocalSet(self.local(local)),
            Instruction::LocalTee(local) => Instruction::LocalTee(self.local(local)),
            other => other,
        })
    }

    fn parse_function_section(&mut self, out: &mut FunctionSection, section: FunctionSectionReader) -> Outcome<()> {
        let kinds = section.into_iter().collect::<std::result::Result<Vec<u32>, _>>()?;
        for at in self.order.clone() {
            out.function(self.type_index(kinds[at])?);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, out: &mut CodeSection, section: CodeSectionReader) -> Outcome<()> {
        let bodies = section.into_iter().collect::<std::result::Result<Vec<_>, _>>()?;
        for at in self.order.clone() {
            self.locals = numbers(&bodies[at], self.parameters[at])?;
            utils::parse_function_body(self, out, bodies[at].clone())?;
        }
        Ok(())
    }
}

/// New numbers for a function's local variables: of those of one type, the one that is used most comes first.
fn numbers(body: &FunctionBody, parameters: u32) -> Outcome<BTreeMap<u32, u32>> {
    let mut uses: BTreeMap<u32, usize> = BTreeMap::new();
    let mut operators = body.get_operators_reader()?;
    while !operators.eof() {
        if let Operator::LocalGet { local_index: local }
        | Operator::LocalSet { local_index: local }
        | Operator::LocalTee { local_index: local } = operators.read()?
        {
            *uses.entry(local).or_default() += 1;
        }
    }
    let mut numbers = BTreeMap::new();
    let mut first = parameters;
    for group in body.get_locals_reader()? {
        let (count, _) = group?;
        let mut group: Vec<u32> = (first..first + count).collect();
        group.sort_by_key(|local| std::cmp::Reverse(uses.get(local).copied().unwrap_or_default()));
        numbers.extend(group.into_iter().zip(first..));
        first += count;
    }
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, ExportKind, ExportSection, Function, ImportSection, TypeSection, ValType};

    use super::*;

    /// Adds up what it is given in an order of its own, calling a function in between.
    fn body(locals: [u32; 2], adds: i32, called: u32) -> Function {
        let mut function = Function::new([(2, ValType::I32)]);
        let [rare, often] = locals;
        let load = MemArg { offset: 8, align: 2, target: Default::default(), ordering: None };
        function.instructions().i32_const(adds).local_set(rare).local_get(0).i32_load(load).local_set(often);
        function.instructions().local_get(often).local_get(often).i32_add().local_get(rare).i32_add().local_set(often);
        function.instructions().call(called).local_get(often).end();
        function
    }

    /// Imports one function and has four, of which the second is unlike the others; `main` is the last.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32], [ValType::I32]);
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./x", "a", EntityType::Function(1));
        let mut functions = FunctionSection::new();
        [0, 1, 0, 0].iter().for_each(|&kind| {
            functions.function(kind);
        });
        let mut memories = wasm_encoder::MemorySection::new();
        memories.memory(wasm_encoder::MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut exports = ExportSection::new();
        exports.export("main", ExportKind::Func, 4);
        let mut code = CodeSection::new();
        code.function(&body([1, 2], 77, 2));
        let mut unlike = Function::new([]);
        unlike.instructions().call(0).call(0).end();
        code.function(&unlike);
        code.function(&body([2, 1], 5, 0));
        code.function(&body([1, 2], 77, 2));
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&memories).section(&exports);
        module.section(&code);
        module.finish()
    }

    #[test]
    fn functions_that_are_alike_stand_together_and_are_called_where_they_are() {
        let plain = rewrite(&module(), None).unwrap();
        let bodies = functions(&plain).unwrap().bodies;
        let order = Pieces::of(&bodies.iter().map(FunctionBody::as_bytes).collect::<Vec<_>>()).order(0);
        let arranged = rewrite(&plain, Some(order)).unwrap();
        let bodies = functions(&arranged).unwrap().bodies;
        let bodies: Vec<&[u8]> = bodies.iter().map(FunctionBody::as_bytes).collect();
        assert_eq!(bodies[0], bodies[1], "the same function, and the last one was moved to the first");
        assert!(bodies[3].len() < bodies[2].len(), "the one that is unlike the others ends the module");
        // It was number 2 of all functions, the imported one among them, and is number 4 now.
        assert!(bodies[0].windows(2).any(|call| call == [0x10, 4]));
        assert!(bodies[3].windows(4).any(|calls| calls == [0x10, 0, 0x10, 0]), "an imported function keeps its place");
        let is_exported = |payload: std::result::Result<Payload, _>| match payload {
            Ok(Payload::ExportSection(exports)) => exports.into_iter().any(|export| export.unwrap().index == 2),
            _ => false,
        };
        assert!(Parser::new(0).parse_all(&arranged).any(is_exported), "the export follows");
    }

    #[test]
    fn the_variable_that_is_used_most_comes_first() {
        let arranged = arrange(&module()).unwrap();
        for body in &functions(&arranged).unwrap().bodies {
            let numbers = numbers(body, 1).unwrap();
            assert!(numbers.iter().all(|(old, new)| old == new), "{numbers:?}");
        }
    }

    #[test]
    fn the_same_module_gives_the_same_bytes() {
        assert_eq!(arrange(&module()).unwrap(), arrange(&module()).unwrap());
    }

    #[test]
    fn what_is_no_module_is_told() {
        assert!(arrange(b"<!doctype html>").is_err());
    }
}
