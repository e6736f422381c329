import { computed } from '@preact/signals';
import { linkOf } from '../../core/settings/changes.ts';
import { ExportMenu } from './export-menu.tsx';
import { THEMES, language, named, speak, theme, words } from '../state/preferences.ts';
import { CHAPTERS } from '../../lessons/chapters.ts';
import { openLesson, pathOf } from '../player/player.ts';
import { helpIsOpen, lesson, notice, place, recipe, view } from '../state/state.ts';

const THEME_WORDS = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const;

export function Header() {
  const { title, tagline, share, help, languageName, theme: themeName } = words.value;
  const other = language.value === 'en' ? 'zh' : 'en';
  return (
    <header class="header">
      <h1>
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
          <path d="M5 6L19 12L5 18M5 6v12" fill="none" stroke="currentColor" stroke-width="1.6" />
          <circle cx="5" cy="6" r="3" fill="#E69F00" />
          <circle cx="5" cy="18" r="3" fill="#44AA99" />
          <circle cx="19" cy="12" r="3.2" fill="#0072B2" />
        </svg>
        {title} <small>{tagline}</small>
      </h1>
      <div class="tools">
        <Kernels />
        <button type="button" onClick={() => openLesson(lesson.value === undefined ? CHAPTERS[0] : undefined)}>
          {words.value.lessons}
        </button>
        <button type="button" onClick={() => void copyLink()}>
          {share}
        </button>
        <ExportMenu />
        <button
          type="button"
          lang={other === 'zh' ? 'zh-CN' : 'en'}
          title={languageName}
          onClick={() => void speak(other)}
        >
          {words.value.language}
        </button>
        <button type="button" title={themeName} onClick={nextTheme}>
          <span aria-hidden="true">◐</span>{' '}
          <span class="unseen">{named(themeName, words.value[THEME_WORDS[theme.value]])}</span>
        </button>
        <button type="button" title={help} aria-label={help} onClick={() => (helpIsOpen.value = true)}>
          ?
        </button>
      </div>
    </header>
  );
}

function nextTheme(): void {
  theme.value = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length]!;
}

const kernels = computed(() => view.value?.kernels);

/** Which kernels compute; the plain ones are slow, so it says why. */
function Kernels() {
  const { kind, why = '' } = kernels.value ?? {};
  if (kind === undefined) return null;
  const { kernelsSimd, kernelsPlain } = words.value;
  return <span class={`kernels ${kind}`}>{kind === 'simd' ? kernelsSimd : kernelsPlain.replace('{why}', why)}</span>;
}

/** The link of the run where it stands. */
async function copyLink(): Promise<void> {
  history.replaceState(null, '', pathOf(linkOf(recipe.value, place.value.step)));
  try {
    await navigator.clipboard.writeText(location.href);
    notice.value = words.value.shareDone;
  } catch {
    notice.value = words.value.shareHere;
  }
  setTimeout(() => (notice.value = ''), 4000);
}
