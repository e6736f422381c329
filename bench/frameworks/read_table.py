"""Reads a CSV file with pandas, and prints its size, and of columns of numbers the first and the last."""

import sys

import pandas

table = pandas.read_csv(sys.argv[1])
print(f"{len(table)} x {len(table.columns)}")
for name in table.select_dtypes("number").columns[:20]:
    values = table[name].to_numpy()
    print(name, f"{values[0]:.6f}", f"{values[-1]:.6f}")
