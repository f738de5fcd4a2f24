// Native code below a `node_modules`, against hashes that are known.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** Folders of node_modules below which native code lies, and files that are some. */
const PLACES = ['onnxruntime-node/bin', 'kiwi-nlp/dist/kiwi-wasm.wasm', '@esbuild'];
/** What lies beside it: npm installs a package for one platform with its own manifest. */
const OTHERS = /^@esbuild\/[\w-]+\/(package\.json|README\.md)$/;

/** @param {Uint8Array} bytes */
export const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * All that is installed; of esbuild the package for this platform, unless others were installed too.
 * @param {string} modules
 * @returns {string[]} paths below it, with forward slashes
 */
export function nativeFiles(modules) {
  const namesIn = (place) => {
    const stat = fs.statSync(path.join(modules, place), { throwIfNoEntry: false });
    if (!stat || stat.isFile()) return stat ? [place] : [];
    return fs.readdirSync(path.join(modules, place), { recursive: true }).map((name) => path.join(place, name));
  };
  return PLACES.flatMap(namesIn)
    .filter((name) => fs.statSync(path.join(modules, name)).isFile())
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => !OTHERS.test(name))
    .sort();
}

/**
 * What is not as it is known.
 * @param {string} modules
 * @param {Record<string, string>} known SHA-256 by path
 * @param {(name: string) => boolean} [wanted]
 * @returns {string[]}
 */
export function alteredFiles(modules, known, wanted = () => true) {
  const names = nativeFiles(modules).filter(wanted);
  return names.filter((name) => known[name] !== hashOf(fs.readFileSync(path.join(modules, name))));
}
