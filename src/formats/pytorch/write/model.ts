/** model.py: the network, and what reads its parameters. */
import { HELPERS, type HelperName } from '../python/helpers.ts';
import type { ModuleWriter } from '../module-writer.ts';

const HEAD = `"""A network that nnfs trained, for PyTorch. It takes what nnfs takes: samples in front, channels last.

    from model import load
    output = load()(torch.tensor(...))
"""
`;

const FOOT = `

def read_safetensors(path):
    """The tensors of a safetensors file by their names."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = bytearray(file.read())
    header.pop("__metadata__", None)
    types = {"F32": torch.float32, "F64": torch.float64, "I32": torch.int32}
    tensors = {}
    for name, entry in header.items():
        size, begin = math.prod(entry["shape"]), entry["data_offsets"][0]
        values = torch.frombuffer(data, dtype=types[entry["dtype"]], count=size, offset=begin)
        tensors[name] = values.reshape(entry["shape"])
    return tensors


def load():
    """The network with its parameters, ready to answer."""
    model = Model()
    model.load_state_dict(read_safetensors(os.path.join(os.path.dirname(os.path.abspath(__file__)), "model.safetensors")))
    return model.eval()
`;

/** What `forward` computes beyond the layers: in training the loss takes what stands before it. */
export type Closing = 'softmax' | 'sigmoid' | undefined;

const FORWARD = {
  softmax: `    def forward(self, x, logits=False):
        x = self.layers(x)
        return x if logits else torch.softmax(x, dim=-1)
`,
  sigmoid: `    def forward(self, x, logits=False):
        x = self.layers(x)
        return x if logits else torch.sigmoid(x)
`,
  none: `    def forward(self, x):
        return self.layers(x)
`,
};

/** The program. */
export function modelProgram({ lines, helpers }: ModuleWriter, closing: Closing): string {
  const names = (Object.keys(HELPERS) as HelperName[]).filter((name) => helpers.has(name));
  const code = names.map((name) => `\n\n${HELPERS[name]}`).join('');
  const imports = ['json', 'math', 'os'].map((name) => `import ${name}\n`).join('');
  const functional = code.includes('F.') ? 'from torch.nn import functional as F\n' : '';
  return `${HEAD}${imports}
import torch
from torch import nn
${functional}${code}

class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
${lines.map((line) => `            ${line}\n`).join('')}        )

${FORWARD[closing ?? 'none']}${FOOT}`;
}
