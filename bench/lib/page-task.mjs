/** The measures of the playground's page, beside what it may come to. */
import { figure, spread } from './stats.mjs';

/** Of quick runs, the seconds of each part; those of the others make ten minutes of training and more. */
const SECONDS = { quick: { trace: 2, first: 0.5 }, whole: { trace: 20, first: 75 } };

/**
 * @typedef {object} Measure
 * @property {string} label
 * @property {string} value
 * @property {string} limit
 */

/**
 * @param {{ cli: string, quick: boolean }} setting
 * @returns {Promise<{ measures: Measure[], note?: string }>}
 */
export async function measurePage({ cli, quick }) {
  // Loaded here, so that the others are measured where there is no browser and nothing to drive one.
  const { chromiumPath, growth, mainThread, openPlayground, readiness } = await import('./playground.mjs');
  if (chromiumPath === undefined) return { measures: [], note: 'absent: no Chromium at CHROMIUM_PATH or /usr/bin' };
  const { trace, first } = SECONDS[quick ? 'quick' : 'whole'];
  const playground = await openPlayground(cli);
  try {
    const { work, longest } = await mainThread(playground, '', trace);
    const sorted = work.sort((a, b) => a - b);
    const loads = [];
    for (let i = 0; i < (quick ? 1 : 5); i++) loads.push(await readiness(playground, 4));
    const { page, worker, detached, minutes, epochs } = await growth(playground, '', first);
    const grown = `in ${minutes.toFixed(1)} minutes of training, to epoch ${epochs.toLocaleString('en-US')}`;
    const kB = (/** @type {number} */ bytes) => `${figure(Math.max(0, bytes) / 1000)} kB`;
    const most = `${figure((2000 * minutes) / 9)} kB`;
    return {
      measures: [
        ['work of the main thread for a frame, median', `${figure(spread(work).median)} ms`, ''],
        ['the same, 95 of 100', `${figure(sorted[Math.floor(0.95 * (sorted.length - 1))] ?? NaN)} ms`, '8 ms'],
        ['its longest task', `${figure(longest)} ms`, '50 ms'],
        ['until it answers a key, the processor four times as slow', `${figure(Math.min(...loads.map(({ ms }) => ms)))} ms`, '1,000 ms'], // prettier-ignore
        [`growth of the page ${grown}`, kB(page), most],
        ['growth of its worker in the same time', kB(worker), most],
        ['nodes more that stand nowhere', String(Math.max(0, detached)), '0'],
      ].map(([label = '', value = '', limit = '']) => ({ label, value, limit })),
    };
  } finally {
    await playground.close();
  }
}
