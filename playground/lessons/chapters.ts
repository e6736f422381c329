/** The chapters with a lesson. */
export const CHAPTERS = [2, 3, 4, 5, 7, 8, 9, 10, 11, 14, 15, 17, 18, 19, 21, 22] as const;
export type Chapter = (typeof CHAPTERS)[number];
