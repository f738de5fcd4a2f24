// The features of the extension, loaded when the editor's API is there to be loaded.

import type * as all from '../../src/host/features';

type Features = typeof all;

export async function everyFeature(): Promise<Features[keyof Features][]> {
  const features = await import('../../src/host/features');
  const named = Object.entries(features) as [string, Features[keyof Features]][];
  return named.filter(([name]) => name !== 'default').map(([, feature]) => feature); // what CommonJS adds is left out
}
