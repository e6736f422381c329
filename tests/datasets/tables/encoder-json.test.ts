/** Encoders from JSON that somebody has changed: refused, or understood. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Dense, FormatError, Linear, MeanSquaredError, Model, NnfsError, Softmax, CategoricalCrossentropy, TableEncoder, evaluateTable, parseCsv, predictRows } from 'nnfs'; // prettier-ignore

const table = parseCsv(
  'a,c,d,e,y,z\n1,p,2024-01-01,true,x,0.5\n,q,,false,w,1\n3,p,2025-03-01,,x,2\n2,r,2024-06-05,true,w,4\n',
);
const classes = new TableEncoder({ target: 'y', categories: [], drop: ['z'] }).fit(table).toJSON();
const numbers = new TableEncoder({ target: 'z', task: 'regression', drop: ['y'] }).fit(table).toJSON();

type Json = Record<string, unknown>;

/** A copy in which something is changed. */
function changed(change: (json: { inputs: Json[]; target: Json; form: Json } & Json) => void, json: object = classes): unknown {
  const copy = structuredClone(json) as Parameters<typeof change>[0];
  change(copy);
  return copy;
} // prettier-ignore

describe('what no encoder would have kept', () => {
  test.each<[string, unknown, string]>([
    ['a scale of 0', changed(({ inputs }) => (inputs[0]!.scale = 0)), 'encoder.inputs[0].scale: expected a number above 0, received 0.'],
    ['a scale below 0', changed(({ inputs }) => (inputs[2]!.scale = -1)), 'encoder.inputs[2].scale: expected a number above 0, received -1.'],
    ['a scale of the target', changed(({ target }) => (target.scale = 0), numbers), 'encoder.target.scale: expected a number above 0, received 0.'],
    ['NaN', changed(({ inputs }) => (inputs[0]!.offset = 'NaN')), 'encoder.inputs[0].offset: expected a finite number, received "NaN".'],
    ['an infinity', changed(({ inputs }) => (inputs[0]!.fill = Infinity)), 'encoder.inputs[0].fill: expected a finite number, received Infinity.'],
    ['a text', changed(({ inputs }) => (inputs[2]!.fill = 'none')), 'encoder.inputs[2].fill: expected a number, received "none".'],
    ['labels twice', changed(({ target }) => (target.labels = ['x', 'w', 'x'])), 'encoder.target.labels: expected each text once, received "x" twice.'],
    ['one label', changed(({ target }) => (target.labels = ['x'])), 'encoder.target.labels: expected 2 or more texts, received 1.'],
    ['labels that are no numbers', changed(({ target }) => (target.type = 'number')), 'encoder.target.labels: expected numbers, as the type says, received "w".'],
    ['categories twice', changed(({ inputs }) => (inputs[1]!.categories = ['p', 'p'])), 'encoder.inputs[1].categories: expected each text once, received "p" twice.'],
    ['no category', changed(({ inputs }) => (inputs[1]!.categories = [])), 'encoder.inputs[1].categories: expected 1 or more texts, received 0.'],
    ['another type', changed(({ inputs }) => (inputs[1]!.type = 'zip')), 'encoder.inputs[1].type: expected number, category, text, boolean, date, received "zip".'],
    ['another cycle', changed(({ inputs }) => (inputs[2]!.cycles = ['toString'])), 'encoder.inputs[2].cycles: expected day, week, year, received "toString".'],
    ['a cycle twice', changed(({ inputs }) => (inputs[2]!.cycles = ['year', 'year'])), 'encoder.inputs[2].cycles: expected each text once, received "year" twice.'],
    ['no input', changed((json) => (json.inputs = [])), 'encoder.inputs: expected a column or more that are not the target, each once, received none.'],
    ['a column twice', changed(({ inputs }) => inputs.push(inputs[0]!)), 'encoder.inputs: expected a column or more that are not the target, each once, received "a" twice.'],
    ['the target as input', changed(({ target }) => (target.column = 'a')), 'encoder.inputs: expected a column or more that are not the target, each once, received "a" twice.'],
    ['two marks of thousands', changed(({ form }) => (form.thousands = '..')), 'encoder.form.thousands: expected one character or none, received "..".'],
  ])('%s', (_, json, message) => {
    expect(() => TableEncoder.fromJSON(json)).toThrow(FormatError);
    expect(() => TableEncoder.fromJSON(json)).toThrow(`TableEncoder.fromJSON, ${message}`);
  }); // prettier-ignore

  test('nothing of what an encoder keeps is refused: a median of the greatest numbers, a column asked for twice', () => {
    const wide = parseCsv('a,b\n1.5e308,1\n-1e308,2\n,3\n');
    const encoder = new TableEncoder({ features: ['a', 'a', 'b'] }).fit(wide);
    expect(encoder.names).toEqual(['a', 'a=NA', 'b']);
    const copy = TableEncoder.fromJSON(JSON.parse(JSON.stringify(encoder)));
    expect(copy.transform(wide).X.data).toEqual(encoder.transform(wide).X.data);
  });
});

/** Where the parts of JSON are. */
function placesOf(json: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof json !== 'object' || json === null) return [path];
  const parts = Array.isArray(json) ? json.map((part, i) => [i, part] as const) : Object.entries(json);
  return [path, ...parts.flatMap(([name, part]) => placesOf(part, [...path, name]))];
}

test.each([['classes', classes], ['numbers', numbers]] as const)('of %s, with any part another: refused, or inputs that are finite', (_, original) => {
  const places = placesOf(original).slice(1);
  const parts = fc.oneof(
    fc.constantFrom(0, -0, -1, 5e-324, 1e308, -1e308, 'NaN', '-Infinity', NaN, Infinity, '', 'a', 'y', 'other', 'year', 'number', null, undefined, true, false),
    fc.constantFrom<unknown>([], {}, [[]], ['x'], ['x', 'x'], ['', 'w'], Array(300).fill('p')),
    fc.double(),
    fc.nat(places.length - 1).map((at) => valueAt(original, places[at]!)),
  );
  let understood = 0;
  fc.assert(
    fc.property(fc.nat(places.length - 1), parts, (at, part) => {
      const json = structuredClone(original) as unknown as Json;
      const path = places[at]!;
      (valueAt(json, path.slice(0, -1)) as Json)[path.at(-1)!] = part;
      try {
        const { X } = TableEncoder.fromJSON(json).transform(table);
        expect(X.data.every(Number.isFinite)).toBe(true);
        understood++;
      } catch (error) {
        expect(error).toBeInstanceOf(NnfsError);
      }
    }),
    { numRuns: 1000 },
  );
  expect(understood).toBeGreaterThan(30);
}); // prettier-ignore

function valueAt(json: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((part, name) => (part as Json)[name], json);
}

describe('an encoder of another network', () => {
  const inputs = new TableEncoder({ target: 'y', features: ['a'] }).fit(table); // a, and its mark
  const price = new TableEncoder({ target: 'z', features: ['a'], task: 'regression' }).fit(table);
  const model = (I: number, O: number, encoder: TableEncoder): Model => {
    const closing = O === 1 ? new Linear() : new Softmax();
    const loss = O === 1 ? new MeanSquaredError() : new CategoricalCrossentropy();
    const made = new Model([new Dense(I, O), closing]).set({ loss });
    made.notes = { encoder: encoder.toJSON() };
    return made;
  };

  test.each([
    ['inputs', model(3, 2, inputs), 'expected a model of 2 inputs, as its encoder has, received 3.'],
    ['classes', model(2, 3, inputs), 'expected a model of 2 classes, as its encoder has, received 3.'],
    ['numbers', model(2, 2, price), 'expected a model of one number, as its encoder has, received 2.'],
  ])('of other %s is refused', (_, wrong, message) => {
    expect(() => predictRows(wrong, [{ a: 1 }])).toThrow(FormatError);
    expect(() => predictRows(wrong, [{ a: 1 }])).toThrow(`predictRows: ${message}`);
    expect(() => evaluateTable(wrong, table)).toThrow(`evaluateTable: ${message}`);
  });

  test('of two classes, one output for a yes will do', () => {
    expect(predictRows(model(2, 1, inputs), [{ a: 1 }])).toHaveLength(1);
    expect(predictRows(model(2, 2, inputs), [{ a: 1 }])).toHaveLength(1);
  });
});
