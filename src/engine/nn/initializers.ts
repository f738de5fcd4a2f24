// First values of parameters. Each initialiser fills an array from a stream of uniform numbers in [0, 1).

/** Fills `out` (row-major, of the given shape). */
export type Initializer = (out: Float32Array | Float64Array, shape: readonly number[], uniform: () => number) => void;

export const constant =
  (value: number): Initializer =>
  (out) =>
    void out.fill(value);

export const zeros = constant(0);
export const ones = constant(1);

/** U(−bound, bound) */
export const uniform =
  (bound: number): Initializer =>
  (out, _shape, next) => {
    for (let i = 0; i < out.length; i++) out[i] = (2 * next() - 1) * bound;
  };

/** N(0, deviation²), by Box and Muller (1958). */
export const normal =
  (deviation = 1): Initializer =>
  (out, _shape, next) => {
    for (let i = 0; i < out.length; i += 2) {
      const radius = deviation * Math.sqrt(-2 * Math.log(1 - next()));
      const angle = 2 * Math.PI * next();
      out[i] = radius * Math.cos(angle);
      if (i + 1 < out.length) out[i + 1] = radius * Math.sin(angle);
    }
  };

/** `[outputs, inputs]` as PyTorch lays weights out. */
const fans = (shape: readonly number[]): { fanIn: number; fanOut: number } => ({
  fanIn: shape[shape.length - 1],
  fanOut: shape[0],
});

/** U(±√(6 / (fan in + fan out))), Glorot and Bengio 2010. */
export const xavierUniform: Initializer = (out, shape, next) => {
  const { fanIn, fanOut } = fans(shape);
  uniform(Math.sqrt(6 / (fanIn + fanOut)))(out, shape, next);
};

/** U(±√(6 / fan in)), He et al. 2015, for layers before a ReLU. */
export const kaimingUniform: Initializer = (out, shape, next) => {
  uniform(Math.sqrt(6 / fans(shape).fanIn))(out, shape, next);
};

/** A random matrix with orthonormal rows or columns (Saxe et al. 2014), by Gram and Schmidt. */
export const orthogonal: Initializer = (out, shape, next) => {
  const [rows, columns] = shape;
  normal()(out, shape, next);
  const vectors = Math.min(rows, columns);
  const length = Math.max(rows, columns);
  const at = (vector: number, i: number): number => (rows <= columns ? vector * columns + i : i * columns + vector);
  for (let v = 0; v < vectors; v++) {
    for (let u = 0; u < v; u++) {
      let dot = 0;
      for (let i = 0; i < length; i++) dot += out[at(u, i)] * out[at(v, i)];
      for (let i = 0; i < length; i++) out[at(v, i)] -= dot * out[at(u, i)];
    }
    let norm = 0;
    for (let i = 0; i < length; i++) norm += out[at(v, i)] ** 2;
    norm = Math.sqrt(norm);
    for (let i = 0; i < length; i++) out[at(v, i)] /= norm;
  }
};
