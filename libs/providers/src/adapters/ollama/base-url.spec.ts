import { withVersionPath } from './base-url';

describe('withVersionPath', () => {
  it.each(['http://ollama:11434', 'http://ollama:11434/', 'http://ollama:11434/v1', 'http://ollama:11434/v1/'])(
    'completes %s',
    (given) => {
      expect(withVersionPath(given)).toBe('http://ollama:11434/v1');
    },
  );
});
