/**
 * The colours of classes are told apart by people who see colours differently: their distances are worked out again as those people see
 * them.
 *
 * Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision Deficiency", table 1, severity 1,
 * applied to linear sRGB; distances are CIE 1976 in CIELAB, D65.
 */
import { classColors } from 'nnfs';
import { expect, test } from 'vitest';

type Triple = readonly [number, number, number];

const SEEN_BY: Readonly<Record<string, readonly Triple[]>> = {
  everybody: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopes: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopes: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopes: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const TO_XYZ: readonly Triple[] = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
];
const WHITE: Triple = [0.95047, 1, 1.08883];

const times = (matrix: readonly Triple[], [x, y, z]: Triple): Triple =>
  matrix.map(([a, b, c]) => a * x + b * y + c * z) as unknown as Triple;

function linear(color: string): Triple {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as unknown as Triple;
}

function lab(color: string, seen: readonly Triple[]): Triple {
  const light = times(seen, linear(color)).map((value) => Math.min(1, Math.max(0, value))) as unknown as Triple;
  const [x, y, z] = times(TO_XYZ, light).map((value, i) => {
    const share = value / WHITE[i]!;
    return share > 216 / 24389 ? Math.cbrt(share) : (24389 / 27) * (share / 116) + 16 / 116;
  }) as unknown as Triple;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** The smallest distance between two of so many classes, whoever looks. */
function closest(colors: readonly string[]): number {
  const distances = Object.values(SEEN_BY).flatMap((seen) => {
    const labs = colors.map((color) => lab(color, seen));
    return labs.flatMap((a, i) => labs.slice(i + 1).map((b) => Math.hypot(...a.map((value, k) => value - b[k]!))));
  });
  return Math.min(...distances);
}

test.each([2, 3, 4, 5, 6])('%d classes are at least 24 apart, whoever looks', (classes) => {
  expect(closest(classColors(classes))).toBeGreaterThan(24);
});

test('more classes are as far apart as they can be: letters, shapes and lines tell them too', () => {
  expect([7, 8].map((classes) => Math.round(closest(classColors(classes))))).toEqual([24, 18]);
});

test('the usual order of Okabe and Ito would not do', () => {
  expect(Math.round(closest(['#E69F00', '#56B4E9', '#009E73']))).toBeLessThan(20);
});
