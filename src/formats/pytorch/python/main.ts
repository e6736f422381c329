/** What an optimizer keeps, by names. */
export const MEMORY = `def memory(model, optimizer):
    """What the optimizer keeps of each parameter, and gradients whose step is still to come."""
    kept = {}
    for name, p in model.named_parameters():
        slots = {**optimizer.state.get(p, {}), "grad": p.grad}
        kept.update({f"{name}.{slot}": torch.as_tensor(value) for slot, value in slots.items() if value is not None})
    return kept


def remember(model, optimizer, kept):
    """Gives the optimizer what another has kept."""
    named = dict(model.named_parameters())
    for name, value in kept.items():
        path, slot = name.rsplit(".", 1)
        value = value.clone() if slot == "step" else value.clone().to(named[path].device)
        if slot == "grad":
            named[path].grad = value
        else:
            optimizer.state[named[path]][slot] = value
`;

/** The end of train.py: steps, and the way through the samples. */
export const MAIN = (logits: boolean): string => `
def class_weights(y):
    """By which each class counts as much as another."""
    counts = torch.bincount(y.long().flatten())
    return len(y) / ((counts > 0).sum() * counts.clamp(min=1))


def backward(parallel, model, X, y, batch, weights=None, rank=0, world=1):
    """Adds the gradient of the mean loss of a batch, of which each process takes its share; the mean over processes is the whole."""
    share = batch[rank::world]
    count, share = len(share), share if len(share) else batch[:1]  # who gets none takes part with a weight of 0
    device = next(model.parameters()).device
    output, targets = parallel(X[share].to(device)${logits ? ', logits=True' : ''}), y[share].to(device)
    each = losses(output, targets)
    if weights is not None:
        each = each * weights.to(device)[targets.long()].reshape(each.shape)
    loss = each.mean() * (count * world / len(batch)) + penalty(model)
    (loss / ACCUMULATE).backward()
    return loss.detach()


def whole(text):
    if int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected 1 or more, received {text}")
    return int(text)


def positive(text):
    if not 0 < float(text) < float("inf"):
        raise argparse.ArgumentTypeError(f"expected a number above 0, received {text}")
    return float(text)


def resumed(path, device, model):
    """What train.py kept of this network."""
    try:
        saved = torch.load(path, map_location=device, weights_only=True)
        model.load_state_dict(saved["model"])
        return [saved[name] for name in ("rate", "optimizer", "step", "seen", "epoch")]
    except FileNotFoundError:
        refuse("--resume", "a file that train.py kept", f"none of the name {path}")
    except (EOFError, KeyError, OSError, RuntimeError, TypeError, ValueError, pickle.UnpicklingError):
        refuse("--resume", "what train.py kept of this network", path)


def run():
    parser = argparse.ArgumentParser(description="Goes on training the network of model.py.")
    parser.add_argument("data")
    parser.add_argument("--epochs", type=whole, default=1, help="how often all samples are seen")
    parser.add_argument("--batch-size", type=whole, default=BATCH, help="samples in a step, of all processes together")
    parser.add_argument("--learning-rate", type=positive, help="a constant rate in place of the one it had")
    parser.add_argument("--resume", help="a trained.pt to go on with")
    arguments = parser.parse_args()
    X, y = read(arguments.data)

    rank, world, cuda = 0, 1, torch.cuda.is_available()
    device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0))) if cuda else torch.device("cpu")
    if cuda:
        torch.cuda.set_device(device)
    if "RANK" in os.environ:  # torchrun sets it
        dist.init_process_group("nccl" if cuda else "gloo")
        rank, world = dist.get_rank(), dist.get_world_size()
    torch.manual_seed(rank)  # what is dropped

    model = load().to(device)
    check(arguments.data, model, X, y)
    model.train()
    if cuda and world > 1:  # processors have no such layers: there each process normalizes its own share
        model = torch.nn.SyncBatchNorm.convert_sync_batchnorm(model)
    optimizer = make_optimizer(model)
    parameters = [p for p in model.parameters() if p.requires_grad]
    step, seen, first, now = STEPS, BATCHES, 0, rate(STEPS)
    if arguments.resume:
        kept_rate, kept, step, seen, first = resumed(arguments.resume, device, model)
        set_rate(optimizer, float(kept_rate))
        remember(model, optimizer, kept)
    parallel = DistributedDataParallel(model, device_ids=[device] if cuda else None) if world > 1 else model

    size = min(arguments.batch_size or len(X), len(X))
    weights = class_weights(y) if BALANCED else None
    for epoch in range(first, first + arguments.epochs):
        order = torch.randperm(len(X), generator=torch.Generator().manual_seed(epoch)) if SHUFFLE else torch.arange(len(X))
        total = 0.0
        for batch in order.split(size):
            total += backward(parallel, model, X, y, batch, weights, rank, world) * len(batch)
            seen += 1
            if seen % ACCUMULATE:
                continue
            now = rate(step) if arguments.learning_rate is None else arguments.learning_rate
            set_rate(optimizer, now)
            clip(parameters)
            decay(model, now)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
        if world > 1:
            dist.all_reduce(total)
        if rank == 0:
            print(f"epoch {epoch}: loss {float(total) / len(X) / world:.9g}, learning rate {now:.9g}", flush=True)
            kept = {"model": model.state_dict(), "optimizer": memory(model, optimizer), "rate": torch.tensor(now, dtype=torch.double)}
            torch.save({**kept, "step": step, "seen": seen, "epoch": epoch + 1}, "trained.pt.tmp")
            os.replace("trained.pt.tmp", "trained.pt")
    if world > 1:
        dist.destroy_process_group()


def main():
    try:
        run()
    except Refused as error:  # in a line, as a wrong call
        print(f"train.py: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
`;
