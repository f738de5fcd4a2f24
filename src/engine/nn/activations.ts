// Activations by the names that experiments have for them.

import { gelu, relu } from '../graph/ops';

export const activations = { relu, gelu };
