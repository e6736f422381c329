/** train.py: what goes on training the network of model.py. */
import { ValueError } from '../../../errors.ts';
import type { Loss } from '../../../losses/loss.ts';
import type { Model } from '../../../model/model.ts';
import type { Optimizer } from '../../../optimizers/optimizer.ts';
import { PYTORCH_LOSSES } from '../../carried.ts';
import { carrierOf } from '../../carrier.ts';
import type { SampleShape } from '../../sample-shape.ts';
import type { Named } from '../module-writer.ts';
import { flag, number } from '../python/literal.ts';
import { DATA as PYTHON_DATA, type TargetKind } from '../python/data.ts';
import { MAIN, MEMORY } from '../python/main.ts';
import { LION } from './optimizers.ts';
import type { Closing } from './model.ts';
import { penaltyLines } from './penalty.ts';
import { scalerLines } from './scaler.ts';
import { rateFunction } from './schedule.ts';
import type { Stepping } from './stepping.ts';

/** What train.py is written from. */
export interface Trained {
  readonly model: Model;
  readonly optimizer: Optimizer;
  readonly closing: Closing;
  readonly parameters: readonly Named[];
  /** What the optimizer is to PyTorch. */
  readonly stepping: Stepping;
  /** Samples in a step; undefined for all. */
  readonly batchSize: number | undefined;
  readonly shuffle: boolean;
  readonly balanced: boolean;
  readonly ofTable: boolean;
  /** The shape of a sample. */
  readonly sample: SampleShape;
}

const definition = (begin: string, ...lines: readonly string[]): string =>
  [begin, ...lines.map((line) => `    ${line}`)].map((line) => `${line.trimEnd()}\n`).join('');

const WORDS = {
  table: 'DATA is a CSV file with the columns of the table.',
  arrays:
    'DATA is an .npz file with X, as the network takes it, and y, one target a sample: numpy.savez(path, X=X, y=y).',
};

/** The program. @throws ValueError for a loss, a schedule or a scaler that PyTorch has not */
export function trainProgram(where: string, trained: Trained): string {
  const { model, optimizer, closing, parameters, stepping, ofTable } = trained;
  if (model.loss === undefined) throw new ValueError(where, 'a loss', 'none');
  const { inner, accumulate, decay } = stepping;
  const lossLines = carrierOf(where, PYTORCH_LOSSES, model.loss, 'loss', 'loss')(model.loss as never, closing);
  const rate = rateFunction(where, inner.learningRate, inner.decay);
  const frozen = parameters.filter(({ parameter }) => parameter.frozen).map(({ name }) => `    "${name}",`);
  const constants = [
    `STEPS = ${inner.iterations}  # of the optimizer, taken before`,
    `LAST_RATE = ${number(inner.currentLearningRate)}  # that of the last of them`,
    `BATCHES = ${optimizer.iterations}  # of samples, seen before`,
    `BATCH = ${trained.batchSize ?? 'None'}  # samples in a step${trained.batchSize === undefined ? '; None for all' : ''}`,
    `SHUFFLE = ${flag(trained.shuffle)}  # whether each epoch has an order of its own`,
    `BALANCED = ${flag(trained.balanced)}  # whether rare classes weigh more`,
    `SAMPLE = [${trained.sample.map((length) => (typeof length === 'number' ? length : 'None')).join(', ')}]  # its lengths; None for any`,
    `TARGETS = "${targetsOf(model.loss)}"  # what the loss takes`,
    `ACCUMULATE = ${accumulate}  # batches whose gradients make a step`,
    ...(frozen.length === 0 ? ['FROZEN = []'] : ['FROZEN = [', ...frozen, ']']),
  ];
  const parts = [
    rate.map((line) => `${line}\n`).join(''),
    definition('def losses(output, y):', '"""The loss of each sample and output, or of each row."""', ...lossLines),
    definition(
      'def penalty(model):',
      '"""What the sizes of the parameters add to the loss."""',
      ...penaltyLines(parameters),
    ),
    definition('def clip(parameters):', '"""Bounds the gradients."""', ...clipLines(inner)),
    definition('def decay(model, rate):', '"""What weights lose in a step, whatever their gradients."""', ...decay),
    ...(stepping.torch.code.startsWith('Lion') ? [LION] : []),
    MEMORY,
    definition(
      'def make_optimizer(model):',
      '"""The optimizer where nnfs left it."""',
      'named = dict(model.named_parameters())',
      'for name in FROZEN:',
      '    named[name].requires_grad_(False)',
      'parameters = [p for p in named.values() if p.requires_grad]',
      `optimizer = ${stepping.torch.code}`,
      'remember(model, optimizer, read_safetensors(os.path.join(HERE, "optimizer.safetensors")))',
      'return optimizer',
    ),
    definition('def set_rate(optimizer, rate):', '"""Another size of steps."""', ...rateLines(stepping)),
    PYTHON_DATA,
    definition('def read(path):', '"""Inputs and targets, a row a sample."""', ...readLines(where, model, ofTable)),
  ];
  return `"""Goes on training the network of model.py, alone or side by side on processors, GPUs and machines:

    python3 train.py DATA
    torchrun --nproc_per_node=2 train.py DATA

${ofTable ? WORDS.table : WORDS.arrays}
However many processes there are, a step takes the same samples and, but for rounding and chance, gives the same parameters.
The network is kept in trained.pt after each epoch; --resume trained.pt goes on there.
"""
import argparse
import math
import os
import pickle
import sys
import zipfile

import numpy as np
import torch
import torch.distributed as dist
from torch.nn import functional as F
from torch.nn.parallel import DistributedDataParallel

from model import load, read_safetensors
${ofTable ? 'import table\n' : ''}
HERE = os.path.dirname(os.path.abspath(__file__))
${constants.join('\n')}


${parts.join('\n\n')}

${MAIN(closing !== undefined)}`;
}

/** What a loss of the package takes, in the form that the program checks. */
function targetsOf(loss: Loss): TargetKind {
  return TAKES[loss.kind] ?? 'values';
}

const TAKES: Readonly<Record<string, TargetKind>> = {
  CategoricalCrossentropy: 'labels',
  CategoricalCrossentropyFromLogits: 'labels',
  SoftmaxFocalCrossentropy: 'labels',
  KLDivergence: 'labels',
  BinaryCrossentropy: 'shares',
  BinaryCrossentropyFromLogits: 'shares',
  SigmoidBinaryCrossentropy: 'shares',
  SigmoidFocalCrossentropy: 'shares',
  Hinge: 'signs',
  SquaredHinge: 'signs',
  Poisson: 'counts',
};

function clipLines({ clipValue, clipNorm, globalClipNorm }: Optimizer): string[] {
  const lines: string[] = [];
  const gradients = '[p.grad for p in parameters if p.grad is not None]';
  if (clipValue !== undefined) {
    lines.push(`for gradient in ${gradients}:`, `    gradient.clamp_(-${number(clipValue)}, ${number(clipValue)})`);
  }
  const scale = (limit: number): string => `min(1, ${number(limit)} / max(float(norm), 1e-300))`;
  if (clipNorm !== undefined) {
    lines.push(`for gradient in ${gradients}:`, '    norm = gradient.norm()', `    gradient.mul_(${scale(clipNorm)})`);
  }
  if (globalClipNorm !== undefined) {
    lines.push(`norm = torch.stack([gradient.norm() for gradient in ${gradients}]).norm()`);
    lines.push(`for gradient in ${gradients}:`, `    gradient.mul_(${scale(globalClipNorm)})`);
  }
  return lines.length === 0 ? ['pass  # there are no bounds'] : lines;
}

/** What SGD remembers counts steps of the rate that was in force. */
function rateLines({ inner, torch }: Stepping): string[] {
  const scales = torch.slots.includes('momentum_buffer') && inner.kind === 'SGD';
  return [
    'for group in optimizer.param_groups:',
    ...(scales
      ? [
          '    for p in group["params"]:  # what it remembers was measured in steps of the rate before',
          '        if rate > 0 and optimizer.state[p].get("momentum_buffer") is not None:',
          '            optimizer.state[p]["momentum_buffer"].mul_(group["lr"] / rate)',
        ]
      : []),
    '    group["lr"] = rate',
  ];
}

function readLines(where: string, model: Model, ofTable: boolean): readonly string[] {
  if (ofTable) {
    return [
      'try:',
      '    rows = table.labeled(table.read_csv(path, labeled=True))',
      '    if not rows:',
      '        refuse(path, "rows with a target", "none")',
      '    return table.encode(rows), table.targets(rows)',
      'except ValueError as error:',
      '    raise Refused(error if str(error).startswith(path) else f"{path}, {error}")',
    ];
  }
  return [
    'X, y = arrays(path)',
    ...scalerLines(where, model),
    'return torch.from_numpy(np.asarray(X, dtype=np.float32)), y',
  ];
}
