import { checkWritable } from '../io/node-file.ts';
import { isReadable } from '../io/node-image-files.ts';
import { isSameFile, wayInto } from '../io/node-path.ts';
import { isFolder } from './data/source.ts';
import { WrongCall } from './wrong-call.ts';

/**
 * Finds out, before long work, whether its result can be written to a file.
 *
 * @param where the option that names the file
 * @param others the other files of the call, by the options that name them
 * @throws WrongCall for a file that the call reads or writes besides, and for one among the pictures that it reads, NnfsError for one that cannot be written
 */
export function checkOutput(where: string, path: string, others: Readonly<Record<string, string | undefined>>): void {
  for (const [name, other] of Object.entries(others)) {
    if (other === undefined) continue;
    if (isSameFile(path, other)) throw new WrongCall(where, `another file than that of ${name}`, JSON.stringify(path));
    if (!isFolder(other) || !isAmongPictures(wayInto(other, path))) continue;
    throw new WrongCall(where, `a file that is not among the pictures of ${name}`, JSON.stringify(path));
  }
  checkWritable(where, path);
}

/** Whether a file of a folder would be a picture of it, or lie among those of a class. */
function isAmongPictures(way: readonly string[] | undefined): boolean {
  if (way === undefined || way.some((part) => part.startsWith('.'))) return false; // hidden files are passed over
  return way.length > 1 || isReadable(way[0]!) || /-ubyte(?:\.gz)?$/.test(way[0]!);
}
