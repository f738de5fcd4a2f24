// How a program starts the server of tools: Node inside the editor, with our command line.
import * as path from 'node:path';

export interface ServerStart {
  command: string;
  args: string[];
  env: Record<string, string>;
}

/** @param programs the folder of our programs */
export const serverStart = (programs: string, runsFolder?: string): ServerStart => ({
  command: process.execPath,
  args: [path.join(programs, 'cli.js'), 'mcp', ...(runsFolder === undefined ? [] : ['--runs', runsFolder])],
  env: { ELECTRON_RUN_AS_NODE: '1' }, // an extension host of Electron is Node where it is told to be
});
