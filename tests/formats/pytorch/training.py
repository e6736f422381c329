"""Runs the train.py in each folder of a folder with the words of its file `words`, in one process; writes down what it prints, and what is in trained.pt."""
import contextlib
import io
import json
import sys

import torch

from folders import each_folder


def write(path, tensors):
    """Tensors as a safetensors file."""
    header, data = {}, b""
    for name, values in tensors.items():
        values = values.detach().to(torch.float32).contiguous()
        begin, data = len(data), data + values.numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(values.shape), "data_offsets": [begin, len(data)]}
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + data)


for _ in each_folder(sys.argv[1]):
    import train  # that of this folder

    with open("words", encoding="utf-8") as file:
        sys.argv = ["train.py", *json.load(file)]
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        train.main()
    with open("printed", "w", encoding="utf-8") as file:
        file.write(printed.getvalue())
    saved = torch.load("trained.pt", weights_only=True)
    write("after.safetensors", saved["model"])
    write("slots.safetensors", saved["optimizer"])
    with open("rates", "w", encoding="utf-8") as file:
        json.dump([train.rate(step) for step in range(60)], file)
