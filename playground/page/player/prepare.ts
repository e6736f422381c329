import { LESSONS } from '../../lessons/lessons.ts';
import type { Chapter } from '../../lessons/chapters.ts';
import { answered, asked, numbersAreOpen, sample, way } from '../state/state.ts';

/** Brings the number into view that a lesson asks for, and hides it. @returns the run of the lesson, and one beside it */
export function prepare(chapter: Chapter): { readonly query: string; readonly against?: string } {
  const lesson = LESSONS[chapter];
  const { asked: place } = lesson;
  answered.value = undefined;
  asked.value = place;
  if (place === undefined) return lesson;
  sample.value = place.sample;
  way.value = place.way;
  numbersAreOpen.value = true;
  return lesson;
}
