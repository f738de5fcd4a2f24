// nlp-lab mark: what a person says of runs: a star, tags, another name, a note.

import type { AboutChange } from '../../protocol/run';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { findRunFolder, isModelFile, RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import type { Command } from '../shared/command';

export const mark: Command = {
  name: 'mark',
  usage: [
    '<run> [<run> ...] [--star|--unstar] [--archive|--unarchive] [--tag <tag>] [--untag <tag>] [--name <name>] [--note <text>]',
  ],
  positionals: ['<run>'],
  isRepeated: true,
  options: {
    star: { help: 'give them a star' },
    unstar: { help: 'take the star away' },
    archive: { help: 'take them out of lists; they stay on the disk' },
    unarchive: { help: 'bring them back into lists' },
    tag: { value: '<tag>', multiple: true, help: 'add a tag' },
    untag: { value: '<tag>', multiple: true, help: 'take a tag away' },
    name: { value: '<name>', help: 'call them so in lists; empty: as their experiment does' },
    note: { value: '<text>', help: 'keep a note with them; empty: take it away' },
    ...RUNS_OPTION,
  },
  notes: [
    'It stands in the file about.json of a run and changes nothing else of it.',
    'With --json: one line per run, {"run":...,"before":{...},"about":{...}}.',
  ],

  async run(given, report, surroundings) {
    const change = changeOf(given);
    const place = { cwd: surroundings.cwd, runsFolder: runsFolderOf(given, surroundings.cwd) };
    await withEngine(openEngine(surroundings, report), async (client) => {
      const folders: string[] = [];
      for (const named of given.positionals) {
        const folder = await findRunFolder(named, { client, ...place });
        if (isModelFile(folder))
          throw invalidArgument(`"${named}" is a model's file, not a run: nothing is kept with it.`);
        folders.push(folder);
      }
      const { runs } = await client.call('changeAbout', { folders, change });
      for (const { folder, before, about } of runs) {
        report.record({ run: folder, before, about });
        const { name = '', starred, archived, tags = [], note = '' } = about;
        const said = [
          starred ? '*' : '',
          archived ? '(archived)' : '',
          name,
          ...tags.map((tag) => `#${tag}`),
          note,
        ].filter((word) => word !== '');
        report.line(`${folder}: ${said.join(' ') || 'nothing is said of it'}`);
      }
    });
    return 0;
  },
};

/** Fails with `INVALID_ARGUMENT` where nothing is to be changed, or one thing in two ways. */
function changeOf(given: ParsedArguments): AboutChange {
  const [star, unstar] = [given.flag('star'), given.flag('unstar')];
  if (star && unstar) throw invalidArgument('--star and --unstar cannot be given together.');
  const [archive, unarchive] = [given.flag('archive'), given.flag('unarchive')];
  if (archive && unarchive) throw invalidArgument('--archive and --unarchive cannot be given together.');
  const [name, note] = [given.text('name')?.trim(), given.text('note')];
  const [addTags, removeTags] = [given.texts('tag'), given.texts('untag')];
  const change: AboutChange = {
    ...(star || unstar ? { starred: star } : {}),
    ...(archive || unarchive ? { archived: archive } : {}),
    ...(addTags.length > 0 ? { addTags } : {}),
    ...(removeTags.length > 0 ? { removeTags } : {}),
    ...(name === undefined ? {} : { name: name || null }),
    ...(note === undefined ? {} : { note: note || null }),
  };
  if (Object.keys(change).length === 0)
    throw invalidArgument(
      'Nothing is to be changed. Give --star, --unstar, --archive, --unarchive, --tag, --untag, --name or --note.',
    );
  return change;
}
