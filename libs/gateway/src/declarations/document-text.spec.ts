import type { ConfigDocument } from '@app/contracts/admin';
import { documentText } from './document-text';
import { readDocument } from './read-document';

const shared = ['a/b'];
const documentOf = (primaryUse: string): ConfigDocument => ({
  version: 1,
  groups: ['x', 'y'].map((name) => ({ name, strategy: 'fallback', targets: shared, primaryUse })),
});

describe('documentText', () => {
  it.each([
    'null',
    'yes',
    '12',
    '2026-01-01',
    '- a',
    '#',
    'a: b',
    '&a',
    '*a',
    'two\nlines',
    ' ',
    'x'.repeat(300),
    '🐹',
  ])('is read as it was meant: %j', (text) => {
    const document = documentOf(text);
    expect(readDocument(documentText(document), 'a.yaml')).toMatchObject(document);
  });

  it('repeats what stands there twice', () => {
    expect(documentText(documentOf('x'))).not.toMatch(/[&*]/);
  });
});
