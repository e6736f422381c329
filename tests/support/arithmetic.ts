/** The numbers of the arithmetic against the library's, and the lines of TypeScript beside them, run. */
import { compileFunction } from 'node:vm';
import * as nnfs from 'nnfs';
import { expect } from 'vitest';
import type { Page } from '../../playground/core/arithmetic/lines.ts';
import { takeStep } from '../../playground/core/arithmetic/taken.ts';
import type { Run } from '../../playground/core/run/run.ts';

/** Lines whose number is not the library's. */
export const differing = (pages: readonly Page[]): string[] =>
  pages.flatMap(({ phase, name, lines }) =>
    lines
      .filter(({ library, result }) => library !== undefined && !Object.is(library, result))
      .map((line) => `${phase} ${name} ${line.name}: ${line.result} is not ${line.library!}`),
  );

/** The lines of TypeScript make the numbers that stand over them. */
export function checkCode(run: Run, pages: readonly Page[]): void {
  const values = executed(run, pages);
  pages.forEach(({ lines }, i) => {
    lines.forEach(({ cell, result, name, code }, k) => {
      const value = values[i]![k]!;
      const found = typeof value === 'number' ? value : value.size === 1 ? value.item() : value.at(...cell);
      if (name === 'rate' || name === 'penalty') expect(found).toBeCloseTo(result, 12);
      else expect([code, found]).toEqual([code, result]);
    });
  });
}

/** What each line of a walk makes: the statement is run, and the name that it assigns is read. */
function executed(run: Run, pages: readonly Page[]): (nnfs.Tensor | number)[][] {
  const { view, changes } = takeStep(run)!;
  const model = run.copy();
  const scope: Record<string, unknown> = { X: view.inputs, y: view.targets, model, loss: model.loss, ...nnfs };
  scope.optimizer = model.optimizer;
  scope.columnOf = columnOf;
  scope.windowsOf = windowsOf;
  scope.signOf = signOf;
  const places = (kind: string): number[] => model.layers.flatMap((layer, at) => (layer.kind === kind ? [at] : []));
  const [dense, convolutions] = [places('Dense'), places('Conv2D')];
  dense.forEach((at, k) => {
    const [weights, biases] = changes[at]!;
    scope[`dense${k + 1}`] = { weights: weights!.before, biases: biases!.before };
    scope[`activation${k + 1}`] = new (model.layers[at + 1]!.constructor as new () => nnfs.Layer)();
  });
  convolutions.forEach((at, k) => {
    const [[weights, biases], [conv, activation, pool]] = [changes[at]!, model.layers.slice(at)];
    scope[`conv${k + 1}`] = {
      ...{ weights: weights!.before, biases: biases!.before },
      forward: (x: nnfs.Tensor) => conv!.forward(x).clone(),
      backward: (dvalues: nnfs.Tensor) => conv!.backward(dvalues).clone(),
    };
    [scope[`mapActivation${k + 1}`], scope[`pool${k + 1}`]] = [activation, pool];
  });
  if (convolutions.length > 0) scope.moved = view.layers[convolutions[0]!]!.inputs;
  return pages.map(({ phase, layer, name, lines, input, neuron }) => {
    [scope.i, scope.o] = [input, neuron];
    if (phase === 'update' && name !== 'rate') {
      const place = layer < 0 ? convolutions.at(layer) : dense[layer];
      const { before, gradient, slotsBefore } = changes[place!]![name.endsWith('Bias') ? 1 : 0]!;
      Object.assign(scope, { ...slotsBefore, value: before, gradient, velocity: slotsBefore.momentum });
    }
    return lines.map(({ code }) => {
      const assigned = /^(?:const )?([\w.]+) =/.exec(code.split('\n').at(-1))![1]!;
      const body = `with (scope) { ${code.replace(/^const (\w+)/gm, 'scope.$1')}\nreturn ${assigned.includes('.') ? assigned : `scope.${assigned}`}; }`;
      return (compileFunction(body, ['scope']) as (names: object) => nnfs.Tensor | number)(scope);
    });
  });
}

const columnOf = ({ data, shape }: nnfs.Tensor, column: number): nnfs.Tensor =>
  nnfs.tensor(
    Array.from({ length: shape[0]! }, (_, n) => data[n * shape[1]! + column]!),
    'float64',
  );

const signOf = ({ dtype, shape, data }: nnfs.Tensor): nnfs.Tensor =>
  new nnfs.Tensor(
    dtype,
    shape,
    data.map((value) => (value < 0 ? -1 : 1)),
  );

/** The windows of 3 x 3 over images [N, H, W, C], a row each, zeros outside: [N * H * W, 9 * C]. */
function windowsOf(images: nnfs.Tensor): nnfs.Tensor {
  const [N, H, W, C] = images.shape as [number, number, number, number];
  const windows = new nnfs.Tensor('float32', [N * H * W, 9 * C]);
  for (let i = 0; i < windows.size; i++) {
    const [m, k] = [Math.floor(i / (9 * C)), i % (9 * C)];
    const y = (Math.floor(m / W) % H) + Math.floor(k / C / 3) - 1;
    const x = (m % W) + (Math.floor(k / C) % 3) - 1;
    if (y >= 0 && y < H && x >= 0 && x < W) windows.data[i] = images.at(Math.floor(m / W / H), y, x, k % C);
  }
  return windows;
}
