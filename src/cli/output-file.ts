import { checkWritable } from '../io/node-file.ts';
import { isSameFile } from '../io/node-path.ts';
import { WrongCall } from './wrong-call.ts';

/**
 * Finds out, before long work, whether its result can be written to a file.
 *
 * @param where the option that names the file
 * @param others the other files of the call, by the options that name them
 * @throws WrongCall for a file that the call reads or writes besides, NnfsError for one that cannot be written
 */
export function checkOutput(where: string, path: string, others: Readonly<Record<string, string | undefined>>): void {
  for (const [name, other] of Object.entries(others)) {
    if (other === undefined || !isSameFile(path, other)) continue;
    throw new WrongCall(where, `another file than that of ${name}`, JSON.stringify(path));
  }
  checkWritable(where, path);
}
