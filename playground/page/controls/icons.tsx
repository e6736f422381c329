/** Drawn on 24 by 24. */
const PATHS = {
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M6.5 5h4v14h-4zM13.5 5h4v14h-4z',
  next: 'M8 5v14l8-7z',
  back: 'M16 5v14l-8-7z',
  nextEpoch: 'M5 5v14l7.5-7zM12.5 5v14l7.5-7z',
  backEpoch: 'M19 5v14l-7.5-7zM11.5 5v14l-7.5-7z',
  nextLayer: 'M6 5v14l7-7zM15 5h2.5v14h-2.5z',
  backLayer: 'M18 5v14l-7-7zM6.5 5h2.5v14h-2.5z',
  reset: 'M5 5h2.5v14h-2.5zM19 5v14l-10-7z',
};

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <path d={PATHS[name]} fill="currentColor" />
    </svg>
  );
}
