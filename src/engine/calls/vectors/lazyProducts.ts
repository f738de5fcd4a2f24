// Fast products of rows, by ONNX Runtime, which is loaded when they are wanted and not before.

import type { CreateProducts } from '../../analysis/products';

export const lazyProducts: CreateProducts = async (points) =>
  (await import('./sessionProducts')).sessionProducts(points);
