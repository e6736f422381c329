/** The chapters with a lesson. */
export const CHAPTERS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22] as const;
export type Chapter = (typeof CHAPTERS)[number];

/** What of the page would give the answer of a lesson away: it is hidden until there is one. */
export const HIDDEN: Readonly<Partial<Record<Chapter, 'losses' | 'steps'>>> = {
  5: 'losses',
  10: 'losses',
  11: 'losses',
  18: 'steps',
};
