// Trains networks and prints a SHA-256 of every number that comes out. Node, Bun, Deno and a page can run it as it is.
import * as nnfs from '../../dist/index.js';
import { train } from './training.mjs';

const { bytes, kernels } = await train(nnfs);
const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const hexadecimal = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
console.log(kernels, hexadecimal);
