/** Modules that `torch.nn` lacks, each written where a network needs it. */
export const HELPERS = {
  Permute: `class Permute(nn.Module):
    """Puts the axes into another order: channels behind the samples, or last, as nnfs has them."""

    def __init__(self, *axes):
        super().__init__()
        self.axes = axes

    def forward(self, x):
        return x.permute(0, *self.axes)
`,
  Reshape: `class Reshape(nn.Module):
    """Gives each sample another shape."""

    def __init__(self, *shape):
        super().__init__()
        self.shape = shape

    def forward(self, x):
        return x.reshape(len(x), *self.shape)
`,
  Rescaling: `class Rescaling(nn.Module):
    """scale * x + offset"""

    def __init__(self, scale, offset):
        super().__init__()
        self.scale, self.offset = scale, offset

    def forward(self, x):
        return self.scale * x + self.offset
`,
  Residual: `class Residual(nn.Sequential):
    """x + f(x)"""

    def forward(self, x):
        return x + super().forward(x)
`,
  Frozen: `class Frozen(nn.Sequential):
    """Layers that compute as after training, also within it."""

    def train(self, mode=True):
        return super().train(False)
`,
  SamePad: `class SamePad(nn.Module):
    """Pads so that there are ceil(length / stride) windows on each axis; an odd one lies behind."""

    def __init__(self, size, stride, dilation, value=0.0):
        super().__init__()
        self.axes, self.value = list(zip(size, stride, dilation)), value

    def forward(self, x):
        pads = []  # the last axis first
        for length, (size, stride, dilation) in reversed(list(zip(x.shape[2:], self.axes))):
            more = (-(-length // stride) - 1) * stride + (size - 1) * dilation + 1 - length
            pads += [max(0, more) // 2, (max(0, more) + 1) // 2]
        return F.pad(x, pads, value=self.value)
`,
  SameAverage: `class SameAverage(nn.Module):
    """The mean of each window of x, what lies around it left out."""

    def __init__(self, pad, pool):
        super().__init__()
        self.pad, self.pool = pad, pool

    def forward(self, x):
        return self.pool(self.pad(x)) / self.pool(self.pad(torch.ones_like(x)))
`,
  Warp: `class Warp(nn.Module):
    """Reads each picture [N, H, W, C] of a training step elsewhere, by a chance of its own: pixel (x, y) at a matrix times (x, y, 1)."""

    def __init__(self, fill_mode="nearest", fill_value=0.0, bilinear=False):
        super().__init__()
        self.fill_mode, self.fill_value, self.bilinear = fill_mode, fill_value, bilinear

    def place(self, i, n):
        """Where index i of an axis of n pixels is read, and whether there is one."""
        if self.fill_mode == "reflect":
            return torch.minimum(i % (2 * n), 2 * n - 1 - i % (2 * n)), torch.ones_like(i, dtype=torch.bool)
        if self.fill_mode == "wrap":
            return i % n, torch.ones_like(i, dtype=torch.bool)
        inside = (i >= 0) & (i < n) if self.fill_mode == "constant" else torch.ones_like(i, dtype=torch.bool)
        return i.clamp(0, n - 1), inside

    def forward(self, x):
        if not self.training:
            return x
        N, H, W, _ = x.shape
        maps = self.draw(N, H, W).to(x.device)  # [N, 2, 3]
        at_y, at_x = torch.meshgrid(torch.arange(H), torch.arange(W), indexing="ij")
        pixels = torch.stack([at_x, at_y, torch.ones_like(at_x)]).double().reshape(3, -1).to(x.device)
        read = (maps @ pixels).reshape(N, 2, H, W)
        first = torch.floor(read if self.bilinear else read + 0.5)
        share = (read - first if self.bilinear else torch.zeros_like(read)).to(x.dtype)
        sample = torch.arange(N, device=x.device).reshape(N, 1, 1)
        result = torch.zeros_like(x)
        for right in (0, 1) if self.bilinear else (0,):
            for below in (0, 1) if self.bilinear else (0,):
                column, in_row = self.place(first[:, 0].long() + right, W)
                row, in_column = self.place(first[:, 1].long() + below, H)
                weight = (share[:, 0] if right else 1 - share[:, 0]) * (share[:, 1] if below else 1 - share[:, 1])
                there = (in_row & in_column).unsqueeze(-1)
                result = result + weight.unsqueeze(-1) * torch.where(there, x[sample, row, column], torch.full_like(x, self.fill_value))
        return result
`,
  RandomFlip: `class RandomFlip(Warp):
    def __init__(self, horizontal, vertical):
        super().__init__()
        self.horizontal, self.vertical = horizontal, vertical

    def draw(self, N, H, W):
        maps = torch.zeros(N, 2, 3, dtype=torch.double)
        for axis, (flips, n) in enumerate([(self.horizontal, W), (self.vertical, H)]):
            mirrored = (torch.rand(N) < 0.5).double() * flips
            maps[:, axis, axis], maps[:, axis, 2] = 1 - 2 * mirrored, (n - 1) * mirrored
        return maps
`,
  RandomTranslation: `class RandomTranslation(Warp):
    def __init__(self, height, width, **reading):
        super().__init__(**reading)
        self.height, self.width = height, width

    def draw(self, N, H, W):
        maps = torch.eye(2, 3, dtype=torch.double).repeat(N, 1, 1)
        maps[:, 1, 2] = -H * torch.empty(N, dtype=torch.double).uniform_(*self.height)
        maps[:, 0, 2] = -W * torch.empty(N, dtype=torch.double).uniform_(*self.width)
        return maps
`,
  RandomRotation: `class RandomRotation(Warp):
    def __init__(self, turns, **reading):
        super().__init__(**reading)
        self.turns = turns

    def draw(self, N, H, W):
        angle = 2 * math.pi * torch.empty(N, dtype=torch.double).uniform_(*self.turns)
        sin, cos = angle.sin(), angle.cos()
        x, y = (W - 1) / 2, (H - 1) / 2
        rows = [torch.stack([cos, -sin, x - cos * x + sin * y], -1), torch.stack([sin, cos, y - sin * x - cos * y], -1)]
        return torch.stack(rows, 1)
`,
} as const;

export type HelperName = keyof typeof HELPERS;
