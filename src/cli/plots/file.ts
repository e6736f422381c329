/** The file of a report: a page, a picture, or pixels. */
import { writeFileAtomically } from '../../io/node-file.ts';
import { svgOf } from '../../plots/picture.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { formOf } from './option.ts';
import type { Report } from './report.ts';

/** Writes a report. */
export type ReportWriter = (report: Report) => void;

/**
 * Prepares for writing, so that what lacks is told before long work.
 *
 * @param where the option that names the file
 * @throws NnfsError where PNG is asked for and the packages for it are not there
 */
export async function reportWriter(where: string, path: string, terminal: Terminal): Promise<ReportWriter> {
  const write = (content: Uint8Array): void => {
    writeFileAtomically(where, path, content);
  };
  const asText = (content: string): void => {
    write(new TextEncoder().encode(content));
  };
  switch (formOf(path)) {
    case 'png': {
      const { loadRenderer, unwritable } = await import('./png.ts');
      const renderer = await loadRenderer(where);
      const { sheetOf } = await import('./sheet.ts');
      return (report) => {
        const sheet = sheetOf(report);
        const letters = unwritable(sheet);
        if (letters.length > 0) terminal.complain(`${path} lacks ${letters.slice(0, 8).join(' ')}${letters.length > 8 ? ' ...' : ''}, which its font has not; .html and .svg show every letter`); // prettier-ignore
        write(renderer.render(sheet));
      };
    }
    case 'svg': {
      const { sheetOf } = await import('./sheet.ts');
      return (report) => asText(svgOf(sheetOf(report)));
    }
    default: {
      const { pageOf } = await import('./page.ts');
      return (report) => asText(pageOf(report));
    }
  }
}
