/** A reader of quoted CSV for tests, written from RFC 4180 and not from what writes ours. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let position = 0;
  const take = (expected: string): void => {
    if (!text.startsWith(expected, position)) {
      throw new Error(
        `Expected ${JSON.stringify(expected)} at ${position}, found ${JSON.stringify(text.slice(position, position + 20))}`,
      );
    }
    position += expected.length;
  };
  const cell = (): string => {
    let content = '';
    take('"');
    for (;;) {
      const end = text.indexOf('"', position);
      if (end === -1) throw new Error('A cell has no end.');
      content += text.slice(position, end);
      position = end + 1;
      if (text[position] !== '"') return content;
      content += '"';
      position += 1;
    }
  };
  while (position < text.length) {
    const row = [cell()];
    while (text[position] === ',') {
      take(',');
      row.push(cell());
    }
    take('\r\n');
    rows.push(row);
  }
  return rows;
}

/** Cells by their headings. */
export function csvObjects(text: string): Record<string, string>[] {
  const [headings = [], ...rows] = parseCsv(text);
  return rows.map((row) => {
    if (row.length !== headings.length)
      throw new Error(`A row has ${row.length} cells for ${headings.length} headings.`);
    return Object.fromEntries(headings.map((heading, index) => [heading, row[index] ?? '']));
  });
}
