import { parseArgs } from 'node:util';
import { fitSignals } from './fit';
import { isForFitting, readJudgedPrompts } from './judged-prompts';
import { measureRouters } from './measure-routers';
import { fitText, reportText } from './report';

/**
 * `--data <file or folder> [--json] [--rounds 1000] [--seed 1]`: what the routers are worth on prompts that both models
 * answered. `--print-weights` gives weights and the table of shares instead. What is fitted is fitted on one half of the prompts and
 * reported on the other.
 */
export function routerBench(args: string[]): string {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      json: { type: 'boolean', default: false },
      'print-weights': { type: 'boolean', default: false },
      rounds: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (values.data === undefined) throw new Error('--data <file or folder> is needed: one judged prompt a line.');
  const prompts = readJudgedPrompts(values.data);
  if (values['print-weights']) return fitText(fitSignals(prompts.filter(isForFitting)));
  const sampling = { rounds: wholeNumber(values.rounds, '--rounds'), seed: wholeNumber(values.seed, '--seed') };
  const report = measureRouters(
    prompts.filter((prompt) => !isForFitting(prompt)),
    sampling,
  );
  return values.json ? JSON.stringify(report, null, 2) : reportText(report);
}

function wholeNumber(text: string, option: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`${option} takes a whole number above 0, not "${text}".`);
}
