import { Activation } from '../activations/activation.ts';
import type { Layer } from '../layers/layer.ts';
import { samplesOf } from '../layers/pass.ts';
import type { Model } from '../model/model.ts';
import { outlineOf, shapeText, sizeText, type Outlined } from '../model/outline.ts';
import { checkNetwork } from './arguments.ts';
import { GRID, INK, WIDE, heading, label, pixel, type Form, type Picture } from './picture.ts';
import { shortened } from './text-width.ts';

/** A network that can be looked at, as `Model` can. */
export type Drawable = Pick<Model, 'layers' | 'inputShape'>;

const [LEFT, TOP, ROW, GAP] = [16, 58, 28, 14];
/** How far layers inside others are set in, on both sides; where they lie deep, less, so that the innermost have room. */
const [STEP, INSET, LEAST] = [22, 8, 70];
/** Columns on the right: shapes, and numbers of parameters. */
const [SHAPES, COUNTS] = [116, 82];
const [LEARNING, BENDING] = ['#0072B2', '#E69F00'];

/** What of a picture is drawn already, and where what follows goes. */
interface Drawn {
  readonly parts: readonly string[];
  readonly bottom: number;
}

/** Places across the picture. */
interface Columns {
  /** The line along which everything flows. */
  readonly flow: number;
  /** Where boxes end, shapes end and numbers end. */
  readonly boxes: number;
  readonly shapes: number;
  readonly counts: number;
  /** How far layers inside others are set in. */
  readonly step: number;
  readonly inset: number;
}

/** A network from its inputs down: each layer, what comes out of it, how much it learns. */
export function networkPicture(
  network: Drawable,
  { width = WIDE, title = 'Network' }: Form = {},
  where = 'plotNetwork',
): Picture {
  checkNetwork(where, network);
  const { layers, inputShape } = network;
  const inputs = inputShape && samplesOf(inputShape);
  const outline = outlineOf({ layers }, inputs, where);
  const counts = width - LEFT;
  const depth = depthOf(outline);
  const tight = Math.min(1, (counts - COUNTS - SHAPES - LEFT - LEAST) / ((STEP + INSET) * depth));
  const columns = { flow: LEFT + 34 + STEP * tight * depth, counts, shapes: counts - COUNTS, boxes: counts - COUNTS - SHAPES, step: STEP * tight, inset: INSET * tight }; // prettier-ignore
  const first = row('inputs', 'fill="none"', LEFT, TOP, columns, shapeText(inputs?.shape));
  const drawn = chain(outline, LEFT, first.bottom, columns);
  const parameters = layers.flatMap((layer) => layer.parameters);
  const total = sizeText(parameters);
  const trained = sizeText(parameters.filter(({ trained }) => trained));
  const bottom = drawn.bottom + 26;
  const sum = total === trained ? `total parameters: ${total}` : `total parameters: ${total}, trained: ${trained}`;
  const body = [
    heading(title, width),
    label('output', columns.shapes, TOP - 12, 'text-anchor="end" fill-opacity="0.7"'),
    label('parameters', columns.counts, TOP - 12, 'text-anchor="end" fill-opacity="0.7"'),
    ...first.parts,
    ...drawn.parts,
    label(sum, columns.counts, bottom, 'text-anchor="end" font-weight="600"'),
  ].join('\n');
  return { title, width, height: bottom + 16, body };
}

function depthOf(outline: readonly Outlined[]): number {
  return outline.length === 0 ? 0 : Math.max(...outline.map(({ inside }) => (inside.length > 0 ? 1 : 0) + depthOf(inside)));
} // prettier-ignore

/** Layers one after another, each with an arrow to it. */
function chain(outline: readonly Outlined[], x: number, top: number, columns: Columns): Drawn {
  const parts: string[] = [];
  let y = top;
  for (const each of outline) {
    parts.push(arrow(columns.flow, y, y + GAP));
    const drawn = each.inside.length > 0 ? block(each, x, y + GAP, columns) : box(each, x, y + GAP, columns);
    parts.push(...drawn.parts);
    y = drawn.bottom;
  }
  return { parts, bottom: y };
}

function box({ layer, output }: Outlined, x: number, y: number, columns: Columns): Drawn {
  return row(layer.toString(), boxOf(layer), x, y, columns, shapeText(output), sizeText(layer.parameters));
}

/** Blue for what learns, orange for what bends, plain for the others. */
function boxOf(layer: Layer): string {
  const color = layer.parameters.length > 0 ? LEARNING : layer instanceof Activation ? BENDING : undefined;
  return color === undefined
    ? `class="grid" fill="none" stroke="${GRID}" stroke-width="1.5"`
    : `fill="${color}" fill-opacity="0.16" stroke="${color}" stroke-opacity="0.7"`;
}

/** A layer with others inside; around them goes what a residual block adds. */
function block({ layer, output, inside }: Outlined, x: number, top: number, columns: Columns): Drawn {
  const head = row(layer.kind, 'fill="none"', x, top, columns, shapeText(output), sizeText(layer.parameters));
  const { step, inset } = columns;
  const inner = chain(inside, x + step, head.bottom, { ...columns, boxes: columns.boxes - inset });
  const around = layer.kind === 'Residual' ? sumOf(x + step / 2, head.bottom, inner.bottom, columns.flow) : inner;
  const bottom = around.bottom + 8;
  const size = `width="${pixel(columns.boxes - x)}" height="${pixel(bottom - top)}"`;
  const frame = `<rect x="${pixel(x)}" y="${pixel(top)}" ${size} rx="8" class="grid" fill="none" stroke="${GRID}" stroke-width="1.5"/>`;
  return { parts: [frame, ...head.parts, ...inner.parts, ...(around === inner ? [] : around.parts)], bottom };
}

/** The way around layers, and the sum of both ways. */
function sumOf(x: number, top: number, from: number, flow: number): Drawn {
  const [r, y] = [8, from + GAP + 8];
  const way = `M${pixel(flow)} ${pixel(top + 4)}H${pixel(x)}V${pixel(y)}H${pixel(flow - r)}m-4 -3l4 3l-4 3`;
  const circle = `<circle cx="${pixel(flow)}" cy="${pixel(y)}" r="${r}" fill="none" class="ink" stroke="${INK}"/>`;
  const plus = `M${pixel(flow - 4)} ${pixel(y)}h8m-4 -4v8`;
  return { parts: [line(way), arrow(flow, from, y - r), circle, line(plus)], bottom: y + r };
}

function arrow(x: number, from: number, to: number): string {
  return line(`M${pixel(x)} ${pixel(from)}V${pixel(to)}m-3 -4l3 4l3 -4`);
}

function line(d: string): string {
  return `<path d="${d}" class="ink" fill="none" stroke="${INK}"/>`;
}

function row(text: string, box: string, x: number, y: number, columns: Columns, shape: string, count = ''): Drawn {
  const width = columns.boxes - x;
  const middle = y + ROW / 2;
  const parts = [
    `<rect x="${pixel(x)}" y="${pixel(y)}" width="${pixel(width)}" height="${ROW}" rx="6" ${box}/>`,
    label(shortened(text, width - 16), x + 10, middle, 'dy="0.35em"'),
    label(shortened(shape, SHAPES - 8), columns.shapes, middle, 'dy="0.35em" text-anchor="end"'),
    label(count === '0' ? '' : count, columns.counts, middle, 'dy="0.35em" text-anchor="end"'),
  ];
  return { parts, bottom: y + ROW };
}
