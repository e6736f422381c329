/** What stands where in a network: the layers, those inside others, and the shapes of their outputs. */
import { inPlace, type Layer } from '../layers/layer.ts';
import { INFERENCE, type TensorType } from '../layers/pass.ts';
import { formatShape, type Shape } from '../tensor/shape.ts';

export interface Outlined {
  readonly layer: Layer;
  /** For one sample; undefined where the inputs are not known. */
  readonly output: Shape | undefined;
  readonly inside: readonly Outlined[];
}

/** @param inputs where they are known */
export function outlineOf(
  { layers }: Pick<Layer, 'layers'>,
  inputs: TensorType | undefined,
  where = 'Model.summary',
): Outlined[] {
  let given = inputs;
  return layers.map((layer) => {
    const before = given;
    given &&= inPlace(layer, where, () => layer.plan(before!, INFERENCE).output);
    return { layer, output: given?.shape, inside: outlineOf(layer, before, where) };
  });
}

/** The shape of one sample for N of them: `[N, 64]`; nothing where it is not known. */
export function shapeText(shape: Shape | undefined): string {
  return shape === undefined ? '' : formatShape(shape).replace('[1', '[N');
}

/** The number of values, 1234567 as 1,234,567 in every locale. */
export function sizeText(parameters: Layer['parameters']): string {
  const count = parameters.reduce((sum, { value }) => sum + value.size, 0);
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
