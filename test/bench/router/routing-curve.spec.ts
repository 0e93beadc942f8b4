import type { JudgedPrompt } from './judged-prompts';
import { RankedPrompts } from './routing-curve';

const WON: JudgedPrompt = { suite: 's', prompt: 'won', weak: 0, strong: 1 };
const SAME: JudgedPrompt = { suite: 's', prompt: 'same', weak: 1, strong: 1 };
const LOST: JudgedPrompt = { suite: 's', prompt: 'lost', weak: 1, strong: 0 };
const FAILED: JudgedPrompt = { suite: 's', prompt: 'failed', weak: 0, strong: 0 };

/** The highest score first. */
const ranked = (...prompts: JudgedPrompt[]): RankedPrompts =>
  new RankedPrompts(
    prompts,
    prompts.map((_, index) => prompts.length - index),
  );
const tied = (...prompts: JudgedPrompt[]): RankedPrompts =>
  new RankedPrompts(
    prompts,
    prompts.map(() => 7),
  );

describe('RankedPrompts', () => {
  describe('APGR', () => {
    it.each([
      ['the one to win first', ranked(WON, SAME), 0.75],
      ['the one to win last', ranked(SAME, WON), 0.25],
      ['prompts that all tell the same', ranked(WON, WON, WON), 0.5],
      ['one score for all, in any order', tied(WON, SAME, FAILED, SAME), 0.5],
      ['a loss kept for the end', ranked(WON, WON, LOST), 1 / 3 + 1 / 3 + (1 / 3) * 1.5],
      ['a loss first', ranked(LOST, WON, WON), -1 / 6 - 1 / 6 + 1 / 6],
    ])('%s', (_what, prompts, apgr) => {
      expect(prompts.figures().apgr).toBeCloseTo(apgr, 12);
    });

    it('does not depend on the order in which prompts of one score stand', () => {
      const scores = [3, 1, 1, 1, 2];
      const first = new RankedPrompts([SAME, WON, LOST, WON, FAILED], scores).figures();
      const second = new RankedPrompts([SAME, LOST, WON, WON, FAILED], scores).figures();
      expect(first).toEqual(second);
    });

    it('counts only the order of scores, not their size', () => {
      const prompts = [WON, SAME, LOST, WON];
      const small = new RankedPrompts(prompts, [0.3, 0.1, -2, 0.2]).figures();
      expect(new RankedPrompts(prompts, [3e6, 10, -1e9, 11]).figures()).toEqual(small);
    });
  });

  describe('CPT', () => {
    it.each([
      ['straight within a step', tied(WON, SAME), 0.5, 0.8],
      ['the first half wins all', ranked(WON, SAME), 0.25, 0.4],
      ['the second half wins all', ranked(SAME, WON), 0.75, 0.9],
      ['the smallest share, where a loss comes later', ranked(WON, WON, LOST), 1 / 6, 0.8 / 3],
    ])('%s', (_what, prompts, cpt50, cpt80) => {
      expect(prompts.figures().cpt50).toBeCloseTo(cpt50, 12);
      expect(prompts.figures().cpt80).toBeCloseTo(cpt80, 12);
    });
  });

  describe('at a strong share of one half', () => {
    it.each([
      ['the right half strong', ranked(WON, WON, SAME, SAME), 0, 0],
      ['the wrong half strong', ranked(SAME, SAME, WON, WON), 0.5, 0.5],
      ['half of each', tied(SAME, SAME, WON, WON), 0.25, 0.25],
      ['nothing lost on what both fail', ranked(FAILED, WON, WON, FAILED), 0.25, 0],
      ['a loss among the strong, which is no false cheap', ranked(LOST, WON, WON, SAME), 0.25, 0.25],
      ['a step that the middle cuts', ranked(WON, SAME, WON), 1 / 3, 1 / 6],
    ])('%s', (_what, prompts, falseCheap, waste) => {
      expect(prompts.figures().falseCheap).toBeCloseTo(falseCheap, 12);
      expect(prompts.figures().waste).toBeCloseTo(waste, 12);
    });
  });

  describe('a resample', () => {
    it('counts a prompt as often as it was drawn', () => {
      const drawn = ranked(WON, SAME).figures(Uint32Array.of(1, 3));
      expect(drawn).toEqual(ranked(WON, SAME, SAME, SAME).figures());
    });

    it('leaves out what was not drawn', () => {
      const drawn = ranked(LOST, WON, SAME).figures(Uint32Array.of(0, 1, 1));
      expect(drawn.apgr).toBeCloseTo(0.75, 12);
    });

    it('has no figure where nothing could be won', () => {
      expect(Number.isFinite(ranked(WON, SAME).figures(Uint32Array.of(0, 2)).apgr)).toBe(false);
    });
  });
});
