"""Goes from folder to folder, each with modules of the same names."""
import os
import sys

import torch

torch.set_num_threads(1)


def each_folder(root):
    """Stands in each folder of a folder in turn; what is imported there is imported anew."""
    sys.path.insert(0, "")
    for name in sorted(os.listdir(root)):
        os.chdir(os.path.join(root, name))
        for module in ("model", "table", "train"):
            sys.modules.pop(module, None)
        yield name
