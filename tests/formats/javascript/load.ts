/** Modules as JavaScript runs them. */
export interface Written {
  readonly predict: (rows: readonly unknown[]) => unknown[];
  readonly predictRows: (rows: readonly object[]) => Record<string, unknown>[];
  readonly labels: readonly (string | number)[];
}

/** What a module exports. */
export async function load(code: string): Promise<Written> {
  const url = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
  return (await import(/* @vite-ignore */ url)) as Written;
}
