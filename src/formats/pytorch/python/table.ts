/** table.py: no text of a person stands in it. */
export const TABLE = `"""Rows of a table as the network of model.py takes them, and what it answers for them. table.json keeps what nnfs learnt.

    import table
    from model import load
    rows = table.read_csv("rows.csv")
    print(table.answers(load()(table.encode(rows))))
"""
import csv
import json
import math
import os
import re
from datetime import datetime, timezone

import torch

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "table.json"), encoding="utf-8") as file:
    TABLE = json.load(file)
MISSING = {kind: set(values) for kind, values in TABLE["missing"].items()}
DECIMAL, THOUSANDS = TABLE["numbers"]["decimal"], TABLE["numbers"]["thousands"]
TARGET = TABLE.get("target")
GREATEST = 3.4028234663852886e38  # of float32

PLAIN = re.compile(r"[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
WITH_UNIT = re.compile(r"([+-]?)([$€£¥₹]?) ?([+-]?)([0-9][^%$€£¥₹°]*?|[.,][0-9]+)[ \\u00a0\\u202f]?([%$€£¥₹°]?)")
GROUPS = re.compile(r"([0-9]{1,3})([,.' \\u00a0\\u202f\\u2019])[0-9]{3}(?:\\2[0-9]{3})*(?:(?!\\2)[.,][0-9]*)?")
ISO = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})-([0-9]{2})|/([0-9]{1,2})/([0-9]{1,2}))"
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]{1,9}))?)?(?: ?(Z|UTC|[+-][0-9]{2}:?[0-9]{2}))?)?"
)
DAY_FIRST = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\\.?,?[ -]([0-9]{4})", re.IGNORECASE)
MONTH_FIRST = re.compile(r"([a-z]{3,9})\\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})", re.IGNORECASE)
MONTHS = "january february march april may june july august september october november december".split()


def plain(text):
    """A number as programs write it, but for a decimal comma."""
    if DECIMAL == ",":
        text = "" if "." in text else text.replace(",", ".", 1)
    value = float(text) if PLAIN.fullmatch(text) else math.inf
    return value if math.isfinite(value) else None


def grouped(text):
    """A number whose thousands are parted."""
    match = GROUPS.fullmatch(text)
    if match is None or match[2] == DECIMAL or THOUSANDS not in (None, match[2]):
        return None
    return plain(text.replace(match[2], ""))


def number(text):
    """A number as people write it, with thousands and a unit; None for anything else."""
    value = plain(text)
    match = WITH_UNIT.fullmatch(text) if value is None else None
    if match is None:
        return value
    sign, before, inner, digits, behind = match.groups()
    if (sign and inner) or (before and behind):
        return None
    value = plain(digits)
    value = grouped(digits) if value is None else value
    return -value if value is not None and "-" in (sign, inner) else value


def date(text):
    """Milliseconds since 1970; None for what is no date."""
    try:
        match = ISO.fullmatch(text)
        if match:
            year, month, day, slash_month, slash_day, hour, minute, second, fraction, zone = match.groups()
            time = [int(part or 0) for part in (hour, minute, second)]
            at = datetime(int(year), int(month or slash_month), int(day or slash_day), *time, tzinfo=timezone.utc)
            offset = re.fullmatch("([+-])([0-9]{2}):?([0-9]{2})", zone or "")
            minutes = 0 if offset is None else int(offset[1] + "1") * (60 * int(offset[2]) + int(offset[3]))
            return at.timestamp() * 1000 + math.trunc(float("0." + (fraction or "0")) * 1000) - 60000 * minutes
        match = DAY_FIRST.fullmatch(text)
        day, name, year = match.groups() if match else (None, "", None)
        if match is None and MONTH_FIRST.fullmatch(text):
            name, day, year = MONTH_FIRST.fullmatch(text).groups()
        months = [i + 1 for i, month in enumerate(MONTHS) if name.lower() in (month, month[:3], "sept" * (i == 8))]
        return datetime(int(year), months[0], int(day), tzinfo=timezone.utc).timestamp() * 1000 if name and months else None
    except ValueError:
        return None


def cell(row, column):
    """The text of a cell; None for a gap."""
    value = row.get(column)
    text = "" if value is None else str(value)
    return None if text.strip() in MISSING["texts"] else text


def key(text, kind):
    """What different spellings of one value have in common; None for a gap."""
    if text is None:
        return None
    if kind == "boolean":
        return text.strip().lower() if text.strip().lower() in ("true", "false") else text
    read = {"number": number, "date": date}.get(kind)
    value = read(text.strip()) if read else None
    if value is None:
        return text
    return None if value in MISSING[kind + "s"] else value


def places(texts, kind):
    """A function that gives the place of a value among some; blanks around it count only where one of them has such."""
    found = {key(text, kind): i for i, text in enumerate(texts)}
    return lambda value: found.get(value, found.get(value.strip()) if isinstance(value, str) else None)


def scaled(value, column):
    return max(-GREATEST, min(GREATEST, (value - column["offset"]) / column["scale"]))


def number_inputs(text, column):
    value = key(text, "number")
    known = isinstance(value, float)
    return [scaled(value if known else column["fill"], column)] + [float(not known)] * column["marked"]


def date_inputs(text, column):
    value = key(text, "date")
    known = isinstance(value, float)
    inputs = [scaled(value if known else column["fill"], column)]
    for period in column["periods"]:
        angle = 2 * math.pi * math.fmod(value / period, 1) if known else 0
        inputs += [math.sin(angle), math.cos(angle)] if known else [0.0, 0.0]
    return inputs + [float(not known)] * column["marked"]


def category_inputs(text, column):
    if "place" not in column:
        column["place"] = places(column["categories"], column["type"])
    value, others = key(text, column["type"]), len(column["categories"])
    if value is None:
        place = others + column["other"] if column["marked"] else -1
    else:
        place = column["place"](value)
        place = place if place is not None else others if column["other"] else -1
    return [float(i == place) for i in range(column["inputs"])]


INPUTS = {"number": number_inputs, "date": date_inputs, "category": category_inputs}


def read_csv(path):
    """The rows of a file, as texts by the names of its columns."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        header = re.sub('"[^"]*"', "", file.readline())
        delimiter = max(",;\\t|", key=header.count)
        file.seek(0)
        lines = [line for line in csv.reader(file, delimiter=delimiter, skipinitialspace=True) if line]
    wanted = {column["column"] for column in TABLE["inputs"]} | {TARGET["column"] if TARGET else None}
    names = [name if name in wanted else name.strip() for name in lines[0]]
    lacking = [column["column"] for column in TABLE["inputs"] if column["column"] not in names]
    if lacking:
        raise ValueError(f"{path}: expected the columns of the table, received none of the name {', '.join(lacking)}")
    return [dict(zip(names, line)) for line in lines[1:]]


def encode(rows):
    """The inputs of the network, [N, I]."""
    inputs = [
        [value for column in TABLE["inputs"] for value in INPUTS[column["kind"]](cell(row, column["column"]), column)]
        for row in rows
    ]
    return torch.tensor(inputs, dtype=torch.float64).to(torch.float32)


def labeled(rows):
    """The rows that have a target."""
    read = [key(cell(row, TARGET["column"]), TARGET["type"]) for row in rows]
    of_numbers = TARGET["task"] == "regression"
    return [row for row, value in zip(rows, read) if (isinstance(value, float) if of_numbers else value is not None)]


def targets(rows):
    """What the network is to give: numbers on their scale [N, 1], or the places of classes [N]."""
    column = TARGET["column"]
    if TARGET["task"] == "regression":
        values = [[(key(cell(row, column), "number") - TARGET["offset"]) / TARGET["scale"]] for row in rows]
        return torch.tensor(values, dtype=torch.float64).to(torch.float32)
    place = places(TARGET["labels"], TARGET["type"])
    read = [key(cell(row, column), TARGET["type"]) for row in rows]
    strangers = sorted({str(value) for value in read if place(value) is None})
    if strangers:
        raise ValueError(f"classes that training has not seen: {', '.join(strangers)}")
    return torch.tensor([place(value) for value in read])


def confidences(output):
    """How sure the network is of each class, [N, C]."""
    if TARGET["confidence"] != "itself":
        output = torch.softmax(output, -1) if TARGET["confidence"] == "softmax" else torch.sigmoid(output)
    return torch.cat([1 - output, output], -1) if output.shape[-1] == 1 else output


def answers(output):
    """What outputs of the network say: a class, or a number in the unit of its column."""
    if TARGET["task"] == "regression":
        return [value * TARGET["scale"] + TARGET["offset"] for value in output.double().flatten().tolist()]
    return [TARGET["answers"][i] for i in confidences(output).argmax(-1).tolist()]
`;
