/** What an account of a training step is made of. */

/** The parts of a step, in their order; each but the loss and the rate has one for every layer. */
export type Phase = 'forward' | 'loss' | 'back' | 'update';

export type LineName =
  | ('sum' | 'total' | 'output' | 'dropped' | 'largest' | 'exp' | 'whole' | 'share')
  | ('loss' | 'squared' | 'mean' | 'penalty' | 'slope' | 'slopeOfNumber')
  | ('windowSum' | 'largestInWindow' | 'reshaped' | 'toLargest' | 'placeTerm' | 'dplaces' | 'part' | 'parts')
  | ('dropBack' | 'gate' | 'term' | 'dweight' | 'dbias' | 'pull' | 'dinput')
  | ('rate' | 'velocity' | 'momentum' | 'cache' | 'corrected' | 'scale' | 'decayed' | 'value' | 'told');

/** One number of a step, and where it comes from. */
export interface Line {
  readonly name: LineName;
  readonly formula: string;
  /** The formula with its numbers, and texts between them. */
  readonly filled: readonly (string | number)[];
  /** Worked out here. */
  readonly result: number;
  readonly dtype: string;
  /** The line of TypeScript that computes it, for all samples and neurons. */
  readonly code: string;
  /** Where in what the code makes it stands. */
  readonly cell: readonly number[];
  /** The library's number; undefined for one on the way, which it does not keep. */
  readonly library: number | undefined;
}

export type ColumnName =
  | ('input' | 'weight' | 'product' | 'dvalue')
  | ('class' | 'total' | 'exp' | 'share' | 'wanted' | 'slope')
  | ('rank' | 'sample' | 'term')
  | ('row' | 'column' | 'map' | 'filter' | 'place' | 'output' | 'doutput' | 'part');

/** Numbers that lines are made of. */
export interface Figures {
  readonly columns: readonly ColumnName[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** The row that is followed. */
  readonly own?: number;
  /** How many rows are left out. */
  readonly more?: number;
}

export type PageName =
  | ('neuron' | 'activation' | 'softmax' | 'loss' | 'slope' | 'gate')
  | ('window' | 'mapActivation' | 'pool' | 'flatten' | 'unflatten' | 'unpool' | 'mapGate')
  | ('dweights' | 'dbiases' | 'dinputs' | 'rate' | 'newWeight' | 'newBias')
  | ('dkernel' | 'dmapBias' | 'dwindow' | 'dpixel' | 'newKernel' | 'newMapBias');

/** Lines that belong together. */
export interface Page {
  readonly phase: Phase;
  readonly name: PageName;
  /** Which dense layer, from 0; of loss and rate the last and the first; what is in front of them counts back from -1. */
  readonly layer: number;
  readonly neuron: number;
  /** What it follows of the layer before. */
  readonly input: number;
  /** In front of the dense layers: which convolution, from 1, and a pixel of what it sees, or a weight in its window. */
  readonly place?: Readonly<Record<'conv' | 'row' | 'column' | 'map', number>>;
  /** The activation, or the optimizer. */
  readonly kind?: string;
  readonly figures?: Figures;
  readonly lines: readonly Line[];
}

/** Numbers with a plus between them, of more than four the first three. */
export function added(numbers: readonly number[], count = numbers.length): (string | number)[] {
  const shown = count > 4 ? numbers.slice(0, 3) : numbers;
  const terms = shown.flatMap((value, i) => (i === 0 ? [value] : [' + ', value]));
  return count > 4 ? [...terms, ' + …'] : terms;
}

/** Texts and numbers one after the other: `filled` + "`${a} · ${b}`". */
export function filled(texts: TemplateStringsArray, ...numbers: readonly number[]): (string | number)[] {
  return texts.flatMap((text, i) => (i < numbers.length ? [text, numbers[i]!] : [text]));
}

/** Makes lines whose result is a cell of one of the library's tensors. */
export function lineOf(
  name: LineName,
  [formula, numbers, code]: readonly [formula: string, filled: Line['filled'], code: string],
  result: number,
  { dtype, cell, library }: { readonly dtype: string; readonly cell: readonly number[]; readonly library?: number },
): Line {
  return { name, formula, filled: numbers, code, result, dtype, cell, library };
}
