"""Prints the cases of resize.test.ts. Python 3.11, Pillow 9.4.0, NumPy 1.24.2: python3 tests/io/images/resize-recipe.py

The pixels are those of a generator that the test has too: s <- (1103515245 s + 12345) mod 2^31, pixel = s >> 16 & 255.
"""
import base64
import numpy as np
from PIL import Image

for mode, channels in [("L", 1), ("RGB", 3)]:
    for (w, h), (w2, h2) in [((9, 7), (4, 3)), ((5, 4), (11, 9)), ((31, 2), (3, 2)), ((6, 40), (7, 4)), ((3, 3), (1, 1)), ((64, 48), (28, 28))]:
        s, pixels = 1, []
        for _ in range(w * h * channels):
            s = (1103515245 * s + 12345) % 2**31
            pixels.append(s >> 16 & 255)
        shape = (h, w) if channels == 1 else (h, w, channels)
        image = Image.fromarray(np.array(pixels, np.uint8).reshape(shape), mode)
        out = np.array(image.resize((w2, h2), Image.BILINEAR))
        if out.size > 100: out = out.reshape(-1)[:100]
        print(f"  [[{h}, {w}, {channels}], [{h2}, {w2}], '{base64.b64encode(out.tobytes()).decode()}'],")
