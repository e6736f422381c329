import { useSignal, useSignalEffect } from '@preact/signals';
import { useId } from 'preact/hooks';
import { LESSONS, isRight, type Lesson } from '../../lessons/lessons.ts';
import { CHAPTERS, type Chapter } from '../../lessons/chapters.ts';
import { openLesson } from '../player/player.ts';
import { fill, language, words } from '../state/preferences.ts';
import { answered, asked, lesson } from '../state/state.ts';
import { cursor, lines, walk } from '../arithmetic/walking.ts';

/** A question, to be answered before the number is shown. */
export function LessonCard() {
  const chapter = lesson.value;
  const found = useSignal<unknown>(undefined);
  useSignalEffect(() => {
    const place = asked.value;
    // The run of the lesson before may have such a number too: each walk is looked through, once.
    if (place === undefined || found.value === walk.value) return;
    const at = lines.value.findIndex(
      ({ page, line }) => page.name === place.page && page.layer === place.layer && line.name === place.line,
    );
    if (at < 0) return;
    found.value = walk.value;
    cursor.value = at;
  });
  if (chapter === undefined) return null;
  const { title, question, reason, answer } = LESSONS[chapter];
  const { lessonOf, closeLesson, previousLesson, nextLesson } = words.value;
  const given = answered.value?.chapter === chapter ? answered.value : undefined;
  const at = CHAPTERS.indexOf(chapter);
  return (
    <section class="card lesson" aria-labelledby="lesson-heading">
      <h2 id="lesson-heading">
        <span class="muted">{fill(lessonOf, { chapter })}</span> {title[language.value]}
      </h2>
      <p>{question[language.value]}</p>
      {given === undefined ? (
        <Answer key={chapter} chapter={chapter} />
      ) : (
        <p class="reason" role="status">
          <strong>{verdict(given.text, answer)}</strong> {reason[language.value]}
        </p>
      )}
      <div class="lesson-steps">
        <button type="button" aria-disabled={at === 0} onClick={() => at > 0 && openLesson(CHAPTERS[at - 1])}>
          <span aria-hidden="true">‹</span> {previousLesson}
        </button>
        <button
          type="button"
          aria-disabled={at === CHAPTERS.length - 1}
          onClick={() => at < CHAPTERS.length - 1 && openLesson(CHAPTERS[at + 1])}
        >
          {nextLesson} <span aria-hidden="true">›</span>
        </button>
        <button type="button" onClick={() => openLesson(undefined)}>
          {closeLesson}
        </button>
      </div>
    </section>
  );
}

function verdict(text: string | undefined, answer: Lesson['answer']): string {
  const { answerRight, answerOther, answerIs } = words.value;
  if (text === undefined) return fill(answerIs, { answer });
  return fill(isRight(text, answer) ? answerRight : answerOther, { answer });
}

function Answer({ chapter }: { chapter: Chapter }) {
  const id = useId();
  const text = useSignal('');
  const give = (value: string | undefined): void => {
    answered.value = { chapter, text: value };
    asked.value = undefined;
  };
  const { yourAnswer, giveAnswer, skipAnswer } = words.value;
  return (
    <form
      class="answer"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.value.trim() !== '') give(text.value);
      }}
    >
      <label for={id}>{yourAnswer}</label>
      <input
        id={id}
        inputMode={typeof LESSONS[chapter].answer === 'number' ? 'decimal' : 'text'}
        autocomplete="off"
        value={text.value}
        onInput={({ currentTarget }) => (text.value = currentTarget.value)}
      />
      <button type="submit">{giveAnswer}</button>
      <button type="button" onClick={() => give(undefined)}>
        {skipAnswer}
      </button>
    </form>
  );
}
