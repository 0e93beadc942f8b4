import 'reflect-metadata';
import { join, resolve } from 'node:path';
import { readCases } from './cases/read-cases';
import { replayFolder } from './replay/replay-folder';
import { report } from './report';

/** Seen from `dist/test/recorded`. */
const OWN_SAMPLES = join(__dirname, '../../../test/recorded/samples');

/**
 * `npm run test:recorded`: replays the folder named by RECORDED_DIR, or the samples of this repository. What `expected` in
 * a `meta.json` means to a client of the gateway; `compare/` holds the rules themselves:
 * - A provider that refuses our key (401, 403, or 400 in words) or our balance (402) is a 502 with a code of ours, and its
 *   words stay here. 408 becomes 429, 422 becomes 400, 5xx becomes 502 but for 503 and 504; other statuses are kept.
 * - A code in OpenAI's manner gets through; a prompt that is too long, a model that is missing and a rate limit have
 *   OpenAI's code whatever the vendor calls them. So does the message, with words before it and without secrets.
 * - A tool-call id of null is any that is not empty, and no two are alike. A signed call carries its signature on.
 * - Usage of null makes the row `estimated`; the client's own figures are not compared then. A part of null is not there.
 * - A finish of null is what the contract says of such an answer, `tool_calls` or `stop`; in a stream without `[DONE]` it
 *   means that the provider broke off, which is an error event and a failed row, as is an error inside a stream.
 * - A blocked prompt is told of in `refusal`. Pictures that were all filtered out are 400 `content_policy_violation`.
 * - Responses come through byte for byte. A picture of a dialect that knows only bytes is a data URI in `url`.
 * - A list of models is compared as the gateway reads it. Not compared: pictures in a streamed chat, `usage_wire`.
 */
async function main(): Promise<void> {
  const { RECORDED_DIR: given = '' } = process.env;
  const folder = resolve(given === '' ? OWN_SAMPLES : given);
  const found = readCases(folder);
  const outcomes = await replayFolder(found);
  console.log(`Recorded traffic in ${folder}, each case whole and cut at 1, 2, 7 and 64 bytes:`);
  console.log(report(outcomes));
  if (outcomes.length === 0) console.error(`There is no recorded case in ${folder}.`);
  if (outcomes.length === 0 || outcomes.some(({ result }) => result === 'failed')) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
