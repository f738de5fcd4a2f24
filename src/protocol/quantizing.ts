/** How a fastText classifier is made small (Joulin et al. 2016, "FastText.zip"), as its program's command `quantize` is told. */
export interface QuantizeOptions {
  /** So many rows of words and n-grams are kept, those of the largest norm (`-cutoff`); 0: all. */
  cutoff: number;
  /** Lengths of rows have a byte of their own (`-qnorm`). */
  norms: boolean;
  /** Numbers that a byte stands for (`-dsub`). */
  width: number;
}
