/** What pictures are given, looked at before anything is drawn. */
import { ShapeError, ValueError, describe } from '../errors.ts';
import { isArray } from '../tensor/shape.ts';

/** @throws ValueError for what does not answer as a model does */
export function checkModel(where: string, model: unknown, ...methods: readonly ('predict' | 'classes')[]): void {
  const given = model as Readonly<Record<string, unknown>> | null | undefined;
  if (methods.every((method) => typeof given?.[method] === 'function')) return;
  throw new ValueError(where, `a model, which has ${methods.join(' and ')}`, describe(model));
}

/** @throws ValueError for what is no text */
export function checkText(where: string, what: string, text: unknown): void {
  if (typeof text !== 'string') throw new ValueError(where, `${what} to be a text`, describe(text));
}

/**
 * @param names undefined where the usual ones will do
 * @throws ValueError for what is no list of texts, ShapeError for another number of them
 */
export function checkTexts(where: string, what: string, names: unknown, count: number): void {
  if (names === undefined) return;
  if (!isArray(names)) throw new ValueError(where, `${what} to be a list of texts`, describe(names));
  if (names.length !== count) throw new ShapeError(where, `${count} ${what}`, `${names.length}`);
  for (const name of names) checkText(where, `each of the ${what}`, name);
}

/** @throws ValueError for what has no layers, and for a layer alone */
export function checkNetwork(where: string, network: unknown): void {
  const { layers } = (network ?? {}) as { readonly layers?: unknown };
  const isLayer = (each: unknown): boolean => typeof (each as { readonly plan?: unknown } | null)?.plan === 'function';
  if (isLayer(network)) {
    throw new ValueError(where, 'a model', describe(network), 'new Model([layer]) makes one of a layer.');
  }
  if (!isArray(layers)) throw new ValueError(where, 'a model, which has layers', describe(network));
  const odd = layers.findIndex((layer) => !isLayer(layer));
  if (odd >= 0) throw new ValueError(where, 'layers', `${describe(layers[odd])} at [${odd}]`);
}
