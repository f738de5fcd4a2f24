// Pictures that are given by their content, `data:image/png;base64,...`, and not by their file.

const CONTENT = /^data:image\/[a-z+.-]+;base64,/;

/** The bytes as base64; undefined of what is the path of a file. */
export function pictureContent(source: string): string | undefined {
  const [head] = CONTENT.exec(source) ?? [];
  return head === undefined ? undefined : source.slice(head.length);
}
