import type { RequestRecord } from '@app/contracts';
import { askChat } from '../ask/ask-chat';
import { askImages } from '../ask/ask-images';
import { askResponses } from '../ask/ask-responses';
import type { Answer } from '../ask/tapped-client';
import type { RecordedCase } from '../cases/recorded-case';
import { chat } from '../compare/chat';
import { differing } from '../compare/differing';
import { images } from '../compare/images';
import { responses } from '../compare/responses';
import { askedAsRecorded } from './asked-upstream';
import { CUTS, type Cut } from './cuts';
import type { ReplayGateway } from './replay-gateway';
import type { ReplayServer } from './replay.server';
import { modelOf, providerOf, surfaceOf, type Surface } from './surface';

export interface Bench {
  readonly gateway: ReplayGateway;
  readonly replays: ReplayServer;
}

export type Outcome =
  | { readonly id: string; readonly result: 'passed' }
  | { readonly id: string; readonly result: 'failed'; readonly differences: readonly CutDifferences[] }
  | { readonly id: string; readonly result: 'skipped'; readonly reason: string };

export interface CutDifferences {
  readonly cut: Cut;
  readonly differences: readonly string[];
}

/** Replays one case under every cut. */
export async function replayCase(bench: Bench, recorded: RecordedCase): Promise<Outcome> {
  const { id } = recorded;
  try {
    const surface = surfaceOf(recorded, providerOf(recorded).id);
    const differences: CutDifferences[] = [];
    for (const cut of surface.kind === 'not offered' ? CUTS.slice(0, 1) : CUTS) {
      const found = await replayOnce(bench, recorded, surface, cut);
      if (found.length > 0) differences.push({ cut, differences: found });
    }
    if (differences.length > 0) return { id, result: 'failed', differences };
    return surface.kind === 'not offered'
      ? { id, result: 'skipped', reason: surface.reason }
      : { id, result: 'passed' };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { id, result: 'failed', differences: [{ cut: 'whole', differences: [problem] }] };
  }
}

async function replayOnce(
  { gateway, replays }: Bench,
  recorded: RecordedCase,
  surface: Surface,
  cut: Cut,
): Promise<string[]> {
  const { id: providerId } = providerOf(recorded);
  const asked = replays.play(providerId, recorded, cut);
  if (surface.kind === 'models') {
    const listed = await gateway.listModels(providerId);
    return [...differing('models', recorded.expected.models, listed), ...askedAsRecorded(recorded, '', asked)];
  }
  if (surface.kind === 'not offered' && !surface.isRefused) return [];
  const model = modelOf(recorded, providerId, gateway.models());
  // The recording's own name for the provider, so that aliases are tried too.
  const found = await compared(gateway, recorded, surface, `${recorded.provider}/${model}`);
  return surface.kind === 'not offered' ? found : [...found, ...askedAsRecorded(recorded, model, asked)];
}

async function compared(
  gateway: ReplayGateway,
  recorded: RecordedCase,
  surface: Surface,
  name: string,
): Promise<string[]> {
  const { id: providerId } = providerOf(recorded);
  switch (surface.kind) {
    case 'chat':
      return withRow(gateway, providerId, await askChat(gateway, recorded, name), (answer, row) =>
        chat(recorded, answer, row),
      );
    case 'images':
      return withRow(gateway, providerId, await askImages(gateway, recorded, name), (answer, row) =>
        images(recorded, answer, row),
      );
    case 'responses':
      return withRow(gateway, providerId, await askResponses(gateway, recorded, name), (answer, row) =>
        responses(recorded, answer, row),
      );
    case 'not offered':
      return notSupported(await askResponses(gateway, recorded, name));
    case 'models':
      return [];
  }
}

async function withRow<Content>(
  gateway: ReplayGateway,
  providerId: string,
  answer: Answer<Content>,
  compare: (answer: Answer<Content>, row: RequestRecord) => string[],
): Promise<string[]> {
  const row = await gateway.rowOf(answer.requestId);
  if (row) return [...compare(answer, row), ...differing('row provider', providerId, row.providerId)];
  return [`there is no ledger row of the answer ${answer.httpStatus} ${answer.failure?.message ?? ''}`.trim()];
}

function notSupported({ httpStatus, failure }: Answer<unknown>): string[] {
  return [...differing('status', 400, httpStatus), ...differing('error code', 'not_supported', failure?.code ?? null)];
}
