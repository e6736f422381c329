/** The sets of pictures, as far as settings know them: the pictures themselves are loaded when one is chosen. */
export const IMAGE_SETS = ['digits', 'bars', 'shapes', 'sketches'] as const;
export type ImageSet = (typeof IMAGE_SETS)[number];

/** What convolutions learn small pictures with. */
export const FOR_IMAGES = { conv: [8, 16], hidden: [], rate: 0.01, batch: 32, shuffle: 'yes', samples: 40 } as const;

/** Pixels a side, and what the classes are called; those of sketches alone are counted and have letters. */
export const SETS: Readonly<Record<ImageSet, { readonly side: number; readonly labels?: readonly string[] }>> = {
  digits: { side: 8, labels: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] },
  bars: { side: 8, labels: ['horizontal', 'vertical', 'falling', 'rising'] },
  shapes: { side: 12, labels: ['disc', 'square', 'triangle', 'ring', 'frame'] },
  sketches: { side: 8 },
};

export const isImageSet = (data: string): data is ImageSet => (IMAGE_SETS as readonly string[]).includes(data);
