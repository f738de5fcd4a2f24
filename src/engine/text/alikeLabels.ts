// Labels that look the same and are not: their letters are composed in different ways (NFC and NFD).

/** Each label that equals an earlier one after normalisation, behind that one. */
export function alikeLabels(labels: Iterable<string>): [first: string, alike: string][] {
  const byForm = new Map<string, string>();
  const alike: [string, string][] = [];
  for (const label of labels) {
    const form = label.normalize('NFC');
    const first = byForm.get(form);
    if (first === undefined) byForm.set(form, label);
    else if (first !== label) alike.push([first, label]);
  }
  return alike;
}
