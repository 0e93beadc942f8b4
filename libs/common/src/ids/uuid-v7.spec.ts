import { uuidV7 } from './uuid-v7';

describe('uuidV7', () => {
  it('is a version 7, variant 1 UUID that starts with the time', () => {
    const at = Date.parse('2026-11-22T10:00:00Z');
    const id = uuidV7(at);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replace(/-/g, '').slice(0, 12), 16)).toBe(at);
  });

  it('does not repeat', () => {
    const ids = new Set(Array.from({ length: 20_000 }, () => uuidV7(1)));
    expect(ids.size).toBe(20_000);
  });
});
