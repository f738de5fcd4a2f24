// Which tests a person means: by a word in their paths, or by files whose change they would notice.

/**
 * @param {string[]} tests
 * @param {string[]} files
 * @param {Record<string, string[]>} imports by file, the files that it imports
 * @returns {string[]} the tests that are among the files, or import one, themselves or through others
 */
export function testsReaching(tests, files, imports) {
  const importers = new Map();
  for (const [file, targets] of Object.entries(imports))
    for (const target of targets) importers.set(target, [...(importers.get(target) ?? []), file]);
  const reached = new Set(files);
  for (const file of reached) for (const importer of importers.get(file) ?? []) reached.add(importer); // what is added is visited too
  return tests.filter((test) => reached.has(test));
}

/**
 * @param {string[]} tests
 * @param {string} word
 * @returns {string[]} the tests with the word in their path, in whatever case; throws when there is none
 */
export function testsNamed(tests, word) {
  const found = tests.filter((test) => test.toLowerCase().includes(word.toLowerCase()));
  if (found.length > 0) return found;
  throw new Error(
    `No test file has "${word}" in its path, and there is no file "${word}". ` +
      'NLP_LAB_TEST_GREP="part of a name" picks single tests.',
  );
}
