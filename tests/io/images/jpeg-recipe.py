"""Prints the pictures of jpegs.ts. Python 3.11, Pillow 9.4.0 with libjpeg-turbo 2.1.5: python3 tests/io/images/jpeg-recipe.py"""
import base64, io
import numpy as np
from PIL import Image

H, W = 17, 22
y, x = np.mgrid[0:H, 0:W]
color = np.stack([x * 11, y * 15, (x * y * 3) % 256], axis=2).astype(np.uint8)
CASES = [
    ("gray", "L", dict(quality=80)),
    ("gray, progressive", "L", dict(quality=80, progressive=True)),
    ("colors, 4:4:4", "RGB", dict(quality=90, subsampling=0)),
    ("colors, 4:2:2", "RGB", dict(quality=85, subsampling=1)),
    ("colors, 4:2:0", "RGB", dict(quality=75, subsampling=2)),
    ("colors, 4:2:0, progressive", "RGB", dict(quality=50, subsampling=2, progressive=True)),
]
print("/** Made by jpeg-recipe.py: files, and the pixels that Pillow reads of them, [17, 22, C]; both in base64. */")
print("export const JPEGS: readonly [kind: string, file: string, channels: number, pixels: string][] = [")
for kind, mode, options in CASES:
    out = io.BytesIO()
    Image.fromarray(color).convert(mode).save(out, "JPEG", optimize=True, **options)
    pixels = np.array(Image.open(io.BytesIO(out.getvalue())))
    file, held = (base64.b64encode(b).decode() for b in (out.getvalue(), pixels.tobytes()))
    print(f"  ['{kind}', '{file}', {1 if mode == 'L' else 3}, '{held}'],")
print("];")
out = io.BytesIO()
Image.new("CMYK", (8, 8)).save(out, "JPEG", optimize=True)
print("\n/** Four components. */")
print(f"export const CMYK = '{base64.b64encode(out.getvalue()).decode()}';")
