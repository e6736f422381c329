import { computed } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { PictureName } from '../../core/export/pictures.ts';
import { classesOf } from '../../core/settings/settings.ts';
import type { Words } from '../../words/english.ts';
import { calm } from '../state/calm.ts';
import { fill, words } from '../state/preferences.ts';
import { sceneOfRun, settingsOfRun } from '../state/state.ts';
import { downloadFromRun, downloadProgram, downloadShown, downloadSvgAsPng } from './download.ts';

const FILES: readonly (readonly [text: keyof Words, save: () => void])[] = [
  ['exportProgram', () => void downloadProgram()],
  ['exportModel', () => void downloadFromRun('model')],
  ['exportOnnx', () => void downloadFromRun('onnx')],
  ['exportNumpy', () => void downloadFromRun('numpy')],
  ['exportPoints', () => void downloadFromRun('points')],
];

/** The pictures, their names, and where on the page those stand that are taken along as they are shown. */
const PICTURES: readonly (readonly [picture: PictureName, text: keyof Words, shown?: string])[] = [
  ['map', 'exportMap', '.result .map canvas'],
  ['course', 'sectionCurves', '.curves :is(canvas, h3, .line)'],
  ['confusion', 'sectionConfusion'],
  ['network', 'sectionNetwork'],
  ['histograms', 'sectionHistograms'],
];

const hasCourse = computed(() => calm.value !== undefined && calm.value.picture.curves.epoch.length > 0);

/** Whether there is something to be drawn. */
function isThere(picture: PictureName): boolean {
  const { samples = 0, images } = sceneOfRun.value ?? {};
  if (samples === 0) return picture === 'network';
  if (picture === 'map') return images === undefined;
  if (picture === 'course') return hasCourse.value;
  return picture !== 'confusion' || classesOf(settingsOfRun.value!) > 0;
}

const savePng = (picture: PictureName, shown: string | undefined): void =>
  shown === undefined ? void downloadSvgAsPng(picture) : downloadShown(shown, picture);

/** Files of the run as it stands: programs, numbers, and each picture as SVG and as PNG. */
export function ExportMenu() {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = (): void => {
    if (menu.current?.open !== true) return;
    menu.current.open = false;
    menu.current.querySelector('summary')!.focus();
  };
  return (
    <details class="menu" ref={menu} onKeyDown={({ key }) => key === 'Escape' && close()}>
      <summary>{words.value.export}</summary>
      <div onClick={({ target }) => target instanceof Element && target.closest('button') && close()}>
        {FILES.map(([text, save]) => (
          <button type="button" key={text} onClick={save}>
            {words.value[text]}
          </button>
        ))}
        {PICTURES.filter(([picture]) => isThere(picture)).map(([picture, text, shown]) => (
          <p class="picture" key={picture}>
            {words.value[text]}
            <PictureButton of={words.value[text]} as="SVG" save={() => void downloadFromRun(picture)} />
            <PictureButton of={words.value[text]} as="PNG" save={() => savePng(picture, shown)} />
          </p>
        ))}
      </div>
    </details>
  );
}

function PictureButton({ of, as, save }: { of: string; as: 'SVG' | 'PNG'; save: () => void }) {
  return (
    <button type="button" onClick={save}>
      <span class="unseen">{fill(words.value.asFile, { name: of, kind: as })}</span>
      <span aria-hidden="true">{as}</span>
    </button>
  );
}
