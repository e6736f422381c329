import type * as nnfs from 'nnfs';
import type { Model, Tensor } from 'nnfs';
import { loaded } from './loaded.ts';

/** All of the library. */
export type Library = typeof nnfs;

/**
 * The library as the package ships it for pages, loaded when somebody asks for what only few need: tables, other formats, plots. There it is
 * a copy beside the part that runs are built with, so its classes are not theirs: between the two go bytes, arrays and plain objects.
 *
 * @throws NotLoadedError
 */
export const library = (): Promise<Library> => loaded(import('nnfs'));

/** A tensor of one copy as one of the other. */
export const tensorOf = (of: Pick<Library, 'Tensor'>, { dtype, shape, data }: Tensor): Tensor =>
  new of.Tensor(dtype, shape, data);

/** A model as one of the other copy. */
export const modelOf = ({ Model, kinds }: Library, model: Model): Model =>
  Model.fromBytes(model.toBytes({ history: false }), { kinds });
