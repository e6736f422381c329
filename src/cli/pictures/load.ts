import { stackPictures, type ImageFolder, type ImageFolderOptions } from '../../datasets/image-folder.ts';
import type { LabeledImages } from '../../datasets/labeled-images.ts';
import type { Pictures } from '../../io/images/pictures.ts';
import { openPictures } from '../../io/node-pictures.ts';
import { sameShape, type Shape } from '../../tensor/shape.ts';
import { FormatError } from '../../errors.ts';
import { isFolder } from '../data/source.ts';
import { showProgress } from '../terminal/progress-bar.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { WrongCall } from '../wrong-call.ts';
import { inPictureFlags } from './in-flags.ts';
import { sizeText } from './options.ts';

/** Fewer are read in no time. */
const MANY = 500;

/**
 * Reads the pictures of a folder, with a bar that shows how far it has come.
 *
 * @param where the option that names the folder
 * @throws NnfsError naming the path, WrongCall for what is no folder
 */
export async function loadPictures(
  where: string,
  path: string,
  reading: ImageFolderOptions,
  { streams }: Terminal,
): Promise<ImageFolder> {
  const source = await openFolder(where, path);
  const total = source.classes.length;
  const bar = total > MANY ? await showProgress(streams.stderr, { unit: 'pictures', total }) : undefined;
  try {
    return await inPictureFlags(() => stackPictures(source, { ...reading, onProgress: (done) => bar?.moveTo(done) }));
  } finally {
    bar?.stop();
  }
}

/** @throws NnfsError naming the path, WrongCall for what is no folder */
export function openFolder(where: string, path: string): Promise<Pictures> {
  if (!isFolder(path)) throw new WrongCall(where, 'a folder of pictures', JSON.stringify(path));
  return openPictures(where, path);
}

/** Pictures that only judge: of a folder with test pictures those. */
export interface Judging extends LabeledImages {
  readonly labels: readonly string[];
  /** What else is to be said of them. */
  readonly notices: readonly string[];
}

/** Reads pictures that judge a model. @throws FormatError for those of another shape than the model takes */
export async function loadJudging(
  where: string,
  path: string,
  shape: Shape,
  reading: ImageFolderOptions,
  terminal: Terminal,
): Promise<Judging> {
  const all = await loadPictures(where, path, { ...reading, channels: shape[2] === 3 ? 3 : 1 }, terminal);
  const { X, y } = all.test ?? all;
  checkSize(path, shape, X.shape.slice(1));
  const notices = all.test ? [testPicturesTaken(path, y.size)] : [];
  return { X, y, labels: all.labels, notices };
}

/** What of a folder judges, or is answered, where it has test pictures. */
export function testPicturesTaken(path: string, count: number): string {
  return `${path}: its ${count} test pictures are taken`;
}

/** @throws FormatError for pictures of another size than others */
export function checkSize(name: string, expected: Shape, received: Shape): void {
  if (sameShape(expected, received)) return;
  const hint = `--size ${sizeText(expected)} brings pictures to it.`;
  throw new FormatError(name, `pictures of ${sizeText(expected)} pixels, as the model takes`, sizeText(received), hint);
}

/** @throws FormatError where no picture is of a class that a model has, so that they tell nothing of it */
export function checkKnown(name: string, known: readonly string[] = [], { y, labels }: Judging): void {
  const classes = labels.filter((_, label) => y.data.includes(label));
  if (known.length === 0 || classes.some((label) => known.includes(label))) return;
  throw new FormatError(
    name,
    `pictures of classes that the model knows (${shown(known)})`,
    `only of ${shown(classes)}`,
  );
}

function shown(labels: readonly string[]): string {
  return [...labels.slice(0, 8), ...(labels.length > 8 ? ['...'] : [])].join(', ');
}
