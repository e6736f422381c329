#!/usr/bin/env node
import { main } from '../src/cli/main.ts';
import { surviveBrokenStreams } from '../src/cli/terminal/streams.ts';

surviveBrokenStreams(process);
// Not process.exit(): what is still to be written has to get out.
const code = await main(process.argv.slice(2));
if (code !== 0) process.exitCode = code;
