import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { onTestFinished } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Interruption, Streams } from '../../src/cli/terminal/streams.ts';

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command finds around it. */
export interface Surroundings {
  /** Whether stderr is a terminal. */
  readonly terminal?: boolean;
  /** Whether stdout is one. */
  readonly screen?: boolean;
  /** Gets the function that interrupts the command as a signal would, once the command listens. */
  readonly onListening?: (interrupt: () => void) => void;
  readonly signal?: Interruption;
}

/** Runs a command line inside this process. */
export function run(...argv: string[]): Promise<Result> {
  return runIn({}, ...argv);
}

export async function runIn(
  { terminal = false, screen = false, onListening, signal = 'SIGINT' }: Surroundings,
  ...argv: string[]
): Promise<Result> {
  const written = { stdout: '', stderr: '' };
  const streams: Streams = {
    stdout: { isTTY: screen, write: (text) => (written.stdout += text) },
    stderr: { isTTY: terminal, columns: 80, write: (text) => (written.stderr += text) },
    on: (event, listener) => {
      if (event === signal) onListening?.(listener);
    },
  };
  const code = await main(argv, streams);
  return { code, ...written };
}

/** Splits a line of words; none of them may hold a space. */
export function words(line: string): string[] {
  return line.split(' ').filter(Boolean);
}

/** A new folder with some files in it, gone when the test has finished; a function that gives the path of a name there. */
export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): (name: string) => string {
  const path = mkdtempSync(`${tmpdir()}/nnfs-cli-`);
  onTestFinished(() => {
    rmSync(path, { recursive: true });
  });
  for (const [name, content] of Object.entries(files)) writeFileSync(`${path}/${name}`, content);
  return (name) => `${path}/${name}`;
}
