"""What this interpreter has: NumPy, its BLAS, PyTorch, pandas. Printed as JSON."""

import importlib.util
import json
import sys

found = {"python": sys.version.split()[0], "numpy": None, "blas": None, "torch": None, "pandas": None}
try:
    import numpy

    found["numpy"] = numpy.__version__
    with open("/proc/self/maps", encoding="utf-8") as maps:
        libraries = {line.split()[-1].rsplit("/", 1)[-1] for line in maps if "/" in line}
    known = {"openblas": "OpenBLAS", "mkl_rt": "MKL", "blis": "BLIS", "libblas.so": "the reference BLAS"}
    found["blas"] = next((name for key, name in known.items() if any(key in library for library in libraries)), None)
except (ImportError, OSError):
    pass
for package in ("torch", "pandas"):
    if importlib.util.find_spec(package) is not None:
        found[package] = True
print(json.dumps(found))
