// Prints what the WebAssembly makes of the test's inputs: node run.mjs MODULE SEED FIRST COUNT BLOCK
//
// One line, in hex, for each BLOCK inputs. The module is the one that the compiler wrote; what it would ask of a
// browser is never called here, so each of these functions only says that it was.
import { readFileSync } from "node:fs";

const [path, seed, first, count, block] = process.argv.slice(2);
const module = new WebAssembly.Module(readFileSync(path));
const imports = {};
for (const { module: from, name } of WebAssembly.Module.imports(module)) {
  (imports[from] ??= {})[name] = () => {
    throw new Error(`the domain called ${name}`);
  };
}
// The compiler's output has a digest behind the name, which wasm-bindgen would take off.
const name = WebAssembly.Module.exports(module).find((known) => /^vectors(_|$)/.test(known.name))?.name;
const vectors = new WebAssembly.Instance(module, imports).exports[name];
for (let at = Number(first); at < Number(first) + Number(count); at += Number(block)) {
  console.log(BigInt.asUintN(64, vectors(BigInt.asIntN(64, BigInt(seed)), at, Number(block))).toString(16));
}
