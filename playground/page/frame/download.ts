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

/** Canvases as one picture, where they stand. */
export function downloadShown(selector: string, name: string): void {
  const canvases = [...document.querySelectorAll<HTMLCanvasElement>(selector)].filter(
    (canvas) => canvas.clientWidth > 0,
  );
  if (canvases.length === 0) return;
  const places = canvases.map((canvas) => canvas.getBoundingClientRect());
  const [left, top] = [Math.min(...places.map((place) => place.left)), Math.min(...places.map((place) => place.top))];
  const right = Math.max(...places.map((place) => place.right));
  const bottom = Math.max(...places.map((place) => place.bottom));
  void downloadSheet(name, [right - left, bottom - top], surface(isDark.value).paper, (context) => {
    canvases.forEach((canvas, i) => {
      const { left: x, top: y, width, height } = places[i]!;
      context.drawImage(canvas, x - left, y - top, width, height);
    });
  });
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
