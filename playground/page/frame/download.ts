import { programOf } from '../../core/export/program.ts';
import type { PictureName } from '../../core/export/pictures.ts';
import type { Savable, SavedFile } from '../../core/export/save.ts';
import { featuresOf } from '../../core/data/columns.ts';
import { surface } from '../paint/palette.ts';
import { digits, save } from '../player/player.ts';
import { isDark } from '../state/preferences.ts';
import { place, recipe, table, tell, view } from '../state/state.ts';

/** Hands a file to the reader. */
export function download(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** A file of the run; undefined where there is none to be had, which the page then tells. */
async function fileOf(what: Savable): Promise<SavedFile | undefined> {
  try {
    return await save({ what });
  } catch (error) {
    tell('stopped', error);
    return undefined;
  }
}

export async function downloadFromRun(what: Savable): Promise<void> {
  const file = await fileOf(what);
  if (file !== undefined) download(file.name, file.type, file.content);
}

export async function downloadProgram(): Promise<void> {
  try {
    download('train.ts', 'text/typescript', await program());
  } catch (error) {
    tell('stopped', error);
  }
}

/** The program of the run as it stands; with changes on the way, step by step. */
async function program(): Promise<string> {
  const { changes } = recipe.value;
  const { epoch, step } = place.value;
  const { value: brought } = table;
  const { inputs: names = [], training = 0, targets = [] } = view.value?.scene ?? {};
  const inputs = names.length;
  // Of a small table none are held out.
  const settings = { ...recipe.value.settings, ...(training === targets.length && { heldOut: 0 }) };
  const file =
    settings.data === 'digits'
      ? { name: 'digits', inputs, text: await digits() }
      : settings.data === 'table' && brought
        ? { name: brought.name, inputs, features: featuresOf(brought.columns, settings.target) }
        : undefined;
  return programOf(settings, epoch, file, changes.length === 0 ? undefined : { changes, steps: step });
}

/** Pixels of a picture for one of the page, or more where the screen has more. */
const fineness = (): number => Math.max(2, devicePixelRatio);

/** A sheet of paper, and what is drawn on it, as a PNG file. */
async function downloadSheet(
  name: string,
  [width, height]: readonly [number, number],
  paper: string,
  draw: (context: CanvasRenderingContext2D) => void,
): Promise<void> {
  const sheet = document.createElement('canvas');
  const scale = fineness();
  [sheet.width, sheet.height] = [width * scale, height * scale];
  const context = sheet.getContext('2d')!;
  context.scale(scale, scale);
  context.fillStyle = paper;
  context.fillRect(0, 0, width, height);
  draw(context);
  const blob = await new Promise<Blob | null>((resolve) => sheet.toBlob(resolve));
  if (blob !== null) download(name, 'image/png', blob);
}

/** Around pictures with texts, in pixels. */
const MARGIN = 12;

/** Canvases and texts of the page as one picture, where they stand; where they are not shown, that of the library. */
export function downloadShown(selector: string, what: PictureName): void {
  const shown = [...document.querySelectorAll<HTMLElement>(selector)].filter(({ clientWidth }) => clientWidth > 0);
  if (shown.length === 0) return void downloadSvgAsPng(what);
  const places = shown.map((part) => part.getBoundingClientRect());
  const margin = shown.every(isCanvas) ? 0 : MARGIN;
  const left = Math.min(...places.map((place) => place.left)) - margin;
  const top = Math.min(...places.map((place) => place.top)) - margin;
  const right = Math.max(...places.map((place) => place.right)) + margin;
  const bottom = Math.max(...places.map((place) => place.bottom)) + margin;
  void downloadSheet(`${what}.png`, [right - left, bottom - top], surface(isDark.value).paper, (context) => {
    shown.forEach((part, i) => {
      const { left: x, top: y, width, height } = places[i]!;
      if (isCanvas(part)) context.drawImage(part, x - left, y - top, width, height);
      else drawText(context, part, x - left, y - top + height / 2);
    });
  });
}

const isCanvas = (part: HTMLElement): part is HTMLCanvasElement => part instanceof HTMLCanvasElement;

/** A text with its middle at a height, after the line that it is a legend of, where it has one. */
function drawText(context: CanvasRenderingContext2D, part: HTMLElement, x: number, middle: number): void {
  const { color, fontWeight, fontSize, fontFamily } = getComputedStyle(part);
  const line = getComputedStyle(part, '::before');
  let start = x;
  if (line.content !== 'none') {
    start += Number.parseFloat(line.width);
    context.strokeStyle = line.borderTopColor;
    context.lineWidth = Number.parseFloat(line.borderTopWidth);
    context.setLineDash(line.borderTopStyle === 'dashed' ? [5, 4] : []);
    context.beginPath();
    context.moveTo(x, middle);
    context.lineTo(start, middle);
    context.stroke();
    start += Number.parseFloat(line.marginRight);
  }
  context.fillStyle = color;
  context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  context.textBaseline = 'middle';
  context.fillText(part.innerText, start, middle);
}

/** A picture of the library, in pixels. */
export async function downloadSvgAsPng(what: PictureName): Promise<void> {
  const file = await fileOf(what);
  if (file === undefined) return;
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(file.content as string)}`;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  await downloadSheet(`${what}.png`, [width, height], surface(false).paper, (context) =>
    context.drawImage(image, 0, 0),
  );
}
