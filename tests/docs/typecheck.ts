import ts from 'typescript';
import { dist, root } from '../support/dist.ts';
import type { Example } from '../support/examples.ts';

/** What TypeScript has read from the disk, for all programs. */
const files = new Map<string, ts.SourceFile | undefined>();

/** What TypeScript says against the examples, in a project with `strict` and otherwise its defaults, that has the package installed. */
export function typeErrors(examples: readonly Example[]): string[] {
  const modules = new Map(
    examples
      .filter(({ language }) => language === 'ts')
      .map((example) => [`${root}${example.path}.${example.line}.ts`, example]),
  );
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: ['src/index.ts'] }, ts.sys, root);
  Object.assign(options, {
    paths: { nnfs: [dist('index.d.ts')], 'nnfs/node': [dist('node.d.ts')] },
    exactOptionalPropertyTypes: false,
    noUncheckedIndexedAccess: false,
    moduleDetection: ts.ModuleDetectionKind.Force,
  });
  const host = ts.createCompilerHost(options);
  const disk = { ...host };
  host.fileExists = (name) => modules.has(name) || disk.fileExists(name);
  host.readFile = (name) => modules.get(name)?.code ?? disk.readFile(name);
  host.getSourceFile = (name, version, ...rest) => {
    const example = modules.get(name);
    if (example) return ts.createSourceFile(name, example.code, version);
    if (!files.has(name)) files.set(name, disk.getSourceFile(name, version, ...rest));
    return files.get(name);
  };
  const program = ts.createProgram([...modules.keys()], options, host);
  return [...modules].flatMap(([name, { path, line }]) => {
    const file = program.getSourceFile(name)!;
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ start = 0, messageText }) => {
        const row = line + file.getLineAndCharacterOfPosition(start).line;
        return `${path}:${row}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
      },
    );
  });
}
