// Asks for the attention of a sentence: first what there is, then its weights, a message after the other.

import type { AttentionViewContract } from '../../protocol/attentionView';
import type { Client } from '../../protocol/rpc';

type Calls = AttentionViewContract['calls'];

export interface FoundMaps {
  found: Calls['attend']['reply'];
  /** By map of what was found. */
  weights: Float32Array[];
}

export async function askMaps(
  client: Client<AttentionViewContract>,
  question: Calls['attend']['request'],
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<FoundMaps> {
  const found = await client.call('attend', question, { signal });
  const weights: Float32Array[] = [];
  for (let from: number | null = 0; from !== null;) {
    const part: Calls['maps']['reply'] = await client.call('maps', { id: found.id, from }, { signal });
    weights.push(...part.weights);
    from = part.next;
    onProgress(weights.length / found.maps.length);
  }
  return { found, weights };
}
