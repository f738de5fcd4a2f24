// The compiler and the linter over all sources, in one process: the types, which both need, are worked out once. What the compiler
// has learned is kept in dist/check.tsbuildinfo: a test that checks a copy of the sources goes on from there.
// `typesAndRules.mjs [file ...]`: the rules in these files alone.
import path from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { root } from '../root.mjs';

const CONFIGURATION = path.join(root, 'tsconfig.json');
const LEARNED = path.join(root, 'dist', 'check.tsbuildinfo');

/** @returns {{ program: ts.Program, faults: ts.Diagnostic[] }} */
function checkTypes() {
  const { options, fileNames, errors } = ts.getParsedCommandLineOfConfigFile(
    CONFIGURATION,
    { noEmit: true, incremental: true, tsBuildInfoFile: LEARNED },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (fault) => reportFaults([fault]) },
  );
  const builder = ts.createIncrementalProgram({ rootNames: fileNames, options });
  const faults = [
    ...errors,
    ...builder.getConfigFileParsingDiagnostics(),
    ...builder.getOptionsDiagnostics(),
    ...builder.getSyntacticDiagnostics(),
    ...builder.getGlobalDiagnostics(),
    ...builder.getSemanticDiagnostics(),
  ];
  builder.emit(); // writes what it has learned
  return { program: builder.getProgram(), faults };
}

function reportFaults(faults) {
  const host = { getCurrentDirectory: () => root, getCanonicalFileName: (name) => name, getNewLine: () => '\n' };
  console.log(ts.formatDiagnosticsWithColorAndContext(faults, host));
}

/** @returns {Promise<boolean>} whether no rule is broken */
async function checkRules(program, files) {
  const eslint = new ESLint({
    cwd: root,
    overrideConfig: {
      files: ['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts'],
      languageOptions: { parserOptions: { programs: [program], project: undefined } },
    },
  });
  const results = await eslint.lintFiles(files);
  const text = await (await eslint.loadFormatter('stylish')).format(results);
  if (text) console.log(text);
  return results.every(({ errorCount, fatalErrorCount }) => errorCount + fatalErrorCount === 0);
}

const start = performance.now();
const { program, faults } = checkTypes();
if (process.env.NLP_LAB_VERBOSE)
  console.log(`types ${process.cpuUsage().user / 1e6} s, ${performance.now() - start} ms`);
if (faults.length > 0) reportFaults(faults);
const isRight = await checkRules(program, process.argv.length > 2 ? process.argv.slice(2) : ['.']);
if (process.env.NLP_LAB_VERBOSE) console.log(`all ${process.cpuUsage().user / 1e6} s, ${performance.now() - start} ms`);
process.exitCode = faults.length === 0 && isRight ? 0 : 1;
