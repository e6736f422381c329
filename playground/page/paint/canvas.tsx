import { useEffect, useRef } from 'preact/hooks';
import { effect, signal } from '@preact/signals';

/** Counts changes of the size of anything that is drawn. */
const sizes = signal(0);
const observer = new ResizeObserver(() => sizes.value++);

/** A canvas that is drawn again when a signal that `draw` reads has changed, or its size. It is named by what is around it. */
export function Canvas({ draw, class: name }: { draw: (canvas: HTMLCanvasElement) => void; class?: string }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const latest = useRef(draw);
  latest.current = draw;
  useEffect(() => {
    const canvas = ref.current!;
    observer.observe(canvas);
    const dispose = effect(() => {
      if (sizes.value >= 0) latest.current(canvas);
    });
    return () => {
      observer.unobserve(canvas);
      dispose();
    };
  }, []);
  return <canvas ref={ref} class={name} aria-hidden="true" />;
}
