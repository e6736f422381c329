"""Run by torchrun, in a folder of toPyTorch with data.npz: how far the gradients, averaged over the processes, are from those of one."""
import os
import sys

import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel

sys.path.insert(0, os.getcwd())
import train

torch.set_num_threads(1)
dist.init_process_group("gloo")
rank, world = dist.get_rank(), dist.get_world_size()
X, y = train.read("data.npz")
weights = train.class_weights(y) if train.BALANCED else None
most = 0.0
for size in (len(X), 7, world, 1):
    batch = torch.arange(len(X))[-size:]
    alone, model = train.load().train(), train.load().train()
    parallel = DistributedDataParallel(model)
    whole = train.backward(alone, alone, X, y, batch, weights)
    share = train.backward(parallel, model, X, y, batch, weights, rank, world)
    dist.all_reduce(share)
    pairs = [(share / world, whole)] + [(p.grad, q.grad) for p, q in zip(model.parameters(), alone.parameters())]
    for found, wanted in pairs:
        most = max(most, float(((found - wanted).abs() / wanted.abs().clamp(min=1)).max()))
everyone = torch.tensor(most)
dist.all_reduce(everyone, dist.ReduceOp.MAX)
if rank == 0:
    print(world, float(everyone))
