import { confirm } from './confirm';

const WHAT = 'The database is replaced.';
const terminal = (answer: string, isInteractive = true) => {
  const asked: string[] = [];
  const ask = (question: string): Promise<string> => {
    asked.push(question);
    return Promise.resolve(answer);
  };
  return { isInteractive, ask, asked };
};

describe('confirm', () => {
  it.each(['y', 'Y', 'yes', ' YES '])('goes on after %j', async (answer) => {
    const person = terminal(answer);
    await expect(confirm(WHAT, undefined, person)).resolves.toBeUndefined();
    expect(person.asked).toEqual(['The database is replaced. Go on? [y/N] ']);
  });

  it.each(['', 'n', 'no', 'yep', 'maybe'])('does nothing after %j', async (answer) => {
    await expect(confirm(WHAT, {}, terminal(answer))).rejects.toThrow('Nothing was done.');
  });

  it('asks nobody with --yes', async () => {
    const person = terminal('n');
    await confirm(WHAT, { yes: true }, person);
    expect(person.asked).toEqual([]);
  });

  it('asks for --yes where there is nobody to ask, as a usage error', async () => {
    const nobody = terminal('y', false);
    await expect(confirm(WHAT, {}, nobody)).rejects.toMatchObject({
      name: 'InvalidRequestError',
      message: 'The database is replaced. Say --yes if that is what you want.',
    });
    expect(nobody.asked).toEqual([]);
  });
});
