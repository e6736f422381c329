// What `toJavaScript` writes of functions are functions of the library itself, as text. This takes all that
// src/formats/javascript/runtime exports, and what that calls wherever it stands, strips the types, and keeps each declaration as a
// piece that names the pieces it needs: a module then holds those that its network needs, and no code exists twice.
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import ts from 'typescript';

const root = fileURLToPath(new URL('../', import.meta.url));
const RUNTIME = `${root}src/formats/javascript/runtime`;
const TARGET = `${root}src/formats/javascript/generated`;

/** @typedef {{ file: ts.SourceFile, statement: ts.FunctionDeclaration | ts.VariableStatement, name: string }} Declared */

/** @param {string} path */
const modified = async (path) => (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;

/** Writes the pieces, unless they are newer than all that they are made of. */
export async function cutPieces() {
  const roots = (await readdir(RUNTIME)).map((name) => `${RUNTIME}/${name}`);
  const program = ts.createProgram(roots, { noLib: true, types: [], allowImportingTsExtensions: true, noEmit: true });
  const sources = program.getSourceFiles().map(({ fileName }) => fileName);
  const times = await Promise.all([fileURLToPath(import.meta.url), ...sources].map(modified));
  if (Math.max(...times) < (await modified(`${TARGET}/pieces.ts`))) return;
  const checker = program.getTypeChecker();

  /** The declaration at the top of a file that a name stands for. @param {ts.Symbol | undefined} symbol @returns {Declared | undefined} */
  const declared = (symbol) => {
    const own = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const node = own?.valueDeclaration;
    const statement = node && (ts.isFunctionDeclaration(node) ? node : ts.findAncestor(node, ts.isVariableStatement));
    if (own === undefined || !statement || !ts.isSourceFile(statement.parent)) return undefined;
    const inside = ts.findAncestor(node, (each) => each === statement || ts.isFunctionLike(each) || ts.isPropertyAssignment(each)); // prettier-ignore
    return inside === statement ? { file: statement.getSourceFile(), statement, name: own.name } : undefined;
  };

  /** Where a declaration uses others. @param {ts.Node} node @returns {{ at: ts.Identifier, used: Declared }[]} */
  const usesIn = (node) => {
    if (ts.isTypeNode(node)) return [];
    if (!ts.isIdentifier(node)) return node.getChildren().flatMap(usesIn);
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.name === node) return [];
    const short = ts.isShorthandPropertyAssignment(parent);
    const used = declared(short ? checker.getShorthandAssignmentValueSymbol(parent) : checker.getSymbolAtLocation(node)); // prettier-ignore
    return used && !short ? [{ at: node, used }] : [];
  };

  // All that can be reached, by declaration; names that modules call it by are those of the runtime.
  /** @type {Map<ts.Node, Declared>} */
  const reached = new Map();
  /** @type {Map<ts.Node, string>} */
  const names = new Map();
  /** @param {Declared} found */
  const reach = (found) => {
    if (reached.has(found.statement)) return;
    reached.set(found.statement, found);
    for (const { used } of usesIn(found.statement)) reach(used);
  };
  for (const path of roots) {
    const file = /** @type {ts.SourceFile} */ (program.getSourceFile(path));
    const module = /** @type {ts.Symbol} */ (checker.getSymbolAtLocation(file));
    for (const symbol of checker.getExportsOfModule(module)) {
      const found = declared(symbol);
      if (found === undefined) continue; // a type
      names.set(found.statement, symbol.name);
      reach(found);
    }
  }
  const taken = [...reached.values()].map(({ name }) => name);
  /** The name of a declaration among all: its own, or one with that of its file where others are called alike. @param {Declared} found */
  const nameOf = ({ statement, name, file }) => {
    const place = basename(file.fileName, '.ts').replace(/^.*-|^/, '_').replace(/_(.)/, (_, first) => first.toUpperCase());
    return names.get(statement) ?? (taken.indexOf(name) === taken.lastIndexOf(name) ? name : `${name}Of${place}`);
  }; // prettier-ignore

  /** @param {Declared} found */
  const piece = async (found) => {
    const { statement, file } = found;
    const uses = usesIn(statement);
    const doc = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc).at(-1);
    const own = doc && !file.text.slice(doc.end, statement.getStart()).includes('\n\n'); // not that of the file
    const start = own ? doc.pos : statement.getStart();
    let text = file.text.slice(start, statement.end);
    const edits = uses.map(({ at, used }) => [at.getStart() - start, at.end - start, nameOf(used)]);
    for (const [from, to, name] of edits.sort(([a], [b]) => Number(b) - Number(a))) {
      text = text.slice(0, Number(from)) + name + text.slice(Number(to));
    }
    const plain = text.replace(/^export /m, '').replaceAll(/\/\* @__PURE__ \*\/ | ?\/\/ prettier-ignore/g, '');
    const { outputText } = ts.transpileModule(`${plain}
export {};`, { compilerOptions: { target: ts.ScriptTarget.ES2022 } }); // prettier-ignore
    const needs = [...new Set(uses.map(({ used }) => nameOf(used)))].filter((name) => name !== nameOf(found));
    const formatted = await format(outputText.replace(/export \{\};\s*$/, ''), {
      parser: 'babel',
      singleQuote: true,
      printWidth: 110,
    });
    return [nameOf(found), { needs: needs.join(' '), text: formatted.trimEnd() }];
  };
  const pieces = Object.fromEntries(await Promise.all([...reached.values()].map(piece)));
  await mkdir(TARGET, { recursive: true });
  await writeFile(
    `${TARGET}/pieces.ts`,
    `/** Functions and constants as text, cut by scripts/pieces.mjs. */\nexport const PIECES = ${JSON.stringify(pieces)};\n`,
  );
}
