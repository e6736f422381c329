/** How windows lie, in PyTorch's terms. */
import type { Padding1D } from '../../../layers/window-options.ts';
import type { ModuleWriter } from '../module-writer.ts';
import { number, tuple } from '../python/literal.ts';

/** Windows along one axis. */
export interface Axis {
  readonly size: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: Padding1D;
}

/** Zeros before and behind an axis; undefined where they depend on its length. */
export function marginOf({
  padding,
  size,
  stride,
  dilation,
}: Axis): readonly [before: number, after: number] | undefined {
  const reach = (size - 1) * dilation;
  if (padding === 'causal') return [reach, 0];
  if (padding === 'valid') return [0, 0];
  if (padding !== 'same') return typeof padding === 'number' ? [padding, padding] : padding;
  return stride === 1 ? [Math.floor(reach / 2), Math.ceil(reach / 2)] : undefined;
}

/** A module of its own that pads by as much as the length asks for. */
export function samePad(python: ModuleWriter, axes: readonly Axis[], value?: string): string {
  python.uses('SamePad');
  const each = (name: 'size' | 'stride' | 'dilation') => tuple(axes.map(({ [name]: of }) => of));
  return `SamePad(${each('size')}, ${each('stride')}, ${each('dilation')}${value === undefined ? '' : `, ${value}`})`;
}

/**
 * The margins that a convolution adds itself; what it cannot add is a module in front of it.
 *
 * @returns one number an axis
 */
export function padded(python: ModuleWriter, axes: readonly Axis[]): readonly number[] {
  const margins = axes.map(marginOf);
  if (margins.some((margin) => margin === undefined)) {
    python.add(samePad(python, axes));
    return axes.map(() => 0);
  }
  const known = margins as (readonly [number, number])[];
  if (known.every(([before, after]) => before === after)) return known.map(([before]) => before);
  const lastFirst = [...known].reverse().flat().map(number).join(', ');
  python.add(axes.length === 1 ? `nn.ConstantPad1d((${lastFirst}), 0.0)` : `nn.ZeroPad2d((${lastFirst}))`);
  return axes.map(() => 0);
}
