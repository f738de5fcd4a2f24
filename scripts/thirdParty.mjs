// The licences of other people's code, for what is shipped with it.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

/**
 * The licences of all code that is shipped but not the project's own.
 * @param {readonly string[]} names of npm packages
 */
export function thirdPartyNotices(names) {
  const notices = names.map((name) => {
    const folder = path.join(root, 'node_modules', name);
    const { version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const file = fs.readdirSync(folder).find((entry) => /^licen[cs]e(-[\d.]+)?(\.\w+)?$/i.test(entry));
    const none = license.startsWith('LGPL-2.1') ? 'The text of the licence is in LICENSE-LGPL-2.1.' : '';
    const text = file ? fs.readFileSync(path.join(folder, file), 'utf8').trim() : none;
    return `${name} ${version} (${license})\n\n${text}`.trim();
  });
  return `NLP Lab contains code of these packages.\n\n${notices.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
