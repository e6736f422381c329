import type { Settings } from '../settings/settings.ts';

/** What the library calls them. */
export const ACTIVATION_NAMES: Readonly<Record<Settings['activation'], string>> = {
  relu: 'ReLU',
  leakyRelu: 'LeakyReLU',
  elu: 'ELU',
  selu: 'SELU',
  gelu: 'GELU',
  swish: 'Swish',
  hardSwish: 'HardSwish',
  mish: 'Mish',
  softplus: 'Softplus',
  softsign: 'Softsign',
  tanh: 'Tanh',
  sigmoid: 'Sigmoid',
  linear: 'Linear',
};

export const OPTIMIZER_NAMES: Readonly<Record<Settings['optimizer'], string>> = {
  adam: 'Adam',
  sgd: 'SGD',
  adagrad: 'Adagrad',
  rmsprop: 'RMSprop',
  adamw: 'AdamW',
  nadam: 'Nadam',
  adamax: 'Adamax',
  amsgrad: 'AMSGrad',
  adadelta: 'Adadelta',
  lion: 'Lion',
};
