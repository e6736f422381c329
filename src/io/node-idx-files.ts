/** The IDX files of a folder, named as MNIST and its kin are: `train-images-idx3-ubyte.gz`, `t10k-labels.idx1-ubyte`. */
import { FormatError, describe } from '../errors.ts';
import { readIdxFrom } from './idx.ts';
import { checkLabeledTensors, type NamedTensor } from './labeled-tensors.ts';
import { fileSource } from './node-chunks.ts';
import { pathOfFile, type Entry } from './node-image-files.ts';

/** Images and the labels of each. */
export interface IdxPair {
  readonly images: NamedTensor;
  readonly labels: NamedTensor;
}

export interface IdxFiles {
  readonly train: IdxPair;
  readonly test?: IdxPair;
}

const NAME = /^(train|t10k|test)-(images|labels)[-.]idx\d-ubyte(?:\.gz)?$/;

/**
 * Reads them, packed by gzip or not, where a folder has some.
 *
 * @param entries what is there
 * @throws NnfsError for a pipe or a device of such a name; FormatError for images without labels, labels without images, two files for one thing, and files that are no such data
 */
export async function readIdxFiles(
  where: string,
  folder: string,
  entries: readonly Entry[],
): Promise<IdxFiles | undefined> {
  const found = new Map<string, Entry>();
  for (const entry of entries) {
    const { name } = entry;
    const [, part, what] = NAME.exec(name) ?? [];
    if (part === undefined) continue;
    const key = `${part === 'train' ? 'train' : 'test'}-${what!}`;
    const other = found.get(key);
    if (other !== undefined) throw new FormatError(folder, `one file of ${key}`, `${describe(other.name)} and ${describe(name)}`); // prettier-ignore
    found.set(key, entry);
  }
  if (found.size === 0) return undefined;
  const read = async (key: string): Promise<NamedTensor> => {
    const file = found.get(key);
    if (file === undefined) {
      const received = `only ${[...found.values()].map((other) => describe(other.name)).join(', ')}`;
      throw new FormatError(folder, `also ${key}-idx${key.endsWith('images') ? 3 : 1}-ubyte`, received);
    }
    const name = pathOfFile(where, file);
    return { name, tensor: await readIdxFrom(await fileSource(where, name), { name }) };
  };
  const pair = async (part: string): Promise<IdxPair> => {
    const [images, labels] = [await read(`${part}-images`), await read(`${part}-labels`)];
    checkLabeledTensors(images, labels);
    return { images, labels };
  };
  const train = await pair('train');
  const tested = found.has('test-images') || found.has('test-labels');
  return { train, ...(tested && { test: await pair('test') }) };
}
