import type { ConfigChange } from '@app/contracts/admin';
import { keysText, planText } from './plan-text';

const fields = [{ field: 'tags', before: ['a'], after: [] }];
const change = (action: ConfigChange['action']): ConfigChange => ({ kind: 'client', name: 'app', action, fields });

describe('planText', () => {
  it.each<[ConfigChange['action'], string]>([
    ['create', '+ create client app'],
    ['update', '~ update client app\n    tags: ["a"] -> []'],
    ['release', '○ release client app'],
    ['remove', '- remove client app'],
  ])('shows what is meant by %s', (action, text) => {
    const plan = { changes: [change(action)], unchanged: 2, digest: 'd' };
    expect(planText(plan)).toBe(`${text}\n1 to change, 2 as declared.`);
  });

  it('says when there is nothing to do', () => {
    expect(planText({ changes: [], unchanged: 3, digest: 'd' })).toBe('No change: 3 as declared.');
  });
});

describe('keysText', () => {
  it('shows keys where some were made', () => {
    expect(keysText([{ client: 'app', key: 'k' }])).toBe('\n\nKeys, shown only now:\n  app: k');
    expect(keysText([])).toBe('');
  });
});
