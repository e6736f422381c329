/** Each lesson's answer is what its run gives. */
import { describe, expect, test } from 'vitest';
import { walk } from '../../playground/core/arithmetic/walk.ts';
import { recipeOf } from '../../playground/core/settings/changes.ts';
import { Painter } from '../../playground/core/picture/picture.ts';
import { Run } from '../../playground/core/run/run.ts';
import { sceneOf } from '../../playground/core/picture/scene.ts';
import { LESSONS, isRight, type Lesson } from '../../playground/lessons/lessons.ts';
import { CHAPTERS } from '../../playground/lessons/chapters.ts';
import { addressOf, readAddress } from '../../playground/page/state/address.ts';
import { subjectIn } from '../support/subject.ts';

function runOf(query: string, at = recipeOf(query).at): Run {
  const recipe = recipeOf(query);
  const run = new Run(recipe, undefined, subjectIn(recipe.settings));
  run.seek(at);
  return run;
}

/** The number of the arithmetic that a lesson asks for. */
function askedOf({ query, asked }: Lesson): number {
  const { page, layer, line, sample, way } = asked!;
  const { pages } = walk(runOf(query), { sample, way });
  return pages.find((each) => each.name === page && each.layer === layer)!.lines.find(({ name }) => name === line)!
    .result;
}

const lead = (run: Run): number => {
  const { map } = new Painter(run, sceneOf(run)).paint();
  return map.leads.reduce((sum, value) => sum + value, 0);
};

/** What other answers follow from. */
const ANSWERS: Readonly<Record<number, (lesson: Lesson) => number | string>> = {
  3: ({ query }) =>
    runOf(query)
      .model.parameters()
      .reduce((sum, { tensor }) => sum + tensor.size, 0),
  4({ query }) {
    const run = runOf(query);
    const { curve } = new Painter(run, sceneOf(run)).paint();
    const slopes = curve.slice(1).map((value, i) => value - curve[i]!);
    return slopes.filter((slope, i) => i > 0 && Math.abs(slope - slopes[i - 1]!) > 1e-5).length;
  },
  6({ query }) {
    const { y } = runOf(query).data.training;
    const counts = [0, 1, 2].map((k) => y.data.filter((label) => label === k).length);
    expect(new Set(counts).size).toBe(1);
    return (100 * counts[0]!) / y.size;
  },
  10: ({ query, against }) => (lossOf(runOf(query)) < lossOf(runOf(against!, 300)) ? 'B' : 'A'),
  11({ query }) {
    const run = runOf(query);
    const { X, y } = run.data.heldOut!;
    return run.model.evaluate(X, y).loss > lossOf(run) ? 'B' : 'A';
  },
  12: ({ query }) => runOf(query).data.heldOut!.y.size,
  13({ query }) {
    const levels = [...new Set(runOf(query).data.training.X.data)].sort((a, b) => a - b);
    expect(levels.length).toBe(17);
    return levels[4]!;
  },
  14: ({ query, against }) => (lead(runOf(query)) > lead(runOf(against!, 300)) ? 'B' : 'A'),
  15({ query }) {
    const run = runOf(query);
    const neurons = Array.from({ length: 16 }, (_, neuron) => {
      const { pages } = walk(run, { sample: 7, way: [0, neuron, 0] });
      const { lines } = pages.find(({ name, layer }) => name === 'activation' && layer === 0)!;
      const [output, dropped] = ['output', 'dropped'].map((line) => lines.find(({ name }) => name === line)!.result);
      return { output: output!, dropped: dropped! };
    });
    const passed = neurons.filter(({ dropped }) => dropped !== 0);
    expect(passed.length).toBeGreaterThan(1);
    expect(neurons.filter(({ output, dropped }) => output !== 0 && dropped === 0).length).toBeGreaterThan(1);
    const [factor, ...others] = new Set(passed.map(({ output, dropped }) => dropped / output));
    expect(others).toEqual([]);
    return factor!;
  },
  18: ({ query }) => runOf(query).stepsPerEpoch,
  19: ({ query }) => new Set(runOf(query).data.training.y.data.slice(0, 100)).size,
  20({ query }) {
    const { model, data } = runOf(query);
    const before = model.parameters().map(({ tensor }) => Array.from(tensor.data));
    model.evaluate(data.heldOut!.X, data.heldOut!.y);
    const moved = model
      .parameters()
      .map(({ tensor }, i) => Array.from(tensor.data).filter((w, k) => w !== before[i]![k]));
    return moved.flat().length;
  },
  21: ({ query }) =>
    3 *
    runOf(query)
      .model.parameters()
      .reduce((sum, { tensor }) => sum + tensor.size, 0),
};

const lossOf = ({ model, data: { training } }: Run): number => model.evaluate(training.X, training.y).loss;

describe.each(CHAPTERS)('the lesson of chapter %d', (chapter) => {
  const lesson = LESSONS[chapter];

  test('has the answer of its run', () => {
    const found = lesson.asked ? askedOf(lesson) : ANSWERS[chapter]!(lesson);
    const text = typeof found === 'number' ? String(Number(found.toPrecision(3))) : found;
    expect([text, isRight(text, lesson.answer)]).toEqual([text, true]);
    expect(isRight('', lesson.answer)).toBe(false);
    expect(isRight('17.3', lesson.answer)).toBe(false);
    if (typeof lesson.answer === 'string') {
      expect(isRight(` ${lesson.answer.toLowerCase()}`, lesson.answer)).toBe(true);
      expect(isRight(lesson.answer === 'A' ? 'B' : 'A', lesson.answer)).toBe(false);
      return;
    }
    const { answer } = lesson;
    const near = [0.981, 1, 1.019].map((share) => isRight(String(share * answer), answer));
    expect(near).toEqual([true, true, true]);
    expect(
      [answer * 0.979, answer * 1.021, -answer].filter((value) => value !== 0 && isRight(String(value), answer)),
    ).toEqual([]);
    if (answer === 0) expect(isRight('0.001', answer)).toBe(false);
  });

  test('is told in both languages', () => {
    for (const { en, zh } of [lesson.title, lesson.question, lesson.reason]) {
      expect(en).toMatch(/^[^\u4e00-\u9fff]+$/);
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
    }
    if (lesson.against !== undefined) expect(recipeOf(lesson.against).at).toBe(0);
  });
});

describe('an address', () => {
  test.each(['', '?lesson=5', '?embed=map,curve', '?lesson=10&embed=map&hidden=3&at=7', '?hidden=3,4'])(
    '%s',
    (address) => {
      const { query, ...rest } = readAddress(address);
      expect(addressOf(decodeURIComponent(query), rest)).toBe(address);
    },
  );

  test.each([
    ['?lesson=1', 'The link: expected lesson to be one of 2, 3, 4,'],
    ['?lesson=5x', 'received "5x".'],
    ['?embed=map,cats', 'The link: expected embed to be parts of map, curve, network,'],
    ['?embed=', 'received "".'],
  ])('%s is refused', (address, message) => {
    expect(() => readAddress(address)).toThrow(message);
  });
});
