/** The picture of the README, drawn anew: `UPDATE=1 npx vitest run tests/docs/picture.test.ts` writes it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Adam, CategoricalCrossentropy, Dense, Model, ReLU, Softmax, init, spiralData } from 'nnfs';
import { expect, test } from 'vitest';
import { COLUMN } from '../../src/cli/plots/judgement.ts';
import { sheetOf } from '../../src/cli/plots/sheet.ts';
import { decisionMapPicture } from '../../src/plots/decision-map-picture.ts';
import { historyPanels } from '../../src/plots/history-picture.ts';
import { svgOf } from '../../src/plots/picture.ts';
import { root } from '../support/dist.ts';

const PATH = `${root}docs/pictures/spiral.svg`;
const EPOCHS = 1501;

async function draw(): Promise<string> {
  init();
  const { X, y } = spiralData({ samples: 100, classes: 3 });
  const unseen = spiralData({ samples: 100, classes: 3 });
  const model = new Model([new Dense(2, 64), new ReLU(), new Dense(64, 3), new Softmax()]);
  model.set({ loss: new CategoricalCrossentropy(), optimizer: new Adam({ learningRate: 0.05, decay: 5e-7 }) });
  const history = await model.train(X, y, { epochs: EPOCHS, validationData: [unseen.X, unseen.y] });
  const form = { width: COLUMN };
  const [loss, accuracy] = historyPanels(history, form) as [Panel, Panel];
  const map = decisionMapPicture(model, X, y, {}, { ...form, title: 'What it answers where, and its samples' });
  const none = { notes: [], figures: [], judgements: [], settings: [], call: '', versions: '' };
  const title = 'Three spirals, learnt by 64 neurons';
  return svgOf(sheetOf({ ...none, title, panels: [loss, map, accuracy] }));
}

type Panel = ReturnType<typeof decisionMapPicture>;

test('the picture of the README is what a run draws', async () => {
  const svg = await draw();
  if (process.env.UPDATE) {
    mkdirSync(dirname(PATH), { recursive: true });
    writeFileSync(PATH, svg);
  }
  expect(svg === readFileSync(PATH, 'utf8'), 'docs/pictures/spiral.svg is another picture').toBe(true);
  expect(svg.length).toBeLessThan(100_000);
});
