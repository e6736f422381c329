/** What a page, a picture or a print about a run holds. */
import { version } from '../../../package.json';
import type { Model } from '../../model/model.ts';
import { histogramPicture } from '../../plots/histogram-picture.ts';
import { historyPanels } from '../../plots/history-picture.ts';
import { networkPicture } from '../../plots/network-picture.ts';
import type { Picture } from '../../plots/picture.ts';
import { formatShape } from '../../tensor/shape.ts';
import { kernelKind } from '../../tensor/kernels/kind.ts';
import { flagOf } from '../options.ts';
import { escapeControls } from '../terminal/escape.ts';
import { shellLine } from '../text.ts';
import type { ShownEpoch } from '../training/course.ts';
import { textOf } from '../training/value-text.ts';
import { COLUMN, figureText, type Judgement } from './judgement.ts';

type Pairs = readonly (readonly [name: string, text: string])[];

export interface Report {
  readonly title: string;
  /** What a reader should know first, such as that a run was stopped. */
  readonly notes: readonly string[];
  readonly figures: Pairs;
  readonly panels: readonly Picture[];
  readonly judgements: readonly Judgement[];
  readonly settings: Pairs;
  /** The call that made it, as a shell takes it. */
  readonly call: string;
  readonly versions: string;
}

/** What a report is made of. */
export interface Reported {
  readonly title: string;
  readonly model: Model;
  readonly epochs: readonly ShownEpoch[];
  readonly judgements: readonly Judgement[];
  /** By the names of options. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The words of the call. */
  readonly argv: readonly string[];
  readonly notes?: readonly string[];
}

/** More tensors of weights than this are told by some of them. */
const HISTOGRAMS = 8;

export function reportOf({ title, model, epochs, judgements, settings, argv, notes = [] }: Reported): Report {
  const form = { width: COLUMN };
  return {
    title: escapeControls(title),
    notes: notes.map(escapeControls),
    figures: shown(figuresOf(epochs, judgements)),
    panels: [
      ...(epochs.length > 0 ? historyPanels(epochs, form) : []),
      ...judgements.flatMap(({ panels }) => panels),
      networkPicture(model, form),
      ...histograms(model),
    ],
    judgements,
    settings: shown(Object.entries(settings).flatMap(([name, value]) => (value === undefined ? [] : [[flagOf(name).slice(2), textOf(value)]]))), // prettier-ignore
    call: shellLine(['nnfs', ...argv]),
    versions: `nnfs ${version}, Node ${process.versions.node}, ${process.platform} ${process.arch}, ${kernelKind().kind} kernels`,
  };
}

/** Names of files and columns steer no reader: what turns the direction of writing is shown, as in a terminal. */
function shown(pairs: Pairs): Pairs {
  return pairs.map(([name, text]) => [escapeControls(name), escapeControls(text)]);
}

/** Of the samples that it learnt from, a figure is told as the last epoch saw it. */
function figuresOf(epochs: readonly ShownEpoch[], judgements: readonly Judgement[]): Pairs {
  const own = trained(epochs);
  const known = new Set(own.map(([name]) => name));
  return [...own, ...judgements.flatMap(judged).filter(([name]) => !known.has(name))];
}

function trained(epochs: readonly ShownEpoch[]): Pairs {
  const last = epochs.at(-1);
  if (last === undefined) return [];
  const { epoch, loss = NaN, accuracy } = last;
  const shown: Pairs = [
    ['epochs', String(epoch + 1)],
    ['training loss', figureText(loss)],
  ];
  return accuracy === undefined ? shown : [...shown, ['training accuracy', figureText(accuracy)]];
}

function judged({ name, samples, figures }: Judgement): Pairs {
  return [
    ...figures.map(([figure, text]) => [`${name} ${figure}`, text] as const),
    [`${name} samples`, String(samples)] as const,
  ];
}

/** How the weights are spread; of many layers of some, the first and the last among them. */
function histograms(model: Model): Picture[] {
  const weights = model.layers
    .flatMap((layer, at) => layer.parameters.map(({ name, value }) => ({ name: `layers.${at}.${name}`, value })))
    .filter(({ name }) => /weights$/i.test(name));
  const step = Math.max(1, (weights.length - 1) / (HISTOGRAMS - 1));
  const shown = weights.length <= HISTOGRAMS ? weights : Array.from({ length: HISTOGRAMS }, (_, i) => weights[Math.round(i * step)]!); // prettier-ignore
  return shown.map(({ name, value }) => histogramPicture(value, { width: COLUMN, title: `${name} ${formatShape(value.shape)}` })); // prettier-ignore
}
