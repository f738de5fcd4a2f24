// What stands around the lines of a program in a script: what it imports, how arrays are given, how what is computed is printed, how
// gradients are asked for.

import type { DType } from '../graph/value';

export interface ScriptFrame {
  imports: readonly string[];
  /** Reads the file beside the script into `data`. @param file its name */
  load(file: string): string[];
  /** Prints an array: its name, shape, mean and norm. */
  show: readonly string[];
  bools: readonly [string, string];
  array(text: string, dtype: DType): string;
  /** Of float32. @param shape as a tuple */
  zeros(shape: string): string;
  /** Of lists of names: `trained` are to have gradients. */
  before: readonly string[];
  /** Around the forward pass. */
  forward: { opens?: string; indent: string };
  /** From `loss` to `gradients`, by name. */
  backward: readonly string[];
}

const TORCH_TYPES: Partial<Record<DType, string>> = {
  bool: 'torch.bool',
  int32: 'torch.int32',
  float32: 'torch.float32',
};

const READ_BYTES = [
  'def read(file):',
  '    """The arrays of a safetensors file: eight bytes that say how long the JSON is, the JSON, the numbers."""',
  '    raw = pathlib.Path(__file__).with_name(file).read_bytes()',
  '    start = 8 + int.from_bytes(raw[:8], "little")',
  '    header = json.loads(raw[8:start])',
  '    arrays = {}',
  '    for name, entry in header.items():',
  '        if name != "__metadata__":',
  '            begin, end = entry["data_offsets"]',
];

export const torchFrame: ScriptFrame = {
  imports: ['import json', 'import pathlib', '', 'import torch', 'from torch.nn import functional as F'],
  load: (file) => [
    ...READ_BYTES,
    '            kind = {"F32": torch.float32, "I32": torch.int32, "U8": torch.bool}[entry["dtype"]]',
    '            numbers = torch.frombuffer(bytearray(raw[start + begin : start + end]), dtype=kind)',
    '            arrays[name] = numbers.reshape(entry["shape"])',
    '    return arrays',
    '',
    '',
    `data = read(${JSON.stringify(file)})`,
  ],
  show: [
    'def show(name, x):',
    '    x = x.detach().double()',
    '    print(f"{name}  {list(x.shape)}  mean {x.mean():.6g}  norm {x.norm():.6g}")',
  ],
  bools: ['False', 'True'],
  zeros: (shape) => `torch.zeros(${shape})`,
  array: (text, dtype) => `torch.tensor(${text}, dtype=${TORCH_TYPES[dtype] ?? 'torch.float32'})`,
  before: ['for name in trained:', '    p[name].requires_grad_()'],
  forward: { indent: '' },
  backward: [
    'loss.backward()',
    'for name in trained:',
    '    if p[name].grad is None:  # the loss does not depend on it',
    '        p[name].grad = torch.zeros_like(p[name])',
    'gradients = {name: p[name].grad for name in trained}',
  ],
};

export const kerasFrame: ScriptFrame = {
  imports: [
    'import json',
    'import os',
    'import pathlib',
    '',
    'os.environ.setdefault("KERAS_BACKEND", "tensorflow")',
    '',
    'import keras',
    'import numpy as np',
    'import tensorflow as tf',
    'from keras import ops',
  ],
  load: (file) => [
    ...READ_BYTES,
    '            kind = {"F32": np.float32, "I32": np.int32, "U8": np.bool_}[entry["dtype"]]',
    '            numbers = np.frombuffer(raw[start + begin : start + end], dtype=kind)',
    '            arrays[name] = tf.constant(numbers.reshape(entry["shape"]))',
    '    return arrays',
    '',
    '',
    `data = read(${JSON.stringify(file)})`,
  ],
  show: [
    'def show(name, x):',
    '    x = np.asarray(x).astype(np.float64)',
    '    print(f"{name}  {list(x.shape)}  mean {x.mean():.6g}  norm {np.linalg.norm(x):.6g}")',
    '',
    '',
    'def layer_norm(x, scale, shift, epsilon):',
    '    mean = ops.mean(x, axis=-1, keepdims=True)',
    '    variance = ops.mean(ops.square(x - mean), axis=-1, keepdims=True)',
    '    return (x - mean) / ops.sqrt(variance + epsilon) * scale + shift',
  ],
  bools: ['False', 'True'],
  zeros: (shape) => `tf.zeros(${shape})`,
  array: (text, dtype) => `tf.constant(${text}, dtype="${dtype}")`,
  before: [],
  forward: { opens: 'with tf.GradientTape() as tape:', indent: '    ' },
  backward: [
    'found = tape.gradient(loss, [p[name] for name in trained], unconnected_gradients="zero")',
    'gradients = {name: tf.convert_to_tensor(gradient) for name, gradient in zip(trained, found)}',
  ],
};
