/** How train.py reads its samples, and refuses what the network and its loss do not take: in a line, before any work. */

/** What a loss takes: whole numbers that are labels or rows of shares, shares, signs, counts, or any numbers. */
export type TargetKind = 'labels' | 'shares' | 'signs' | 'counts' | 'values';

export const DATA = `class Refused(ValueError):
    pass


def refuse(place, expected, received):
    raise Refused(f"{place}: expected {expected}, received {received}")


def arrays(path):
    """X and y of an .npz file."""
    try:
        found = np.load(path)
        found = {name: found[name] for name in found.files}
    except FileNotFoundError:
        refuse(path, "an .npz file", "none")
    except IsADirectoryError:
        refuse(path, "an .npz file", "a folder")
    except OSError as error:
        refuse(path, "an .npz file", (error.strerror or "another one").lower())
    except (AttributeError, EOFError, ValueError, zipfile.BadZipFile):
        refuse(path, "an .npz file of numbers, as numpy.savez writes it", "another one")
    for name in ("X", "y"):
        if name not in found:
            refuse(path, "arrays X and y", ", ".join(found) or "none")
        if found[name].dtype.kind not in "biuf":
            refuse(path, f"numbers in {name}", found[name].dtype)
        if not np.isfinite(found[name]).all():
            refuse(path, f"finite numbers in {name}", found[name][~np.isfinite(found[name])][0])
    X, y = found["X"], found["y"]
    if X.ndim == 0 or len(X) == 0:
        refuse(path, "samples in X", "none")
    if y.ndim == 0 or len(y) != len(X):
        refuse(path, f"{len(X)} targets in y, one for each sample of X", len(y) if y.ndim else 1)
    return X, torch.from_numpy(np.ascontiguousarray(y))


TAKES = {
    "shares": ("numbers from 0 to 1", lambda y: (y >= 0) & (y <= 1)),
    "signs": ("1 and 0, or 1 and -1", lambda y: (y == 1) | (y == 0) | (y == -1)),
    "counts": ("numbers from 0", lambda y: y >= 0),
    "values": ("finite numbers", torch.isfinite),
}


def check(path, model, X, y):
    """Refuses samples that the network does not take, and targets that the loss does not take."""
    try:
        with torch.no_grad():
            output = model.eval()(X[:1].to(next(model.parameters()).device))
    except (IndexError, RuntimeError, ValueError):
        output = None
    if output is None or X.dim() - 1 != len(SAMPLE):
        refuse(path, f"samples [{', '.join(str(length or 'any') for length in SAMPLE)}]", list(X.shape[1:]))
    shape, (expected, holds) = list(output.shape[1:]), TAKES.get(TARGETS, TAKES["shares"])
    if TARGETS == "labels" and (y.dim() < output.dim() or BALANCED):
        shape, C = shape[:-1], shape[-1]
        expected, holds = f"classes from 0 to {C - 1}", lambda y: (y >= 0) & (y < C) & (y == y.long())
    if y[0].numel() != math.prod(shape):
        refuse(path, f"targets {shape}", list(y.shape[1:]))
    strangers = y[~holds(y)]
    if len(strangers):
        refuse(path, f"targets to be {expected}", f"{strangers[0].item():.9g}")
`;
