import type { Group } from '@app/contracts';
import type { RatingOutcome } from '../classifier/rating';
import { snapshotOf } from '../groups/compiled-group';
import { promptOfText } from '../prompt/prompt-of';
import { groupOf } from '../testing/small-catalog';
import type { Choice, ChoiceContext, RatingQuestion } from './choice';

const TARGETS = ['small', 'middle', 'large'];

const choiceOf = async (
  group: Partial<Group>,
  context: Partial<ChoiceContext> & { readonly question?: string } = {},
  live: readonly string[] = group.targets ?? TARGETS,
): Promise<Choice & { readonly chosen: string | undefined; readonly names: readonly (string | undefined)[] }> => {
  const { question = 'Hi', ...given } = context;
  const whole = groupOf('g', group.targets ?? TARGETS, group);
  const compiled = snapshotOf([whole]).get('g');
  if (!compiled) throw new Error('The group is missing.');
  const choice = await compiled.choose(live, {
    prompt: () => promptOfText(question),
    sessionKey: undefined,
    random: () => 0.5,
    rate: undefined,
    ...given,
  });
  const names = choice.order.map((index) => live[index]);
  return { ...choice, names, chosen: names[0] };
};

describe('fallback', () => {
  it('takes the first target that can be asked, and keeps the order', async () => {
    await expect(choiceOf({ strategy: 'fallback' }, {}, ['middle', 'large'])).resolves.toMatchObject({
      names: ['middle', 'large'],
      by: 'order',
    });
  });
});

describe('heuristic', () => {
  const heuristic = (settings: Group['settings'] = {}): Partial<Group> => ({ strategy: 'heuristic', settings });

  it.each(['Debug this race condition in my Go code.', 'Explain it STEP BY STEP, please'])(
    'sends %j to the most capable target by its words',
    async (question) => {
      await expect(choiceOf(heuristic(), { question })).resolves.toMatchObject({
        names: ['large', 'middle', 'small'],
        by: 'keyword',
        intended: 2,
      });
    },
  );

  it('sends a short question to the cheapest by its score', async () => {
    await expect(choiceOf(heuristic(), { question: 'What is 2+2?' })).resolves.toMatchObject({
      names: ['small', 'middle', 'large'],
      by: 'score',
    });
  });

  const keywords = [
    { words: ['translate'], target: 'small' },
    { words: ['essay', 'debug'], target: 'middle' },
  ];

  it.each([
    ['debug and translate', 'small'],
    ['debug an essay', 'middle'],
  ])("goes by an operator's own rules in their order: %j", async (question, chosen) => {
    await expect(choiceOf(heuristic({ keywords }), { question })).resolves.toMatchObject({ chosen, by: 'keyword' });
  });

  it('has no words when the operator wants none', async () => {
    const choice = await choiceOf(heuristic({ keywords: [], cuts: [1, 1] }), { question: 'debug' });
    expect(choice).toMatchObject({ chosen: 'small', by: 'score' });
  });

  it.each([
    [[0, 0], 'large'],
    [[0, 1], 'middle'],
    [[1, 1], 'small'],
  ])('cuts the scores where the group says: %j', async (cuts, chosen) => {
    await expect(choiceOf(heuristic({ keywords: [], cuts }))).resolves.toMatchObject({ chosen });
  });

  it.each([
    ['debug', ['small', 'middle'], 'middle', 2],
    ['debug', ['small'], 'small', 2],
    ['Hi', ['middle', 'large'], 'middle', 0],
  ])('of what is left takes the nearest: %j among %j', async (question, live, chosen, intended) => {
    await expect(choiceOf(heuristic(), { question }, live)).resolves.toMatchObject({ chosen, intended });
  });

  it('goes up rather than down where a target of its own cuts is missing', async () => {
    const group = heuristic({ keywords: [], cuts: [0, 1] });
    await expect(choiceOf(group, {}, ['small', 'large'])).resolves.toMatchObject({ chosen: 'large', intended: 1 });
  });
});

describe('classifier', () => {
  const classifier = (settings: Group['settings'] = {}): Partial<Group> => ({ strategy: 'classifier', settings });
  const rated = (rating: number | undefined, failure?: string) => {
    const asked: RatingQuestion[] = [];
    const rate = (question: RatingQuestion): Promise<RatingOutcome> => {
      asked.push(question);
      return Promise.resolve({ rating, failure, source: 'judge' });
    };
    return { asked, rate };
  };

  it.each([
    [1, 'small'],
    [3, 'small'],
    [4, 'middle'],
    [7, 'middle'],
    [8, 'large'],
    [10, 'large'],
  ])('maps the rating %i to %s', async (rating, chosen) => {
    const choice = await choiceOf(classifier(), { rate: rated(rating).rate });
    expect(choice).toMatchObject({ chosen, by: 'rating', reason: `judge rated the prompt ${rating} of 10` });
  });

  it('asks for what its settings say', async () => {
    const { asked, rate } = rated(20);
    const settings = { threshold: 20, selectors: ['a', 'b'] };
    await expect(choiceOf(classifier(settings), { rate, question: 'Q' })).resolves.toMatchObject({ chosen: 'large' });
    expect(asked).toEqual([{ prompt: promptOfText('Q'), threshold: 20, selectors: ['a', 'b'] }]);
  });

  it.each([
    ['a rating that failed', rated(undefined, 'judge timed out').rate, /^judge timed out; by the heuristic: /],
    ['nobody to rate', undefined, /^the prompt was not rated; by the heuristic: /],
  ])('leaves it to the heuristic after %s, and says so', async (_, rate, reason) => {
    const choice = await choiceOf(classifier(), { rate, question: 'debug' });
    expect(choice).toMatchObject({ chosen: 'large', by: 'keyword', reason: expect.stringMatching(reason) as string });
  });

  it('pays nobody when there is only one target left', async () => {
    const { asked, rate } = rated(1);
    await expect(choiceOf(classifier(), { rate }, ['middle'])).resolves.toMatchObject({ by: 'only_target' });
    expect(asked).toEqual([]);
  });

  it('rates among those that are left, and knows what it would have been', async () => {
    const choice = await choiceOf(classifier(), { rate: rated(5).rate }, ['small', 'large']);
    expect(choice).toMatchObject({ chosen: 'small', intended: 1 });
  });
});

describe('weighted', () => {
  const weighted = (weights: Record<string, number>): Partial<Group> => ({
    strategy: 'weighted',
    settings: { weights },
  });
  const sharesOf = async (
    weights: Record<string, number>,
    draws: number,
    contextOf: (draw: number) => Partial<ChoiceContext>,
  ): Promise<number[]> => {
    const counts = new Map<string | undefined, number>();
    for (let draw = 0; draw < draws; draw++) {
      const { chosen } = await choiceOf(weighted(weights), contextOf(draw));
      counts.set(chosen, (counts.get(chosen) ?? 0) + 1);
    }
    return TARGETS.map((target) => (counts.get(target) ?? 0) / draws);
  };
  let seed = 11;
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;

  it.each<[string, (draw: number) => Partial<ChoiceContext>]>([
    ['at random', () => ({ random })],
    ['by session', (draw) => ({ sessionKey: `session ${draw}` })],
  ])('shares the requests by weight, %s', async (_, contextOf) => {
    const shares = await sharesOf({ small: 6, middle: 3 }, 4_000, contextOf);
    for (const [index, expected] of [0.6, 0.3, 0.1].entries()) expect(shares[index]).toBeCloseTo(expected, 1);
  });

  it('keeps a session with its target when another one goes', async () => {
    for (let session = 0; session < 100; session++) {
      const sessionKey = `s${session}`;
      const { names, chosen } = await choiceOf(weighted({}), { sessionKey });
      const left = TARGETS.filter((target) => target !== names[2]);
      await expect(choiceOf(weighted({}), { sessionKey }, left)).resolves.toMatchObject({ chosen, by: 'session' });
    }
  });

  it('never chooses a target of no weight while another is there', async () => {
    const shares = await sharesOf({ small: 0 }, 300, () => ({ random }));
    expect(shares[0]).toBe(0);
    await expect(choiceOf(weighted({ small: 0 }), {}, ['small'])).resolves.toMatchObject({ chosen: 'small' });
  });
});
