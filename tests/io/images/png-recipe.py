"""Prints the pictures of pictures.ts. Python 3.11, Pillow 9.4.0, NumPy 1.24.2: python3 tests/io/images/png-recipe.py

The files are put together here, since Pillow writes only some of the kinds; the pixels are those that Pillow reads.
"""
import base64, io, struct, zlib
import numpy as np
from PIL import Image

W, H = 11, 6
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]

def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

def pack(row, depth):
    if depth == 8: return row.astype(np.uint8).tobytes()
    if depth == 16: return row.astype(">u2").tobytes()
    bits = (row[:, None] >> np.arange(depth)[::-1] & 1).astype(np.uint8)
    return np.packbits(bits).tobytes()

def filtered(kind, row, above, width):
    out = bytearray([kind])
    for i, value in enumerate(row):
        a = row[i - width] if i >= width else 0
        b = above[i]
        c = above[i - width] if i >= width else 0
        p = a + b - c
        paeth = min((a, b, c), key=lambda v: abs(p - v))
        out.append((value - [0, a, b, (a + b) // 2, paeth][kind]) % 256)
    return bytes(out)

def rows(samples, depth, channels):
    packed = [pack(row.reshape(-1), depth) for row in samples]
    width = max(1, channels * depth // 8)
    above = bytes(len(packed[0]))
    out = b""
    for y, row in enumerate(packed):
        out += filtered(y % 5 if y else (depth + channels) % 5, row, above, width)
        above = row
    return out

def png(samples, depth, color, interlaced, extra=b""):
    channels = CHANNELS[color]
    header = struct.pack(">IIBBBBB", W, H, depth, color, 0, 0, interlaced)
    lattices = ADAM7 if interlaced else [(0, 0, 1, 1)]
    passes = [samples[y::dy, x::dx] for x, y, dx, dy in lattices]
    data = zlib.compress(b"".join(rows(p, depth, channels) for p in passes if p.size), 9)
    half = len(data) // 2  # two chunks
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", data[:half]) + chunk(b"IDAT", data[half:])
        + chunk(b"IEND", b""))

def read(data, color, depth, samples, key):
    """Pillow compares the one transparent color of a file with pixels that it has scaled already, so here opacity is by the standard."""
    image = Image.open(io.BytesIO(data))
    if color == 0:
        gray = np.array(image).astype(np.int64) >> 8 if depth == 16 else np.array(image.convert("L"))
        pixels = gray[..., None]
    else:
        mode = {2: "RGB", 3: "RGB" if key is None else "RGBA", 4: "LA", 6: "RGBA"}[color]
        pixels = np.array(image.convert(mode))
    if color in (0, 2) and key is not None:
        opacity = np.where((samples == key).all(axis=2), 0, 255)
        pixels = np.concatenate([pixels, opacity[..., None]], axis=2)
    return pixels.astype(np.uint8)

rng = np.random.RandomState(5)
print("/** Made by png-recipe.py: files of all kinds, and the pixels that Pillow reads of them, [6, 11, C]; both in base64. */")
print("export const PICTURES: readonly [kind: string, file: string, channels: number, pixels: string][] = [")
for color, depths in [(0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16])]:
    for depth in depths:
        for interlaced in [0, 1]:
            for keyed in [False, True] if color in (0, 2, 3) else [False]:
                samples = rng.randint(0, 2 ** depth, (H, W, CHANNELS[color]))
                extra, key = b"", None
                if color == 3:
                    count = min(2 ** depth, 20)
                    samples %= count
                    extra = chunk(b"PLTE", rng.bytes(3 * count))
                if keyed:
                    key = rng.bytes(count - 1) if color == 3 else samples[2, 3]
                    extra += chunk(b"tRNS", key if color == 3 else key.astype(">u2").tobytes())
                data = png(samples, depth, color, interlaced, extra)
                pixels = read(data, color, depth, samples, key)
                name = {0: "gray", 2: "rgb", 3: "palette", 4: "gray and opacity", 6: "rgba"}[color]
                kind = f"{name}, {depth} bit" + (", interlaced" if interlaced else "") + (", transparent" if keyed else "")
                file, held = (base64.b64encode(b).decode() for b in (data, pixels.tobytes()))
                print(f"  ['{kind}', '{file}', {pixels.shape[2]}, '{held}'],")
print("];")
