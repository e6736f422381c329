import { computed } from '@preact/signals';
import { chineseImages } from '../../words/chinese-images.ts';
import { englishImages, type ImageWords } from '../../words/english-images.ts';
import { language } from '../state/preferences.ts';

/** The texts of what is about pictures. */
export const texts = computed((): ImageWords => (language.value === 'zh' ? chineseImages : englishImages));
