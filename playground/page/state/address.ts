/** What the address of the page says beside the run: a lesson, and the parts that are shown where the page is part of another. */
import { ValueError } from 'nnfs';
import { CHAPTERS, type Chapter } from '../../lessons/chapters.ts';

export const PARTS = [
  'map',
  'curve',
  'network',
  'arithmetic',
  'compare',
  'confusion',
  'histograms',
  'data',
  'training',
  'lesson',
] as const;
export type Part = (typeof PARTS)[number];

export interface Address {
  /** What is left for the run. */
  readonly query: string;
  readonly lesson: Chapter | undefined;
  readonly embed: readonly Part[] | undefined;
}

/** @throws ValueError for a lesson or a part that does not exist */
export function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const [lesson, embed] = [query.get('lesson'), query.get('embed')];
  const chapter = lesson === null ? undefined : CHAPTERS.find((each) => String(each) === lesson);
  if (lesson !== null && chapter === undefined) {
    throw new ValueError('The link', `lesson to be one of ${CHAPTERS.join(', ')}`, JSON.stringify(lesson.slice(0, 40)));
  }
  const parts = embed?.split(',').map((part) => {
    const known = PARTS.find((each) => each === part);
    if (known !== undefined) return known;
    throw new ValueError('The link', `embed to be parts of ${PARTS.join(', ')}`, JSON.stringify(part.slice(0, 40)));
  });
  query.delete('lesson');
  query.delete('embed');
  return { query: query.toString(), lesson: chapter, embed: parts };
}

/** The address of a run, with the lesson and the parts that are shown. */
export function addressOf(link: string, { lesson, embed }: Omit<Address, 'query'>): string {
  const parts = [
    ...(lesson === undefined ? [] : [`lesson=${lesson}`]),
    ...(embed === undefined ? [] : [`embed=${embed.join(',')}`]),
    ...(link === '' ? [] : [link]),
  ];
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
