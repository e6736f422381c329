#!/usr/bin/env node
import { main } from '../src/cli/main.ts';
import { surviveBrokenStreams } from '../src/cli/terminal/broken-streams.ts';

surviveBrokenStreams(process);
// Not process.exit(): what is still to be written has to get out. Output that could not be written counts as failure, whatever follows.
const code = await main(process.argv.slice(2));
process.exitCode ??= code;
