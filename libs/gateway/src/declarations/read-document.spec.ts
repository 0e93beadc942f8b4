import { readDocument } from './read-document';

const read = (text: string) => readDocument(text, 'team.yaml');

describe('readDocument', () => {
  it('reads YAML and JSON alike, and fills in what need not be said', () => {
    const yaml = read('version: 1\nclients:\n  - name: app\n');
    expect(yaml).toEqual(read('{"version":1,"clients":[{"name":"app"}]}'));
    expect(yaml.clients).toEqual([
      {
        ...{ name: 'app', description: '', tags: [], isEnabled: true, expiresAt: null },
        limits: { requestsPerMinute: null, tokensPerMinute: null, concurrentRequests: null, budget: null },
        access: { allowedModels: null, allowedAddresses: null },
      },
    ]);
  });

  it('tells a section that is left out from an empty one', () => {
    expect(read('version: 1\ngroups: []\n')).toEqual({ version: 1, groups: [] });
  });

  it.each<[string, string, RegExp]>([
    [
      'a field nobody knows',
      'version: 1\nclients:\n  - name: app\n    limit: 3\n',
      /team\.yaml:3: clients\[0\]: .*limit/,
    ],
    [
      'a wrong type',
      'version: 1\nclients:\n  - name: app\n    isEnabled: 3\n',
      /team\.yaml:4: clients\[0\]\.isEnabled: /,
    ],
    [
      'a deep one',
      'version: 1\nclients:\n  - name: a\n    limits:\n      requestsPerMinute: x\n',
      /:5: clients\[0\]\.limits/,
    ],
    ['another version', 'version: 2\n', /team\.yaml:1: version/],
    ['no version', 'groups: []\n', /version/],
    ['a key', 'version: 1\nproviders:\n  - id: p\n    apiKey: secret\n', /team\.yaml:3: providers\[0\]: .*apiKey/],
    [
      'a name twice',
      'version: 1\nclients:\n  - name: a\n  - name: a\n',
      /team\.yaml:4: clients\[1\]: "a" stands there twice/,
    ],
    ['a field twice', 'version: 1\nversion: 1\n', /team\.yaml:2: /],
    ['broken YAML', 'version: 1\ngroups: [\n', /team\.yaml:\d+: /],
    ['nothing', '', /document/],
    ['more than it takes', `version: 1\n#${'x'.repeat(5_000_000)}`, /at most 5000000 bytes/],
    ['many aliases', `version: 1\na: &a [x]\nb: [${'*a,'.repeat(101)}]\n`, /101 aliases/],
  ])('refuses %s, and says where', (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it('refuses aliases that grow with each line', () => {
    const lines = Array.from({ length: 12 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i},`.repeat(8)}]`);
    expect(() => read(`version: 1\nl0: &l0 [x]\n${lines.join('\n')}\n`)).toThrow(/alias/i);
  });
});
