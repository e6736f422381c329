/** What a module looks like, and what it takes. */
import { describe, expect, it, test } from 'vitest';
import ts from 'typescript';
import {
  Conv2D, Dense, Dropout, Flatten, GlobalAveragePooling2D, Layer, MaxPooling2D, MinMaxScaler, Model, RandomState, ReLU, Residual, RobustScaler,
  Sequential, Softmax, StandardScaler, ValueError, init, kinds, tensor, toJavaScript, toOnnx,
} from 'nnfs'; // prettier-ignore
import { JAVASCRIPT } from '../../../src/formats/carried.ts';
import { setDotPrecision } from '../../../src/tensor/precision.ts';
import { load } from './load.ts';

const random = new RandomState(7);
const weights = { random, initializer: 'glorotUniform' } as const;
const small = () => new Model([new Dense(2, 3, weights), new ReLU(), new Dense(3, 1, weights)]);

it('every layer of the package is written', () => {
  const layers = Object.entries(kinds).filter(([, { prototype }]) => prototype instanceof Layer);
  expect(Object.keys(JAVASCRIPT).sort()).toEqual(layers.map(([name]) => name).sort());
});

describe('a sample', () => {
  const images = new Model([new Conv2D(2, 3, 2, weights), new ReLU(), new Flatten(), new Dense(12, 2, weights)], { inputShape: [3, 3, 2] }); // prettier-ignore
  const X = random.randn([2, 3, 3, 2]);
  const nested = X.toArray() as number[][][][];
  const open = new Model([new Conv2D(2, 3, 2, weights), new GlobalAveragePooling2D(), new Dense(3, 2, weights)]);

  it.each<[string, unknown[]]>([
    ['nested', nested],
    ['in one list', nested.map((image) => image.flat(2))],
    ['in one typed array', nested.map((image) => Float64Array.from(image.flat(2)))],
    ['with typed arrays inside', nested.map((image) => image.map((row) => row.map((pixel) => Float32Array.from(pixel))))], // prettier-ignore
  ])('%s', async (_, rows) => {
    expect((await load(toJavaScript(images))).predict(rows)).toEqual(images.predict(X).toArray());
  });

  it('of any size, where the layers take any', async () => {
    const { predict } = await load(toJavaScript(open));
    for (const shape of [[1, 4, 5, 2], [2, 2, 7, 2]]) {
      const X = random.randn(shape);
      expect(predict(X.toArray() as unknown[])).toEqual(open.predict(X).toArray());
    }
  }); // prettier-ignore

  it('that stays an image', async () => {
    const model = new Model([new MaxPooling2D(2)], { inputShape: [4, 4, 1] });
    const X = random.randn([2, 4, 4, 1]);
    expect((await load(toJavaScript(model))).predict(X.toArray() as unknown[])).toEqual(model.predict(X).toArray());
  });

  test.each<[string, Model, unknown[], string]>([
    ['too long', small(), [[1, 2], [1, 2, 3]], 'predict, row 1: expected numbers [2], received [3] or other values.'],
    ['without numbers', small(), [[]], 'predict, row 0: expected numbers [2], received [0] or other values.'],
    ['no list', small(), [1, 2], 'predict, row 0: expected numbers [2], received [] or other values.'],
    ['nothing', small(), [null], 'predict, row 0: expected numbers [2], received [] or other values.'],
    ['a text', small(), ['ab'], 'predict, row 0: expected numbers [2], received [] or other values.'],
    ['of texts', small(), [['1', '2']], 'predict, row 0: expected numbers [2], received [2] or other values.'],
    ['of other lists', images, [[...nested[0]!.slice(1), [[1, 2]]]], 'predict, row 0: expected numbers [3, 3, 2], received [3, 3, 2] or other values.'],
    ['of other channels', open, [[[[1], [1]], [[1], [1]]]], 'predict, row 0: expected numbers [any, any, 2], received [2, 2, 1] or other values.'],
    ['too small', open, [[[[1, 1]]]], 'expected larger inputs, received [1, 1, 2].'],
  ])('%s is refused', async (_, model, rows, message) => {
    const { predict } = await load(toJavaScript(model));
    expect(() => predict(rows)).toThrow(message);
    expect(() => predict(rows)).toThrow(TypeError);
  }); // prettier-ignore
});

describe('a scaler', () => {
  const X = random.uniform(-1e6, 1e6, [9, 2], { dtype: 'float64' });
  it.each([new StandardScaler(), new MinMaxScaler(), new RobustScaler()])('$kind', async (scaler) => {
    const model = small();
    model.scaler = scaler.fit(X).toJSON();
    const { predict } = await load(toJavaScript(model));
    expect(predict(X.toArray() as unknown[])).toEqual(model.predict(scaler.transform(X).astype('float32')).toArray());
    expect(() => predict([[1, NaN]])).toThrow('predict, row 0: expected finite numbers, received NaN at 1.');
    expect(() => predict([[1, 2, 3]])).toThrow('predict, row 0: expected numbers [2], received [3] or other values.');
  });

  it('of another number of inputs, or none', () => {
    const model = small();
    model.scaler = new StandardScaler().fit([[1], [2]]).toJSON();
    expect(() => toJavaScript(model)).toThrow('toJavaScript: expected a scaler of 2 inputs, received 1.');
    const open = new Model([new MaxPooling2D(2), new GlobalAveragePooling2D()]);
    open.scaler = model.scaler;
    expect(() => toJavaScript(open)).toThrow('toJavaScript: expected samples of a known size, for the scaler, received [H, W, C]. Tell it: { inputShape: [28, 28, 1] }.'); // prettier-ignore
    expect(() => toOnnx(model)).toThrow('toOnnx: expected a scaler of 2 inputs, received 1.');
    model.scaler = { kind: 'toString' };
    expect(() => toJavaScript(model)).toThrow('toJavaScript: expected model.scaler of StandardScaler, MinMaxScaler, RobustScaler, received "toString".'); // prettier-ignore
  });
});

describe('precision', () => {
  it.each([
    ['as it is asked for', 'float32', {}, 'float64', 'float64'],
    ['as the notes tell', 'float32', { dotPrecision: 'float64' }, undefined, 'float64'],
    ['as in the session', 'float64', {}, undefined, 'float64'],
    ['as in the session, too', 'float32', {}, undefined, 'float32'],
  ] as const)('%s', (_, session, notes, dotPrecision, found) => {
    const model = small();
    model.notes = notes;
    setDotPrecision(session);
    expect(toJavaScript(model, dotPrecision && { dotPrecision })).toContain(`Dot products add up in ${found}.`);
    init();
  });
});

describe('the text', () => {
  const nested = () => new Model([new Dense(2, 2, weights), new Residual([new Sequential([new Dense(2, 2, weights)]), new Residual([new ReLU()])]), new Dropout(0.5, { random }), new Softmax()]); // prettier-ignore

  it('has the layers in order', () => {
    const code = toJavaScript(nested(), { dotPrecision: 'float32' });
    expect(/function network\(x\) \{\n(.*?)\n\}/s.exec(code)![1]!.replaceAll('  ', '')).toBe(
      `x = dense(x, dotInFloat32, parameters['layers.0.weights'], parameters['layers.0.biases']); // Dense(2, 2)
const before_1 = x; // Residual: x + f(x)
x = dense(x, dotInFloat32, parameters['layers.1.layers.0.layers.0.weights'], parameters['layers.1.layers.0.layers.0.biases']); // Dense(2, 2)
const before_1_1 = x; // Residual: x + f(x)
x = map(x, relu); // ReLU()
x = add(x, before_1_1);
x = add(x, before_1);
// Dropout(0.5) changes nothing here
x = softmax(x, expInFloat32); // Softmax()
return x;`,
    );
    expect(code).toContain('     1  Residual');
  });

  it('has no function that it does not call, and imports nothing', () => {
    const code = toJavaScript(nested());
    const names = [...code.matchAll(/^(?:function|const) (\w+)/gm)].map(([, name]) => name!);
    expect(names).toContain('sumOfEight');
    for (const name of names) expect(code.match(new RegExp(`\\b${name}\\b`, 'g'))!.length, name).toBeGreaterThan(1);
    expect(names).not.toContain('expm1');
    expect(code).not.toMatch(/\bimport\b|\brequire\b|use strict|@__PURE__|prettier-ignore/);
  });

  it('has a few kilobytes beside the weights', () => {
    const size = (model: Model): number => toJavaScript(model).length;
    expect(size(small())).toBeLessThan(6_000);
    expect(size(nested())).toBeLessThan(11_000);
    const [few, many] = [100, 2000].map((O) => size(new Model([new Dense(9, O, weights)])));
    expect((few! - 4_000) / 1000).toBeLessThan(13); // as numbers, each with a comma and a blank
    expect((many! - 4_000) / 20_000).toBeLessThan(5.4); // in base64
  });

  it('keeps all digits of parameters, in either form', async () => {
    const values = [0, -0, 1, 1e-45, -1.1754944e-38, 3.4028235e38, 0.1, 1 / 3, 16777216, 8388609, NaN, Infinity, -Infinity, ...random.randn([400]).data]; // prettier-ignore
    for (const copies of [1, 4]) {
      for (const dtype of ['float32', 'float64'] as const) {
        const all = Array.from({ length: copies }, () => values).flat();
        const dense = new Dense(1, all.length, { useBias: false });
        dense.weights = tensor([all], dtype);
        const model = new Model([dense]);
        const code = toJavaScript(model);
        expect(code.includes('bytesOf(')).toBe(copies > 1);
        expect((await load(code)).predict([[1]])).toEqual(model.predict([[1]]).toArray());
      }
    }
  });

  it('has types for who calls it', () => {
    const model = small();
    model.labels = ['a', 'b'];
    const code = toJavaScript(model);
    const use = `import { labels, predict } from './model.js';
      const answers: number[][] = predict([[1, 2], new Float32Array(2)]); const names: readonly string[] = labels;
      // @ts-expect-error
      predict([['1', '2']]);
      // @ts-expect-error
      const wrong: string = answers[0]![0]!; export { names, wrong };`;
    expect(complaints({ 'model.js': code, 'use.ts': use })).toEqual([]);
  });
});

/** What TypeScript says against programs. */
function complaints(files: Readonly<Record<string, string>>): string[] {
  const options: ts.CompilerOptions = { allowJs: true, strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, types: [], lib: ['lib.es2022.d.ts'] }; // prettier-ignore
  const host = ts.createCompilerHost(options);
  const disk = { ...host };
  const own = (path: string): string | undefined => files[path.replace('/app/', '')];
  host.fileExists = (path) => own(path) !== undefined || disk.fileExists(path);
  host.directoryExists = () => true;
  host.readFile = (path) => own(path) ?? disk.readFile(path);
  host.getSourceFile = (path, version) => {
    const text = own(path);
    return text === undefined ? disk.getSourceFile(path, version) : ts.createSourceFile(path, text, version);
  };
  const program = ts.createProgram(Object.keys(files).map((name) => `/app/${name}`), options, host); // prettier-ignore
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('refused, by name', () => {
  class Own extends ReLU {}
  class Named extends ReLU {
    static override readonly kind: string = 'Named';
  }
  it.each([new Own(), new Named()])('a layer from outside', (layer) => {
    const model = new Model([new Dense(1, 1), layer]);
    const write = () => toJavaScript(model);
    expect(write).toThrow(ValueError);
    expect(write).toThrow(
      /^toJavaScript, layers\.1: expected one of the layers Dense, Conv2D, .*LogSoftmax, received (ReLU|Named)\(\)\. A layer from outside has no equal there\.$/,
    );
  });

  it('what is no model, has no layer, or does not tell its samples', () => {
    expect(() => toJavaScript({} as unknown as Model)).toThrow('toJavaScript: expected a model, received an object.');
    expect(() => toJavaScript(new Model())).toThrow('toJavaScript: expected a model of at least one layer, received none.'); // prettier-ignore
    expect(() => toJavaScript(new Model([new ReLU()]))).toThrow('toJavaScript: expected layers that tell the shape of a sample, received none that does.'); // prettier-ignore
    expect(() => toJavaScript(small(), { inputShape: [3] })).toThrow('toJavaScript, layers.0: expected inputs [N, 2], received [1, 3]'); // prettier-ignore
    expect(() => toJavaScript(small(), { dotPrecision: 'half' as never })).toThrow('toJavaScript: expected dotPrecision to be one of float32, float64, received "half".'); // prettier-ignore
  });
});
