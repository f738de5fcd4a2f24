// From attributes to scores of tags, and from shares of tags to sums of features. A feature is an attribute with a tag; those of an
// attribute lie side by side.

import { Job } from './job';

/** row = e^(scores − the largest of them); returns the score of `tag` less the largest. */
export function setEmissions(job: Job, token: i32, row: usize, tag: i32): f64 {
  memory.fill(row, 0, <usize>job.rowBytes);
  const at = job.tokens + (<usize>token << 2);
  const end = job.attributes + (<usize>load<i32>(at, 4) << 2);
  for (let i = job.attributes + (<usize>load<i32>(at) << 2); i < end; i += 4) {
    const range = job.features + (<usize>load<i32>(i) << 2);
    const first = <usize>load<i32>(range);
    const last = job.weights + (<usize>load<i32>(range, 4) << 3);
    let tags = job.tags + (first << 1);
    for (let weight = job.weights + (first << 3); weight < last; weight += 8, tags += 2) {
      const to = row + <usize>load<u16>(tags);
      store<f64>(to, load<f64>(to) + load<f64>(weight));
    }
  }
  const rowEnd = row + (<usize>job.tagCount << 3);
  let most: f64 = -Infinity;
  for (let to = row; to < rowEnd; to += 8) most = max(most, load<f64>(to) * job.scale);
  const score = load<f64>(row + (<usize>tag << 3)) * job.scale - most;
  for (let to = row; to < rowEnd; to += 8) store<f64>(to, Math.exp(load<f64>(to) * job.scale - most));
  return score;
}

/** Adds a token's row to the sums of its features. */
export function spread(job: Job, token: i32, row: usize): void {
  const factor = job.factor;
  for (let j: usize = 0; j < <usize>job.rowBytes; j += 8) store<f64>(row + j, load<f64>(row + j) * factor);
  const at = job.tokens + (<usize>token << 2);
  const end = job.attributes + (<usize>load<i32>(at, 4) << 2);
  for (let i = job.attributes + (<usize>load<i32>(at) << 2); i < end; i += 4) {
    const range = job.features + (<usize>load<i32>(i) << 2);
    const first = <usize>load<i32>(range);
    const last = job.featureSums + (<usize>load<i32>(range, 4) << 3);
    let tags = job.tags + (first << 1);
    for (let sum = job.featureSums + (first << 3); sum < last; sum += 8, tags += 2)
      store<f64>(sum, load<f64>(sum) + load<f64>(row + <usize>load<u16>(tags)));
  }
}
