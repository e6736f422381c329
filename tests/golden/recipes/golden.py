"""How the recipes beside this file write what they found: python3 tests/golden/recipes/NAME.py > tests/golden/NAME.json"""
import json
import math
import os
import sys

import numpy as np


def array(x):
    """An array as tests/golden/README.md describes them."""
    x = np.asarray(x)
    values = [v if not isinstance(v, float) or math.isfinite(v) else {'nan': 'NaN', 'inf': 'Infinity', '-inf': '-Infinity'}[str(v)]
              for v in x.ravel().tolist()]
    return {'dtype': str(x.dtype), 'shape': list(x.shape), 'data': values}


def write(source, cases):
    recipe = os.path.join('tests/golden/recipes', os.path.basename(sys.argv[0]))
    json.dump({'source': source, 'recipe': recipe, 'cases': cases}, sys.stdout, separators=(',', ':'))
