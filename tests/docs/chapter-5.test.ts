/** The numbers on the page are those that NumPy printed. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import forward from '../golden/ch02_05_forward.json' with { type: 'json' };
import snippets from '../golden/snippets.json' with { type: 'json' };
import { root } from '../support/dist.ts';
import { markdownExamples } from '../support/examples.ts';

const path = 'docs/chapter-5.md';
const printed = markdownExamples(path, readFileSync(root + path, 'utf8')).map(({ expected }) => expected);

const { batch_loss: batch, neg_log_clip: clipped } = snippets;
const logs = snippets.math_log.map(({ str }) => str);

/** In the chapter's order. */
test.each([
  ['cross-entropy by hand', snippets.categorical_cross_entropy_by_hand.loss.str],
  ['the same in short', snippets.categorical_cross_entropy_by_hand.short.str],
  ['logarithms', [...logs.slice(0, 4), '...', ...logs.slice(4)].join('\n')],
  ['log(5.2)', snippets.np_log_5_2[0]!.str],
  ['and back, and by exp', `${snippets.np_log_5_2[1]!.str}\n5.2`],
  ['sample losses and their mean', `${batch.neg_log_printed}\n${batch.average_printed}`],
  ['the largest loss', clipped[0]!.str],
  ['a loss below zero', clipped[1]!.str],
  ['the smallest loss', clipped[2]!.str],
  ['clipping', snippets.clip.printed],
  ['the loss class', batch.average_printed],
  ['the forward pass', forward.printed.trimEnd()],
  [
    'accuracy by hand',
    `class_targets: [0 1 1]\npredictions: [0 0 1]\nacc: ${snippets.accuracy.accuracy_sparse.data[0]!}`,
  ],
  ['accuracy', forward.print_acc],
  ['the command', forward.printed + forward.print_acc],
])('%s', (_, text) => {
  const found = printed.indexOf(text);
  expect(printed).toContain(text);
  printed.splice(0, found + 1);
});
