// The schema of experiment files in Korean: that of schemas/experiment.schema.json, its descriptions as schemas/experiment.ko.json has them.
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './root.mjs';

const DESCRIPTIONS = path.join(root, 'schemas/experiment.ko.json');

export const readSchema = () => JSON.parse(fs.readFileSync(path.join(root, 'schemas/experiment.schema.json'), 'utf8'));

/** Calls `each` with every description of a schema, as often as it stands there. */
function eachDescription(schema, each) {
  JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key === 'description' && typeof value === 'string') each(value);
    return value;
  });
}

/** @returns {{ missing: string[], unused: string[] }} descriptions without Korean, and Korean that describes nothing */
export function koreanFaults(schema) {
  const korean = JSON.parse(fs.readFileSync(DESCRIPTIONS, 'utf8'));
  const described = new Set();
  eachDescription(schema, (text) => described.add(text));
  return {
    missing: [...described].filter((text) => !korean[text]),
    unused: Object.keys(korean).filter((text) => !described.has(text)),
  };
}

/**
 * Without what is made for hovers from its descriptions.
 * @throws where a description has no Korean
 */
export function inKorean(schema) {
  const korean = JSON.parse(fs.readFileSync(DESCRIPTIONS, 'utf8'));
  return JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key.startsWith('markdown')) return undefined;
    if (key !== 'description' || typeof value !== 'string') return value;
    if (!korean[value]) throw new Error(`schemas/experiment.ko.json has nothing for: ${value}`);
    return korean[value];
  });
}

/** As editors show it. */
export async function schemaInKorean() {
  const entryPoints = [path.join(root, 'src/engine/experiment/toldSchema.ts')];
  const { outputFiles } = await build({ entryPoints, bundle: true, format: 'esm', write: false });
  const { toldSchema } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return toldSchema(inKorean(readSchema()), '적지 않으면');
}
