// What has come of the stages of a night so far, kept in a file: a night that was interrupted goes on with those that are left.
import fs from 'node:fs';
import path from 'node:path';

/**
 * @param {string} file
 * @param {string} commit what was tested: of another nothing is kept
 * @param {boolean} goesOn whether what is in the file counts
 */
export function keptStages(file, commit, goesOn) {
  const before = goesOn && fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  const stages = before.commit === commit ? before.stages : {};
  return {
    /** What came of it, where it held and need not be run again. */
    of: ({ key, again }) => (again || stages[key] === undefined || stages[key].failed > 0 ? undefined : stages[key]),
    keep({ key, name, proves, seconds, worked, passed, failed, skipped, problems, figures }) {
      stages[key] = { key, name, proves, seconds, worked, passed, failed, skipped, problems, figures, isKept: true };
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, JSON.stringify({ commit, stages }, undefined, 1));
    },
  };
}
