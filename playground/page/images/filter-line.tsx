import { WINDOW } from '../../core/settings/image-sizes.ts';
import { NumbersLine } from '../network/numbers.tsx';
import { useCalm } from '../state/calm.ts';
import { fill } from '../state/preferences.ts';
import { chosen } from '../state/state.ts';
import { texts } from './texts.ts';

/** The numbers of the filter that is chosen. */
export function FilterLine() {
  const stages = useCalm()?.picture.seen?.stages ?? [];
  const [chosenLayer, filter] = chosen.value;
  const layer = stages.length + chosenLayer;
  const stage = chosenLayer < 0 ? stages[layer] : undefined;
  if (stage === undefined || filter >= stage.biases.length) return null;
  const { kernels, biases } = stage;
  const weights = Array.from(kernels).filter((_, i) => i % biases.length === filter);
  const maps = weights.length / WINDOW ** 2;
  return (
    <NumbersLine
      id={`conv${layer}.${filter}`}
      name={fill(texts.value.filter, { layer: layer + 1, filter })}
      {...{ kind: 'Conv2D', layer, unit: filter, weights, bias: biases[filter]! }}
      from={(i) => {
        const at = [Math.floor(i / maps / WINDOW), Math.floor(i / maps) % WINDOW, i % maps] as const;
        return { at, name: fill(texts.value.weightAt, { row: at[0], column: at[1], map: at[2] }) };
      }}
    />
  );
}
