import { stepsAskedIn, toolRoundsIn } from './tool-rounds';

const reader = { saysUser: (role: string) => role === 'user', isResult: (role: string) => role === 'tool' };

describe('toolRoundsIn', () => {
  it.each<[string[], number]>([
    [[], 0],
    [['user'], 0],
    [['user', 'assistant', 'tool'], 1],
    [['user', 'assistant', 'tool', 'tool'], 1],
    [['user', 'assistant', 'tool', 'assistant', 'tool', 'tool', 'assistant', 'tool'], 3],
    [['user', 'assistant', 'tool', 'user', 'assistant', 'tool'], 1],
    [['user', 'assistant', 'tool', 'user'], 0],
    [['assistant', 'tool'], 1],
  ])('%j is %i', (roles, rounds) => {
    expect(toolRoundsIn(roles, reader)).toBe(rounds);
  });

  it('counts results that came together with what the user says', () => {
    const both = { saysUser: (role: string) => role !== 'model', isResult: (role: string) => role === 'both' };
    expect(toolRoundsIn(['user', 'model', 'both'], both)).toBe(1);
  });
});

describe('stepsAskedIn', () => {
  it.each([
    ['Use the tool in 3 steps.', 3],
    ['use tools in parallel in 12 STEPS', 12],
    ['Use the tool.', 1],
    ['begin 3 steps', 1],
    ['in 3 stepson', 1],
  ])('%s', (text, steps) => {
    expect(stepsAskedIn(text)).toBe(steps);
  });
});
