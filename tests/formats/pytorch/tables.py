"""What table.py and model.py in each folder of a folder make of rows.csv there, as answers.json."""
import json
import sys

import torch

from folders import each_folder

for _ in each_folder(sys.argv[1]):
    import model
    import table
    import train  # its constants and functions, whatever people called their columns

    rows = table.read_csv("rows.csv")
    with torch.no_grad():
        output = model.load()(table.encode(rows))
    labeled = table.labeled(rows)
    found = {"inputs": table.encode(rows).tolist(), "answers": table.answers(output), "targets": table.targets(labeled).tolist()}
    if table.TARGET["task"] == "classification":
        found["confidences"] = table.confidences(output).tolist()
    with open("answers.json", "w") as file:
        json.dump(found, file)
