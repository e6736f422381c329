/** The name of the error, by which a page knows it from its worker too. */
export const NOT_LOADED = 'NotLoadedError';

/**
 * A part of the program that is loaded when somebody asks for it.
 *
 * @throws NotLoadedError where it cannot be had
 */
export async function loaded<T>(part: Promise<T>): Promise<T> {
  try {
    return await part;
  } catch (cause) {
    const error = new Error((cause as Error).message, { cause });
    error.name = NOT_LOADED;
    throw error;
  }
}
