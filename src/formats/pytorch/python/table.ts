import { readingText } from './reading.ts';

/** table.py: no text of a person stands in it. */
export const tableText =
  (): string => String.raw`"""Rows of a table as the network of model.py takes them, and what it answers for them. table.json keeps what nnfs learnt.

    import table
    from model import load
    rows = table.read_csv("rows.csv")
    print(table.answers(load()(table.encode(rows))))
"""
import collections
import csv
import datetime
import gzip
import io
import itertools
import json
import math
import os
import re
import zlib

import torch

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "table.json"), encoding="utf-8") as file:
    TABLE = json.load(file)
MISSING = {kind: set(values) for kind, values in TABLE["missing"].items()}
DECIMAL, THOUSANDS = TABLE["numbers"]["decimal"], TABLE["numbers"]["thousands"]
TARGET = TABLE.get("target")
# What stands around a cell and is no part of it, in quotes or not.
BLANKS = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
GREATEST = 3.4028234663852886e38  # of float32

PLAIN = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
WITH_UNIT = re.compile(r"([+-]?)([$€£¥₹]?) ?([+-]?)([0-9][^%$€£¥₹°]*?|[.,][0-9]+)[ \u00a0\u202f]?([%$€£¥₹°]?)")
GROUPS = re.compile(r"([0-9]{1,3})([,.' \u00a0\u202f\u2019])[0-9]{3}(?:\2[0-9]{3})*(?:(?!\2)[.,][0-9]*)?")
ISO = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})-([0-9]{2})|/([0-9]{1,2})/([0-9]{1,2}))"
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?(?: ?(Z|UTC|[+-][0-9]{2}:?[0-9]{2}))?)?"
)
DAY_FIRST = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -]([0-9]{4})", re.IGNORECASE)
MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})", re.IGNORECASE)
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


def midnight(year, month, day):
    """Milliseconds from 1970 to the beginning of a day, of the year 0 too; ValueError for no day."""
    days = datetime.date(2000 + year % 400, month, day).toordinal() - datetime.date(1970, 1, 1).toordinal()
    return 86400000 * (days + 146097 * (year // 400 - 5))


def time_of(text):
    """Milliseconds since 1970 that a text says; None for none, ValueError for no day and no time of day."""
    match = ISO.fullmatch(text)
    if match:
        year, month, day, slash_month, slash_day, hour, minute, second, fraction, zone = match.groups()
        hour, minute, second = [int(part or 0) for part in (hour, minute, second)]
        if hour > 23 or minute > 59 or second > 59:
            return None
        offset = re.fullmatch("([+-])([0-9]{2}):?([0-9]{2})", zone or "")
        minutes = 60 * hour + minute - (0 if offset is None else int(offset[1] + "1") * (60 * int(offset[2]) + int(offset[3])))
        within = 1000 * (60 * minutes + second) + math.trunc(float("0." + (fraction or "0")) * 1000)
        return midnight(int(year), int(month or slash_month), int(day or slash_day)) + within
    match = DAY_FIRST.fullmatch(text)
    day, name, year = match.groups() if match else (None, "", None)
    if match is None and MONTH_FIRST.fullmatch(text):
        name, day, year = MONTH_FIRST.fullmatch(text).groups()
    months = [i + 1 for i, month in enumerate(MONTHS) if name.lower() in (month, month[:3], "sept" * (i == 8))]
    return midnight(int(year), months[0], int(day)) if name and months else None


def date(text):
    """Milliseconds since 1970, of the years 0 to 9999; None for what is no date."""
    try:
        time = time_of(text)
    except ValueError:
        return None
    return float(time) if time is not None and midnight(0, 1, 1) <= time < midnight(10000, 1, 1) else None


def cell(row, column):
    """The text of a cell, without the blanks around it; None for a gap."""
    value = row.get(column)
    text = "" if value is None else str(value).strip(BLANKS)
    return None if text in MISSING["texts"] else text


def key(text, kind):
    """What different spellings of one value have in common; None for a gap."""
    if text is None or kind in ("category", "text"):
        return text
    read = {"number": number(text), "date": date(text)}
    if read["number"] in MISSING["numbers"] or read["date"] in MISSING["dates"]:
        return None
    if kind == "boolean":
        return text.lower() if text.lower() in ("true", "false") else text
    return text if read[kind] is None else read[kind]


def measured(text):
    """A number, 1 for true and 0 for false; None for a gap and for what is none."""
    value = key(text, "number")
    return value if isinstance(value, float) else {"true": 1.0, "false": 0.0}.get(str(value).lower())


def places(texts, kind):
    """The place of each value among some."""
    return {key(text, kind): i for i, text in enumerate(texts)}


def scaled(value, column):
    return max(-GREATEST, min(GREATEST, (value - column["offset"]) / column["scale"]))


def number_inputs(text, column):
    value = measured(text)
    known = value is not None
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
    if "places" not in column:
        column["places"] = places(column["categories"], column["type"])
    value, others = key(text, column["type"]), len(column["categories"])
    if value is None:
        place = others + column["other"] if column["marked"] else -1
    else:
        place = column["places"].get(value, others if column["other"] else -1)
    return [float(i == place) for i in range(column["inputs"])]


INPUTS = {"number": number_inputs, "date": date_inputs, "category": category_inputs}


${readingText()}def encode(rows):
    """The inputs of the network, [N, I]."""
    inputs = [
        [value for column in TABLE["inputs"] for value in INPUTS[column["kind"]](cell(row, column["column"]), column)]
        for row in rows
    ]
    return torch.tensor(inputs, dtype=torch.float64).to(torch.float32)


def labeled(rows):
    """The rows that have a target."""
    column, of_numbers = TARGET["column"], TARGET["task"] == "regression"
    read = [measured(cell(row, column)) if of_numbers else key(cell(row, column), TARGET["type"]) for row in rows]
    return [row for row, value in zip(rows, read) if value is not None]


def targets(rows):
    """What the network is to give: numbers on their scale [N, 1], or the places of classes [N]."""
    column = TARGET["column"]
    if TARGET["task"] == "regression":
        values = [[(measured(cell(row, column)) - TARGET["offset"]) / TARGET["scale"]] for row in rows]
        return torch.tensor(values, dtype=torch.float64).to(torch.float32)
    known = places(TARGET["labels"], TARGET["type"])
    read = [key(cell(row, column), TARGET["type"]) for row in rows]
    strangers = sorted({repr(cell(row, column)) for row, value in zip(rows, read) if value not in known})
    if strangers:
        few = ", ".join(map(repr, TARGET["labels"])) if len(TARGET["labels"]) <= 8 else f"the {len(TARGET['labels'])} classes of training"
        raise ValueError(f"column {column!r}: expected {few}, received {', '.join(strangers[:8])}")
    return torch.tensor([known[value] for value in read])


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
