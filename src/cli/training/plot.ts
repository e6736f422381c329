import { historyPicture } from '../../plots/history-picture.ts';
import { svgOf } from '../../plots/picture.ts';
import type { ShownEpoch } from './course.ts';

/** The course of a run: an SVG picture, or a page that holds it where the path ends in .html. */
export function drawHistory(epochs: readonly ShownEpoch[], path: string): string {
  const svg = svgOf(historyPicture(epochs));
  return path.toLowerCase().endsWith('.svg') ? svg : page(svg);
}

function page(svg: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Training run</title>
<style>body { margin: 2rem; display: grid; justify-content: center } svg { max-width: 100%; height: auto }</style>
${svg}</html>
`;
}
