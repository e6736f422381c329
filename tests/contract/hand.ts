/** Layers run one by one by hand, as the book does: what containers and models must equal, bit for bit. */
import { add, type FloatTensor, type Layer } from 'nnfs';

export interface Hand {
  readonly layers: readonly Layer[];
  readonly forward: (inputs: FloatTensor, training?: boolean) => FloatTensor;
  readonly backward: (dvalues: FloatTensor) => FloatTensor;
}

export const chain = (...layers: readonly Layer[]): Hand => ({
  layers,
  forward: (inputs, training = false) => layers.reduce((values, layer) => layer.forward(values, { training }), inputs),
  backward: (dvalues) => layers.reduceRight((values, layer) => layer.backward(values), dvalues),
});

/** output = inputs + f(inputs) */
export const around = ({ layers, forward, backward }: Hand): Hand => ({
  layers,
  forward: (inputs, training) => add(inputs, forward(inputs, training)) as FloatTensor,
  backward: (dvalues) => add(backward(dvalues), dvalues) as FloatTensor,
});

export const join = (...hands: readonly Hand[]): Hand => ({
  layers: hands.flatMap(({ layers }) => layers),
  forward: (inputs, training) => hands.reduce((values, hand) => hand.forward(values, training), inputs),
  backward: (dvalues) => hands.reduceRight((values, hand) => hand.backward(values), dvalues),
});
