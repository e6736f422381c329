import { FormatError } from '../errors.ts';
import { entriesOf, isReadable, pathOfFile } from './node-image-files.ts';

/**
 * All pictures, PNG and JPEG by their names, of a folder and the folders inside, in natural order; hidden ones are passed over.
 *
 * @returns their paths
 * @throws NnfsError for a folder that cannot be read, and a pipe or a device with the name of a picture; FormatError for one without pictures
 */
export function pictureFiles(where: string, folder: string): string[] {
  const found = filesIn(where, folder);
  if (found.length === 0) throw new FormatError(folder, 'pictures as PNG or JPEG', 'none');
  return found;
}

function filesIn(where: string, folder: string): string[] {
  return entriesOf(where, folder).flatMap((entry) => {
    if (entry.isFolder) return filesIn(where, entry.path);
    return isReadable(entry.name) ? [pathOfFile(where, entry)] : [];
  });
}
