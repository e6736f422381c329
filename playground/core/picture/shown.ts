/** Of more neurons than this, the first and the last are shown. */
const MOST = 24;
const [FIRST, LAST] = [12, 4];

/** The neurons of a layer that a picture shows. */
export function shownNeurons(neurons: number): number[] {
  const all = Array.from({ length: neurons }, (_, i) => i);
  return neurons <= MOST ? all : [...all.slice(0, FIRST), ...all.slice(-LAST)];
}
