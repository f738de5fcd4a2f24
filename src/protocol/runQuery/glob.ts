// Whether a text is of a pattern with `*` and `?`, in time of at most the product of both lengths.

/** `*` stands for any text, `?` for one UTF-16 unit; the whole text must fit. */
export function matchesGlob(text: string, pattern: string): boolean {
  let [at, inside] = [0, 0];
  let [star, from] = [0, 0]; // the place behind the last star, and where the text behind it may begin
  while (at < text.length) {
    if (pattern[inside] === '*') {
      [star, from] = [++inside, at];
    } else if (pattern[inside] === '?' || pattern[inside] === text[at]) {
      at++;
      inside++;
    } else if (star > 0) {
      inside = star;
      at = ++from; // the last star takes one more
    } else return false;
  }
  while (pattern[inside] === '*') inside++;
  return inside === pattern.length;
}
